"""The summary: what a session came to, what to do about it, and when the next card waits."""

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static

from quiz.collection.confusing import of_results
from quiz.errors import QuizError
from quiz.study.charts import Look
from quiz.study.day import milliseconds
from quiz.study.session_summary import summed_up
from quiz.tui.acting import MainScreen
from quiz.tui.action import Action
from quiz.tui.actions import bindings
from quiz.tui.figure_blocks import page
from quiz.tui.home.today import coming
from quiz.tui.keybar import KeyBar
from quiz.tui.lines import joined, plain
from quiz.tui.scrolling import Scrolling
from quiz.tui.summary.parts import blocks, figures, in_words, missed_row
from quiz.tui.symbols import marks_of
from quiz.tui.times import count, interval

if TYPE_CHECKING:
    from quiz.study.session import Session
    from quiz.tui.app import QuizApp

_MOST_MISSED = 200


class SummaryScreen(Scrolling, MainScreen):
    """Shown when a session is over, or when the learner has paused it."""

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
        self._found = summed_up(session.results)
        self._confused = of_results(session.results)
        self._missed = self._found.missed[:_MOST_MISSED]
        self._more = 0
        self._shown = float("inf")
        """When it was there to be seen, by the clock of events."""

    @property
    def is_over(self) -> bool:
        """Whether nothing of the session is left; otherwise it is paused."""
        limit = self.session.limit
        return not self.session.left.total or (limit is not None and len(self.session.results) >= limit)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        with VerticalScroll(id="page", can_focus=False), Vertical(classes="column"):
            yield Static(self._headline(), id="headline")
            with Horizontal(id="figures"):
                for figure, word in figures(self._found):
                    yield Static(Content.assemble((figure, "bold $primary"), "\n", (word, "$quiet")), classes="figure")
            yield Static(plain(in_words(self._found), "$quiet"), id="words")
            yield Static(id="coming")
            yield Static(self._missed_heading(), id="missed")
            missed = OptionList(id="cards", compact=True)
            missed.can_focus = False
            yield missed
            yield Static(id="charts")
        yield KeyBar()

    def on_mount(self) -> None:
        """Say when the next card waits, and how many days in a row there are now."""
        self._draw()
        self.call_after_refresh(self._tell_coming)

    def on_resize(self) -> None:
        """Draw for the new width."""
        self.call_after_refresh(self._draw)

    async def on_event(self, event: events.Event) -> None:
        """Do nothing for a key that was pressed before there was anything to see: it was meant for the last card."""
        if not isinstance(event, events.Key) or event.time >= self._shown:
            await super().on_event(event)

    def _draw(self) -> None:
        width = max(20, self.query_one(".column").content_size.width or self.size.width - 8)
        look = Look(width, marks_of(self.app))
        charts = blocks(self._found, self._confused)
        self.query_one("#charts", Static).update(page(charts, look))
        self.query_one("#charts").display = bool(charts)
        self.query_one("#missed").display = bool(self._missed)
        cards = self.query_one("#cards", OptionList)
        cards.display = bool(self._missed)
        chosen = cards.highlighted or 0
        cards.set_options(missed_row(one, width) for one in self._missed)
        cards.highlighted = min(chosen, len(self._missed) - 1) if self._missed else None

    def _tell_coming(self) -> None:
        self._shown = min(self._shown, Message().time)
        self.query_one("#coming", Static).update(joined(map(plain, self._coming())))
        self.keys_changed()
        app = self.app
        days = app.collection.store.streak(app.collection.day(app.now()))
        if days > 1 and not self._found.is_practice:
            self.query_one("#headline", Static).update(self._headline(days))

    def _headline(self, days: int = 0) -> Content:
        symbol = Content.styled("✓ ", "$success") if self.is_over else Content("")
        words = Content.styled("Done" if self.is_over else "Paused", "bold")
        in_a_row = plain(f"{days:,} days in a row", "$success") if days and self.is_over else Content("")
        return joined([joined([symbol, words], ""), plain(self.heading, "$quiet"), in_a_row], "  ")

    def _missed_heading(self) -> Content:
        fixed = sum(one.right_at_last for one in self._missed)
        words = f"Missed{f' · {fixed:,} right at last' if fixed else ''}"
        return plain(words, "bold")

    def _coming(self) -> list[str]:
        """Return when the next card waits: in this session, still today, or on another day."""
        app, now = self.app, self.app.now()
        lines = []
        left = self.session.left
        waiting = left.new + left.review
        asked = self.session.question
        # The question that was left open is one of the cards that are left.
        dues = [due for due in (self.session.next_due(), asked.state.due_at if asked else None) if due is not None]
        if waiting:
            lines.append(f"{count(waiting, 'card')} of this session still {'waits' if waiting == 1 else 'wait'} today.")
        if left.learning and dues:
            wait = (min(dues) - milliseconds(now)) // 1000
            when = f"in {interval(wait)}" if wait > 0 else "now"
            lines.append(f"{count(left.learning, 'learning card')}, the next one {when}.")
        if waiting:
            return lines
        try:
            self._more = sum(found.new + found.learning + found.review for found in app.collection.due(now)) - left.learning
        except QuizError as error:
            return [*lines, str(error)]
        if self._more > 0:
            return [*lines, f"{self._more:,} more {'card waits' if self._more == 1 else 'cards wait'} today."]
        return [*lines, *coming(app.collection, now)]

    # What can be done

    def allowed(self, action: Action) -> bool:
        """Let an action work where there is something for it to do."""
        match action.name:
            case "undo":
                return self.session.can_undo
            case "go_on":
                return not self.is_over or self._more > 0
            case "practise" | "open":
                return bool(self._missed)
            case "drill":
                return bool(self._confused)
            case _:
                return action.id != "go.back"

    def label(self, action: Action) -> str:
        """Say where one came from, where that is not Home."""
        return "Back" if action.name == "home" and not self.app.below_is_home else super().label(action)

    def action_home(self) -> None:
        """Go back to where the session was started from: the decks, or a search, or the statistics."""
        self.app.back()

    def on_screen_resume(self) -> None:
        """Say anew when the next card waits: cards of this session were practised, or changed, meanwhile."""
        if self._shown != float("inf"):
            self.call_after_refresh(self._tell_coming)

    def action_undo(self) -> None:
        """Take back the last answer and ask it again."""
        try:
            self.session.undo(self.app.now())
        except QuizError as error:
            self.app.tell(str(error), failed=True)
            return
        self.app.resume(self.session, self.heading)

    def action_go_on(self) -> None:
        """Go on with the session; where nothing of it is left, with what still waits today."""
        if not self.is_over and self.session.next(self.app.now()) is not None:
            self.app.resume(self.session, self.heading)
        else:
            self.app.study(None, instead=True)

    def action_practise(self) -> None:
        """Practise the missed cards."""
        from quiz.tui.summary.drilling import practise

        practise(self.app, [one.card.id for one in self._missed])

    def action_drill(self) -> None:
        """Drill what was mixed up."""
        from quiz.tui.summary.drilling import drill

        drill(self.app, [taken for _, _, taken in self._confused])

    def action_open(self) -> None:
        """Open the chosen missed card in Browse."""
        place = self.query_one("#cards", OptionList).highlighted
        if place is not None:
            self.app.browse(f"cid:{self._missed[place].card.id}")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open what was clicked."""
        event.stop()
        self.action_open()

    def action_up(self) -> None:
        """Go to the missed card above, or scroll up."""
        self._step(-1)

    def action_down(self) -> None:
        """Go to the missed card below, or scroll down."""
        self._step(1)

    def _step(self, step: int) -> None:
        cards, scrolled = self.query_one("#cards", OptionList), self.query_one("#page", VerticalScroll)
        if cards.highlighted is not None and 0 <= cards.highlighted + step < cards.option_count:
            cards.highlighted += step
            scrolled.scroll_to(y=max(0, cards.virtual_region.y + cards.highlighted - scrolled.size.height // 2), animate=False)
        else:
            scrolled.scroll_relative(y=step, animate=False)
