"""True retention, in groups and by the week."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from quiz.study.day import date_of_day
from quiz.study.statistics_retention import Retention, by_group, by_week, joined, monday
from tests.study.samples import DAY


def test_shares() -> None:
    found = Retention(8, 2, 1, 1)
    assert (12, 9, 0.75, 0.8, 0.5) == (found.reviews, found.passed, found.share, found.young, found.mature)
    assert (None, None, None) == (Retention().share, Retention().young, Retention().mature)


def test_joining() -> None:
    assert Retention(11, 22, 33, 44) == joined([Retention(1, 2, 3, 4), Retention(10, 20, 30, 40)])
    assert Retention() == joined([])


def test_groups() -> None:
    cards = {"a": Retention(1), "b": Retention(0, 1), "c": Retention(5)}
    groups = [("b", "x"), ("a", "x"), ("c", "w"), ("d", "y")]
    assert {"w": Retention(5), "x": Retention(1, 1)} == (found := by_group(cards, groups))
    assert ["w", "x"] == list(found)


def test_weeks_begin_on_mondays() -> None:
    assert date(2025, 11, 3) == date_of_day(monday(DAY))  # a Saturday
    assert {DAY - 5: Retention(3), DAY + 2: Retention(4)} == by_week(
        {DAY: Retention(2), DAY + 2: Retention(4), DAY - 5: Retention(1)}
    )


@given(st.integers(-40_000, 60_000))
def test_every_monday_is_one(day: int) -> None:
    found = date_of_day(monday(day))
    assert (0, True) == (found.weekday(), 0 <= (date_of_day(day) - found).days < 7)
