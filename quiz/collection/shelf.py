"""The decks of a collection, as they were last taken in: read from the store when they are needed, and kept."""

import json
from collections.abc import Set as AbstractSet
from contextlib import suppress
from typing import TYPE_CHECKING

from quiz.cards.card import Card
from quiz.cards.generation import generate
from quiz.collection.history import of_deck
from quiz.errors import NotFoundError, StoreError
from quiz.facts.deck import Deck
from quiz.facts.fields import Places
from quiz.facts.reading import read_deck
from quiz.facts.writing import to_data
from quiz.memory.events import DeckVersion, Edited

if TYPE_CHECKING:
    from quiz.store.store import Store


def packed(deck: Deck) -> bytes:
    """Return a deck as the bytes that the store keeps. Equal decks give equal bytes."""
    return json.dumps(to_data(deck), ensure_ascii=False, separators=(",", ":"), sort_keys=False).encode()


def unpacked(content: bytes) -> Deck:
    """Return the deck that `packed` wrote. Raises `StoreError` when the bytes hold none."""
    reading = read_deck(json.loads(content), Places("", lambda _: None), lambda *_: ())
    # A program may make a deck in which two terms share a name; its names then mean neither, and nothing is lost by it.
    errors = [problem for problem in reading.errors if problem.code != "shared-name"]
    if errors or reading.deck is None:
        problems = "; ".join(problem.message for problem in errors)
        raise StoreError(f"A stored deck cannot be read: {problems}. Add it again from its file.")
    return reading.deck


class Shelf:
    """Decks and cards by id."""

    def __init__(self, store: "Store") -> None:
        """Read decks from this store."""
        self._store = store
        self._decks: dict[str, tuple[str, Deck]] = {}
        self._cards: dict[str, tuple[str, dict[str, Card]]] = {}

    def deck(self, deck: str) -> Deck:
        """Return the present version of a deck. Raises `NotFoundError` when the collection does not have it."""
        version = self._store.deck_row(deck).version
        known = self._decks.get(deck)
        if known is None or known[0] != version:
            known = self._decks[deck] = (version, unpacked(self._store.version(version)))
        return known[1]

    def cards(self, deck: str) -> dict[str, Card]:
        """Return the cards of a deck by id, in their order."""
        found = self.deck(deck)
        version = self._decks[deck][0]
        known = self._cards.get(deck)
        if known is None or known[0] != version:
            known = self._cards[deck] = (version, {card.id: card for card in generate(found)})
        return known[1]

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
