"""The form of one fact: it is edited or added, and what that means is shown before it is done."""

from typing import TYPE_CHECKING

from quiz.tui.asking import Asking

if TYPE_CHECKING:
    from quiz.facts.deck import Deck
    from quiz.facts.fact import Fact


class FactScreen(Asking[bool]):
    """Edits a fact of a deck, or adds one. Dismissed with `True` when something was changed, else with `None`."""

    def __init__(self, deck: "Deck", fact: "Fact | None", *, relation: str = "") -> None:
        """Edit `fact`, as it stands in `deck`; without one, add a fact to the deck, of `relation` where one is named."""
        super().__init__("Edit a fact" if fact else "Add a fact")
        self.deck = deck
        self.fact = fact
        self.relation = fact.relation if fact else relation
