"""A note with its cards in one deck, and the facts that it becomes."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Final

from attrs import frozen

from quiz.facts.fact import Fact
from quiz.formats.anki.filters import is_filled
from quiz.formats.anki.layout import FLAGS, Content
from quiz.formats.anki.notetypes import NoteType
from quiz.formats.anki.template import SPECIAL, TAGS
from quiz.formats.anki.vocabulary import Vocabulary
from quiz.formats.html_text import from_html
from quiz.text.rich_signs import lines_escaped
from quiz.text.safe import safe_line

NOTHING: Final = "—"
"""Stands for an answer of which nothing can be shown."""


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

    @property
    def words(self) -> str:
        """The words of its first field that has any; else its GUID, which is the same wherever the note goes."""
        found = (words for raw in self.fields if raw and (words := from_html(raw).plain))
        return next(found, f"note {safe_line(self.guid)}".strip())

    def fact_id(self, number: int) -> str:
        """Return the id of the fact that a template makes of it, by the template's number."""
        return f"{safe_line(self.guid) or self.id}/{number}"


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


@frozen(slots=False, eq=False)
class Task:
    """A note of which facts are to be made, for those of its cards that are in one deck."""

    note_type: NoteType
    note: Note
    places: Mapping[int, Place]
    """The cards, by their numbers."""
    words: Vocabulary
    """The relations of the deck."""

    @cached_property
    def values(self) -> Mapping[str, str]:
        """The fields by their names."""
        return dict(zip(self.note_type.fields, self.note.fields, strict=True))

    @cached_property
    def filled(self) -> frozenset[str]:
        """The names that count as filled: of fields, and of what else there is to show."""
        told = SPECIAL if self.note.tags else [name for name in SPECIAL if name != TAGS]
        found = frozenset(name for name, text in self.values.items() if text and is_filled(text))
        return found.union(name for name in told if name not in self.values)

    def content(self, number: int) -> Content:
        """Return what one of the cards shows."""
        note_type, place = self.note_type, self.places[number]
        special = {
            "Tags": " ".join(sorted(self.note.tags, key=str.casefold)),
            "Type": note_type.name,
            "Deck": place.deck,
            "Subdeck": place.deck.rpartition("::")[2],
            "CardFlag": FLAGS[place.flag],
            "Card": note_type.templates[0 if note_type.is_cloze else number].name,
            "CardID": str(place.card),
        }
        return Content(note_type, number, self.values, special)


def put_together(parts: Iterable[str]) -> str:
    """Return pieces of rich text, each once, one below the other: a line that was words by itself stays words."""
    found = list(dict.fromkeys(filter(None, parts)))
    if len(found) < 2:
        return "".join(found)
    return "\n\n".join(part if "\n" in part else lines_escaped(f"{part}\n").rstrip("\n") for part in found)
