"""Starting a session: what is due, which new cards are met today, and in which order they come."""

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache, cached_property, partial
from itertools import islice
from random import Random

from attrs import frozen

from quiz.cards.card import Card, Form
from quiz.cards.prerequisites import earlier
from quiz.collection.allowance import Allowance, waiting
from quiz.collection.journal import StoreJournal
from quiz.errors import NotFoundError
from quiz.store.store import Store
from quiz.study.backlog import by_worth
from quiz.study.day import FURTHEST_FLIGHT
from quiz.study.limits import room_of, rooms, within
from quiz.study.lookalikes import Looks, looks_of, unlike_first
from quiz.study.options import NewOrder, Placement, ReviewOrder
from quiz.study.orders import ordered_new, ordered_reviews
from quiz.study.prerequisites import in_their_turn
from quiz.study.queue import Waiting, apart, placed
from quiz.study.session import Session
from quiz.study.settings import StudySettings
from quiz.study.siblings import longest_waiting, spaced

_SPARE = 4
"""New cards are looked at this many times the limit, so that siblings can be left for another day."""
_FEW = 2000
"""So many new cards are shuffled as a whole; of more, as many as are needed are drawn."""


@frozen
class Wanted:
    """What a session is asked for, over the settings."""

    new: int | None = None
    """New cards, over today's limits."""
    reviews: int | None = None
    """Reviews, over today's limits."""
    limit: int | None = None
    """Answers, after which the session ends."""
    form: Form | None = None
    seed: str = ""
    cram: bool = False
    """Whether answers are practice, which moves nothing."""


@frozen(slots=False)
class Desk:
    """Where sessions are put together."""

    store: Store
    journal: StoreJournal
    settings: StudySettings
    """What holds for all decks."""
    allowance: Allowance

    @cached_property
    def find(self) -> Callable[[str], Waiting | None]:
        """Finds a card by its id, a former one too; nothing for one that no deck has."""
        return cache(self._find)

    @cached_property
    def card(self) -> Callable[[str], Card]:
        """Makes a card, once. Raises `NotFoundError` for one that no deck has."""
        return cache(self.journal.card)

    def session(self, queue: Iterable[Waiting], wanted: Wanted, learning: Iterable[Waiting] = ()) -> Session:
        """Return a session over cards in their order; siblings are taken apart."""
        return Session(
            self.journal,
            self.settings,
            apart(list(queue), lambda item: item.sibling),
            learning=learning,
            limit=wanted.limit,
            form=wanted.form,
            seed=wanted.seed,
            of_deck=self.allowance.of,
            cram=wanted.cram,
        )

    def _find(self, card: str) -> Waiting | None:
        with suppress(NotFoundError):
            return waiting([self.store.scheduled(self.store.called(card))])[0]
        return None


def start(desk: Desk, decks: list[str], wanted: Wanted) -> Session:
    """Gather what is due in some decks, and the new cards of the day, and put them in order."""
    day, of = desk.allowance.day, desk.allowance.of
    met = desk.store.siblings.met(day)
    learning = _learning(desk, decks)
    reviews = _reviews(desk, decks, wanted, met)
    taken = Counter(item.deck for item in reviews)
    fresh = _new(desk, decks, wanted, met | {item.sibling for item in (*reviews, *learning)}, taken)
    settings = of(decks[0]) if len(decks) == 1 else desk.settings
    queue = placed(reviews, fresh, settings.new_placement)
    if settings.interday_placement is not Placement.BEFORE:
        interday = [item for item in learning if item.state.last_day is not None and item.state.last_day < day]
        learning = [item for item in learning if item not in interday]
        queue = placed(queue, interday, settings.interday_placement)
    return desk.session(queue, wanted, learning)


def _learning(desk: Desk, decks: list[str]) -> list[Waiting]:
    """Return the cards in their learning steps that are due today, and those whose moment has come though their day has not.

    Those were answered before a flight to an earlier calendar day: a step is a span of time, and no date.
    """
    day, at = desk.allowance.day, desk.allowance.at
    found = waiting(desk.store.due_cards(decks, day + FURTHEST_FLIGHT, phases=("learning", "relearning")))
    return [
        item
        for item in found
        if not item.state.hidden(day) and ((item.state.due_day or 0) <= day or (item.state.due_at or 0) <= at)
    ]


def _reviews(desk: Desk, decks: list[str], wanted: Wanted, met: set[str]) -> list[Waiting]:
    """Return the reviews of a session. Of a backlog, the most valuable are taken; in the learner's order they are asked."""
    allowance, day = desk.allowance, desk.allowance.day
    due = waiting(desk.store.due_cards(decks, day, phases=("review",)))
    due += [item for deck in decks for item in allowance.early(deck)]
    order = _order(desk, decks)

    def parameters(deck: str) -> tuple[float, ...]:
        return allowance.of(deck).parameters

    def in_order(items: Iterable[Waiting]) -> list[Waiting]:
        return ordered_reviews(items, order, day=day, parameters=parameters, seed=wanted.seed)

    backlog = any(allowance.is_backlog(deck) for deck in decks)
    found = by_worth(due, day, parameters) if backlog else in_order(due)
    found = longest_waiting(found, met, day, lambda deck: allowance.of(deck).review_siblings)
    chosen = within(found, allowance.reviews) if wanted.reviews is None else found[: max(0, wanted.reviews)]
    return in_order(chosen) if backlog else chosen


def _order(desk: Desk, decks: list[str]) -> ReviewOrder:
    """Return the order of reviews: that of the decks, or the one for all decks where they have different ones."""
    orders = {desk.allowance.of(deck).review_order for deck in decks}
    return orders.pop() if len(orders) == 1 else desk.settings.review_order


def _new(desk: Desk, decks: list[str], wanted: Wanted, met: set[str], reviews: dict[str, int]) -> list[Waiting]:
    """Return the new cards of a session, deck after deck, each deck's as its settings say."""
    left = desk.allowance.new(reviews) if wanted.new is None else dict.fromkeys(decks, wanted.new)
    looks = cache(lambda card: _looks(desk, card))
    known: list[Looks] | None = None
    fresh: list[Waiting] = []
    for deck in decks:
        room = (room_of(deck, left) or 0) if wanted.new is None else max(0, wanted.new - len(fresh))
        if not room or not desk.allowance.counts[deck].new:
            continue
        own = desk.allowance.of(deck)
        spread = spaced(_candidates(desk, deck, room, own, wanted.seed), met, own.new_siblings)
        found: Iterable[Waiting] = in_their_turn(spread, partial(_earlier, desk), desk.find, desk.allowance.day)
        if own.look_alikes_apart:
            known = _introduced(desk) if known is None else known
            first, others = unlike_first(found, known, looks, room)
            found = first + others
        chosen = list(islice(found, room))
        if known is not None:
            known += [looks(item.card) for item in chosen]
        met |= {item.sibling for item in chosen}
        left = rooms(left, {deck: len(chosen)})
        fresh += chosen
    return fresh


def _candidates(desk: Desk, deck: str, room: int, own: StudySettings, seed: str) -> list[Waiting]:
    """Return the new cards among which those of today are chosen, in the order in which they are to be met."""
    store, day, wanted = desk.store, desk.allowance.day, room * _SPARE + 20
    counts = desk.allowance.counts[deck]
    if own.new_order is not NewOrder.RANDOM:
        return ordered_new(waiting(store.new_cards([deck], day, wanted)), own.new_order)
    chance = f"{seed}:{day}"
    if counts.new <= _FEW:
        return ordered_new(waiting(store.new_cards([deck], day)), own.new_order, seed=chance)
    places = Random(chance)
    drawn = {
        item.card: item
        for _ in range(wanted)
        for item in waiting(store.new_cards([deck], day, 1, position=places.randrange(counts.total)))
    }
    return ordered_new(drawn.values(), own.new_order, seed=chance)


def _earlier(desk: Desk, card: str) -> tuple[str, ...]:
    try:
        return earlier(desk.card(card))
    except NotFoundError:
        return ()


def _looks(desk: Desk, card: str) -> Looks:
    try:
        return looks_of(desk.card(card))
    except NotFoundError:
        return Looks(card, "", "", ())


def _introduced(desk: Desk) -> list[Looks]:
    """Return the looks of the cards that were met for the first time today, with what they were taken for."""
    found = []
    for card in desk.store.siblings.introduced(desk.allowance.day):
        with suppress(NotFoundError):
            found.append(looks_of(desk.card(card), desk.journal.confusions(card)))
    return found
