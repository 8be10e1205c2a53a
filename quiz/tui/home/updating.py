"""Update: the plans of all files that changed, one after the other, and then what was agreed to, in one transaction."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.content import Content

from quiz.collection.plan import Plan
from quiz.errors import DeckError, QuizError
from quiz.tui.dialogs import Dialog
from quiz.tui.lines import fitted, joined, plain
from quiz.tui.plans import PlanScreen
from quiz.tui.times import count

if TYPE_CHECKING:
    from quiz.store.decks import DeckRow
    from quiz.tui.app import QuizApp
    from quiz.tui.work import Watch

Found = list[tuple["DeckRow", "Plan | DeckError"]]
_MOST = 200
"""Problems that are listed."""


class Problems(Dialog):
    """Lists what is wrong with decks' files."""

    def __init__(self, heading: str, errors: list[QuizError]) -> None:
        """List errors under a heading."""
        super().__init__()
        self.heading = heading
        self._errors = errors

    def text(self, width: int) -> Content:
        """Return the problems, a paragraph each."""
        del width
        told = [
            str(problem) for error in self._errors for problem in (error.problems if isinstance(error, DeckError) else [error])
        ]
        more = [plain(f"and {len(told) - _MOST:,} more", "$quiet")] if len(told) > _MOST else []
        return joined([*map(plain, told[:_MOST]), *more], "\n\n")


class Updating:
    """One update of some decks. It ends with `then`, which is given the decks that were changed."""

    def __init__(self, app: "QuizApp", decks: list[str], then: Callable[[list[str]], None]) -> None:
        """Update these decks."""
        self._app = app
        self._decks = decks
        self._then = then
        self._agreed: list[Plan] = []
        self._waiting: list[Plan] = []
        self._asked = 0
        self._errors: list[QuizError] = []

    def begin(self) -> None:
        """Look into the files."""
        self._app.work("Update", self._look, self._looked)

    def _look(self, watch: "Watch") -> "Found | None":
        found: Found = []
        with self._app.collection.beside() as own:
            for row, plan in own.updates(*self._decks):
                if watch.cancelled:
                    return None
                found.append((row, plan))
                watch.say(f"{row.title} …", len(found) / max(1, len(self._decks)))
        return found

    def _looked(self, found: "Found | None") -> None:
        if found is None:
            return
        self._errors = [plan for _, plan in found if isinstance(plan, DeckError)]
        plans = [plan for _, plan in found if isinstance(plan, Plan)]
        self._agreed = [plan for plan in plans if plan.is_empty and not plan.conflicts]
        self._waiting = [plan for plan in plans if plan not in self._agreed]
        self._asked = len(self._waiting)
        if not found:
            self._app.tell("No file is followed here: nothing can have changed.")
        elif not self._asked and not self._errors:
            self._apply("The files bring no change of any card.")
        else:
            self._ask()

    def _ask(self) -> None:
        """Show the next plan, or carry all of them out after the last."""
        if not self._waiting:
            self._apply()
            return
        plan = self._waiting.pop(0)
        number = f" {self._asked - len(self._waiting)} of {self._asked}" if self._asked > 1 else ""
        try:
            load = self._app.collection.load(plan, self._app.now())
        except QuizError as error:
            self._app.tell(str(error), failed=True)
            return

        def take(decided: Plan | None) -> None:
            self._agreed += [decided] if decided is not None else []
            self._ask()

        self._app.push_screen(PlanScreen(plan, load, heading=f"Update{number}: {fitted(plan.deck.title, 60).rstrip()}"), take)

    def _apply(self, told: str = "") -> None:
        own, now = self._app.collection, self._app.now()
        changed = [plan for plan in self._agreed if not plan.is_empty]
        try:
            if changed:
                own.back_up_before("update", now)
            with own.store.transaction():
                for plan in self._agreed:
                    own.apply(plan, now)
        except QuizError as error:
            self._app.tell(str(error), failed=True)
            return
        self._then([plan.deck.id for plan in changed])
        if changed:
            self._app.tell(f"{count(len(changed), 'deck')} updated. {self._app.keymap.key('home.undo')} takes it back.")
        elif told:
            self._app.tell(told)
        if self._errors:
            self._app.push_screen(Problems("These files were left as they are", self._errors))
