"""Series: counts by day as the columns of a chart that has room for so many, and the days and weeks that charts are about."""

from collections.abc import Callable, Iterable, Mapping
from itertools import accumulate

from attrs import frozen

from quiz.study.day import date_of_day
from quiz.study.statistics_retention import Retention, by_week, joined, monday
from quiz.study.statistics_spreads import Forecast

_WEEK = 7
_STARTS: Mapping[str, Callable[[int], bool]] = {
    "week": lambda day: day == monday(day),
    "month": lambda day: date_of_day(day).day == 1,
    "year": lambda day: (date_of_day(day).month, date_of_day(day).day) == (1, 1),
}
"""The units that are coarser than a day, and whether one begins on a study day."""


@frozen
class Series:
    """Days, weeks, months or years in a row, each with its first and its last study day."""

    unit: str
    """`day`, `week`, `month` or `year`."""
    spans: tuple[tuple[int, int], ...]

    def sums(self, by_day: Mapping[int, int]) -> list[int]:
        """Return what was counted in each of them."""
        return [sum(by_day.get(day, 0) for day in range(first, last + 1)) for first, last in self.spans]

    def levels(self, changes: Mapping[int, tuple[int, ...]], sorts: int) -> list[tuple[int, ...]]:
        """Return how many of each of so many sorts there are at the end of each of them, when these are the changes by day."""
        found, days, level = [], sorted(changes), [0] * sorts
        for _, last in self.spans:
            while days and days[0] <= last:
                level = [one + change for one, change in zip(level, changes[days.pop(0)], strict=True)]
            found.append(tuple(level))
        return found

    def retentions(self, by_day: Mapping[int, Retention]) -> list[Retention]:
        """Return the retention of each of them."""
        return [joined(by_day[day] for day in range(first, last + 1) if day in by_day) for first, last in self.spans]


def series(first: int, last: int, most: int) -> Series:
    """Return the study days from `first` to `last` in the finest units of which there are no more than `most`.

    Weeks begin on Mondays, months and years by the calendar; the first unit and the last one may be cut short.
    """
    days = range(first, max(first, last) + 1)
    if len(days) <= most:
        return Series("day", tuple((day, day) for day in days))
    for unit, starts in _STARTS.items():
        begins = sorted({days[0], *(day for day in days if starts(day))})
        if len(begins) <= most or unit == "year":
            ends = [start - 1 for start in begins[1:]] + [days[-1]]
            return Series(unit, tuple(zip(begins, ends, strict=True))[-most:])
    raise AssertionError


def weeks_back(by_day: Mapping[int, Retention], today: int, weeks: int) -> dict[int, Retention]:
    """Return the retention of the last weeks, by the study day of their Mondays; those without a review are among them."""
    found, last = by_week(by_day), monday(today)
    return {week: found.get(week, Retention()) for week in range(last - _WEEK * (weeks - 1), last + 1, _WEEK)}


def due_ahead(found: Forecast, today: int, days: int) -> list[int]:
    """Return how many cards wait for each of the next days, from today on; those whose day has passed wait today."""
    by_day = [found.by_day.get(today + ahead, 0) for ahead in range(days)]
    return [by_day[0] + found.overdue, *by_day[1:]]


def running(counts: Iterable[int], before: int = 0) -> list[int]:
    """Return the sums up to each count, `before` among them."""
    return list(accumulate(counts, initial=before))[1:]
