"""The log as a session sees it: each answer is one transaction, and what was known of its card is read inside it."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from typing import cast

from attrs import evolve

from quiz.cards.card import Card
from quiz.cards.index import note_of
from quiz.collection.shelf import Shelf
from quiz.collection.tuning import Tuning
from quiz.errors import NotFoundError
from quiz.memory.events import CardEvent, Event, Reviewed, Undone
from quiz.memory.rating import Rating
from quiz.memory.replay import apply, cancelled, replay_card
from quiz.memory.state import CardState
from quiz.store.store import Store
from quiz.study.day import day_of_answer
from quiz.study.journal import Made
from quiz.text.normal import folded


class StoreJournal:
    """Keeps a session's answers in a store."""

    def __init__(self, store: Store, shelf: Shelf, tuning: Tuning) -> None:
        """Use the collection's store, its decks and the parameters that hold for each."""
        self._store = store
        self._shelf = shelf
        self._tuning = tuning
        self.written = 0
        """How many events this journal has added."""
        self._last = 0
        """The number of the event that this journal added last. Where the next one is not right after it, others wrote too."""

    def card(self, card: str) -> Card:
        """Return the card with this id."""
        return self._shelf.asked(card)

    def whole(self, card: Card) -> Card:
        """Return a card with all that its deck knows."""
        return card if card.index.is_whole else self._shelf.card(card.id)

    def load(self, first: int, last: int) -> Mapping[int, int]:
        """Return how many cards of all decks are due for review on each study day from `first` to `last`."""
        return self._store.load(first, last)

    def state(self, card: str) -> CardState:
        """Return what is known of a card's memory."""
        return self._store.state(card)

    def record(self, card: str, make: Callable[[CardState], Made]) -> tuple[Made, CardState]:
        """Append the event that `make` returns for the card's present state; return it and the state after it.

        A card that was renamed meanwhile keeps what is recorded under its former id. After a flight to an earlier calendar day
        the event joins the day of the answer before it: see `day_of_answer`.
        """
        with self._store.database.joined():
            now = self._store.called(card)
            before = self._store.state(now)
            made = make(before)
            day = day_of_answer(made.day, before.last_day)
            event = self._store.append(made if day == made.day else evolve(made, day=day))
            if event.sequence == self._last + 1 and now == card and self._store.is_latest(event):
                state = apply(before, event, self._tuning.of_card(card))
                self._store.put_state(card, state)
            else:
                state = self._replayed(card)
        self._last = event.sequence
        self.written += 1
        return event, state

    def record_all(self, made: Mapping[str, CardEvent]) -> list[CardEvent]:
        """Append an event of each of many cards, all or none, and keep their states; return the events as they were written.

        It does what `record` does, in a fraction of the time.
        """
        with self._store.transaction():
            former = self._store.former_ids()
            before = self._store.states(former.get(card, card) for card in made)
            events = self._store.append_all(
                event if (day := day_of_answer(event.day, before[former.get(card, card)].last_day)) == event.day
                else evolve(event, day=day)
                for card, event in made.items()
            )  # fmt: skip
            states = {}
            for card, event in zip(made, events, strict=True):
                if card not in former and self._store.is_latest(event):
                    states[card] = apply(before[card], event, self._tuning.of_card(card))
                else:
                    self._replayed(card)
            self._store.put_states(states)
        self._written(events)
        return events

    def take_back_all(self, events: Sequence[CardEvent], at: int, day: int) -> None:
        """Append the undoing of many cards' events, the last one first, all or none, and keep their states."""
        with self._store.transaction():
            undoings = self._store.append_all(
                Undone(at=at, day=day, target_device=event.device, target_sequence=event.sequence) for event in reversed(events)
            )
            former = self._store.former_ids()
            found = self._store.events_of_cards({former.get(event.card, event.card) for event in events})
            self._store.put_states({card: replay_card(log, self._tuning.of_card(card)) for card, log in found.items()})
        self._written(undoings)

    def _written(self, events: Sequence[Event]) -> None:
        if events:
            self._last = events[-1].sequence
            self.written += len(events)

    def together(self) -> AbstractContextManager[None]:
        """Keep all that is written inside, or nothing of it."""
        return self._store.transaction()

    def of_fact(self, card: Card) -> list[str]:
        """Return the ids of the other cards that are made of a card's facts, or of the same note, in their deck's order."""
        keys = _sources_of(card)
        marks = {mark for fact in card.facts for mark in (fact.subject, str(fact.value), fact.value.key)}
        found = []
        for other in self._store.siblings.marked(card.deck.id, marks | {card.given, self._store.siblings.mark(card.id)}):
            with suppress(NotFoundError):  # its deck was changed meanwhile
                if other != card.id and keys & _sources_of(self._shelf.asked(other)):
                    found.append(other)
        return found

    def take_back(self, event: Event, at: int, day: int) -> tuple[Event, CardState]:
        """Append the undoing of a card's event, or of such an undoing; return it and the card's state after it."""
        with self._store.transaction():
            undoing = self._store.append(Undone(at=at, day=day, target_device=event.device, target_sequence=event.sequence))
            while isinstance(event, Undone):
                event = self._store.event(event.target_device, event.target_sequence)
            state = self._replayed(cast("CardEvent", event).card)
        self._last = undoing.sequence
        self.written += 1
        return undoing, state

    def events(self, card: str) -> list[Event]:
        """Return the events about a card, and the undoings that bear on them, in order."""
        return self._store.card_events(card)

    def sibling_days(self, card: str) -> set[int]:
        """Return the study days on which a sibling of a card was answered."""
        return self._store.siblings.days(card)

    def confusions(self, card: str) -> tuple[str, ...]:
        """Return the wrong answers that this learner has given to a card, the latest first."""
        if not self._store.was_forgotten(card):
            return ()
        accepted = {folded(name) for name in self.card(card).accepted}
        events = self._store.card_events(card)
        gone = cancelled(events)
        given = [
            event.answer
            for event in events
            if isinstance(event, Reviewed) and event.rating is Rating.AGAIN and (event.device, event.sequence) not in gone
        ]
        return tuple(dict.fromkeys(answer for answer in reversed(given) if answer and folded(answer) not in accepted))

    def _replayed(self, card: str) -> CardState:
        """Keep what the log says of a card, and return it.

        All of its events are replayed: the log may hold some that come after the one just added, from a device or a time
        with another clock.
        """
        card = self._store.called(card)
        state = replay_card(self._store.card_events(card), self._tuning.of_card(card))
        self._store.put_state(card, state)
        return state


def _sources_of(card: Card) -> set[str]:
    """Return what a card is made of: its facts, by their keys, and the note of which they are."""
    notes = {note for fact in card.facts if card.relation.apart and (note := note_of(fact))}
    return {fact.key for fact in card.facts} | {f"\x1f{note}" for note in notes}
