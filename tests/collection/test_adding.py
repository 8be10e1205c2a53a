"""Taking in a deck changes everything that belongs together, or nothing."""

from datetime import timedelta
from pathlib import Path

import pytest
from attrs import evolve

from quiz.cards.generation import generate
from quiz.cards.keeping import can_be_asked
from quiz.collection import first_version
from quiz.collection.collection import Collection
from quiz.collection.first_cards import FirstCards
from quiz.collection.plan import Change
from quiz.collection.upkeep import wrong_counts
from quiz.errors import StoreError, UsageError
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.loading import load
from quiz.facts.relation import Relation
from quiz.memory.events import DeckVersion, Retaught
from quiz.memory.state import CardState
from quiz.store.store import Store
from tests.collection.samples import SYMBOLS, TOGETHER, card_id, check_replay, deck, kinds, study, studying
from tests.study.samples import CAPITALS, DAY, NOON

FRANCE = deck(("France", "capital", "Paris"), ("Peru", "capital", "Lima"))
LATER = NOON + timedelta(days=1)


def snapshot(collection: Collection) -> object:
    store = collection.store
    return (
        list(store.events()),
        store.deck_rows(),
        store.deck_rows(archived=True),
        [store.deck_cards(row.deck) for row in store.deck_rows()],
        sorted(store.digests()),
        collection.due(NOON),
    )


def test_the_same_deck_twice_adds_no_event() -> None:
    with studying(FRANCE) as collection:
        before = snapshot(collection)
        collection.add(FRANCE, LATER)
        collection.add(load_again(FRANCE), LATER)
        assert before == snapshot(collection)
        assert [DeckVersion(deck="facts", version=collection.decks()[0].version, at=1, day=DAY)] == [
            evolve(event, at=1, device="", sequence=0) for event in collection.events()
        ]


def load_again(deck: Deck) -> Deck:
    return evolve(deck, facts=[evolve(fact) for fact in deck.facts])


def test_memory_is_kept_when_a_deck_is_mended_reworded_and_grows() -> None:
    with studying(FRANCE) as collection:
        study(collection)
        card = card_id(collection, "facts", "France")
        before = collection.state(card)
        plan = collection.add(
            deck(("France", "capital", "Pariss"), ("Peru", "capital", "Lima"), ("Chad", "capital", "N’Djamena")), LATER
        )
        assert [Change.CORRECTED] == [line.change for line in plan.lines if line.card.id == card]
        assert (before, "Pariss") == (collection.state(card), collection.card(card).answer)
        assert "Retaught" not in kinds(list(collection.events()))


def test_a_changed_answer_is_taught_again() -> None:
    with studying(FRANCE) as collection:
        study(collection)
        card, other = (card_id(collection, "facts", given) for given in ("France", "Peru"))
        before, untouched = collection.state(card), collection.state(other)
        plan = collection.add(deck(("France", "capital", "Versailles"), ("Peru", "capital", "Lima")), LATER)
        assert [card] == [line.card.id for line in plan.of(Change.CHANGED)]
        retaught = [event for event in collection.events() if isinstance(event, Retaught)]
        assert [card] == [event.card for event in retaught]
        assert evolve(before, reteach=True, due_day=DAY + 1) == collection.state(card)
        assert untouched == collection.state(other)
        question = collection.session(now=LATER, new=0).next(LATER)
        assert question
        assert (card, True, "Versailles") == (question.card.id, question.teach, question.card.answer)
        check_replay(collection)


def test_a_changed_answer_that_nobody_saw_is_just_new() -> None:
    with studying(FRANCE) as collection:
        collection.add(deck(("France", "capital", "Versailles"), ("Peru", "capital", "Lima")), NOON)
        assert ["DeckVersion", "DeckVersion"] == kinds(list(collection.events()))


def test_a_changed_answer_is_taught_again_whatever_the_clock_says() -> None:
    with studying(FRANCE) as collection:
        study(collection)
        collection.add(deck(("France", "capital", "Versailles"), ("Peru", "capital", "Lima")), NOON - timedelta(days=9))
        check_replay(collection)


def test_a_retired_card_keeps_its_memory_and_returns_with_it() -> None:
    with studying(FRANCE, settings=TOGETHER) as collection:
        study(collection)
        card = card_id(collection, "facts", "France")
        before = collection.state(card)
        collection.add(deck(("Peru", "capital", "Lima")), NOON)
        assert (before, 2) == (collection.state(card), collection.due(NOON)[0].total)
        assert card not in study(collection, days=100)
        collection.add(FRANCE, NOON)
        assert before == collection.state(card)
        assert card in study(collection, days=100)


def test_a_card_that_returns_with_another_answer_is_taught_again() -> None:
    with studying(FRANCE) as collection:
        study(collection)
        card = card_id(collection, "facts", "France")
        collection.remove("facts", NOON)
        collection.add(deck(("France", "capital", "Versailles"), ("Peru", "capital", "Lima")), LATER)
        assert (True, DAY + 1) == (collection.state(card).reteach, collection.state(card).due_day)
        check_replay(collection)


@pytest.mark.parametrize("breaks", ["append_all", "put_version", "put_deck", "put_cards", "put_states"])
def test_a_failure_in_the_middle_changes_nothing(monkeypatch: pytest.MonkeyPatch, breaks: str) -> None:
    with studying(FRANCE) as collection:
        study(collection)
        before = snapshot(collection)
        plan = collection.plan(deck(("France", "capital", "Versailles"), ("Chad", "capital", "N’Djamena")))
        whole = getattr(Store, breaks)

        def fail(*values: object) -> None:
            whole(*values)
            raise StoreError("The disk is full.")

        with monkeypatch.context() as broken:
            broken.setattr(Store, breaks, fail)
            with pytest.raises(StoreError, match="full"):
                collection.apply(plan, LATER)
        assert before == snapshot(collection)
        assert "Paris" == collection.card(card_id(collection, "facts", "France")).answer
        collection.apply(plan, LATER)
        assert "Versailles" == collection.card(card_id(collection, "facts", "France")).answer


def test_a_plan_for_another_version_is_refused() -> None:
    with studying(FRANCE) as collection:
        plan = collection.plan(deck(("France", "capital", "Versailles")))
        collection.add(deck(("France", "capital", "Lyon")), NOON)
        before = snapshot(collection)
        with pytest.raises(UsageError, match="changed meanwhile; plan again"):
            collection.apply(plan, NOON)
        assert before == snapshot(collection)


def test_a_plan_cannot_be_applied_twice() -> None:
    with Collection.in_memory() as collection:
        plan = collection.plan(FRANCE)
        collection.apply(plan, NOON)
        with pytest.raises(UsageError, match="plan again"):
            collection.apply(plan, NOON)
        collection.remove("facts", NOON)
        collection.apply(plan, NOON)  # it is as new as it was
        assert ["facts"] == [row.deck for row in collection.decks()]


def test_decks_stand_in_the_order_in_which_they_came() -> None:
    with studying(SYMBOLS, FRANCE, CAPITALS) as collection:
        collection.remove("capitals", NOON)
        collection.add(deck(("a", "b", "c"), name="another"), NOON)
        collection.add(CAPITALS, NOON)
        assert ["symbols", "facts", "capitals", "another"] == [row.deck for row in collection.decks()]


def test_a_conflict_waits_outside_the_schedule_until_it_is_mended() -> None:
    good = evolve(FRANCE, relations=[Relation("capital")])
    with studying(good, settings=TOGETHER) as collection:
        study(collection)
        card = card_id(collection, "facts", "France")
        before = collection.state(card)
        collection.add(evolve(good, facts=[*good.facts, Fact("France", "capital", "Lyon")]), NOON)
        assert () == next(found for found in collection.cards("facts") if found.id == card).forms
        later = NOON + timedelta(days=1000)
        (due,) = collection.due(later)
        asked = study(collection, days=1000)
        assert len(asked) == due.review + due.new == due.total
        assert card not in asked
        assert before.reps == collection.state(card).reps
        assert 0 == collection.due(later)[0].waiting
        collection.add(good, NOON)
        assert card in study(collection, days=1001)


def test_what_can_be_asked_has_a_form() -> None:
    decks = [
        Deck("split", facts=[Fact("x", "is", "a"), Fact("x", "is", "b"), Fact("y", "is", "c")], relations=[Relation("is")]),
        Deck(
            "many",
            facts=[Fact("sea", "has", {str(number) for number in range(30)})],
            relations=[Relation("has", kinds=("forward",))],
        ),
        Deck("silent", facts=[Fact("x", "is", "…")]),
        FRANCE,
    ]
    for found in decks:
        answers = {can_be_asked(card) for card in generate(found)}
        assert all(can_be_asked(card) == bool(card.forms) for card in generate(found))
        assert {"split": {True, False}, "many": {False}}.get(found.id, {True}) == answers


def test_what_can_be_asked_of_the_bundled_decks(root: Path) -> None:
    for name in ("victory-day-2025", "elements"):
        for card in generate(load(root / "decks" / name)):
            assert can_be_asked(card) == bool(card.forms)


def test_a_card_never_seen_has_no_state() -> None:
    with studying(FRANCE) as collection:
        assert CardState() == collection.state(card_id(collection, "facts", "France"))


def large(count: int = 700) -> Deck:
    relation = Relation("Back", kinds=("forward", "backward"), apart=True)
    return Deck("large", facts=[Fact(f"s{n}", "Back", f"v{n}", id=f"n{n}/0") for n in range(count)], relations=[relation])


@pytest.mark.parametrize("breaks", ["put_deck", "put_slices", "append_all"])
def test_a_large_deck_is_taken_in_whole_or_not_at_all(breaks: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Collection.in_memory() as collection:
        monkeypatch.setattr(type(collection.store), breaks, lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            collection.add(large(), NOON)
        database = collection.store.database
        assert [[], [], []] == [database.rows(f"SELECT 1 FROM {table}") for table in ("cards", "versions", "slices")]  # noqa: S608
        monkeypatch.undo()
        collection.add(large(), NOON)
        assert 1400 == len(collection.store.deck_cards("large"))


def test_what_goes_wrong_in_the_thread_leaves_nothing_either(monkeypatch: pytest.MonkeyPatch) -> None:
    with Collection.in_memory() as collection:
        monkeypatch.setattr(first_version, "fact_texts", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            collection.add(large(), NOON)
        assert not collection.store.database.rows("SELECT 1 FROM cards")


def test_a_large_deck_of_which_a_card_was_known_meanwhile_is_put_together() -> None:
    with Collection.in_memory() as collection:
        plan = collection.plan(large())
        assert plan.is_first
        wanted = {row.card: (row.position, row.sibling) for batch in FirstCards(large()).batches() for row in batch.rows()}
        collection.store.put_state(next(iter(wanted)), CardState(marked=True))
        collection.apply(plan, NOON)
        assert wanted == {row.card: (row.position, row.sibling) for row in collection.store.deck_cards("large")}
        assert collection.state(next(iter(wanted))).marked
        assert not list(wrong_counts(collection))
