"""Templates that ask one field for another one: what a note states by them."""

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from attrs import field, frozen

from quiz.facts.fact import Fact
from quiz.facts.values import RichText, Text, Value, text_of
from quiz.formats.anki.analysis import Asking, Pair, asking
from quiz.formats.anki.layout import Content
from quiz.formats.anki.note import NOTHING, Made, Note, Task, put_together
from quiz.formats.anki.notetypes import NoteType
from quiz.formats.anki.plain import MARKDOWN
from quiz.formats.anki.template import Piece, TemplateError
from quiz.formats.anki.vocabulary import BOTH, Wanted
from quiz.formats.html.visible import visible
from quiz.formats.html_text import Fragment, from_html
from quiz.text.blocks import Paragraph, blocks

Asked: TypeAlias = Mapping[int, Asking | None]
"""What templates ask of a note, by their numbers; nothing where that has to be laid out."""
_Side: TypeAlias = tuple[str, int, Asking]
_MOST_REMEMBERED: Final = 4096


@frozen(eq=False)
class Stating:
    """States what the notes of one type say."""

    note_type: NoteType
    is_styled: bool
    """Whether any field of its notes holds HTML."""
    _asked: dict[tuple[int, frozenset[str]], Asking | None] = field(factory=dict, init=False)

    def asked(self, number: int, filled: frozenset[str]) -> Asking | None:
        """Return what a card's template asks of notes with these fields filled; remembered, since most notes are alike."""
        key = (number, filled)
        if key not in self._asked:
            if len(self._asked) > _MOST_REMEMBERED:
                self._asked.clear()
            template = self.note_type.templates[0 if self.note_type.is_cloze else number]
            try:
                found = asking(self.note_type, template, lambda name: name in filled)
            except TemplateError:
                found = None
            self._asked[key] = found
        return self._asked[key]

    def subject(self, note: Note, pair: Pair, asked: Asked) -> Fragment:
        """Return what the fact of a pair is about."""
        sides = _sides(pair, asked)
        given = note.fields[self._wanted(pair, sides).subject or 0]
        return Fragment(text_of(given), "") if note.is_plain else from_html(given)

    def fact(self, task: Task, pair: Pair, asked: Asked, subject: Fragment) -> Made:
        """Return the fact that a field, which is the subject, has the value of another one."""
        note, sides = task.note, _sides(pair, asked)
        wanted = self._wanted(pair, sides)
        answer = note.fields[wanted.value or 0]
        notes = [besides(task.content(number), one.rest) for _, number, one in sides]
        front = ""
        if not note.is_plain and subject.is_styled:
            if "forward" in wanted.kinds:
                front = from_html(visible(task.content(pair.forward).question(), self.note_type.css)).rich
            if "backward" in wanted.kinds and _says_more(subject):
                notes.append(subject.rich)
        fact = Fact(
            subject.plain or note.words,
            task.words.name(wanted),
            self._value(answer, is_plain=note.is_plain),
            tags=note.tags,
            id=note.fact_id(pair.first),
            note=put_together(notes),
            front=front,
        )
        return Made(fact, tuple((number, kind, 0) for kind, number, _ in sides))

    def line(self, pair: Pair, asked: Asked) -> tuple[Wanted, str, tuple[tuple[int, str], ...]] | None:
        """Return which relation plain notes state by a pair, how the ids of their facts end, and the cards with their kinds.

        Nothing where more is shown.
        """
        sides = _sides(pair, asked)
        if not sides or any(one.rest for _, _, one in sides):
            return None
        return self._wanted(pair, sides), f"/{pair.first}", tuple((number, kind) for kind, number, _ in sides)

    def _wanted(self, pair: Pair, sides: Sequence[_Side]) -> Wanted:
        kind, _, first = sides[0]
        subject, value = (first.subject, first.value) if kind == "forward" else (first.value, first.subject)
        words = {kind: one.wording for kind, _, one in sides}
        wording = (words.get("forward", "{}"), *((words["backward"],) if "backward" in words else ()))
        return Wanted(self.note_type.id, "asked", pair, tuple(words), subject, value, wording)

    def _value(self, raw: str, *, is_plain: bool) -> Value:
        if is_plain:
            text = text_of(raw)
            if not self.is_styled:
                return Text(text)
            return RichText(text if not MARKDOWN.search(text) else from_html(text.replace("<", "&lt;")).rich)
        found = from_html(raw)
        return RichText(found.rich or NOTHING) if self.is_styled else Text(found.plain or NOTHING)


def _says_more(found: Fragment) -> bool:
    """Say whether words alone do not tell all of it: it has pictures, sounds, formulas, readings, or is laid out in blocks."""
    if found.media:
        return True
    read = blocks(found.rich)
    spans = (span for block in read if isinstance(block, Paragraph) for span in block.words)
    return any(not isinstance(block, Paragraph) for block in read) or any(span.styles & {"math", "ruby"} for span in spans)


def is_whole(pair: Pair, asked: Asked) -> bool:
    """Say whether the cards of a pair ask of a note what their templates ask of one with all its fields filled."""
    if any(one is None for one in asked.values()):
        return False
    forth, back = asked.get(pair.forward), None if pair.backward is None else asked.get(pair.backward)
    both = forth is None or back is None or back.subject == forth.value
    return both and (forth is None or not forth.subject) and (back is None or not back.value)


def besides(content: Content, rest: Sequence[Piece]) -> str:
    """Return what an answer shows besides, as rich text."""
    if not rest:
        return ""
    html = content.html(rest, answered=True)
    return from_html(visible(html)).rich if html.strip() else ""


def _sides(pair: Pair, asked: Asked) -> list[_Side]:
    """Return the kinds of card that a pair makes of a note, each with its template and what that asks."""
    both = zip(BOTH, (pair.forward, pair.backward), strict=True)
    return [(kind, number, one) for kind, number in both if number is not None and (one := asked.get(number)) is not None]
