"""Whatever a plan did is taken back as a whole, and can be done again."""

from datetime import timedelta

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.collection.collection import Collection
from quiz.collection.plan import Change
from quiz.errors import NotFoundError, UsageError
from quiz.facts.deck import Deck
from quiz.memory.events import Suspended
from quiz.memory.rating import Rating
from quiz.memory.state import CardState
from tests.collection.samples import TOGETHER, check_replay, deck, kinds, study, studying
from tests.facts.test_merging import edited
from tests.strategies import deck_data, deck_of
from tests.study.samples import NOON

LATER = NOON + timedelta(days=1)
OLD = deck(("Kazakstan", "capital", "Astana"), ("Peru", "capital", "Lima"), ("Chad", "capital", "Ndjamena"))
NEW = deck(
    ("Kazakhstan", "capital", "Astana"),
    ("Peru", "capital", "Cusco"),
    ("Chad", "capital", "N’Djamena"),
    ("Mali", "capital", "Bamako"),
)


def kept(collection: Collection) -> object:
    """What the collection holds beside its log."""
    store = collection.store
    cards = {row[0] for row in store._database.rows("SELECT card FROM cards")}
    rows = [evolve(row) for archived in (False, True) for row in store.deck_rows(archived=archived)]
    states = {card: state for card, state in store.states(cards).items() if state != CardState()}
    return rows, [store.deck_cards(row.deck) for row in rows], states, store.former_ids(), collection.due(NOON)


def test_an_applied_plan_is_taken_back() -> None:
    with studying(OLD) as collection:
        study(collection)
        before = kept(collection)
        plan = collection.add(NEW, LATER)
        after = kept(collection)
        assert before != after
        collection.undo_plan("facts", LATER)
        assert before == kept(collection)
        check_replay(collection)
        assert plan.lines == collection.plan(NEW).lines
        collection.add(NEW, LATER)
        assert after == kept(collection)
        check_replay(collection)


def test_one_plan_after_the_other_is_taken_back() -> None:
    with studying(OLD) as collection:
        study(collection)
        found = []
        for version in (NEW, evolve(NEW, facts=NEW.facts[1:]), OLD):
            found.append(kept(collection))
            collection.add(version, LATER)
        for before in reversed(found):
            collection.undo_plan("facts", LATER)
            assert before == kept(collection)
        with pytest.raises(UsageError, match="no version before"):
            collection.undo_plan("facts", LATER)


def test_a_version_that_was_taken_back_is_no_former_one() -> None:
    without = evolve(OLD, facts=OLD.facts[1:])
    with studying(OLD) as collection:
        study(collection)
        collection.add(without, LATER)
        other = evolve(OLD, facts=[OLD.facts[0].with_value(NEW.facts[1].value), *OLD.facts[1:]])
        for _ in range(2):
            plan = collection.plan(other)
            assert "Kazakstan" in [line.card.given for line in plan.of(Change.CHANGED)]
            collection.apply(plan, LATER)
            collection.undo_plan("facts", LATER)


def test_answers_given_since_stay() -> None:
    with studying(OLD, settings=TOGETHER) as collection:
        study(collection)
        collection.add(NEW, LATER)
        study(collection, days=300)
        collection.undo_plan("facts", NOON + timedelta(days=301))
        states = {card.given: collection.state(card.id).reps for card in collection.cards("facts")}
        assert {"Kazakstan": 1, "Peru": 2, "Chad": 2, "Lima": 1, "Astana": 2, "Ndjamena": 1} == states
        check_replay(collection)


def test_a_renaming_is_done_again_whatever_was_answered_since() -> None:
    with studying(OLD) as collection:
        study(collection)
        plan = collection.add(NEW, LATER)
        study(collection, days=300)
        renamed = {line.card.id for line in plan.of(Change.RENAMED)}
        reps = {card: collection.state(card).reps for card in renamed}
        assert 2 in reps.values()
        collection.undo_plan("facts", NOON + timedelta(days=301))
        again = collection.plan(NEW)
        assert renamed == {line.card.id for line in again.of(Change.RENAMED)}
        collection.apply(again, NOON + timedelta(days=301))
        assert reps == {card: collection.state(card).reps for card in renamed}
        check_replay(collection)


def test_what_was_left_out_is_taken_back() -> None:
    with studying(OLD) as collection:
        before = kept(collection)
        plan = collection.plan(NEW)
        mali = next(line.card.id for line in plan.of(Change.ADDED) if line.card.given == "Mali")
        plan = plan.override(mali, Change.RETIRED)
        assert "1 left out" in str(plan)
        collection.apply(plan, LATER)
        assert collection.state(mali).suspended
        assert [mali] == [event.card for event in collection.events() if isinstance(event, Suspended)]
        collection.undo_plan("facts", LATER)
        assert before == kept(collection)


def test_the_return_of_a_removed_deck_is_taken_back() -> None:
    with studying(OLD) as collection:
        study(collection)
        collection.remove("facts", LATER)
        with pytest.raises(UsageError, match="was removed"):
            collection.undo_plan("facts", LATER)
        before = kept(collection)
        collection.add(NEW, LATER)
        collection.undo_plan("facts", LATER)
        assert before == kept(collection)


def test_only_a_deck_that_is_there_is_taken_back() -> None:
    with Collection.in_memory() as collection, pytest.raises(NotFoundError):
        collection.undo_plan("facts", LATER)


def test_an_edit_is_taken_back() -> None:
    with studying() as collection:
        collection.apply(collection.plan(OLD, "/decks/facts"), NOON)
        study(collection)
        before = kept(collection)
        collection.edit(NEW, LATER)
        assert "Edited" in kinds([*collection.events()])
        collection.undo_plan("facts", LATER)
        assert before == kept(collection)
        check_replay(collection)


@st.composite
def versions(draw: st.DrawFn) -> list[Deck]:
    data = draw(deck_data(ids=True))
    decks = [deck_of(data)]
    for _ in range(draw(st.integers(1, 3))):
        if draw(st.integers(0, 3)) == 0:
            data = draw(deck_data(ids=True))
        else:
            data = draw(edited(data))
            for record in data["facts"]:
                if draw(st.integers(0, 4)) == 0:
                    record["subject"] += draw(st.sampled_from(["x", " II"]))
        decks.append(deck_of(data))
    return decks


@settings(max_examples=40, deadline=None)
@given(versions(), st.lists(st.tuples(st.sampled_from(Rating), st.integers(0, 8)), min_size=4, max_size=4), st.booleans())
def test_a_plan_and_its_undo_change_nothing(decks: list[Deck], answers: list[tuple[Rating, int]], decided: bool) -> None:  # noqa: FBT001
    with Collection.in_memory() as collection:
        day = 0
        for number, version in enumerate(decks):
            now = NOON + timedelta(days=day)
            before = kept(collection)
            plan = collection.plan(version)
            if decided and number and plan.lines:
                for line in plan.lines:
                    for change in (Change.RETIRED, Change.CHANGED, Change.CORRECTED, Change.ADDED):
                        try:
                            plan = plan.override(line.card.id, change)
                        except UsageError:
                            continue
                        break
            collection.apply(plan, now)
            check_replay(collection)
            if number and collection.decks()[0].version != before[0][0].version:  # type: ignore[index]
                after = kept(collection)
                collection.undo_plan("made-up", now)
                assert before == kept(collection)
                check_replay(collection)
                collection.apply(collection.plan(version), now)
                if not decided:
                    assert after == kept(collection)
            assert not {row.card for row in collection.store.deck_cards("made-up")} & collection.store.former_ids().keys()
            rating, limit = answers[number]
            study(collection, rating, days=day, limit=limit)
            check_replay(collection)
            day += 3
