"""The decks of a collection, as they were last taken in: read from the store when they are needed, and kept."""

import json
from collections.abc import Set as AbstractSet
from contextlib import suppress
from typing import TYPE_CHECKING

from quiz.cards.card import Card
from quiz.collection.history import of_deck
from quiz.collection.part_shelf import PartShelf
from quiz.errors import NotFoundError, StoreError, UsageError
from quiz.facts.deck import Deck
from quiz.facts.restoring import restored
from quiz.memory.events import DeckVersion, Edited

if TYPE_CHECKING:
    from quiz.store.store import Store


def unpacked(content: bytes) -> Deck:
    """Return the deck that `quiz.facts.keeping.packed` wrote. Raises `StoreError` when the bytes hold none."""
    try:
        return restored(json.loads(content))
    except UsageError as error:
        raise StoreError(f"A stored deck cannot be read: {error} Add it again from its file.") from error


class Shelf:
    """Decks and cards by id."""

    def __init__(self, store: "Store") -> None:
        """Read decks from this store."""
        self._store = store
        self._decks: dict[str, tuple[str, Deck]] = {}
        self._cards: dict[str, tuple[str, dict[str, Card]]] = {}
        self._parts = PartShelf(store)

    def deck(self, deck: str) -> Deck:
        """Return the present version of a deck. Raises `NotFoundError` when the collection does not have it."""
        version = self._store.deck_row(deck).version
        known = self._decks.get(deck)
        if known is None or known[0] != version:
            known = self._decks[deck] = (version, unpacked(self._store.version(version)))
        return known[1]

    def cards(self, deck: str) -> dict[str, Card]:
        """Return the cards of a deck by id, in their order."""
        from quiz.cards.generation import generate

        found = self.deck(deck)
        version = self._decks[deck][0]
        known = self._cards.get(deck)
        if known is None or known[0] != version:
            known = self._cards[deck] = (version, {card.id: card for card in generate(found)})
        return known[1]

    def asked(self, card: str) -> Card:
        """Return one card to be asked: as `card` does, but of a large deck only with the facts that asking it takes.

        What it knows of the rest of its deck is a sample, from which wrong options are drawn.
        """
        card = self._store.called(card)
        if (found := self._parts.card(card)) is not None:
            return found
        return self.card(card)

    def card(self, card: str) -> Card:
        """Return one card, by its id or a former one. Raises `NotFoundError` when no deck of the collection has it."""
        card = self._store.called(card)
        scheduled = self._store.scheduled(card)
        try:
            return self.cards(scheduled.deck)[card]
        except KeyError:
            raise NotFoundError(f"The deck {scheduled.deck} no longer has the card {card}; run quiz update.") from None

    def former(self, deck: str, cards: AbstractSet[str]) -> dict[str, Card]:
        """Return cards as they were when the deck last had them, by id; those that no version had are left out."""
        from quiz.cards.generation import generate

        # What was taken back never was: its answers were not those that the learner knew.
        versions = [event.version for event in of_deck(self._store, deck) if isinstance(event, DeckVersion | Edited)]
        found: dict[str, Card] = {}
        for version in dict.fromkeys(reversed(versions)):
            missing = cards - found.keys()
            if not missing:
                break
            with suppress(NotFoundError, StoreError):  # a version that never came here, or that only an older quiz can read
                found |= {card.id: card for card in generate(unpacked(self._store.version(version))) if card.id in missing}
        return found
