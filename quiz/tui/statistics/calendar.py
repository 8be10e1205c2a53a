"""The calendar: what stands above the weeks and below them, and a day in words."""

from quiz.study.charts import Bar
from quiz.study.day import date_of_day
from quiz.study.statistics import Statistics
from quiz.tui.figure_blocks import Block, bar_lines
from quiz.tui.statistics.known import Known
from quiz.tui.statistics.wording import kept
from quiz.tui.times import count, long_date, spent

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEK = 7
_THURSDAY = 3
"""The weekday of study day 0, counted from Monday."""


def blocks(known: Known) -> list[Block]:
    """Return what stands above the weeks."""
    found = known.whole.statistics
    if not found.by_day:
        return [Block("Calendar", "No answers yet. Every day on which you study is marked here.")]
    share = len(found.by_day) / (known.today - min(found.by_day) + 1)
    words = (
        f"{count(len(found.by_day), 'day')} with answers, {share:.0%} of those since the first; {found.streak:,} in a row up to "
        f"today, {found.longest_streak:,} at most. {known.arrows} choose a day."
    )
    return [Block("Calendar", words, wide=True)]


def below(known: Known) -> list[Block]:
    """Return what stands below the weeks: the answers of each weekday."""
    found = known.whole.statistics.by_day
    sums = [sum(number for day, number in found.items() if (day + _THURSDAY) % _WEEK == place) for place in range(_WEEK)]
    rows = [Bar(name, number, f"{number:,}") for name, number in zip(_WEEKDAYS, sums, strict=True)]
    return [Block("Weekdays", "All answers, by the day of the week.", lambda look: bar_lines(rows, look))]


def day_in_words(found: Statistics, day: int) -> str:
    """Return what was done on a study day."""
    date = date_of_day(day)
    words = f"{long_date(date)} {date.year}: "
    if not (answers := found.by_day.get(day, 0)):
        return f"{words}no answers"
    words += f"{count(answers, 'answer')} in {spent(found.seconds_by_day.get(day, 0))}"
    if new := found.new_by_day.get(day):
        words += f", {count(new, 'new card')}"
    part = found.retention_by_day.get(day)
    return f"{words}, {kept(part)} reviews kept" if part else words
