"""Reading the event log, in the order in which its events count."""

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from quiz.errors import NotFoundError, StoreError
from quiz.store.records import COLUMNS, to_data, to_event

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quiz.memory.answers import Answer
    from quiz.memory.events import CardEvent, Event
    from quiz.store.connection import Database, Row

    Kind = str | type[Event]

_PAGE: Final = 1000
"""Events that are read at a time, so that a long reading neither fills memory nor holds up other processes."""

_MANY: Final = 10_000
"""Answers that are read at a time: a row of them is small."""

_CARDS: Final = 500
"""Cards whose events are read at a time."""

_NOT_UNDONE = "NOT EXISTS (SELECT 1 FROM undone AS u WHERE u.device = events.device AND u.sequence = events.sequence)"


def events(
    database: "Database", *, card: str | None = None, kinds: "Iterable[Kind] | None" = None, day: int | None = None
) -> "Iterator[Event]":
    """Give the log's events, all or some, by study day, moment, device and sequence number, reading as they are taken.

    `kinds` are event classes or their names; `day` is in days since 1970-01-01.

    Raises:
        UnknownEventError: an event cannot be understood.
        StoreError: the file cannot be read.
    """
    conditions = ["true"]
    values: list[object] = []
    if card is not None:
        conditions.append("card = ?")
        values.append(card)
    if day is not None:
        conditions.append("day = ?")
        values.append(day)
    if kinds is not None:
        condition, names = _of_kinds(kinds)
        conditions.append(condition)
        values.extend(names)
    return _paged(database, conditions, values)


def _paged(database: "Database", conditions: list[str], values: list[object]) -> "Iterator[Event]":
    where = " AND ".join(conditions)
    order = "ORDER BY day, at, device, sequence LIMIT ?"
    page = database.rows(f"SELECT {COLUMNS} FROM events WHERE {where} {order}", (*values, _PAGE))  # noqa: S608 - constants
    while page:
        for row in page:
            yield to_event(database, row)
        if len(page) < _PAGE:
            return
        device, sequence, at, last_day = page[-1][:4]
        # The index is on (day, at): the bound is said for it first, and then to the end.
        page = database.rows(
            f"""SELECT {COLUMNS} FROM events WHERE {where} AND (day, at) >= (?, ?)
            AND (day, at, device, sequence) > (?, ?, ?, ?) {order}""",  # noqa: S608 - constants
            (*values, last_day, at, last_day, at, device, sequence, _PAGE),
        )


def answers(database: "Database") -> "Iterator[Answer]":
    """Give every review that is not taken back, in the order of `events`, as `quiz.memory.answers` describes it.

    In a third of the time of `events`, for whoever counts millions of them.

    Raises:
        StoreError: an event is damaged, or the file cannot be read.
    """
    from quiz.store import renames

    called = renames.former(database)
    columns, order = "card, day, at, body, device, sequence", "ORDER BY day, at, device, sequence LIMIT ?"
    standing = f"kind = 'Reviewed' AND {_NOT_UNDONE}"
    page = database.rows(f"SELECT {columns} FROM events WHERE {standing} {order}", (_MANY,))  # noqa: S608 - constants
    while page:
        for (card, day, at, _, device, sequence), data in zip(page, _bodies(database, page), strict=True):
            try:
                rating, phase, due, form = data["rating"], data["phase"], data["due_day"], data["form"]
            except (TypeError, KeyError) as error:
                raise _damaged(database, device, sequence, error) from error
            found = data.get
            yield called.get(card, "") or card, day, at, rating, phase, due, form, found("took", 0), found("answer")
        if len(page) < _MANY:
            return
        _, day, at, _, device, sequence = page[-1]
        page = database.rows(
            f"""SELECT {columns} FROM events WHERE {standing} AND (day, at) >= (?, ?)
            AND (day, at, device, sequence) > (?, ?, ?, ?) {order}""",  # noqa: S608 - constants
            (day, at, day, at, device, sequence, _MANY),
        )


def _bodies(database: "Database", page: "list[Row]") -> "list[Any]":
    """Return the data of many bodies: read as one text, which takes half the time, unless one of them is damaged."""
    from json import loads

    with suppress(ValueError):
        found: list[Any] = loads(f"[{','.join([row[3] for row in page])}]")
        if len(found) == len(page):
            return found
    for _, _, _, body, device, sequence in page:
        try:
            loads(body)
        except ValueError as error:
            raise _damaged(database, device, sequence, error) from error
    return [loads(row[3]) for row in page]


def _damaged(database: "Database", device: str, sequence: int, error: Exception) -> StoreError:
    where = f"{database.name}: Event {sequence} of device {device!r}"
    return StoreError(f"{where} is damaged ({error!r}). Restore the newest backup.")


def event(database: "Database", device: str, sequence: int) -> "Event":
    """Return one event by its name.

    Raises:
        NotFoundError: the log has no such event.
        UnknownEventError, StoreError: it cannot be understood or read.
    """
    sql = f"SELECT {COLUMNS} FROM events WHERE device = ? AND sequence = ?"  # noqa: S608 - a constant
    row = database.row(sql, (device, sequence))
    if row is None:
        message = f"{database.name}: The log has no event {sequence} of device {device!r}."
        raise NotFoundError(message)
    return to_event(database, row)


def latest(database: "Database", device: str, kinds: "Iterable[Kind] | None" = None) -> "Event | None":
    """Return the event of a device that was added last, of the given kinds, and is not taken back."""
    condition, names = ("true", ()) if kinds is None else _of_kinds(kinds)
    row = database.row(
        f"""SELECT {COLUMNS} FROM events WHERE device = ? AND {condition} AND {_NOT_UNDONE}
        ORDER BY sequence DESC LIMIT 1""",  # noqa: S608 - constants
        (device, *names),
    )
    return None if row is None else to_event(database, row)


def standing(database: "Database", kinds: "Iterable[Kind]") -> "list[Event]":
    """Return the events of some rare kinds that are not taken back, in order. Reviews are no rare kind."""
    condition, names = _of_kinds(kinds)
    rows = database.rows(
        f"SELECT {COLUMNS} FROM events WHERE {condition} AND {_NOT_UNDONE} ORDER BY day, at, device, sequence",  # noqa: S608
        names,
    )
    return [to_event(database, row) for row in rows]


def card_events(database: "Database", card: str) -> "list[Event]":
    """Return a card's events and every `Undone` that bears on them, in order: what replaying the card takes.

    Those that happened while it had another id are among them.
    """
    return events_of_cards(database, (card,))[card]


def events_of_cards(database: "Database", cards: "Iterable[str]") -> "dict[str, list[Event]]":
    """Return what `card_events` returns of each card, for many in a fraction of the time."""
    found: dict[str, list[Event]] = {card: [] for card in cards}
    names = list(found)
    for start in range(0, len(names), _CARDS):
        batch = names[start : start + _CARDS]
        rows = database.rows(
            f"""WITH RECURSIVE cards_named (now) AS (VALUES {", ".join(["(?)"] * len(batch))}),
            ids (now, id) AS (
                SELECT now, now FROM cards_named
                UNION ALL SELECT n.now, r.was FROM cards_named AS n CROSS JOIN renames AS r ON r.card = n.now
            ),
            bearing (now, device, sequence) AS (
                SELECT i.now, e.device, e.sequence FROM ids AS i CROSS JOIN events AS e ON e.card = i.id
                UNION SELECT b.now, u.device, u.sequence FROM bearing AS b
                CROSS JOIN undoings AS u ON u.target_device = b.device AND u.target_sequence = b.sequence
            )
            SELECT {COLUMNS}, now FROM bearing CROSS JOIN events USING (device, sequence)
            ORDER BY day, at, device, sequence""",  # noqa: S608 - constants and marks
            batch,
        )
        for row in rows:
            found[row[-1]].append(to_event(database, row[:-1]))
    return found


def cards_told_of(database: "Database") -> set[str]:
    """Return the ids that all cards have now of which the log says anything, were it taken back."""
    from quiz.store import renames

    found = {card for (card,) in database.rows("SELECT DISTINCT card FROM events WHERE card IS NOT NULL")}
    called = renames.former(database) if found else {}
    return {called.get(card, card) for card in found} if called else found


def card_log(database: "Database") -> "Iterator[Event]":
    """Give the events of cards in their order, reading as they are taken."""
    return _paged(database, ["card IS NOT NULL"], [])


def taken_back(database: "Database") -> set[tuple[str, int]]:
    """Return the device and number of every event that is taken back."""
    return {(device, sequence) for device, sequence in database.rows("SELECT device, sequence FROM undone")}


def recent_times(database: "Database", most: int) -> list[int]:
    """Return how long the last answers took, up to `most` of them, in milliseconds, the latest first; 0 where it is not known."""
    rows = database.rows(
        f"""SELECT coalesce(json_extract(body, '$.took'), 0) FROM events WHERE kind = 'Reviewed' AND {_NOT_UNDONE}
        ORDER BY day DESC, at DESC LIMIT ?""",  # noqa: S608 - a constant
        (most,),
    )
    return [int(row[0]) for row in rows]


def is_latest(database: "Database", event: "CardEvent") -> bool:
    """Say whether no event of a card counts after one that was just added, and none is known under another id."""
    others = database.rows(
        """SELECT 1 FROM events WHERE card = ?1 AND day >= ?2 AND (day, at, device, sequence) > (?2, ?3, ?4, ?5)
        UNION ALL SELECT 1 FROM renames WHERE card = ?1 OR was = ?1 LIMIT 1""",
        (event.card, event.day, event.at, event.device, event.sequence),
    )
    return not others


def was_forgotten(database: "Database", card: str) -> bool:
    """Say whether a card was ever graded Again, under this id or a former one; also where that was taken back."""
    return bool(
        database.rows(
            """SELECT 1 FROM events WHERE card IN (SELECT ?1 UNION ALL SELECT was FROM renames WHERE card = ?1)
            AND kind = 'Reviewed' AND json_extract(body, '$.rating') = 1 LIMIT 1""",
            (card,),
        )
    )


def fit_count(database: "Database") -> int:
    """Return a number that changes whenever parameters are fitted, or that is taken back."""
    return int(
        database.value(
            f"""SELECT count(*) + coalesce(sum(1000003 * ({_NOT_UNDONE})), 0) FROM events
            WHERE kind = 'Fitted' AND kind <> 'Reviewed'"""  # noqa: S608 - a constant
        )
    )


def following(database: "Database", device: str, sequence: int, number: int) -> "list[Event]":
    """Return up to `number` events that a device added right after one, those that are here."""
    rows = database.rows(
        f"SELECT {COLUMNS} FROM events WHERE device = ? AND sequence > ? AND sequence <= ? ORDER BY sequence",  # noqa: S608
        (device, sequence, sequence + number),
    )
    return [to_event(database, row) for row in rows]


def count(database: "Database") -> int:
    """Return the number of events in the log, those that were taken back among them."""
    return int(database.value("SELECT count(*) FROM events"))


def heads(database: "Database") -> dict[str, int]:
    """Return the last sequence number of every device in the log."""
    from quiz.store.checkpoint import heads as last_ones

    return last_ones(database)


def data(database: "Database", device: str, after: int = 0) -> "Iterator[dict[str, Any]]":
    """Give the events of one device with a number above `after`, by number, as the data that `merge` takes elsewhere."""
    while True:
        page = database.rows(
            f"SELECT {COLUMNS} FROM events WHERE device = ? AND sequence > ? ORDER BY sequence LIMIT ?",  # noqa: S608 - a constant
            (device, after, _PAGE),
        )
        for row in page:
            yield to_data(database, row)
        if len(page) < _PAGE:
            return
        after = page[-1][1]


def _of_kinds(kinds: "Iterable[Kind]") -> tuple[str, tuple[str, ...]]:
    names = tuple(kind if isinstance(kind, str) else kind.__name__ for kind in kinds)
    condition = f"kind IN ({', '.join('?' * len(names))})"
    # Nearly all events are reviews. All others have an index of their own, which is used where SQL says this much.
    return condition if "Reviewed" in names else f"{condition} AND kind <> 'Reviewed'", names
