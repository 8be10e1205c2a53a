"""Taking a deck in: its version, its cards and what changed answers mean for memory, all or nothing."""

from quiz.cards.card import MOST_MEMBERS, Card
from quiz.collection.plan import Change, Plan
from quiz.collection.shelf import packed
from quiz.errors import NotFoundError, UsageError
from quiz.memory.events import DeckVersion, Retaught
from quiz.memory.fsrs import Parameters
from quiz.memory.replay import replay_card
from quiz.store.cards import CardRow
from quiz.store.decks import DeckRow
from quiz.store.store import Store


def apply(store: Store, plan: Plan, at: int, day: int, parameters: Parameters) -> None:
    """Carry a plan out in one transaction.

    A version that the collection already follows from the same place adds no event. Raises `UsageError` when the deck was
    changed after the plan was made.
    """
    deck = plan.deck
    with store.transaction():
        row = _row(store, deck.id)
        present = row.version if row and not row.archived else None
        if present != plan.replaces:
            raise UsageError(f"The deck {deck.id} was changed meanwhile; plan again.")
        version = store.put_version(deck.id, packed(deck))
        if present != version or row is None or row.path != plan.path:
            store.append(DeckVersion(deck=deck.id, version=version, path=plan.path, at=at, day=day))
            place = row.position if row else 1 + max((known.position for known in _all_rows(store)), default=0)
            store.put_deck(DeckRow(deck.id, version, deck.title, plan.path, place))
        store.put_cards(
            deck.id, (CardRow(card.id, place, card.sibling) for place, card in enumerate(plan.cards) if can_be_asked(card))
        )
        for line in plan.of(Change.CHANGED):
            if store.state(line.card.id).reps:
                store.append(Retaught(card=line.card.id, at=at, day=day))
                store.put_state(line.card.id, replay_card(store.card_events(line.card.id), parameters))


def can_be_asked(card: Card) -> bool:
    """Say whether a card allows any form. A conflict does not: it waits outside the schedule until its deck is mended."""
    if not card.asked or not card.members:
        return False
    return len(card.members) <= MOST_MEMBERS or bool(card.forms)  # the forms of a large deck take seconds to find


def _all_rows(store: Store) -> list[DeckRow]:
    return store.deck_rows() + store.deck_rows(archived=True)


def _row(store: Store, deck: str) -> DeckRow | None:
    try:
        return store.deck_row(deck)
    except NotFoundError:
        return None
