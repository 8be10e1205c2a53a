"""Searching a collection: the cards that a text in Anki's search language means, on a study day."""

from typing import TYPE_CHECKING

from attrs import evolve

from quiz.collection.indexing import Told, bring_up_to_date
from quiz.errors import NotFoundError
from quiz.store.search import Search
from quiz.store.search_sql import LEECH_LAPSES, Today
from quiz.store.search_syntax import parse
from quiz.store.search_terms import And, Deck, Node, Not, State

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from datetime import datetime

    from quiz.cards.card import Form
    from quiz.collection.collection import Collection
    from quiz.study.session import Session


def search(
    collection: "Collection",
    text: str,
    now: "datetime",
    *,
    deck: str | None = None,
    order: str = "position",
    limit: int | None = None,
    offset: int = 0,
    told: Told | None = None,
) -> list[str]:
    """Return the ids of the cards that a search finds, in an order out of `quiz.store.search.ORDERS`.

    `deck` keeps to one deck and those below it. `told` hears how far the index is, where it has to be filled first. Raises
    `UsageError` for a search that cannot be meant, and `NotFoundError` for a deck that the collection does not have.
    """
    found = _prepared(collection, parse(text), now, deck, told)
    return found.cards(collection.store.database, order=order, limit=limit, offset=offset)


def places(
    collection: "Collection",
    text: str,
    now: "datetime",
    *,
    order: str = "position",
    down: bool = False,
    first: int = 100,
    stopped: "Callable[[], bool]" = lambda: False,
    told: Told | None = None,
) -> "Generator[list[int]]":
    """Yield the places in the index of all cards that a search finds: `first` of them, then the others, many at a time.

    `quiz.store.search_rows` shows what stands there; the order is one of `quiz.store.search_sorts.SORTS`, turned round with
    `down`. Once `stopped` says so, or the connection is interrupted, `StoppedError` is raised; else as by `search`.
    """
    found = _prepared(collection, parse(text), now, None, told)
    yield from evolve(found, stopped=stopped).places(collection.store.database, order=order, down=down, first=first)


def search_count(
    collection: "Collection", text: str, now: "datetime", *, deck: str | None = None, told: Told | None = None
) -> int:
    """Return how many cards a search finds. Raises as `search` does."""
    return _prepared(collection, parse(text), now, deck, told).count(collection.store.database)


def session(
    collection: "Collection",
    text: str,
    now: "datetime",
    *,
    deck: str | None = None,
    limit: int | None = None,
    form: "Form | None" = None,
    seed: str = "",
    cram: bool = False,
) -> "Session":
    """Start a session over the cards that a search finds, due or not, in the order of the decks: up to `MOST` of them.

    Suspended and buried cards are left out, and siblings are not adjacent. With `cram`, answers are practice. Raises as
    `search` does, and `NotFoundError` where no card is left.
    """
    found = _prepared(collection, And((parse(text), *_SHOWN)), now, deck).cards(collection.store.database, limit=MOST)
    if not found:
        raise NotFoundError(f"No card that is neither suspended nor buried is found by the search “{text}”.")
    return collection.custom(now=now, cards=found, limit=limit, form=form, seed=seed, cram=cram)


MOST = 1000
"""Cards that a session over a search takes in."""
_SHOWN = (Not(State("suspended")), Not(State("buried")))


def _prepared(collection: "Collection", node: Node, now: "datetime", deck: str | None, told: Told | None = None) -> Search:
    if deck is not None:
        collection.named(deck)
        node = And((Deck(deck.replace("\\", "\\\\").replace("*", "\\*").replace("_", "\\_")), node))
    bring_up_to_date(collection.store, told)
    return Search(node, today(collection, now))


def today(collection: "Collection", now: "datetime") -> Today:
    """Return what a search has to know of the day and the settings."""
    decay = collection.settings.parameters[20]
    own = {row.deck: collection.settings_of(row.deck) for row in collection.decks()}
    decays = {deck: settings.parameters[20] for deck, settings in own.items() if settings.parameters[20] != decay}
    # Settings that know no leeches leave them as Anki has them.
    lapses = {deck: getattr(settings, "leech_lapses", LEECH_LAPSES) for deck, settings in own.items()}
    leeches = {deck: number for deck, number in lapses.items() if number != LEECH_LAPSES}
    return Today(collection.day(now), decays, decay, leeches)
