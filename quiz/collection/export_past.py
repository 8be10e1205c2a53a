"""What goes out with a deck beside its facts: where each card stands, and every answer to it, as other programs can take it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final

from quiz.cards.card import Card, Kind
from quiz.cards.generation import some
from quiz.cards.identity import own_id
from quiz.facts.clozes import Cloze
from quiz.formats.past import Answer, Past, Practice
from quiz.memory.events import Buried, Crammed, DueSet, Event, Flagged, Given, Marked, Reset, Resumed, Reviewed, Suspended
from quiz.memory.replay import cancelled
from quiz.memory.state import CardState, Phase

if TYPE_CHECKING:
    from quiz.collection.collection import Collection

_AT_ONCE: Final = 500
_SECOND: Final = 1000
_LASTING = (Suspended, Resumed, Buried, Marked, Flagged)


def pasts(collection: "Collection", deck: str, facts: "set[str] | None" = None, *, with_new: bool = True) -> Iterator[Past]:
    """Yield what is remembered of each card of a deck, in its order.

    Answers come as they were given, those of other programs under the numbers that these gave them; what was taken back is left
    out. Where keys of facts are named, only the cards that are made of these come. Unless `with_new`, those of which the log says
    nothing are left out, and are not even made.
    """
    store = collection.store
    cards: Iterable[tuple[int, Card]]
    if with_new:
        cards = enumerate(collection.shelf.cards(deck).values())
    else:
        told_of = store.cards_told_of()
        cards = some(collection.deck(deck), told_of) if told_of else ()
    wanted = ((place, card) for place, card in cards if facts is None or any(fact.key in facts for fact in card.facts))
    while several := list(islice(wanted, _AT_ONCE)):
        logs = store.events_of_cards([card.id for _, card in several])
        states = store.states([card.id for _, card in several])
        for place, card in several:
            if with_new or logs[card.id]:
                yield past_of(card, states[card.id], logs[card.id], place)


def practice(collection: "Collection", deck: str) -> Practice:
    """Return how a deck is studied."""
    settings = collection.settings_of(deck)
    return Practice(
        deck=deck,
        parameters=collection.tuning.of_deck(deck),
        desired_retention=settings.desired_retention,
        rollover_hour=collection.settings.rollover_hour,
    )


def past_of(card: Card, state: CardState, log: Sequence[Event], position: int) -> Past:
    """Return what is remembered of one card; `position` is its place in its deck."""
    gone = cancelled(log) if log else frozenset()
    events = [event for event in log if (event.device, event.sequence) not in gone]
    memory, fact = state.memory, card.facts[0]
    last = max((event.at for event in events if isinstance(event, Reviewed)), default=None)
    is_review = state.phase is Phase.REVIEW and state.due_day is not None and state.last_day is not None
    return Past(
        deck=card.deck.id,
        fact=fact.id or fact.key,
        kind=card.kind.value,
        number=number_of(card),
        card=card.id,
        as_of=max((event.at for event in events if isinstance(event, Given | DueSet | Reset)), default=0),
        changed_at=max((event.at for event in events if isinstance(event, _LASTING)), default=0),
        phase=state.phase,
        step=state.step,
        due_day=state.due_day,
        due_at=state.due_at,
        interval=max(0, (state.due_day or 0) - (state.last_day or 0)) if is_review else 0,
        stability=None if memory is None else memory.stability,
        difficulty=None if memory is None else memory.difficulty,
        last_at=last,
        reps=state.reps,
        lapses=state.lapses,
        suspended=state.suspended,
        buried_until=state.buried_until,
        marked=state.marked,
        flag=state.flag,
        position=position,
        answers=tuple(answers(events)),
        resets=tuple(event.at for event in events if isinstance(event, Reset)),
    )


def number_of(card: Card) -> int:
    """Return the number of the blank that a card of a sentence asks for; 0 for any other card."""
    fact = card.facts[0]
    if card.kind is not Kind.CLOZE or not isinstance(fact.value, Cloze):
        return 0
    numbers = fact.value.numbers
    if len(numbers) == 1:
        return numbers[0]
    name = fact.id or fact.key
    kinds = (Kind.CLOZE.value, f"{fact.relation}\x1f{Kind.CLOZE.value}")
    own = {own_id(card.deck.id, name, f"{kind}\x1f{number}"): number for kind in kinds for number in numbers}
    if card.id in own:
        return own[card.id]
    hidden = {fact.value.blanked(number)[0]: number for number in numbers}
    return next((number for shown, number in hidden.items() if card.prompt.startswith(shown)), numbers[0])


def answers(events: Iterable[Event]) -> Iterator[Answer]:
    """Yield the answers among a card's events, which come in order, as other programs note them."""
    phase = Phase.NEW
    for event in events:
        match event:
            case Reviewed():
                yield Answer(
                    event.at, int(event.rating), event.before or phase, _interval(event), event.took, event.ease, event.origin
                )
                phase = event.phase
            case Crammed():
                yield Answer(event.at, int(event.rating), phase, 0, event.took, event.ease, event.origin, is_cram=True)
            case Given():
                phase = event.phase
            case DueSet():
                phase = Phase.REVIEW
            case Reset():
                phase = Phase.NEW
            case _:
                pass


def _interval(event: Reviewed) -> int:
    """Return what a review gave: days, or seconds below 0."""
    if event.due_at is not None:
        return min(0, (event.at - event.due_at) // _SECOND)
    return max(1, event.due_day - event.day)
