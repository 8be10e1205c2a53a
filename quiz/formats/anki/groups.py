"""What the cards of each note have in common, so that single cards need not be looked at where all of them are new."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from quiz.formats.anki.database import Database

_TOUCHED: Final = "odid OR type OR queue OR reps OR lapses OR flags OR length(data) > 2"
_ANSWERED: Final = " OR EXISTS (SELECT 1 FROM revlog WHERE cid = cards.id)"


class Group(NamedTuple):
    """What the cards of a note have in common."""

    note: int
    numbers: bytes
    """The numbers of the cards, divided by commas, as they stand in the table."""
    deck: int
    last_deck: int
    touched: int
    """Whether there is more to say of any of them than that it is new."""


class Groups:
    """Hands out what is known of the cards of notes, which are asked for in the order of their ids."""

    def __init__(self, database: Database) -> None:
        """Read the table of cards, note by note."""
        answered = _ANSWERED if "revlog" in database and database.row("SELECT 1 FROM revlog") else ""
        query = (
            f"SELECT nid, group_concat(ord), min(did), max(did), max({_TOUCHED}{answered}) FROM cards "  # noqa: S608 - constants
            "GROUP BY nid ORDER BY nid"
        )
        self._rows: Iterator[Group] = map(Group._make, database.rows(query))
        self._next: Group | None = None

    def of(self, note: int) -> Group | None:
        """Return the cards of a note; nothing where it has none."""
        while (found := self._next or next(self._rows, None)) is not None:
            if found.note == note:
                self._next = None
                return found
            if type(found.note) is int and found.note > note:
                self._next = found
                return None
            self._next = None
        return None
