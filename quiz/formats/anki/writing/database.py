"""Writing a collection's database: all rows at once, in one transaction, to a file that nobody else sees yet."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Final

from quiz.formats.anki.database import unicase
from quiz.formats.anki.writing import schema_11, schema_18, tables
from quiz.formats.anki.writing.content import Content, Row

_AT_ONCE: Final = 5_000
"""Rows between two looks at whether the writing is still wanted."""
_SETTINGS: Final = ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "cache_size = -65536", "temp_store = MEMORY")


def write_database(content: Content, path: Path, tick: Callable[[], None], *, is_latest: bool) -> None:
    """Write the database of a package to a new file."""
    with _created(path) as connection:
        connection.executescript(tables.COMMON + (tables.SCHEMA_18 if is_latest else tables.SCHEMA_11))
        connection.execute("BEGIN")
        _fill(connection, "notes", 11, content.notes, tick)
        _fill(connection, "cards", 18, content.cards, tick)
        _fill(connection, "revlog", 9, content.answers, tick)
        (schema_18 if is_latest else schema_11).fill(connection, content)
        connection.execute("COMMIT")
        connection.executescript(tables.INDEXES + (tables.LATER_INDEXES if is_latest else ""))


def _fill(connection: sqlite3.Connection, table: str, columns: int, rows: Iterable[Row], tick: Callable[[], None]) -> None:
    waiting = iter(rows)
    statement = f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})"  # noqa: S608 - constants
    while several := list(islice(waiting, _AT_ONCE)):
        tick()
        connection.executemany(statement, several)


@contextmanager
def _created(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.create_collation("unicase", unicase)
        for setting in _SETTINGS:
            connection.execute(f"PRAGMA {setting}")
        yield connection
    finally:
        connection.close()
