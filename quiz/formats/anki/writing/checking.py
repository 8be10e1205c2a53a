"""What would be lost of facts if the notes that they become were read again: what they say otherwise than their fields."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import evolve

from quiz.facts.fact import Fact, Source
from quiz.facts.writing import fact_data
from quiz.formats.anki.note import Note, Place
from quiz.formats.anki.notes import Maker
from quiz.formats.anki.notetypes import NoteType
from quiz.formats.anki.plain import NOT_PLAIN
from quiz.formats.anki.vocabulary import Vocabulary

if TYPE_CHECKING:
    from quiz.formats.anki.writing.kept import KeptNote


class Check:
    """Tells what of facts would be lost if their note were read again."""

    def __init__(self, note_type: NoteType, types: Mapping[int, NoteType], styled: frozenset[int], deck: str) -> None:
        """Read notes of a type again, in a deck that Anki calls so; `styled` are the note types whose fields hold HTML."""
        self._maker = Maker(note_type, styled=note_type.id in styled)
        self._words = Vocabulary(types, types.keys(), styled)
        self._deck = deck

    def differing(self, note: "KeptNote", fields: Sequence[str], keys: Mapping[Source, str]) -> dict[str, Any]:
        """Return what facts say otherwise than those that would be read of a note with these fields, by their ids."""
        read = Note(0, note.guid, fields, note.facts[0].tags, is_plain=NOT_PLAIN.search("\x1f".join(fields)) is None)
        places = {number: Place(number, 0, self._deck) for number, *_ in note.cards()}
        try:
            made = {one.fact.id: one.fact for one in self._maker.facts(read, places, self._words)}
        except (ValueError, LookupError):
            made = {}
        found: dict[str, Any] = {}
        for fact in note.facts:
            own = _data(fact, keys)
            other = _data(evolve(made[fact.id], relation=fact.relation), {}) if fact.id in made else {}
            if more := {key: own.get(key) for key in own.keys() | other.keys() if own.get(key) != other.get(key)}:
                found[str(fact.id)] = more
        return found


def _data(fact: Fact, keys: Mapping[Source, str]) -> dict[str, Any]:
    """Return what a fact says, with its sources written out, and without what it keeps."""
    data = fact_data(evolve(fact, sources=()), {})
    for key in ("kept", "relation", "id"):
        data.pop(key, None)
    if fact.sources:
        data["source"] = [_source(one, keys) for one in fact.sources]
    return data


def _source(source: Source, keys: Mapping[Source, str]) -> dict[str, str]:
    parts = {
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url,
        "date": source.date.edtf if source.date else "",
        "at": source.locator,
        "key": keys.get(evolve(source, locator=None), source.key),
    }
    return {key: part for key, part in parts.items() if part}
