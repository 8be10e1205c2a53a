"""What the cards of each note have in common, so that single cards need not be looked at where all of them are new."""

from collections.abc import Iterable, Iterator
from itertools import repeat
from typing import Any, Final

from quiz.formats.anki.database import Database, Row
from quiz.formats.anki.uniform import TOUCHED, Group, Uniform, is_answered

_ANSWERED: Final = " OR EXISTS (SELECT 1 FROM revlog WHERE cid = cards.id)"
_NONE: Final[tuple[Any, Group | None]] = (None, None)
"""What stands behind the last note."""


class Groups:
    """Hands out what is known of the cards of notes."""

    def __init__(self, database: Database, uniform: Uniform) -> None:
        """Read the table of cards, note by note, unless all notes have the same cards."""
        self._database, self._uniform = database, uniform

    def beside(self, rows: Iterable[Row]) -> Iterator[tuple[Row, Group | None]]:
        """Yield rows, which begin with a note and come in the order of notes, each with its cards; nothing where it has none."""
        group = self._uniform.group
        return zip(rows, repeat(group)) if group is not None else self._looked_up(rows)

    def _looked_up(self, rows: Iterable[Row]) -> Iterator[tuple[Row, Group | None]]:
        groups = _of_each(self._database)
        note, group = next(groups, _NONE)
        for row in rows:
            wanted = row[0]
            while note != wanted and group is not None and not (type(note) is int and note > wanted):
                note, group = next(groups, _NONE)
            if note == wanted:
                yield row, group
                note, group = next(groups, _NONE)
            else:
                yield row, None


def _of_each(database: Database) -> Iterator[tuple[Any, Group | None]]:
    answered = _ANSWERED if is_answered(database) else ""
    rows = database.rows(
        f"SELECT nid, group_concat(ord), min(did), max(did), max(CASE WHEN odid THEN 2 ELSE {TOUCHED}{answered} END) FROM cards "  # noqa: S608 - constants
        "GROUP BY nid ORDER BY nid"
    )
    return ((note, (numbers, deck, last, touched)) for note, numbers, deck, last, touched in rows)
