"""The database of a collection, read without trusting it: no trigger, view or function of it runs, and nothing is written."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

from quiz.errors import FormatError

MAGIC: Final = b"SQLite format 3\0"
_STEPS: Final = 100_000
"""So many steps of SQLite's machine between two looks at whether the reading is still wanted."""
_LONGEST_DEFAULT: Final = 100
"""Bytes of a value that a column has where a row has none."""
_LONGEST: Final = 64 * 2**20
"""Bytes of one value."""
_SMALL: Final = 64 * 2**20
"""Bytes of a database of which several rows at once take little memory, whatever is in them."""
_AT_ONCE: Final = 128
_LEAST_ROW: Final = 8
"""Bytes of the smallest row that a table of Anki can have: a database with more rows than fit into it goes in circles."""
_NEEDED: Final = ("col", "notes", "cards")
_SETTINGS: Final = ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "temp_store = FILE", "cache_size = -4096")
Row = tuple[Any, ...]
_DAMAGE: Final = (sqlite3.Error, UnicodeDecodeError)
"""What Python's own reader raises for databases that are damaged: what SQLite says of it may hold bytes of the file."""


class Database:
    """An open collection."""

    def __init__(
        self, path: Path, name: str, tick: Callable[[], None], *, needed: tuple[str, ...] = _NEEDED, program: str = "Anki"
    ) -> None:
        """Open a private copy, or a file that nobody writes to; it is told of by a name.

        Raises `FormatError` where it has not the tables that are `needed` of a collection of a program.
        """
        self._tick = tick
        self._stopped: BaseException | None = None
        size = path.stat().st_size
        self._most = max(1_000, size // _LEAST_ROW)
        self._at_once = _AT_ONCE if size <= _SMALL else 1
        self.damage = ""
        """What SQLite said where the database is damaged; empty as long as it said nothing."""
        try:
            self._connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
        except _DAMAGE as error:
            raise FormatError(f"{name} cannot be opened: {error}.") from None
        try:
            self._prepare()
            self._kinds = self._tables()
        except _DAMAGE as error:
            self.close()
            raise FormatError(f"The database “{name}” is damaged: {error}. Export it from {program} once more.") from None
        if missing := [name for name in needed if name not in self._kinds]:
            self.close()
            raise FormatError(f"The database “{name}” is no collection of {program}: it has no table “{missing[0]}”.")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __contains__(self, table: str) -> bool:
        return table in self._kinds

    def _prepare(self) -> None:
        connection = self._connection
        connection.text_factory = bytes
        connection.create_collation("unicase", unicase)
        # A file that was cut off is read as far as it goes, which has to be said before its first page is looked at. Nothing can
        # be written all the same: it is opened to be read only.
        connection.execute("PRAGMA writable_schema = ON")
        for setting in _SETTINGS:
            connection.execute(f"PRAGMA {setting}")
        connection.execute("PRAGMA query_only = ON")
        limits = {
            sqlite3.SQLITE_LIMIT_LENGTH: _LONGEST,
            sqlite3.SQLITE_LIMIT_ATTACHED: 0,
            sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
            sqlite3.SQLITE_LIMIT_COLUMN: 200,
            sqlite3.SQLITE_LIMIT_VDBE_OP: 100_000,
        }
        for category, most in limits.items():
            connection.setlimit(category, most)
        connection.set_progress_handler(self._look, _STEPS)

    def _tables(self) -> dict[str, str]:
        """Return the tables that are tables: a view or a virtual one could do anything."""
        rows = self._connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND rootpage > 0").fetchall()
        found = {_text(name): _text(sql) for name, sql in rows}
        return {name: sql for name, sql in found.items() if not self._is_made_up(name)}

    def _is_made_up(self, table: str) -> bool:
        """Say whether a table has columns that are worked out, or long values that stand nowhere in its rows: it has no end."""
        name = table.replace('"', '""')
        columns = self._connection.execute(f'PRAGMA table_xinfo("{name}")')
        return any(hidden or len(default or b"") > _LONGEST_DEFAULT for *_, default, _, hidden in columns)

    def _look(self) -> int:
        try:
            self._tick()
        except BaseException as error:  # noqa: BLE001 - SQLite would swallow it; it is raised where the query returns
            self._stopped = error
            return 1
        return 0

    def rows(self, query: str, parameters: Row = ()) -> Iterator[Row]:
        """Yield the rows of a query as far as they can be read; `damage` then says what was wrong.

        Text comes as bytes. Raises what `tick` raised.
        """
        return chain.from_iterable(self.several(query, parameters))

    def several(self, query: str, parameters: Row = ()) -> Iterator[list[Row]]:
        """Yield what `rows` does, some rows at a time."""
        count = 0
        try:
            cursor = self._connection.execute(query, parameters)
            while found := cursor.fetchmany(self._at_once):
                yield found
                count += len(found)
                if count > self._most:
                    self.damage = "a table has more rows than fit into the file"
                    return
        except _DAMAGE as error:
            self._told(error)
            if self._at_once > 1:
                yield list(self._up_to_the_damage(query, parameters, count))

    def _up_to_the_damage(self, query: str, parameters: Row, count: int) -> Iterator[Row]:
        """Yield the rows behind the first ones, one by one, as far as they can be read."""
        with suppress(*_DAMAGE):
            yield from islice(self._connection.execute(query, parameters), count, None)

    def _told(self, error: Exception) -> None:
        if self._stopped is not None:
            stopped, self._stopped = self._stopped, None
            raise stopped from None
        self.damage = self.damage or str(error)

    def row(self, query: str, parameters: Row = ()) -> Row | None:
        """Return the first row of a query; nothing where there is none."""
        found = self.rows(query, parameters)
        with suppress(StopIteration):
            return next(found)
        return None

    def has_index(self, table: str, column: str) -> bool:
        """Say whether rows of a table are found by a column without going through all of them."""
        names = [_text(row[1]) for row in self.rows(f'PRAGMA index_list("{table}")') if not row[4]]
        firsts = (self.row(f'PRAGMA index_info("{name}")') for name in names if '"' not in name)
        return any(first is not None and _text(first[2]).casefold() == column for first in firsts)

    def columns(self, table: str) -> frozenset[str]:
        """Return the names of a table's columns."""
        return frozenset(_text(row[1]).casefold() for row in self.rows(f'PRAGMA table_info("{table}")'))


def with_its_log(path: Path, folder: Path) -> Path:
    """Return a copy of a collection in a private folder with what its write-ahead log holds, or the file itself without one.

    A collection that Anki has open keeps its newest changes there.
    """
    log = path.with_name(path.name + "-wal")
    try:
        if not log.is_file() or not log.stat().st_size:
            return path
        copy = folder / "collection"
        shutil.copyfile(path, copy)
        shutil.copyfile(log, copy.with_name("collection-wal"))
        with sqlite3.connect(copy) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
    except (OSError, sqlite3.Error):
        return path
    return copy


def _text(found: object) -> str:
    return found.decode("utf-8", "replace") if isinstance(found, bytes) else ""


def unicase(one: str, other: str) -> int:
    """Compare two texts without regard to case, as Anki does in some of its tables."""
    first, second = one.casefold(), other.casefold()
    return (first > second) - (first < second)
