"""Bringing an archived deck back."""

from datetime import timedelta

import pytest
from attrs import evolve

from quiz.collection.archive import bring_back
from quiz.errors import NotFoundError
from quiz.facts.fact import Fact
from tests.collection.samples import deck, study, studying
from tests.study.samples import NOON

OLD = deck(("France", "capital", "Paris"), ("Iraq", "capital", "Baghdad"))


def test_a_deck_comes_back_with_its_memory_and_the_learners_edits() -> None:
    edited = evolve(OLD, facts=[*OLD.facts, Fact("Peru", "capital", "Lima")])
    with studying() as collection:
        collection.apply(collection.plan(OLD, "/a/path"), NOON)
        study(collection)
        collection.edit(edited, NOON)
        states = {card.id: collection.state(card.id) for card in collection.cards(OLD.id)}
        row = collection.store.deck_row(OLD.id)
        collection.remove(OLD.id, NOON + timedelta(hours=1))
        bring_back(collection, OLD.id, NOON + timedelta(hours=2))
        assert states == {card.id: collection.state(card.id) for card in collection.cards(OLD.id)}
        assert edited == collection.deck(OLD.id)
        assert row == collection.store.deck_row(OLD.id)
        assert [] == collection.decks(archived=True)
        newer = evolve(OLD, title="Newer")
        plan = collection.plan(newer, "/a/path")
        assert ("Newer", 3) == (plan.deck.title, len(plan.deck.facts))  # the edit is an edit still


def test_a_deck_that_is_not_archived() -> None:
    with studying(OLD) as collection, pytest.raises(NotFoundError, match="no archived deck"):
        bring_back(collection, OLD.id, NOON)
