"""Times in few words: how long until, how long it took, which day."""

from datetime import date

MINUTE, HOUR, DAY = 60, 3600, 86_400
_MONTH = 30.44
_YEAR = 365.25


def interval(seconds: int) -> str:
    """Return a waiting time as the grades show it, such as `10m`, `8d`, `1.2mo`, `3.4y`."""
    if seconds < MINUTE:
        return "<1m"
    if seconds < HOUR:
        return f"{round(seconds / MINUTE)}m"
    if seconds < DAY:
        return f"{_tenths(seconds / HOUR)}h"
    days = seconds / DAY
    if days < 30:
        return f"{round(days)}d"
    return f"{_tenths(days / _MONTH)}mo" if days < _YEAR else f"{_tenths(days / _YEAR)}y"


def spent(seconds: float) -> str:
    """Return a time that was spent, such as `40 s`, `4 min`, `1 h 5 min`."""
    whole = round(seconds)
    if whole < MINUTE:
        return f"{whole} s"
    minutes = round(whole / MINUTE)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def days(number: int) -> str:
    """Return which day is meant, counted from today: `today`, `tomorrow`, `in 3 days`, `2 days ago`."""
    if number in (0, 1, -1):
        return {0: "today", 1: "tomorrow", -1: "yesterday"}[number]
    return f"in {number:,} days" if number > 0 else f"{-number:,} days ago"


def count(number: int, one: str, several: str = "") -> str:
    """Return a number and what is counted."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def long_date(day: date) -> str:
    """Return a date in words, such as `Monday, 23 November`; English whatever the locale."""
    weekdays = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    months = (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    )  # fmt: skip
    return f"{weekdays[day.weekday()]}, {day.day} {months[day.month - 1]}"


def short_date(day: date) -> str:
    """Return a date in few letters, such as `23 Nov`; English whatever the locale."""
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{day.day} {months[day.month - 1]}"


def _tenths(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
