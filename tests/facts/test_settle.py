"""Values take their relation's type, names their term's, and undeclared relations are inferred."""

from datetime import date
from decimal import Decimal

import pytest

from quiz.facts.clozes import Cloze
from quiz.facts.dates import Date
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.media import Picture
from quiz.facts.quantities import Quantity
from quiz.facts.relation import Relation
from quiz.facts.settle import Names
from quiz.facts.term import Term
from quiz.facts.values import Boolean, Listed, RichText, SetOf, TermName, Text, Value, parse_value

TERMS = [
    Term("China", "country", ["PRC", "Beijing"]),
    Term("Beijing", "city"),
    Term("Kim", "leader", ["K"]),
    Term("Lee", "leader", ["K"]),
]


def one(value: object, relation: Relation) -> Value:
    return Deck("d", facts=[Fact("A", relation.name, value)], relations=[relation], terms=TERMS).facts[0].value


@pytest.mark.parametrize(
    ("value", "kind", "typed"),
    [
        ("5 km", "quantity", parse_value("5 km", "quantity")),
        (5, "quantity", parse_value("5", "quantity")),
        (1959, "date", Date(1959)),
        ("c. 886", "date", parse_value("c. 886", "date")),
        (date(1945, 9, 2), "date", Date(1945, 9, 2)),
        ("yes", "boolean", Boolean(true=True)),
        (5, "text", Text("5")),
        (date(1945, 9, 2), "text", Text("1945-09-02")),
        ("PRC", "country", TermName("China", "country")),
        ("Beijing", "city", TermName("Beijing", "city")),
        ("Beijing", "country", TermName("China", "country")),
        ("K", "leader", TermName("K", "leader")),
        (["a", 5], "list", Listed([Text("a"), Text("5")])),
        (["b", "a"], "set", SetOf([Text("a"), Text("b")])),
        (TermName("x", "city"), "text", Text("x")),
        ("**x**", "rich", RichText("**x**")),
        (RichText("**x**"), "text", Text("x")),
        (RichText("**PRC**"), "country", TermName("China", "country")),
        ("a.png", "picture", Picture("a.png")),
        (Picture("a.png", "a map"), "text", Text("a map")),
        ("{{c1::x}} y", "cloze", Cloze("{{c1::x}} y")),
        (Cloze("{{c1::x}} y"), "text", Text("{{c1::x}} y")),
        ("10–20 km", "quantity", Quantity(Decimal(10), "km", to=Decimal(20))),
        ("the 1950s", "date", Date(1950, unspecified="decade")),
        (TermName("x"), "city", TermName("x", "city")),
        ("a;b", "list", Listed([Text("a"), Text("b")])),
    ],
)
def test_declared_types(value: object, kind: str, typed: Value) -> None:
    assert typed == one(value, Relation("b", value=kind))


@pytest.mark.parametrize(
    ("value", "kind"), [("x", "quantity"), ("x", "date"), ("x", "boolean"), (5.5, "date"), (10**12, "date"), (True, "date")]
)
def test_values_of_another_type(value: object, kind: str) -> None:
    with pytest.raises(ValueError, match=r"expected|not a"):
        one(value, Relation("b", value=kind))


def test_the_unit_of_a_quantity_that_names_none() -> None:
    relation = Relation("b", value="quantity", unit="km")
    assert ["5 km", "5 m", "c. 5 km"] == [str(one(value, relation)) for value in (5, "5 m", "c. 5")]


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["5", 7, "-1.5"], "quantity"),
        (["5", "c. 7"], "text"),
        (["007", "5"], "text"),
        (["1945-09-02", "1945-09", date(1945, 9, 2)], "date"),
        (["1945-13-02"], "text"),
        (["1945"], "quantity"),
        (["yes", False, "True"], "boolean"),
        ([["a"], ["b"]], "list"),
        ([{"a"}], "set"),
        (["PRC", "China"], "country"),
        (["PRC", "Kim"], "text"),
        (["x", "PRC"], "text"),
        ([TermName("q", "thing")], "thing"),
        (["1,5"], "text"),
    ],
)
def test_inferred_types(values: list[object], kind: str) -> None:
    deck = Deck("d", facts=[Fact(f"S{number}", "b", value) for number, value in enumerate(values)], terms=TERMS)
    assert kind == deck.relations["b"].value
    assert not deck.relations["b"].declared


@pytest.mark.parametrize(
    ("facts", "many"),
    [
        ([("A", "x", {}), ("B", "y", {})], False),
        ([("A", "x", {}), ("A", "y", {})], True),
        ([("A", "x", {}), ("A", "x", {})], False),
        ([("A", "1", {}), ("A", "1.0", {})], False),
        ([("PRC", "x", {}), ("China", "y", {})], True),
        ([("A", "PRC", {}), ("A", "China", {})], False),
        ([("A", "x", {"until": 2000}), ("A", "y", {})], False),
        ([("A", "x", {"as_of": 2000}), ("A", "y", {"as_of": 2010})], False),
        ([("A", "x", {"according_to": "them"}), ("A", "y", {})], False),
        ([("A", "x", {"status": "expected"}), ("A", "y", {})], False),
        ([("A", "x", {"since": 2000}), ("A", "y", {"since": 2010})], True),
    ],
)
def test_inferred_many(facts: list[tuple[str, str, dict[str, str]]], *, many: bool) -> None:
    deck = Deck("d", facts=[Fact(subject, "b", value, **more) for subject, value, more in facts], terms=TERMS)
    assert many == deck.relations["b"].many


def test_sets_are_many() -> None:
    assert Deck("d", relations=[Relation("b", value="set")]).relations["b"].many


def test_subjects_take_their_terms_name() -> None:
    deck = Deck(
        "d",
        facts=[Fact("prc", "b", "x"), Fact("Beijing", "c", "x"), Fact("Beijing", "d", "x")],
        relations=[Relation("d", "country")],
        terms=TERMS,
    )
    assert ["China", "Beijing", "China"] == [fact.subject for fact in deck.facts]


def test_a_name_of_several_terms_is_none_of_them() -> None:
    names = Names.of({term.name: term for term in TERMS})
    assert names.term("K") is None
    assert names.term("Beijing") == TERMS[1]
    assert names.term("Beijing", "country") == TERMS[0]
    assert names.term("beijing") is None
    assert names.term("BEIJING", "city") == TERMS[1]


def test_settling_again_changes_nothing() -> None:
    deck = Deck("d", facts=[Fact("PRC", "b", "5"), Fact("x", "b", 7)], terms=TERMS)
    again = Deck("d", facts=deck.facts, relations=deck.relations, terms=deck.terms)
    assert deck == again
    assert all(isinstance(fact.value, Quantity) for fact in again.facts)


@pytest.mark.parametrize("relations", [(), (Relation("b", many=True),)])
def test_a_list_where_single_values_are_taken_is_several_facts(relations: tuple[Relation, ...]) -> None:
    deck = Deck("d", facts=[Fact("A", "b", ["y", "x"]), Fact("B", "b", "z"), Fact("C", "b", {"w"})], relations=relations)
    assert [("A", Text("y")), ("A", Text("x")), ("B", Text("z")), ("C", Text("w"))] == [(f.subject, f.value) for f in deck.facts]
    assert deck.relations["b"].many


def test_members_of_lists_and_sets_take_the_type_that_the_relation_names() -> None:
    cities = Relation("b", value="set", of="country")
    assert SetOf([TermName("China", "country"), TermName("Chile", "country")]) == one(["PRC", "Chile"], cities)
    assert SetOf([TermName("China", "country")]) == one("PRC", cities)
    assert Listed([Date(1959), Date(2000)]) == one([1959, "2000"], Relation("b", value="list", of="date"))
    lengths = Relation("b", value="list", of="quantity", unit="km")
    assert Listed([Quantity(Decimal(1), "km"), Quantity(Decimal(2), "m")]) == one([1, "2 m"], lengths)
    assert lengths.value == Deck("d", facts=[Fact("A", "b", "1; 2 m")], relations=[lengths]).relations["b"].value


def test_a_member_of_another_type() -> None:
    with pytest.raises(ValueError, match="is not a date"):
        one(["1959", "soon"], Relation("b", value="list", of="date"))


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["{{c1::x}} y", "z {{c2::w::hint}}"], "cloze"),
        (["{{c1::x}} y", "z"], "text"),
        (["{{c1::x}} y", "{{c1::z"], "text"),
        ([RichText("*a*")], "rich"),
        ([RichText("*a*"), Text("b")], "text"),
        ([Picture("a.png")], "picture"),
    ],
)
def test_inferred_types_of_marked_texts(values: list[Value], kind: str) -> None:
    deck = Deck("d", facts=[Fact(f"A{number}", "b", value) for number, value in enumerate(values)])
    assert kind == deck.relations["b"].value
