"""Searching a collection: the cards that a text in Anki's search language means, on a study day."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quiz.collection.indexing import Told, bring_up_to_date
from quiz.store.search import Search
from quiz.store.search_sql import Today
from quiz.store.search_syntax import parse

if TYPE_CHECKING:
    from datetime import datetime

    from quiz.collection.collection import Collection
    from quiz.study.session import Session


def search(
    collection: "Collection",
    text: str,
    now: "datetime",
    *,
    order: str = "position",
    limit: int | None = None,
    offset: int = 0,
    told: Told | None = None,
) -> list[str]:
    """Return the ids of the cards that a search finds, in an order out of `quiz.store.search.ORDERS`.

    `told` hears how far the index is, where it has to be filled first. Raises `UsageError` for a search that cannot be meant.
    """
    found = _prepared(collection, text, now, told)
    return found.cards(collection.store.database, order=order, limit=limit, offset=offset)


def search_count(collection: "Collection", text: str, now: "datetime", *, told: Told | None = None) -> int:
    """Return how many cards a search finds. Raises `UsageError` for one that cannot be meant."""
    return _prepared(collection, text, now, told).count(collection.store.database)


def _prepared(collection: "Collection", text: str, now: "datetime", told: Told | None) -> Search:
    node = parse(text)
    bring_up_to_date(collection.store, told)
    return Search(node, today(collection, now))


def today(collection: "Collection", now: "datetime") -> Today:
    """Return what a search has to know of the day and the settings."""
    base = collection.settings
    decays = {}
    if next(iter(collection.store.standing(("Fitted",))), None):
        decays = {row.deck: collection.settings_of(row.deck).parameters[20] for row in collection.decks()}
    return Today(collection.day(now), {deck: decay for deck, decay in decays.items() if decay != base.parameters[20]}, base.parameters[20])
