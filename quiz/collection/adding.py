"""Taking a deck in: its version, its cards and what changed answers mean for memory, all or nothing."""

from quiz.collection.plan import Change, Plan
from quiz.collection.shelf import packed
from quiz.errors import NotFoundError, UsageError
from quiz.memory.events import DeckVersion, Retaught
from quiz.memory.fsrs import Parameters
from quiz.memory.replay import apply as apply_event
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
        if row and present == version and row.path == plan.path:
            return
        store.append(DeckVersion(deck=deck.id, version=version, path=plan.path, at=at, day=day))
        place = row.position if row else 1 + max((known.position for known in store.deck_rows()), default=0)
        store.put_deck(DeckRow(deck.id, version, deck.title, plan.path, place))
        store.put_cards(deck.id, (CardRow(card.id, number, card.sibling) for number, card in enumerate(plan.cards)))
        for line in plan.of(Change.CHANGED):
            state = store.state(line.card.id)
            if state.reps:
                event = Retaught(card=line.card.id, at=at, day=day)
                store.append(event)
                store.put_state(line.card.id, apply_event(state, event, parameters))


def _row(store: Store, deck: str) -> DeckRow | None:
    try:
        return store.deck_row(deck)
    except NotFoundError:
        return None
