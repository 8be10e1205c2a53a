"""What was kept of a deck is that deck, read in the short way as in the long one."""

import json
from typing import Any

import pytest
from attrs import fields
from hypothesis import given

from quiz.collection.places import bundled_decks
from quiz.errors import UsageError
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.fields import Places
from quiz.facts.loading import load
from quiz.facts.reading import read_deck
from quiz.facts.relation import Relation
from quiz.facts.restoring import facts_of, head_of, restored
from quiz.facts.writing import to_data, vocabulary
from quiz.testing import decks


def kept(deck: Deck) -> Any:  # noqa: ANN401 - whatever JSON holds
    return json.loads(json.dumps(to_data(deck)))


@given(decks())
def test_a_deck_is_restored_as_it_is_read(deck: Deck) -> None:
    data = kept(deck)
    assert deck == restored(data)
    assert read_deck(data, Places("", lambda _: None), lambda *_: ()).deck == restored(data)


@pytest.mark.parametrize("name", sorted(bundled_decks()))
def test_bundled_decks_are_restored(name: str) -> None:
    deck = load(bundled_decks()[name])
    found = restored(kept(deck))
    assert deck == found
    names = [part.name for part in fields(Fact)]
    assert [{name: getattr(fact, name) for name in names} for fact in deck.facts] == [
        {name: getattr(fact, name) for name in names} for fact in found.facts
    ]
    assert deck.names.terms == found.names.terms


@given(decks())
def test_facts_can_be_restored_one_by_one(deck: Deck) -> None:
    head = head_of(json.loads(json.dumps(vocabulary(deck))))
    assert deck.facts == tuple(fact for data in kept(deck)["facts"] for fact in facts_of(head, [data]))


def test_what_a_terminal_would_obey_is_taken_out() -> None:
    data = {"subject": "a\x1b[31mb", "relation": "r", "value": "c\x07d"}
    (fact,) = facts_of(Deck("d", relations=[Relation("r")]), [data])
    assert Fact("a\x1b[31mb", "r", "c\x07d") == fact
    assert "\x1b" not in fact.subject + str(fact.value)


@pytest.mark.parametrize(
    "wrong",
    [
        {"subject": "a", "relation": "unknown", "value": "b"},
        {"subject": "a", "relation": "r"},
        {"subject": "", "relation": "r", "value": "b"},
        {"subject": "a", "relation": "r", "value": 7},
        {"subject": "a", "relation": "r", "value": None},
        {"subject": "a", "relation": "date", "value": "never"},
        {"subject": "a", "relation": "r", "value": "b", "colour": "red"},
        {"subject": "a", "relation": "r", "value": "b", "status": "dreamt"},
        {"subject": "a", "relation": "r", "value": "b", "source": ["unknown"]},
        "a",
    ],
)
def test_damaged_data_is_told(wrong: Any) -> None:  # noqa: ANN401
    head = Deck("d", relations=[Relation("r"), Relation("date", value="date")])
    with pytest.raises(UsageError, match="kept"):
        list(facts_of(head, [wrong]))


def test_a_head_that_is_none_is_told() -> None:
    with pytest.raises(UsageError, match="cannot be a deck's id"):
        head_of({"deck": {"id": "a/b"}})
