"""Archived decks: bringing one back. `Collection.remove` archives one."""

from datetime import datetime
from typing import TYPE_CHECKING

from quiz.collection.history import of_deck, standing
from quiz.collection.shelf import unpacked
from quiz.errors import NotFoundError

if TYPE_CHECKING:
    from quiz.collection.collection import Collection
    from quiz.collection.plan import Plan


def bring_back(collection: "Collection", deck: str, now: datetime) -> "Plan":
    """Bring an archived deck back as it was, with what was remembered of its cards; return the plan that was applied.

    Raises `NotFoundError` for a deck that is not archived.
    """
    row = next((row for row in collection.decks(archived=True) if row.deck == deck), None)
    held = standing(of_deck(collection.store, deck)) if row else None
    if row is None or held is None:
        raise NotFoundError(f"There is no archived deck “{deck}”.")
    plan = collection.plan(unpacked(collection.store.version(held.upstream)), row.path)
    collection.apply(plan, now)
    return plan
