"""Decks of many facts are written as tables, and say the same there."""

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.facts import writing
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact, Source
from quiz.facts.fact_tables import UnfitError, as_tables
from quiz.facts.loading import load
from quiz.facts.relation import Relation
from quiz.facts.writing import dump, keys_of, stated
from tests.strategies import deck_data, deck_of, decks


def tables(deck: Deck) -> list[str]:
    """Return the tables of a deck as text."""
    keys = keys_of(deck)
    return [table.content.decode() for table in as_tables([stated(fact, deck, keys) for fact in deck.facts], deck.relations, ())]


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write tables however few facts there are."""
    monkeypatch.setattr(writing, "MANY_FACTS", 0)


@pytest.mark.usefixtures("always")
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.one_of(deck_data(ids=True).map(deck_of), decks()))
def test_any_deck_in_tables(tmp_path_factory: pytest.TempPathFactory, deck: Deck) -> None:
    folder = tmp_path_factory.mktemp("tables")
    dump(deck, folder)
    assert deck == load(folder)


def test_rows_keep_the_order_of_the_facts() -> None:
    facts = [Fact("A", "x", "1 a"), Fact("A", "y", "2 a"), Fact("A", "x", "3 a"), Fact("B", "y", "4 a"), Fact("B", "x", "5 a")]
    deck = Deck("d", facts=facts, relations=[Relation("x", many=True), Relation("y")])
    assert ["subject,x,y\nA,1 a,2 a\nA,3 a,\nB,,4 a\nB,5 a,\n"] == tables(deck)


def test_what_all_rows_share_is_said_once(tmp_path: Path) -> None:
    source = Source("A book", locator="page 3")
    facts = [Fact(f"s{number}", "x", f"v{number}", since=1990 + number % 2, sources=[source]) for number in range(1200)]
    deck = Deck("d", facts=facts)
    dump(deck, tmp_path)
    assert deck == load(tmp_path)
    assert (tmp_path / "facts.csv").read_text(encoding="utf-8").startswith("subject,x,since\ns0,v0,1990\ns1,v1,1991\n")
    expected = '[[tables]]\npath = "facts.csv"\nsubject = "subject"\nsource = "A book"\nat = "page 3"\n'
    assert (tmp_path / "deck.toml").read_text(encoding="utf-8").endswith(expected)


def test_another_sign_divides_values_that_hold_semicolons() -> None:
    deck = Deck("d", facts=[Fact("A", "x", "a;b"), Fact("A", "x", "c")], relations=[Relation("x", many=True)])
    assert ["subject,x\nA,a;b| c\n"] == tables(deck)


@pytest.mark.parametrize("name", ["subject", "since", "tags"])
def test_a_relation_that_no_column_can_be_named_after(name: str) -> None:
    with pytest.raises(UnfitError):
        tables(Deck("d", facts=[Fact("A", name, "x")], relations=[Relation(name)]))


def test_another_file_of_that_name_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "facts.csv").write_text("mine", encoding="utf-8")
    deck = Deck("d", facts=[Fact(f"s{number}", "x", f"v{number}") for number in range(1001)])
    dump(deck, tmp_path)
    dump(deck, tmp_path)
    assert "mine" == (tmp_path / "facts.csv").read_text(encoding="utf-8")
    assert ["deck.toml", "facts-2.csv", "facts.csv"] == sorted(file.name for file in tmp_path.iterdir())
    assert deck == load(tmp_path)


@pytest.mark.long
def test_a_hundred_thousand_facts(tmp_path: Path) -> None:
    facts = [Fact(f"subject {number // 4}", f"r{number % 4}", f"value {number}", since=1990) for number in range(100_000)]
    deck = Deck("d", facts=facts)
    dump(deck, tmp_path)
    begin = time.perf_counter()
    assert deck == load(tmp_path)
    assert time.perf_counter() - begin < 20
