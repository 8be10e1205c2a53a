"""How far the checkpoint has come: the last event of each device that the kept states know, and by which rules they were made.

Whoever adds an event keeps the states that follow from it in the same transaction. What this says can therefore lag behind, after
a crash or where a program has added events by itself: then what is newer is looked at once more, which does no harm.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from quiz.store.connection import Database

_HEADS = """
WITH RECURSIVE devices (device) AS (
    SELECT min(device) FROM events
    UNION ALL
    SELECT (SELECT min(e.device) FROM events AS e WHERE e.device > d.device) FROM devices AS d WHERE d.device IS NOT NULL
)
SELECT device, (SELECT max(e.sequence) FROM events AS e WHERE e.device = d.device) FROM devices AS d WHERE device IS NOT NULL
"""
"""Jumps from device to device in the index, however long the log is."""


def heads(database: "Database") -> dict[str, int]:
    """Return the last sequence number of every device in the log."""
    return dict(database.rows(_HEADS))


def applied(database: "Database") -> dict[str, int]:
    """Return the last sequence number of every device that the kept states know of."""
    return dict(database.rows("SELECT device, sequence FROM applied"))


def put_applied(database: "Database", known: "Mapping[str, int]") -> None:
    """Say that the kept states know the events of each device up to a sequence number."""
    database.run_many(
        "INSERT INTO applied (device, sequence) VALUES (?, ?) ON CONFLICT (device) DO UPDATE SET sequence = excluded.sequence "
        "WHERE excluded.sequence <> applied.sequence",
        sorted(known.items()),
    )


def model(database: "Database") -> int:
    """Return by which rules the kept states were made, as `quiz.memory.replay.MODEL` counts them; 0 where nothing says so."""
    found = database.value("SELECT value FROM meta WHERE key = 'model'")
    return int(found) if found is not None and str(found).isdigit() else 0


def put_model(database: "Database", number: int) -> None:
    """Say by which rules the kept states were made."""
    database.run(
        "INSERT INTO meta (key, value) VALUES ('model', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (str(number),)
    )


def newer(database: "Database", known: "Mapping[str, int]") -> int:
    """Return how many events the log has beyond those of `known`, by device; an upper bound where numbers are missing."""
    return sum(max(0, last - known.get(device, 0)) for device, last in heads(database).items())


def cards_after(database: "Database", known: "Mapping[str, int]") -> "set[str]":
    """Return the cards that the events beyond `known` concern, former ids among them, and those of events that they take back."""
    found: set[str] = set()
    for device, last in heads(database).items():
        after = known.get(device, 0)
        if last > after:
            found.update(_cards(database, device, after))
    return found


def _cards(database: "Database", device: str, after: int) -> "Iterator[str]":
    rows: Iterable[tuple[str]] = database.rows(
        """WITH RECURSIVE taken_back (device, sequence) AS (
            SELECT target_device, target_sequence FROM undoings WHERE device = ?1 AND sequence > ?2
            UNION SELECT u.target_device, u.target_sequence FROM taken_back AS t
            JOIN undoings AS u ON u.device = t.device AND u.sequence = t.sequence
        ), concerned (card, kind, body) AS (
            SELECT card, kind, body FROM events WHERE device = ?1 AND sequence > ?2 AND card IS NOT NULL
            UNION ALL SELECT e.card, e.kind, e.body FROM taken_back AS t
            JOIN events AS e ON e.device = t.device AND e.sequence = t.sequence WHERE e.card IS NOT NULL
        )
        SELECT card FROM concerned UNION SELECT json_extract(body, '$.was') FROM concerned WHERE kind = 'Renamed'""",
        (device, after),
    )
    yield from (row[0] for row in rows)
