"""The rows of cards: of new ones, which are told by their notes, and of those with a past."""

from collections.abc import Sequence
from itertools import repeat
from typing import Final

from quiz.facts.fact import Fact
from quiz.formats.anki.writing.blocks import Block
from quiz.formats.anki.writing.content import NewCards, Row
from quiz.formats.anki.writing.simple import Simple
from quiz.formats.anki.writing.states import States
from quiz.formats.past import Past

_NEW: Final = (0, 0, 0, 0, 0, 0, 0, 0, "")
"""What stands at the end of the row of a new card."""


class CardRows:
    """The rows of all cards of a package."""

    def __init__(self, states: States, id: str, deck: int, at: int, count: int) -> None:
        """Make rows of so many cards of a deck, at a moment in milliseconds since the epoch; `deck` is what Anki knows it by."""
        self._id = id
        self._states, self._deck, self._second = states, deck, at // 1000
        self._next = at - count
        self.rows: list[Row] = []
        """Whole rows."""
        self.new: list[NewCards] = []
        self.more_new: list[Row] = []
        """New cards: `id, nid, did, ord, due`."""

    @property
    def count(self) -> int:
        """How many cards there are."""
        return len(self.rows) + len(self.more_new) + sum(one.notes for one in self.new)

    def add(self, note: int, number: int, position: int, past: Past | None, *, asked: bool = True) -> None:
        """Add a card of a note; `position` is its place among the new ones."""
        id = self._next
        self._next += 1
        if past is None and asked:
            self.rows.append((id, note, self._deck, number, self._second, -1, 0, 0, position, *_NEW))
            return
        past = past or Past(deck="", fact="")
        self.rows.append(self._states.row(id, note, self._deck, number, position, past, asked=asked))

    def of_simple(self, simple: Simple, first: int) -> None:
        """Add the cards of notes whose ids begin with `first`."""
        known = self._states.known
        for number in range(len(simple.kinds)):
            names = list(simple.ids(self._id, number)) if known else []
            notes: Sequence[int] = range(first, first + len(simple.facts))
            positions: Sequence[int] = simple.positions or range(simple.start, simple.start + len(simple.facts))
            if simple.bits is not None:
                asked = [bits >> number & 1 for bits in simple.bits]
                notes = [note for note, is_asked in zip(notes, asked, strict=True) if is_asked]
                positions = [position for position, is_asked in zip(positions, asked, strict=True) if is_asked]
            if not known.keys().isdisjoint(names):
                for note, position, name in zip(notes, positions, names, strict=True):
                    self.add(note, number, position + 1, known.get(name))
            else:
                self._add_new(notes, number, positions)

    def of_block(self, block: Block, start: int, stop: int, notes: Sequence[int]) -> None:
        """Add the cards of notes from Anki with these ids."""
        places = block.places[start:stop]
        known = self._states.known
        for kind, number in block.numbers.items():
            pasts = [known.get((fact.id, kind, 0)) for fact in block.facts[start:stop]] if known else []
            if any(pasts):
                for note, place, past in zip(notes, places, pasts, strict=True):
                    self.add(note, number, place + 1, past)
            else:
                self._add_new(notes, number, places)

    def are_marked(self, block: Block, facts: Sequence[Fact]) -> bool:
        """Say whether a card of some notes from Anki is marked."""
        of_fact = self._states.of_fact
        pasts = (of_fact(fact.id or "", kind, 0) for kind in block.numbers for fact in facts) if self._states.known else ()
        return any(past is not None and past.marked for past in pasts)

    def _add_new(self, notes: Sequence[int], number: int, positions: Sequence[int]) -> None:
        """Add new cards, one for each of some notes."""
        id = self._next
        self._next += len(notes)
        if isinstance(notes, range) and isinstance(positions, range):
            self.new.append(NewCards(id, notes.start, len(notes), self._deck, number, positions.start + 1))
        else:
            due = (position + 1 for position in positions)
            self.more_new.extend(zip(range(id, id + len(notes)), notes, repeat(self._deck), repeat(number), due, strict=False))
