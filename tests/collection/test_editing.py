"""The learner's own edits of a deck that follows a file live on when the file changes."""

from datetime import timedelta

import pytest
from attrs import evolve
from hypothesis import given, settings

from quiz.collection.collection import Collection
from quiz.collection.history import of_deck, standing
from quiz.collection.plan import Change, Plan
from quiz.errors import NotFoundError
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.merging import merge
from quiz.memory.events import Edited
from tests.collection.samples import check_replay, deck, kinds, study
from tests.facts.test_merging import three
from tests.study.samples import NOON

PATH = "/decks/facts"
BASE = deck(("France", "capital", "Pariss"), ("Peru", "capital", "Lima"), ("Chad", "capital", "Ndjamena"))
MINE = deck(("France", "capital", "Paris"), ("Peru", "capital", "Lima"), ("Chad", "capital", "Ndjamena"))


def following(first: Deck = BASE) -> Collection:
    found = Collection.in_memory()
    take(found, first)
    return found


def take(collection: Collection, version: Deck, days: int = 0) -> Plan:
    plan = collection.plan(version, PATH)
    collection.apply(plan, NOON + timedelta(days=days))
    return plan


def stated(collection: Collection) -> list[str]:
    return [f"{fact.subject} {fact.value}" for fact in collection.deck("facts").facts]


def is_edited(collection: Collection) -> bool:
    held = standing(of_deck(collection.store, "facts"))
    assert held
    assert held.version == collection.store.deck_row("facts").version
    return held.is_edited


def test_an_edit_lives_on() -> None:
    with following() as collection:
        study(collection)
        plan = collection.edit(MINE, NOON)
        assert ["corrected", "renamed"] == sorted(line.change for line in plan.lines)
        assert is_edited(collection)
        assert [] == list(collection.plan(BASE, PATH).lines)
        plan = take(
            collection, deck(("France", "capital", "Pariss"), ("Peru", "capital", "Cusco"), ("Mali", "capital", "Bamako"))
        )
        assert ["France Paris", "Peru Cusco", "Mali Bamako"] == stated(collection)
        assert ((), True) == (plan.conflicts, is_edited(collection))
        # The log: the file's version, and the learner's own one on top of it.
        assert ["DeckVersion", "Edited", "DeckVersion", "Edited"] == [
            name for name in kinds([*collection.events()]) if name in {"DeckVersion", "Edited"}
        ]
        check_replay(collection)


def test_an_edit_that_the_file_takes_over_is_no_edit_any_longer() -> None:
    with following() as collection:
        collection.edit(MINE, NOON)
        take(collection, MINE)
        assert not is_edited(collection)
        take(collection, BASE)
        assert "France Pariss" in stated(collection)


def test_a_conflict_is_told_and_can_be_decided() -> None:
    with following() as collection:
        collection.edit(MINE, NOON)
        theirs = deck(("France", "capital", "PARIS"), ("Peru", "capital", "Lima"), ("Chad", "capital", "Ndjamena"))
        plan = collection.plan(theirs, PATH)
        (conflict,) = plan.conflicts
        assert ("Pariss", "Paris", "PARIS") == (conflict.base, conflict.ours, conflict.theirs)
        assert "facts: no change, 1 conflict" == str(plan) or "1 conflict" in str(plan)
        taken = collection.plan(theirs, PATH, take_theirs=plan.conflicts)
        assert theirs == taken.deck
        collection.apply(plan, NOON)
        assert "France Paris" in stated(collection)
        assert () == collection.plan(theirs, PATH).conflicts  # told once


def test_the_deck_of_the_file_is_the_end_of_all_edits() -> None:
    with following() as collection:
        collection.edit(MINE, NOON)
        collection.edit(BASE, NOON)
        assert not is_edited(collection)
        take(collection, evolve(BASE, title="Other"))
        assert "France Pariss" in stated(collection)


def test_edits_of_edits_are_merged_from_the_file() -> None:
    with following() as collection:
        collection.edit(MINE, NOON)
        collection.edit(evolve(MINE, facts=[*MINE.facts, Fact("Togo", "capital", "Lomé")]), NOON)
        take(collection, evolve(BASE, facts=[*BASE.facts[:2]]))
        assert ["France Paris", "Peru Lima", "Togo Lomé"] == stated(collection)


def test_a_deck_that_follows_no_file_just_gets_a_new_version() -> None:
    with Collection.in_memory() as collection:
        collection.add(BASE, NOON)
        collection.edit(MINE, NOON)
        assert not is_edited(collection)
        assert ["DeckVersion", "DeckVersion"] == [name for name in kinds([*collection.events()]) if name != "Renamed"]


def test_edits_return_with_a_removed_deck() -> None:
    with following() as collection:
        study(collection)
        collection.edit(MINE, NOON)
        states = {card.given: collection.state(card.id) for card in collection.cards("facts")}
        collection.remove("facts", NOON)
        plan = take(collection, evolve(BASE, title="Anew"))
        assert {Change.RETURNED} == {line.change for line in plan.lines}
        assert ("France Paris", "Anew", True) == (stated(collection)[0], collection.deck("facts").title, is_edited(collection))
        assert states == {card.given: collection.state(card.id) for card in collection.cards("facts")}


def test_only_a_deck_that_is_there_can_be_edited() -> None:
    with Collection.in_memory() as collection, pytest.raises(NotFoundError, match="to edit"):
        collection.edit(BASE, NOON)


def test_a_clock_that_was_set_back_loses_no_edit() -> None:
    with following() as collection:
        collection.edit(MINE, NOON - timedelta(days=400))
        assert is_edited(collection)
        collection.undo_plan("facts", NOON - timedelta(days=500))
        assert (False, BASE) == (is_edited(collection), collection.deck("facts"))


@settings(max_examples=25, deadline=None)
@given(three())
def test_update_and_edit_in_a_collection_are_a_merge(decks: tuple[Deck, Deck, Deck]) -> None:
    base, ours, theirs = (evolve(version, id="facts") for version in decks)
    with following(base) as collection:
        collection.edit(ours, NOON)
        plan = take(collection, theirs)
        expected = merge(base, ours, theirs)
        assert (expected.deck, expected.conflicts) == (collection.deck("facts"), plan.conflicts)
        assert (expected.deck != theirs) == bool(plan.upstream) == is_edited(collection)
        assert plan.is_empty or collection.plan(theirs, PATH).is_empty
        check_replay(collection)
        if any(isinstance(event, Edited) for event in collection.events()) and ours != theirs:
            collection.undo_plan("facts", NOON)
            assert collection.deck("facts") in (base, ours)
