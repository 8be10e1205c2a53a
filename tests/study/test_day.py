"""The study day is the learner's own, whatever the clock does."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import UsageError
from quiz.study.day import FURTHEST_FLIGHT, date_of_day, day_of_answer, day_start, milliseconds, study_day

SHORTEST = timedelta(microseconds=1)
# Both hemispheres, a shift of half an hour, shifts at midnight, two shifts around Ramadan, a zone that lost a day, and none.
ZONES = [
    ZoneInfo(name)
    for name in (
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
        "America/Sao_Paulo",
        "Asia/Beirut",
        "Africa/Casablanca",
        "Pacific/Apia",
        "UTC",
    )
]
all_zones = st.sampled_from(sorted(available_timezones())).map(ZoneInfo)
hours = st.integers(0, 23)
moments = st.datetimes(datetime(1845, 1, 1), datetime(2099, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds it


def changes_of(zone: ZoneInfo, first: int, last: int) -> list[datetime]:
    """Return the moments, in UTC, at which a zone's clock is set to another offset, from one year's beginning to another's."""
    months = [datetime(year, month, 1, tzinfo=UTC) for year in range(first, last) for month in range(1, 13)]
    found = []
    for begin, end in pairwise([*months, datetime(last, 1, 1, tzinfo=UTC)]):
        before, after = begin, end
        offset = begin.astimezone(zone).utcoffset()
        if offset == end.astimezone(zone).utcoffset():
            continue
        while after - before > timedelta(seconds=1):
            middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
            before, after = (middle, after) if middle.astimezone(zone).utcoffset() == offset else (before, middle)
        found.append(after)
    return found


@st.composite
def everywhere(draw: st.DrawFn) -> datetime:
    """Draw a moment in a zone; half of them around a change of its clock, where there was one within two years."""
    zone, moment = draw(all_zones), draw(moments)
    if draw(st.booleans()) and (near := changes_of(zone, moment.year, min(moment.year + 2, 2099))):
        moment = draw(st.sampled_from(near)) + timedelta(seconds=draw(st.sampled_from((-1, 0, 1)) | st.integers(-30_000, 30_000)))
    return moment.astimezone(zone)


def check_day(now: datetime, hour: int) -> None:
    """Check that a moment lies in its study day, and that the first and the last moment of that day do."""
    day, moment = study_day(now, hour), now.astimezone(UTC)
    begin, end = (day_start(found, now, hour).astimezone(UTC) for found in (day, day + 1))
    assert begin <= moment < end
    assert day == study_day(begin.astimezone(now.tzinfo), hour) == study_day((end - SHORTEST).astimezone(now.tzinfo), hour)
    assert study_day((begin - SHORTEST).astimezone(now.tzinfo), hour) < day < study_day(end.astimezone(now.tzinfo), hour)


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        ("2025-11-08 03:59:59", "2025-11-07"),
        ("2025-11-08 04:00:00", "2025-11-08"),
        ("2025-11-08 23:59:59", "2025-11-08"),
        ("2025-11-09 00:00:00", "2025-11-08"),
        ("2025-11-09 03:59:59", "2025-11-08"),
        ("1970-01-01 03:59:59", "1969-12-31"),
    ],
)
def test_a_day_begins_at_four(clock: str, expected: str) -> None:
    for zone in ZONES:
        day = study_day(datetime.fromisoformat(clock).replace(tzinfo=zone))
        assert date.fromisoformat(expected) == date_of_day(day)


def test_days_are_counted_from_1970() -> None:
    assert 0 == study_day(datetime(1970, 1, 1, 12, tzinfo=UTC))
    assert 20_400 == study_day(datetime(2025, 11, 8, 12, tzinfo=UTC))


def test_the_rollover_hour_can_be_chosen() -> None:
    assert 20_400 == study_day(datetime(2025, 11, 8, 0, 0, tzinfo=UTC), 0)
    assert 20_399 == study_day(datetime(2025, 11, 8, 22, 59, tzinfo=UTC), 23)


@pytest.mark.parametrize(
    ("zone", "changes", "hours"),
    [
        ("Europe/Berlin", "2025-03-29", 23),
        ("Europe/Berlin", "2025-10-25", 25),
        ("America/New_York", "2025-03-08", 23),
        ("America/New_York", "2025-11-01", 25),
        ("Australia/Lord_Howe", "2025-04-05", 24.5),
        ("Australia/Lord_Howe", "2025-10-04", 23.5),
        ("Asia/Beirut", "2025-03-29", 23),
    ],
)
def test_a_day_with_a_change_of_the_clock_is_longer_or_shorter(zone: str, changes: str, hours: float) -> None:
    noon = datetime.fromisoformat(changes).replace(hour=12, tzinfo=ZoneInfo(zone))
    day = study_day(noon)
    begins, ends = (milliseconds(day_start(found, noon)) for found in (day, day + 1))
    assert hours * 3_600_000 == ends - begins
    assert (day, day + 1) == tuple(study_day(datetime.fromtimestamp(at / 1000, noon.tzinfo)) for at in (ends - 1, ends))


# Every zone, every moment, every hour


@given(everywhere(), hours)
def test_every_moment_belongs_to_exactly_one_day(now: datetime, hour: int) -> None:
    check_day(now, hour)


@given(all_zones, st.integers(-400, 25_000), hours)
def test_days_follow_each_other_without_gap_or_overlap(zone: ZoneInfo, first: int, hour: int) -> None:
    now = datetime.fromtimestamp(0, zone)
    starts = [milliseconds(day_start(day, now, hour)) for day in range(first, first + 8)]
    assert starts == sorted(starts)
    # All but eight days in 1,000 zone-years have 23 to 25 hours; a date that was skipped or lived twice makes the others.
    assert 7 * 86_400_000 - 27 * 3_600_000 <= starts[-1] - starts[0] <= 7 * 86_400_000 + 27 * 3_600_000


@given(everywhere(), st.integers(0, 7 * 86_400), hours)
def test_days_never_run_backwards(now: datetime, seconds: int, hour: int) -> None:
    later = (now.astimezone(UTC) + timedelta(seconds=seconds)).astimezone(now.tzinfo)
    days = study_day(later, hour) - study_day(now, hour)
    assert 0 <= days <= seconds // 86_400 + 2


@given(everywhere(), hours)
def test_a_day_is_the_date_of_its_wall_clock(now: datetime, hour: int) -> None:
    date_then = (now.replace(tzinfo=None) - timedelta(hours=hour)).date()
    day = date_of_day(study_day(now, hour))
    # Where a clock is put back over the hour at which a day begins, the day has begun all the same.
    assert day == date_then or (now.fold and day > date_then)


@given(st.datetimes(datetime(1845, 1, 1), datetime(2099, 12, 31)), all_zones, st.integers(0, 1), hours)  # noqa: DTZ001
def test_a_time_that_the_clock_skipped_is_a_moment_too(wall: datetime, zone: ZoneInfo, fold: int, hour: int) -> None:
    now = wall.replace(tzinfo=zone, fold=fold)
    assert study_day(now.astimezone(UTC).astimezone(zone), hour) == study_day(now, hour)
    check_day(now, hour)


@given(everywhere(), all_zones, hours)
def test_a_journey_moves_the_calendar_by_two_days_at_most(now: datetime, there: ZoneInfo, hour: int) -> None:
    assert abs(study_day(now.astimezone(there), hour) - study_day(now, hour)) <= FURTHEST_FLIGHT


@pytest.mark.long
def test_every_change_of_every_clock() -> None:
    random, checked = Random(5), 0
    for zone in sorted(available_timezones()):
        for change in changes_of(ZoneInfo(zone), 1840, 2040):
            for hour in {0, 2, 3, 4, 23, random.randrange(24)}:
                seconds = random.choice((-1, 0, 1, random.randint(-4_000, 4_000), random.randint(-100_000, 100_000)))
                check_day((change + timedelta(seconds=seconds)).astimezone(ZoneInfo(zone)), hour)
                checked += 1
    assert checked > 100_000


# The odd ones


def at(zone: str, clock: str, hour: int, fold: int = 0) -> str:
    return str(date_of_day(study_day(datetime.fromisoformat(clock).replace(tzinfo=ZoneInfo(zone), fold=fold), hour)))


def begins(zone: str, day: str, hour: int) -> str:
    there = datetime(2000, 1, 1, tzinfo=ZoneInfo(zone))
    return str(day_start((date.fromisoformat(day) - date(1970, 1, 1)).days, there, hour))


def test_a_day_begins_with_the_skip_where_its_hour_is_skipped() -> None:
    assert "2025-03-30 03:00:00+02:00" == begins("Europe/Berlin", "2025-03-30", 2)
    assert "2025-03-30 01:00:00+03:00" == begins("Asia/Beirut", "2025-03-30", 0)
    assert "1916-06-15 00:00:00+01:00" == begins("Europe/London", "1916-06-15", 0)
    assert "2025-10-05 02:30:00+11:00" == begins("Australia/Lord_Howe", "2025-10-05", 2)
    # From 23:30 to 00:30: midnight is in the middle of what is skipped.
    assert "1919-03-31 00:30:00-04:00" == begins("America/Toronto", "1919-03-31", 0)


def test_a_day_begins_the_first_time_where_its_hour_comes_twice() -> None:
    assert "2025-10-26 02:00:00+02:00" == begins("Europe/Berlin", "2025-10-26", 2)
    for fold in (0, 1):
        assert "2025-10-26" == at("Europe/Berlin", "2025-10-26 02:30", 2, fold)
        assert "2025-10-25" == at("Europe/Berlin", "2025-10-26 02:30", 3, fold)


def test_a_clock_that_is_put_back_over_midnight_does_not_bring_the_day_before_back() -> None:
    # In Newfoundland, clocks were put back from 00:01 to 23:01.
    assert "2010-11-07" == at("America/St_Johns", "2010-11-07 00:00:30", 0)
    assert "2010-11-07" == at("America/St_Johns", "2010-11-06 23:30", 0, fold=1)
    assert "2010-11-06" == at("America/St_Johns", "2010-11-06 23:30", 0)


def test_a_date_that_samoa_never_had() -> None:
    assert begins("Pacific/Apia", "2011-12-31", 0) == begins("Pacific/Apia", "2011-12-30", 0) == "2011-12-31 00:00:00+14:00"
    assert "2011-12-31" == at("Pacific/Apia", "2011-12-31 00:00", 0)
    # With the day beginning at four, the hours until then belong to it.
    assert "2011-12-30" == at("Pacific/Apia", "2011-12-31 03:59", 4)
    assert ("2011-12-29", "2011-12-31") == (at("Pacific/Apia", "2011-12-29 23:59", 4), at("Pacific/Apia", "2011-12-31 04:00", 4))


def test_a_date_that_kwajalein_lived_twice() -> None:
    for fold in (0, 1):
        assert "1969-09-30" == at("Pacific/Kwajalein", "1969-09-30 12:00", 4, fold)


def test_an_answer_after_a_flight_east_joins_the_later_day() -> None:
    assert 20_401 == day_of_answer(20_400, 20_401)
    assert 20_402 == day_of_answer(20_400, 20_402)
    assert [20_400] * 4 == [day_of_answer(20_400, last) for last in (None, 20_399, 20_400, 20_403)]  # the last: a wrong clock


def test_milliseconds_are_those_of_utc() -> None:
    assert 1_000 == milliseconds(datetime(1970, 1, 1, 1, 0, 1, tzinfo=ZoneInfo("Europe/Berlin")))


@given(everywhere(), hours)
def test_whole_milliseconds_stay_in_the_day_of_their_moment(now: datetime, hour: int) -> None:
    moment = milliseconds(now)
    assert timedelta() <= now.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC) - timedelta(milliseconds=moment)
    assert milliseconds(day_start(study_day(now, hour), now, hour)) <= moment
    last = day_start(study_day(now, hour) + 1, now, hour).astimezone(UTC) - timedelta(microseconds=1)
    assert milliseconds(last) < milliseconds(day_start(study_day(now, hour) + 1, now, hour))


@pytest.mark.parametrize(
    "clock", ["0001-01-01T00:00+14:00", "0001-12-31T23:00+00:00", "9800-01-01T00:00+00:00", "9999-12-31T23:59-12:00"]
)
def test_a_moment_that_no_calendar_reaches_is_refused(clock: str) -> None:
    for ask in (study_day, milliseconds, lambda now: day_start(0, now)):
        with pytest.raises(UsageError, match="set the clock right"):
            ask(datetime.fromisoformat(clock))


def test_a_moment_without_a_zone_is_refused() -> None:
    naive = datetime(2025, 11, 8, 12)  # noqa: DTZ001 - what is refused
    for ask in (study_day, milliseconds, lambda now: day_start(0, now)):
        with pytest.raises(UsageError, match="time zone"):
            ask(naive)
