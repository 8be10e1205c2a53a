"""Adding to the event log. Nothing else is ever done to it."""

from typing import TYPE_CHECKING, Any, TypeVar

from quiz.errors import StoreError, UsageError
from quiz.store import doubles, renames, undone
from quiz.store.records import COLUMNS, to_event, to_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from quiz.memory.events import Event
    from quiz.store.connection import Database, Row
    from quiz.store.records import EventRow

E = TypeVar("E", bound="Event")

_INSERT = f"INSERT INTO events ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - a constant


def append(database: "Database", device: str, events: "Iterable[E]") -> list[E]:
    """Add events of this device to the log, all or none, and return them with their device and sequence numbers.

    Raises:
        UsageError: one of them is in a log already, for it has a device or a number; see `merge`.
        UnknownEventError: one of them is of a class that has no place in the log.
        StoreError: they could not be written.
    """
    from quiz.memory.codec import to_data
    from quiz.memory.events import Undone

    with database.transaction():
        kept = [_numbered(event, device, number) for number, event in enumerate(events, _last(database, device) + 1)]
        rows = (to_row(event, to_data(event)) for event in kept)
        if len(kept) == 1:
            database.run(_INSERT, next(rows))
        else:
            database.run_many(_INSERT, rows)
        undone.note(database, [event for event in kept if isinstance(event, Undone)])
        renames.note(database, kept)
        doubles.note(database, kept)
    return kept


def append_rows(database: "Database", device: str, rows: "Iterable[EventRow]") -> None:
    """Add events of cards that are no renamings, and no answers of other programs that the log has already, as `append` does."""
    first = _last(database, device) + 1
    database.run_many(_INSERT, ((device, number, *row) for number, row in enumerate(rows, first)))


def append_one(database: "Database", device: str, event: E) -> E:
    """Add one event of this device to the log, inside a transaction, and return it with its numbers. Raises as `append` does."""
    from quiz.memory.doubles import key_of
    from quiz.memory.events import Renamed, Undone

    if isinstance(event, Renamed | Undone) or key_of(event) is not None:  # which is noted in other tables too
        return append(database, device, (event,))[0]
    from quiz.memory.codec import to_data

    kept = _numbered(event, device, _last(database, device) + 1)
    database.run(_INSERT, to_row(kept, to_data(kept)))
    return kept


def _last(database: "Database", device: str) -> int:
    return int(database.value("SELECT max(sequence) FROM events WHERE device = ?", (device,)) or 0)


def _numbered(event: E, device: str, sequence: int) -> E:
    from attrs import evolve

    if event.device or event.sequence:
        message = f"Event {event.sequence} of device {event.device!r} is in a log already; merge it instead of appending it."
        raise UsageError(message)
    return evolve(event, device=device, sequence=sequence)


def merge(database: "Database", records: "Iterable[Mapping[str, Any]]") -> "list[Event]":
    """Add events of any devices, as the data that `reading.data` gives, and return those that are new here: all, or none.

    The data is kept as it came, with fields that only a newer quiz knows. Adding an event again does no harm.

    Raises:
        UnknownEventError: one of them is of a kind that only a newer quiz knows, or is damaged.
        UsageError: one of them names no device or has no number.
        StoreError: another event has the same device and number, because a collection was copied and both are written to;
            or they could not be written.
    """
    from quiz.memory.codec import from_data
    from quiz.memory.events import Undone

    added: list[Event] = []
    with database.transaction():
        for record in records:
            event = from_data(record)
            name = (event.device, event.sequence)
            if not event.device or event.sequence < 1:
                message = f"A {type(event).__name__} event names no device, or has no number, so it cannot be merged."
                raise UsageError(message)
            known = database.row(f"SELECT {COLUMNS} FROM events WHERE device = ? AND sequence = ?", name)  # noqa: S608 - a constant
            if known is not None:
                _check_same(database, known, event)
                continue
            database.run(_INSERT, to_row(event, record))
            added.append(event)
        undone.note(database, [event for event in added if isinstance(event, Undone)])
        renames.note(database, added)
        doubles.note(database, added)
    return added


def _check_same(database: "Database", known: "Row", event: "Event") -> None:
    if to_event(database, known) != event:
        message = (
            f"{database.name}: Two different events are number {event.sequence} of device {event.device!r}: this collection was "
            "copied, and both copies were studied. Give one of them a new device id; nothing was merged."
        )
        raise StoreError(message)
