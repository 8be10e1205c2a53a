"""Long work: it runs in a thread of its own, tells how far it is, and can be cancelled; the screen never freezes."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import ProgressBar, Static
from textual.worker import get_current_worker

from quiz.errors import QuizError
from quiz.tui.actions import bindings
from quiz.tui.framed import Framed
from quiz.tui.keyed import Keyed
from quiz.tui.lines import plain

if TYPE_CHECKING:
    from textual.worker import Worker

    from quiz.tui.app import QuizApp

Found = TypeVar("Found")

_BEAT = 0.05
"""Seconds after which a screen that could not be left tries again."""


class Watch:
    """What a piece of work holds on to: it says through it how far it is, and asks it whether it is still wanted.

    Both are called from the work's own thread.
    """

    def __init__(self, tell: Callable[[str, float | None], None], stopped: Callable[[], bool]) -> None:
        """Tell of progress through `tell`; `stopped` says whether the work was cancelled."""
        self._tell = tell
        self._stopped = stopped

    def say(self, text: str, share: float | None = None) -> None:
        """Say what is being done, and which share of all the work is done, from 0 to 1, where that is known."""
        self._tell(text, share)

    @property
    def cancelled(self) -> bool:
        """Whether the learner has cancelled; the work then ends as soon as it can, leaving nothing half-done."""
        return self._stopped()


class WorkScreen(Keyed, Framed, ModalScreen[None], Generic[Found]):
    """Lies over another screen while work is done. What is wrong is told by the app; only what was found comes back."""

    app: "QuizApp"
    CSS_PATH = Path(__file__).with_name("work.tcss")
    BINDINGS: ClassVar[list[BindingType]] = bindings("work")
    AUTO_FOCUS = ""
    beside = False

    def __init__(self, heading: str, work: Callable[[Watch], Found], then: Callable[[Found], object]) -> None:
        """Do `work` in a thread under a heading, then hand what it returned to `then`, in the app's own thread."""
        super().__init__()
        self._heading = heading
        self._work = work
        self._then = then
        self._worker: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with Vertical(id="frame") as frame:
            frame.border_title = plain(self._heading)
            frame.border_subtitle = plain(f"{self.keymap.key('work.cancel')} cancels")
            yield Static(id="text")
            yield ProgressBar(show_eta=False)

    def on_mount(self) -> None:
        """Begin."""
        self._worker = self.run_worker(self._run, thread=True)

    def leave(self) -> None:
        """Do what Esc does."""
        self.action_cancel()

    def action_cancel(self) -> None:
        """Ask the work to end; it does so when nothing is half-done."""
        if self._worker is not None:
            self._worker.cancel()
        self._write("Stopping …")

    def _run(self) -> None:
        worker = get_current_worker()
        app = self.app
        watch = Watch(lambda text, share: app.call_from_thread(self._tell, text, share), lambda: worker.is_cancelled)
        try:
            found = self._work(watch)
        except QuizError as error:
            app.call_from_thread(self._failed, str(error), cancelled=worker.is_cancelled)
            return
        app.call_from_thread(self._done, found)

    def _tell(self, text: str, share: float | None) -> None:
        self._write(text)
        for bar in self.query(ProgressBar):
            bar.update(total=None if share is None else 1.0, progress=share or 0.0)

    def _write(self, text: str) -> None:
        # The parts of the screen come after the work has begun, and go before it has ended.
        for line in self.query("#text").results(Static):
            line.update(plain(text))

    def _done(self, found: Found) -> None:
        self._end(lambda: self.app.call_later(self._then, found))

    def _failed(self, reason: str, *, cancelled: bool) -> None:
        self._end(lambda: self.app.tell(reason, failed=not cancelled))

    def _end(self, then: Callable[[], object]) -> None:
        """Leave, once this screen is on top: it may not be there yet, or lie under another one, and cannot be left then."""
        if self.is_active:
            self.dismiss()
            then()
        elif self.is_attached:
            self.set_timer(_BEAT, lambda: self._end(then))
