"""Taking in a large deck that never was there: SQLite puts its cards in while a thread makes what else is kept of it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from attrs import frozen

from quiz.collection.ahead import ahead
from quiz.collection.first_cards import FirstCards
from quiz.facts.keeping import fact_texts, head_text, pieces, sliced
from quiz.store.cards import Insertion, count_first_cards, insert_cards
from quiz.store.decks import DeckRow, Squeezed, squeezed

if TYPE_CHECKING:
    from quiz.facts.deck import Deck
    from quiz.store.store import Store

_AHEAD: Final = 8
"""Batches of cards that may wait to be put in: a few megabytes."""


@frozen
class FirstVersion:
    """The first version of a deck, of which the cards are in, and the content."""

    version: str
    _cards: FirstCards
    _content: "_Content"
    _count: int | None

    @classmethod
    def put(cls, store: "Store", cards: FirstCards) -> "FirstVersion":
        """Put in a deck's cards, and its content, inside a transaction; its row, and what hangs on that, has to follow."""
        made: list[_Content] = []
        count = insert_cards(store.database, cards.deck.id, ahead(_all_of(cards, made), _AHEAD))
        (content,) = made
        return cls(store.put_version(cards.deck.id, content.squeezed), cards, content, count)

    def follow(self, store: "Store", row: DeckRow) -> None:
        """Put in the row of the deck, and its slices, and count its cards."""
        store.put_deck(row)
        store.put_slices(row.deck, row.version, self._content.head, self._content.slices)
        if self._count is None:
            # Some are known from a log, or from another deck.
            store.put_cards(row.deck, (card for batch in self._cards.batches() for card in batch.rows()))
        else:
            count_first_cards(store.database, row.deck, self._count)


@frozen
class _Content:
    """What is kept of a deck beside its cards."""

    squeezed: Squeezed
    head: str
    slices: Iterator[str]

    @classmethod
    def of(cls, deck: "Deck") -> "_Content":
        head, texts = head_text(deck), fact_texts(deck)
        return cls(squeezed(pieces(head, texts)), head, sliced(deck, texts))


def _all_of(cards: FirstCards, made: list[_Content]) -> Iterator[Insertion]:
    for batch in cards.batches():
        yield batch.insertion()
    made.append(_Content.of(cards.deck))
