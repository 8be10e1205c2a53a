"""Which events are taken back: a cache of what the log's `Undone` events come to."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.memory.events import Undone
    from quiz.memory.replay import Name
    from quiz.store.connection import Database


def note(database: "Database", event: "Undone") -> None:
    """Bring the cache up to date with an `Undone` that was just added to the log.

    The events that it names may be on another device still: what is known of them is kept for the day they arrive.
    """
    database.run(
        "INSERT INTO undoings (device, sequence, target_device, target_sequence) VALUES (?, ?, ?, ?)",
        (event.device, event.sequence, event.target_device, event.target_sequence),
    )
    _settle(database, _chain(database, event))


def _chain(database: "Database", event: "Undone") -> "list[Undone]":
    """Return every `Undone` that can bear on the same events as `event`: those that name one another, up and down."""
    from quiz.memory.events import Undone

    found: dict[Name, Undone] = {}
    names = [(event.device, event.sequence), (event.target_device, event.target_sequence)]
    seen = set(names)
    while names:
        device, sequence = names.pop()
        for row in database.rows(
            """SELECT device, sequence, target_device, target_sequence FROM undoings WHERE device = ?1 AND sequence = ?2
            UNION SELECT device, sequence, target_device, target_sequence FROM undoings
            WHERE target_device = ?1 AND target_sequence = ?2""",
            (device, sequence),
        ):
            own, target = (row[0], row[1]), (row[2], row[3])
            found[own] = Undone(at=0, day=0, device=row[0], sequence=row[1], target_device=row[2], target_sequence=row[3])
            names.extend({own, target} - seen)
            seen |= {own, target}
    return list(found.values())


def _settle(database: "Database", undoings: "list[Undone]") -> None:
    from quiz.memory.replay import cancelled

    targets = {(undoing.target_device, undoing.target_sequence) for undoing in undoings}
    database.run_many("DELETE FROM undone WHERE device = ? AND sequence = ?", sorted(targets))
    database.run_many("INSERT INTO undone (device, sequence) VALUES (?, ?)", sorted(cancelled(undoings)))
