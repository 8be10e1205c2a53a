"""What a log says of how its learner answers."""

import pytest

from quiz.memory.events import Reviewed
from quiz.memory.habits import Habits, measured
from quiz.memory.rating import Rating
from quiz.memory.state import Phase


def answer(card: str, rating: int, phase: Phase, took: int) -> Reviewed:
    return Reviewed(card=card, at=0, day=20_000, rating=Rating(rating), phase=phase, due_day=20_000, form="reveal", took=took)


def test_a_few_answers_change_nothing() -> None:
    assert Habits() == measured([answer("ant", 1, Phase.LEARNING, 9000)] * 99, {"ant": 1}, Habits())


def test_first_answers_steps_and_reviews_are_told_apart() -> None:
    log = []
    for number in range(100):
        card = str(number)
        log += [
            answer(card, 1 if number < 25 else 3, Phase.LEARNING, 10_000),
            answer(card, 3, Phase.REVIEW, 4_000),
            answer(card, 2 if number < 10 else 3, Phase.REVIEW, 6_000),
            answer(card, 1, Phase.RELEARNING, 20_000),
        ]
    found = measured(log, {str(number): 4 for number in range(100)}, Habits())
    assert (0.25, 0.0, 0.75, 0.0) == found.first_ratings
    assert (0.1, 0.9, 0.0) == found.recall_ratings
    assert pytest.approx((10.0, 4.0, 6.0, 20.0)) == (
        found.seconds_new,
        found.seconds_step,
        found.seconds_known,
        found.seconds_forgotten,
    )


def test_what_comes_first_but_is_no_first_answer_is_a_review() -> None:
    log = [answer(str(number), 4, Phase.REVIEW, 2_000) for number in range(100)]
    found = measured(log, {str(number): 7 for number in range(100)}, Habits())
    assert Habits().first_ratings == found.first_ratings
    assert (0.0, 0.0, 1.0) == found.recall_ratings
