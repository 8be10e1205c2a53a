"""The study day: the learner's calendar day, which begins some hours after midnight so that a late evening belongs to it."""

from datetime import date, datetime, timedelta

from quiz.errors import UsageError

ROLLOVER_HOUR = 4
"""The local hour at which a study day begins, as in Anki."""
_EPOCH = date(1970, 1, 1).toordinal()


def study_day(now: datetime, rollover_hour: int = ROLLOVER_HOUR) -> int:
    """Return the study day of a moment, in days since 1970-01-01.

    The wall clock of the moment's own time zone decides, so that a change to or from summer time never makes a day longer
    than it looks. Raises `UsageError` for a moment without a time zone.
    """
    _with_zone(now)
    day = now.date().toordinal() - _EPOCH
    return day - 1 if now.hour < rollover_hour else day


def day_start(day: int, now: datetime, rollover_hour: int = ROLLOVER_HOUR) -> datetime:
    """Return the moment at which study day `day` begins in the time zone of `now`."""
    _with_zone(now)
    calendar = date_of_day(day)
    return datetime(calendar.year, calendar.month, calendar.day, rollover_hour, tzinfo=now.tzinfo)


def date_of_day(day: int) -> date:
    """Return the calendar date by which a study day is known."""
    return date(1970, 1, 1) + timedelta(days=day)


def milliseconds(now: datetime) -> int:
    """Return a moment in milliseconds since the epoch (UTC). Raises `UsageError` for a moment without a time zone."""
    _with_zone(now)
    return round(now.timestamp() * 1000)


def _with_zone(now: datetime) -> None:
    if now.tzinfo is None:
        raise UsageError("now has no time zone; give an aware datetime, such as datetime.now(UTC).")
