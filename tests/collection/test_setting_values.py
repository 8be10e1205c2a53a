"""Settings as people write them: there and back, and checked like the file."""

from datetime import date
from typing import Any

import pytest
from attrs import fields_dict
from hypothesis import given
from hypothesis import strategies as st

from quiz.collection.app_checks import FOR_APP
from quiz.collection.app_choices import AppChoices
from quiz.collection.setting_checks import FOR_ALL, share, steps, study_day, week
from quiz.collection.setting_texts import APP, GROUPS, STUDY, About
from quiz.collection.setting_values import ABOUT, as_text, as_written, from_text, span
from quiz.study.settings import StudySettings

TODAY = date(2026, 11, 23)
DEFAULTS: list[tuple[About, Any]] = [
    *((one, getattr(StudySettings(), one.name)) for one in STUDY),
    *((one, getattr(AppChoices(), one.name)) for one in APP),
]


def test_every_setting_is_explained_once() -> None:
    assert [*FOR_ALL] == [one.name for one in STUDY]
    assert set(FOR_APP) == set(fields_dict(AppChoices)) == {one.name for one in APP}
    assert {one.group for one in (*STUDY, *APP)} == set(GROUPS)
    assert len(ABOUT) == len(STUDY) + len(APP)


@pytest.mark.parametrize(("about", "value"), DEFAULTS, ids=lambda one: getattr(one, "name", ""))
def test_a_default_can_be_written_and_read(about: About, value: Any) -> None:  # noqa: ANN401 - of any setting
    check = {**FOR_ALL, **FOR_APP}[about.name]
    text = as_text(about.kind, value)
    if about.kind == "date":
        assert (None, "") == (as_written(about.kind, value), text)
        return
    assert value == check(as_written(about.kind, value))
    assert not text or value == check(from_text(about.kind, text, TODAY))
    if about.words:
        assert value in about.words
        assert about.words == {word: about.words[word] for word in type(value)}


@pytest.mark.parametrize(
    ("words", "expected"), [("0.9", 0.9), ("90%", 0.9), ("90", 0.9), ("87.5 %", 0.875), ("0,85", 0.85), ("1", 1), ("x", "x")]
)
def test_shares(words: str, expected: object) -> None:
    assert expected == from_text("share", words, TODAY)


@pytest.mark.parametrize(
    ("words", "expected"),
    [("2027-01-02", "2027-01-02"), ("+30", date(2026, 12, 23)), ("in 7 days", date(2026, 11, 30)), ("soon", "soon"), ("", None)],
)
def test_dates(words: str, expected: object) -> None:
    assert expected == from_text("date", words, TODAY)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("sat 50%, sun 0", {"sat": 0.5, "sun": 0}),
        ("Saturday: 50 %", {"sat": 0.5}),
        ("caturday 5%", {"cat": 0.05}),
        ("sat", "sat"),
        ("", None),
    ],
)
def test_weeks(words: str, expected: object) -> None:
    assert expected == from_text("week", words, TODAY)


@pytest.mark.parametrize(
    ("words", "expected"), [("1m 10m", ["1m", "10m"]), ("1m, 10m", ["1m", "10m"]), ("", []), ("x 1m", ["x", "1m"])]
)
def test_steps(words: str, expected: object) -> None:
    assert expected == from_text("times", words, TODAY)


@pytest.mark.parametrize(
    ("words", "expected"), [("1,000", 1000), ("-3", -3), ("1 000", 1000), ("ten", "ten"), ("9" * 40, "9" * 40)]
)
def test_numbers(words: str, expected: object) -> None:
    assert expected == from_text("number", words, TODAY)


@given(st.lists(st.integers(1, 365 * 86_400), max_size=6).map(tuple))
def test_steps_come_back(value: tuple[int, ...]) -> None:
    assert value == steps(as_written("times", value)) == steps(from_text("times", as_text("times", value), TODAY))


@given(st.integers(0, 2_900_000))
def test_days_come_back(value: int) -> None:
    assert value == study_day(as_written("date", value)) == study_day(from_text("date", as_text("date", value), TODAY))


@given(st.lists(st.integers(0, 100), min_size=7, max_size=7))
def test_weeks_come_back(value: list[int]) -> None:
    shares = tuple(one / 100 for one in value)
    assert shares == week(as_written("week", shares))
    if any(one < 1 for one in shares):
        assert pytest.approx(shares) == week(from_text("week", as_text("week", shares), TODAY))


@given(st.integers(1, 9999))
def test_shares_come_back(value: int) -> None:
    found = share(0.0001, 0.9999)(from_text("share", as_text("share", value / 10_000), TODAY))
    assert pytest.approx(value / 10_000, abs=1e-6) == found


def test_spans_are_short() -> None:
    assert ["0s", "1m30s", "10m", "1h30m", "2d"] == [span(one) for one in (0, 90, 600, 5400, 172_800)]
