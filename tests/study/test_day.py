"""The study day is the learner's own, whatever the clock does."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import UsageError
from quiz.study.day import date_of_day, day_start, milliseconds, study_day

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
zones = st.sampled_from(ZONES)
moments = st.datetimes(datetime(2010, 1, 1), datetime(2037, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds it


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


@given(moments, st.integers(0, 7 * 86_400), zones)
def test_days_never_run_backwards(moment: datetime, seconds: int, zone: ZoneInfo) -> None:
    later = moment + timedelta(seconds=seconds)
    assert study_day(moment.astimezone(zone)) <= study_day(later.astimezone(zone))


@given(st.datetimes(), st.datetimes(), zones, st.integers(0, 23))
def test_days_follow_the_wall_clock(one: datetime, other: datetime, zone: ZoneInfo, hour: int) -> None:
    earlier, later = sorted((one, other))
    days = [study_day(found.replace(tzinfo=zone), hour) for found in (earlier, later)]
    assert days == sorted(days)


@given(moments, zones)
def test_a_moment_lies_within_its_day(moment: datetime, zone: ZoneInfo) -> None:
    now = moment.astimezone(zone)
    day = study_day(now)
    assert milliseconds(day_start(day, now)) <= milliseconds(now) < milliseconds(day_start(day + 1, now))
    assert day == study_day(day_start(day, now))


def test_milliseconds_are_those_of_utc() -> None:
    assert 1_000 == milliseconds(datetime(1970, 1, 1, 1, 0, 1, tzinfo=ZoneInfo("Europe/Berlin")))


def test_a_moment_without_a_zone_is_refused() -> None:
    naive = datetime(2025, 11, 8, 12)  # noqa: DTZ001 - what is refused
    for ask in (study_day, milliseconds, lambda now: day_start(0, now)):
        with pytest.raises(UsageError, match="time zone"):
            ask(naive)
