"""How statistics word numbers, shares, days and the columns of a chart."""

from collections.abc import Sequence

from quiz.study.day import date_of_day
from quiz.study.statistics_retention import Retention
from quiz.study.statistics_series import Series
from quiz.tui.times import short_date

UNTIL_THEN = "This is known after the first answers."


def share(found: float | None) -> str:
    """Return a share in percent, or a dash where there is none."""
    return "–" if found is None else f"{found:.1%}"


def kept(part: Retention) -> str:
    """Return the share that was remembered and of how many reviews."""
    return f"{share(part.share)} of {part.reviews:,}" if part.reviews else "no reviews"


def dates(found: Series) -> list[str]:
    """Return the label of each column of a series."""
    starts = [date_of_day(first) for first, _ in found.spans]
    if found.unit == "year":
        return [str(start.year) for start in starts]
    if found.unit == "month":
        return [f"{short_date(start).split()[1]} {start.year}" for start in starts]
    return [short_date(start) for start in starts]


def named(found: Series, place: int) -> str:
    """Return the name of one column: `23 Nov`, `the week of 23 Nov`, `Nov 2026`, `2026`."""
    label = dates(found)[place]
    return f"the week of {label}" if found.unit == "week" else label


def in_days(days: float) -> str:
    """Return a number of days in its largest fitting unit: `12 days`, `3.4 months`, `2 years`."""
    if round(days) < 1 or days < 31:
        return f"{days:.1f}".removesuffix(".0") + (" day" if days == 1 else " days")
    amount, unit = (days / 30.44, "month") if days < 365.25 else (days / 365.25, "year")
    text = f"{amount:.1f}".removesuffix(".0")
    return f"{text} {unit}{'' if text == '1' else 's'}"


def short_days(days: float) -> str:
    """Return a number of days in few letters: `3d`, `2mo`, `5y`; `∞` for no end."""
    if days == float("inf"):
        return "…"
    if days < 30:
        return f"{days:.0f}d"
    return f"{days / 30.44:.0f}mo" if days < 365 else f"{days / 365:.0f}y"


def listed(words: Sequence[str]) -> str:
    """Return words in a row: `one, two and three`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""
