"""Decks as a tree."""

from quiz.collection.deck_tree import levels
from quiz.collection.studying import Due


def due(deck: str, title: str = "", new: int = 1) -> Due:
    return Due(deck, title or deck, new, 2, 3, 10, 4)


def test_each_level_is_followed_by_those_below_it_in_the_order_of_the_decks() -> None:
    found = levels([due("b::two"), due("a"), due("b"), due("b::one::deep"), due("a::x")])
    assert ["b", "b::two", "b::one", "b::one::deep", "a", "a::x"] == [level.deck for level in found]
    assert [0, 1, 1, 2, 0, 1] == [level.depth for level in found]


def test_what_only_holds_decks_has_a_row_and_counts_what_is_below() -> None:
    top, *_ = levels([due("a::b::c", new=1), due("a::b::d", new=5)])
    assert (False, True) == (top.is_deck, top.has_below)
    assert Due("a", "a", 6, 4, 6, 20, 8) == top.due


def test_a_deck_counts_itself_and_what_is_below() -> None:
    top, below = levels([due("a"), due("a::b")])
    assert (True, True, 2) == (top.is_deck, top.has_below, top.due.new)
    assert (True, False, 1) == (below.is_deck, below.has_below, below.due.new)


def test_titles_are_those_within_the_level_above() -> None:
    found = levels([due("lang::fr", "Languages::French"), due("x", "Titled"), due("y::", "y::")])
    assert ["lang", "French", "Titled", "y", "y::"] == [level.due.title for level in found]


def test_no_decks() -> None:
    assert [] == levels([])
