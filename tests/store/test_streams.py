"""However streams of one device fork, and in whatever order they are met, every log ends with the same names."""

from typing import Any

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from quiz.memory.codec import to_data
from quiz.memory.events import Event, Reviewed, Undone
from quiz.memory.replay import cancelled
from quiz.store import inspection
from quiz.store.store import Store
from quiz.store.streams import Piece
from tests.store.samples import DAY, NOON, review

Stream = tuple[int, ...]
"""What a collection wrote, event by event: each number stands for another event."""


def records(stream: Stream, device: str = "desk") -> list[dict[str, Any]]:
    """Return a stream as data; a negative number is an undoing of the event before it."""
    events: list[Event] = [
        Undone(at=NOON - number, day=DAY, target_device=device, target_sequence=sequence - 1)
        if number < 0 and sequence > 1
        else review(at=NOON + number)
        for sequence, number in enumerate(stream, 1)
    ]
    return [to_data(evolve(event, device=device, sequence=number)) for number, event in enumerate(events, 1)]


def log_of(*streams: Stream) -> list[Event]:
    """Return the log of a collection that takes some streams in, one after the other."""
    with Store.in_memory(device="phone") as store:
        for stream in streams:
            take(store, stream)
        check_caches(store)
        return list(store.events())


def take(store: Store, stream: Stream, device: str = "desk") -> None:
    with store.transaction():
        streams = store.sharing.streams()
        streams.take((Piece(1, device, 1),), records(stream, device))
        streams.settle()


def check_caches(store: Store) -> None:
    events = list(store.events())
    assert cancelled(events) == set(store._database.rows("SELECT device, sequence FROM undone"))
    for device, head in store.heads().items():
        assert list(range(1, head + 1)) == sorted(event.sequence for event in events if event.device == device)
    assert [] == inspection.miscounted_answers(store.database)


def test_the_rest_of_a_stream_is_added() -> None:
    with Store.in_memory() as store:
        take(store, (1, 2))
        take(store, (1, 2, 3))
        take(store, (1,))
        assert [1, 2, 3] == [event.at - NOON for event in store.events()]
        assert {"desk": 3} == store.heads()


def test_two_branches_are_both_kept_and_one_gets_another_name() -> None:
    log = log_of((1, 2, 3), (1, 4, 5))
    assert [1, 2, 3, 4, 5] == [event.at - NOON for event in log]
    assert 2 == len({event.device for event in log})
    kept, moved = ({event.at - NOON for event in log if (event.device == "desk") is own} for own in (True, False))
    assert {frozenset({1, 2, 3}), frozenset({4, 5})} == {frozenset(kept), frozenset(moved)} or {
        frozenset({1, 4, 5}),
        frozenset({2, 3}),
    } == {frozenset(kept), frozenset(moved)}


def test_what_a_branch_takes_back_is_its_own_event() -> None:
    log = log_of((1, 2, -3), (1, 4, -5), (1, 6))
    gone = cancelled(log)
    assert {2, 4} == {event.at - NOON for event in log if (event.device, event.sequence) in gone}


def test_the_log_refuses_deletion_again_afterwards() -> None:
    with Store.in_memory() as store:
        before = store._database.rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
        take(store, (1, 2, 3))
        take(store, (1, 4))
        take(store, (1, 5))
        assert before == store._database.rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")


@st.composite
def forks(draw: st.DrawFn) -> list[Stream]:
    """Draw several streams of one device, each of which goes on from somewhere in another one."""
    found: list[Stream] = [()]
    fresh = iter(range(1, 1000))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.sampled_from(found))
        start = start[: draw(st.integers(0, len(start)))]
        found.append((*start, *(next(fresh) * draw(st.sampled_from([1, 1, 1, -1])) for _ in range(draw(st.integers(1, 4))))))
    return found[1:]


def exchange(stores: list[Store], order: list[tuple[int, int]]) -> None:
    """Let some stores take in all that others hold, as it is called there."""
    for to, of in order:
        with stores[to].transaction():
            streams = stores[to].sharing.streams()
            for device in sorted(stores[of].heads()):
                streams.take((Piece(1, device, 1),), list(stores[of].event_data(device)))
            streams.settle()
        check_caches(stores[to])


@given(forks(), st.data())
def test_stores_that_exchange_what_they_hold_end_in_the_same_log(streams: list[Stream], data: st.DataObject) -> None:
    stores = [Store.in_memory(device=f"phone {number}") for number in range(len(streams))]
    for store, stream in zip(stores, streams, strict=True):
        take(store, stream)
    numbers = st.integers(0, len(stores) - 1)
    exchange(stores, data.draw(st.lists(st.tuples(numbers, numbers), max_size=12)))
    for _ in range(3):
        exchange(stores, [(to, of) for to in range(len(stores)) for of in range(len(stores)) if to != of])
    for store in stores:
        assert log_of(*streams) == list(store.events())
        store.close()


@given(forks(), st.data())
def test_every_order_ends_in_the_same_log(streams: list[Stream], data: st.DataObject) -> None:
    expected = log_of(*streams)
    # Streams that have grown since they were last met, and that are met again, change nothing.
    parts = [stream[: data.draw(st.integers(0, len(stream)))] for stream in streams]
    order = data.draw(st.permutations([*parts, *streams, *streams]))
    assert expected == log_of(*(stream for stream in order if stream))
    nodes = {stream[:length] for stream in streams for length in range(1, len(stream) + 1)}
    assert len(nodes) == len(expected)
    reviews = [event.at for event in expected if isinstance(event, Reviewed)]
    assert len(set(reviews)) == len(reviews)
