"""Facts by subject, and their statements."""

from quiz.cards.by_subject import BySubject, Said
from quiz.facts.fact import Fact, Status
from quiz.facts.relation import Relation

FACTS = (
    Fact("A", "b", "x"),
    Fact("B", "b", "y", id="f1"),
    Fact("C", "b", "x", status="expected"),
    Fact("A", "b", "z", since=1990, until=1999),
)


def test_each_subject_has_its_facts_in_order() -> None:
    found = BySubject(FACTS)
    assert {"A": (FACTS[0], FACTS[3]), "B": (FACTS[1],), "C": (FACTS[2],)} == dict(found)
    assert 3 == len(found)
    assert () == found.get("D", ())


def test_only_a_lone_plain_fact_stands_as_itself() -> None:
    assert {"A": [FACTS[0], FACTS[3]], "B": [FACTS[1]], "C": [FACTS[2]], "D": Fact("D", "b", "x")} == BySubject(
        [*FACTS, Fact("D", "b", "x")]
    ).entries


def test_statements_are_sorted_out_when_they_are_looked_up() -> None:
    said = Said(BySubject(FACTS), Relation("b"))
    assert ["A", "B", "C"] == list(said)
    assert [(), ("", "", "1990", "1999")] == [statement.distinction for statement in said["A"]]
    assert [Status.EXPECTED] == [statement.fact.status for statement in said["C"]]
