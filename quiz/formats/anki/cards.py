"""The cards of a collection, handed out note by note."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from quiz.formats.anki.database import Database
from quiz.formats.anki.notetypes import NoteType

_COLUMNS: Final = "id, nid, ord, did, odid, type, queue, due, odue, ivl, factor, reps, lapses, left, flags, mod, data"
_OF_NOTE: Final = f"SELECT {_COLUMNS} FROM cards WHERE nid = ? ORDER BY ord"  # noqa: S608 - a constant
_TABLES: Final = ("cards", "revlog")
_FEW: Final = 10
"""Where fewer than one card in so many was answered, cards are looked up note by note."""


class Card(NamedTuple):
    """A card of a collection, as its table has it."""

    id: int
    note: int
    number: int
    deck: int
    home: int
    """The deck to which it goes back from a filtered one; 0 where it is in no filtered deck."""
    type: int
    queue: int
    due: int
    home_due: int
    interval: int
    factor: int
    reps: int
    lapses: int
    left: int
    flags: int
    changed: int
    """When it was changed last, in seconds since the epoch."""
    data: bytes

    @property
    def is_untouched(self) -> bool:
        """Whether there is nothing to say of it but that it is new."""
        return not (self.type or self.queue or self.reps or self.flags or self.lapses or (self.data and self.data != b"{}"))


class Cards:
    """Hands out the cards of notes, which are asked for in the order of their ids."""

    def __init__(self, database: Database) -> None:
        """Read the table of cards."""
        self._database = database
        self.has_index = database.has_index("cards", "nid")
        """Whether the cards of a note are found without going through all others."""
        self._all: Iterator[Card] | None = None
        self._next: Card | None = None
        if not self.has_index or self._are_many_answered():
            self._all = map(Card._make, database.rows(f"SELECT {_COLUMNS} FROM cards ORDER BY nid, ord"))  # noqa: S608 - a constant

    def _are_many_answered(self) -> bool:
        """Say whether the cards of many notes will be asked for, so that going through all of them takes less time."""
        counts = [self._database.row(f"SELECT count(*) FROM {table}") for table in _TABLES if table in self._database]  # noqa: S608
        cards, answers = (*(count[0] if count else 0 for count in counts), 0)[:2]
        return bool(answers * _FEW > cards)

    def of(self, note: int) -> Iterator[Card]:
        """Yield the cards of a note, by their numbers."""
        found: Iterable[Card]
        if self._all is None or (self.has_index and self._database.damage):
            found = self._looked_up(note)
        else:
            found = list(self._come_to(note, self._all))
            if self.has_index and self._database.damage:  # which may have cost some of these
                found = self._looked_up(note)
        for card in found:
            yield card if all(type(part) is int for part in card[:-1]) and type(card.data) is bytes else _mended(card)

    def _looked_up(self, note: int) -> Iterator[Card]:
        return map(Card._make, self._database.rows(_OF_NOTE, (note,)))

    def _come_to(self, note: int, cards: Iterator[Card]) -> Iterator[Card]:
        while (card := self._next or next(cards, None)) is not None:
            self._next = None
            if card.note == note:
                yield card
            elif type(card.note) is int and card.note > note:
                self._next = card
                return


def unfit(card: Card, note_type: NoteType, known: Mapping[int, Card]) -> str:
    """Say why a card cannot be one of its note; nothing where it can."""
    if card.number in known:
        return "The note has this card twice; the first one is taken."
    if note_type.is_cloze:
        return "" if 0 <= card.number < 65_535 else "There is no blank of that number."
    if not 0 <= card.number < len(note_type.templates):
        return f"Its note type “{note_type.name}” has no such template. In Anki, “Check Database” takes such cards out."
    return ""


def _mended(card: Card) -> Card:
    """Return a card with numbers where the table has something else: what add-ons and old versions wrote as text or fractions."""
    return Card._make((*map(_number, card[:-1]), card.data if isinstance(card.data, bytes) else b""))


def _number(found: object) -> int:
    if isinstance(found, int):
        return found
    if isinstance(found, float):
        return int(found) if abs(found) < 2**62 else 0
    text = found.decode("ascii", "replace").strip() if isinstance(found, bytes) else ""
    return int(text) if text.removeprefix("-").isdecimal() and len(text) < 19 else 0
