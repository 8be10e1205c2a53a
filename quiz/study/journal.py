"""What a session needs of whoever keeps the log."""

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

from quiz.cards.card import Card
from quiz.memory.events import CardEvent, Event
from quiz.memory.state import CardState

Made = TypeVar("Made", bound=CardEvent)


class Journal(Protocol):
    """Each method that writes is durable when it returns."""

    def card(self, card: str) -> Card:
        """Return the card with this id. Raises `NotFoundError` when no deck has it any longer."""

    def whole(self, card: Card) -> Card:
        """Return a card with all that its deck knows, where `card` gave it with a part only."""

    def load(self, first: int, last: int) -> Mapping[int, int]:
        """Return how many cards are due for review on each study day from `first` to `last`."""

    def state(self, card: str) -> CardState:
        """Return what is known of a card's memory."""

    def record(self, card: str, make: Callable[[CardState], Made]) -> tuple[Made, CardState]:
        """Append the event that `make` returns for the card's present state; return it and the state after it."""

    def together(self) -> AbstractContextManager[None]:
        """Keep all that is written inside, or nothing of it."""

    def of_fact(self, card: Card) -> Collection[str]:
        """Return the ids of the other cards that are made of a card's facts."""

    def take_back(self, event: Event, at: int, day: int) -> tuple[Event, CardState]:
        """Append the undoing of a card's event; return it and the card's state after it."""

    def events(self, card: str) -> Iterable[Event]:
        """Return the events about a card, and the undoings that bear on them."""

    def sibling_days(self, card: str) -> Collection[int]:
        """Return the study days on which a sibling of a card was answered."""

    def confusions(self, card: str) -> tuple[str, ...]:
        """Return the wrong answers that this learner has given to a card, the latest first."""
