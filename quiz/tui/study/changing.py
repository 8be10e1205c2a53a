"""What the Study screen does to the collection: saving, putting away, taking back, and saying so when it could not be saved."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from textual.widgets import Static

from quiz.errors import QuizError
from quiz.memory.events import CardEvent
from quiz.tui.acting import ActingScreen
from quiz.tui.lines import plain
from quiz.tui.study.answer import done
from quiz.tui.times import count, days

if TYPE_CHECKING:
    from quiz.study.card_changes import Done
    from quiz.study.leeches import Leech
    from quiz.study.session import Session
    from quiz.tui.app import QuizApp


class ChangingScreen(ActingScreen[None]):
    """A screen over a session, with a line `#alarm` for what went wrong."""

    app: "QuizApp"

    def __init__(self, session: "Session") -> None:
        """Change the collection through `session`."""
        super().__init__()
        self.session = session

    def show_next(self) -> None:
        """Ask what comes next."""
        raise NotImplementedError

    def action_undo(self) -> None:
        """Take back the last answer or change."""
        self._step(self.session.undo, "Taken back")

    def action_redo(self) -> None:
        """Bring back what was taken back last."""
        self._step(self.session.redo, "Brought back")

    def action_bury(self) -> None:
        """Put the card away until tomorrow."""
        self._put_away(lambda: self.session.bury(self.app.now()), "Buried until tomorrow")

    def action_bury_fact(self) -> None:
        """Put all cards of the fact away until tomorrow."""
        self._put_away(lambda: self.session.bury(self.app.now(), fact=True), "Buried until tomorrow: {}")

    def action_suspend(self) -> None:
        """Put the card away for good."""
        self._put_away(lambda: self.session.suspend(self.app.now()), "Suspended")

    def action_suspend_fact(self) -> None:
        """Put all cards of the fact away for good."""
        self._put_away(lambda: self.session.suspend(self.app.now(), fact=True), "Suspended: {}")

    def _put_away(self, change: Callable[[], int], words: str) -> None:
        found: list[int] = []
        if self.saved(lambda: found.append(change())):
            self.app.tell(f"{words.format(count(found[0], 'card'))}; {self.keymap.key('study.undo')} takes it back")
            self.show_next()

    def action_set_due(self) -> None:
        """Ask when the card is to come, and make it due then."""
        from quiz.study.due_days import due_day
        from quiz.tui.asking import Ask

        today = self.app.collection.day(self.app.now())

        def wrong(text: str) -> str:
            try:
                due_day(text, today)
            except ValueError as error:
                return str(error)
            return ""

        def set_due(text: str | None) -> None:
            if text is None:
                return
            day = due_day(text, today)
            if self.saved(lambda: self.session.set_due(day, self.app.now())):
                self.app.tell(f"Due {days(day - today)}; {self.keymap.key('study.undo')} takes it back")
                self.show_next()

        question = Ask(
            "When is this card to come?",
            "In how many days, such as 3, or on a date, such as 2030-01-31. What you remember of it stays.",
            placeholder="days, or a date",
            check=wrong,
        )
        self.app.push_screen(question, set_due)

    def action_reset(self) -> None:
        """Ask whether the card is to be new again, and forget what is remembered of it."""
        from quiz.tui.asking import Confirm

        def reset(yes: bool | None) -> None:  # noqa: FBT001 - the result of a screen
            if yes and self.saved(lambda: self.session.reset(self.app.now())):
                self.app.tell(f"New again; {self.keymap.key('study.undo')} takes it back")
                self.show_next()

        text = "What is remembered of it no longer counts, and it is taught again. Its answers stay in the log."
        self.app.push_screen(Confirm("Make this card new again?", text, "Make it new"), reset)

    def tell_leech(self, leech: "Leech") -> None:
        """Say that a card is forgotten again and again, why that may be, and what can be done about it."""
        from quiz.tui.asking import Choose

        def decide(chosen: str | None) -> None:
            if chosen == "edit":
                self.edit_fact_of(leech.card)
            elif chosen == "suspend" and self.saved(lambda: self.session.suspend_other(leech.card, self.app.now())):
                self.app.tell(f"Suspended; {self.keymap.key('study.undo')} takes it back")
                self.show_next()

        ways = [("on", "Go on: it comes again as any other card"), ("edit", "Edit its fact, so that it is easier to remember")]
        if not self.app.collection.state(leech.card).suspended:
            ways.append(("suspend", "Suspend it: it is not asked any longer"))
        self.app.push_screen(Choose("A card that you keep forgetting", ways, str(leech)), decide)

    def edit_fact_of(self, card: str) -> None:
        """Edit the fact of a card, by its id."""
        raise NotImplementedError

    def saved(self, change: Callable[[], object]) -> bool:
        """Do what changes the collection; return whether it was saved. If it was not, an alarm says so and the card stays."""
        try:
            change()
        except QuizError as error:
            self.alarm(str(error) if "NOT saved" in str(error) else f"NOT saved: {error}")
            return False
        self.alarm("")
        return True

    def alarm(self, text: str) -> None:
        """Say what went wrong, until the next thing is done; nothing takes the line away."""
        line = self.query_one("#alarm", Static)
        if text or line.display:
            line.display = bool(text)
            line.update(plain(f"✗ {text}"))

    def _step(self, move: Callable[[datetime], "Done"], word: str) -> None:
        """Go back or forth through what was done."""
        found: list[Done] = []
        if self.saved(lambda: found.append(move(self.app.now()))):
            what = found[0]
            self.app.tell(f"{word}: {done(what) if isinstance(what, CardEvent) else what.words}")
            self.show_next()
