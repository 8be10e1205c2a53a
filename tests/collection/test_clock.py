"""The computer's clock, with the rules of its zone and not only the offset of the moment."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.collection.clock import LOCAL, local_now
from quiz.study.day import day_start, milliseconds, study_day

pytestmark = pytest.mark.skipif(not hasattr(time, "tzset"), reason="only where a program can choose its zone")
NAMES = ("Europe/Berlin", "Australia/Lord_Howe", "America/Sao_Paulo", "Pacific/Apia", "UTC")


@pytest.fixture(autouse=True)
def _zone_as_it_was() -> Iterator[None]:
    before = os.environ.get("TZ")
    yield
    if before is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = before
    time.tzset()


def live_in(name: str) -> ZoneInfo:
    os.environ["TZ"] = name
    time.tzset()
    return ZoneInfo(name)


@given(st.sampled_from(NAMES), st.datetimes(datetime(1972, 1, 1), datetime(2037, 12, 31)), st.integers(0, 1))  # noqa: DTZ001
def test_the_local_zone_is_the_zone_that_the_computer_is_in(name: str, wall: datetime, fold: int) -> None:
    zone = live_in(name)
    moment = wall.replace(tzinfo=UTC)
    expected, found = moment.astimezone(zone), moment.astimezone(LOCAL)
    assert (expected.replace(tzinfo=None), expected.fold) == (found.replace(tzinfo=None), found.fold)
    read = wall.replace(fold=fold)
    assert read.replace(tzinfo=zone).utcoffset() == read.replace(tzinfo=LOCAL).utcoffset()
    assert study_day(expected) == study_day(found)
    assert milliseconds(day_start(20_400, expected)) == milliseconds(day_start(20_400, found))


def test_the_next_day_begins_when_the_clock_says_four_after_the_change() -> None:
    zone = live_in("Europe/Berlin")
    evening = datetime(2025, 10, 25, 23, tzinfo=LOCAL)
    begins = day_start(study_day(evening) + 1, evening)
    assert milliseconds(datetime(2025, 10, 26, 4, tzinfo=zone)) == milliseconds(begins)


def test_now_is_in_the_zone_that_the_computer_is_set_to_now() -> None:
    live_in("Asia/Tokyo")
    assert timedelta(hours=9) == local_now().utcoffset()
    os.environ["TZ"] = "Pacific/Honolulu"  # without telling the program
    assert timedelta(hours=-10) == local_now().utcoffset()
    assert abs(local_now() - datetime.now(UTC)) < timedelta(minutes=1)
    assert ("HST", "LocalZone()") == (local_now().tzname(), repr(LOCAL))
