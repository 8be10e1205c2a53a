"""Starting a session: what is due, which new cards are met today, and in which order they come."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime

from quiz.cards.card import Form
from quiz.collection.journal import StoreJournal
from quiz.errors import NotFoundError
from quiz.memory.events import Reviewed
from quiz.store.cards import ScheduledCard
from quiz.store.store import Store
from quiz.study.day import FURTHEST_FLIGHT, milliseconds, study_day
from quiz.study.queue import Waiting, apart, by_retrievability, mixed, take_new
from quiz.study.session import Session
from quiz.study.settings import StudySettings

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
    learning = _learning(store, decks, day, milliseconds(now))
    met = {item.sibling for item in (*reviews, *learning)} | _met_today(store, day)
    for deck in decks:
        left = max(0, settings.new_per_day - counts[deck].introduced_today) if new is None else new - len(fresh)
        if left > 0:
            taken = take_new(_waiting(store.new_cards([deck], day, left * _SPARE + 20)), left, met)
            met.update(item.sibling for item in taken)
            fresh += taken
    reviews = by_retrievability(reviews, day, settings.parameters)
    queue = apart(mixed(reviews, fresh), lambda item: item.sibling)
    return Session(journal, settings, queue, learning=learning, limit=limit, form=form, seed=seed)


def _learning(store: Store, decks: list[str], day: int, at: int) -> list[Waiting]:
    """Return the cards in their learning steps that are due today, and those whose moment has come though their day has not.

    Those were answered before a flight to an earlier calendar day: a step is a span of time, and no date.
    """
    found = _waiting(store.due_cards(decks, day + FURTHEST_FLIGHT, phases=("learning", "relearning")))
    return [
        item
        for item in found
        if not item.state.hidden(day) and ((item.state.due_day or 0) <= day or (item.state.due_at or 0) <= at)
    ]


def _met_today(store: Store, day: int) -> set[str]:
    """Return the sibling marks of the cards that were answered on a study day."""
    found = set()
    for card in {event.card for event in store.events(kinds=("Reviewed",), day=day) if isinstance(event, Reviewed)}:
        with suppress(NotFoundError):  # its deck was removed since
            known = store.scheduled(store.called(card))
            if known.state.last_day == day:  # and the answer was not taken back
                found.add(known.sibling)
    return found


def _waiting(found: Iterable[ScheduledCard]) -> list[Waiting]:
    return [Waiting(item.card, item.deck, item.sibling, item.state) for item in found]
