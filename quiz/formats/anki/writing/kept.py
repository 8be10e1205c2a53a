"""Facts that came from Anki, as the notes that they were: of the same note types and GUIDs, and with what was edited since."""

from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any

from attrs import define, field

from quiz.facts.clozes import Cloze
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.values import RichText, Value
from quiz.formats.anki.hidden import FIELD, STYLED
from quiz.formats.anki.mapping import KeptDeck, KeptFact, Link, kept_deck, kept_fact, note_of
from quiz.formats.anki.notetypes import NoteType, in_order, named_fields, of_model
from quiz.formats.anki.writing.blocks import Block, stated_fields
from quiz.formats.anki.writing.html import plain_html, value_html

if TYPE_CHECKING:
    from quiz.formats.anki.writing.checking import Check


@define(eq=False)
class KeptNote:
    """A note that came from Anki."""

    guid: str
    note_type: int
    facts: list[Fact] = field(factory=list)
    links: list[Link] = field(factory=list)
    place: int = 0
    """The place of its first fact in the deck."""

    def cards(self) -> list[tuple[int, Fact, str, int]]:
        """Return its cards: the number of each in Anki, and the fact, kind and number by which quiz knows it."""
        found: list[tuple[int, Fact, str, int]] = []
        for fact, link in zip(self.facts, self.links, strict=True):
            if link.form == "cloze" and isinstance(fact.value, Cloze):
                found += [(number - 1, fact, "cloze", number) for number in fact.value.numbers]
            elif link.form == "drawn":
                found.append((note_of(fact)[1], fact, "forward", 0))
            else:
                found += [(number, fact, kind, 0) for kind, number in link.templates.items()]
        return found


class KeptNotes:
    """The notes of a deck that came from Anki."""

    def __init__(self, deck: Deck) -> None:
        """Find them among the facts of a deck."""
        self.deck = deck
        self.kept: KeptDeck = kept_deck(deck)
        self.places: set[int] = set()
        """The places of the facts that are theirs."""
        self.types: dict[int, NoteType] = {}
        for id, data in self.kept.types.items():
            found = of_model(id, {**data, "id": id})
            if isinstance(found, NoteType):
                self.types[id] = found
        relations = deck.relations
        self._styled = frozenset(
            link.note_type
            for name, link in self.kept.links.items()
            if link.form == "asked" and name in relations and relations[name].value == "rich"
        )
        self.blocks: list[Block] = []
        """The notes that are alike: those of a fact each, of note types of which one relation stands for all."""
        self.notes: list[KeptNote] = self._grouped() if self.types else []
        self._keys = {source: key for key, source in deck.sources.items()}
        self._checks: dict[int, Check] = {}

    @property
    def count(self) -> int:
        """How many notes there are."""
        return len(self.notes) + sum(len(one.facts) for one in self.blocks)

    @property
    def cards(self) -> int:
        """How many cards they have."""
        return sum(len(one.cards()) for one in self.notes) + sum(one.cards for one in self.blocks)

    @property
    def used_types(self) -> Iterable[int]:
        """The note types of the notes."""
        return dict.fromkeys((*(one.note_type for one in self.blocks), *(one.note_type for one in self.notes)))

    def _grouped(self) -> list[KeptNote]:
        deck = self.deck
        links = {
            name: link
            for name, link in self.kept.links.items()
            if link.note_type in self.types and name in deck.by_relation and deck.relations[name].apart
        }
        if not links:
            return []
        found: dict[tuple[str, int], KeptNote] = {}
        seen: set[str] = set()
        types = Counter(link.note_type for link in links.values())
        for name, link in [*links.items()]:
            if link.form == "asked" and types[link.note_type] == 1 and (block := self._block(name, link, seen)) is not None:
                self.blocks.append(block)
                seen.update(fact.id or "" for fact in block.facts)
                self.places.update(block.places)
                del links[name]
        for place, fact in enumerate(deck.facts) if links else ():
            own, id = links.get(fact.relation), fact.id
            if own is None or id is None or id in seen or isinstance(fact.value, Cloze) is not (own.form == "cloze"):
                continue
            guid = id.rpartition("/")[0] if not fact.kept else note_of(fact)[0]
            if not guid:
                continue
            note = found.get((guid, own.note_type))
            if note is None:
                note = found[guid, own.note_type] = KeptNote(guid, own.note_type, place=place)
            note.facts.append(fact)
            note.links.append(own)
            self.places.add(place)
            seen.add(id)
        return list(found.values())

    def _block(self, relation: str, link: Link, seen: AbstractSet[str]) -> Block | None:
        """Return the notes of a relation, where each of its facts is one."""
        facts = self.deck.by_relation[relation]
        ids = [fact.id for fact in facts if fact.id]
        guids = [id.rpartition("/")[0] for id in ids]
        if len(ids) < len(facts) or len(set(guids)) < len(guids) or not all(guids) or not seen.isdisjoint(ids):
            return None
        if {type(fact.value) for fact in facts} & {Cloze} or any(fact.kept and _names_guid(fact.kept) for fact in facts):
            return None
        places: Sequence[int] = range(len(facts))
        if len(facts) < len(self.deck.facts):
            places = [place for place, fact in enumerate(self.deck.facts) if fact.relation == relation]
        return Block(link.note_type, link, len(self.types[link.note_type].fields), facts, places, guids)

    def fields(self, note: KeptNote) -> tuple[list[str], str, dict[str, Any]]:
        """Return the fields of a note, what add-ons keep with it, and what its facts say and no field tells, by their ids."""
        note_type = self.types[note.note_type]
        if (surely := stated_fields(note.facts, note.links, len(note_type.fields))) is not None:
            return *surely, {}
        kept = next((one for one in map(kept_fact, note.facts) if one.fields or one.data), KeptFact())
        found = self._stated(note, kept, len(note_type.fields))
        return found, kept.data, self._check(note_type).differing(note, found, self._keys)

    def _stated(self, note: KeptNote, kept: KeptFact, size: int) -> list[str]:
        """Return fields as the facts of a note state them; as they were, where they still say that."""
        found = [""] * size
        for place, raw in kept.fields.items():
            if place < size:
                found[place] = raw
        done: set[int] = set()
        for fact, link in zip(note.facts, note.links, strict=True):
            if link.form == "drawn":
                continue
            sides: dict[int | None, tuple[str, bool]] = {link.subject: (plain_html(fact.subject), False)}
            sides[link.value] = (_html(fact.value), True)
            for side, (html, is_value) in sides.items():
                if side is None or side >= size or side in done:
                    continue
                done.add(side)
                was = kept.fields.get(side)
                if was is None or not (_says_value(was, fact.value) if is_value else _says_subject(was, fact.subject)):
                    found[side] = html
        return found

    def data_of(self, note_type: int) -> dict[str, Any]:
        """Return a note type as JSON, with what tells that its fields hold HTML, even where those of this deck's notes do not."""
        known = self.types[note_type]
        name = known.data.get("name")
        data = {**known.data, "id": note_type, "name": name if isinstance(name, str) and name.strip() else known.name}
        data |= {"flds": named_fields(known.data), "tmpls": in_order(known.data["tmpls"])}
        return data | {FIELD: {STYLED: True}} if note_type in self._styled else data

    def _check(self, note_type: NoteType) -> "Check":
        if note_type.id not in self._checks:
            from quiz.formats.anki.writing.checking import Check

            self._checks[note_type.id] = Check(note_type, self.types, self._styled, self.kept.name or self.deck.id)
        return self._checks[note_type.id]


def _names_guid(kept: str) -> bool:
    return '"guid"' in kept


def _html(value: Value) -> str:
    return plain_html(value.text) if isinstance(value, Cloze) else value_html(value)


def _says_subject(raw: str, subject: str) -> bool:
    from quiz.formats.html_text import from_html

    found = from_html(raw)
    return (found.plain or subject) == subject or Fact(found.plain, "x", "x").subject == subject


def _says_value(raw: str, value: Value) -> bool:
    from quiz.formats.anki.note import NOTHING
    from quiz.formats.html_text import from_html

    found = from_html(raw)
    if isinstance(value, RichText):
        return RichText(found.rich or NOTHING).source == value.source
    if isinstance(value, Cloze):
        return found.plain == value.text
    return (found.plain or NOTHING) == str(value)


def place_of_remark(note: KeptNote, fields: Sequence[str]) -> int:
    """Return the place of a field that is filled anyway: that of an answer, where there is one."""
    for link in note.links:
        if link.value is not None and link.form != "drawn" and fields[link.value]:
            return link.value
    return next((place for place, text in enumerate(fields) if text), 0)
