"""Which answers of other programs the log has twice: a cache, whose events count as taken back; see `quiz.memory.doubles`."""

from itertools import chain
from typing import TYPE_CHECKING, Final

from quiz.store import renames

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quiz.memory.events import Event, Name
    from quiz.store.connection import Database

_BATCH: Final = 500
"""Cards whose answers are looked at together."""
_ANSWERS: Final = """
SELECT card, json_extract(body, '$.source') AS source, coalesce(json_extract(body, '$.origin'), at), device, sequence
FROM events WHERE kind IN ('Reviewed', 'Crammed') AND source IS NOT NULL
"""


def note(database: "Database", events: "Iterable[Event]") -> None:
    """Bring the cache up to date with events that were just added to the log, after those of undoings and of renamings."""
    from quiz.memory.doubles import key_of
    from quiz.memory.events import Renamed, Undone

    cards: set[str] = set()
    for event in events:
        if (key := key_of(event)) is not None:
            cards.add(key[0])
        elif isinstance(event, Renamed):
            cards |= {event.was, event.card}
        elif isinstance(event, Undone):
            cards.update(_renamed_by(database, (event.target_device, event.target_sequence)))
    if cards:
        _settle(database, cards)


def renew(database: "Database") -> None:
    """Work the cache out anew from the log, after those of undoings and of renamings."""
    database.run("DELETE FROM doubles")
    _put(database, of_log(database, renames.former(database)))


def of_log(database: "Database", former: "dict[str, str]") -> "set[Name]":
    """Return the names of all doubles, from the log itself; `former` are the ids that cards had, with the present ones."""
    return _twice(database.rows(_ANSWERS), former)


def _settle(database: "Database", cards: "Iterable[str]") -> None:
    """Look at some cards, and at all ids that they have or had."""
    former = renames.former(database)
    now = {former.get(card, card) for card in cards}
    ids = sorted(now | {was for was, card in former.items() if card in now})
    rows: list[tuple[str, str, int, str, int]] = []
    known: set[Name] = set()
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        marks = ", ".join("?" * len(batch))
        rows += database.rows(f"{_ANSWERS} AND card IN ({marks})", batch)
        known.update(
            (device, sequence)
            for device, sequence in database.rows(
                f"""SELECT d.device, d.sequence FROM events AS e CROSS JOIN doubles AS d
                ON d.device = e.device AND d.sequence = e.sequence WHERE e.card IN ({marks})""",  # noqa: S608 - marks
                batch,
            )
        )
    should = _twice(rows, former)
    _put(database, should - known)
    _take_out(database, known - should)


def _twice(rows: "Iterable[tuple[str, str, int, str, int]]", former: "dict[str, str]") -> "set[Name]":
    first: dict[tuple[str, str, int], Name] = {}
    found: set[Name] = set()
    for card, source, number, device, sequence in rows:
        key, name = (former.get(card, card), source, number), (device, sequence)
        known = first.setdefault(key, name)
        if known != name:
            first[key] = min(known, name)
            found.add(max(known, name))
    return found


def _put(database: "Database", names: "Iterable[Name]") -> None:
    found = sorted(names)
    for table in ("doubles", "undone") if found else ():
        database.run_many(f"INSERT INTO {table} (device, sequence) VALUES (?, ?) ON CONFLICT DO NOTHING", found)  # noqa: S608


def _take_out(database: "Database", names: "Iterable[Name]") -> None:
    """Let events count again that are no doubles any more, unless they are taken back."""
    from quiz.store import undone

    found = sorted(names)
    if found:
        database.run_many("DELETE FROM doubles WHERE device = ? AND sequence = ?", found)
        undone.reconsider(database, found)


def _renamed_by(database: "Database", name: "Name") -> "Iterator[str]":
    """Yield both ids of the renaming that is taken back, or brought back, by what takes back the event of this name."""
    seen: set[Name] = set()
    while name not in seen:
        seen.add(name)
        row = database.row(
            """SELECT kind, card, json_extract(body, '$.was'), json_extract(body, '$.target_device'),
            json_extract(body, '$.target_sequence') FROM events WHERE device = ? AND sequence = ?""",
            name,
        )
        if row is None:
            return
        kind, card, was, device, sequence = row
        if kind == "Renamed":
            yield from chain((card, was))
        if kind != "Undone":
            return
        name = (device, sequence)
