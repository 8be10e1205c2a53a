"""Records: one subject, several pairs, the qualifiers that they share, and where each fact stands."""

from pathlib import Path

import pytest

from quiz.facts.dates import Date
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact, Status
from quiz.facts.loading import load
from quiz.facts.quantities import Quantity
from quiz.facts.relation import Relation
from quiz.facts.restoring import restored
from quiz.facts.values import Listed, SetOf, Text
from quiz.facts.writing import dump, to_data
from tests.strategies import Data, deck_of, read

SOURCES = {"book": {"title": "A book"}, "web": {"title": "A page"}}


def data(*records: Data, **relations: Data) -> Data:
    return {"deck": {"id": "d", "source": "web"}, "sources": SOURCES, "relations": relations, "facts": list(records)}


def test_pairs_share_their_qualifiers() -> None:
    record = {
        "subject": "A",
        "b": "x",
        "c": 5,
        "since": 2000,
        "status": "expected",
        "according_to": "C",
        "source": "book",
        "at": "page 3",
        "tags": ["t"],
    }
    for fact in deck_of(data(record)).facts:
        assert (Date(2000), Status.EXPECTED, "C", frozenset("t")) == (fact.since, fact.status, fact.according_to, fact.tags)
        assert [("A book", "page 3")] == [(source.title, source.locator) for source in fact.sources]


def test_the_source_of_the_deck_is_that_of_a_fact_without_one() -> None:
    (fact,) = deck_of(data({"subject": "A", "b": "x", "at": "line 2"})).facts
    assert [("A page", "line 2")] == [(source.title, source.locator) for source in fact.sources]


def test_several_sources_each_with_its_place() -> None:
    (fact,) = deck_of(data({"subject": "A", "b": "x", "at": "p", "source": ["web", {"key": "book", "at": "q"}]})).facts
    assert [("A page", "p"), ("A book", "q")] == [(source.title, source.locator) for source in fact.sources]


def test_a_relation_called_as_a_qualifier_is_written_in_full() -> None:
    (fact,) = deck_of(data({"subject": "A", "relation": "status", "value": "retired"})).facts
    assert ("status", "retired") == (fact.relation, str(fact.value))


def test_relation_and_value_may_be_relations() -> None:
    deck = deck_of(data({"subject": "A", "relation": "x", "value": "y"}, relation={}, value={}))
    assert [("relation", "x"), ("value", "y")] == [(fact.relation, str(fact.value)) for fact in deck.facts]


def test_a_record_that_names_one_of_the_relations_states_one_fact_even_where_one_is_called_relation(tmp_path: Path) -> None:
    declared: dict[str, Data] = {"relation": {}, "value": {}, "since": {}}
    for name in declared:
        (fact,) = deck_of(data({"subject": "A", "relation": name, "value": "y"}, **declared)).facts
        assert (name, "y") == (fact.relation, str(fact.value))
    facts = [Fact("A", relation, value) for relation in declared for value in (*declared, "y")]
    deck = Deck("d", facts=facts, relations=[Relation(name, many=True) for name in declared])
    dump(deck, tmp_path)
    assert deck == restored(to_data(deck)) == deck_of(to_data(deck)) == load(tmp_path)


def test_arrays() -> None:
    record = {"subject": "A", "one": ["x"], "several": ["x", "y"], "row": ["y", "x"], "bag": ["y", "x"], "loose": ["x", "y"]}
    deck = deck_of(data(record, one={}, several={"many": True}, row={"value": "list"}, bag={"value": "set"}))
    assert [
        ("one", Text("x")),
        ("several", Text("x")),
        ("several", Text("y")),
        ("row", Listed([Text("y"), Text("x")])),
        ("bag", SetOf([Text("x"), Text("y")])),
        ("loose", Text("x")),
        ("loose", Text("y")),
    ] == [(fact.relation, fact.value) for fact in deck.facts]
    assert deck.relations["loose"].many


def test_numbers_as_names() -> None:
    (fact,) = deck_of(data({"subject": 1066, "b": 7, "source": "book"})).facts
    assert ("1066", True) == (fact.subject, isinstance(fact.value, Quantity))


def test_what_is_good_is_kept() -> None:
    reading = read(data({"subject": "A", "b": "x", "c": {}, "since": "soon"}, {"b": "x"}))
    assert ["wrong-value", "wrong-value", "missing-subject"] == [problem.code for problem in reading.errors]
    assert reading.deck is not None
    assert [("A", "x", None)] == [(fact.subject, str(fact.value), fact.since) for fact in reading.deck.facts]
    assert [False] == [placed.sound for placed in reading.facts]


@pytest.mark.parametrize(("one", "other", "problems"), [
    ({"subject": "A", "b": "x"}, {"subject": "B", "b": "x"}, 1), ({"subject": "A", "b": "x"}, {"subject": "B", "c": "x"}, 1),
    ({"subject": "A", "b": "x"}, {"subject": "A", "c": "x"}, 0), ({"subject": "A", "b": ["x", "y"], "c": "z"}, {}, 0),
])  # fmt: skip
def test_an_id_belongs_to_one_subject(one: Data, other: Data, problems: int) -> None:
    records = [record | {"id": "f"} for record in (one, other) if record]
    assert ["double-id"] * problems == [problem.code for problem in read(data(*records)).errors]
