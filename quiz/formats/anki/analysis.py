"""What a template asks: one field, to be answered with another one, or something that only the template itself can lay out.

A template whose question shows one field, with words around it, and whose answer shows another field first, states a relation.
All others are laid out as Anki does it, note by note: see `quiz.formats.anki.layout`.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Final

from attrs import frozen

from quiz.formats.anki import filters
from quiz.formats.anki.notetypes import NoteType, Template
from quiz.formats.anki.template import CLOZE_NUMBER, FRONT_SIDE, SPECIAL, Piece, Shown, TemplateError, names_in, parsed, resolved
from quiz.formats.html.visible import visible
from quiz.formats.html_text import from_html

_MARK: Final = "\ue000"
"""Stands for a field in words of which the rest is looked at."""
_ANSWER_LINE = re.compile(r"<hr\b[^>]{0,200}?\bid\s*=\s*[\"']?answer\b[^>]*>", re.IGNORECASE)
_LINE: Final = "<hr id=answer>"
_RULE_AT_START = re.compile(r"\s*<hr\b[^>]*>", re.IGNORECASE)
_OPENS = re.compile(r"<(?:table|ul|ol|pre)\b|\\[(\[]|\[(?:\${1,2}|latex)\]", re.IGNORECASE)
_CLOSES = re.compile(r"</(?:table|ul|ol|pre)\b|\\[)\]]|\[/(?:\${1,2}|latex)\]", re.IGNORECASE)
"""What begins, and ends, what is more than the words in it: a table, a list, lines of code, or a formula."""
_AS_IT_IS: Final = frozenset({"", "text"})
"""Filters after which a field is still what it was."""
_UNSEEN: Final = frozenset({*_AS_IT_IS, filters.HINT})
"""Filters after which a field looks as it did."""
_TYPED: Final = frozenset({"type", "nc"})
"""Filters of a field that is typed into; the second one says that accents do not matter."""
_REPEATING: Final = _UNSEEN | _TYPED
CLOZE: Final = "cloze"


@frozen
class Asking:
    """What a template asks of a note that has certain fields filled."""

    subject: int
    """The place of the field that the question shows, counted from 0."""
    value: int
    """The place of the field that answers it; the same one for a sentence with blanks."""
    before: str = ""
    """The words before the subject, on one line."""
    after: str = ""
    rest: tuple[Piece, ...] = ()
    """What the answer shows besides, without the subject and the value."""
    bare: frozenset[int] = frozenset()
    """The places of those of the two fields of which the text alone is shown, without its styles and pictures."""

    @property
    def wording(self) -> str:
        """The question with `{}` where the subject stands."""
        return f"{self.before}{{}}{self.after}"


def asking(note_type: NoteType, template: Template, filled: Callable[[str], bool]) -> Asking | None:
    """Return what a template asks where some fields are filled; nothing where it is no question about one field.

    Raises `TemplateError` where a side cannot be read.
    """
    source = parsed(template.question)
    if any(CLOZE_NUMBER.fullmatch(name) for name in names_in(source) if name not in note_type.fields):
        return None
    asked = tuple(resolved(source, filled))
    question = _looked_at(asked, note_type, filled)
    above, answer = at_line(unfolded(asked, tuple(resolved(parsed(template.answer), filled))))
    besides = [piece for piece in told_besides(asked, above, answer) if filled(piece.name)]
    if question is None:
        return None
    place = next(number for number, piece in enumerate(question) if isinstance(piece, Shown))
    shown = question[place]
    words = None if _is_inside(question[:place]) else _around(question, place, note_type.css)
    if words is None or not isinstance(shown, Shown):
        return None
    subject = note_type.fields.index(shown.name)
    if note_type.is_cloze:
        if shown.filters != (CLOZE,) or any(words):
            return None
        rest = [piece for piece in answer if not _names(piece, shown.name)]
        return Asking(subject, subject, rest=_rest([*_listed(besides, {shown.name}), *rest], note_type))
    if not _AS_IT_IS.issuperset(shown.filters):
        return None
    found = _value(answer, shown.name, note_type, filled)
    if found is None:
        return None
    value, said, rest = found
    shown_twice = {shown.name, note_type.fields[value]}
    return Asking(
        subject,
        value,
        *words,
        rest=_rest([*_listed(besides, shown_twice), *rest], note_type),
        bare=frozenset(at for at, piece in ((subject, shown), (value, said)) if "text" in piece.filters),
    )


def _looked_at(pieces: Iterable[Piece], note_type: NoteType, filled: Callable[[str], bool]) -> list[Piece] | None:
    """Return what a question shows, if that is one field among words: without what is typed into, spoken, or shows nothing."""
    found: list[Piece] = []
    fields = 0
    for piece in pieces:
        if not isinstance(piece, Shown):
            found.append(piece)
        elif piece.name in note_type.fields:
            if is_silent(piece) or not filled(piece.name):
                found.append(" " if filters.HINT in piece.filters else "")
                continue
            fields += 1
            found.append(piece)
        elif piece.name != FRONT_SIDE and piece.name in SPECIAL:
            return None
    return found if fields == 1 else None


def is_silent(piece: Shown) -> bool:
    """Say whether a field is there to be typed into, heard, or unfolded, and not shown."""
    return any(one in {"type", filters.HINT} or one.startswith(filters.SPOKEN) for one in piece.filters)


def unfolded(question: Sequence[Piece], answer: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return an answer in which, behind the line, stands what was typed into above it, or where the question comes again."""
    shown = [piece for piece in answer if isinstance(piece, Shown) and not is_spoken(piece)]
    names = {piece.name for piece in shown if _REPEATING.issuperset(piece.filters)}
    above, below = at_line(answer)
    there = {piece.name for piece in below if isinstance(piece, Shown)}
    moved = [piece for piece in above if isinstance(piece, Shown) and _is_typed(piece) and piece.name not in there]
    if moved:
        return *(piece for piece in above if piece not in moved), _LINE, *moved, *below
    typed = (piece for piece in question if isinstance(piece, Shown) and _is_typed(piece))
    found = [piece for piece in typed if piece.name not in names]
    if FRONT_SIDE not in names or not found:
        return tuple(answer)
    return *above, _LINE, *found, *below


def _is_typed(piece: Shown) -> bool:
    return not _TYPED.isdisjoint(piece.filters) and CLOZE not in piece.filters


def at_line(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return what an answer shows above the line that Anki's templates draw, and below; else before and behind the question.

    Where there is neither, all of it is below.
    """
    for place in range(len(pieces) - 1, -1, -1):
        piece = pieces[place]
        if isinstance(piece, str) and (lines := list(_ANSWER_LINE.finditer(piece))):
            return (*pieces[:place], piece[: lines[-1].start()]), (piece[lines[-1].end() :], *pieces[place + 1 :])
    for place, piece in enumerate(pieces):
        if isinstance(piece, Shown) and piece.name == FRONT_SIDE:
            above, rest = tuple(pieces[:place]), tuple(pieces[place + 1 :])
            return above, ((_RULE_AT_START.sub("", rest[0]), *rest[1:]) if rest and isinstance(rest[0], str) else rest)
    return (), tuple(pieces)


def told_besides(question: Iterable[Piece], above: Iterable[Piece], below: Iterable[Piece]) -> list[Shown]:
    """Return what is told with an answer that is not below its line: hints of the question, and fields above the line alone.

    Those are the fields that the question does not show, or shows otherwise. What the answer shows too is not told twice.
    """
    fields = [piece for piece in above if isinstance(piece, Shown) and piece.name != FRONT_SIDE and not is_silent(piece)]
    asked = [piece for piece in question if isinstance(piece, Shown)]
    answered = {_look(piece) for piece in (*fields, *below) if isinstance(piece, Shown) and not is_spoken(piece)}
    shown = {_look(piece) for piece in asked if not is_silent(piece)}
    hints = (piece for piece in asked if filters.HINT in piece.filters and _look(piece) not in answered)
    alone = (piece for piece in fields if _look(piece) not in shown or CLOZE in piece.filters)
    return list(dict.fromkeys((*hints, *alone)))


def _look(piece: Shown) -> tuple[str, tuple[str, ...]]:
    return piece.name, tuple(one for one in piece.filters if one not in {"", filters.HINT})


def _listed(pieces: Iterable[Shown], without: Iterable[str]) -> list[Piece]:
    """Return fields one below the other, but for some that are shown anyway, as they are."""
    found: list[Piece] = []
    for piece in pieces:
        if not any(_repeats(piece, name) for name in without):
            found += (piece,) if filters.HINT in piece.filters else (piece, "<br>")
    return found


def _around(pieces: Sequence[Piece], place: int, css: str) -> tuple[str, str] | None:
    """Return the words before and after a field; nothing where they are more than words, or the field is hidden."""
    html = "".join(piece if isinstance(piece, str) else _MARK * (number == place) for number, piece in enumerate(pieces))
    return _words_around(html, css)


@lru_cache(maxsize=1024)
def _words_around(html: str, css: str) -> tuple[str, str] | None:
    if not html.strip(_MARK + " \n\r\t"):
        return "", ""
    found = from_html(visible(html, css))
    if found.media or found.plain.count(_MARK) != 1 or set("{}") & set(found.plain):
        return None
    parts = found.plain.split(_MARK)
    before, after = (" ".join(part.split()) for part in parts)
    return (
        f"{before} " if before and parts[0][-1:].isspace() else before,
        f" {after}" if after and parts[1][:1].isspace() else after,
    )


def _value(
    answer: Sequence[Piece], subject: str, note_type: NoteType, filled: Callable[[str], bool]
) -> tuple[int, Shown, list[Piece]] | None:
    """Return the place of the field that an answer shows first, how it shows it, and what it shows besides."""
    for place, piece in enumerate(answer):
        if not isinstance(piece, Shown) or piece.name not in note_type.fields or not filled(piece.name) or is_spoken(piece):
            continue
        if piece.name == subject:
            continue
        if not _AS_IT_IS.issuperset(set(piece.filters) - _TYPED) or _is_inside(answer[:place]):
            return None
        rest = [other for number, other in enumerate(answer) if number != place and not _repeats(other, subject)]
        label = place - sum(_repeats(other, subject) for other in answer[:place]) - 1
        if label >= 0 and isinstance(rest[label], str):
            # The words that stand right before the answer are its label.
            rest[label] = ""
        return note_type.fields.index(piece.name), piece, rest
    return None


def _is_inside(before: Sequence[Piece]) -> bool:
    """Say whether a table, list, code or formula is open: then what is shown is all of it, and no single field."""
    html = "".join(piece for piece in before if isinstance(piece, str))
    return len(_OPENS.findall(html)) > len(_CLOSES.findall(html))


def is_spoken(piece: Shown) -> bool:
    """Say whether a field is there to be heard."""
    return any(one.startswith(filters.SPOKEN) or one == filters.HINT for one in piece.filters)


def _repeats(piece: Piece, field: str) -> bool:
    """Say whether a piece of an answer shows the field that is the question, and as it is."""
    return isinstance(piece, Shown) and piece.name == field and (is_spoken(piece) or _REPEATING.issuperset(piece.filters))


def _names(piece: Piece, field: str) -> bool:
    return isinstance(piece, Shown) and piece.name == field


def _rest(pieces: Iterable[Piece], note_type: NoteType) -> tuple[Piece, ...]:
    """Return what is worth showing beside an answer; nothing where it is only the template's lines and spaces."""
    found = tuple(piece for piece in pieces if not isinstance(piece, Shown) or piece.name in {*note_type.fields, *SPECIAL})
    if any(isinstance(piece, Shown) for piece in found):
        return found
    words = from_html("".join(piece for piece in found if isinstance(piece, str)))
    return found if any(letter.isalnum() for letter in words.plain) or words.media else ()


@frozen
class Pair:
    """Two templates that ask for the two sides of one fact; or one that has no partner."""

    forward: int
    """The number of the template that asks from the subject to the value, counted from 0."""
    backward: int | None = None

    @property
    def numbers(self) -> tuple[int, ...]:
        """Their numbers."""
        return (self.forward,) if self.backward is None else (self.forward, self.backward)

    @property
    def first(self) -> int:
        """The lower number, by which the fact is known."""
        return min(self.numbers)


def pairs(note_type: NoteType) -> tuple[Pair, ...]:
    """Return which templates ask for the same fact, told by the templates alone, so that no edit of a note changes it.

    Of two templates one shows the first field and asks for another one, and the other one asks back. All others stand alone.
    """
    if note_type.is_cloze:
        return tuple(Pair(number) for number in range(len(note_type.templates)))
    found = [_asking_or_none(note_type, template) for template in note_type.templates]
    partners: dict[int, int] = {}
    asked: set[int] = set()
    for number, one in enumerate(found):
        if one is None or one.subject or one.value in asked:
            continue
        for other, back in enumerate(found):
            if back is not None and other not in partners.values() and (back.subject, back.value) == (one.value, 0):
                partners[number] = other
                asked.add(one.value)
                break
    backward = set(partners.values())
    return tuple(Pair(number, partners.get(number)) for number in range(len(found)) if number not in backward)


def _asking_or_none(note_type: NoteType, template: Template) -> Asking | None:
    try:
        return asking(note_type, template, lambda _: True)
    except TemplateError:
        return None
