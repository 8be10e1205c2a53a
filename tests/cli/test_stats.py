"""`quiz stats`: the numbers, the charts, and both as data."""

from pathlib import Path

import pytest

from quiz.cli.stats import _OF
from quiz.cli.stats_charts import CHARTS
from tests.cli.running import run


@pytest.fixture
def studied(added: Path) -> Path:
    """Return the deck of rivers after three answers, one of which was taken back."""
    assert 3 == run("drill", "--form", "typed", "--limit", "2", typed="the North Sea\n\nx\nu\n\n1\nx\n\n").out.count("\nsaved\n")
    return added


@pytest.fixture
def known(added: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the deck of rivers with four known cards, reviewed three months later; one of them was taken for another."""
    run("drill", "--form", "typed", "--limit", "4", typed="\n4\n" * 4)
    monkeypatch.setenv("QUIZ_NOW", "2026-06-01T09:00:00+02:00")
    run("drill", "--form", "typed", "--limit", "4", "--new", "0", typed="\n3\nx\n1\nthe english channel\n1\n\n2\n")
    return added


@pytest.mark.usefixtures("studied")
def test_the_numbers_leave_out_what_was_taken_back() -> None:
    (found,) = run("stats", "--json").objects
    assert {
        "deck": None,
        "reviews": 2,
        "cards": 2,
        "true_retention": None,
        "reviews_today": 2,
        "streak": 1,
        "by_rating": {"again": 2, "hard": 0, "good": 0, "easy": 0},
        "by_form": {"typed": 2},
        "by_day": {"2026-03-01": 2},
    }.items() <= found.items()
    assert [{**found, "deck": "rivers"}] == run("stats", "rivers", "--json").objects
    text = run("stats").lines
    assert [
        "answers         2 to 2 cards, in 0s",
        "today           2 to 2 cards, in 0s; 1 day in a row",
        "grades          2 again, 0 hard, 0 good, 0 easy",
        "true retention  not known before the first review",
        "cards           4 new, 2 learning, 0 young, 0 mature",
    ] == text[:5]


def test_true_retention_is_the_share_of_reviews_remembered(added: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    run("drill", "--form", "reveal", "--limit", "4", typed="\n4\n" * 4)
    monkeypatch.setenv("QUIZ_NOW", "2026-06-01T09:00:00+01:00")
    run("drill", "--form", "reveal", "--limit", "4", "--new", "0", typed="\n3\n\n1\n\n3\n\n2\n")
    assert 0.75 == run("stats", "--json").objects[0]["true_retention"]
    assert "true retention  75.0%" in run("stats").lines


@pytest.mark.usefixtures("known")
def test_the_dashboard() -> None:
    found = run("stats", "--ascii")
    assert found.out.isascii()
    lines = found.lines
    assert "answers         8 to 4 cards, in 0s" == lines[0]
    assert "true retention  50.0%" in lines
    assert "cards           2 new, 2 learning, 0 young, 2 mature" in lines
    assert "Answers by day" in lines
    for start in ("due in 30 days", "kept by week", "hours", "memory"):
        assert 1 == sum(line.startswith(start) for line in lines)
    assert all(len(line) <= 80 for line in lines[:18])
    assert len(lines) <= 24


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("of", _OF)
def test_one_chart(of: str) -> None:
    plain, blocks = run("stats", "--of", of, "--ascii"), run("stats", "--of", of)
    assert (0, True, len(plain.lines)) == (plain.code, plain.out.isascii(), len(blocks.lines))
    assert "\x1b" not in blocks.out
    (data,) = run("stats", "--of", of, "--json").objects
    assert (of, None) == (data["of"], data["deck"])
    assert len(data) > 2
    # The same figures are in what --json prints of everything, except for the table of every subject.
    (everything,) = run("stats", "--json").objects
    data.get("coverage", {}).pop("subjects", None)
    for key in data.keys() - {"of", "relations", "new_by_day"}:
        assert everything[key] == data[key]


@pytest.mark.parametrize("of", _OF)
@pytest.mark.usefixtures("added")
def test_one_chart_before_the_first_answer(of: str) -> None:
    assert 0 == run("stats", "--of", of).code
    assert 0 == run("stats", "rivers", "--of", of, "--json").code


def test_every_chart_can_be_asked_for() -> None:
    assert list(_OF) == list(CHARTS)


@pytest.mark.usefixtures("known")
def test_what_the_charts_say() -> None:
    assert "the english channel for" in run("stats", "--of", "confusions").out
    (pair,) = (pair for pair in run("stats", "--of", "confusions", "--json").objects[0]["confusions"] if pair["given"] != "x")
    assert ("the english channel", 1, 1, "mouth") == (pair["given"], pair["count"], pair["cards"], pair["relation"])
    (relations,) = run("stats", "--of", "relations", "--json").objects
    assert (4, 2, 0.5) == tuple(relations["relations"]["mouth"][key] for key in ("reviews", "passed", "true_retention"))
    assert "mouth 2 of 6 known" in run("stats", "--of", "coverage").lines[0]
    (forecast,) = run("stats", "--of", "forecast", "--json").objects
    assert 4 == forecast["forecast"]["overdue"] + sum(forecast["forecast"]["by_day"].values())


def test_a_narrow_terminal(known: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    monkeypatch.setenv("COLUMNS", "40")
    for of in ("retention", "forecast", "stability", "retrievability", "time", "coverage"):
        bars = [line for line in run("stats", "--of", of).lines if "█" in line]
        assert bars
        assert all(len(line) <= 40 for line in bars)


def test_a_dumb_terminal_gets_plain_marks(known: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    monkeypatch.setenv("TERM", "dumb")
    assert run("stats").out.isascii()
