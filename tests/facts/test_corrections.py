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
        ("date", "1959", "1959-01-08", True),
        ("date", "1959", "1960", False),
        ("boolean", "yes", "no", False),
        ("list", "a; ambre", "a; amber", True),
        ("list", "a; b", "b; a", False),
        ("set", "amber; berlin; Agreb", "Agrebb; amber; berlin", True),
        ("set", "red; green", "red; blue", False),
    ],
)
def test_values(kind: str, one: str, other: str, *, expected: bool) -> None:
    relation = Relation("what", value=kind, tolerance="5 %" if one == "100" else None)
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
