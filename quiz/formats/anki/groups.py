"""What the cards of each note have in common, so that single cards need not be looked at where all of them are new."""

from collections.abc import Iterator
from typing import Any, Final, TypeAlias

from quiz.formats.anki.database import Database

_TOUCHED: Final = "odid OR type OR queue OR reps OR lapses OR flags OR length(data) > 2"
_ANSWERED: Final = " OR EXISTS (SELECT 1 FROM revlog WHERE cid = cards.id)"

Group: TypeAlias = tuple[Any, Any, Any, Any, Any]
"""The note, the numbers of its cards as they stand in the table, divided by commas, the lowest and the highest id of their decks,
and whether there is more to say of any of them than that it is new. A database may hold anything there."""


class Groups:
    """Hands out what is known of the cards of notes, which are asked for in the order of their ids."""

    def __init__(self, database: Database) -> None:
        """Read the table of cards, note by note."""
        answered = _ANSWERED if "revlog" in database and database.row("SELECT 1 FROM revlog") else ""
        query = (
            f"SELECT nid, group_concat(ord), min(did), max(did), max({_TOUCHED}{answered}) FROM cards "  # noqa: S608 - constants
            "GROUP BY nid ORDER BY nid"
        )
        self._rows: Iterator[Any] = database.rows(query)
        self._next: Group | None = next(self._rows, None)

    def of(self, note: int) -> Group | None:
        """Return the cards of a note; nothing where it has none."""
        found = self._next
        while found is not None:
            if found[0] == note:
                self._next = next(self._rows, None)
                return found
            if type(found[0]) is int and found[0] > note:
                return None
            found = self._next = next(self._rows, None)
        return None
