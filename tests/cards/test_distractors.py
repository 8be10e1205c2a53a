"""Wrong options: provably false, as like the right one as can be, and always to be found when they were promised."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.cards.card import Card, Form, Kind
from quiz.cards.choices import choice
from quiz.cards.distractors import distractors, is_false
from quiz.cards.generation import generate
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from tests.strategies import Data, deck_data, deck_of


def first(*facts: Fact, relation: Relation | None = None) -> Card:
    return next(iter(generate(Deck("d", facts=facts, relations=[relation] if relation else []))))


@settings(max_examples=40)
@given(deck_data())
def test_a_promised_choice_is_kept_for_every_seed(data: Data) -> None:
    for card in generate(deck_of(data)):
        if Form.CHOICE in card.forms:
            for seed in map(str, range(5)):
                assert 4 == len(choice(card, seed).options)


@settings(max_examples=25)
@given(st.lists(st.sampled_from([*"abcdefgh", "北", "京", "ж", "1", "A", "a b", "a-b"]), min_size=14, max_size=40))
def test_a_promised_choice_of_members_is_kept(names: list[str]) -> None:
    facts = [Fact(f"{name}{number}", "b", "x" if number % 3 else f"y{number}") for number, name in enumerate(names)]
    for card in generate(Deck("d", facts=facts, relations=[Relation("b")])):
        if Form.CHOICE in card.forms:
            assert all(4 == len(choice(card, seed).options) for seed in "abcdef")


@settings(max_examples=40)
@given(deck_data(), st.randoms(use_true_random=False))
def test_every_one_is_false(data: Data, random: Random) -> None:
    for card in generate(deck_of(data)):
        if card.asked:
            found = distractors(card, card.members[0], 3, random)
            assert all(is_false(card, candidate) for candidate in found)
            assert not {candidate.value.key for candidate in found} & {member.key for member in card.members}


def test_dates_stand_beside_dates_of_the_same_precision() -> None:
    dates = ["1900", "1910", "1920", "1930", "1900-05-06", "1910-05-06", "1920-05-06", "1930-05-06"]
    card = first(*(Fact(f"S{n}", "b", date) for n, date in enumerate(dates)), relation=Relation("b", value="date"))
    assert {"1900", "1910", "1920", "1930"} == {option.text for option in choice(card, "1").options}


def test_near_in_magnitude() -> None:
    card = first(
        *(Fact(f"S{n}", "b", n) for n in (500, *range(1000))), relation=Relation("b", value="quantity", kinds=("forward",))
    )
    assert "500" == card.answer
    assert all(480 <= int(option.text) <= 520 for seed in map(str, range(20)) for option in choice(card, seed).options)


def test_the_subject_itself_is_no_option() -> None:
    facts = [
        Fact("Luxembourg", "capital", "Luxembourg City"),
        Fact("X", "capital", "Luxembourg"),
        *(Fact(f"S{n}", "capital", f"V{n}") for n in range(9)),
    ]
    card = first(*facts, relation=Relation("capital"))
    assert all("Luxembourg" not in [o.text for o in choice(card, s, ["Luxembourg"]).options] for s in map(str, range(20)))


@pytest.mark.parametrize("kind", [Kind.FORWARD, Kind.BACKWARD])
def test_terms_of_other_relations_may_stand_beside_them(kind: Kind) -> None:
    facts = [Fact("S", "b", "V"), *(Fact(f"T{n}", "c", f"W{n}") for n in range(5))]
    deck = Deck("d", facts=facts, relations=[Relation("b", value="city"), Relation("c", value="city")])
    card = next(card for card in generate(deck) if card.kind is kind and card.relation.name == "b")
    assert (Form.CHOICE in card.forms) == (kind is Kind.FORWARD)


def test_wrong_answers_of_the_author_come_first_unless_they_are_true() -> None:
    facts = [
        Fact("Australia", "capital", "Canberra", wrong=["Sydney", "Melbourne", "canberra", "Lima"]),
        *(Fact(f"S{number}", "capital", f"V{number}") for number in range(9)),
        Fact("Peru", "capital", "Lima"),
    ]
    card = first(*facts, relation=Relation("capital", kinds=("forward",)))
    for seed in map(str, range(10)):
        asked = choice(card, seed)
        assert {"Canberra", "Sydney", "Melbourne", "Lima"} == {option.text for option in asked.options}
        why = {option.text: option.why for option in asked.options}
        assert "Peru — capital: Lima" == why["Lima"]
        assert "Australia — capital: Canberra" == why["Sydney"]


def test_the_author_alone_says_what_is_false_of_a_set() -> None:
    facts = [
        Fact("A", "river", "R", wrong=["X", "Y", "Z", "R"]),
        *(Fact(f"S{number}", "river", f"V{number}") for number in range(9)),
    ]
    relation = Relation("river", many=True, kinds=("forward",))
    card = first(*facts, relation=relation)
    assert {"R", "X", "Y", "Z"} == {option.text for option in choice(card, "1").options}
    assert Form.CHOICE not in first(*facts[1:], relation=relation).forms


def test_how_many_are_larger_is_drawn() -> None:
    card = first(
        *(Fact(f"S{n}", "b", n) for n in (500, *range(1000))), relation=Relation("b", value="quantity", kinds=("forward",))
    )
    places = [sum(int(option.text) < 500 for option in choice(card, seed).options) for seed in map(str, range(400))]
    assert all(60 <= places.count(place) <= 140 for place in range(4))
