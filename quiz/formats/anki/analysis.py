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
from quiz.formats.anki.visible import visible
from quiz.formats.html_text import from_html

_MARK: Final = "\ue000"
"""Stands for a field in words of which the rest is looked at."""
_ANSWER_LINE = re.compile(r"<hr\b[^>]{0,200}?\bid\s*=\s*[\"']?answer\b[^>]*>", re.IGNORECASE)
_RULE_AT_START = re.compile(r"\s*<hr\b[^>]*>", re.IGNORECASE)
_OPENS = re.compile(r"<(?:table|ul|ol)\b", re.IGNORECASE)
_CLOSES = re.compile(r"</(?:table|ul|ol)\b", re.IGNORECASE)
_AS_IT_IS: Final = frozenset({"", "text"})
"""Filters after which a field is still what it was."""
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

    @property
    def wording(self) -> str:
        """The question with `{}` where the subject stands."""
        return f"{self.before}{{}}{self.after}"


def asking(note_type: NoteType, template: Template, filled: Callable[[str], bool]) -> Asking | None:
    """Return what a template asks where some fields are filled; nothing where it is no question about one field.

    Raises `TemplateError` where a side cannot be read.
    """
    source = parsed(template.question)
    if note_type.is_cloze and any(CLOZE_NUMBER.fullmatch(name) for name in names_in(source) if name not in note_type.fields):
        return None
    asked = tuple(resolved(source, filled))
    question = _looked_at(asked, note_type, filled)
    hints = [piece for piece in asked if isinstance(piece, Shown) and filters.HINT in piece.filters and filled(piece.name)]
    answer = below_line(tuple(resolved(parsed(template.answer), filled)))
    if question is None:
        return None
    place = next(number for number, piece in enumerate(question) if isinstance(piece, Shown))
    shown = question[place]
    words = _around(question, place)
    if words is None or not isinstance(shown, Shown):
        return None
    subject = note_type.fields.index(shown.name)
    if note_type.is_cloze:
        if shown.filters != (CLOZE,) or any(words):
            return None
        rest = [piece for piece in answer if not _names(piece, shown.name)]
        return Asking(subject, subject, rest=_rest([*(hint for hint in hints if hint.name != shown.name), *rest], note_type))
    if not _AS_IT_IS.issuperset(shown.filters):
        return None
    found = _value(answer, shown.name, note_type, filled)
    if found is None:
        return None
    value, rest = found
    shown_twice = {shown.name, note_type.fields[value]}
    return Asking(
        subject, value, *words, rest=_rest([*(hint for hint in hints if hint.name not in shown_twice), *rest], note_type)
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
                continue
            fields += 1
            found.append(piece)
        elif piece.name != FRONT_SIDE and piece.name in SPECIAL:
            return None
    return found if fields == 1 else None


def is_silent(piece: Shown) -> bool:
    """Say whether a field is there to be typed into, heard, or unfolded, and not shown."""
    return any(one in {"type", filters.HINT} or one.startswith(filters.SPOKEN) for one in piece.filters)


def below_line(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return what an answer shows below the line that Anki's templates draw; else behind the question; else all of it."""
    for place in range(len(pieces) - 1, -1, -1):
        piece = pieces[place]
        if isinstance(piece, str) and (lines := list(_ANSWER_LINE.finditer(piece))):
            return (piece[lines[-1].end() :], *pieces[place + 1 :])
    for place, piece in enumerate(pieces):
        if isinstance(piece, Shown) and piece.name == FRONT_SIDE:
            rest = pieces[place + 1 :]
            if rest and isinstance(rest[0], str):
                return (_RULE_AT_START.sub("", rest[0]), *rest[1:])
            return tuple(rest)
    return tuple(pieces)


def _around(pieces: Sequence[Piece], place: int) -> tuple[str, str] | None:
    """Return the words before and after a field; nothing where they are more than words."""
    html = "".join(piece if isinstance(piece, str) else _MARK * (number == place) for number, piece in enumerate(pieces))
    return _words_around(html)


@lru_cache(maxsize=1024)
def _words_around(html: str) -> tuple[str, str] | None:
    if not html.strip(_MARK + " \n\r\t"):
        return "", ""
    found = from_html(visible(html))
    if found.media or found.plain.count(_MARK) != 1 or set("{}") & set(found.plain):
        return None
    before, after = (" ".join(part.split()) for part in found.plain.split(_MARK))
    spaced = (
        f"{before} " if before and not found.plain.partition(_MARK)[0].endswith(("(", "“", "«", "‘", "[", '"', "'")) else before
    )
    follows = found.plain.partition(_MARK)[2]
    return spaced, f" {after}" if after and follows[:1].isspace() else after


def _value(
    answer: Sequence[Piece], subject: str, note_type: NoteType, filled: Callable[[str], bool]
) -> tuple[int, list[Piece]] | None:
    """Return the place of the field that an answer shows first, and what it shows besides."""
    for place, piece in enumerate(answer):
        if not isinstance(piece, Shown) or piece.name not in note_type.fields or not filled(piece.name) or _is_spoken(piece):
            continue
        if piece.name == subject:
            continue
        if not _AS_IT_IS.issuperset(set(piece.filters) - {"type"}) or _is_in_table(answer[:place]):
            return None
        rest = [other for number, other in enumerate(answer) if number != place and not _names(other, subject)]
        label = place - sum(_names(other, subject) for other in answer[:place]) - 1
        if label >= 0 and isinstance(rest[label], str):
            # The words that stand right before the answer are its label.
            rest[label] = ""
        return note_type.fields.index(piece.name), rest
    return None


def _is_in_table(before: Sequence[Piece]) -> bool:
    """Say whether a table or list is open: then the answer is all of it, and no single field."""
    html = "".join(piece for piece in before if isinstance(piece, str))
    return len(_OPENS.findall(html)) > len(_CLOSES.findall(html))


def _is_spoken(piece: Shown) -> bool:
    return any(one.startswith(filters.SPOKEN) or one == filters.HINT for one in piece.filters)


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
