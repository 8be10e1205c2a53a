"""What becomes of an edited deck: it is planned, shown where a memory is at stake, and applied; each of it may take a while."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.binding import BindingType
from textual.screen import ModalScreen

from quiz.collection.deck_edits import DeckEdit, at_stake
from quiz.collection.fact_edits import with_fact
from quiz.errors import QuizError
from quiz.tui.acting import ActingScreen
from quiz.tui.actions import bindings

if TYPE_CHECKING:
    from quiz.collection.collection import Collection
    from quiz.collection.load import Load
    from quiz.collection.plan import Plan
    from quiz.facts.deck import Deck
    from quiz.facts.fact import Fact
    from quiz.tui.app import QuizApp

Found = TypeVar("Found")

LARGE = 600
"""Facts of a deck from which making a plan, and carrying it out, are done beside the screen: they take a second or more."""


class Applying(ActingScreen[bool], ModalScreen[bool]):
    """A screen over a deck that changes it. Dismissed with `True` once it has, or with `None`."""

    app: "QuizApp"
    # What lies over a screen gets no keys of the app: those that work everywhere are its own, too.
    BINDINGS: ClassVar[list[BindingType]] = bindings("app")
    applied: "DeckEdit | None" = None
    """The edit, once it was applied: a step that can be taken back."""

    def __init__(self, deck: "Deck") -> None:
        """Change `deck`."""
        super().__init__()
        self.deck = deck

    def failed(self, text: str) -> None:
        """Say what went wrong, in place; an empty text takes that back."""
        raise NotImplementedError

    def action_help(self) -> None:
        """Show all keys."""
        self.app.action_help()

    def action_problems(self) -> None:
        """Read what is wrong in the settings file."""
        self.app.action_problems()

    def take(self, fact: "Fact | None", instead_of: "Fact | None", *, look: bool = False) -> None:
        """Put a fact in the place of another one, as `with_fact` does. With `look`, the plan is shown in any case."""
        name = self.deck.id
        self.take_deck(lambda found: with_fact(found.deck(name), fact, instead_of), look=look)

    def take_deck(self, make: "Callable[[Collection], Deck]", *, look: bool = False) -> None:
        """Take in the deck that `make` returns for a collection: from its present version, which may be newer than the screen."""

        def planned(collection: "Collection") -> "tuple[Plan, Load | None]":
            plan = collection.plan_edit(make(collection))
            shown = look or at_stake(collection, plan)
            return plan, collection.load(plan, self.app.now()) if shown else None

        self._aside("Looking at what changes", planned, lambda found: self._decide(*found))

    def _decide(self, plan: "Plan", load: "Load | None") -> None:
        if load is None:
            self._apply(plan)
            return
        from quiz.tui.plans import PlanScreen

        shown = PlanScreen(plan, load, heading=f"What this edit of {plan.deck.title} does")
        self.app.push_screen(shown, lambda decided: self._apply(decided) if decided is not None else None)

    def _apply(self, plan: "Plan") -> None:
        def apply(collection: "Collection") -> DeckEdit:
            return DeckEdit.applied(collection, plan, self.app.now())

        self._aside("Saving", apply, lambda done: self._done(DeckEdit(self.app.collection, plan, done.version)))

    def _done(self, edit: DeckEdit) -> None:
        self.applied = edit
        self.dismiss(True)  # noqa: FBT003 - the result of the screen

    def _aside(self, heading: str, work: "Callable[[Collection], Found]", then: "Callable[[Found], None]") -> None:
        """Do some work with the collection: at once for a small deck, else in a thread, over a screen that says so."""
        if len(self.deck.facts) >= LARGE:

            def beside(_: object) -> "Found":
                with self.app.collection.beside() as own:
                    return work(own)

            self.app.work(heading, beside, then)
            return
        try:
            found = work(self.app.collection)
        except QuizError as error:
            self.failed(f"Not saved. {error}")
            return
        then(found)
