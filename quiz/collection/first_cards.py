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


class FirstCards(Sequence[Card]):
    """The cards of a deck, made as they are looked at; their ids and what is to be kept of them is at hand."""

    def __init__(self, deck: Deck) -> None:
        """Make each card once, to know what there is."""
        self.deck = deck
        self._count = 0
        with no_collecting():
            self.batches = [CardBatch.of(one.place, one.content, one.cards, one.contents) for one in kept(self._counted())]

    def _counted(self) -> Iterator[Card | Plain]:
        for card in lean(self.deck):
            self._count += 1
            yield card

    @property
    def ids(self) -> Iterator[str]:
        """The ids of those that can be asked."""
        return (card for batch in self.batches for card, _ in batch.cards())

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Card]:
        return generate(self.deck)

    @overload
    def __getitem__(self, place: int) -> Card: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Card, ...]: ...
    def __getitem__(self, place: int | slice) -> Card | tuple[Card, ...]:
        places = range(self._count)[place]
        if isinstance(places, int):
            return next(islice(self, places, None))
        if places.step > 0:
            return tuple(islice(self, places.start, places.stop, places.step))
        return tuple(self)[place] if isinstance(place, slice) else ()


def ids_of(cards: Iterable[Card]) -> Iterator[str]:
    """Return the ids of some cards."""
    return cards.ids if isinstance(cards, FirstCards) else (card.id for card in cards)
