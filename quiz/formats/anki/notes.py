"""Notes become facts: what a note's cards in one deck ask, each card exactly once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from attrs import evolve, frozen

from quiz.facts.clozes import Cloze
from quiz.facts.fact import Fact
from quiz.facts.media import Picture
from quiz.facts.values import RichText, Text, Value, text_of
from quiz.formats.anki import clozes
from quiz.formats.anki.analysis import Asking, Pair, asking, pairs
from quiz.formats.anki.filters import is_filled
from quiz.formats.anki.layout import FLAGS, Content
from quiz.formats.anki.mapping import KeptFact
from quiz.formats.anki.notetypes import NoteType
from quiz.formats.anki.plain import MARKDOWN, NOT_PLAIN, Line
from quiz.formats.anki.template import Piece, TemplateError
from quiz.formats.anki.vocabulary import BOTH, Vocabulary, Wanted
from quiz.formats.html_text import Fragment, from_html, to_html
from quiz.text.safe import safe_line

NOTHING: Final = "—"
"""Stands for an answer of which nothing can be shown."""
BLANK_FRONT: Final = "The front of this card is blank."
_MOST_REMEMBERED: Final = 4096


_Side: TypeAlias = tuple[str, int, Asking]


@frozen
class Note:
    """A note of a collection."""

    id: int
    guid: str
    fields: Sequence[str]
    tags: frozenset[str]
    data: str = ""
    is_plain: bool = False
    """Whether no field holds what HTML would show otherwise."""

    @property
    def where(self) -> str:
        """Its place, for people."""
        return f"note {self.id}"


@frozen
class Place:
    """Where a card of a note is."""

    number: int
    """The card's number, counted from 0."""
    card: int
    """The card's id."""
    deck: str
    """What Anki calls its deck."""
    flag: int = 0


@frozen
class Made:
    """A fact, and the cards that it makes."""

    fact: Fact
    cards: tuple[tuple[int, str, int], ...]
    """Of each card its number in Anki, the kind of card in quiz, and the number of its blanks there, 0 for none."""


class Maker:
    """Makes facts of the notes of one note type."""

    def __init__(self, note_type: NoteType, *, styled: bool) -> None:
        """Make facts of notes of a type; `styled` where any of its fields holds HTML."""
        self.note_type = note_type
        self.problems: dict[str, None] = {}
        """What is wrong with its templates, once each."""
        self.blank = 0
        """Cards whose question is empty."""
        self._pairs = pairs(note_type)
        self._of = {number: pair for pair in self._pairs for number in (pair.forward, pair.backward) if number is not None}
        self._styled = styled
        self._asked: dict[tuple[int, frozenset[str]], Asking | None] = {}

    def facts(self, note: Note, places: Mapping[int, Place], words: Vocabulary) -> list[Made]:
        """Return the facts of a note whose cards, by their numbers, are in the deck of a vocabulary."""
        found = list(self._cloze_facts(note, places, words) if self.note_type.is_cloze else self._facts(note, places, words))
        return self._keeping(note, found, words)

    def lines(self, numbers: frozenset[int], is_filled: Sequence[bool], words: Vocabulary) -> tuple[Line, ...] | None:
        """Return what comes of plain notes with these cards and these fields filled, where that is the same for all of them."""
        if self.note_type.is_cloze or not numbers <= self._of.keys():
            return None
        filled = frozenset(name for name, is_full in zip(self.note_type.fields, is_filled, strict=True) if is_full)
        found: list[Line] = []
        stated: set[int] = set()
        for pair in self._pairs:
            asked = {number: self._asking(number, filled) for number in (pair.forward, pair.backward)
                     if number is not None and number in numbers}  # fmt: skip
            if not asked:
                continue
            together = pair.backward is not None and self._is_whole(pair, asked)
            for own in (pair,) if together else map(Pair, asked):
                sides = _sides(own, asked)
                if not sides or any(one.rest for _, _, one in sides):
                    return None
                wanted = self._wanted(own, sides)
                stated |= {wanted.subject or 0, wanted.value or 0}
                ending = f"/{min(number for number in (own.forward, own.backward) if number is not None)}"
                found.append(Line(words.name(wanted), wanted.subject or 0, wanted.value or 0, ending, self._styled))
        is_all = all(place in stated for place, is_full in enumerate(is_filled) if is_full)
        return tuple(found) if is_all else None

    # Notes with a card for each template

    def _facts(self, note: Note, places: Mapping[int, Place], words: Vocabulary) -> Iterator[Made]:
        values = dict(zip(self.note_type.fields, note.fields, strict=True))
        filled = frozenset(name for name, text in values.items() if text and is_filled(text))
        for pair in self._pairs:
            present = [number for number in (pair.forward, pair.backward) if number in places]
            if not present:
                continue
            asked = {number: self._asking(number, filled) for number in present if number is not None}
            if pair.backward is not None and self._is_whole(pair, asked):
                yield self._stated(note, pair, asked, values, places, words)
                continue
            for number, one in asked.items():
                own = Pair(number)
                if one is None:
                    yield self._drawn(note, own, number, values, places[number], words)
                else:
                    yield self._stated(note, own, {number: one}, values, places, words)

    def _is_whole(self, pair: Pair, asked: Mapping[int, Asking | None]) -> bool:
        """Say whether the cards of a pair ask of this note what their templates ask of a note with all its fields filled."""
        back = asked.get(pair.backward) if pair.backward is not None else None
        forth = asked.get(pair.forward)
        if any(one is None for one in asked.values()):
            return False
        return (back is None or back.value == 0) and (forth is None or forth.subject == 0) and (
            back is None or forth is None or back.subject == forth.value
        )

    def _asking(self, number: int, filled: frozenset[str]) -> Asking | None:
        """Return what a template asks of notes with these fields filled; remembered, since most notes are alike."""
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

    def _stated(
        self,
        note: Note,
        pair: Pair,
        asked: Mapping[int, Asking | None],
        values: Mapping[str, str],
        places: Mapping[int, Place],
        words: Vocabulary,
    ) -> Made:
        """Return the fact that a field has the value of another one."""
        sides = _sides(pair, asked)
        wanted = self._wanted(pair, sides)
        kinds = wanted.kinds
        name = words.name(wanted)
        given, answer = note.fields[wanted.subject or 0], note.fields[wanted.value or 0]
        asking_words = Fragment(text_of(given), "") if note.is_plain else from_html(given)
        notes = [self._besides(self._content(note, values, places[number]), one.rest) for _, number, one in sides]
        front = ""
        if not note.is_plain and asking_words.is_styled:
            if "forward" in kinds:
                front = from_html(self._content(note, values, places[pair.forward]).question()).rich
            if "backward" in kinds:
                notes.append(asking_words.rich)
        fact = Fact(
            asking_words.plain or self._named(asking_words) or note.where,
            name,
            self._value(answer, is_plain=note.is_plain),
            tags=note.tags,
            id=_fact_id(note, min(number for number in (pair.forward, pair.backward) if number is not None)),
            note="\n\n".join(dict.fromkeys(filter(None, notes))),
            front=front,
        )
        return Made(fact, tuple((number, kind, 0) for kind, number, _ in sides))

    def _wanted(self, pair: Pair, sides: Sequence[_Side]) -> Wanted:
        kind, _, first = sides[0]
        subject, value = (first.subject, first.value) if kind == "forward" else (first.value, first.subject)
        words = {kind: one.wording for kind, _, one in sides}
        wording = (words.get("forward", "{}"), *((words["backward"],) if "backward" in words else ()))
        return Wanted(self.note_type.id, "asked", pair, tuple(words), subject, value, wording)

    def _content(self, note: Note, values: Mapping[str, str], place: Place) -> Content:
        special = {
            "Tags": " ".join(sorted(note.tags)),
            "Type": self.note_type.name,
            "Deck": place.deck,
            "Subdeck": place.deck.rpartition("::")[2],
            "CardFlag": FLAGS[place.flag] if 0 <= place.flag < len(FLAGS) else "",
            "Card": self.note_type.templates[0 if self.note_type.is_cloze else place.number].name,
            "CardID": str(place.card),
        }
        return Content(self.note_type, place.number, values, special)

    def _value(self, raw: str, *, is_plain: bool) -> Value:
        if is_plain:
            text = text_of(raw)
            if not self._styled:
                return Text(text)
            return RichText(text if not MARKDOWN.search(text) else from_html(text.replace("<", "&lt;")).rich)
        found = from_html(raw)
        return RichText(found.rich or NOTHING) if self._styled else Text(found.plain or NOTHING)

    @staticmethod
    def _besides(content: Content, rest: Sequence[Piece]) -> str:
        """Return what an answer shows besides, as rich text."""
        if not rest:
            return ""
        html = content.html(rest, answered=True)
        return from_html(html).rich if html.strip() else ""

    @staticmethod
    def _named(found: Fragment) -> str:
        """Return words for pictures that nobody has put into words."""
        return ", ".join(str(Picture(path)) for path in found.media if path.strip())

    # Cards that their template laid out

    def _drawn(
        self, note: Note, pair: Pair, number: int, values: Mapping[str, str], place: Place, words: Vocabulary
    ) -> Made:
        content = self._content(note, values, place)
        hints = ""
        try:
            question, answer, hints = content.question(), content.answer(), content.hints()
        except TemplateError as error:
            self._tell(number, str(error))
            question, answer = _unlaid(note.fields)
        for name in sorted(content.unknown):
            self._tell(number, f"there is no field “{name}”")
        asked, answered = from_html(question), from_html(answer)
        front, notes = asked.rich, from_html(hints).rich if hints else ""
        if not front:
            self.blank += 1
            front = BLANK_FRONT
        if self.note_type.is_cloze and (hidden := from_html(self._hidden(content)).rich):
            value, notes = hidden, "\n\n".join(filter(None, (notes, answered.rich)))
        else:
            value = answered.rich
        name = words.name(Wanted(self.note_type.id, "drawn", pair, ("forward",)))
        subject = asked.plain or self._named(asked) or _first_words(note)
        fact = Fact(
            subject, name, RichText(value or NOTHING), tags=note.tags, id=_fact_id(note, number), front=front, note=notes
        )
        return Made(fact, ((number, "forward", 0),))

    def _tell(self, number: int, problem: str) -> None:
        template = self.note_type.templates[0 if self.note_type.is_cloze else number]
        self.problems[f"note type “{self.note_type.name}”, template “{template.name}”: {problem}"] = None

    @staticmethod
    def _hidden(content: Content) -> str:
        """Return what the blanks of a card hide, as HTML."""
        found = (clozes.alone(text, content.number + 1, answered=True) for text in content.fields.values())
        return ", ".join(filter(None, found))

    # Notes with a card for each number of blanks

    def _cloze_facts(self, note: Note, places: Mapping[int, Place], words: Vocabulary) -> Iterator[Made]:
        values = dict(zip(self.note_type.fields, note.fields, strict=True))
        filled = frozenset(name for name, text in values.items() if text and is_filled(text))
        numbers = sorted(places)
        asked = self._asking(numbers[0], filled)
        sentence = None if asked is None else self._sentence(note, asked)
        left = set(numbers)
        if asked is not None and sentence is not None and {number - 1 for number in sentence.numbers} <= left:
            pair = Pair(0)
            name = words.name(Wanted(self.note_type.id, "cloze", pair, ("cloze",), asked.subject, asked.subject))
            besides = self._besides(self._content(note, values, places[numbers[0]]), asked.rest)
            cards = tuple((number - 1, "cloze", number) for number in sentence.numbers)
            yield Made(Fact(str(sentence), name, sentence, tags=note.tags, id=_fact_id(note, 0), note=besides), cards)
            left -= {number for number, _, _ in cards}
        for number in sorted(left):
            yield self._drawn(note, Pair(0), number, values, places[number], words)

    @staticmethod
    def _sentence(note: Note, asked: Asking) -> Cloze | None:
        """Return the sentence of a note, where quiz reads its blanks as Anki does."""
        raw = note.fields[asked.subject]
        text = raw
        if NOT_PLAIN.search(raw):
            found = from_html(raw)
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

    # What is kept

    def _keeping(self, note: Note, made: list[Made], words: Vocabulary) -> list[Made]:
        """Return facts of which the first one keeps what nothing else tells of the note."""
        if not made:
            return made
        stated: dict[int, Value | str] = {}
        for one in made:
            link = words.links[one.fact.relation]
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
        if not lost and not guid and not note.data:
            return made
        kept = KeptFact(lost, guid, note.data).as_text()
        return [Made(evolve(first, kept=kept), made[0].cards), *made[1:]]


def _sides(pair: Pair, asked: Mapping[int, Asking | None]) -> list[_Side]:
    """Return the kinds of card that a pair makes of a note, each with its template and what that asks."""
    both = zip(BOTH, (pair.forward, pair.backward), strict=True)
    return [(kind, number, one) for kind, number in both if number is not None and (one := asked.get(number)) is not None]


def _survives(raw: str, stated: Value | str, *, is_plain: bool) -> bool:
    """Say whether a field can be worked out again of what a fact states."""
    if is_plain and raw == str(stated):
        return True
    if isinstance(stated, Cloze):
        return to_html(stated.text) == raw
    return to_html(stated) == raw


def _fact_id(note: Note, number: int) -> str:
    return f"{safe_line(note.guid) or note.id}/{number}"


def _first_words(note: Note) -> str:
    for raw in note.fields:
        if raw and (words := from_html(raw).plain):
            return words
    return note.where


def _unlaid(fields: Iterable[str]) -> tuple[str, str]:
    """Return a question and an answer for a card whose template cannot be read: the first field, and all others."""
    filled = [text for text in fields if is_filled(text)]
    return (filled[0], "<br>".join(filled[1:])) if filled else ("", "")
