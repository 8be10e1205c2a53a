"""Notes become facts: what a note's cards in one deck ask, each card exactly once."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress

from attrs import evolve

from quiz.facts.clozes import Cloze
from quiz.facts.fact import Fact
from quiz.facts.values import RichText, Value
from quiz.formats.anki import clozes
from quiz.formats.anki.analysis import Asking, Pair, pairs
from quiz.formats.anki.drawing import Drawing
from quiz.formats.anki.filters import without_markup
from quiz.formats.anki.mapping import KeptFact, stated_sum
from quiz.formats.anki.note import NOTHING, Made, Note, Place, Task
from quiz.formats.anki.notetypes import NoteType
from quiz.formats.anki.plain import MARKDOWN, NOT_PLAIN, Line, styled
from quiz.formats.anki.stating import Asked, Stating, besides, is_whole
from quiz.formats.anki.template import SPECIAL, TemplateError, names_in, parsed
from quiz.formats.anki.vocabulary import Vocabulary, Wanted
from quiz.formats.anki.writing.html import plain_html
from quiz.formats.html_text import Fragment, from_html


class Maker:
    """Makes facts of the notes of one note type."""

    def __init__(self, note_type: NoteType, *, styled: bool) -> None:
        """Make facts of notes of a type; `styled` where any of its fields holds HTML."""
        self.note_type = note_type
        self.drawing = Drawing(note_type)
        self._stating = Stating(note_type, styled)
        self._pairs = pairs(note_type)
        self._cards = frozenset(number for pair in self._pairs for number in pair.numbers)
        self._is_told = any(name in SPECIAL for name in _names(note_type))
        """Whether a template has anything besides fields, such as tags: then notes with the same fields may differ."""

    def facts(self, note: Note, places: Mapping[int, Place], words: Vocabulary) -> list[Made]:
        """Return the facts of a note whose cards, by their numbers, are in the deck of a vocabulary."""
        task = Task(self.note_type, note, places, words)
        return _keeping(task, list(self._sentences(task) if self.note_type.is_cloze else self._facts(task)))

    def lines(self, numbers: frozenset[int], is_full: Sequence[bool], words: Vocabulary) -> tuple[Line, ...] | None:
        """Return what comes of plain notes with these cards and these fields filled, where that is the same for all of them."""
        if self.note_type.is_cloze or self._is_told or not numbers <= self._cards:
            return None
        filled = frozenset(name for name, full in zip(self.note_type.fields, is_full, strict=True) if full)
        found: list[Line] = []
        for pair, asked in self._asked(numbers, filled):
            one = self._stating.line(pair, asked)
            if one is None:
                return None
            wanted, ending, cards = one
            name = words.name(wanted)
            found.append(Line(name, wanted.subject or 0, wanted.value or 0, ending, self._stating.is_styled, cards))
        stated = {place for line in found for place in (line.subject, line.value)}
        return tuple(found) if all(place in stated for place, full in enumerate(is_full) if full) else None

    def _facts(self, task: Task) -> Iterator[Made]:
        """Yield the facts of a note with a card for each template."""
        for pair, asked in self._asked(task.places.keys(), task.filled):
            if not any(asked.values()):
                yield self.drawing.fact(task, pair, pair.forward)
                continue
            if any(map(_is_styled, self._bare(task.note, asked))):
                # Where its text alone is shown, the field is not what is asked.
                yield from (self.drawing.fact(task, Pair(number), number) for number in asked)
                continue
            subject = self._stating.subject(task.note, pair, asked)
            made = self._stating.fact(task, pair, asked, subject)
            if subject.plain and (pair.backward not in asked or (subject.has_words and str(made.fact.value) != NOTHING)):
                yield made
            else:
                yield from self._apart(task, pair, asked, subject)

    def _bare(self, note: Note, asked: Asked) -> Iterator[str]:
        """Yield the fields of which only the text is shown."""
        if not note.is_plain:
            yield from (note.fields[place] for one in asked.values() if one is not None for place in one.bare)

    def _apart(self, task: Task, pair: Pair, asked: Asked, subject: Fragment) -> Iterator[Made]:
        """Yield the facts of cards that ask for what has no words, each by itself: what is shown can be asked about."""
        for number, one in asked.items():
            if number == pair.forward and subject.plain:
                yield self._stating.fact(task, Pair(number), {number: one}, subject)
            else:
                yield self.drawing.fact(task, Pair(number), number)

    def _asked(self, numbers: AbstractSet[int], filled: frozenset[str]) -> Iterator[tuple[Pair, Asked]]:
        """Yield which templates make a fact of a note with these cards and fields, together or alone, and what they ask."""
        for pair in self._pairs:
            asked = {number: self._stating.asked(number, filled) for number in pair.numbers if number in numbers}
            if asked and is_whole(pair, asked):
                yield pair, asked
            else:
                yield from ((Pair(number), {number: one}) for number, one in asked.items())

    def _sentences(self, task: Task) -> Iterator[Made]:
        """Yield the facts of a note with a card for each number of blanks."""
        left = set(task.places)
        first = min(left)
        asked = self._stating.asked(first, task.filled)
        sentence = None if asked is None else _sentence(task.note, asked)
        if asked is not None and sentence is not None and {number - 1 for number in sentence.numbers} <= left:
            name = task.words.name(Wanted(self.note_type.id, "cloze", Pair(0), ("cloze",), asked.subject, asked.subject))
            cards = tuple((number - 1, "cloze", number) for number in sentence.numbers)
            note = besides(task.content(first), asked.rest)
            yield Made(Fact(str(sentence), name, sentence, tags=task.note.tags, id=task.note.fact_id(0), note=note), cards)
            left -= {number for number, _, _ in cards}
        for number in sorted(left):
            yield self.drawing.fact(task, Pair(0), number)


def _is_styled(raw: str) -> bool:
    """Say whether a field says more than its text alone."""
    found = from_html(raw)
    return found.is_styled or found.plain != from_html(without_markup(raw)).plain


def _names(note_type: NoteType) -> Iterator[str]:
    """Yield the names that the templates of a note type hold."""
    for template in note_type.templates:
        for side in (template.question, template.answer):
            with suppress(TemplateError):
                yield from names_in(parsed(side))


def _sentence(note: Note, asked: Asking) -> Cloze | None:
    """Return the sentence of a note, where quiz reads its blanks as Anki does."""
    text = note.fields[asked.subject]
    if clozes.SHAPE in text:
        return None
    if NOT_PLAIN.search(text):
        found = from_html(text)
        if found.is_styled or found.media:
            return None
        text = found.plain
    try:
        sentence = Cloze(text)
    except ValueError:
        return None
    parts = clozes.parts_of(text)
    for number in sentence.numbers:
        hidden = tuple(blank.text.strip() for blank in clozes.blanks(parts) if number in blank.numbers)
        if sentence.blanked(number)[1] != hidden:
            return None
    return sentence if set(sentence.numbers) == clozes.numbers_in(text) else None


def _keeping(task: Task, made: list[Made]) -> list[Made]:
    """Return facts of which the first one keeps what nothing else tells of the note."""
    if not made:
        return made
    note = task.note
    stated: dict[int, Value | str] = {}
    for one in made:
        link = task.words.links[one.fact.relation]
        if link.form != "drawn" and link.subject is not None and link.value is not None:
            stated.setdefault(link.subject, one.fact.value if link.form == "cloze" else one.fact.subject)
            stated.setdefault(link.value, one.fact.value)
    lost = {
        place: raw
        for place, raw in enumerate(note.fields)
        if raw and not (place in stated and _survives(raw, stated[place], is_plain=note.is_plain))
    }
    first = made[0].fact
    guid = note.guid if (first.id or "").rpartition("/")[0] != note.guid else ""
    summed = stated_sum(one.fact for one in made) if lost or task.note_type.is_cloze else ""
    if not summed and not guid and not note.data:
        return made
    return [Made(evolve(first, kept=KeptFact(lost, guid, note.data, summed).as_text()), made[0].cards), *made[1:]]


def _survives(raw: str, stated: Value | str, *, is_plain: bool) -> bool:
    """Say whether a field can be worked out again at once of what a fact states."""
    if is_plain and raw == str(stated):
        return True
    if isinstance(stated, RichText):
        return raw == stated.source if not MARKDOWN.search(raw) else (found := styled(raw)) is not None and found == stated
    return plain_html(stated.text if isinstance(stated, Cloze) else str(stated)) == raw
