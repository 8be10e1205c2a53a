"""Which events are taken back: a cache of what the log's `Undone` events come to.

Events that do not count because the log has them twice are among them: see `quiz.store.doubles`.
"""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quiz.memory.events import Name, Undone
    from quiz.store.connection import Database, Row

_BATCH: Final = 250
"""Names that are looked up at a time; each takes two of the 999 marks that a statement may have."""


def note(database: "Database", events: "Sequence[Undone]") -> None:
    """Bring the cache up to date with `Undone` events that were just added to the log.

    The events that they name may be on another device still: what is known of them is kept for the day they arrive.
    """
    if not events:
        return
    database.run_many(
        "INSERT INTO undoings (device, sequence, target_device, target_sequence) VALUES (?, ?, ?, ?)",
        [(event.device, event.sequence, event.target_device, event.target_sequence) for event in events],
    )
    _settle(database, _chain(database, events))


def renew(database: "Database") -> None:
    """Work all caches out anew from the log."""
    from quiz.memory.events import Undone
    from quiz.store import doubles, renames
    from quiz.store.records import COLUMNS, to_event

    database.run("DELETE FROM undoings")
    database.run("DELETE FROM undone")
    database.run("DELETE FROM doubles")
    rows = database.rows(f"SELECT {COLUMNS} FROM events WHERE kind = 'Undone' AND kind <> 'Reviewed'")  # noqa: S608 - a constant
    note(database, [event for event in (to_event(database, row) for row in rows) if isinstance(event, Undone)])
    renames.renew(database)
    doubles.renew(database)


def reconsider(database: "Database", names: "Sequence[Name]") -> None:
    """Work out anew whether some events are taken back, which count as taken back so far and are no doubles any more."""
    from quiz.memory.replay import cancelled

    database.run_many("DELETE FROM undone WHERE device = ? AND sequence = ?", names)
    gone = cancelled(_linked(database, set(names)))
    database.run_many(
        "INSERT INTO undone (device, sequence) VALUES (?, ?) ON CONFLICT DO NOTHING", sorted(gone.intersection(names))
    )


def _chain(database: "Database", events: "Sequence[Undone]") -> "list[Undone]":
    """Return every `Undone` that can bear on the same events as these: those that name one another, up and down."""
    return _linked(database, {name for event in events for name in _ends(event)})


def _linked(database: "Database", names: "set[Name]") -> "list[Undone]":
    """Return every `Undone` that has one of these names, or bears on it."""
    from quiz.memory.events import Undone

    found: dict[Name, Undone] = {}
    seen: set[Name] = set()
    while names:
        seen |= names
        near = [
            Undone(at=0, day=0, device=row[0], sequence=row[1], target_device=row[2], target_sequence=row[3])
            for row in _naming(database, sorted(names))
        ]
        found.update(((event.device, event.sequence), event) for event in near)
        names = {name for event in near for name in _ends(event)} - seen
    return list(found.values())


def _naming(database: "Database", names: "Sequence[Name]") -> "Iterator[Row]":
    """Yield the undoings that have one of these names or take back what has it."""
    for start in range(0, len(names), _BATCH):
        batch = names[start : start + _BATCH]
        yield from database.rows(
            f"""WITH names (device, sequence) AS (VALUES {", ".join(["(?, ?)"] * len(batch))})
            SELECT u.device, u.sequence, u.target_device, u.target_sequence
            FROM names AS n CROSS JOIN undoings AS u ON u.device = n.device AND u.sequence = n.sequence
            UNION SELECT u.device, u.sequence, u.target_device, u.target_sequence
            FROM names AS n CROSS JOIN undoings AS u ON u.target_device = n.device AND u.target_sequence = n.sequence""",  # noqa: S608 - marks
            [part for name in batch for part in name],
        )


def _ends(event: "Undone") -> "tuple[Name, Name]":
    return (event.device, event.sequence), (event.target_device, event.target_sequence)


def _settle(database: "Database", undoings: "list[Undone]") -> None:
    from quiz.memory.replay import cancelled

    targets = {(undoing.target_device, undoing.target_sequence) for undoing in undoings}
    database.run_many(
        """DELETE FROM undone WHERE device = ?1 AND sequence = ?2
        AND NOT EXISTS (SELECT 1 FROM doubles AS d WHERE d.device = ?1 AND d.sequence = ?2)""",
        sorted(targets),
    )
    database.run_many("INSERT INTO undone (device, sequence) VALUES (?, ?) ON CONFLICT DO NOTHING", sorted(cancelled(undoings)))
