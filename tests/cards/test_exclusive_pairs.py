"""Pairs that exclude each other: what is promised for all that are kept is what holds for each."""

from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.cards.exclusive_pairs import exclusive, has_partners, kept, own_pair
from quiz.cards.generation import generate
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from tests.strategies import Data, deck_data, deck_of

VALUES = ("Oslo", "oslo", "Bern", "Lima", "Rome", "Kyiv", "US", "United States", "a; b", "b", "1,000", "1000", "Москва", "Moskva")


def assert_promises_are_true(deck: Deck) -> None:
    for card in generate(deck):
        own = own_pair(card)
        if own is not None:
            fitting = sum(exclusive(card.index, card.relation, own, pair) for pair in kept(card.index, card.relation))
            assert [fitting >= count for count in range(1, 6)] == [has_partners(card, own, count) for count in range(1, 6)]


@settings(max_examples=60)
@given(deck_data())
def test_decks(data: Data) -> None:
    assert_promises_are_true(deck_of(data))


@settings(max_examples=100)
@given(st.lists(st.sampled_from(VALUES), min_size=1, max_size=12))
def test_tables(values: list[str]) -> None:
    facts = [Fact(f"S{'abcdefghijkl'[number]}", "b", value) for number, value in enumerate(values)]
    assert_promises_are_true(Deck("d", facts=facts, relations=[Relation("b")]))
