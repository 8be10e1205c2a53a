"""What Browse does to the facts behind the cards that are selected: what it means for cards is shown before it is done."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from quiz.errors import UsageError
from quiz.tui.browse.changing import ChangingScreen
from quiz.tui.times import count

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from quiz.collection.bulk import Told
    from quiz.collection.collection import Collection
    from quiz.collection.load import Load
    from quiz.collection.plan import Plan
    from quiz.facts.deck import Deck


class ChangingFactsScreen(ChangingScreen):
    """A screen with a list of cards, the facts of which can be changed."""

    def action_tags(self) -> None:
        """Ask for tags, and add them to the facts behind the cards or take them off."""
        from quiz.collection.fact_changes import Retagging, retagged
        from quiz.tui.asking import Ask

        facts = self._facts()
        self.app.push_screen(
            Ask(
                f"Tags of {count(len(facts), 'fact')}",
                "Tags to add, with spaces between them; one behind a minus sign is taken off.",
                placeholder="north -south",
                check=_wrong_tags,
            ),
            lambda found: (
                self._edit_facts(facts, "retagged", lambda deck, keys: retagged(deck, keys, Retagging.of(found)))
                if found
                else None
            ),
        )

    def action_delete(self) -> None:
        """Delete the facts behind the cards, after showing what goes with them."""
        from quiz.collection.fact_changes import without

        self._edit_facts(self._facts(), "deleted", without)

    def _facts(self) -> list[tuple[str, str]]:
        """Return the deck and key of each fact behind the cards that are meant."""
        from quiz.store.search_rows import facts

        return facts(self.app.collection.store.database, self.results.taken())

    def _edit_facts(self, facts: list[tuple[str, str]], done: str, change: "Callable[[Deck, AbstractSet[str]], Deck]") -> None:
        """Plan the edit of some facts, show the plan, and carry it out."""
        from quiz.collection.fact_changes import planned

        def work(collection: "Collection", told: "Told") -> "list[tuple[Plan, Load]]":
            told(0, 1)
            plans = planned(collection, facts, change)
            return [(plan, collection.load(plan, now)) for plan in plans]

        now = self.app.now()
        self.long(
            self.quick + 1 if self._is_large(facts) else len(facts),
            "Planning the change",
            work,
            lambda plans: self._show_plans(plans, [], f"{count(len(facts), 'fact')} {done}"),
        )

    def _show_plans(self, plans: "list[tuple[Plan, Load]]", agreed: "list[Plan]", words: str) -> None:
        """Show one plan after the other; then carry out those that the learner agreed to."""
        if not plans:
            if agreed:
                self._apply(agreed, words)
            else:
                self.app.tell("That changes nothing.")
            return
        (plan, load), *others = plans
        if not plan.lines:
            self._show_plans(others, [*agreed, plan], words)
            return
        from quiz.tui.plans import PlanScreen

        self.app.push_screen(
            PlanScreen(plan, load, heading=f"{words}: {plan.deck.title}"),
            lambda found: self._show_plans(others, [*agreed, found], words) if found is not None else None,
        )

    def _apply(self, plans: "list[Plan]", words: str) -> None:
        now = self.app.now()

        def work(collection: "Collection", told: "Told") -> list[str]:
            told(0, 1)
            with collection.store.transaction():
                for plan in plans:
                    collection.apply(plan, now)
            return [plan.deck.id for plan in plans]

        def then(decks: list[str]) -> None:
            self.undoable.append((words, decks))
            self.app.tell(f"{words} · {self.keymap.key('browse.undo')} takes it back")
            self.search_again()

        self.long(max(len(plan.deck.facts) for plan in plans), "Changing the facts", work, then)

    def _is_large(self, facts: Sequence[tuple[str, str]]) -> bool:
        totals = {due.deck: due.total for due in self.app.collection.store.counts(0, 0)}
        return sum(totals.get(deck, 0) for deck in {deck for deck, _ in facts}) > 2 * self.quick


def _wrong_tags(text: str) -> str:
    from quiz.collection.fact_changes import Retagging

    try:
        Retagging.of(text)
    except UsageError as error:
        return str(error)
    return ""
