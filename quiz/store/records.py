"""An event as a row of the log, and back."""

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from quiz.errors import StoreError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quiz.memory.events import Event
    from quiz.store.connection import Database, Row

COLUMNS: Final = "device, sequence, at, day, kind, card, body"
"""The columns of `events`, in the order of the rows here."""

EventRow: TypeAlias = tuple[int, int, str, str | None, str]
"""What a row says beside the device and the number: `at`, `day`, `kind`, `card` and `body`."""
_OWN_COLUMNS = ("device", "sequence", "at", "day", "card")


def to_row(event: "Event", data: "Mapping[str, Any]") -> "Row":
    """Return the row of an event, which the codec writes as `data`, or a newer quiz wrote with fields of its own.

    Raises:
        UsageError: it holds what JSON cannot say.
    """
    import json

    body = dict(data)
    kind = body.pop("event")
    for column in _OWN_COLUMNS:
        body.pop(column, None)
    try:
        # ASCII, because an answer that was typed may hold what no UTF-8 can.
        text = json.dumps(body, separators=(",", ":"), allow_nan=False)
    except (TypeError, ValueError) as error:
        message = f"A {kind} event cannot be kept: {error}. Nothing was written."
        raise UsageError(message) from error
    return event.device, event.sequence, event.at, event.day, kind, getattr(event, "card", None), text


def row_of(event: "Event") -> EventRow:
    """Return the row of an event that has no device and number yet. Raises as `to_row` does."""
    from quiz.memory.codec import to_data as data_of

    at, day, kind, card, body = to_row(event, data_of(event))[2:]
    return at, day, kind, card, body


def to_data(database: "Database", row: "Row") -> dict[str, Any]:
    """Return the data of the event in a row, as it was written.

    Raises:
        StoreError: it is damaged.
    """
    import json

    device, sequence, at, day, kind, card, body = row
    try:
        data: dict[str, Any] = {"event": kind, **json.loads(body), "device": device, "sequence": sequence, "at": at, "day": day}
    except (TypeError, ValueError) as error:
        message = f"{database.name}: Event {sequence} of device {device!r} is damaged ({error}). Restore the newest backup."
        raise StoreError(message) from error
    if card is not None:
        data["card"] = card
    return data


def to_event(database: "Database", row: "Row") -> "Event":
    """Return the event in a row.

    Raises:
        UnknownEventError: only a newer quiz knows its kind, or a field of it is damaged.
        StoreError: it is damaged.
    """
    from quiz.memory.codec import from_data

    return from_data(to_data(database, row))
