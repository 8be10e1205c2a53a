"""The cards of a large deck that a collection never had: what is to be kept of them, without an object for each."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import overload

from quiz.cards.apart_cards import Plain
from quiz.cards.card import Card
from quiz.cards.generation import generate, lean
from quiz.cards.keeping import kept
from quiz.facts.collecting import no_collecting
from quiz.facts.deck import Deck
from quiz.store.cards import CardBatch


class LeanCards(Sequence[Card]):
    """The cards of a deck, made as they are looked at."""

    def __init__(self, deck: Deck) -> None:
        """Make none yet."""
        self.deck = deck
        self._count: int | None = None

    @property
    def ids(self) -> Iterator[str]:
        """The ids of all."""
        return (card.id if isinstance(card, Card) else card[0] for card in lean(self.deck))

    def __len__(self) -> int:
        if self._count is None:
            self._count = count_of(self.deck)
        return self._count

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
    """The cards of a deck that never was there: what is to be kept of them is at hand."""

    def __init__(self, deck: Deck) -> None:
        """Make each card once, to know what there is."""
        super().__init__(deck)
        with no_collecting():
            self.batches = [CardBatch.of(one.place, one.content, one.cards, one.contents) for one in kept(self._counted())]

    def _counted(self) -> Iterator[Card | Plain]:
        count = 0
        for count, card in enumerate(lean(self.deck), 1):  # noqa: B007 - it is told afterwards
            yield card
        self._count = count

    @property
    def ids(self) -> Iterator[str]:
        """The ids of those that can be asked."""
        return (card for batch in self.batches for card, _ in batch.cards())


def count_of(deck: Deck) -> int:
    """Return how many cards a deck has."""
    with no_collecting():
        return sum(1 for _ in lean(deck))


def ids_of(cards: Iterable[Card]) -> Iterator[str]:
    """Return the ids of some cards."""
    return cards.ids if isinstance(cards, LeanCards) else (card.id for card in cards)
