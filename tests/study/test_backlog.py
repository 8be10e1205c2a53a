"""After a break the most valuable reviews come first, new cards wait, and the rest is spread over days."""

from collections.abc import Callable
from math import isclose
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.memory.fsrs import DEFAULT_PARAMETERS, next_state, retrievability
from quiz.memory.state import MemoryState
from quiz.study.backlog import HORIZON, by_worth, held_back, is_backlog, over_days, worth
from quiz.study.orders import by_chance, by_retrievability
from quiz.study.queue import Waiting
from tests.study.samples import DAY, review, waiting


@pytest.mark.parametrize(
    ("due", "limit", "days", "expected"),
    [(600, 200, 3, False), (601, 200, 3, True), (601, 200, 0, False), (601, 0, 3, False), (0, 200, 3, False)],
)
def test_is_backlog_is_more_than_some_days_limit(due: int, limit: int, days: int, expected: bool) -> None:  # noqa: FBT001
    assert expected == is_backlog(due, limit, days)


def test_held_back_new_cards_wait_for_the_backlog() -> None:
    assert (0, 20) == (held_back(20, backlog=True), held_back(20, backlog=False))


def test_worth_is_the_retention_that_an_answer_gains() -> None:
    """The formula once more, written out for one card."""
    item, memory = waiting("a", state=review(10.0, last=DAY - 20)), MemoryState(10.0, 5.0)
    now = retrievability(10.0, 20, DEFAULT_PARAMETERS)
    known = retrievability(next_state(memory, 20, 3, DEFAULT_PARAMETERS).stability, HORIZON, DEFAULT_PARAMETERS)
    forgotten = retrievability(next_state(memory, 20, 1, DEFAULT_PARAMETERS).stability, HORIZON, DEFAULT_PARAMETERS)
    otherwise = retrievability(10.0, 20 + HORIZON, DEFAULT_PARAMETERS)
    expected = (now * known + (1 - now) * forgotten - otherwise) / (1 + (1 - now))
    assert isclose(expected, worth(item, DAY, DEFAULT_PARAMETERS))
    assert worth(item, DAY, DEFAULT_PARAMETERS, relearning_steps=3) < worth(item, DAY, DEFAULT_PARAMETERS)
    assert 0.0 == worth(waiting("new"), DAY, DEFAULT_PARAMETERS)


@given(st.floats(0.5, 3000), st.integers(1, 2000))
def test_worth_is_never_a_loss(stability: float, elapsed: int) -> None:
    assert worth(waiting("a", state=review(stability, last=DAY - elapsed)), DAY, DEFAULT_PARAMETERS) > -0.03


def test_by_worth_asks_first_what_gains_most() -> None:
    items = [
        waiting("firm", state=review(2000.0, last=DAY - 30)),
        waiting("middling", state=review(15.0, last=DAY - 20)),
        waiting("weak", state=review(2.0, last=DAY - 20)),
    ]
    assert ["weak", "middling", "firm"] == [item.card for item in by_worth(items, DAY, DEFAULT_PARAMETERS)]


def known_after(order: Callable[[list[Waiting], int], list[Waiting]], seed: int) -> float:
    """Return how much is known after a month in which a backlog of 200 cards was worked off, 10 answers a day for 10 days."""
    chances = Random(seed)
    states = {}
    for number in range(200):
        stability = chances.lognormvariate(2.5, 1.2)
        due = DAY - chances.randrange(60)
        states[str(number)] = review(stability, due=due, last=due - max(1, round(stability)))
    for day in range(DAY, DAY + 10):
        left = 10
        for item in order([waiting(name, state=state) for name, state in states.items() if (state.due_day or 0) <= day], day):
            memory, last = item.state.memory, item.state.last_day
            assert memory
            assert last is not None
            right = chances.random() < retrievability(memory.stability, day - last, DEFAULT_PARAMETERS)
            memory = next_state(memory, day - last, 3 if right else 1, DEFAULT_PARAMETERS)
            states[item.card] = review(memory.stability, due=day + max(1, round(memory.stability)), last=day)
            left -= 1 if right else 2
            if left <= 0:
                break
    memories = [(state.memory, state.last_day) for state in states.values()]
    return sum(
        retrievability(memory.stability, DAY + 30 - last, DEFAULT_PARAMETERS)
        for memory, last in memories
        if memory and last is not None
    )


def test_by_worth_more_is_known_after_a_month_than_by_other_orders() -> None:
    """Simulated study with real luck: the reason for the order."""

    def mean(order: Callable[[list[Waiting], int], list[Waiting]]) -> float:
        return sum(known_after(order, seed) for seed in range(12)) / 12

    valued = mean(lambda items, day: by_worth(items, day, DEFAULT_PARAMETERS))
    assert valued > 1.01 * mean(lambda items, day: by_retrievability(items, day, DEFAULT_PARAMETERS))
    assert valued > 1.01 * mean(lambda items, day: by_chance(items, f"{day}"))


def test_over_days_spreads_the_rest() -> None:
    items = [waiting(name) for name in "abcde"]
    assert ["ab", "cd", "e"] == ["".join(item.card for item in day) for day in over_days(items, 2)]
    assert ["abcde"] == ["".join(item.card for item in day) for day in over_days(items, 0)]
    assert [] == over_days([], 2)
