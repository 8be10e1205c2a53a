"""The figures of `quiz stats` as text: a dashboard, and one chart at a time."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from quiz.cli import stats_data
from quiz.cli.wording import span
from quiz.study.charts import Bar, Look, Stack, bars, calendar, shade, sparkline, stacks, table
from quiz.study.day import date_of_day
from quiz.study.statistics_coverage import Level
from quiz.study.statistics_retention import Retention
from quiz.study.statistics_series import due_ahead, weeks_back

if TYPE_CHECKING:
    from quiz.collection.figures import Figures
    from quiz.study.statistics import Statistics
    from quiz.study.statistics_spreads import Spread, Standing

_DAYS_AHEAD = 30
_WEEKS_BACK = 12
_DAYS_BACK = 14
_MOST_ROWS = 20
_UNKNOWN = "not known before the first review"
_LEVELS = (Level.KNOWN, Level.LEARNING, Level.NEW)


def dashboard(figures: "Figures", look: Look) -> list[str]:
    """Return the most important figures in a screenful: numbers, the calendar, what is due, and how well it is remembered."""
    found = figures.statistics
    lines = [*numbers(found), *_standing(figures.standing, len(figures.leeches))]
    if not found.reviews:
        return lines
    lines += ["", "Answers by day", *calendar(found.by_day, figures.day, look)]
    due = due_ahead(figures.forecast, figures.day, _DAYS_AHEAD)
    waiting = sum(due)
    lines += ["", f"{'due in 30 days':<16}{sparkline(due, look.narrower(38))}  {waiting} cards, {due[0]} today"]
    weeks = weeks_back(found.retention_by_day, figures.day, _WEEKS_BACK)
    if any(part.reviews for part in weeks.values()):
        shares = sparkline([part.share for part in weeks.values()], look.narrower(38), most=1.0)
        lines.append(f"{'kept by week':<16}{shares}  the last {_WEEKS_BACK} weeks, from 0 to 100%")
    hours = sparkline([hour.answers for hour in found.by_hour], look.narrower(38))
    lines.append(f"{'hours':<16}{hours}  0 to 23 h, by the clock here")
    spreads = figures.spreads
    if spreads.stability.median is not None and spreads.difficulty.mean is not None:
        lines.append(
            f"{'memory':<16}stability {_days(spreads.stability.median)} at the median, difficulty {spreads.difficulty.mean:.1f}; "
            f"{spreads.remembered:.0f} of {spreads.stability.total} met would be recalled now"
        )
    return lines


def numbers(found: "Statistics") -> list[str]:
    """Return the numbers of the log."""
    grades = ", ".join(f"{number} {name}" for name, number in found.by_rating.items())
    days = f"{found.streak} day{'' if found.streak == 1 else 's'} in a row"
    rows = [
        ("answers", f"{found.reviews} to {found.cards} cards, in {span(found.seconds)}"),
        ("today", f"{found.reviews_today} to {found.cards_today} cards, in {span(found.seconds_today)}; {days}"),
        ("grades", grades),
        ("true retention", _UNKNOWN if found.true_retention is None else f"{found.true_retention:.1%}"),
    ]
    if found.true_retention is not None:
        rows.append(("", f"young cards {_share(found.retention.young)}, mature cards {_share(found.retention.mature)}"))
    return [f"{name:<16}{text}" for name, text in rows]


def retention(figures: "Figures", look: Look) -> list[str]:
    """Return the true retention of the last weeks, and of each deck and relation."""
    weeks = weeks_back(figures.statistics.retention_by_day, figures.day, _WEEKS_BACK)
    lines = ["By week", *_shares({date_of_day(week).isoformat(): part for week, part in weeks.items()}, look)]
    for name, parts in (("deck", figures.retention_by_deck), ("relation", figures.retention_by_relation)):
        lines += ["", f"By {name}", *_shares(parts, look)]
    phases = {"young": figures.statistics.retention.young, "mature": figures.statistics.retention.mature}
    return [*lines, "", *bars([Bar(name, share or 0, _share(share)) for name, share in phases.items()], look, most=1.0)]


def answers_by_day(figures: "Figures", look: Look) -> list[str]:
    """Return the calendar of answers."""
    found = figures.statistics
    streaks = f"{found.streak} in a row up to today, {found.longest_streak} at most"
    return [*calendar(found.by_day, figures.day, look), "", f"{len(found.by_day)} days with answers: {streaks}"]


def forecast(figures: "Figures", look: Look) -> list[str]:
    """Return how many cards wait for each of the next days."""
    due = due_ahead(figures.forecast, figures.day, _DAYS_AHEAD)
    rows = [Bar(_weekday(figures.day + ahead), number, str(number)) for ahead, number in enumerate(due)]
    later = sum(figures.forecast.by_day.values()) - sum(due) + figures.forecast.overdue
    lines = [*bars(rows, look), "", f"{sum(due)} cards in {_DAYS_AHEAD} days, {later} later"]
    overdue = figures.forecast.overdue
    return [*lines, f"{overdue} of those of today were due before"] if overdue else lines


def stability(figures: "Figures", look: Look) -> list[str]:
    """Return the spread of stabilities, and that of intervals."""
    return [
        "Stability: days after which the chance of recall has fallen to 90 %",
        *_histogram(figures.spreads.stability, look, _span_of_days),
        "",
        "Intervals: days from the last review to the due day",
        *_histogram(figures.spreads.intervals, look, _span_of_days),
    ]


def difficulty(figures: "Figures", look: Look) -> list[str]:
    """Return the spread of difficulties."""
    return _histogram(figures.spreads.difficulty, look, lambda low, high: f"{low:.0f} to {high:.0f}")


def retrievability(figures: "Figures", look: Look) -> list[str]:
    """Return the spread of the chances of recall today."""
    found = figures.spreads
    lines = _histogram(found.retrievability, look, lambda low, high: f"{low:.0%} to {high:.0%}")
    return [*lines, f"{found.remembered:.1f} of {found.retrievability.total} cards that were met would be recalled now"]


def time(figures: "Figures", look: Look) -> list[str]:
    """Return the time spent on each of the last days, and the hours of the day."""
    found = figures.statistics
    days = range(figures.day - _DAYS_BACK + 1, figures.day + 1)
    rows = [Bar(_weekday(day), found.seconds_by_day.get(day, 0), span(found.seconds_by_day.get(day, 0))) for day in days]
    lines = [*bars(rows, look), "", f"{span(found.seconds)} in all, {_each(found.seconds, found.reviews)} an answer"]
    if not found.by_hour:
        return lines
    hours = [
        Bar(f"{hour:02} h", part.answers, f"{part.answers} answers, {_kept(part.retention)}")
        for hour, part in enumerate(found.by_hour)
        if part.answers
    ]
    return [*lines, "", "Hours of the day, by the clock here", *bars(hours, look)]


def confusions(figures: "Figures", look: Look) -> list[str]:
    """Return which answer was given in place of which."""
    found = figures.confusions
    if not found:
        return ["No answer was given in place of another yet."]
    rows = [Bar(f"{pair.given} for {pair.right}", pair.count, f"{pair.count}") for pair in found[:_MOST_ROWS]]
    return [*bars(rows, look), *_more(len(found))]


def coverage(figures: "Figures", look: Look) -> list[str]:
    """Return how much of each relation is known, and of each subject."""
    found = figures.coverage
    if not found.cells:
        return ["No cards."]
    levels = found.levels
    rows = [
        Stack(relation, tuple(counts[level] for level in _LEVELS), f"{counts[Level.KNOWN]} of {sum(counts.values())} known")
        for relation, counts in found.relations.items()
    ]
    legend = "  ".join(f"{shade(place, look.marks)} {level}: {levels[level]}" for place, level in enumerate(_LEVELS))
    cells = {subject: {relation: _LEVELS.index(level) for relation, level in row.items()} for subject, row in found.cells.items()}
    return [*stacks(rows[:_MOST_ROWS], look), *_more(len(rows)), legend, "", *table(cells, list(found.relations), look)]


def relations(figures: "Figures", look: Look) -> list[str]:
    """Return the true retention of each relation."""
    return _shares(figures.retention_by_relation, look)


def forms(figures: "Figures", look: Look) -> list[str]:
    """Return how each form was answered, and how each kind of card was graded."""
    found = figures.statistics
    rows = [
        Bar(
            form,
            part.retention.share or 0,
            f"{part.answers} answers, {_kept(part.retention)}",
        )
        for form, part in found.forms.items()
    ]
    grades = [
        Bar(f"{phase}, {grade}", number, str(number))
        for phase, counts in found.by_phase.items()
        for grade, number in counts.items()
    ]
    return [*bars(rows, look, most=1.0), "", "Grades, by what the card was before", *bars(grades, look)] if rows else [_UNKNOWN]


CHARTS: Mapping[str, tuple[Callable[["Figures", Look], list[str]], Callable[["Figures"], stats_data.Data]]] = {
    "retention": (retention, stats_data.retention),
    "calendar": (answers_by_day, stats_data.calendar),
    "forecast": (forecast, stats_data.forecast),
    "stability": (stability, stats_data.stability),
    "difficulty": (difficulty, stats_data.difficulty),
    "retrievability": (retrievability, stats_data.retrievability),
    "time": (time, stats_data.time),
    "confusions": (confusions, stats_data.confusions),
    "coverage": (coverage, stats_data.coverage),
    "relations": (relations, stats_data.relations),
    "forms": (forms, stats_data.forms),
}
"""The charts that can be asked for alone: each as text, and its figures as data."""


def _standing(found: "Standing", leeches: int) -> list[str]:
    hidden = found.suspended + found.buried
    parts = [
        f"{found.new} new",
        f"{found.learning + found.relearning} learning",
        f"{found.young} young",
        f"{found.mature} mature",
    ]
    parts += [f"{number} {name}" for number, name in ((hidden, "suspended or buried"), (leeches, "leeches among them")) if number]
    return [f"{'cards':<16}{', '.join(parts)}"]


def _shares(parts: Mapping[str, Retention], look: Look) -> list[str]:
    rows = [Bar(name, part.share or 0, f"{_share(part.share)} of {part.reviews}") for name, part in parts.items()]
    return [*bars(rows[:_MOST_ROWS], look, most=1.0), *_more(len(rows))] if rows else [_UNKNOWN]


def _histogram(found: "Spread", look: Look, name: Callable[[float, float], str]) -> list[str]:
    rows = [
        Bar(name(low, high), count, str(count))
        for low, high, count in zip(found.edges, found.edges[1:], found.counts, strict=False)
    ]
    lines = bars(rows, look)
    if found.mean is None or found.median is None:
        return [*lines, "no card was met yet"]
    return [*lines, f"{found.total} cards, mean {found.mean:.2f}, median {found.median:.2f}"]


def _span_of_days(low: float, high: float) -> str:
    if high == float("inf"):
        return f"{_days(low)} and more"
    return f"{_days(low)} to {_days(high)}" if low else f"under {_days(high)}"


def _days(days: float) -> str:
    return span(days * 86_400)


def _weekday(day: int) -> str:
    return f"{date_of_day(day):%Y-%m-%d %a}"


def _each(seconds: int, answers: int) -> str:
    return f"{seconds / answers:.1f}s" if answers else "0s"


def _share(share: float | None) -> str:
    return "-" if share is None else f"{share:.1%}"


def _kept(part: Retention) -> str:
    return f"{_share(part.share)} of {part.reviews} kept" if part.reviews else "no review"


def _more(number: int) -> Sequence[str]:
    return [f"and {number - _MOST_ROWS} more"] if number > _MOST_ROWS else []
