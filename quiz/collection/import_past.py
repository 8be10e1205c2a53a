"""Taking in what another program remembers of a deck's cards: what of it is new, and putting that into the log."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final

from attrs import define, field, frozen

from quiz.cards.card import Card
from quiz.cards.cloze_cards import numbers_asked
from quiz.cards.identity import own_id
from quiz.collection.first_cards import ids_of
from quiz.collection.import_answers import Standing, compared, events_of
from quiz.collection.import_first_answers import first_answers
from quiz.collection.import_states import Now, Word
from quiz.formats.past import Past
from quiz.formats.past_packing import Pasts
from quiz.memory.events import CardEvent, Event
from quiz.memory.fsrs import Parameters
from quiz.memory.replay import apply, cancelled, replay_in_order
from quiz.memory.state import CardState
from quiz.store.records import row_of

if TYPE_CHECKING:
    from quiz.store.records import EventRow
    from quiz.store.store import Store

_AT_ONCE: Final = 500
"""Cards that are looked at together."""
_NOTHING: Final = Standing((), None)


@define
class Remembered:
    """What a file remembers of the cards that are taken from it."""

    reviews: int = 0
    """Answers, practice among them."""
    added: int = 0
    """Those of them that the log does not have yet."""
    moved: int = 0
    """Cards known before that the file now suspends, marks or flags, or puts on another day than their answers do."""
    strangers: int = 0
    """Answers to cards that were not taken."""

    @property
    def is_news(self) -> bool:
        """Whether anything of it is not in the log yet."""
        return bool(self.added or self.moved)


@frozen
class News:
    """What a file adds to the log about one card."""

    card: str
    """The card, by the id that the file's fact gives it."""
    rows: "Sequence[EventRow]"
    """What is added, as rows of the log."""
    state: CardState
    """The state of the card with it."""


@frozen(slots=False)
class Cards:
    """The cards of a deck, to be found by what a `Past` says of them."""

    deck: str
    all: Sequence[Card]
    is_first: bool
    """Whether the log knows none of them."""
    was: Mapping[str, str] = field(factory=dict)
    """What cards were called before that are called otherwise once the deck is taken in."""

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of all."""
        return frozenset(ids_of(self.all))

    @cached_property
    def _relations(self) -> Mapping[str, str]:
        return {fact.id: fact.relation for card in self.all for fact in card.facts if fact.id}

    @cached_property
    def _by_key(self) -> Mapping[tuple[str, str, int], str]:
        found: dict[tuple[str, str, int], str] = {}
        for card in self.all:
            if len(card.facts) == 1:
                key, kind = card.facts[0].key, card.kind.value
                numbers = (number for number in numbers_asked(card) if (key, kind, number) not in found)
                if (number := next(numbers, None)) is not None:
                    found[key, kind, number] = card.id
        return found

    def find(self, past: Past) -> str | None:
        """Return the id of the card that is meant; nothing where the deck does not have it."""
        if past.card in self.ids:
            return past.card
        kind = f"{past.kind}\x1f{past.number}" if past.kind == "cloze" and past.number else past.kind
        found = own_id(self.deck, past.fact, kind)
        if found in self.ids:
            return found
        if relation := self._relations.get(past.fact):
            found = own_id(self.deck, past.fact, f"{relation}\x1f{kind}")
            if found in self.ids:
                return found
        return self._by_key.get((past.fact, past.kind, past.number if past.kind == "cloze" else 0))


@frozen
class Reader:
    """Says of each record what of it is new."""

    store: "Store"
    decks: Mapping[str, Cards]
    parameters_of: Callable[[str], Parameters]
    """Returns the parameters that hold for a deck."""
    now: Now
    counts: Remembered = field(factory=Remembered)
    leading: set[str] = field(factory=set)
    """Cards known before of which the file has the last word on when they are due."""
    _seen: set[str] = field(factory=set)

    def count(self, pasts: Pasts) -> None:
        """Count all records, and look for what is new only where anything is known."""
        first = {deck for deck, cards in self.decks.items() if cards.is_first}
        if len(first) == len(self.decks):
            for past, number in pasts.counted():
                if self._card(past, number) is not None:
                    self.counts.reviews += number
                    self.counts.added += number
            return
        known: list[Past] = []
        for past in pasts:
            if past.deck not in first:
                known.append(past)
                if len(known) == _AT_ONCE:
                    deque(self.news(known), maxlen=0)
                    known.clear()
            elif self._card(past, len(past.answers)) is not None:
                self.counts.reviews += len(past.answers)
                self.counts.added += len(past.answers)
        deque(self.news(known), maxlen=0)

    def news(self, pasts: Iterable[Past]) -> Iterator[News]:
        """Yield what is new of the records, in their order, and count all of them; those that bring nothing are left out."""
        waiting = iter(pasts)
        while several := list(islice(waiting, _AT_ONCE)):
            found = [(past, card) for past in several if (card := self._card(past, len(past.answers))) is not None]
            logs = self._logs((card, past.deck) for past, card in found if not self.decks[past.deck].is_first)
            for past, card in found:
                one = self._of_card(past, card, logs.get(card, ()))
                if one.rows:
                    yield one

    def _card(self, past: Past, answers: int) -> str | None:
        """Return the id of the card that a record speaks of; nothing where there is none, or it was spoken of before.

        `answers` is how many answers the record has.
        """
        cards = self.decks.get(past.deck)
        card = None if cards is None else cards.find(past)
        if card is None or card in self._seen:
            self.counts.strangers += answers
            return None
        self._seen.add(card)
        return card

    def _logs(self, cards: Iterable[tuple[str, str]]) -> Mapping[str, Sequence[Event]]:
        """Return the events of some cards, by the ids that a file gives them; they come with their decks."""
        former = self.store.former_ids()
        names = {}
        for card, deck in cards:
            several = (card, self.decks[deck].was.get(card, card))
            names[card] = dict.fromkeys(former.get(name, name) for name in several)
        known = self.store.events_of_cards({name for several in names.values() for name in several}) if names else {}
        return {card: [event for name in several for event in known[name]] for card, several in names.items()}

    def _of_card(self, past: Past, card: str, log: Sequence[Event]) -> News:
        if not log and (first := self._of_new_card(past, card)) is not None:
            self.counts.reviews += len(past.answers)
            self.counts.added += len(past.answers)
            return first
        answers, resets, standing = compared(past, log, cancelled(log) if log else frozenset())
        events = events_of(card, past, answers, resets, self.now.day_of) if answers or resets else []
        parameters = self.parameters_of(past.deck)
        self.counts.reviews += len(past.answers)
        self.counts.added += len(answers)
        word = Word(card, past, standing, parameters, self.now, events[-1].day if events else None)
        state = _state(card, standing, events, parameters)
        told: list[CardEvent] = []
        if (moved := word.schedule(state)) is not None:
            told.append(moved)
            state = _state(card, standing, [*events, moved], parameters)
        told += word.marks(state)
        if told:
            state = _state(card, standing, [*events, *told], parameters)
        if standing.events:
            self.counts.moved += bool(told)
            if word.is_last:
                self.leading.add(card)
        return News(card, list(map(row_of, [*events, *told])), state)

    def _of_new_card(self, past: Past, card: str) -> News | None:
        """Return what is new of a card of which the log knows nothing; nothing where the events have to be put in order."""
        parameters = self.parameters_of(past.deck)
        first = first_answers(card, past, self.now.day_of, parameters)
        if first is None:
            return None
        word = Word(card, past, _NOTHING, parameters, self.now, first.day if past.answers else None)
        rows, state, last = first.rows, first.state, (first.day, first.at)
        if (moved := word.schedule(state)) is not None:
            if (moved.day, moved.at) < last:
                return None
            last, state = (moved.day, moved.at), apply(state, moved, parameters)
            rows.append(row_of(moved))
        for event in list(word.marks(state)):
            if (event.day, event.at) < last:
                return None
            last, state = (event.day, event.at), apply(state, event, parameters)
            rows.append(row_of(event))
        return News(card, rows, state)


def _state(card: str, standing: Standing, events: Sequence[CardEvent], parameters: Parameters) -> CardState:
    """Return the state of a card after what stands and what is new."""
    whole: Sequence[Event] = events
    if standing.events:
        # What is new gets the highest numbers of this device, so of two at one moment it comes last, except for another device.
        whole = sorted((*standing.events, *events), key=lambda event: (event.day, event.at))
    elif any(event.at < before.at for before, event in pairwise(events)):
        whole = sorted(events, key=lambda event: (event.day, event.at))
    called = {event.card: card for event in whole if isinstance(event, CardEvent)}
    return replay_in_order(whole, frozenset(), called, parameters).get(card, CardState())
