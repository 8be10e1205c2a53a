"""The study day: the learner's calendar day, which begins some hours after midnight so that a late evening belongs to it.

A day begins at the first moment at which the wall clock has reached the rollover hour of its date, and lasts until the next one
begins. So in one time zone the days follow each other without gap or overlap, whatever is done to the clocks: where the hour is
skipped, the day begins with the skip; where it comes twice, it begins the first time, and a clock that is put back does not
bring back the day before; and a date that a zone never had (Samoa's 30 December 2011) is a day without a moment, or a short one.
"""

from datetime import UTC, date, datetime, timedelta

from quiz.errors import UsageError

ROLLOVER_HOUR = 4
"""The local hour at which a study day begins, as in Anki."""
FURTHEST_FLIGHT = 2
"""Study days by which a journey can put the calendar back: the earliest and the latest zone are 26 hours apart."""
YEARS = range(2, 9800)
"""The years in which somebody can study: with the next study day and the longest interval, all dates are in the calendar."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST = _EPOCH.toordinal()
_SECOND = timedelta(seconds=1)
_MILLISECOND = timedelta(milliseconds=1)


def study_day(now: datetime, rollover_hour: int = ROLLOVER_HOUR) -> int:
    """Return the study day of a moment, in days since 1970-01-01, in the moment's own time zone.

    A time that the zone's clocks skipped means the moment that Python takes it for. Raises `UsageError` for a moment without a
    time zone.
    """
    moment = _moment(now)
    local = moment.astimezone(now.tzinfo)
    day = local.toordinal() - _FIRST
    if local.hour < rollover_hour:
        day -= 1
    if local.fold:  # the clock was put back: the day may have begun before it was
        while _start(day + 1, local, rollover_hour) <= moment:
            day += 1
    return day


def day_start(day: int, now: datetime, rollover_hour: int = ROLLOVER_HOUR) -> datetime:
    """Return the moment at which study day `day` begins in the time zone of `now`.

    Raises `UsageError` for a `now` without a time zone.
    """
    _moment(now)
    return _start(day, now, rollover_hour).astimezone(now.tzinfo)


def day_of_answer(day: int, last_day: int | None) -> int:
    """Return the day under which an answer is recorded that is given on study day `day` to a card last answered on `last_day`.

    It is the day itself, unless the card was answered on one that is still to come here: who flies east across the date line
    lives a day twice. Events count in the order of their days, so the answer joins the later one; under its own it would
    count as given before the answer that it follows. A last day further ahead than any flight tells of a clock that was
    wrong then; the answer keeps its own day.
    """
    return last_day if last_day is not None and day < last_day <= day + FURTHEST_FLIGHT else day


def date_of_day(day: int) -> date:
    """Return the calendar date by which a study day is known."""
    return date(1970, 1, 1) + timedelta(days=day)


def milliseconds(now: datetime) -> int:
    """Return a moment in whole milliseconds since the epoch (UTC). Raises `UsageError` for a moment without a time zone.

    What is left of a millisecond is cut off, so that a moment never comes to lie in the study day after its own.
    """
    return (_moment(now) - _EPOCH) // _MILLISECOND


def _moment(now: datetime) -> datetime:
    """Return a moment in UTC. All reckoning is done there: Python compares times of one zone by what the clock reads."""
    if now.tzinfo is None or now.utcoffset() is None:
        raise UsageError("now has no time zone; give an aware datetime, such as datetime.now(UTC).")
    if now.year not in YEARS:
        raise UsageError(f"now is {now.isoformat()}, which no calendar here reaches; set the clock right.")
    return now.astimezone(UTC)


def _start(day: int, like: datetime, rollover_hour: int) -> datetime:
    """Return when a study day begins in the zone of `like`, in UTC."""
    calendar = date_of_day(day)
    wall = datetime(calendar.year, calendar.month, calendar.day, rollover_hour)  # noqa: DTZ001 - what the clock reads
    earlier, later = (wall.replace(tzinfo=like.tzinfo, fold=fold).astimezone(UTC) for fold in (0, 1))
    if earlier <= later:
        return earlier  # the only time that the clock reads so, or the first of two
    # The clock skips this hour at a moment between the two: the first at which it reads at least that much.
    begin, end = later, earlier
    while end - begin > _SECOND:
        middle = begin + (end - begin) // _SECOND // 2 * _SECOND
        if middle.astimezone(like.tzinfo).replace(tzinfo=None) < wall:
            begin = middle
        else:
            end = middle
    return end
