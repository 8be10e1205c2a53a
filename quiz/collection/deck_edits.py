"""The learner's edit of a deck as one step that can be taken back and brought back, as an answer can."""

from datetime import datetime
from typing import TYPE_CHECKING

from attrs import field, frozen

from quiz.collection.plan import Change, Plan
from quiz.errors import UsageError

if TYPE_CHECKING:
    from quiz.collection.collection import Collection

AT_STAKE = frozenset({Change.CHANGED, Change.RETIRED})
"""What an edit can do to a card that a learner has to know of before: it is taught again, or asked no longer."""


@frozen
class DeckEdit:
    """An edit that was applied."""

    collection: "Collection" = field(repr=False)
    plan: Plan
    version: str
    """What names the deck's version that the edit made."""

    @classmethod
    def applied(cls, collection: "Collection", plan: Plan, now: datetime) -> "DeckEdit":
        """Apply a plan and return it as a step. Raises what `Collection.apply` raises."""
        collection.apply(plan, now)
        return cls(collection, plan, collection.store.deck_row(plan.deck.id).version)

    @property
    def words(self) -> str:
        """What is taken back or brought back, for a message."""
        return "edit"

    def undo(self, now: datetime) -> None:
        """Take the edit back. Raises `UsageError` where the deck was changed since by something else."""
        deck = self.plan.deck
        if self.collection.store.deck_row(deck.id).version != self.version:
            raise UsageError(
                f"The deck {deck.id} was changed since, so this edit cannot be taken back here. Edit the fact again."
            )
        self.collection.undo_plan(deck.id, now)

    def redo(self, now: datetime) -> None:
        """Bring the edit back. Raises `UsageError` where the deck was changed since by something else."""
        self.collection.apply(self.plan, now)


def at_stake(collection: "Collection", plan: Plan) -> bool:
    """Say whether a plan takes something from a memory that there is: so that the learner is shown it before."""
    cards = [(line.was or line.card).id for line in plan.of(*AT_STAKE)]
    return any(state.reps for state in collection.store.states(cards).values())
