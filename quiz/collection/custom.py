"""Custom study: sessions over cards that are chosen otherwise than by the day's queue."""

from collections.abc import Callable, Iterable

from attrs import asdict, frozen

from quiz.cards.card import Card
from quiz.collection.allowance import waiting
from quiz.collection.sessions import Desk, Wanted
from quiz.errors import UsageError
from quiz.study.custom import chosen, due_within, forgotten, overdue, previews, tagged
from quiz.study.queue import Waiting
from quiz.study.session import Session


@frozen(kw_only=True)
class Choice:
    """How cards are chosen: by one of these."""

    cards: tuple[str, ...] | None = None
    """Their ids, a former one too, in the order in which they are asked."""
    tag: str | None = None
    """A tag of their facts, or one above it."""
    ahead: int | None = None
    """Reviews that are due within so many days."""
    forgotten: int | None = None
    """Cards that were answered Again in the last so many days, 1 for today."""
    overdue: bool | None = None
    """Reviews that were due before today."""
    preview: int | None = None
    """Up to so many new cards, which are looked at and not introduced."""


def custom(desk: Desk, decks: list[str], wanted: Wanted, choice: Choice, cards_of: Callable[[str], Iterable[Card]]) -> Session:
    """Return a session over the cards of some decks that a choice names; `cards_of` gives a deck's cards.

    No limit of the day holds, and siblings come on one day where they were chosen so, but are not adjacent. Raises `UsageError`
    unless the choice names one way, and for a number of days below 1.
    """
    ways = [name for name, found in asdict(choice).items() if found is not None]
    if len(ways) != 1:
        given = " and ".join(ways) or "none"
        raise UsageError(f"Cards are chosen by one of cards, tag, ahead, forgotten, overdue and preview, but {given} was given.")
    for name in ("ahead", "forgotten", "preview"):
        number = getattr(choice, name)
        if number is not None and number < 1:
            raise UsageError(f"{name} is {number}, but has to be at least 1.")
    found = _chosen(desk, decks, choice, cards_of)
    within = set(decks)
    return desk.session((item for item in found if item.deck in within), _as_practice(wanted, choice))


def _as_practice(wanted: Wanted, choice: Choice) -> Wanted:
    from attrs import evolve

    return wanted if choice.preview is None else evolve(wanted, cram=True)


def _chosen(desk: Desk, decks: list[str], choice: Choice, cards_of: Callable[[str], Iterable[Card]]) -> list[Waiting]:
    day, store = desk.allowance.day, desk.store
    if choice.cards is not None:
        return chosen(choice.cards, desk.find, day)
    if choice.tag is not None:
        return chosen((card for deck in decks for card in tagged(cards_of(deck), choice.tag)), desk.find, day)
    if choice.ahead is not None:
        return due_within(waiting(store.due_cards(decks, day + choice.ahead, phases=("review",))), day, choice.ahead)
    if choice.forgotten is not None:
        answers = (event for back in range(choice.forgotten) for event in store.events(kinds=("Reviewed",), day=day - back))
        events = [*answers, *store.events(kinds=("Undone",))]
        return chosen(forgotten(events, day, choice.forgotten, store.former_ids()), desk.find, day)
    if choice.preview is not None:
        new = (item for deck in decks for item in store.new_cards([deck], day, choice.preview))
        return previews(waiting(new), day)[: choice.preview]
    return overdue(waiting(store.due_cards(decks, day, phases=("review",))), day)
