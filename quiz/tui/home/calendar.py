"""The calendar of the last weeks: one cell a day, denser where more was answered."""

from bisect import bisect_right
from collections.abc import Mapping

from textual.content import Content
from textual.widget import Widget

from quiz.study.day import date_of_day

_BARS, _SHADES = "·▂▄▆█", "·░▒▓█"
"""From nothing to the most, for days in a row and below each other."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")
_WORDS = "answers a day"
_WEEK = 7
_MOST_WEEKS = 53
_LABEL = 4
"""Cells of the weekdays beside the whole calendar."""


class Calendar(Widget):
    """Two lines, week beside week; or, where the screen is high, the weekdays below each other."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Calendar {
        height: auto;
        color: $quiet;
    }
    """

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._answers: Mapping[int, int] = {}
        self._today = 0
        self._whole = False

    def show(self, answers: Mapping[int, int], today: int, *, whole: bool) -> None:
        """Show the answers by study day up to today; `whole` with the weekdays below each other."""
        self._answers, self._today, self._whole = answers, today, whole
        self.refresh(layout=True)

    def render(self) -> Content:
        """Return as many weeks as there is room for."""
        width = self.content_region.width
        if width < _WEEK:
            return Content("")
        levels = Levels(self._answers)
        return _whole(levels, self._today, width) if self._whole else _strip(levels, self._today, width)


class Levels:
    """How dense a day's cell is: empty, or in which quarter of the days with answers it is."""

    def __init__(self, answers: Mapping[int, int]) -> None:
        """Compare these days with one another."""
        self._answers = answers
        counts = sorted(answers.values())
        self._bounds = [counts[len(counts) * part // 4] for part in (1, 2, 3)] if counts else []

    def cell(self, day: int, today: int, signs: str) -> tuple[str, str]:
        """Return a day's sign with its style; days to come have none."""
        if day > today:
            return " ", ""
        count = self._answers.get(day, 0)
        level = 1 + bisect_right(self._bounds, count) if count else 0
        return signs[level], "$primary" if level else "$line"


def _strip(levels: Levels, today: int, width: int) -> Content:
    """Return the weeks beside one another, and above each month's first whole week its name."""
    weeks = min(_MOST_WEEKS, (width + 1) // (_WEEK + 1))
    first = _monday(today) - _WEEK * (weeks - 1)
    cells: list[tuple[str, str]] = []
    for week in range(weeks):
        cells += [levels.cell(first + _WEEK * week + place, today, _BARS) for place in range(_WEEK)]
        cells.append((" ", ""))
    heads = _heads(first, weeks, _WEEK + 1).rstrip()
    if len(heads) + len(_WORDS) + 1 < len(cells):
        heads += _WORDS.rjust(len(cells) - 1 - len(heads))
    return Content.assemble((heads, "$quiet"), "\n", *cells[:-1])


def _whole(levels: Levels, today: int, width: int) -> Content:
    """Return a column for each week, two cells wide."""
    weeks = min(_MOST_WEEKS, (width - _LABEL) // 2)
    first = _monday(today) - _WEEK * (weeks - 1)
    lines: list[str | tuple[str, str]] = [(" " * _LABEL + _heads(first, weeks, 2), "$quiet")]
    for place in range(_WEEK):
        lines.append((f"\n{_WEEKDAYS[place].ljust(_LABEL)}", "$quiet"))
        for week in range(weeks):
            lines += levels.cell(first + _WEEK * week + place, today, _SHADES), " "
    return Content.assemble(*lines)


def _heads(first: int, weeks: int, wide: int) -> str:
    """Return the names of the months, each above the week with its first day; one that would touch the next is left out."""
    line = ""
    for week in range(weeks):
        days = [date_of_day(first + _WEEK * week + place) for place in range(_WEEK)]
        starts = next((day for day in days if day.day == 1), days[0] if not week else None)
        if starts and (not line or len(line) + 1 <= week * wide):
            soon = not week and any(date_of_day(first + place).day == 1 for place in range(1, -(-5 // wide) * _WEEK))
            line = line if soon and starts.day != 1 else line.ljust(week * wide) + _MONTHS[starts.month - 1]
    return line[: weeks * wide]


def _monday(day: int) -> int:
    """Return the Monday of a day's week; day 0 was a Thursday."""
    return day - (day + 3) % _WEEK
