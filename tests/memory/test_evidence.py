"""How far an answer moves a memory, by how it was asked and which members of a set it named."""

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.memory import fsrs
from quiz.memory.evidence import grades_of_members, guess_chance, moved, remember
from quiz.memory.fsrs import DEFAULT_PARAMETERS
from quiz.memory.rating import Rating
from quiz.memory.state import CardState, Member, MemoryState, Phase
from tests.memory.strategies import parameters, ratings

KNOWN = MemoryState(10.0, 5.0)
SEEN = CardState(Phase.REVIEW, KNOWN, due_day=110, last_day=100, reps=3)

memories = st.builds(MemoryState, st.floats(0.01, 1000), st.floats(1, 10))


@pytest.mark.parametrize(
    ("form", "options", "right", "chance"),
    [
        ("reveal", 0, 0, 0.0),
        ("typed", 4, 1, 0.0),
        ("choice", 4, 1, 0.25),
        ("choice", 2, 1, 0.5),
        ("choice", 0, 1, 0.0),
        ("truefalse", 2, 1, 0.5),
        ("matching", 4, 4, 0.25),
        ("multiselect", 8, 3, 1 / 56),
        ("multiselect", 4, 0, 0.0),
        ("ordering", 4, 4, 1 / 24),
        ("dreamt", 4, 1, 0.0),
    ],
)
def test_chance_of_a_lucky_answer(form: str, options: int, right: int, chance: float) -> None:
    assert chance == guess_chance(form, options, right)


def test_a_right_pick_lies_between_the_grade_and_again() -> None:
    good, again = (fsrs.step(KNOWN, 10, rating, DEFAULT_PARAMETERS) for rating in (Rating.GOOD, Rating.AGAIN))
    found = moved(KNOWN, 10, Rating.GOOD, DEFAULT_PARAMETERS, 0.25)
    known = 0.9 / (0.9 + 0.1 * 0.25)  # ten days after a stability of ten, recall has fallen to 0.9
    assert log(found.stability) == pytest.approx(known * log(good.stability) + (1 - known) * log(again.stability))
    assert found.difficulty == pytest.approx(known * good.difficulty + (1 - known) * again.difficulty)


@given(memories | st.none(), st.integers(-2, 1000), ratings, parameters)
def test_what_cannot_be_guessed_is_plain(memory: MemoryState | None, days: int, rating: Rating, weights: fsrs.Parameters) -> None:
    assert fsrs.step(memory, days, rating, weights) == moved(memory, days, rating, weights, 0.0)


@given(memories, st.integers(-2, 1000), ratings, st.floats(0.01, 1), parameters)
def test_first_answers_again_and_same_day_answers_are_plain(
    memory: MemoryState, days: int, rating: Rating, guess: float, weights: fsrs.Parameters
) -> None:
    assert fsrs.step(None, days, rating, weights) == moved(None, days, rating, weights, guess)
    assert fsrs.step(memory, days, Rating.AGAIN, weights) == moved(memory, days, Rating.AGAIN, weights, guess)
    assert fsrs.step(memory, min(days, 0), rating, weights) == moved(memory, min(days, 0), rating, weights, guess)


@given(memories, st.integers(1, 1000), st.sampled_from([Rating.HARD, Rating.GOOD, Rating.EASY]), st.floats(0.01, 1), parameters)
def test_the_likelier_a_guess_the_less_an_answer_says(
    memory: MemoryState, days: int, rating: Rating, guess: float, weights: fsrs.Parameters
) -> None:
    plain = fsrs.step(memory, days, rating, weights)
    again = fsrs.step(memory, days, Rating.AGAIN, weights)
    little, much = (moved(memory, days, rating, weights, chance) for chance in (guess / 2, guess))
    low, high = sorted((plain.stability, again.stability))
    assert low * (1 - 1e-9) <= much.stability <= high * (1 + 1e-9)
    assert abs(log(little.stability / plain.stability)) <= abs(log(much.stability / plain.stability)) + 1e-9


# Sets


def test_each_member_has_a_memory_of_its_own() -> None:
    members = (("Bern", True), ("Basel", False))
    weakest, found = remember(SEEN, 110, Rating.HARD, DEFAULT_PARAMETERS, members=members)
    hard, again = (fsrs.step(KNOWN, 10, rating, DEFAULT_PARAMETERS) for rating in (Rating.HARD, Rating.AGAIN))
    assert (Member("Basel", again, 110), Member("Bern", hard, 110)) == found
    assert again == weakest


def test_a_member_that_came_later_is_new() -> None:
    state = CardState(Phase.REVIEW, KNOWN, last_day=100, reps=3, members=(Member("Bern", KNOWN, 100),))
    weakest, found = remember(state, 110, Rating.GOOD, DEFAULT_PARAMETERS, members=(("Bern", True), ("Basel", True)))
    assert fsrs.step(None, 0, Rating.GOOD, DEFAULT_PARAMETERS) == weakest == found[0].memory
    assert fsrs.step(KNOWN, 10, Rating.GOOD, DEFAULT_PARAMETERS) == found[1].memory


def test_an_answer_that_tells_no_members_apart_moves_all_of_them() -> None:
    members = (Member("Basel", MemoryState(3.0, 6.0), 95), Member("Bern", KNOWN, 100))
    state = CardState(Phase.REVIEW, KNOWN, last_day=100, reps=3, members=members)
    weakest, found = remember(state, 110, Rating.AGAIN, DEFAULT_PARAMETERS)
    expected = [fsrs.step(one.memory, 110 - one.last_day, Rating.AGAIN, DEFAULT_PARAMETERS) for one in members]
    assert expected == [one.memory for one in found]
    assert min(expected, key=lambda memory: memory.stability) == weakest


@pytest.mark.parametrize(
    ("rating", "named", "grades"),
    [
        (Rating.AGAIN, "ab", "11"),
        (Rating.GOOD, "ab", "33"),
        (Rating.EASY, "ab", "44"),
        (Rating.AGAIN, "a", "31"),
        (Rating.HARD, "a", "21"),
        (Rating.GOOD, "a", "33"),  # the learner overrules the marks
        (Rating.AGAIN, "", "11"),
        (Rating.HARD, "", "22"),
    ],
)
def test_grades_of_members(rating: Rating, named: str, grades: str) -> None:
    found = grades_of_members(rating, {name: name in named for name in "ab"})
    assert grades == "".join(str(int(found[name])) for name in "ab")
