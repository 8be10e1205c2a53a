"""Facts and sources as a program writes them."""

from datetime import date

import pytest
from attrs.exceptions import FrozenInstanceError
from hypothesis import given

from quiz.errors import UsageError
from quiz.facts.dates import Date
from quiz.facts.fact import Fact, Source, Status
from quiz.facts.quantities import Quantity
from quiz.facts.values import Text
from tests.strategies import FORBIDDEN, facts, sources, strings_in


def test_what_is_given_is_converted() -> None:
    fact = Fact(
        " A ", "b", 5, since=2000, until="2001-02", as_of=date(2002, 3, 4), status="announced", sources="A book", tags="x y"
    )
    assert ("A", Date(2000), Date(2001, 2), Date(2002, 3, 4)) == (fact.subject, fact.since, fact.until, fact.as_of)
    assert (Status.ANNOUNCED, (Source("A book"),), frozenset("xy")) == (fact.status, fact.sources, fact.tags)
    assert isinstance(fact.value, Quantity)


@pytest.mark.parametrize(
    ("subject", "relation"), [("", "b"), (" ", "b"), ("\u200b", "b"), ("A", ""), ("A", "\n"), ("A", "\u202e")]
)
def test_a_fact_needs_a_subject_and_a_relation(subject: str, relation: str) -> None:
    with pytest.raises(UsageError, match="A fact needs a"):
        Fact(subject, relation, "c")


@pytest.mark.parametrize(
    ("qualifier", "value", "told"), [("since", "soon", "not a date"), ("status", "sure", "expected one of stated, announced")]
)
def test_a_qualifier_that_is_none(qualifier: str, value: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        Fact("A", "b", "c", **{qualifier: value})


def test_a_fact_is_never_changed() -> None:
    fact = Fact("A", "b", "c")
    with pytest.raises(FrozenInstanceError):
        fact.subject = "B"  # type: ignore[misc]
    assert "d" == str(fact.with_value(Text("d")).value)
    assert "c" == str(fact.value)


def test_its_name_is_its_id_or_what_it_states() -> None:
    fact = Fact("A", "b", "c")
    assert "own" == Fact("A", "b", "c", id="own").key
    assert fact.key == Fact("A", "b", "c", as_of=2020, sources="x", tags="y").key
    others = [
        Fact("B", "b", "c"),
        Fact("A", "c", "c"),
        Fact("A", "b", "d"),
        Fact("A", "b", "c", since=2000),
        Fact("A", "b", "c", until=2000),
        Fact("A", "b", "c", status="denied"),
        Fact("A", "b", "c", according_to="x"),
    ]
    assert 8 == len({fact.key, *(other.key for other in others)})


def test_a_source_in_words() -> None:
    source = Source("A book", "A house", "https://example.org", 1999, "page 3", key="book")
    assert "A book, A house, 1999, page 3" == str(source)
    assert ("book", "A book") == (source.name, Source("A book").name)


@given(facts())
def test_no_fact_holds_what_a_terminal_obeys(fact: Fact) -> None:
    assert not FORBIDDEN & set("".join([*strings_in(fact), fact.key]))
    assert fact == Fact(**{part.name: getattr(fact, part.name) for part in fact.__attrs_attrs__})


@given(sources())
def test_no_source_holds_what_a_terminal_obeys(source: Source) -> None:
    assert not FORBIDDEN & set(str(source))
