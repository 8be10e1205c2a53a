"""Deadlines: for each deck that has to be known on a date, what is expected on it and what the days until then ask for."""

from datetime import datetime
from typing import TYPE_CHECKING

from attrs import frozen

from quiz.collection.allowance import waiting
from quiz.study.deadline import Deadline, Plan, deadline_of, is_ready, plan

if TYPE_CHECKING:
    from quiz.collection.collection import Collection


@frozen
class DeckDeadline:
    """A deck with a date that lies ahead."""

    deck: str
    title: str
    deadline: Deadline
    plan: Plan
    """The days until then, from today on, when every answer is Good."""
    cards: int
    """Those that are asked: suspended ones are not."""
    ready: int
    """Cards that are at the target on the date without being asked once more."""


def deadlines(collection: "Collection", now: datetime, deck: str | None = None) -> list[DeckDeadline]:
    """Return the deadlines that lie ahead, the nearest first: of all decks, or of one and those below it.

    Decks without cards, and those without a deadline of their own or from above, are left out. Raises `NotFoundError` for a deck
    that the collection does not have.
    """
    today = collection.day(now)
    wanted = set(collection.named(deck))
    found = []
    for row in collection.decks():
        settings = collection.settings_of(row.deck)
        deadline = deadline_of(settings, today)
        if row.deck not in wanted or deadline is None:
            continue
        items = [item for item in waiting(collection.store.deck_cards(row.deck)) if not item.state.suspended]
        if items:
            ready = sum(is_ready(item.state, deadline, settings.parameters) for item in items)
            way = plan(items, today, deadline, settings)
            found.append(DeckDeadline(row.deck, row.title, deadline, way, len(items), ready))
    return sorted(found, key=lambda one: (one.deadline.day, one.deck))
