"""Home: the decks, what waits in them today, and how the day stands."""

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from quiz.errors import QuizError
from quiz.study.day import date_of_day
from quiz.tui.acting import MainScreen
from quiz.tui.action import Action
from quiz.tui.actions import bindings
from quiz.tui.home.deck_list import OFFER, DeckList
from quiz.tui.home.today import coming, streak, waits_in
from quiz.tui.keybar import KeyBar
from quiz.tui.lines import plain, sides
from quiz.tui.meter import Meter
from quiz.tui.times import count, long_date

if TYPE_CHECKING:
    from quiz.collection.studying import Due
    from quiz.tui.app import QuizApp


_MINUTE = 60


class HomeScreen(MainScreen):
    """Where every session starts and ends."""

    app: "QuizApp"
    place = "home"
    CSS_PATH = "home.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("home")
    AUTO_FOCUS = "DeckList"

    def __init__(self) -> None:
        """Read the collection when the screen is shown."""
        super().__init__()
        self._streak = 0
        self._day = 0
        self._dues: list[Due] = []

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        with Vertical(id="page", classes="column"):
            yield Static(id="title")
            yield Static(id="day")
            yield Meter()
            yield Static(id="head")
            yield DeckList()
            yield Static(id="hint")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show what the collection holds; what takes longer to find out follows after the first paint."""
        self.refresh_decks()
        self.call_after_refresh(self._count_streak)
        self.set_interval(_MINUTE, self._look_at_the_clock)

    def on_screen_resume(self) -> None:
        """Show what a session has changed."""
        if self._dues or self.query_one(DeckList).option_count:
            self.refresh_decks()
            self._count_streak()

    def on_resize(self) -> None:
        """Lay out what depends on the width, once the widgets have theirs."""
        self.call_after_refresh(self._write)

    def settings_changed(self) -> None:
        """Limits and the start of the day may be others now."""
        self.refresh_decks()

    def refresh_decks(self, choose: str | None = None) -> None:
        """Read the collection again, and put the cursor on a deck."""
        try:
            found = self.app.collection.due(self.app.now())
        except QuizError as error:
            self.app.tell(str(error), failed=True)
            return
        self._dues = [waits_in(found, due.deck) for due in found]
        decks = self.query_one(DeckList)
        decks.show(self._dues, self.app.offers())
        if choose:
            decks.choose(choose)
        self._write()
        self.keys_changed()

    def allowed(self, action: Action) -> bool:
        """Study only where something waits; move only where there is somewhere to go."""
        if action.id == "go.back":
            return False
        decks = self.query_one(DeckList)
        if action.name in {"up", "down"}:
            return decks.option_count > 1
        if action.name == "study_all":
            return len(self._dues) > 1 and any(due.waiting for due in self._dues)
        if action.name == "study":
            chosen = decks.chosen
            return chosen is not None and (
                chosen.startswith(OFFER) or any(due.deck == chosen and due.waiting for due in self._dues)
            )
        return True

    def label(self, action: Action) -> str:
        """Call Enter what it does to the chosen row."""
        chosen = self.query_one(DeckList).chosen or ""
        return "Add" if action.name == "study" and chosen.startswith(OFFER) else action.label

    def action_study(self) -> None:
        """Study the chosen deck, or add it."""
        self.query_one(DeckList).action_select()

    def action_study_all(self) -> None:
        """Study all decks."""
        self.app.study(None)

    def action_up(self) -> None:
        """Go to the row above."""
        self.query_one(DeckList).action_cursor_up()

    def action_down(self) -> None:
        """Go to the row below."""
        self.query_one(DeckList).action_cursor_down()

    def action_theme(self) -> None:
        """Change to the next theme."""
        self.app.next_theme()

    def action_leave(self) -> None:
        """Leave quiz."""
        self.app.exit(0)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Study or add the row that Enter or a click chose."""
        row = event.option_id or ""
        if not row.startswith(OFFER):
            self.app.study(row)
            return
        try:
            plans = self.app.collection.add_bundled(self.app.now(), row.removeprefix(OFFER))
        except QuizError as error:
            self.app.tell(str(error), failed=True)
            return
        self.refresh_decks(choose=plans[0].deck.id if plans else None)

    def on_option_list_option_highlighted(self) -> None:
        """The footer says what Enter does to the row."""
        self.keys_changed()

    def _look_at_the_clock(self) -> None:
        """A new study day begins while Home is open: count anew."""
        if self.is_current and self._day != self.app.collection.day(self.app.now()):
            self.on_screen_resume()

    @work(exclusive=True)
    async def _count_streak(self) -> None:
        # What cannot be read is told where the decks are read.
        with suppress(QuizError):
            self._streak = await streak(self.app.collection, self.app.now())
        self._write()

    def _write(self) -> None:
        decks = self.query_one(DeckList)
        width = self.query_one("#page").content_region.width
        self._day = self.app.collection.day(self.app.now())
        today = long_date(date_of_day(self._day))
        self.query_one("#title", Static).update(sides(Content.styled("quiz", "bold $primary"), Content(today), width))
        # A deck below another one is counted with it already.
        roots = [due for due in self._dues if not any(due.deck.startswith(f"{one.deck}::") for one in self._dues)]
        waiting, done = sum(due.waiting for due in roots), sum(due.done_today for due in roots)
        parts = [count(done, "card") + " done today"] if done else []
        if self._streak > 1:
            parts.append(f"{self._streak:,} days in a row")
        quiet = Content.styled(" · ".join(parts), "$quiet")
        self.query_one("#day", Static).update(sides(self._headline(waiting, done), quiet, width))
        self.query_one(Meter).show(done, waiting)
        head = self.query_one("#head", Static)
        head.display = bool(self._dues)
        head.update(decks.columns.head)
        self._hint(waiting, done)

    def _headline(self, waiting: int, done: int) -> Content:
        if waiting:
            verb = "waits" if waiting == 1 else "wait"
            return Content.styled(f"{count(waiting, 'card')} {verb} today", "bold")
        if not self._dues:
            return Content.styled("No decks yet", "bold")
        return Content.assemble(("✓ ", "$success"), ("Done for today" if done else "Nothing waits today", "bold"))

    def _hint(self, waiting: int, done: int) -> None:
        hint = self.query_one("#hint", Static)
        if not self._dues:
            add = (
                "Press Enter to add a deck that ships with quiz, or leave and type"
                if self.app.offers()
                else "Leave quiz and type"
            )
            hint.update(Content.assemble(f"{add}\n", ("quiz add PATH", "$primary"), " to follow a deck or a table of your own."))
        elif not waiting:
            hint.update(plain("\n".join(coming(self.app.collection, self.app.now()))))
        elif not done and self.app.collection.store.latest(kinds=("Reviewed",)) is None:
            hint.update(
                Content.assemble(
                    "Welcome. ",
                    ("Enter", "bold $primary"),
                    " starts studying: each new fact is shown once, then asked.\n",
                    "Every answer is saved at once, so you can stop at any time.",
                )
            )
        else:
            hint.update("")
