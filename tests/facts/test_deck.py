"""Decks: what they hold, by name, and never two things under one name by accident."""

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.facts.deck import Deck
from quiz.facts.fact import Fact, Source
from quiz.facts.relation import Relation
from quiz.facts.restoring import restored
from quiz.facts.term import Term
from quiz.facts.writing import to_data
from tests.strategies import decks, sources


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "a\\b", "\u202e", " ", "x" * 201])
def test_what_cannot_be_an_id(name: str) -> None:
    with pytest.raises(ValueError, match="id"):
        Deck(name)


@pytest.mark.parametrize("name", ["a", "a::b", "a.b", "中文", "..a", "x" * 200])
def test_what_can(name: str) -> None:
    assert name == Deck(name).id == Deck(name).title


def test_records_by_name() -> None:
    deck = Deck("d", relations={"any": Relation("b")}, terms=[Term("T")], sources=[Source("S", key="s")])
    assert (["b"], ["T"], ["s"]) == (list(deck.relations), list(deck.terms), list(deck.sources))
    with pytest.raises(TypeError):
        deck.terms["x"] = Term("x")  # type: ignore[index]


def test_facts_bring_their_sources() -> None:
    facts = [
        Fact("A", "b", "c", sources=[Source("S", locator="page 1"), "T"]),
        Fact("B", "b", "c", sources=Source("S", date=1999)),
    ]
    deck = Deck("d", facts=facts, sources=[Source("S", key="s")])
    assert {"s": Source("S"), "T": Source("T"), "S": Source("S", date=1999)} == deck.sources


def titled(*years: int) -> list[Source]:
    return [Source("The times", date=year) for year in years]


def test_sources_that_share_a_title_are_all_kept() -> None:
    one, other, third = titled(1999, 2005, 2010)
    deck = Deck("d", facts=[Fact("A", "b", "c", sources=[third])], sources=[one, other, one])
    assert {"The times": one, "The times 2": other, "The times 3": third} == deck.sources
    assert deck.sources == evolve(deck, title="Other").sources == evolve(deck, facts=()).sources
    assert [*deck.sources] == [source.key for source in deck.sources.values()]


def test_a_source_has_the_key_under_which_it_is_given() -> None:
    one, other = titled(1999, 2005)
    assert {"old": one, "new": other} == Deck("d", sources={"old": one, "new": evolve(other, key="n")}).sources


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(decks(), st.lists(sources(), max_size=4))
def test_no_source_is_lost_by_an_edit(deck: Deck, more: list[Source]) -> None:
    found = evolve(deck, sources=[*deck.sources.values(), *more])
    assert {evolve(source, locator=None) for source in [*deck.sources.values(), *more]} == {*found.sources.values()}
    assert found.sources == evolve(found, facts=()).sources
    assert found.sources == restored(to_data(found)).sources


def test_facts_by_relation() -> None:
    facts = [Fact("A", "b", "c"), Fact("A", "c", "c"), Fact("B", "b", "c")]
    assert {"b": (facts[0], facts[2]), "c": (facts[1],)} == Deck("d", facts=facts).by_relation


def test_names_of_a_thing() -> None:
    deck = Deck("d", terms=[Term("China", "country", ["PRC"], ["Cathay"])])
    assert ("PRC", "China", "Cathay") == deck.names_of("PRC")
    assert ("Peru",) == deck.names_of("Peru")
    assert ("China",) == deck.names_of("China", "city")


@pytest.mark.parametrize(
    "make", [lambda: Term(""), lambda: Relation(" "), lambda: Source("\u202e"), lambda: Relation("b", ask="{x}")]
)
def test_what_is_nothing(make: type[object]) -> None:
    with pytest.raises(ValueError, match=r"Length|placeholder"):
        make()


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(decks())
def test_every_relation_and_source_of_a_fact_is_known(deck: Deck) -> None:
    known = set(deck.sources.values())
    assert {fact.relation for fact in deck.facts} <= set(deck.relations)
    assert all(Source(s.title, s.publisher, s.url, s.date) in known for fact in deck.facts for s in fact.sources)
    assert not any(source.locator for source in known)
