"""Witnesses: what is said of all of them at once is what would be said of each."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.cards.card import Card, Kind
from quiz.cards.distractors import is_false
from quiz.cards.generation import generate
from quiz.cards.pool import Pool
from quiz.cards.witnesses import Witnesses
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from tests.strategies import Data, deck_data, deck_of

NAMES = (
    "Oslo",
    "oslo",
    "Bern",
    "Saint Petersburg",
    "St. Petersburg",
    "US",
    "United States",
    "1,000",
    "1000",
    "a; b",
    "b",
    "Москва",
    "Moskva",
)


def assert_they_agree(deck: Deck) -> None:
    for card in generate(deck):
        if card.asked and card.members and not card.parts:
            found = Pool.of(card.index.facts_of(card.relation.name), backward=card.kind is Kind.BACKWARD).candidates
            several = Witnesses.of(card, found)
            if several.are_false(card, card.members):
                assert all(is_false(card, one) for one in found)


@settings(max_examples=60)
@given(deck_data())
def test_decks(data: Data) -> None:
    assert_they_agree(deck_of(data))


@settings(max_examples=100)
@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), min_size=1, max_size=9), st.booleans())
def test_tables(rows: list[tuple[str, str]], complete: bool) -> None:  # noqa: FBT001 - hypothesis names it
    relation = Relation("b", many=complete, complete=complete)
    assert_they_agree(Deck("d", facts=[Fact(*row[:1], "b", *row[1:]) for row in rows], relations=[relation]))


def cards(kind: str, *values: str, **settings_of_relation: bool) -> tuple[Card, Witnesses]:
    """Return the card of the first of some facts, with the other facts' candidates as witnesses."""
    facts = [Fact(f"S{'abcdef'[number]}", "b", value) for number, value in enumerate(values)]
    relation = Relation("b", kinds=(kind,), **settings_of_relation)  # type: ignore[arg-type]
    card = next(iter(generate(Deck("d", facts=facts, relations=[relation]))))
    candidates = Pool.of(card.index.facts_of("b"), backward=card.kind is Kind.BACKWARD).candidates
    return card, Witnesses.of(card, tuple(one for one in candidates if one.fact != facts[0]))


@pytest.mark.parametrize("kind", ["forward", "backward", "cloze"])
@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["Oslo", "Bern", "Lima"], True),
        (["Oslo", "Bern", "Oslo; Lima"], False),
        (["US", "Bern", "United States"], False),
    ],
)
def test_names(kind: str, values: list[str], *, expected: bool) -> None:
    card, several = cards(kind, *values)
    assert expected == several.are_false(card, card.members)


@pytest.mark.parametrize("kind", ["forward", "backward"])
def test_of_many_values_it_is_plain_only_where_all_are_named(kind: str) -> None:
    for complete in (False, True):
        card, several = cards(kind, "Oslo", "Bern", many=True, complete=complete)
        assert complete == several.are_false(card, card.members)


def test_a_value_that_is_the_other_subject_is_not_plainly_false() -> None:
    card, several = cards("forward", "Oslo", "Sa")
    assert not several.are_false(card, card.members)


def test_numbers_are_left_to_be_looked_at() -> None:
    deck = Deck("d", facts=[Fact("S", "b", 5), Fact("T", "b", 7)], relations=[Relation("b", value="quantity")])
    for card in generate(deck):
        candidates = Pool.of(card.index.facts_of("b"), backward=card.kind is Kind.BACKWARD).candidates
        assert not Witnesses.of(card, candidates[1:]).are_false(card, card.members)
