"""Why a card is asked, and how far its answer counts."""

import pytest
from attrs import evolve

from quiz.memory.events import Reviewed
from quiz.memory.rating import Rating
from quiz.memory.state import CardState, Phase
from quiz.study.reasons import reason, weight
from tests.study.samples import DAY, review


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (CardState(), "It is new"),
        (CardState(Phase.LEARNING, due_day=DAY), "You are learning it"),
        (CardState(Phase.RELEARNING, due_day=DAY), "You had forgotten it"),
        (review(), "due today"),
        (review(due=DAY - 1), "due for 1 day,"),
        (review(due=DAY - 30), "due for 30 days,"),
        (review(due=DAY + 3), "you chose it yourself"),
        (evolve(review(), reteach=True), "Its fact has changed"),
    ],
)
def test_the_reason_follows_from_the_state(state: CardState, told: str) -> None:
    assert told in reason(state, DAY)


def test_practice_schedules_nothing() -> None:
    assert "Nothing is scheduled" in reason(review(), DAY, practice=True)


@pytest.mark.parametrize(
    ("form", "options", "rating", "told"),
    [
        ("typed", (), Rating.GOOD, "in full"),
        ("choice", ("a", "b", "c", "d"), Rating.GOOD, "One in 4 "),
        ("choice", ("a", "b", "c", "d"), Rating.AGAIN, "Again counts in full"),
        ("ordering", ("a", "b", "c"), Rating.EASY, "One in 6 "),
    ],
)
def test_a_guess_counts_for_less(form: str, options: tuple[str, ...], rating: Rating, told: str) -> None:
    given = Reviewed(card="c", at=0, day=DAY, rating=rating, phase=Phase.REVIEW, due_day=DAY + 1, form=form, options=options)
    assert told in weight(given)
