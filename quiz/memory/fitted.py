"""Which fitted parameters hold for a deck."""

from collections.abc import Iterable

from quiz.memory.events import Event, Fitted
from quiz.memory.fsrs import Parameters, check_parameters

MODEL = "FSRS-6"
"""The memory model whose parameters this quiz can use."""


def fitted_for(deck: str, events: Iterable[Event]) -> Parameters | None:
    """Return the parameters that hold for a deck by some `Fitted` events, in order and none of them taken back.

    The last ones of the deck itself count, else those of the nearest deck above it by `::`, else those of all decks. Nothing
    where none were fitted; parameters of another model are passed over.
    """
    latest = {event.deck: event.parameters for event in events if isinstance(event, Fitted) and event.model == MODEL}
    for place in above(deck):
        if place in latest:
            return check_parameters(latest[place])
    return None


def above(deck: str) -> Iterable[str]:
    """Yield a deck's id, those of the decks above it by `::`, the nearest first, and at last the empty one, which means all."""
    levels = deck.split("::")
    yield from ("::".join(levels[:end]) for end in range(len(levels), 0, -1))
    yield ""
