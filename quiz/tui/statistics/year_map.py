"""The calendar: a year as weeks beside each other, shaded by how much was done; one day is chosen and read in words."""

from collections.abc import Callable

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from quiz.study.charts import BLOCKS, WEEKDAYS, Marks, legend, months_above, shaded
from quiz.study.statistics_retention import monday

_MARGIN = 4
_WEEKS = 53
_STYLES = ("$quiet", "$quiet", "$review", "$review", "$review")


class YearMap(Widget):
    """A calendar up to today. Without colours, the shades tell; the chosen day is in reverse."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    YearMap {
        height: 10;
        margin: 1 0;
    }
    """

    class Chosen(Message):
        """Another day was chosen."""

        def __init__(self, day: int) -> None:
            """Tell of the study day."""
            super().__init__()
            self.day = day

    def __init__(self, *, id: str | None = None) -> None:
        """Start empty."""
        super().__init__(id=id)
        self._by_day: dict[int, int] = {}
        self._today = 0
        self._marks = BLOCKS
        self._worded: Callable[[int], str] = str
        self.day = 0

    def show(self, by_day: dict[int, int], today: int, marks: Marks, worded: Callable[[int], str]) -> None:
        """Show answers by study day; `worded` says what was done on one."""
        if not self.day or self.day > today or today != self._today:
            self.day = today
        self._by_day, self._today, self._marks, self._worded = by_day, today, marks, worded
        self.refresh()

    def move(self, days: int) -> None:
        """Choose the day so many days on, from the first answer to today."""
        first = min(self._by_day, default=self._today)
        self.choose(min(max(self.day + days, min(first, self._today - 7 * _WEEKS)), self._today))

    def choose(self, day: int) -> None:
        """Choose a day."""
        self.day = day
        self.refresh()
        self.post_message(self.Chosen(day))

    @property
    def _cell(self) -> int:
        """Columns of a week."""
        return 2 if self.size.width - _MARGIN >= 2 * _WEEKS else 1

    @property
    def _weeks(self) -> int:
        return max(1, min(_WEEKS, (self.size.width - _MARGIN) // self._cell))

    @property
    def _monday(self) -> int:
        """The Monday of the first week that is shown: of today's year back, or of an earlier one where the chosen day is."""
        last = monday(self._today)
        while monday(self.day) <= last - 7 * self._weeks:
            last -= 7 * max(1, self._weeks // 2)
        return last - 7 * (self._weeks - 1)

    def render(self) -> Content:
        """Return the calendar."""
        first, size, weeks = self._monday, self._cell, self._weeks
        days = range(first, min(first + 7 * weeks, self._today + 1))
        most = max((self._by_day.get(day, 0) for day in days), default=0)
        lines = [Content.styled(" " * _MARGIN + months_above(first, weeks, size), "$quiet")]
        for weekday, name in enumerate(WEEKDAYS):
            cells: list[str | tuple[str, str]] = [(f"{name:<{_MARGIN}}", "$quiet")]
            for week in range(weeks):
                day = first + 7 * week + weekday
                mark = " " if day > self._today else shaded(self._by_day.get(day, 0), most, self._marks)
                style = _STYLES[self._marks.shades.index(mark)] if mark in self._marks.shades else "$quiet"
                if day == self.day:
                    style = "bold $chosen on $primary"
                    mark = "◆" if self._marks is BLOCKS else "@"
                cells.append((mark if size == 1 or mark in " ·" else mark * size, style))
                if size > 1 and mark in " ·":
                    cells.append(" " * (size - 1))
            lines.append(Content.assemble(*cells))
        lines.append(Content(" "))
        lines.append(Content.styled(" " * _MARGIN + legend(most, self._marks), "$quiet").truncate(self.size.width, ellipsis=True))
        return Content("\n").join(lines)

    def _day_at(self, x: int, y: int) -> int | None:
        week, weekday = (x - _MARGIN) // self._cell, y - 1
        day = self._monday + 7 * week + weekday
        inside = 0 <= weekday < len(WEEKDAYS) and x >= _MARGIN and week < self._weeks
        return day if inside and day <= self._today else None

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Tell what was done on the day under the mouse."""
        day = self._day_at(event.x, event.y)
        self.tooltip = None if day is None else Content(self._worded(day))

    def on_click(self, event: events.Click) -> None:
        """Choose the day that was clicked."""
        day = self._day_at(event.x, event.y)
        if day is not None:
            event.stop()
            self.choose(day)
