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

if TYPE_CHECKING:
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
        if self.saved(lambda: self.session.bury(self.app.now())):
            self.app.tell("Buried until tomorrow")
            self.show_next()

    def action_suspend(self) -> None:
        """Put the card away for good."""
        if self.saved(lambda: self.session.suspend(self.app.now())):
            self.app.tell("Suspended")
            self.show_next()

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
        line.display = bool(text)
        line.update(plain(f"✗ {text}"))

    def _step(self, move: Callable[[datetime], CardEvent], word: str) -> None:
        """Go back or forth through what was done."""
        found: list[CardEvent] = []
        if self.saved(lambda: found.append(move(self.app.now()))):
            self.app.tell(f"{word}: {done(found[0])}")
            self.show_next()
