"""The store knows at once what each card is called now, as the log says it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from attrs import evolve
from hypothesis import given, settings

from quiz.memory.codec import to_data
from quiz.memory.events import CardEvent, Event, Renamed, Reviewed
from quiz.memory.fsrs import DEFAULT_PARAMETERS
from quiz.memory.replay import lineage, replay, replay_card
from quiz.memory.state import CardState
from quiz.store.store import Store
from tests.memory.strategies import CARDS, logs, renaming
from tests.store.samples import DAY, NOON, add_deck, review, undo
from tests.store.test_migrations import old_file


def renamed(was: str, card: str) -> Renamed:
    return Renamed(at=NOON, day=DAY, card=card, was=was)


def test_a_renamed_card_and_its_undoing() -> None:
    with Store.in_memory() as store:
        store.append(review("ant"))
        event = store.append(renamed("ant", "bee"))
        assert ("bee", "bee", {"ant": "bee"}) == (store.called("ant"), store.called("bee"), store.former_ids())
        assert ["Reviewed", "Renamed"] == [type(found).__name__ for found in store.card_events("bee")]
        taken_back = store.append(undo(event))
        assert ("ant", {}) == (store.called("ant"), store.former_ids())
        assert ["Reviewed"] == [type(found).__name__ for found in store.card_events("ant")]
        store.append(undo(taken_back))
        assert "bee" == store.called("ant")


def test_the_events_of_many_cards_are_those_of_each() -> None:
    with Store.in_memory() as store:
        reviews = store.append_all([review("ant"), review("bee"), review("cow")])
        change = store.append_all([renamed("ant", "bee"), renamed("cow", "dog")])
        store.append_all([undo(reviews[1]), undo(change[1])])
        cards = ["ant", "bee", "cow", "dog", "eel"]
        assert {card: store.card_events(card) for card in cards} == store.events_of_cards(cards)
        assert [4, 1] == [len(store.events_of_cards(cards)[card]) for card in ("bee", "cow")]
        assert change == store.following(reviews[2], 2)
        assert 2 == len(store.following(change[1], 9))


def test_undoings_of_undoings_may_come_at_once() -> None:
    with Store.in_memory() as one, Store.in_memory() as other:
        event: Event = one.append(renamed("ant", "bee"))
        for _ in range(4):
            event = one.append(undo(event))
        other.merge(one.event_data(one.device))
        assert [{"ant": "bee"}] * 2 == [store.former_ids() for store in (one, other)]
        more = other.append_all([undo(event) for _ in range(600)])
        assert {} == other.former_ids()
        other.append_all([undo(found) for found in more])
        assert {"ant": "bee"} == other.former_ids()


def test_today_counts_a_renamed_card_by_its_whole_history() -> None:
    with Store.in_memory() as store:
        add_deck(store, "animals", ["bee", "cow"])
        store.append_all([review("ant", day=DAY - 9), renamed("ant", "bee"), review("bee"), review("ant"), review("cow")])
        (found,) = store.counts(DAY, NOON)
        assert (1, 1) == (found.introduced_today, found.reviewed_today)


@settings(deadline=None)
@given(logs(renaming))
def test_it_is_what_the_log_says_in_whatever_order_it_came(log: list[Event]) -> None:
    with Store.in_memory() as store:
        for event in reversed(log):
            store.merge([to_data(event)])
        assert lineage(log) == store.former_ids()
        states = replay(log, DEFAULT_PARAMETERS)
        for card in CARDS:
            if store.called(card) == card:
                assert states.get(card, CardState()) == replay_card(store.card_events(card), DEFAULT_PARAMETERS)


@given(logs(renaming))
def test_one_by_one_or_all_at_once(log: list[Event]) -> None:
    fresh = [evolve(event, device="", sequence=0) for event in log if isinstance(event, CardEvent)]
    with Store.in_memory(device="a") as one, Store.in_memory(device="a") as other:
        for event in fresh:
            one.append(event)
        other.append_all(fresh)
        assert one.former_ids() == other.former_ids() == lineage(one.events())


def test_an_older_file_learns_of_renamings(tmp_path: Path) -> None:
    path = tmp_path / "c.quiz"
    old_file(path, 1)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        body = '{"rating":3,"phase":"review","due_day":20410,"form":"reveal"}'
        other.execute("INSERT INTO events VALUES ('desk', 1, 0, 20400, 'Reviewed', 'ant', ?)", (body,))
    with Store.open(path) as store:
        assert {} == store.former_ids()
        store.append(renamed("ant", "bee"))
        (first, _) = store.card_events("bee")
        assert isinstance(first, Reviewed)
    with Store.open(path) as store:
        assert {"ant": "bee"} == store.former_ids()
