"""Settings are checked when they are made, not at the next answer."""

import pytest

from quiz.memory.fsrs import DEFAULT_PARAMETERS
from quiz.memory.rating import Rating
from quiz.study.settings import StudySettings
from quiz.study.steps import prospects
from tests.study.samples import MOMENT, review


def test_the_defaults_are_those_of_anki() -> None:
    found = StudySettings()
    assert (20, 200, 0.9, 4) == (found.new_per_day, found.reviews_per_day, found.desired_retention, found.rollover_hour)
    assert ((60, 600), (600,), 1200) == (found.learning_steps, found.relearning_steps, found.learn_ahead)
    assert (36_500, DEFAULT_PARAMETERS) == (found.maximum_interval, found.parameters)
    assert (True, True, (1.0,) * 7) == (found.fuzz, found.load_balance, found.easy_days)


@pytest.mark.parametrize(
    "wrong",
    [
        {"desired_retention": 0},
        {"desired_retention": 1},
        {"desired_retention": 0.99995},
        {"desired_retention": float("nan")},
        {"new_per_day": -1},
        {"reviews_per_day": -1},
        {"learning_steps": (60, 0)},
        {"relearning_steps": (-60,)},
        {"learn_ahead": -1},
        {"maximum_interval": 0},
        {"maximum_interval": 36_501},
        {"rollover_hour": 24},
        {"parameters": (1.0,)},
        {"easy_days": (1.0,) * 6},
        {"easy_days": (1.0,) * 6 + (1.5,)},
        {"easy_days": (1.0,) * 6 + (float("nan"),)},
    ],
)
def test_what_cannot_be_studied_with_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        StudySettings(**wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("retention", [0.0001, 0.9999])
def test_every_retention_that_is_taken_can_be_studied_with(retention: float) -> None:
    assert list(Rating) == list(prospects("card", review(), MOMENT, StudySettings(desired_retention=retention)))


def test_steps_may_be_any_numbers() -> None:
    assert (60, 600) == StudySettings(learning_steps=[60.0, 600]).learning_steps  # type: ignore[list-item]
