"""What the deck proves, and what it does not."""

import pytest

from quiz.cards.index import Index
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.facts.term import Term
from quiz.facts.values import Text

TERMS = [
    Term("Europe"),
    Term("Benelux", broader=["Europe"]),
    Term("Belgium", "", ["België"], ["Spanish Netherlands"], ["Benelux"]),
]


def index(*relations: Relation) -> Index:
    facts = [
        Fact("A", "b", "Belgium"),
        Fact("A", "b", "Benelux", until=1999),
        Fact("B", "c", ["x", "y"]),
        Fact("C", "s", {"x", "y"}),
    ]
    return Index(Deck("d", facts=facts, relations=[*relations, Relation("c", value="list")], terms=TERMS))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Belgium", "België", True),
        ("Belgium", "belgium", True),
        ("Belgium", "Spanish Netherlands", True),
        ("Belgium", "Europe", True),
        ("Europe", "Belgium", True),
        ("Belgium", "Peru", False),
        ("Peru", "Péru", True),
        ("A and B", "B", True),
        ("a, b", "b; c", False),
    ],
)
def test_what_may_be_the_same(one: str, other: str, *, same: bool) -> None:
    assert same == index().may_be_same(Text(one), Text(other)) == index().may_be_same(Text(other), Text(one))


@pytest.mark.parametrize(
    ("relation", "false"),
    [
        (Relation("b"), True),
        (Relation("b", many=True), False),
        (Relation("b", many=True, complete=True), True),
    ],
)
def test_only_one_value_or_a_complete_list_proves_that_others_are_false(relation: Relation, *, false: bool) -> None:
    found = index(relation)
    known = found.deck.relations["b"]
    assert false == found.surely_false(known, "A", Text("Peru"))
    assert not found.surely_false(known, "A", Text("Belgium"))
    assert not found.surely_false(known, "A", Text("Benelux"))
    assert not found.surely_false(known, "unknown", Text("Peru"))


def test_subjects_and_values() -> None:
    found = index()
    assert {"b": ["A"], "c": ["B"], "s": ["C"]} == {name: list(subjects) for name, subjects in found.subjects.items()}
    assert ["x", "y"] == [str(value) for value in found.values(found.deck.relations["s"], "C")]
    assert 1 == len(found.values(found.deck.relations["c"], "B"))


def test_a_circle_of_broader_terms_ends() -> None:
    deck = Deck("d", terms=[Term("A", broader=["B"]), Term("B", broader=["A"])])
    assert {"A", "B"} == Index(deck).broader("A")


def test_what_is_said_of_a_name_that_is_nearly_the_same_counts_too() -> None:
    facts = [Fact("Žižkov", "b", "x"), Fact("Zizkov", "b", "y"), Fact("Other", "b", "z")]
    found = Index(Deck("d", facts=facts, relations=[Relation("b")]))
    assert [False, False, True] == [found.surely_false(found.deck.relations["b"], "Žižkov", Text(text)) for text in "xyz"]
