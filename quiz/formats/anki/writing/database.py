"""Writing a collection's database: all rows at once, in one transaction, to a file that nobody else sees yet."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import Final

from quiz.formats.anki.database import unicase
from quiz.formats.anki.writing import schema_11, schema_18, tables
from quiz.formats.anki.writing.content import Content, NewCards, Row

_AT_ONCE: Final = 5_000
"""Rows between two looks at whether the writing is still wanted."""
_TOGETHER: Final = 20
"""Rows of one statement: each statement costs as much as its rows."""
_SETTINGS: Final = (
    "page_size = 16384",
    "journal_mode = OFF",
    "synchronous = OFF",
    "locking_mode = EXCLUSIVE",
    "cache_size = -65536",
    "temp_store = MEMORY",
)


def write_database(content: Content, path: Path, tick: Callable[[], None], *, is_latest: bool) -> None:
    """Write the database of a package to a new file."""
    with _created(path) as connection:
        connection.executescript(tables.COMMON + (tables.SCHEMA_18 if is_latest else tables.SCHEMA_11))
        connection.execute("BEGIN")
        _fill(connection, "notes", f"?, ?, ?, {content.at // 1000}, -1, ?, ?, ?, ?, 0, ?", content.notes, tick)
        for several in content.new_cards:
            _add_new(connection, several, content.at // 1000)
        _fill(
            connection, "cards", f"?, ?, ?, ?, {content.at // 1000}, -1, 0, 0, ?, {'0, ' * 8}''", content.more_new_cards, tick
        )  # fmt: skip
        _fill(connection, "cards", ", ".join("?" * 18), content.cards, tick)
        _fill(connection, "revlog", ", ".join("?" * 9), content.answers, tick)
        (schema_18 if is_latest else schema_11).fill(connection, content)
        connection.execute("COMMIT")
        connection.executescript(tables.INDEXES)


def _fill(connection: sqlite3.Connection, table: str, values: str, rows: Iterable[Row], tick: Callable[[], None]) -> None:
    waiting = iter(rows)
    statement = f"INSERT INTO {table} VALUES ({values})"  # noqa: S608 - constants
    together = statement + f", ({values})" * (_TOGETHER - 1)
    while several := list(islice(waiting, _AT_ONCE)):
        tick()
        rest = len(several) % _TOGETHER
        cells = chain.from_iterable(several[: len(several) - rest])
        connection.executemany(together, zip(*[cells] * values.count("?") * _TOGETHER, strict=True))
        connection.executemany(statement, several[len(several) - rest :])


def _add_new(connection: sqlite3.Connection, cards: NewCards, at: int) -> None:
    """Write a new card for each of some notes."""
    values = "id + ?, id, ?, ?, ?, -1, 0, 0, id + ?, 0, 0, 0, 0, 0, 0, 0, 0, ''"
    connection.execute(
        f"INSERT INTO cards SELECT {values} FROM notes WHERE id BETWEEN ? AND ?",  # noqa: S608 - constants
        (
            cards.first_card - cards.first_note, cards.deck, cards.number, at, cards.position - cards.first_note,
            cards.first_note, cards.first_note + cards.notes - 1,
        ),
    )  # fmt: skip


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
