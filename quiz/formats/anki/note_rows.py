"""The rows of a collection's notes, in the order of their ids, with what lies behind a damage."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from quiz.errors import FormatError
from quiz.formats.anki.database import Database, Row
from quiz.formats.anki.limits import MOST_NOTES
from quiz.formats.format import ReadOptions

_QUERY: Final = "SELECT id, guid, mid, tags, flds, data FROM notes"
_TICK: Final = 1000


class NoteRows:
    """Reads the notes."""

    def __init__(self, database: Database, path: Path, options: ReadOptions) -> None:
        """Read those of a database; `path` is the file that people know."""
        self._database, self._path, self._options = database, path, options
        self.doubles: set[int] = set()
        """Notes that have come, and whose GUID one before them has."""
        self._seen: set[object] = set()

    def first(self, most: int) -> Iterator[Row]:
        """Yield the first ones."""
        return self._database.rows(f"{_QUERY} ORDER BY id LIMIT {most:d}")

    def all(self) -> Iterator[Row]:
        """Yield all of them."""
        last, count, ticked = None, 0, 0
        for rows in self._database.several(f"{_QUERY} ORDER BY id"):
            count += len(rows)
            if count - ticked >= _TICK:
                ticked = count
                self._options.tick()
            if count > MOST_NOTES:
                raise FormatError(f"{self._path} holds more than {MOST_NOTES:,} notes.")
            last = rows[-1][0] if rows else last
            self._find_doubles(rows)
            yield from rows
        if self._database.damage and isinstance(last, int):
            # What lies behind the damage, from the end.
            behind = sorted(self._database.rows(f"{_QUERY} WHERE id > ? ORDER BY id DESC", (last,)), key=lambda row: row[0])
            self._find_doubles(behind)
            yield from behind

    def _find_doubles(self, rows: Sequence[Row]) -> None:
        guids, seen = [row[1] for row in rows], self._seen
        before = len(seen)
        if seen.isdisjoint(guids):
            seen.update(guids)
            if len(seen) == before + len(guids):
                return
            seen.difference_update(guids)
        for row in rows:
            if row[1] in seen:
                self.doubles.add(row[0])
            seen.add(row[1])
