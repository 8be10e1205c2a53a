"""Starting a session: what is due, which new cards are met today, and in which order they come."""

from collections.abc import Iterable
from datetime import datetime

from quiz.cards.card import Form
from quiz.collection.journal import StoreJournal
from quiz.store.cards import ScheduledCard
from quiz.store.store import Store
from quiz.study.day import milliseconds, study_day
from quiz.study.queue import Waiting, apart, by_retrievability, mixed, take_new
from quiz.study.session import Session
from quiz.study.settings import StudySettings
from quiz.study.statistics import Statistics, statistics

_SPARE = 4
"""New cards are looked at this many times the limit, so that siblings can be left for another day."""


def start(
    store: Store,
    journal: StoreJournal,
    settings: StudySettings,
    decks: list[str],
    now: datetime,
    *,
    new: int | None,
    limit: int | None,
    form: Form | None,
    seed: str,
) -> Session:
    """Gather the cards of a session and put them in order."""
    day = study_day(now, settings.rollover_hour)
    counts = {found.deck: found for found in store.counts(day, milliseconds(now)) if found.deck in decks}
    reviews: list[Waiting] = []
    fresh: list[Waiting] = []
    for deck in decks:
        reviews_left = max(0, settings.reviews_per_day - counts[deck].reviewed_today)
        due = _waiting(store.due_cards([deck], day, phases=("review",)))
        reviews += by_retrievability(due, day, settings.parameters)[:reviews_left]
    met = [item.sibling for item in reviews]
    for deck in decks:
        left = max(0, settings.new_per_day - counts[deck].introduced_today) if new is None else new - len(fresh)
        if left > 0:
            fresh += take_new(_waiting(store.new_cards([deck], day, left * _SPARE + 20)), left, met)
    reviews = by_retrievability(reviews, day, settings.parameters)
    queue = apart(mixed(reviews, fresh), lambda item: item.sibling)
    learning = _waiting(store.due_cards(decks, day, phases=("learning", "relearning")))
    return Session(journal, settings, queue, learning=learning, limit=limit, form=form, seed=seed)


def statistics_of(store: Store, day: int, decks: list[str] | None) -> Statistics:
    """Return the numbers of the log, of all decks or of some."""
    cards = None if decks is None else {found.card for deck in decks for found in store.deck_cards(deck)}
    return statistics(store.events(kinds=("Reviewed", "Undone")), day, cards)


def _waiting(found: Iterable[ScheduledCard]) -> list[Waiting]:
    return [Waiting(item.card, item.deck, item.sibling, item.state) for item in found]
