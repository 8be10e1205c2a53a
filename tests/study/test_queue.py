"""The queue changes the order of cards, never the cards."""

from itertools import pairwise, permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.study.options import Placement
from quiz.study.queue import apart, mixed, placed

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
def test_apart_separates_siblings(items: str, expected: str) -> None:
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
def test_mixed_spreads_new_cards_evenly(reviews: list[int], new: list[int]) -> None:
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


@pytest.mark.parametrize(
    ("placement", "expected"), [(Placement.BEFORE, "nnrrrr"), (Placement.AFTER, "rrrrnn"), (Placement.MIXED, "rrnrrn")]
)
def test_placed_puts_other_cards_where_the_learner_wants_them(placement: Placement, expected: str) -> None:
    assert list(expected) == placed(list("rrrr"), list("nn"), placement)
