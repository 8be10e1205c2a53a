"""The base of Statistics: reads the figures of a section in a thread, and draws them."""

from typing import TYPE_CHECKING, ClassVar

from attrs import evolve
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static

from quiz.errors import QuizError
from quiz.study.charts import Look
from quiz.tui.acting import MainScreen
from quiz.tui.actions import bindings
from quiz.tui.figure_blocks import page
from quiz.tui.keybar import KeyBar
from quiz.tui.lines import plain, sides
from quiz.tui.scrolling import Scrolling
from quiz.tui.statistics import mistakes
from quiz.tui.statistics.calendar import below, day_in_words
from quiz.tui.statistics.known import Known, Range
from quiz.tui.statistics.reader import Reader, StoppedError
from quiz.tui.statistics.sections import SECTIONS, Section, read
from quiz.tui.statistics.tabs import Tabs
from quiz.tui.statistics.year_map import YearMap
from quiz.tui.symbols import marks_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from quiz.collection.forecasting import Expected
    from quiz.memory.fitting import Report
    from quiz.study.statistics_confusions import Confusion
    from quiz.tui.app import QuizApp

_SOON = 0.3
"""Seconds after which the screen says that it is counting."""
_TALL = 34
"""Lines from which charts are taller."""
_PARTS = ("#top", "#title", "#page", "#blocks", "#day", "#year", "#pairs", "#rest")


class FiguresScreen(Scrolling, MainScreen):
    """Shows one section of the figures; what it takes is worked out when it is shown."""

    app: "QuizApp"
    place = "statistics"
    scrolled = "#page"
    CSS_PATH = "statistics.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("statistics")
    AUTO_FOCUS = ""

    def __init__(self, deck: str | None = None) -> None:
        """Show the figures of a deck, or of all where none is named."""
        super().__init__()
        self.deck = deck
        self.span = Range.YEAR
        self.section: Section = SECTIONS[0]
        self.known: Known | None = None
        """What is shown; nothing while it is worked out."""
        self.compared: Sequence[Expected] = ()
        self.fit: Report | str = ""
        self._waits = False
        self._reader: Reader | None = None
        self._heads: dict[str, int] = {}
        self._now: datetime

    def compose(self) -> ComposeResult:
        """Lay the screen out: what is shown of whom, the sections, and the page."""
        with Vertical(id="top"):
            yield Static(id="title")
            yield Tabs([section.label for section in SECTIONS])
        with VerticalScroll(id="page", can_focus=False):
            yield Static(id="blocks")
            yield Static(id="day")
            yield YearMap(id="year")
            pairs = OptionList(id="pairs", compact=True)
            pairs.can_focus = False
            yield pairs
            yield Static(id="rest")
        yield KeyBar()

    # Reading

    def on_mount(self) -> None:
        """Begin with the first section."""
        self.set_interval(_SOON, self._tell_progress)
        self.begin()

    def on_unmount(self) -> None:
        """Stop what is being counted."""
        if self._reader is not None:
            self._reader.close()

    def on_screen_resume(self) -> None:
        """Count anew where something was written meanwhile."""
        if self._reader is not None and self._heads != self.app.collection.store.heads():
            self.begin()

    def begin(self) -> None:
        """Take the figures of this moment."""
        if self._reader is not None:
            self._reader.close()
        self._heads = self.app.collection.store.heads()
        self._now = self.app.now()
        self._reader = Reader(self.app.collection, self._now, self.deck)
        self.load()

    def load(self) -> None:
        """Show the section; what it takes is worked out first."""
        self.known, self._waits = None, True
        self.query_one(Tabs).choose(SECTIONS.index(self.section))
        self._write_title()
        self.run_worker(self._read(), group="figures", exclusive=True)

    async def _read(self) -> None:
        reader, section, span, deck, now = self._reader, self.section, self.span, self.deck, self._now
        if reader is None:
            return
        try:
            if section.first_blocks is not None and not reader.answers:
                early = await reader.ask(lambda own, since: read(section, span, own, since, deck=deck, now=now, at_once=True))
                if not self._is_there:
                    return
                self._waits = False
                self._show_alone(page(section.first_blocks(early), self._look))
            found = await reader.ask(lambda own, since: read(section, span, own, since, deck=deck, now=now))
        except StoppedError:
            return
        except QuizError as error:
            self._waits = False
            self._show_alone(plain(f"The figures could not be read: {error}"))
            return
        if not self._is_there:
            return
        self._waits = False
        self.known = found
        self.draw()
        self.query_one("#page").scroll_home(animate=False)

    @property
    def _is_there(self) -> bool:
        """Whether the screen still has all its parts: where it was left while its figures were worked out, they go one by one."""
        return all(self.query(part) for part in _PARTS)

    def _tell_progress(self) -> None:
        if self._waits and self._is_there and self._reader is not None:
            so_far = f", {self._reader.answers:,} answers so far" if self._reader.answers else ""
            self._show_alone(plain(f"Counting{so_far} …", "$quiet"))

    # Drawing

    def on_resize(self) -> None:
        """Draw for the new width."""
        self.call_after_refresh(self._redraw)

    def _redraw(self) -> None:
        if self._is_there:
            self._write_title()
            self.draw()

    def titles(self) -> dict[str, str]:
        """Return the title of every deck, by id."""
        return {row.deck: row.title for row in self.app.collection.decks()}

    def _write_title(self) -> None:
        title = "All decks" if self.deck is None else self.titles().get(self.deck, self.deck)
        width = self.query_one("#top").content_size.width or self.size.width
        shown = Content.assemble(("Statistics  ", "bold"), plain(title, "$quiet"))
        self.query_one("#title", Static).update(sides(shown, plain(self._span_in_words(), "$quiet"), width))

    def _span_in_words(self) -> str:
        reach = self.section.reach
        if reach == "next":
            return f"the next {Range.YEAR.value if self.span is Range.ALL else self.span.value}"
        return "" if not reach else self.span.in_words

    @property
    def _look(self) -> Look:
        return Look(max(20, self.query_one("#page").content_size.width - 1), marks_of(self.app))

    def _show_alone(self, text: Content) -> None:
        for selector in ("#year", "#day", "#pairs", "#rest"):
            self.query_one(selector).display = False
        self.query_one("#blocks", Static).update(text)

    def draw(self) -> None:
        """Draw the section for the present width."""
        if self.known is None or not self._is_there:
            return
        arrows = " ".join(self.keymap.key(f"statistics.{name}") for name in ("left", "up", "down", "right"))
        known = evolve(self.known, compared=self.compared, fit=self.fit, tall=self.size.height >= _TALL, arrows=arrows)
        self.known = known
        look = self._look
        self.query_one("#blocks", Static).update(page(self.section.blocks(known), look))
        calendar, pairs = self.section.name == "calendar", self.section.name == "mistakes"
        calendar = calendar and bool(known.whole.statistics.by_day)
        for selector, shown in (("#year", calendar), ("#day", calendar), ("#rest", calendar or pairs)):
            self.query_one(selector).display = shown
        if calendar:
            year = self.query_one(YearMap)
            year.show(dict(known.whole.statistics.by_day), known.today, look.marks, self._day_in_words)
            self.write_day(year.day)
        found = mistakes.confused(known) if pairs else ()
        self._list(found, look.width)
        rest = mistakes.leeches(known) if pairs else below(known) if calendar else []
        self.query_one("#rest", Static).update(page(rest, look))
        self.query_one("#rest").set_class(pairs and not found, "-below")
        self.keys_changed()

    def _list(self, found: "Sequence[Confusion]", width: int) -> None:
        pairs = self.query_one("#pairs", OptionList)
        pairs.display = bool(found)
        chosen = pairs.highlighted or 0
        pairs.set_options(mistakes.rows(found, width))
        pairs.highlighted = min(chosen, len(found) - 1) if found else None

    def write_day(self, day: int) -> None:
        """Say what was done on a day."""
        self.query_one("#day", Static).update(plain(self._day_in_words(day)))

    def _day_in_words(self, day: int) -> str:
        return "" if self.known is None else day_in_words(self.known.whole.statistics, day)

    def on_year_map_chosen(self, message: YearMap.Chosen) -> None:
        """Say what was done on the chosen day."""
        self.write_day(message.day)
