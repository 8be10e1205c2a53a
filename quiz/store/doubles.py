"""Which answers of other programs the log has twice: a cache, whose events count as taken back; see `quiz.memory.doubles`."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quiz.memory.events import Event, Name
    from quiz.store.connection import Database

_BATCH: Final = 500
"""Cards whose answers are looked at together."""
_ANSWERS: Final = """
SELECT card, json_extract(body, '$.source') AS source, coalesce(json_extract(body, '$.origin'), at) AS number, device, sequence
FROM events WHERE kind IN ('Reviewed', 'Crammed') AND source IS NOT NULL
"""


def note(database: "Database", events: "Iterable[Event]") -> None:
    """Bring the cache up to date with events that were just added to the log."""
    from quiz.memory.doubles import key_of

    cards = sorted({key[0] for event in events if (key := key_of(event)) is not None})
    for start in range(0, len(cards), _BATCH):
        batch = cards[start : start + _BATCH]
        _put(database, _found(database, f"AND card IN ({', '.join('?' * len(batch))})", batch))


def renew(database: "Database") -> None:
    """Work the cache out anew from the log."""
    database.run("DELETE FROM doubles")
    _put(database, _found(database))


def of_log(database: "Database") -> "set[Name]":
    """Return the names of all doubles, from the log itself."""
    return set(_found(database))


def _found(database: "Database", condition: str = "", values: "Sequence[str]" = ()) -> "list[Name]":
    rows = database.rows(
        f"""SELECT device, sequence FROM (
            SELECT device, sequence, row_number() OVER (PARTITION BY card, source, number ORDER BY device, sequence) AS place
            FROM ({_ANSWERS} {condition})
        ) WHERE place > 1""",  # noqa: S608 - constants and marks
        values,
    )
    return [(row[0], row[1]) for row in rows]


def _put(database: "Database", names: "Sequence[Name]") -> None:
    for table in ("doubles", "undone") if names else ():
        database.run_many(f"INSERT INTO {table} (device, sequence) VALUES (?, ?) ON CONFLICT DO NOTHING", names)  # noqa: S608
