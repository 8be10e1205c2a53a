"""Series: every day counts once, in units of which there are few enough."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from quiz.study.day import date_of_day
from quiz.study.statistics_retention import Retention, monday
from quiz.study.statistics_series import Series, due_ahead, running, series, weeks_back
from quiz.study.statistics_spreads import Forecast
from tests.study.samples import DAY

EPOCH = date(1970, 1, 1).toordinal()


def test_few_days_stay_days() -> None:
    assert Series("day", ((DAY, DAY), (DAY + 1, DAY + 1))) == series(DAY, DAY + 1, 2)


def test_more_days_are_weeks_from_mondays_on() -> None:
    found = series(monday(DAY) - 3, monday(DAY) + 7, 3)
    assert ("week", ((monday(DAY) - 3, monday(DAY) - 1), (monday(DAY), monday(DAY) + 6), (monday(DAY) + 7, monday(DAY) + 7))) == (
        found.unit,
        found.spans,
    )


def test_years_of_days_are_months_or_years() -> None:
    first, last = (date(year, 6, 15).toordinal() - EPOCH for year in (2024, 2026))
    assert "month" == series(first, last, 30).unit
    found = series(first, last, 5)
    assert "year" == found.unit
    assert [2024, 2025, 2026] == [date_of_day(begin).year for begin, _ in found.spans]


@given(st.integers(DAY, DAY + 4000), st.integers(0, 4000), st.integers(1, 200))
def test_spans_follow_one_another_and_hold_every_day(first: int, length: int, most: int) -> None:
    found = series(first, first + length, most)
    assert len(found.spans) <= most
    assert first + length == found.spans[-1][1]
    days = [day for begin, end in found.spans for day in range(begin, end + 1)]
    assert days == list(range(days[0], first + length + 1))
    if found.unit != "year":
        assert first == days[0]
        assert length + 1 == sum(found.sums(dict.fromkeys(days, 1)))


def test_retentions_of_a_series() -> None:
    found = Series("week", ((DAY, DAY + 6), (DAY + 7, DAY + 13)))
    by_day = {DAY: Retention(1, 2), DAY + 6: Retention(3, 0), DAY + 20: Retention(9, 9)}
    assert [Retention(4, 2), Retention()] == found.retentions(by_day)


def test_what_is_due_is_due_today_when_its_day_has_passed() -> None:
    assert [5, 0, 7] == due_ahead(Forecast(2, {DAY: 3, DAY + 2: 7, DAY + 3: 9}), DAY, 3)


def test_weeks_without_reviews_are_among_the_last_ones() -> None:
    found = weeks_back({DAY: Retention(1)}, DAY + 7, 3)
    assert [Retention(), Retention(1), Retention()] == list(found.values())
    assert [monday(DAY) - 7, monday(DAY), monday(DAY) + 7] == list(found)


def test_running_sums() -> None:
    assert [11, 11, 13] == running([1, 0, 2], 10)
    assert [] == running([])
