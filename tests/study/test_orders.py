"""Every order has its own function; equal cards come by their ids."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.memory.fsrs import DEFAULT_PARAMETERS, Parameters
from quiz.memory.state import CardState, MemoryState, Phase
from quiz.study.options import NewOrder, ReviewOrder
from quiz.study.orders import (
    by_chance,
    by_difficulty,
    by_due_day,
    by_interval,
    by_relative_overdueness,
    by_retrievability,
    by_rising_retrievability,
    by_sibling_rounds,
    chance,
    interval,
    ordered_new,
    ordered_reviews,
)
from quiz.study.queue import Waiting
from tests.study.samples import DAY, review, waiting


def known(stability: float, difficulty: float, last: int, due: int) -> CardState:
    return CardState(Phase.REVIEW, MemoryState(stability, difficulty), due_day=DAY + due, last_day=DAY + last, reps=3)


CARDS = [
    waiting("young", state=known(2.0, 8.0, -3, -1)),
    waiting("old", state=known(300.0, 3.0, -250, 0)),
    waiting("late", state=known(20.0, 5.0, -60, -40)),
]
"""Their intervals are 2, 250 and 20 days; 1, 0 and 40 days have passed since they were due."""


def names(items: list[Waiting]) -> list[str]:
    return [item.card for item in items]


def test_chance_is_nothing_for_a_card_never_seen() -> None:
    assert 0.0 == chance(waiting("new"), DAY, DEFAULT_PARAMETERS)
    assert 0.9 == pytest.approx(chance(waiting("a", state=review(10.0, last=DAY - 10)), DAY, DEFAULT_PARAMETERS))


def test_chance_is_by_the_parameters_of_each_deck() -> None:
    flat: Parameters = (*DEFAULT_PARAMETERS[:20], 0.8)
    item = waiting("a", state=review(10.0, last=DAY - 50))
    assert chance(item, DAY, flat) == chance(item, DAY, {"deck": flat}.__getitem__) != chance(item, DAY, DEFAULT_PARAMETERS)


def test_by_retrievability_asks_first_what_is_best_remembered() -> None:
    items = [
        waiting("weak", state=review(2.0)),
        waiting("b", state=review(10.0)),
        waiting("strong", state=review(100.0)),
        waiting("a", state=review(10.0)),
        waiting("unknown"),
    ]
    assert ["strong", "a", "b", "weak", "unknown"] == names(by_retrievability(items, DAY, DEFAULT_PARAMETERS))


def test_by_rising_retrievability_asks_first_what_is_nearly_forgotten() -> None:
    assert ["late", "young", "old"] == names(by_rising_retrievability(CARDS, DAY, DEFAULT_PARAMETERS))


def test_by_due_day_asks_first_what_has_waited_longest() -> None:
    assert ["late", "young", "old"] == names(by_due_day(CARDS))


def test_by_relative_overdueness_asks_first_what_waited_longest_for_its_interval() -> None:
    assert ["late", "young", "old"] == names(by_relative_overdueness(CARDS, DAY))  # 60/20, 3/2, 250/250
    assert ["young", "late"] == names(by_relative_overdueness([waiting("late", state=known(9, 5, -30, -5)), CARDS[0]], DAY))


def test_by_interval_asks_the_shortest_or_the_longest_first() -> None:
    assert ["young", "late", "old"] == names(by_interval(CARDS, rising=True))
    assert ["old", "late", "young"] == names(by_interval(CARDS, rising=False))


def test_interval_is_what_the_last_answer_gave() -> None:
    assert [2, 250, 20, 0] == [interval(item) for item in (*CARDS, waiting("new"))]


def test_by_difficulty_asks_the_easiest_or_the_hardest_first() -> None:
    assert ["old", "late", "young"] == names(by_difficulty(CARDS, rising=True))
    assert ["young", "late", "old"] == names(by_difficulty(CARDS, rising=False))


def test_by_chance_is_the_same_for_the_same_seed_and_any_order_before() -> None:
    items = [waiting(str(number)) for number in range(50)]
    once = by_chance(items, "seed")
    assert once == by_chance(reversed(items), "seed") != by_chance(items, "another")
    assert sorted(names(items)) == sorted(names(once)) != names(once)


def test_by_chance_puts_every_card_first_now_and_then() -> None:
    items = [waiting(name) for name in "abc"]
    orders = {"".join(names(by_chance(items, str(seed)))) for seed in range(100)}
    assert {"".join(order) for order in permutations("abc")} == orders


def test_by_sibling_rounds_meets_every_subject_before_any_twice() -> None:
    items = [waiting(card, card[0]) for card in ("a1", "a2", "b1", "a3", "b2", "c1")]
    assert ["a1", "b1", "c1", "a2", "b2", "a3"] == names(by_sibling_rounds(items))


def test_ordered_new_is_the_order_that_was_chosen() -> None:
    items = [waiting(card, card[0]) for card in ("a1", "a2", "b1")]
    assert ["a1", "a2", "b1"] == names(ordered_new(items, NewOrder.DECK))
    assert ["a1", "b1", "a2"] == names(ordered_new(items, NewOrder.SIBLING_ROUNDS))
    assert by_chance(items, "s") == ordered_new(items, NewOrder.RANDOM, seed="s")


def test_ordered_reviews_is_the_order_that_was_chosen() -> None:
    def found(order: ReviewOrder) -> list[Waiting]:
        return ordered_reviews(CARDS, order, day=DAY, parameters=DEFAULT_PARAMETERS, seed="s")

    expected = {
        ReviewOrder.FALLING_RETRIEVABILITY: by_retrievability(CARDS, DAY, DEFAULT_PARAMETERS),
        ReviewOrder.RISING_RETRIEVABILITY: by_rising_retrievability(CARDS, DAY, DEFAULT_PARAMETERS),
        ReviewOrder.DUE_DAY: by_due_day(CARDS),
        ReviewOrder.RELATIVE_OVERDUENESS: by_relative_overdueness(CARDS, DAY),
        ReviewOrder.RISING_INTERVAL: by_interval(CARDS, rising=True),
        ReviewOrder.FALLING_INTERVAL: by_interval(CARDS, rising=False),
        ReviewOrder.RISING_DIFFICULTY: by_difficulty(CARDS, rising=True),
        ReviewOrder.FALLING_DIFFICULTY: by_difficulty(CARDS, rising=False),
        ReviewOrder.RANDOM: by_chance(CARDS, f"s:{DAY}"),
    }
    assert expected == {order: found(order) for order in ReviewOrder}


@given(st.sampled_from(ReviewOrder), st.permutations(CARDS), st.text(max_size=3))
def test_no_order_loses_a_card_or_depends_on_the_order_before(order: ReviewOrder, items: list[Waiting], seed: str) -> None:
    found = ordered_reviews(items, order, day=DAY, parameters=DEFAULT_PARAMETERS, seed=seed)
    assert found == ordered_reviews(CARDS, order, day=DAY, parameters=DEFAULT_PARAMETERS, seed=seed)
    assert sorted(names(CARDS)) == sorted(names(found))
