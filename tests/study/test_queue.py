"""The queue changes the order of cards, never the cards."""

from itertools import pairwise, permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.memory.fsrs import DEFAULT_PARAMETERS
from quiz.study.orders import by_retrievability
from quiz.study.queue import apart, mixed
from quiz.study.siblings import take_new
from tests.study.samples import DAY, review, waiting

words = st.text("abc", max_size=9)


def adjacent(marks: list[str]) -> int:
    return sum(one == other for one, other in pairwise(marks))


def separate(marks: str) -> list[str]:
    items = [(mark, number) for number, mark in enumerate(marks)]
    found = apart(items, lambda item: item[0])
    assert sorted(items) == sorted(found)
    for mark in set(marks):  # siblings stay in their order
        numbers = [number for own, number in found if own == mark]
        assert numbers == sorted(numbers)
    return [mark for mark, _ in found]


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ("", ""),
        ("a", "a"),
        ("abc", "abc"),
        ("aab", "aba"),
        ("aabb", "abab"),
        ("baa", "aba"),
        ("aaab", "abaa"),
        ("abccc", "cacbc"),
    ],
)
def test_siblings_are_taken_apart(items: str, expected: str) -> None:
    assert expected == "".join(separate(items))


def test_no_siblings_are_adjacent_where_any_order_keeps_them_apart() -> None:
    for length in range(7):
        for marks in product("abc", repeat=length):
            possible = any(adjacent(list(order)) == 0 for order in permutations(marks))
            assert possible == (adjacent(separate("".join(marks))) == 0)


@given(words)
def test_what_is_apart_stays_as_it_is(marks: str) -> None:
    found = separate(marks)
    if adjacent(list(marks)) == 0:
        assert list(marks) == found
    assert found == separate("".join(found)) or adjacent(found)


@given(st.lists(st.integers(), max_size=30), st.lists(st.integers(), max_size=30))
def test_new_cards_are_spread_evenly(reviews: list[int], new: list[int]) -> None:
    old, fresh = [("review", item) for item in reviews], [("new", item) for item in new]
    found = mixed(old, fresh)
    assert old == [item for item in found if item[0] == "review"]
    assert fresh == [item for item in found if item[0] == "new"]
    if old and fresh:
        for place in range(len(found)):
            taken = sum(1 for kind, _ in found[: place + 1] if kind == "new")
            assert abs(taken - (place + 1) * len(fresh) / len(found)) < 1


def test_new_cards_come_after_the_first_reviews() -> None:
    assert list("rrnrrnrrn") == mixed(list("rrrrrr"), list("nnn"))


@given(st.lists(st.sampled_from("abcd")), st.integers(0, 10), st.sets(st.sampled_from("abcd")))
def test_new_siblings_wait_for_another_day_while_there_are_others(marks: list[str], limit: int, met: set[str]) -> None:
    items = [waiting(str(number), mark) for number, mark in enumerate(marks)]
    found = take_new(items, limit, met)
    assert min(limit, len(items)) == len(found)
    assert len({item.card for item in found}) == len(found)
    fresh = [item for number, item in enumerate(items) if item.sibling not in met and item.sibling not in marks[:number]]
    assert fresh[:limit] == found[: len(fresh)]
    rest = found[len(fresh) :]
    assert rest == sorted(rest, key=lambda item: int(item.card))


def test_what_is_best_remembered_comes_first() -> None:
    items = [
        waiting("weak", state=review(2.0)),
        waiting("b", state=review(10.0)),
        waiting("strong", state=review(100.0)),
        waiting("a", state=review(10.0)),
        waiting("unknown"),
    ]
    assert ["strong", "a", "b", "weak", "unknown"] == [item.card for item in by_retrievability(items, DAY, DEFAULT_PARAMETERS)]
