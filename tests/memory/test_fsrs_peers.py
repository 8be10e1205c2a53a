"""FSRS against the two programs that define it: py-fsrs and fsrs-rs."""

import random
from datetime import UTC, datetime, timedelta

import fsrs as py_fsrs
import fsrs_rs_python as rs_fsrs
import pytest
from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS
from hypothesis import given
from hypothesis import strategies as st

from quiz.memory import fsrs
from quiz.memory.fsrs import DEFAULT_PARAMETERS, STABILITY_MAX
from quiz.memory.state import MemoryState
from tests.memory.strategies import BOUNDS, histories, parameters, random_history, random_parameters

PY_TOLERANCE = 1e-6
RS_TOLERANCE = 1e-3
"""The crate computes in single precision."""
START = datetime(2020, 1, 1, 12, tzinfo=UTC)

History = list[tuple[int, int]]


def ours(history: History, using: fsrs.Parameters) -> list[MemoryState]:
    states: list[MemoryState] = []
    for days, rating in history:
        states.append(fsrs.step(states[-1] if states else None, days, rating, using))
    return states


def of_py_fsrs(history: History, using: fsrs.Parameters) -> list[MemoryState]:
    scheduler = py_fsrs.Scheduler(parameters=using, enable_fuzzing=False)
    card, now, states = py_fsrs.Card(card_id=1), START, []
    for days, rating in history:
        now += timedelta(days=days)
        card, _ = scheduler.review_card(card, py_fsrs.Rating(rating), now)
        assert card.stability is not None
        assert card.difficulty is not None
        states.append(MemoryState(card.stability, card.difficulty))
    return states


def of_fsrs_rs(history: History, using: fsrs.Parameters) -> list[MemoryState]:
    reviews = [rs_fsrs.FSRSReview(rating, days if index else 0) for index, (days, rating) in enumerate(history)]
    states = rs_fsrs.FSRS(using).historical_memory_states(rs_fsrs.FSRSItem(reviews))
    return [MemoryState(state.stability, state.difficulty) for state in states]


def assert_same(expected: list[MemoryState], actual: list[MemoryState], tolerance: float) -> int:
    """Compare states up to the first outside the range in which the programs agree; return how many were compared."""
    assert len(expected) == len(actual)
    for index, (theirs, mine) in enumerate(zip(expected, actual, strict=True)):
        if not 0.01 <= theirs.stability <= 36500:
            return index
        assert pytest.approx(theirs.stability, rel=tolerance, abs=0) == mine.stability
        assert pytest.approx(theirs.difficulty, rel=tolerance, abs=0) == mine.difficulty
    return len(expected)


def compare(number: int, seed: int) -> None:
    source = random.Random(seed)
    reviews = py_compared = rs_compared = 0
    for _ in range(number):
        using, history = random_parameters(source), random_history(source)
        mine = ours(history, using)
        reviews += len(history)
        py_compared += assert_same(of_py_fsrs(history, using), mine, PY_TOLERANCE)
        rs_compared += assert_same(of_fsrs_rs(history, using), mine, RS_TOLERANCE)
    # Few histories leave the range early: nearly everything was in fact compared.
    assert py_compared > reviews / 2
    assert rs_compared > reviews / 2


def test_2000_random_histories_agree_with_both() -> None:
    compare(2_000, seed=6)


@pytest.mark.long
def test_10000_random_histories_agree_with_both() -> None:
    compare(10_000, seed=66)


@given(histories, parameters)
def test_any_history_agrees_with_py_fsrs(history: History, using: fsrs.Parameters) -> None:
    assert_same(of_py_fsrs(history, using), ours(history, using), PY_TOLERANCE)


@given(histories, parameters)
def test_any_history_agrees_with_fsrs_rs(history: History, using: fsrs.Parameters) -> None:
    assert_same(of_fsrs_rs(history, using), ours(history, using), RS_TOLERANCE)


@given(st.floats(0.0001, 1e6), st.floats(1, 10), st.integers(0, 5000))
def test_any_one_review_agrees_with_fsrs_rs_even_at_the_bounds(stability: float, difficulty: float, days: int) -> None:
    theirs = rs_fsrs.FSRS(DEFAULT_PARAMETERS).next_states(rs_fsrs.MemoryState(stability, difficulty), 0.9, days)
    for rating, expected in enumerate((theirs.again, theirs.hard, theirs.good, theirs.easy), start=1):
        mine = fsrs.next_state(MemoryState(stability, difficulty), days, rating, DEFAULT_PARAMETERS)
        assert pytest.approx(expected.memory.stability, rel=RS_TOLERANCE) == mine.stability
        assert pytest.approx(expected.memory.difficulty, rel=RS_TOLERANCE) == mine.difficulty


@given(st.floats(0.01, 36500), st.integers(0, 36500), parameters)
def test_retrievability_agrees_with_py_fsrs(stability: float, days: int, using: fsrs.Parameters) -> None:
    card = py_fsrs.Card(card_id=1, state=py_fsrs.State.Review, stability=stability, difficulty=5.0, last_review=START)
    expected = py_fsrs.Scheduler(parameters=using).get_card_retrievability(card, START + timedelta(days=days))
    assert pytest.approx(expected, rel=PY_TOLERANCE) == fsrs.retrievability(stability, days, using)


@given(st.floats(0.01, 36500), st.floats(0.7, 0.99), st.integers(1, 36500), parameters)
def test_whole_interval_agrees_with_py_fsrs(stability: float, retention: float, maximum: int, using: fsrs.Parameters) -> None:
    scheduler = py_fsrs.Scheduler(parameters=using, desired_retention=retention, maximum_interval=maximum)
    expected = scheduler._next_interval(stability=stability)
    exact = fsrs.interval(stability, retention, using)
    if abs(exact % 1 - 0.5) > 1e-9:  # at a half, the last bit decides
        assert expected == fsrs.whole_interval(stability, retention, maximum, using)


@given(st.floats(0.01, 36500), st.floats(0.7, 0.99), parameters)
def test_interval_agrees_with_fsrs_rs(stability: float, retention: float, using: fsrs.Parameters) -> None:
    # fsrs 6.6 leaves the limit to its callers; later editions limit the interval to the same hundred years.
    expected = min(rs_fsrs.FSRS(using).next_interval(stability, retention, 3), STABILITY_MAX)
    assert pytest.approx(expected, rel=RS_TOLERANCE) == fsrs.interval(stability, retention, using)


def test_default_parameters_and_ranges_are_theirs() -> None:
    assert DEFAULT_PARAMETERS == py_fsrs.Scheduler().parameters
    assert pytest.approx(rs_fsrs.DEFAULT_PARAMETERS, rel=1e-6) == DEFAULT_PARAMETERS
    assert tuple(zip(LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)) == BOUNDS
