"""The summary: what a session came to, and when the next card waits."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quiz.errors import QuizError
from quiz.memory.rating import Rating
from quiz.study.day import milliseconds
from quiz.tui.acting import MainScreen
from quiz.tui.action import Action
from quiz.tui.actions import bindings
from quiz.tui.home.today import coming
from quiz.tui.keybar import KeyBar
from quiz.tui.lines import joined, plain
from quiz.tui.scrolling import Scrolling
from quiz.tui.times import count, interval, spent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quiz.study.question import Result
    from quiz.study.session import Session
    from quiz.tui.app import QuizApp

_MOST_MISSED = 200


class SummaryScreen(Scrolling, MainScreen):
    """Shown when a session is over."""

    app: "QuizApp"
    place = "summary"
    scrolled = "#page"
    CSS_PATH = "summary.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("summary")
    AUTO_FOCUS = ""

    def __init__(self, session: "Session", title: str) -> None:
        """Sum up `session`, which had a title."""
        super().__init__()
        self.session = session
        self.heading = title

    def compose(self) -> ComposeResult:
        """Lay the screen out; nothing on it changes."""
        results = self.session.results
        with VerticalScroll(id="page", can_focus=False), Vertical(classes="column"):
            yield Static(self._headline(), id="headline")
            with Horizontal(id="figures"):
                for figure, word in _figures(results):
                    yield Static(Content.assemble((figure, "bold $primary"), "\n", (word, "$quiet")), classes="figure")
            yield Static(_missed(results), id="missed")
            yield Static(joined(map(plain, self._coming())), id="coming")
        yield KeyBar()

    def on_mount(self) -> None:
        """Hide what has nothing to say."""
        self.query_one("#missed").display = any(one.rating is Rating.AGAIN for one in self.session.results)

    def allowed(self, action: Action) -> bool:
        """Undo only what was done."""
        return self.session.can_undo if action.name == "undo" else action.id != "go.back"

    def action_home(self) -> None:
        """Go back to the decks."""
        self.app.go_home()

    def action_undo(self) -> None:
        """Take back the last answer and ask it again."""
        try:
            self.session.undo(self.app.now())
        except QuizError as error:
            self.app.tell(str(error), failed=True)
            return
        self.app.resume(self.session, self.heading)

    def _headline(self) -> Content:
        over = not self.session.left.total or self._reached_limit()
        words = "Done" if over else "Paused"
        symbol = Content.styled("✓ ", "$success") if over else Content("")
        return joined([joined([symbol, Content.styled(words, "bold")], ""), plain(self.heading, "$quiet")], "  ")

    def _reached_limit(self) -> bool:
        return self.session.limit is not None and len(self.session.results) >= self.session.limit

    def _coming(self) -> list[str]:
        """Return when the next card waits: in this session, still today, or on another day."""
        app, now = self.app, self.app.now()
        lines = []
        left = self.session.left
        waiting = left.new + left.review
        due = self.session.next_due()
        if waiting:
            lines.append(f"{count(waiting, 'card')} of this session still {'waits' if waiting == 1 else 'wait'} today.")
        if left.learning and due is not None:
            wait = max(0, (due - milliseconds(now)) // 1000)
            lines.append(f"{count(left.learning, 'learning card')}, the next one in {interval(wait)}.")
        return lines if waiting else [*lines, *coming(app.collection, now)]


def _figures(results: "Sequence[Result]") -> list[tuple[str, str]]:
    right = sum(one.rating is not Rating.AGAIN for one in results)
    learned = len({one.question.card.id for one in results if not one.question.state.reps})
    seconds = sum(one.event.took for one in results) / 1000
    return [
        (f"{len(results):,}", "answer" if len(results) == 1 else "answers"),
        (f"{right / len(results):.0%}" if results else "–", "right"),
        (f"{learned:,}", "new learned"),
        (spent(seconds), "spent"),
    ]


def _missed(results: "Sequence[Result]") -> Content:
    """Return the cards that were graded Again, each once, with their answers."""
    missed = {one.question.card.id: one.question.card for one in results if one.rating is Rating.AGAIN}
    lines = [
        joined([Content.styled("✗", "$error"), plain(card.prompt), Content(" "), plain(card.answer, "bold")], " ")
        for card in list(missed.values())[:_MOST_MISSED]
    ]
    return joined([Content.styled("Missed", "$quiet"), *lines]) if lines else Content("")
