"""The log as a session sees it: each answer is one transaction, and what was known of its card is read inside it."""

from collections.abc import Callable
from typing import cast

from quiz.cards.card import Card
from quiz.collection.shelf import Shelf
from quiz.memory.events import CardEvent, Event, Reviewed, Undone
from quiz.memory.fsrs import Parameters
from quiz.memory.replay import apply, replay_card
from quiz.memory.state import CardState
from quiz.store.store import Store
from quiz.study.session import Made
from quiz.text.normal import folded


class StoreJournal:
    """Keeps a session's answers in a store."""

    def __init__(self, store: Store, shelf: Shelf, parameters: Parameters) -> None:
        """Use the collection's store and decks."""
        self._store = store
        self._shelf = shelf
        self._parameters = parameters

    def card(self, card: str) -> Card:
        """Return the card with this id."""
        return self._shelf.card(card)

    def state(self, card: str) -> CardState:
        """Return what is known of a card's memory."""
        return self._store.state(card)

    def record(self, card: str, make: Callable[[CardState], Made]) -> tuple[Made, CardState]:
        """Append the event that `make` returns for the card's present state; return it and the state after it."""
        with self._store.transaction():
            known = self._store.state(card)
            event = self._store.append(make(known))
            # Where the log may hold something later than this (another device, a clock set back), order decides: replay.
            last = known.last_day is None or event.day > known.last_day
            state = apply(known, event, self._parameters) if last else self._replayed(card)
            self._store.put_state(card, state)
        return event, state

    def take_back(self, event: Event, at: int, day: int) -> tuple[Event, CardState]:
        """Append the undoing of a card's event, or of such an undoing; return it and the card's state after it."""
        with self._store.transaction():
            undoing = self._store.append(Undone(at=at, day=day, target_device=event.device, target_sequence=event.sequence))
            while isinstance(event, Undone):
                event = self._store.event(event.target_device, event.target_sequence)
            card = cast("CardEvent", event).card
            state = self._replayed(card)
            self._store.put_state(card, state)
        return undoing, state

    def confusions(self, card: str) -> tuple[str, ...]:
        """Return the wrong answers that this learner has given to a card, the latest first."""
        accepted = {folded(name) for name in self.card(card).accepted}
        given = [event.answer for event in self._store.card_events(card) if isinstance(event, Reviewed) and event.rating == 1]
        return tuple(dict.fromkeys(answer for answer in reversed(given) if answer and folded(answer) not in accepted))

    def _replayed(self, card: str) -> CardState:
        return replay_card(self._store.card_events(card), self._parameters)
