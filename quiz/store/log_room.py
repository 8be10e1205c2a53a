"""Making room in the log for very many events at once: what is kept up with each of them is made anew when all are there."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from quiz.store.connection import Database

_LEAST: Final = 20_000
"""Events for which it pays."""
_COUNTED: Final = "answers_come"
_COUNT: Final = """INSERT INTO answers (day, answers)
    SELECT day, count(*) FROM events AS e WHERE rowid > ? AND kind = 'Reviewed'
    AND NOT EXISTS (SELECT 1 FROM undone AS u WHERE u.device = e.device AND u.sequence = e.sequence) GROUP BY day
    ON CONFLICT (day) DO UPDATE SET answers = answers + excluded.answers"""


@contextmanager
def adding_many(database: "Database", count: int) -> Iterator[None]:
    """Add about so many events inside, in a transaction that goes on: what an exception leaves undone goes with that.

    Nobody may look anything up in the log meanwhile: its indexes, and the trigger that counts the answers of each day, are put
    aside, in the transaction as all else. SQLite makes an index of all events several times as fast as event by event.
    """
    last = int(database.value("SELECT max(rowid) FROM events") or 0)
    if count < max(_LEAST, last):
        yield
        return
    kinds = "type = 'index' AND sql IS NOT NULL OR type = 'trigger' AND name = ?"
    aside = database.rows(f"SELECT type, name, sql FROM sqlite_master WHERE tbl_name = 'events' AND ({kinds})", (_COUNTED,))  # noqa: S608
    for type_, name, _ in aside:
        database.run(f'DROP {type_} "{name}"')
    yield
    database.run(_COUNT, (last,))
    for _, _, sql in aside:
        database.run(sql)
