"""Rows of a program become decks as a deck's tables do, and every mistake in them is told."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import quiz
from quiz import DeckError, Fact, Quantity, Relation, Source, Term
from tests.strategies import Data, as_tables, deck_data, write

CAPITAL = Relation("capital", "country", "city")
SIZE = Relation("size", value="quantity", unit="km²")


def told(rows: Any, **options: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - they are wrong
    with pytest.raises(DeckError) as caught:
        quiz.from_mappings(rows, id=options.pop("id", "d"), **options)
    assert all(problem.message and problem.hint for problem in caught.value.problems)
    return [(problem.code, problem.where) for problem in caught.value.problems]


def test_the_first_key_is_the_subject_and_the_others_are_relations() -> None:
    deck = quiz.from_mappings([{"name": "France", "capital": "Paris", "size": 551_695}], id="d", relations=[CAPITAL, SIZE])
    expected = quiz.Deck(
        "d", facts=[Fact("France", "capital", "Paris"), Fact("France", "size", 551_695)], relations=[CAPITAL, SIZE]
    )
    assert expected == deck


def test_rows_are_read_once_and_in_order() -> None:
    def rows() -> Iterator[dict[str, object]]:
        yield {"size": 1, "name": "A"}
        yield {"name": "B", "motto": "x"}

    deck = quiz.from_mappings(rows(), id="d", subject="name")
    assert [("A", "size"), ("B", "motto")] == [(fact.subject, fact.relation) for fact in deck.facts]


def test_what_is_missing_is_no_fact() -> None:
    deck = quiz.from_mappings([{"name": "A", "b": None, "c": "", "d": [], "e": " ", "f": 0, "g": False}], id="d")
    assert ["f", "g"] == [fact.relation for fact in deck.facts]


def test_qualifiers_of_a_row() -> None:
    row = {
        "name": "A", "b": "x", "since": date(2001, 2, 3), "until": 2005, "as_of": quiz.Date(2004), "status": "alleged",
        "according_to": "Z", "source": "book", "at": "p. 3", "tags": ["t", "u"], "id": "f",
    }  # fmt: skip
    (fact,) = quiz.from_mappings([row], id="d", sources={"book": Source("A book")}).facts
    source = Source("A book", locator="p. 3")
    expected = Fact(
        "A",
        "b",
        "x",
        "2001-02-03",
        2005,
        2004,
        status=quiz.Status.ALLEGED,
        according_to="Z",
        sources=source,
        tags={"t", "u"},
        id="f",
    )
    assert expected == fact


def test_sources_of_rows_and_of_the_deck() -> None:
    book, other = Source("A book", locator="p. 1"), Source("Other")
    rows: list[dict[str, object]] = [
        {"name": "A", "b": "x", "source": book},
        {"name": "B", "b": "y"},
        {"name": "C", "b": "z", "source": [other, "k"]},
    ]
    deck = quiz.from_mappings(rows, id="d", sources={"k": Source("Keyed")}, source=other)
    assert [["A book, p. 1"], ["Other"], ["Other", "Keyed"]] == [[*map(str, fact.sources)] for fact in deck.facts]
    assert {"k", "Other", "A book"} == {*deck.sources}


def test_values_of_every_python_type() -> None:
    class Colour(Enum):
        RED = "red"

    row = {
        "name": "A", "i": 3, "f": 2.5, "d": Decimal("1.10"), "b": True, "t": date(2020, 1, 2), "l": ["x", "y"], "s": {"q", "p"},
        "e": Colour.RED, "quantity": Quantity(Decimal(4), "kg"), "date": quiz.Date(1959),
    }  # fmt: skip
    deck = quiz.from_mappings([row], id="d")
    assert [
        "i 3", "f 2.5", "d 1.10", "b yes", "t 2 January 2020", "l x", "l y", "s p", "s q", "e red", "quantity 4 kg", "date 1959",
    ] == [f"{fact.relation} {fact.value}" for fact in deck.facts]  # fmt: skip


def test_a_text_is_split_only_where_the_call_says_at_what() -> None:
    many = Relation("language", many=True)
    rows = [{"name": "A", "language": "x; y"}]
    assert ["x; y"] == [str(fact.value) for fact in quiz.from_mappings(rows, id="d", relations=[many]).facts]
    columns = {"language": {"split": ";"}}
    assert ["x", "y"] == [str(fact.value) for fact in quiz.from_mappings(rows, id="d", relations=[many], columns=columns).facts]


def test_columns_name_relations_and_units() -> None:
    rows = [{"name": "A", "km2": "5", "other": "x"}]
    deck = quiz.from_mappings(rows, id="d", columns={"km2": {"relation": "size", "unit": "km²"}})
    assert [("size", "5 km²")] == [(fact.relation, str(fact.value)) for fact in deck.facts]


def test_all_that_is_said_of_the_deck() -> None:
    deck = quiz.from_mappings(
        [{"land": "A", "capital": "L"}], id="a::b", title="T", lang="de", as_of="2020-05", description="x", subject_label="land",
        relations={"capital": CAPITAL}, terms=[Term("Lisbon", "city", ["L"])],
    )  # fmt: skip
    assert ("a::b", "T", "de", "2020-05", "x", "land") == (
        deck.id, deck.title, deck.lang, deck.as_of and deck.as_of.edtf, deck.description, deck.subject_label,
    )  # fmt: skip
    assert "Lisbon" == str(deck.facts[0].value)


def test_every_mistake_is_told_with_its_place() -> None:
    rows = [
        {"name": "A", "size": "many", "capital": ["x", "y"], "since": "soon"},
        ["A", 3],
        {"name": "", "size": 4},
        {"name": "B", "size": float("nan"), "capital": 5, "source": "atlass"},
        {"name": "C", "size": 5},
    ]
    expected = [
        ("missing-subject", "rows[2]"),
        ("not-many", "rows[0].capital"),
        ("unknown-source", "rows[3].source"),
        ("unknown-source", "source"),
        ("wrong-type", "rows[1]"),
        ("wrong-value", "id"),
        ("wrong-value", "rows[0].since"),
        ("wrong-value", "rows[0].size"),
        ("wrong-value", "rows[3].capital"),
        ("wrong-value", "rows[3].size"),
    ]
    relations = [CAPITAL, SIZE]
    assert expected == sorted(told(rows, id="a/b", relations=relations, sources={"atlas": Source("An atlas")}, source="x"))


def test_a_subject_that_is_no_key() -> None:
    assert [("unknown-column", "subject")] == told([{"name": "A", "b": "c"}], subject="nam")


def test_keys_that_cannot_be_seen() -> None:
    assert [("wrong-value", "rows[1]")] == told([{"name": "A", "b": "c"}, {"name": "A", " \u2066": "c", "b": "d"}])


def test_no_rows_make_an_empty_deck() -> None:
    assert quiz.Deck("d") == quiz.from_mappings([], id="d")


@given(st.lists(st.booleans(), max_size=20))
def test_as_many_problems_as_mistakes(wrong: list[bool]) -> None:
    rows = [{"name": f"s{number}", "size": "large" if bad else number} for number, bad in enumerate(wrong)]
    expected = [("wrong-value", f"rows[{number}].size") for number, bad in enumerate(wrong) if bad]
    if expected:
        assert expected == told(rows, relations=[SIZE])
    else:
        assert len(rows) == len(quiz.from_mappings(rows, id="d", relations=[SIZE]).facts)


@given(deck_data())
def test_the_same_facts_as_those_of_a_table(tmp_path_factory: pytest.TempPathFactory, data: Data) -> None:
    found, tables = as_tables(data)
    expected = quiz.load(write(tmp_path_factory.mktemp("deck"), found, tables))
    words: Any = {"relations": expected.relations, "terms": expected.terms, "sources": expected.sources}
    facts = [
        fact for text in tables.values() for fact in quiz.from_mappings(csv.DictReader(io.StringIO(text)), id="d", **words).facts
    ]
    assert [*expected.facts] == facts


def test_hints_speak_python() -> None:
    with pytest.raises(DeckError) as error:
        quiz.from_mappings([{"a": "x", "b": ["1", "2"]}], id="d", relations=[quiz.Relation("b")])
    assert 'Set many=True in Relation("b"), or keep one value.' == error.value.problems[0].hint
    terms = [quiz.Term("Nile", type="river")]
    with pytest.raises(DeckError) as error:
        quiz.from_mappings([{"a": "Nile", "b": "1"}], id="d", relations=[quiz.Relation("b", subject="city")], terms=terms)
    assert "[" not in error.value.problems[0].hint


def test_sources_that_share_a_title() -> None:
    sources = [Source("The times", date=1999), Source("The times", date=2005)]
    deck = quiz.from_mappings([{"city": "A", "mayor": "B", "source": "The times 2"}], id="d", sources=sources)
    assert [*sources] == [*deck.sources.values()]
    assert (sources[1],) == deck.facts[0].sources


@pytest.mark.parametrize("option", ["relations", "terms", "sources"])
def test_words_of_another_kind(option: str) -> None:
    with pytest.raises(quiz.UsageError, match="where a Relation, a Term or a Source was expected"):
        quiz.from_mappings([{"a": "x", "b": "1"}], id="d", **{option: ["b"]})  # type: ignore[arg-type]


def test_a_sentence_that_cannot_be_read() -> None:
    rows = [{"a": "x", "cloze": "{{c1:bad}}"}, {"a": "y", "cloze": "{{c1::good}} b"}]
    with pytest.raises(DeckError) as error:
        quiz.from_mappings(rows, id="d")
    assert ["rows[0].cloze"] == [problem.where for problem in error.value.problems]
