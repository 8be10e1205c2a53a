"""Pairs that can be matched in one way only."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.cards.card import Card, Form, Kind
from quiz.cards.generation import generate
from quiz.cards.matching import matching
from quiz.errors import UsageError
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.facts.term import Term


def forward(*facts: Fact, relation: Relation | None = None, terms: tuple[Term, ...] = ()) -> list[Card]:
    deck = Deck("d", facts=facts, relations=[relation] if relation else [], terms=terms)
    return [card for card in generate(deck) if card.kind is Kind.FORWARD]


CAPITALS = {"France": "Paris", "Italy": "Rome", "Spain": "Madrid", "Norway": "Oslo", "Peru": "Lima", "Chile": "Santiago"}
FACTS = tuple(Fact(country, "capital", city) for country, city in CAPITALS.items())


def test_four_pairs_with_the_card_s_own_among_them() -> None:
    for card in forward(*FACTS):
        for seed in map(str, range(10)):
            asked = matching(card, seed)
            assert 4 == len(set(asked.left)) == len({option.text for option in asked.options})
            assert {CAPITALS[country] for country in asked.left} == {option.text for option in asked.options}
            assert [CAPITALS[country] for country in asked.left] == [asked.options[place].text for place in asked.picks]
            assert card.given in asked.left
            assert [card.answer] == [option.text for option in asked.options if option.right]
            assert all(f"— capital: {option.text}" in option.why for option in asked.options)
            assert asked == matching(card, seed)


def test_own_mistakes_come_first() -> None:
    card = next(card for card in forward(*FACTS) if card.given == "France")
    for seed in "12345":
        assert "Chile" in matching(card, seed, preferred=["santiago"]).left


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 5)), max_size=14))
@settings(max_examples=60)
def test_there_is_one_way_to_match(pairs: list[tuple[int, int]]) -> None:
    """By the facts themselves: no other assignment of the values is true at any time."""
    true = {(f"S{subject}", f"V{value}") for subject, value in pairs}
    facts = [Fact(f"S{subject}", "b", f"V{value}") for subject, value in dict.fromkeys(pairs)]
    for card in forward(*facts, relation=Relation("b", kinds="forward")):
        if Form.MATCHING not in card.forms:
            continue
        asked = matching(card, "1")
        assert 4 == len(asked.left)
        texts = [option.text for option in asked.options]
        ways = [way for way in permutations(texts) if all(pair in true for pair in zip(asked.left, way, strict=True))]
        assert [tuple(texts[place] for place in asked.picks)] == ways


@pytest.mark.parametrize(
    ("facts", "relation"),
    [
        (FACTS[:3], None),
        ((*FACTS[:3], Fact("Rome's", "capital", "Rome")), None),
        (FACTS, Relation("capital", many=True)),
        (tuple(Fact(name, "capital", value == "Oslo") for name, value in CAPITALS.items()), None),
        (tuple(Fact(name, "capital", value * 20) for name, value in CAPITALS.items()), None),
    ],
)
def test_too_few_pairs(facts: tuple[Fact, ...], relation: Relation | None) -> None:
    for card in forward(*facts, relation=relation):
        assert Form.MATCHING not in card.forms
        with pytest.raises(UsageError, match="too few pairs"):
            matching(card, "1")


def test_a_value_of_another_time_is_no_partner() -> None:
    facts = (*FACTS[:4], Fact("Italy", "capital", "Paris", since="1800", until="1801"))
    card = next(card for card in forward(*facts) if card.given == "France")
    assert Form.MATCHING not in card.forms


def test_a_partner_that_stands_in_the_way_gives_way() -> None:
    """Chile had the values of two others once: with it there are only three pairs, without it four."""
    former = [Fact("Chile", "capital", city, since="1800", until=str(year)) for year, city in ((1801, "Rome"), (1802, "Madrid"))]
    facts = (*(Fact(name, "capital", CAPITALS[name]) for name in ("France", "Italy", "Spain", "Norway")), *FACTS[5:], *former)
    card = next(card for card in forward(*facts) if card.given == "France")
    for seed in map(str, range(20)):
        assert {"France", "Italy", "Spain", "Norway"} == set(matching(card, seed, preferred=["Santiago"]).left)


def test_names_of_one_thing_are_no_pairs() -> None:
    terms = (Term("Paris", type="city", aliases=("Lutetia",)),)
    facts = (*FACTS[:3], Fact("Gaul", "capital", "Lutetia"))
    relation = Relation("capital", value="city", kinds="forward")
    assert all(Form.MATCHING not in card.forms for card in forward(*facts, relation=relation, terms=terms))


def test_a_contrast_card_has_its_two_pairs() -> None:
    deck = Deck("d", facts=FACTS, relations=[Relation("capital", kinds=(), contrast=[("France", "Italy")])])
    (card,) = generate(deck)
    asked = matching(card, "1")
    assert (("France", "Italy"), {"Paris", "Rome"}) == (asked.left, {option.text for option in asked.options})
    assert "France → Paris; Italy → Rome" == asked.answer
    assert all(option.right for option in asked.options)


def test_a_matching_question_of_another_program_has_three_pairs_or_more() -> None:
    pairs = [("Canada", "Ottawa"), ("Italy", "Rome"), ("Japan", "Tokyo"), ("India", "New Delhi")]
    relation = Relation("capitals", label="Match the capitals", kinds=("forward",), apart=True)
    facts = [Fact(left, "capitals", right, id=f"q1/{number}") for number, (left, right) in enumerate(pairs)]
    for count in (3, 4):
        cards = list(generate(Deck("d", facts=facts[:count], relations=[relation])))
        assert count == len(cards)
        for card in cards:
            asked = matching(card, "1")
            assert "Match the capitals" == asked.prompt
            assert dict(pairs[:count]) == {
                left: asked.options[pick].text for left, pick in zip(asked.left, asked.picks, strict=True)
            }
    assert Form.MATCHING not in next(iter(generate(Deck("d", facts=facts[:2], relations=[relation])))).forms


def test_subjects_that_are_seen_or_heard_are_not_matched_by_their_words() -> None:
    facts = [Fact(f"sound {value}", "Back", value, id=value, front=f"![]({value}.mp3)") for value in ("al", "be", "ce", "de")]
    cards = list(generate(Deck("d", facts=facts, relations=[Relation("Back", kinds=("forward",), apart=True)])))
    assert [] == [card.prompt for card in cards if Form.MATCHING in card.forms]


def test_a_matching_question_of_notes_names_what_is_matched() -> None:
    facts = [Fact(left, "Capital", right, id=left) for left, right in (("Peru", "Lima"), ("Italy", "Rome"), ("Japan", "Tokyo"))]
    for label in ("", "Capital"):
        relation = Relation("Capital", label=label, kinds=("forward",), apart=True)
        assert "Match: Capital" == matching(next(generate(Deck("d", facts=facts, relations=[relation]))), "1").prompt
