"""Which forms a card allows."""

import pytest
from hypothesis import given, settings

from quiz.cards.card import MOST_MEMBERS, Card, Form, Kind
from quiz.cards.forms import Allowed, allows
from quiz.cards.generation import generate
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.media import Picture
from quiz.facts.relation import Relation
from tests.strategies import Data, deck_data, deck_of

ALL = (Form.REVEAL, Form.TYPED, Form.CHOICE, Form.TRUEFALSE)
MATCHED = (*ALL, Form.MATCHING)
OPTIONS_ONLY = (Form.REVEAL, *MATCHED[2:])


def first(*facts: Fact, relation: Relation | None = None) -> Card:
    return next(iter(generate(Deck("d", facts=facts, relations=[relation] if relation else []))))


@pytest.mark.parametrize(
    ("others", "forms"), [(0, ALL[:2]), (1, (*ALL[:2], ALL[3])), (2, (*ALL[:2], ALL[3])), (3, MATCHED), (50, MATCHED)]
)
def test_options_need_enough_that_is_false(others: int, forms: tuple[Form, ...]) -> None:
    assert forms == first(*(Fact(f"S{number}", "b", f"V{number}") for number in range(others + 1))).forms


@pytest.mark.parametrize(("value", "forms"), [
    ("x" * 60, MATCHED), ("x" * 61, OPTIONS_ONLY[:-1]), ("x" * 100, OPTIONS_ONLY[:-1]),
    ("x" * 101, OPTIONS_ONLY[:2]), ("x" * 200, OPTIONS_ONLY[:2]), ("x" * 201, (Form.REVEAL,)),
    ("a\nb", (*OPTIONS_ONLY[:2], Form.MATCHING)), ("🇫🇷", OPTIONS_ONLY),
])  # fmt: skip
def test_what_cannot_be_typed_is_not(value: str, forms: tuple[Form, ...]) -> None:
    assert forms == first(Fact("S", "b", value), *(Fact(f"S{n}", "b", f"V{n}") for n in range(5)), relation=Relation("b")).forms


def test_yes_and_no() -> None:
    assert (Form.REVEAL, Form.TRUEFALSE) == first(Fact("S", "b", value=True)).forms


@pytest.mark.parametrize(
    ("members", "forms"),
    [
        (1, ALL),
        (2, (*ALL[:2], ALL[3], Form.MULTISELECT)),
        (MOST_MEMBERS, (*ALL[:2], ALL[3])),
        (MOST_MEMBERS + 1, ALL[2:]),
    ],
)
def test_large_sets_are_asked_by_membership(members: int, forms: tuple[Form, ...]) -> None:
    facts = [*(Fact(f"S{n}", "b", "V") for n in range(members)), *(Fact(f"T{n}", "b", f"W{n}") for n in range(5))]
    card = next(c for c in generate(Deck("d", facts=facts, relations=[Relation("b")])) if c.kind is Kind.BACKWARD)
    assert forms == card.forms


def test_conflicts_have_none() -> None:
    assert () == first(Fact("S", "b", "V"), Fact("S", "b", "W"), relation=Relation("b")).forms


def test_one_wrong_option_is_enough_for_a_statement_about_a_member() -> None:
    facts = [Fact("S", "b", "V"), Fact("T", "b", "V"), Fact("U", "b", "W")]
    card = next(c for c in generate(Deck("d", facts=facts, relations=[Relation("b")])) if c.given == "V")
    assert (*ALL[:2], ALL[3]) == card.forms


@pytest.mark.parametrize(("alt", "forms"), [("", (Form.REVEAL,)), ("a flag", (Form.REVEAL, Form.CHOICE, Form.TRUEFALSE))])
def test_a_picture_is_an_option_by_what_it_shows(alt: str, forms: tuple[Form, ...]) -> None:
    facts = [Fact(f"S{n}", "b", Picture(f"{n}.svg", f"{alt} {n}" if alt else "")) for n in range(6)]
    assert forms == first(*facts, relation=Relation("b", value="picture", kinds=("forward",))).forms


@settings(max_examples=40)
@given(deck_data())
def test_each_form_by_itself(data: Data) -> None:
    for card in generate(deck_of(data)):
        assert {*card.forms} == {form for form in Form if allows(card, form)}


def test_a_conflict_has_no_form() -> None:
    card = first(Fact("S", "b", "V"), Fact("S", "b", "W"), relation=Relation("b"))
    assert not any(allows(card, form) for form in Form)


@given(deck_data())
def test_a_form_is_allowed_where_the_card_lists_it(data: Data) -> None:
    for card in generate(deck_of(data)):
        assert set(card.forms) == {form for form in Form if form in Allowed(card)}
