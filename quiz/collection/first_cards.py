"""The cards of a large deck that a collection never had: what is to be kept of them, without an object for each."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import overload

from quiz.cards.apart_cards import Alike, Plain
from quiz.cards.card import Card
from quiz.cards.generation import generate, together
from quiz.cards.keeping import Kept, KeptAlike, kept
from quiz.cards.told_apart import Doubles, doubles
from quiz.facts.collecting import no_collecting
from quiz.facts.deck import Deck
from quiz.store.cards import CardBatch


class LeanCards(Sequence[Card]):
    """The cards of a deck, made as they are looked at."""

    def __init__(self, deck: Deck) -> None:
        """Make none yet."""
        self.deck = deck
        self._count: int | None = None
        self._doubles = Doubles()

    @property
    def ids(self) -> Iterator[str]:
        """The ids of all."""
        return chain.from_iterable(map(_ids, together(self.deck)))

    def __len__(self) -> int:
        if self._count is None:
            with no_collecting():
                return sum(map(_count, self._counted()))
        return self._count

    @property
    def doubles(self) -> Doubles:
        """Those that share their question with another one."""
        len(self)  # by which all are looked at
        return self._doubles

    def _counted(self) -> Iterator[Card | Plain | Alike]:
        """Yield all, and remember how many they were, and which share their question with another one."""
        count, self._doubles = 0, Doubles()
        for cards in together(self.deck):
            count += _count(cards)
            if isinstance(cards, Card):
                self._doubles.take(cards)
            yield cards
        self._count = count

    def __iter__(self) -> Iterator[Card]:
        return generate(self.deck)

    @overload
    def __getitem__(self, place: int) -> Card: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Card, ...]: ...
    def __getitem__(self, place: int | slice) -> Card | tuple[Card, ...]:
        places = range(len(self))[place]
        if isinstance(places, int):
            return next(islice(self, places, None))
        if places.step > 0:
            return tuple(islice(self, places.start, places.stop, places.step))
        return tuple(self)[place] if isinstance(place, slice) else ()


class FirstCards(LeanCards):
    """The cards of a deck that never was there, and what is to be kept of them."""

    def __init__(self, deck: Deck) -> None:
        """Look at each card once, to know what there is."""
        super().__init__(deck)
        with no_collecting():
            # What is alike is made as it is wanted. Of all others the ids are put together, which takes less memory.
            self._parts = [one if isinstance(one, KeptAlike) else batch_of(one) for one in kept(self._counted())]

    def batches(self) -> Iterator[CardBatch]:
        """Yield those that can be asked, many at a time, as the store takes them."""
        return (batch_of(one) if isinstance(one, KeptAlike) else one for one in self._parts)

    @property
    def ids(self) -> Iterator[str]:
        """The ids of those that can be asked."""
        for one in self._parts:
            yield from one.names if isinstance(one, KeptAlike) else one.names()


def count_of(deck: Deck) -> int:
    """Return how many cards a deck has."""
    with no_collecting():
        return sum(map(_count, together(deck)))


def ids_of(cards: Iterable[Card]) -> Iterator[str]:
    """Return the ids of some cards."""
    return cards.ids if isinstance(cards, LeanCards) else (card.id for card in cards)


def doubles_of(cards: Sequence[Card]) -> Doubles:
    """Return which of the cards of a deck share their question with another one, where facts are asked each by itself."""
    return cards.doubles if isinstance(cards, LeanCards) else doubles(cards)


def batch_of(found: Kept | KeptAlike) -> CardBatch:
    """Return what is to be kept of some cards as the store takes it."""
    return CardBatch.of(found.place, found.content, found.names, found.siblings, found.contents)


def _count(cards: Card | Plain | Alike) -> int:
    return len(cards) if isinstance(cards, Alike) else 1


def _ids(cards: Card | Plain | Alike) -> Iterable[str]:
    if isinstance(cards, Alike):
        return cards.names()
    return (cards.id if isinstance(cards, Card) else cards[0],)
