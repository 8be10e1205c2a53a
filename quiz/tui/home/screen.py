"""Home: the decks, what waits in them today, and how the day stands."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from quiz.collection.deck_tree import levels
from quiz.collection.today import Today, today
from quiz.errors import QuizError
from quiz.study.day import date_of_day
from quiz.tui.action import Action
from quiz.tui.actions import bindings
from quiz.tui.home.calendar import Calendar
from quiz.tui.home.changing import DeckChanges
from quiz.tui.home.deck_list import DeckList
from quiz.tui.home.today import done, headline, hint
from quiz.tui.keybar import KeyBar
from quiz.tui.lines import sides
from quiz.tui.meter import Meter
from quiz.tui.rows import Moving, Rows
from quiz.tui.times import long_date

_MINUTE = 60
_LOW = 20
"""Lines below which there is only room for the decks."""
_HIGH = 34
"""Lines of a screen that has room for the whole calendar."""
_OF_A_DECK = frozenset({"custom", "browse_deck", "statistics_of_deck", "exam", "options", "update"})
"""Actions of a deck and those below it."""
_OF_ONE_DECK = frozenset({"add_fact", "rename", "save", "export", "archive"})
"""Actions of a deck alone: what only holds decks has none of them."""


_MOVING = ("up", "down", "page_up", "page_down", "first", "last")


class HomeScreen(Moving, DeckChanges):
    """Where every session starts and ends."""

    place = "home"
    CSS_PATH = "home.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("home")
    AUTO_FOCUS = "DeckList"

    def __init__(self) -> None:
        """Read the collection when the screen is shown."""
        super().__init__()
        self._today: Today | None = None

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        with Vertical(id="page", classes="column"):
            yield Static(id="title")
            yield Static(id="day")
            yield Meter()
            yield Static(id="hint")
            yield Calendar()
            yield Static(id="head")
            yield DeckList()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show what the collection holds."""
        self.refresh_decks()
        self.set_interval(_MINUTE, self._look_at_the_clock)

    def on_screen_resume(self) -> None:
        """Show what a session has changed."""
        if self._today is not None:
            self.refresh_decks()

    def on_resize(self) -> None:
        """Lay out what depends on the width, once the widgets have theirs."""
        self.call_after_refresh(self._write)

    def settings_changed(self) -> None:
        """Limits and the start of the day may be others now."""
        self.refresh_decks()

    def refresh_decks(self, choose: str | None = None) -> None:
        """Read the collection again, and put the cursor on a deck."""
        try:
            found = today(self.app.collection, self.app.now())
        except QuizError as error:
            self.app.tell(str(error), failed=True)
            return
        self._today = found
        self.decks.show(levels(found.dues), self.app.offers())
        if choose:
            self.decks.choose(choose)
        self._write()
        self.keys_changed()

    # What works

    def allowed(self, action: Action) -> bool:
        """Study only where something waits; change only what is there; move only where there is somewhere to go."""
        if not super().allowed(action) or action.id == "go.back":
            return False
        level, found, rows = self.level, self._today, self.decks
        if action.name in _OF_A_DECK or action.name in _OF_ONE_DECK:
            return level is not None and (level.is_deck or action.name in _OF_A_DECK)
        has_below, is_deck = level is not None and level.has_below, level is not None and level.is_deck
        working = {
            "study": rows.count > 0,
            "study_all": found is not None and len(found.dues) > 1 and found.waiting > 0,
            "fold": has_below,
            "fold_away": has_below or (level is not None and level.depth > 0),
            "unfold": level is not None and has_below and rows.is_folded(level),
            "undo": bool(self.undoings) or is_deck,
            "update_all": found is not None and bool(found.dues),
            **dict.fromkeys(_MOVING, rows.count > 1),
        }
        return working.get(action.name, True)

    def label(self, action: Action) -> str:
        """Call Enter what it does to the chosen row."""
        if action.name == "study" and self.offer:
            return "Add this"
        if action.name == "study" and self.level and not self.level.due.waiting:
            return "Study more"
        if action.name == "fold" and self.level and self.decks.is_folded(self.level):
            return "Show below"
        return action.label

    # Actions

    def action_study(self) -> None:
        """Study the chosen deck, or add it; where nothing waits any more, ask what else is wanted."""
        if self.offer:
            self.add_offered(self.offer)
        elif self.level and self.level.due.waiting:
            self.app.study(self.deck)
        elif self.level:
            self.action_custom()

    def action_study_all(self) -> None:
        """Study all decks."""
        self.app.study(None)

    def action_fold(self) -> None:
        """Fold away what stands below the chosen deck, or show it."""
        self.decks.fold()

    def action_fold_away(self) -> None:
        """Fold it away, or go to the deck above."""
        if not self.decks.fold(folded=True):
            self.decks.up_a_level()

    def action_unfold(self) -> None:
        """Show what stands below the chosen deck."""
        self.decks.fold(folded=False)

    def action_theme(self) -> None:
        """Change to the next theme."""
        self.app.next_theme()

    def action_leave(self) -> None:
        """Leave quiz."""
        self.app.exit(0)

    def on_rows_moved(self, event: Rows.Moved) -> None:
        """The footer says what the keys do to the row."""
        event.stop()
        self.keys_changed()

    def on_rows_clicked(self, event: Rows.Clicked) -> None:
        """Study or add the row; fold it by its sign; the right button opens the menu."""
        event.stop()
        if event.menu:
            self.action_menu()
        elif self.decks.is_sign(event.x):
            self.action_fold()
        else:
            self.action_study()

    # What is shown

    def _look_at_the_clock(self) -> None:
        """A new study day begins while Home is open: count anew."""
        if self.is_current and self._today and self._today.day != self.app.collection.day(self.app.now()):
            self.refresh_decks()

    def _write(self) -> None:
        found = self._today
        if found is None:
            return
        width = self.query_one("#page").content_region.width
        date = long_date(date_of_day(found.day))
        self.query_one("#title", Static).update(sides(Content.styled("quiz", "bold $primary"), Content(date), width))
        self.query_one("#day", Static).update(done(headline(found), found, width))
        self.query_one(Meter).show(found.done, found.waiting)
        said = hint(found, self.app.collection, self.app.now(), self.keymap, offers=bool(self.app.offers()))
        shown = self.query_one("#hint", Static)
        shown.update(said)
        shown.display = bool(said) and (self.size.height >= _LOW or not found.dues)
        calendar = self.query_one(Calendar)
        calendar.display = found.began and self.size.height >= _LOW
        calendar.show(found.answers, found.day, whole=self.size.height >= _HIGH)
        head = self.query_one("#head", Static)
        head.display = bool(found.dues)
        head.update(self.decks.columns.head)
