"""`quiz forecast`: a day a line, a chart, the score on a date, and a recommendation."""

from pathlib import Path

import pytest

from quiz.collection import forecasting
from tests.cli.running import run

pytestmark = pytest.mark.usefixtures("added")


@pytest.fixture
def _studied(added: Path) -> None:
    """Answer two cards of the deck of rivers."""
    assert added
    assert 0 == run("drill", "--form", "reveal", "--limit", "2", typed="\n4\n\n4\n").code


def test_every_day_is_an_object() -> None:
    found = run("forecast", "--days", "3", "--json").objects
    assert ["2026-03-01", "2026-03-02", "2026-03-03"] == [day["date"] for day in found]
    assert [6, 0, 0] == [day["new"] for day in found]
    assert {"deck", "retention", "date", "new", "reviews", "forgotten", "answers", "seconds", "late", "known"} == set(found[0])


def test_retentions_are_compared() -> None:
    found = run("forecast", "rivers", "--days", "40", "--json", "--retention", "0.8", "--retention", "0.95").objects
    assert [0.8] * 40 + [0.95] * 40 == [day["retention"] for day in found]
    less, more = (sum(day["reviews"] for day in found if day["retention"] == wish) for wish in (0.8, 0.95))
    assert less < more


def test_the_chart_has_a_bar_a_day_and_a_summary() -> None:
    lines = run("forecast", "--days", "4").lines
    assert "Answers a day, retention as set:" == lines[0]
    assert lines[1].startswith("2026-03-01 ")
    assert lines[1].endswith("▇" * 40)
    assert "retention  reviews a day  minutes a day  known after the last day" == lines[5]


def test_many_days_are_charted_by_week() -> None:
    lines = run("forecast", "--days", "60").lines
    assert "Answers a day, by week, retention as set:" == lines[0]
    assert ["2026-03-01", "2026-03-08"] == [line[:10] for line in lines[1:3]]


@pytest.mark.usefixtures("_studied")
def test_the_score_on_a_date() -> None:
    (found,) = run("forecast", "--on", "2026-04-01", "--json").objects
    assert 6 == found["cards"]
    assert 0 < found["without_study"]["mean"] < 2 < found["with_study"]["mean"] < 6
    assert 0 < found["with_study"]["deviation"] < 2
    assert "  with daily study before it" in run("forecast", "--on", "2026-04-01").out


@pytest.mark.usefixtures("_studied")
def test_the_score_today_is_what_is_known_now() -> None:
    (found,) = run("forecast", "--on", "2026-03-01", "--json").objects
    assert found["with_study"] == found["without_study"]
    assert pytest.approx(2.0) == found["with_study"]["mean"]


def test_a_recommendation() -> None:
    (found,) = run("forecast", "--recommend", "--json").objects
    assert 0.7 <= found["recommended_retention"] <= 0.95


def test_a_recommendation_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forecasting, "recommended", lambda *_, **__: 0.84)
    expected = "At a desired retention of 0.84, a card that is known after a year of study costs the least time."
    assert [expected] == run("forecast", "--recommend").lines


@pytest.mark.parametrize("arguments", [("--on", "soon"), ("--on", "2020-01-01"), ("--days", "0"), ("--retention", "1.2")])
def test_wrong_use_is_told(arguments: tuple[str, str]) -> None:
    assert 2 == run("forecast", *arguments).code


def test_an_unknown_deck_is_told() -> None:
    assert 1 == run("forecast", "nowhere").code


def test_what_is_no_number_is_no_retention(added: Path) -> None:  # noqa: ARG001
    assert 2 == run("forecast", "--retention", "nan").code


def test_a_long_forecast_says_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quiz.cli.forecast._OFTEN", 0.0)
    found = run("forecast", "--days", "3")
    assert "Reckoning … about 33%" in found.err
    assert "Reckoning" not in found.out
    assert "" == run("forecast", "--days", "3", "--json").err


def test_a_date_that_is_too_far_is_refused() -> None:
    found = run("forecast", "--on", "9999-12-31")
    assert 2 == found.code
    assert "3,650 days ahead" in found.err
