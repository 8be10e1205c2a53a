"""Ids in the index follow the order of the cards, and change as little as can be."""

from hypothesis import given
from hypothesis import strategies as st

from quiz.store.search_order import DECK, GAP, ordered_ids

DECKS = st.lists(st.sampled_from("abcdefghij"), unique=True)


@given(DECKS, DECKS, DECKS)
def test_ids_ascend_within_the_deck(first: list[str], second: list[str], third: list[str]) -> None:
    known: dict[str, int] = {}
    for cards in (first, second, third):
        known = ordered_ids(cards, known, 5)
        assert cards == sorted(known, key=known.__getitem__)
        assert all(5 * DECK < place < 6 * DECK for place in known.values())


def test_cards_that_stay_keep_their_ids() -> None:
    known = ordered_ids("abcd", {}, 1)
    later = ordered_ids("xaybcz", known, 1)
    assert {card: known[card] for card in "abc"} == {card: later[card] for card in "abc"}


def test_a_card_that_moves_gets_another_id_alone() -> None:
    known = ordered_ids("abcd", {}, 1)
    later = ordered_ids("dabc", known, 1)
    assert {"d"} == {card for card in "abcd" if known[card] != later[card]}


def test_a_gap_that_is_full_gives_all_cards_new_ids() -> None:
    known = {"a": DECK + 1, "b": DECK + 2}
    assert [DECK + GAP, DECK + 2 * GAP, DECK + 3 * GAP] == list(ordered_ids("axb", known, 1).values())
