"""However the answers of one program come to several devices, each counts once, on all of them alike."""

from collections import Counter
from itertools import permutations
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from quiz.memory.codec import to_data
from quiz.memory.events import Event, Renamed, Reviewed, Undone
from quiz.memory.fsrs import DEFAULT_PARAMETERS
from quiz.memory.replay import cancelled, lineage, replay, replay_card
from quiz.memory.state import CardState
from quiz.store import inspection, undone
from quiz.store.store import Store
from quiz.store.streams import Piece
from tests.store.samples import DAY, review

DEVICES = ("desk", "phone", "tablet")
steps = st.lists(
    st.tuples(st.sampled_from(DEVICES), st.sampled_from(["imported", "imported", "own", "undone", "renamed"]), st.integers(0, 5)),
    max_size=14,
)


def log_of(drawn: list[tuple[str, str, int]]) -> list[Event]:
    """Return what some devices wrote: the same six answers of another program again and again, own ones, and undoings."""
    events: list[Event] = []
    numbers = Counter[str]()
    for device, what, number in drawn:
        numbers[device] += 1
        sequence = numbers[device]
        event: Event
        if what == "undone" and events:
            target = events[number % len(events)]
            event = Undone(at=number, day=DAY, target_device=target.device, target_sequence=target.sequence)
        elif what == "renamed":
            event = Renamed(at=number, day=DAY, card=f"card {number % 2}", was=f"card {(number + 1) % 2}")
        elif what == "imported":
            # Where devices are in other time zones, one answer may have two study days.
            day = DAY + (number % 2) * (device == "tablet")
            event = evolve(review(f"card {number % 2}", day=day, at=number), source="anki", origin=number % 3)
        else:
            event = review(f"card {number % 2}", at=number)
        events.append(evolve(event, device=device, sequence=sequence))
    return events


def check(store: Store, events: list[Event]) -> None:
    gone = cancelled(events)
    assert gone == set(store.database.rows("SELECT device, sequence FROM undone"))
    assert inspection.undone_is_right(store.database)
    answers = Counter(event.day for event in events if isinstance(event, Reviewed) and (event.device, event.sequence) not in gone)
    assert answers == Counter(store.answers_by_day(DAY - 9, DAY + 9))
    assert [] == inspection.miscounted_answers(store.database)
    states = replay(events, DEFAULT_PARAMETERS)
    called = store.former_ids()
    assert lineage(events) == called
    for card in {called.get(card, card) for card in ("card 0", "card 1")}:
        assert states.get(card, CardState()) == replay_card(store.card_events(card), DEFAULT_PARAMETERS)


@given(steps, st.randoms(use_true_random=False))
def test_the_caches_say_the_same_in_any_order_of_arrival(drawn: list[tuple[str, str, int]], order: Any) -> None:  # noqa: ANN401
    events = log_of(drawn)
    shuffled = list(events)
    order.shuffle(shuffled)
    with Store.in_memory(device="other") as store:
        for event in shuffled:
            store.merge([to_data(event)])
        check(store, events)
        undone.renew(store.database)
        check(store, events)


@pytest.mark.parametrize("kind", ["imported", "own"])
@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_an_answer_stands_again_though_it_came_after_what_took_it_back(kind: str, order: tuple[int, ...]) -> None:
    events = log_of([("desk", kind, 0), ("desk", "undone", 0), ("desk", "undone", 1)])
    with Store.in_memory(device="other") as store:
        for place in order:
            store.merge([to_data(events[place])])
        check(store, events)


@given(steps, st.permutations(DEVICES))
def test_streams_of_devices_end_in_the_same_in_any_order(drawn: list[tuple[str, str, int]], order: list[str]) -> None:
    events = log_of(drawn)
    with Store.in_memory(device="other") as store:
        for device in order:
            records = [to_data(event) for event in events if event.device == device]
            with store.transaction():
                streams = store.sharing.streams()
                streams.take((Piece(1, device, 1),), records)
                streams.settle()
        check(store, events)


def test_an_answer_that_is_appended_again_does_not_count() -> None:
    answer = evolve(review(), source="anki")
    with Store.in_memory(device="desk") as store:
        first = store.append(answer)
        second = store.append(answer)
        assert {(second.device, second.sequence)} == store.taken_back()
        assert {DAY: 1} == store.answers_by_day(0, DAY)
        store.append(Undone(at=0, day=DAY, target_device=first.device, target_sequence=first.sequence))
        assert {} == store.answers_by_day(0, DAY)  # taken back once, it is gone altogether
