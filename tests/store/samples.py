"""Decks, cards and events to put into a store."""

from collections.abc import Iterable

from quiz.memory.events import Event, Reviewed, Undone
from quiz.memory.rating import Rating
from quiz.memory.state import CardState, MemoryState, Phase
from quiz.store.cards import CardRow
from quiz.store.decks import DeckRow
from quiz.store.store import Store

DAY = 20_400
"""A study day: 2025-11-08."""
NOON = (DAY * 24 + 12) * 3_600_000
"""A moment on it, in milliseconds since the epoch."""


def review(card: str = "ant", *, day: int = DAY, at: int = NOON, rating: int = 3) -> Reviewed:
    return Reviewed(
        at=at, day=day, card=card, rating=Rating(rating), phase=Phase.REVIEW, due_day=day + 10, form="reveal", took=5000
    )


def undo(event: Event, *, day: int = DAY, at: int = NOON) -> Undone:
    return Undone(at=at, day=day, target_device=event.device, target_sequence=event.sequence)


def due(day: int = DAY, phase: Phase = Phase.REVIEW, due_at: int | None = None) -> CardState:
    return CardState(phase, MemoryState(10.5, 5.25), due_day=day, due_at=due_at, last_day=day - 10, reps=3)


def add_deck(store: Store, deck: str, cards: Iterable[str], *, position: int = 0) -> None:
    """Put in a deck whose cards stand in this order; every two that follow each other are siblings."""
    digest = store.put_version(deck, deck.encode())
    with store.transaction():
        store.put_deck(DeckRow(deck, digest, deck.title(), position=position))
        store.put_cards(deck, [CardRow(card, number, str(number // 2)) for number, card in enumerate(cards)])
