"""The log is only added to, is read in the order that counts, and knows what was taken back."""

from collections.abc import Iterator
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import NotFoundError, StoreError, UnknownEventError, UsageError
from quiz.memory import codec, replay
from quiz.memory.answers import answers_of
from quiz.memory.events import Archived, DeckVersion, Event, Marked, Resumed, Reviewed, Suspended, Undone
from quiz.memory.fsrs import DEFAULT_PARAMETERS
from quiz.store import reading
from quiz.store.store import Store
from tests.memory.strategies import logs, reviewed
from tests.store.samples import DAY, NOON, review, undo


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory(device="desk") as store:
        yield store


def undone(store: Store) -> set[tuple[str, int]]:
    return set(store._database.rows("SELECT device, sequence FROM undone"))


def test_events_are_numbered_from_one(store: Store) -> None:
    kept = [store.append(review("ant")), *store.append_all([review("bee"), review("cat")]), store.append(review("dog"))]
    assert [("desk", number) for number in (1, 2, 3, 4)] == [(event.device, event.sequence) for event in kept]
    assert kept == list(store.events())
    assert (4, {"desk": 4}) == (store.event_count(), store.heads())
    assert [] == store.append_all([])


@given(st.lists(reviewed, max_size=5))
def test_what_is_read_is_what_was_written(events: list[Reviewed]) -> None:
    with Store.in_memory() as store:
        kept = store.append_all(evolve(event, device="", sequence=0) for event in events)
        assert kept == [store.event(store.device, number) for number in range(1, len(events) + 1)]
        assert replay.in_order(kept) == list(store.events())


def test_what_was_typed_may_be_anything(store: Store) -> None:
    event = store.append(evolve(review(), answer="\ud800\x00é\U0001f41c"))
    assert [event] == list(store.events())


def test_an_event_of_the_log_is_not_appended_again(store: Store) -> None:
    event = store.append(review())
    with pytest.raises(UsageError, match="merge it"):
        store.append(event)
    with pytest.raises(UsageError), store.transaction():
        store.append_all([review(), event])
    assert 1 == store.event_count()


def test_events_that_are_no_events_are_refused(store: Store) -> None:
    with pytest.raises(UnknownEventError):
        store.append(Event(at=0, day=0))
    assert 0 == store.event_count()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET at = 0",
        "UPDATE events SET body = '{}' WHERE sequence = 1",
        "DELETE FROM events",
        "INSERT OR REPLACE INTO events SELECT device, sequence, 0, day, kind, card, body FROM events",
        "REPLACE INTO events SELECT * FROM events",
        "INSERT INTO events VALUES ('desk', 1, 0, 0, 'Resumed', 'ant', '{}') ON CONFLICT DO UPDATE SET at = 0",
    ],
)
def test_no_event_is_ever_changed(store: Store, statement: str) -> None:
    event = store.append(review())
    with pytest.raises(StoreError, match="the event log is only added to"):
        store._database.run(statement)
    assert [event] == list(store.events())


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=30), st.integers(1, 7))
def test_events_come_in_the_order_that_counts(times: list[tuple[int, int]], page: int) -> None:
    with pytest.MonkeyPatch.context() as patch, Store.in_memory(device="desk") as store:
        patch.setattr(reading, "_PAGE", page)
        for number, (day, at) in enumerate(times):
            store.renew_device(("desk", "phone")[number % 2])
            store.append(review(day=day, at=at))
        events = list(store.events())
        assert len(times) == len(events)
        assert replay.in_order(events) == events
        assert [event for event in events if event.day == 2] == list(store.events(day=2))
        assert [event for event in events if event.device == "phone"] == replay.in_order(
            codec.from_data(data) for data in store.event_data("phone")
        )


@given(logs(), st.integers(1, 7))
def test_answers_are_the_reviews_that_stand(events: list[Event], page: int) -> None:
    with pytest.MonkeyPatch.context() as patch, Store.in_memory(device="here") as store:
        patch.setattr(reading, "_MANY", page)
        store.merge(codec.to_data(event) for event in events)
        assert list(answers_of(events)) == list(store.answers())


@pytest.mark.parametrize("body", ["{}], [{}", '{"rating": 3}', "[]", "{"])
def test_a_damaged_answer_is_named(store: Store, body: str) -> None:
    store.append_all([review(), review("bee")])
    store._database.run("INSERT INTO events VALUES ('desk', 3, ?, ?, 'Reviewed', 'ant', ?)", (NOON, DAY, body))
    with pytest.raises(StoreError, match="Event 3 of device 'desk' is damaged"):
        list(store.answers())


def test_events_can_be_added_while_they_are_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_PAGE", 2)
    store.append_all(review(at=number) for number in range(5))
    seen = []
    for event in store.events():
        seen.append(event.at)
        if event.at < 5:
            with store.transaction():
                store.append(review(at=event.at + 10))
    assert [0, 1, 2, 3, 4, 10, 11, 12, 13, 14] == seen


def test_events_of_some_kinds(store: Store) -> None:
    events = store.append_all(
        [
            DeckVersion(at=1, day=1, deck="d", version="v", path="/p"),
            review(at=2, day=1),
            Suspended(at=3, day=1, card="ant"),
            Archived(at=4, day=2, deck="d"),
            review("bee", at=5, day=2),
        ]
    )
    assert [events[0], events[3]] == list(store.events(kinds=[DeckVersion, Archived]))
    assert [events[1], events[2], events[4]] == list(store.events(kinds=["Reviewed", Suspended]))
    assert [events[1], events[2]] == list(store.events(card="ant"))
    assert [events[4]] == list(store.events(card="bee", kinds=[Reviewed], day=2))
    assert [] == list(store.events(kinds=[]))
    assert [] == list(store.events(card="cow"))


def test_the_latest_event_that_stands(store: Store) -> None:
    assert None is store.latest()
    first, second, mark = store.append_all([review("ant", at=NOON + 9), review("bee"), Marked(at=NOON, day=DAY, card="ant")])
    assert (mark, second, None) == (store.latest(), store.latest(kinds=[Reviewed]), store.latest("phone"))
    taken = store.append(undo(second))
    assert (first, mark) == (store.latest(kinds=[Reviewed]), store.latest(kinds=["Reviewed", "Marked"]))
    assert taken == store.latest(kinds=[Undone])
    again = store.append(undo(taken))
    assert (second, again) == (store.latest(kinds=[Reviewed]), store.latest(kinds=[Undone]))


def test_an_undone_review_and_its_redo(store: Store) -> None:
    event = store.append(review())
    first = store.append(undo(event))
    assert {("desk", 1)} == undone(store)
    store.append(undo(first))
    assert {("desk", 2)} == undone(store)
    store.append(undo(event))
    assert {("desk", 1), ("desk", 2)} == undone(store)


def test_a_failed_undo_leaves_no_trace(store: Store) -> None:
    event = store.append(review())
    with pytest.raises(KeyError), store.transaction():  # noqa: PT012 - all of the block is tried
        store.append(undo(event))
        raise KeyError
    assert (1, set()) == (store.event_count(), undone(store))


undo_logs = st.lists(st.tuples(st.sampled_from(["desk", "phone"]), st.integers(0, 12)), max_size=12)


@given(undo_logs, st.randoms(use_true_random=False))
def test_the_cache_is_what_replay_says_in_any_order_of_arrival(log: list[tuple[str, int]], order: Any) -> None:  # noqa: ANN401
    """An oracle: `cancelled` over the whole log. Targets may come later, never, or in a circle."""
    events: list[Event] = [evolve(review(f"card {n}"), device="desk", sequence=n) for n in (1, 2)]
    for number, (device, target) in enumerate(log):
        target_device, target_sequence = ("desk", "phone")[target % 2], target // 2 + 1
        sequence = number + (3 if device == "desk" else 1)
        events.append(
            Undone(at=0, day=0, device=device, sequence=sequence, target_device=target_device, target_sequence=target_sequence)
        )
    order.shuffle(events)
    with Store.in_memory(device="tablet") as store:
        for event in events:
            store.merge([codec.to_data(event)])
        assert replay.cancelled(events) == undone(store)
        with Store.in_memory(device="tablet") as at_once:
            for part in (events[: len(events) // 2], events[len(events) // 2 :]):
                at_once.merge(map(codec.to_data, part))
            assert undone(store) == undone(at_once)
        for card in ("card 1", "card 2"):
            whole = replay.replay(events, DEFAULT_PARAMETERS)
            alone = replay.replay_card(store.card_events(card), DEFAULT_PARAMETERS)
            assert whole.get(card, replay._UNSEEN) == alone


def test_the_events_of_a_card_and_what_bears_on_them(store: Store) -> None:
    ant, bee = store.append_all([review("ant"), review("bee")])
    first = store.append(undo(ant))
    second = store.append(undo(first))
    store.append(undo(bee))
    mark = store.append(Marked(at=NOON + 1, day=DAY, card="ant"))
    assert [ant, first, second, mark] == store.card_events("ant")
    assert [] == store.card_events("cow")


def test_merging_adds_what_is_new_and_nothing_twice(store: Store) -> None:
    mine = store.append(review("ant"))
    with Store.in_memory(device="phone") as other:
        theirs = other.append_all([review("bee"), Resumed(at=1, day=1, card="bee")])
        taken = other.append(undo(theirs[0]))
        assert [*theirs, taken] == store.merge(other.event_data("phone"))
        assert [] == store.merge(other.event_data("phone"))
        assert [mine] == other.merge(store.event_data("desk"))
        assert list(store.events()) == list(other.events())
        assert [taken] == [codec.from_data(data) for data in store.event_data("phone", after=2)]
    assert {("phone", 1)} == undone(store)
    assert {"desk": 1, "phone": 3} == store.heads()
    assert 2 == store.append(review()).sequence


def test_fields_of_a_newer_quiz_travel_on(store: Store) -> None:
    data: dict[str, object] = {**codec.to_data(evolve(review(), device="phone", sequence=1)), "mood": ["new", 1.5]}
    store.merge([data])
    assert [data] == list(store.event_data("phone"))


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"event": "Dreamt"}, UnknownEventError),
        ({"device": ""}, UsageError),
        ({"sequence": 0}, UsageError),
        ({"at": "x"}, UnknownEventError),
    ],
)
def test_nothing_is_merged_if_one_event_is_wrong(store: Store, change: dict[str, object], error: type[Exception]) -> None:
    good = codec.to_data(evolve(review(), device="phone", sequence=1))
    with pytest.raises(error):
        store.merge([good, {**good, "sequence": 2, **change}])
    assert 0 == store.event_count()


def test_two_histories_of_one_device_are_told_of(store: Store) -> None:
    event = store.append(review("ant"))
    with pytest.raises(StoreError, match=r"copied.*new device id"):
        store.merge([codec.to_data(evolve(event, card="bee"))])
    assert [event] == list(store.events())


def test_an_event_that_is_not_there(store: Store) -> None:
    with pytest.raises(NotFoundError, match="no event 1 of device 'desk'"):
        store.event("desk", 1)


def test_reading_some_events_reads_no_others(store: Store) -> None:
    """The statements of `reading` use an index wherever an index can say which events are meant."""
    statements: list[str] = []
    store._database.connection.set_trace_callback(statements.append)
    list(store.events(card="ant"))
    list(store.events(day=1))
    list(store.events(kinds=[Undone]))
    store.latest()
    store.latest(kinds=[Undone])
    store.card_events("ant")
    store.append(review())
    store._database.connection.set_trace_callback(None)
    plans = [
        row[3]
        for statement in statements
        if statement.startswith(("SELECT", "WITH"))
        for row in store._database.rows(f"EXPLAIN QUERY PLAN {statement}")
    ]
    assert plans
    assert [] == [plan for plan in plans if plan.startswith("SCAN events")]
    assert any("events_by_rare_kind" in plan for plan in plans)
