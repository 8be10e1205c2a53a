"""Statistics: the figures as charts, a section at a time; what is not shown is not worked out."""

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
from quiz.tui.action import Action
from quiz.tui.actions import bindings
from quiz.tui.asking import Choose
from quiz.tui.blocks import page
from quiz.tui.keybar import KeyBar
from quiz.tui.lines import plain, sides
from quiz.tui.scrolling import Scrolling
from quiz.tui.statistics import mistakes
from quiz.tui.statistics.ahead import days_ahead
from quiz.tui.statistics.calendar import below, day_in_words
from quiz.tui.statistics.known import Known, Range
from quiz.tui.statistics.reader import Reader, StoppedError
from quiz.tui.statistics.sections import SECTIONS, Section, read
from quiz.tui.statistics.tabs import Tabs
from quiz.tui.statistics.year_map import YearMap
from quiz.tui.symbols import marks_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quiz.collection.forecasting import Expected
    from quiz.memory.fitting import Report
    from quiz.study.statistics_confusions import Confusion
    from quiz.tui.app import QuizApp

_ALL = ""
_SOON = 0.3
"""Seconds after which the screen says that it is counting."""


class StatisticsScreen(Scrolling, MainScreen):
    """Shows the figures of a deck and those below it, or of all decks."""

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
        self._known: Known | None = None
        self._compared: Sequence[Expected] = ()
        self._fit: Report | str = ""
        self._reader: Reader | None = None
        self._heads: dict[str, int] = {}

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

    # What is known

    def on_mount(self) -> None:
        """Begin with the first section."""
        self.set_interval(_SOON, self._tell_progress)
        self._begin()

    def on_unmount(self) -> None:
        """Stop what is being counted."""
        if self._reader is not None:
            self._reader.close()

    def on_screen_resume(self) -> None:
        """Count anew where something was written meanwhile."""
        if self._reader is not None and self._heads != self.app.collection.store.heads():
            self._begin()

    def _begin(self) -> None:
        """Take the figures of this moment."""
        if self._reader is not None:
            self._reader.close()
        self._heads = self.app.collection.store.heads()
        self._now = self.app.now()
        self._reader = Reader(self.app.collection, self._now, self.deck)
        self._load()

    def _load(self) -> None:
        """Show the section; what it takes is worked out first."""
        self._known = None
        self.query_one(Tabs).choose(SECTIONS.index(self.section))
        self._write_title()
        self.run_worker(self._read(), group="figures", exclusive=True)

    async def _read(self) -> None:
        reader, section, span, deck = self._reader, self.section, self.span, self.deck
        if reader is None:
            return
        try:
            found = await reader.ask(lambda own, since: read(section, span, own, since, deck=deck, now=self._now))
        except StoppedError:
            return
        except QuizError as error:
            self._blank(f"The figures could not be read: {error}")
            return
        self._known = found
        self._draw()
        self.query_one("#page").scroll_home(animate=False)

    def _tell_progress(self) -> None:
        if self._known is None and self._reader is not None:
            read_so_far = f", {self._reader.answers:,} answers so far" if self._reader.answers else ""
            self._blank(f"Counting{read_so_far} …")

    def _blank(self, text: str) -> None:
        for selector in ("#year", "#day", "#pairs", "#rest"):
            self.query_one(selector).display = False
        self.query_one("#blocks", Static).update(plain(text, "$quiet"))

    # Drawing

    def on_resize(self) -> None:
        """Draw for the new width."""
        self.call_after_refresh(self._redraw)

    def _redraw(self) -> None:
        self._write_title()
        self._draw()

    def _write_title(self) -> None:
        title = "All decks" if self.deck is None else self._titles().get(self.deck, self.deck)
        width = self.query_one("#top").content_size.width or self.size.width
        shown = Content.assemble(("Statistics  ", "bold"), plain(title, "$quiet"))
        self.query_one("#title", Static).update(sides(shown, plain(self.span.value, "$quiet"), width))

    def _titles(self) -> dict[str, str]:
        return {row.deck: row.title for row in self.app.collection.decks()}

    def _draw(self) -> None:
        if self._known is None:
            return
        known = evolve(self._known, compared=self._compared, fit=self._fit, tall=self.size.height >= 34)
        self._known = known
        width = self.query_one("#page").content_size.width
        look = Look(max(20, width - 1), marks_of(self.app))
        self.query_one("#blocks", Static).update(page(self.section.blocks(known), look))
        calendar, pairs = self.section.name == "calendar", self.section.name == "mistakes"
        calendar = calendar and bool(known.whole.statistics.by_day)
        for selector, shown in (("#year", calendar), ("#day", calendar), ("#rest", calendar or pairs)):
            self.query_one(selector).display = shown
        if calendar:
            year = self.query_one(YearMap)
            year.show(dict(known.whole.statistics.by_day), known.today, look.marks, self._day_in_words)
            self._write_day(year.day)
        found = mistakes.confused(known) if pairs else ()
        self._list(found, look.width)
        rest = mistakes.leeches(known) if pairs else below(known) if calendar else []
        self.query_one("#rest", Static).update(page(rest, look))
        self.keys_changed()

    def _list(self, found: "Sequence[Confusion]", width: int) -> None:
        pairs = self.query_one("#pairs", OptionList)
        pairs.display = bool(found)
        chosen = pairs.highlighted or 0
        pairs.set_options(mistakes.row(one, width) for one in found)
        pairs.highlighted = min(chosen, len(found) - 1) if found else None

    def _write_day(self, day: int) -> None:
        self.query_one("#day", Static).update(plain(self._day_in_words(day)))

    def _day_in_words(self, day: int) -> str:
        return "" if self._known is None else day_in_words(self._known.whole.statistics, day)

    def on_year_map_chosen(self, message: YearMap.Chosen) -> None:
        """Say what was done on the chosen day."""
        self._write_day(message.day)

    # What can be done

    def allowed(self, action: Action) -> bool:
        """Let an action work in its sections, and where there is something for it to do."""
        if action.place != self.place:
            return super().allowed(action)
        if action.during and self.section.name not in action.during:
            return False
        if action.name in {"drill", "drill_all"}:
            return self._known is not None and bool(self._known.figures.confusions)
        if action.name == "leeches":
            return self._known is not None and bool(self._known.whole.leeches)
        return True

    def action_section(self, number: int) -> None:
        """Go to a section by its number, from 1."""
        self.section = SECTIONS[number - 1]
        self._load()

    def action_next(self) -> None:
        """Go to the next section."""
        self._go(1)

    def action_previous(self) -> None:
        """Go to the section before."""
        self._go(-1)

    def _go(self, step: int) -> None:
        self.section = SECTIONS[(SECTIONS.index(self.section) + step) % len(SECTIONS)]
        self._load()

    def on_tabs_chosen(self, message: Tabs.Chosen) -> None:
        """Go to the section that was clicked."""
        self.action_section(message.place + 1)

    def action_left(self) -> None:
        """Go to the section before; in the calendar, a week back."""
        self._move(-1, days=-7)

    def action_right(self) -> None:
        """Go to the next section; in the calendar, a week on."""
        self._move(1, days=7)

    def _move(self, step: int, days: int) -> None:
        if self.query_one(YearMap).display:
            self.query_one(YearMap).move(days)
        else:
            self._go(step)

    def action_up(self) -> None:
        """Scroll up; in the calendar a day back, among confusions the one above."""
        self._step(-1)

    def action_down(self) -> None:
        """Scroll down; in the calendar a day on, among confusions the one below."""
        self._step(1)

    def _step(self, step: int) -> None:
        pairs = self.query_one("#pairs", OptionList)
        if self.query_one(YearMap).display:
            self.query_one(YearMap).move(step)
        elif pairs.display and pairs.highlighted is not None and 0 <= pairs.highlighted + step < pairs.option_count:
            pairs.highlighted += step
            self.query_one("#page").scroll_to(
                y=max(0, pairs.virtual_region.y + pairs.highlighted - self.query_one("#page").size.height // 2), animate=False
            )
        else:
            self.query_one("#page").scroll_relative(y=step, animate=False)

    def action_range(self) -> None:
        """Change the range: month, quarter, year, all."""
        self.span = self.span.after
        self._load()

    def action_deck(self) -> None:
        """Choose whose figures are shown."""
        options = [(_ALL, "All decks"), *self._titles().items()]
        self.app.push_screen(Choose("Whose figures?", options, chosen=self.deck or _ALL), self._choose_deck)

    def _choose_deck(self, deck: str | None) -> None:
        if deck is not None and (deck or None) != self.deck:
            self.deck = deck or None
            self._compared, self._fit = (), ""
            self._begin()

    def action_drill(self) -> None:
        """Drill the chosen confusion."""
        place = self.query_one("#pairs", OptionList).highlighted
        if self._known is not None and place is not None:
            self._drill(mistakes.confused(self._known)[place : place + 1])

    def action_drill_all(self) -> None:
        """Drill all confusions that are shown."""
        if self._known is not None:
            self._drill(mistakes.confused(self._known))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Drill what was clicked."""
        event.stop()
        self.action_drill()

    def _drill(self, pairs: "Sequence[Confusion]") -> None:
        from quiz.tui.summary.drilling import drill_confusions

        drill_confusions(self.app, pairs)

    def action_leeches(self) -> None:
        """Open the leeches in Browse."""
        self.app.browse("is:leech" if self.deck is None else f'is:leech "deck:{self.deck}"')

    def action_compare(self) -> None:
        """Compare other desired retentions."""
        from quiz.tui.statistics.long_work import compared

        app, deck, days = self.app, self.deck, days_ahead(self.span)
        app.work(
            "Other desired retentions", lambda watch: compared(app.collection, deck, self._now, days, watch), self._show_compared
        )

    def _show_compared(self, found: "Sequence[Expected]") -> None:
        self._compared = found
        self._draw()

    def action_fit(self) -> None:
        """Fit the memory model."""
        from quiz.tui.statistics.long_work import fitted

        app, deck = self.app, self.deck
        app.work("Fit the memory model", lambda watch: fitted(app.collection, deck, app.now(), watch), self._show_fit)

    def _show_fit(self, found: "Report | str") -> None:
        self._fit = found
        self._draw()
