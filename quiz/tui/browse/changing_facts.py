"""What Browse does with the facts behind the cards that are selected; what a change means for cards is shown first."""

from collections.abc import Callable
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

        self.app.push_screen(
            Ask(
                f"Tags of the facts behind {count(self.meant, 'card')}",
                "Tags to add, with spaces between them; one behind a minus sign is taken off.",
                placeholder="north -south",
                check=_wrong_tags,
            ),
            lambda found: (
                self._edit_facts("retagged", lambda deck, keys: retagged(deck, keys, Retagging.of(found))) if found else None
            ),
        )

    def action_delete(self) -> None:
        """Delete the facts behind the cards, after showing what goes with them."""
        from quiz.collection.fact_changes import without

        self._edit_facts("deleted", without)

    def _edit_facts(self, done: str, change: "Callable[[Deck, AbstractSet[str]], Deck]") -> None:
        """Plan an edit of the facts behind the cards that are meant, show the plan, and carry it out."""
        now, places = self.app.now(), self.results.taken()

        def work(collection: "Collection", told: "Told") -> "tuple[int, list[tuple[Plan, Load]]]":
            from quiz.collection.bulk import go_on
            from quiz.collection.fact_changes import planned
            from quiz.store.search_rows import facts

            go_on(told(0, 1))
            behind = facts(collection.store.database, places)
            plans = planned(collection, behind, change, lambda: go_on(told(0, 1)))
            loads = [(plan, collection.load(plan, now)) for plan in plans]
            go_on(told(0, 1))
            return len(behind), loads

        self.long(
            self.quick + 1 if self._is_large() else len(places),
            "Planning the change",
            work,
            lambda found: self._show_plans(found[1], [], f"{count(found[0], 'fact')} {done}"),
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
            from quiz.collection.bulk import go_on

            with collection.store.transaction():
                for plan in plans:
                    go_on(told(0, 1))
                    collection.apply(plan, now)
                go_on(told(0, 1))
            return [plan.deck.id for plan in plans]

        def then(decks: list[str]) -> None:
            self.undoable.append((words, decks))
            self.app.tell(f"{words} · {self.keymap.key('browse.undo')} takes it back")
            self.search_again()

        self.long(max(len(plan.deck.facts) for plan in plans), "Changing the facts", work, then)

    def action_export(self) -> None:
        """Write the facts behind what is selected, or behind all that was found, to a file of another program."""
        from quiz.tui.asking import Choose

        results, facts = self.results, dict[str, set[str]]()
        places = results.taken() if results.chosen else list(results.places)

        def work(collection: "Collection", told: "Told") -> list[tuple[str, str]]:
            from quiz.collection.bulk import go_on
            from quiz.store.search_rows import facts

            go_on(told(0, 1))
            return facts(collection.store.database, places)

        def then(found: list[tuple[str, str]]) -> None:
            for deck, key in found:
                facts.setdefault(deck, set()).add(key)
            if len(facts) == 1:
                self.app.export(*facts.popitem())
                return
            titles = {row.deck: row.title for row in self.app.collection.decks()}
            names = [(deck, f"{titles.get(deck, deck)}: {count(len(keys), 'fact')}") for deck, keys in facts.items()]
            self.app.push_screen(
                Choose("A file holds one deck: which one?", names),
                lambda deck: self.app.export(deck, facts[deck]) if deck else None,
            )

        self.long(len(places), "Reading the facts", work, then)

    def _is_large(self) -> bool:
        """Whether the decks are too large to be planned while the screen waits."""
        return sum(due.total for due in self.app.collection.store.counts(0, 0)) > 2 * self.quick


def _wrong_tags(text: str) -> str:
    from quiz.collection.fact_changes import Retagging

    try:
        Retagging.of(text)
    except UsageError as error:
        return str(error)
    return ""
