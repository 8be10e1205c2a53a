"""A limit on a deck bounds what comes from it and from the decks below it together."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from quiz.memory.state import CardState
from quiz.study.limits import levels, room_of, rooms, shares, tighter, within
from quiz.study.queue import Waiting

decks = st.sampled_from(["a", "a::b", "a::b::c", "a::d", "e"])
left = st.dictionaries(decks, st.integers(0, 6))


def cards(text: str) -> list[Waiting]:
    return [Waiting(f"{deck}{number}", deck, "", CardState()) for number, deck in enumerate(text.split())]


def test_levels_are_a_deck_and_those_above_it() -> None:
    assert ("a", "a::b", "a::b::c") == levels("a::b::c")
    assert ("plain",) == levels("plain")


def test_rooms_are_what_was_not_done_yet_below_a_level() -> None:
    assert {"a": 3, "a::b": 4, "e": 0} == rooms({"a": 10, "a::b": 6, "e": 1}, {"a": 5, "a::b": 2, "e": 3, "f": 9})
    assert {"a": 9, "ab": 5} == rooms({"a": 10, "ab": 5}, {"a": 1})  # `ab` is not below `a`


def test_room_of_is_the_least_of_a_deck_s_levels() -> None:
    assert 2 == room_of("a::b", {"a": 2, "a::b": 5})
    assert 1 == room_of("a::b", {"a": 2, "a::b": 1})
    assert room_of("x", {"a": 2}) is None


def test_within_takes_cards_in_their_order_while_there_is_room() -> None:
    found = within(cards("a::b a::b a a::b e a e"), {"a": 3, "a::b": 2, "e": 1})
    assert ["a::b", "a::b", "a", "e"] == [item.deck for item in found]


def test_shares_serves_decks_in_their_order() -> None:
    assert {"a": 3, "a::b": 2, "e": 4} == shares({"a": 3, "a::b": 9, "e": 4}, {"a": 5, "a::b": 8})
    assert {"a::b": 4, "a::d": 1} == shares({"a::b": 4, "a::d": 9}, {"a": 5})


def test_tighter_is_the_smaller_room() -> None:
    assert {"a": 1, "b": 2, "c": 9} == tighter({"a": 1, "b": 5}, {"b": 2, "c": 9})


@given(st.lists(decks, max_size=20), left)
def test_no_level_gives_more_than_its_room_and_none_is_left_that_fits(names: list[str], open_: dict[str, int]) -> None:
    items = [Waiting(str(number), deck, "", CardState()) for number, deck in enumerate(names)]
    found = within(items, open_)
    taken = Counter(level for item in found for level in levels(item.deck))
    assert all(taken[level] <= room for level, room in open_.items())
    for item in items:
        if item not in found:
            assert any(level in open_ and taken[level] == open_[level] for level in levels(item.deck))
    counted = shares(dict(sorted(Counter(names).items())), open_)
    in_turn = within(sorted(items, key=lambda item: item.deck), open_)
    assert {deck: count for deck, count in counted.items() if count} == dict(Counter(item.deck for item in in_turn))
