"""Statistics: the figures as charts, a section at a time, and what can be done about them."""

from typing import TYPE_CHECKING

from textual.widgets import OptionList

from quiz.tui.action import Action
from quiz.tui.asking import Choose
from quiz.tui.statistics import mistakes
from quiz.tui.statistics.ahead import days_ahead
from quiz.tui.statistics.figures_screen import FiguresScreen
from quiz.tui.statistics.sections import SECTIONS
from quiz.tui.statistics.tabs import Tabs
from quiz.tui.statistics.year_map import YearMap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quiz.collection.forecasting import Expected
    from quiz.memory.fitting import Report
    from quiz.study.statistics_confusions import Confusion

_ALL = "*"
"""Stands for all decks among their ids."""


class StatisticsScreen(FiguresScreen):
    """Shows the figures of a deck and those below it, or of all decks."""

    # What can be done

    def allowed(self, action: Action) -> bool:
        """Let an action work in its sections, and where there is something for it to do."""
        if action.place != self.place:
            return super().allowed(action)
        if action.during and self.section.name not in action.during:
            return False
        if action.name == "range":
            return bool(self.section.reach)
        if action.name in {"drill", "drill_all"}:
            return self.known is not None and bool(self.known.figures.confusions)
        if action.name == "leeches":
            return self.known is not None and bool(self.known.whole.leeches)
        return True

    def action_section(self, number: int) -> None:
        """Go to a section by its number, from 1."""
        self.section = SECTIONS[number - 1]
        self.load()

    def action_next(self) -> None:
        """Go to the next section."""
        self._go(1)

    def action_previous(self) -> None:
        """Go to the section before."""
        self._go(-1)

    def _go(self, step: int) -> None:
        self.section = SECTIONS[(SECTIONS.index(self.section) + step) % len(SECTIONS)]
        self.load()

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
        self.load()

    def action_deck(self) -> None:
        """Choose whose figures are shown."""
        options = [(_ALL, "All decks"), *self.titles().items()]
        self.app.push_screen(Choose("Whose figures?", options, chosen=self.deck or _ALL), self._choose_deck)

    def _choose_deck(self, deck: str | None) -> None:
        if deck is None:
            return
        wanted = None if deck == _ALL else deck
        if wanted != self.deck:
            self.deck = wanted
            self.compared, self.fit = (), ""
            self.begin()

    def action_drill(self) -> None:
        """Drill the chosen confusion."""
        place = self.query_one("#pairs", OptionList).highlighted
        if self.known is not None and place is not None:
            self._drill(mistakes.confused(self.known)[place : place + 1])

    def action_drill_all(self) -> None:
        """Drill all confusions that are shown."""
        if self.known is not None:
            self._drill(mistakes.confused(self.known))

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
        self.compared = found
        self.draw()

    def action_fit(self) -> None:
        """Fit the memory model."""
        from quiz.tui.statistics.long_work import fitted

        app, deck = self.app, self.deck
        app.work("Fit the memory model", lambda watch: fitted(app.collection, deck, app.now(), watch), self._show_fit)

    def _show_fit(self, found: "Report | str") -> None:
        self.fit = found
        self.draw()
