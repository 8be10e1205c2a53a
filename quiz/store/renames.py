"""What cards are called now: a cache of what the log's `Renamed` events come to."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quiz.memory.events import Event
    from quiz.store.connection import Database


def note(database: "Database", events: "Iterable[Event]") -> None:
    """Bring the cache up to date with events that were just added to the log, and what they took back."""
    from quiz.memory.events import Renamed, Undone

    undoings = []
    for event in events:
        if isinstance(event, Renamed):
            renew(database)
            return
        if isinstance(event, Undone):
            undoings.append(event)
    # Most logs hold no renaming at all, and then nothing that is undone is one.
    if undoings and database.rows("SELECT 1 FROM events WHERE kind = 'Renamed' AND kind <> 'Reviewed' LIMIT 1"):
        renew(database)


def renew(database: "Database") -> None:
    """Work the cache out anew; only what differs is written."""
    from quiz.memory.events import Renamed
    from quiz.memory.replay import lineage
    from quiz.store.reading import standing

    found = lineage(event for event in standing(database, (Renamed,)))
    known: dict[str, str] = dict(database.rows("SELECT was, card FROM renames"))
    database.run_many("DELETE FROM renames WHERE was = ?", [(was,) for was in known if was not in found])
    database.run_many(
        "INSERT INTO renames (was, card) VALUES (?, ?) ON CONFLICT (was) DO UPDATE SET card = excluded.card",
        [(was, card) for was, card in found.items() if known.get(was) != card],
    )


def called(database: "Database", card: str) -> str:
    """Return the id that a card has now; the given one where it was never renamed."""
    found = database.value("SELECT card FROM renames WHERE was = ?", (card,))
    return card if found is None else str(found)


def former(database: "Database") -> dict[str, str]:
    """Return every id that is no longer used, with the present id of its card."""
    return dict(database.rows("SELECT was, card FROM renames"))
