"""Another value is the old one mended, or another answer."""

import pytest

from quiz.facts.corrections import Versions
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.facts.term import Term
from quiz.facts.values import Text, Value, parse_value


def deck(*names: str, terms: tuple[Term, ...] = ()) -> Deck:
    return Deck("d", facts=[Fact(name, "is", "known") for name in names], terms=terms)


@pytest.mark.parametrize(
    ("kind", "one", "other", "expected"),
    [
        ("text", "Ulaanbatar", "Ulaanbaatar", True),
        ("text", "Iran", "Iraq", False),
        ("text", "Paris", "Lyon", False),
        ("quantity", "8.8 km", "8800 m", True),
        ("quantity", "8.8 km", "8900 m", False),
        ("quantity", "c. 100", "105", True),
        ("quantity", "12 ± 1", "12.5", True),
        ("quantity", "100", "104", True),  # within the relation's tolerance
        ("quantity", "100", "106", False),
        ("quantity", "100 m", "0.104 km", True),
        ("quantity", "100 €", "200 $", False),  # nobody knows what they are worth, but they are not the same
        ("quantity", "5 apples", "900 pears", False),
        ("quantity", "5 appels", "5 apples", True),
        ("quantity", "5", "5 km", True),
        ("quantity", "5", "9 km", False),
        ("text", "1 km", "1000 m", True),  # in a relation whose type nobody declared
        ("text", "1 km", "1001 m", False),
        ("text", "2 September 1945", "1945-09-02", True),
        ("text", "3/4", "3", False),
        ("date", "1959", "1959-01-08", True),
        ("date", "1959", "1960", False),
        ("boolean", "yes", "no", False),
        ("list", "a; ambre", "a; amber", True),
        ("list", "a; b", "b; a", False),
        ("set", "amber; berlin; Agreb", "Agrebb; amber; berlin", True),
        ("set", "red; green", "red; blue", False),
        ("cloze", "{{c1::Limma}} is the capitl of Peru", "{{c1::Lima}} is the capital of Peru", True),
        ("cloze", "{{c1::Lima}} is the capital of Peru", "{{c1::Cusco}} is the capital of Peru", False),
    ],
)
def test_values(kind: str, one: str, other: str, *, expected: bool) -> None:
    relation = Relation("what", value=kind, tolerance="5 %" if one in {"100", "100 m"} else None)
    values: list[Value] = [parse_value(text, kind) for text in (one, other)]
    assert expected is Versions(deck("Iran"), deck("Iran")).corrected(values[0], values[1], relation)


def test_other_names_in_either_version() -> None:
    plain, terms = deck(), deck(terms=(Term("Myanmar", aliases=("Burma",)),))
    for old, new in ((plain, terms), (terms, plain)):
        assert Versions(old, new).corrected(Text("Burma"), Text("Myanmar"))
        assert Versions(old, new).corrected(Text("Myanmar"), Text("Burma"))
    assert not Versions(plain, plain).corrected(Text("Burma"), Text("Myanmar"))


def test_a_name_that_is_another_thing_now_is_another_answer() -> None:
    old = deck(terms=(Term("Congo", aliases=("Zaire",)),))
    new = deck(terms=(Term("Zaire"), Term("Congo")))
    assert not Versions(old, new).corrected(Text("Zaire"), Text("Congo"))


def test_what_was_renamed_is_the_same() -> None:
    assert Versions(deck(), deck(), {"Zaire": "DR Congo"}).corrected(Text("Zaire"), Text("DR Congo"))


def test_members_are_mended_one_by_one() -> None:
    olds, news = ([Text(name) for name in names] for names in (("red", "gren", "bleu"), ("red", "green", "white")))
    assert [(olds[1], news[1])] == Versions(deck(), deck()).mended_members(olds, news)


def test_a_value_that_gets_its_type_may_be_mended_with_it() -> None:
    for one, kind, other, expected in (("1 km", "quantity", "1000 m", True), ("1 km", "quantity", "2 km", False)):
        assert expected is Versions(deck(), deck()).corrected(Text(one), parse_value(other, kind))
    assert Versions(deck(), deck()).corrected(parse_value("1945", "quantity"), parse_value("1945-09", "date"))


def test_two_names_of_one_thing_may_become_one_member() -> None:
    new = deck(terms=(Term("Myanmar", was=("Burma",)),))
    versions = Versions(deck(), new)
    assert [(Text("Burma"), Text("Myanmar"))] == versions.mended_members([Text("Burma"), Text("Myanmar")], [Text("Myanmar")])


@pytest.mark.parametrize(
    ("one", "other", "beside", "expected"),
    [
        ("frnace.svg", "france.svg", "peru.svg", True),
        ("france.svg", "flags/france.png", "flags/peru.png", True),
        ("france/flag.svg", "peru/flag.svg", "france/flag.svg", False),
        ("flag-1.svg", "flag-2.svg", "peru.svg", False),
        ("france.svg", "frances.svg", "france.svg", False),
    ],
)
def test_the_same_picture_in_another_place(one: str, other: str, beside: str, *, expected: bool) -> None:
    old, new = (
        Deck(
            "d", facts=[Fact("France", "flag", path), Fact("Peru", "flag", beside)], relations=[Relation("flag", value="picture")]
        )
        for path in (one, other)
    )
    assert expected is Versions(old, new).corrected(old.facts[0].value, new.facts[0].value)
