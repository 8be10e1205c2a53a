import random
from itertools import count, permutations
from typing import Any, TypeVar

import pytest
from attrs import evolve, frozen
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from quiz.errors import UsageError
from quiz.memory import events, fsrs
from quiz.memory.doubles import key_of
from quiz.memory.events import (
    Archived,
    Buried,
    CardEvent,
    Crammed,
    DeckVersion,
    DueSet,
    Event,
    Flagged,
    Given,
    Marked,
    Renamed,
    Reset,
    Resumed,
    Retaught,
    Reviewed,
    Suspended,
    Undone,
)
from quiz.memory.fsrs import DEFAULT_PARAMETERS
from quiz.memory.rating import Rating
from quiz.memory.replay import apply, cancelled, in_order, replay, replay_card
from quiz.memory.state import CardState, MemoryState, Phase
from tests.memory.strategies import CARDS, DEVICES, card_events, logs, parameters, undone

Some = TypeVar("Some", bound=Event)

SEEN = CardState(
    phase=Phase.REVIEW,
    memory=MemoryState(10.0, 5.0),
    due_day=110,
    last_day=100,
    reps=4,
    lapses=1,
    suspended=True,
    buried_until=120,
    marked=True,
    reteach=True,
)


def review(day: int, rating: Rating = Rating.GOOD, **given: Any) -> Reviewed:  # noqa: ANN401 - any field of Reviewed
    """A review on `day` after which the card is due ten days later, unless given otherwise."""
    usual = {"at": day * 1000, "card": "ant", "phase": Phase.REVIEW, "due_day": day + 10, "form": "reveal"}
    return Reviewed(day=day, rating=rating, **{**usual, **given})


def undo(target: Event, sequence: int, device: str = "desk") -> Undone:
    """An `Undone` of `target`."""
    return Undone(
        at=target.at,
        day=target.day,
        device=device,
        sequence=sequence,
        target_device=target.device,
        target_sequence=target.sequence,
    )


def state_after(*log: Event) -> CardState:
    return replay_card(log, DEFAULT_PARAMETERS)


# One event at a time


def test_a_first_review() -> None:
    event = review(100, phase=Phase.LEARNING, step=1, due_day=100, due_at=100_600)
    expected = CardState(
        phase=Phase.LEARNING,
        memory=fsrs.first_state(3, DEFAULT_PARAMETERS),
        step=1,
        due_day=100,
        due_at=100_600,
        last_day=100,
        reps=1,
    )
    assert expected == apply(CardState(), event, DEFAULT_PARAMETERS)


def test_a_later_review_moves_memory_by_the_days_between() -> None:
    after = apply(SEEN, review(112), DEFAULT_PARAMETERS)
    expected = CardState(
        phase=Phase.REVIEW,
        memory=fsrs.next_state(MemoryState(10.0, 5.0), 12, 3, DEFAULT_PARAMETERS),
        due_day=122,
        last_day=112,
        reps=5,
        lapses=1,
        suspended=True,
        buried_until=None,
        marked=True,
        reteach=False,
    )
    assert expected == after


def test_a_due_day_that_was_given_is_never_computed_again() -> None:
    assert apply(SEEN, review(112, due_day=7), DEFAULT_PARAMETERS).due_day == 7


def test_a_review_before_the_last_one_counts_as_the_same_day() -> None:
    after = apply(SEEN, review(90), DEFAULT_PARAMETERS)
    assert fsrs.next_state(MemoryState(10.0, 5.0), 0, 3, DEFAULT_PARAMETERS) == after.memory


@pytest.mark.parametrize(
    ("before", "rating", "lapses"),
    [
        (Phase.REVIEW, Rating.AGAIN, 1),
        (Phase.REVIEW, Rating.HARD, 0),
        (Phase.LEARNING, Rating.AGAIN, 0),
        (Phase.RELEARNING, Rating.AGAIN, 0),
        (Phase.NEW, Rating.AGAIN, 0),
    ],
)
def test_a_lapse_is_again_in_review(before: Phase, rating: Rating, lapses: int) -> None:
    assert lapses == apply(CardState(phase=before), review(100, rating), DEFAULT_PARAMETERS).lapses


def test_suspending_and_resuming() -> None:
    assert state_after(Suspended(at=1, day=1, card="ant")) == CardState(suspended=True)
    assert evolve(SEEN, suspended=False, buried_until=None) == apply(SEEN, Resumed(at=1, day=101, card="ant"), DEFAULT_PARAMETERS)


def test_burying_hides_until_its_day() -> None:
    state = state_after(Buried(at=1, day=1, card="ant", until=3))
    assert state == CardState(buried_until=3)
    assert [True, True, False] == [state.hidden(day) for day in (1, 2, 3)]


def test_marking() -> None:
    assert apply(CardState(), Marked(at=1, day=1, card="ant"), DEFAULT_PARAMETERS).marked
    assert not apply(SEEN, Marked(at=1, day=1, card="ant", on=False), DEFAULT_PARAMETERS).marked


def test_reteaching_makes_a_seen_card_due_at_once() -> None:
    seen = evolve(SEEN, reteach=False)
    assert evolve(seen, reteach=True, due_day=105) == apply(seen, Retaught(at=105_000, day=105, card="ant"), DEFAULT_PARAMETERS)


def test_reteaching_never_puts_a_card_off() -> None:
    seen = evolve(SEEN, reteach=False)
    assert evolve(seen, reteach=True) == apply(seen, Retaught(at=1, day=115, card="ant"), DEFAULT_PARAMETERS)


def test_reteaching_ends_the_wait_of_a_learning_step() -> None:
    learning = evolve(SEEN, phase=Phase.LEARNING, due_day=100, due_at=100_600)
    after = apply(learning, Retaught(at=100_200, day=100, card="ant"), DEFAULT_PARAMETERS)
    assert (100, 100_200) == (after.due_day, after.due_at)


def test_a_new_card_needs_no_reteaching() -> None:
    assert CardState() == apply(CardState(), Retaught(at=1, day=1, card="ant"), DEFAULT_PARAMETERS)


@given(card_events)
def test_every_card_event_is_applied(event: CardEvent) -> None:
    assert isinstance(apply(SEEN, event, DEFAULT_PARAMETERS), CardState)


def test_no_kind_of_card_event_is_forgotten() -> None:
    @frozen(kw_only=True)
    class Dreamt(CardEvent):
        """A card event that nobody has taught replay."""

    with pytest.raises(TypeError, match="Dreamt is no card event that replay knows"):
        apply(CardState(), Dreamt(at=1, day=1, card="ant"), DEFAULT_PARAMETERS)
    known = {kind for kind in vars(events).values() if isinstance(kind, type) and issubclass(kind, CardEvent)}
    every = {Given, Flagged, Reviewed, Crammed, Suspended, Resumed, Buried, Marked, Retaught, Reset, DueSet, Renamed}
    assert every == known - {CardEvent}


def test_a_card_that_is_reset_is_new_but_stays_marked_and_suspended() -> None:
    assert CardState(suspended=True, marked=True) == apply(SEEN, Reset(at=1, day=120, card="ant"), DEFAULT_PARAMETERS)


def test_a_due_day_that_is_set_moves_the_card_and_not_its_memory() -> None:
    learning = evolve(SEEN, phase=Phase.RELEARNING, step=1, due_at=5, buried_until=None)
    found = apply(learning, DueSet(at=1, day=101, card="ant", due_day=300), DEFAULT_PARAMETERS)
    assert evolve(SEEN, due_day=300, buried_until=None) == found


def test_cramming_moves_nothing() -> None:
    crammed = Crammed(at=1, day=101, card="ant", rating=Rating.AGAIN, form="typed", device="desk", sequence=9)
    assert SEEN == apply(SEEN, crammed, DEFAULT_PARAMETERS)
    assert {"ant": CardState()} == replay([crammed], DEFAULT_PARAMETERS)


def test_each_card_is_replayed_with_its_own_parameters() -> None:
    quick = (1.0, *DEFAULT_PARAMETERS[1:])
    log = [review(100, Rating.AGAIN, card=card, device="desk", sequence=number) for number, card in enumerate(CARDS, 1)]
    found = replay(log, lambda card: quick if card == "bee" else DEFAULT_PARAMETERS)
    assert {"ant": 0.212, "bee": 1.0, "cat": 0.212} == {
        card: state.memory.stability for card, state in found.items() if state.memory
    }
    assert found["bee"] == replay_card(log[1:2], lambda _: quick)


# A whole log


def test_order_is_day_then_moment_then_device_then_sequence() -> None:
    def event(day: int, at: int, device: str, sequence: int) -> Event:
        return Archived(at=at, day=day, device=device, sequence=sequence, deck="d")

    ordered = [event(1, 9, "b", 9), event(2, 1, "b", 2), event(2, 3, "a", 7), event(2, 3, "b", 1), event(2, 3, "b", 10)]
    for _ in range(20):
        shuffled = random.Random(_).sample(ordered, len(ordered))
        assert ordered == in_order(shuffled)


def test_replay_of_two_devices() -> None:
    first = review(100, device="phone", sequence=1)
    second = review(103, device="desk", sequence=1)
    third = review(110, Rating.AGAIN, device="phone", sequence=2, phase=Phase.RELEARNING)
    memory = fsrs.first_state(3, DEFAULT_PARAMETERS)
    memory = fsrs.next_state(memory, 3, 3, DEFAULT_PARAMETERS)
    memory = fsrs.next_state(memory, 7, 1, DEFAULT_PARAMETERS)
    expected = CardState(phase=Phase.RELEARNING, memory=memory, due_day=120, last_day=110, reps=3, lapses=1)
    assert {"ant": expected} == replay([third, second, first], DEFAULT_PARAMETERS)


def test_events_of_decks_say_nothing_of_cards() -> None:
    assert replay([DeckVersion(at=1, day=1, deck="d", version="v"), Archived(at=2, day=1, deck="d")], DEFAULT_PARAMETERS) == {}


def test_a_card_without_events_has_the_default_state() -> None:
    assert state_after() == CardState()


def test_one_card_is_replayed_at_a_time() -> None:
    with pytest.raises(UsageError, match="speak of 2"):
        state_after(review(100), review(100, card="bee"))


@given(logs(), parameters, st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(log: list[Event], using: fsrs.Parameters, source: random.Random) -> None:
    shuffled = source.sample(log, len(log))
    assert replay(log, using) == replay(shuffled, using)
    assert cancelled(log) == cancelled(shuffled)
    assert in_order(log) == in_order(shuffled)


@given(logs(), parameters)
def test_a_card_alone_has_the_state_that_it_has_in_the_whole(log: list[Event], using: fsrs.Parameters) -> None:
    states = replay(log, using)
    for card in CARDS:
        own = [event for event in log if isinstance(event, Undone) or (isinstance(event, CardEvent) and event.card == card)]
        assert states.get(card, CardState()) == replay_card(own, using)


@given(logs())
def test_memory_is_that_of_the_fast_path(log: list[Event]) -> None:
    """Where nothing is guessed or given, no set is asked and no card is reset."""
    log = [evolve(event, form="typed", members=()) if isinstance(event, Reviewed) else event for event in log]
    log = [event for event in log if not isinstance(event, Reset | Given)]
    gone = cancelled(log)
    reviews = [event for event in in_order(log) if isinstance(event, Reviewed) and (event.device, event.sequence) not in gone]
    expected = fsrs.track([(event.card, event.day, event.rating) for event in reviews], DEFAULT_PARAMETERS)
    states = replay(log, DEFAULT_PARAMETERS)
    assert expected == {card: state.memory for card, state in states.items() if state.memory is not None}


# Undo and redo


def test_undo_and_redo_to_any_depth() -> None:
    first = review(100, device="desk", sequence=1)
    log: list[Event] = [first, review(105, device="desk", sequence=2)]
    one, two = state_after(first), state_after(*log)
    assert one != two
    for sequence in range(3, 40):
        log.append(undo(log[-1], sequence))
        assert (one if sequence % 2 else two) == state_after(*log)


def test_a_long_chain_of_undos_needs_no_deep_stack() -> None:
    log: list[Event] = [review(100, device="desk", sequence=1)]
    for sequence in range(2, 20_002):
        log.append(undo(log[-1], sequence))
    assert ("desk", 1) not in cancelled(log)
    assert ("desk", 1) in cancelled(log[:-1])


def test_what_two_devices_undid_needs_two_redos() -> None:
    target = review(100, device="desk", sequence=1)
    here, there = undo(target, 2), undo(target, 1, "phone")
    assert cancelled([target, here, there]) == {("desk", 1)}
    assert cancelled([target, here, there, undo(here, 3)]) == {("desk", 1), ("desk", 2)}
    both = [target, here, there, undo(here, 3), undo(there, 4)]
    assert cancelled(both) == {("desk", 2), ("phone", 1)}


def test_one_redo_of_two_does_not_let_an_undo_stand() -> None:
    target = review(100, device="desk", sequence=1)
    first = undo(target, 2)
    second, third = undo(first, 3), undo(first, 1, "phone")
    for log in permutations([target, first, second, third, undo(second, 4)]):
        assert cancelled(log) == {("desk", 2), ("desk", 3)}


def test_an_undo_counts_even_if_the_other_clock_is_ahead() -> None:
    ahead = review(101, device="phone", sequence=1)
    early = evolve(undo(ahead, 1), day=100, at=5)
    assert state_after(early, ahead) == CardState()


def test_an_undo_of_an_event_that_has_not_arrived_waits_for_it() -> None:
    target = review(100, device="phone", sequence=9)
    assert cancelled([undo(target, 1)]) == {("phone", 9)}


def test_circles_of_undos_take_nothing_back() -> None:
    def named(sequence: int, target: int) -> Undone:
        return Undone(at=1, day=1, device="desk", sequence=sequence, target_device="desk", target_sequence=target)

    assert cancelled([named(1, 1)]) == set()
    assert cancelled([named(1, 2), named(2, 3), named(3, 1)]) == set()
    # An undo from outside opens the circle: 4 stands, so 1 does not, so 2 stands, so 3 does not.
    assert cancelled([named(1, 2), named(2, 3), named(3, 1), named(4, 1)]) == {("desk", 1), ("desk", 3)}


@given(logs() | logs(undone))
def test_cancelled_means_what_it_says(log: list[Event]) -> None:
    # The sentence itself, said again until nothing changes.
    undos = [event for event in log if isinstance(event, Undone)]
    expected: set[tuple[str, int]] = set()
    for _ in range(len(undos) + 1):
        for event in undos:
            against = {(u.device, u.sequence) for u in undos if aim(u) == (event.device, event.sequence)}
            if against <= expected:
                expected.add(aim(event))
    # Of the same answer of another program, the one with the lowest name counts.
    answers: dict[tuple[str, int], list[tuple[str, int]]] = {}
    for found in log:
        if isinstance(found, Reviewed | Crammed) and found.source:
            answers.setdefault((found.card, found.origin or found.at), []).append((found.device, found.sequence))
    twice = {name for names in answers.values() for name in sorted(names)[1:]}
    assert expected | twice == cancelled(log)


def test_an_answer_that_two_devices_took_over_counts_once_in_any_order() -> None:
    first = review(100, device="desk", sequence=4, source="anki")
    second = evolve(first, device="phone", sequence=9, day=first.day + 1)
    alone = replay([first], DEFAULT_PARAMETERS)
    assert alone == replay([first, second], DEFAULT_PARAMETERS) == replay([second, first], DEFAULT_PARAMETERS)
    assert 1 == alone["ant"].reps
    others = [evolve(second, card="bee"), evolve(second, source="mnemosyne"), evolve(second, origin=5), evolve(second, source="")]
    assert {("phone", 9)} == cancelled([first, second, *others])
    assert set() == cancelled([first, *others])


def test_what_is_given_is_taken_as_it_is() -> None:
    event = Given(
        at=1, day=120, card="ant", source="anki", phase=Phase.REVIEW, due_day=150, stability=20.0, difficulty=6.0, last_day=110,
        reps=9, lapses=2,
    )  # fmt: skip
    expected = CardState(Phase.REVIEW, MemoryState(20.0, 6.0), due_day=150, last_day=110, reps=9, lapses=2)
    assert expected == apply(CardState(), event, DEFAULT_PARAMETERS)
    known = apply(evolve(SEEN, flag=3), evolve(event, stability=None, reps=0, lapses=0, last_day=None), DEFAULT_PARAMETERS)
    assert (SEEN.memory, SEEN.reps, SEEN.lapses, SEEN.last_day) == (known.memory, known.reps, known.lapses, known.last_day)
    assert (Phase.REVIEW, 150, SEEN.suspended) == (known.phase, known.due_day, known.suspended)


def test_a_flag_stays_until_it_is_taken_off() -> None:
    flagged = apply(SEEN, Flagged(at=1, day=120, card="ant", flag=4), DEFAULT_PARAMETERS)
    assert 4 == apply(flagged, Reset(at=2, day=120, card="ant"), DEFAULT_PARAMETERS).flag
    assert SEEN == apply(flagged, Flagged(at=2, day=120, card="ant", flag=0), DEFAULT_PARAMETERS)


def aim(event: Undone) -> tuple[str, int]:
    """The name of the event that an `Undone` takes back."""
    return event.target_device, event.target_sequence


@given(logs(), st.data())
def test_undoing_an_event_is_never_having_done_it(log: list[Event], data: st.DataObject) -> None:
    # What another device took over too is gone on all of them.
    plain = [event for event in log if not isinstance(event, Undone) and not key_of(event)]
    if not plain:
        return
    target = data.draw(st.sampled_from(plain))
    without = [event for event in plain if event is not target]
    taken_back = [*plain, undo(target, 1000)]
    assert replay(without, DEFAULT_PARAMETERS) == replay(taken_back, DEFAULT_PARAMETERS)
    assert replay(plain, DEFAULT_PARAMETERS) == replay([*taken_back, undo(taken_back[-1], 1001)], DEFAULT_PARAMETERS)


class Desk(RuleBasedStateMachine):
    """A learner who answers, buries, marks …, undoes and redoes, against two plain lists of what is done and undone."""

    @initialize()
    def begin(self) -> None:
        self.log: list[Event] = []
        self.done: list[Event] = []
        self.undone: list[tuple[Event, Undone]] = []
        self.numbers = {device: count(1) for device in DEVICES}
        self.day = 20_000

    def _append(self, event: Some, device: str) -> Some:
        named = evolve(event, at=len(self.log), day=self.day, device=device, sequence=next(self.numbers[device]))
        self.log.append(named)
        return named

    @rule(event=card_events.filter(lambda event: key_of(event) is None), device=st.sampled_from(DEVICES))
    def act(self, event: CardEvent, device: str) -> None:
        self.done.append(self._append(event, device))
        self.undone.clear()

    @rule(days=st.integers(1, 30))
    def sleep(self, days: int) -> None:
        self.day += days

    @precondition(lambda self: self.done)
    @rule(device=st.sampled_from(DEVICES))
    def undo(self, device: str) -> None:
        target = self.done.pop()
        self.undone.append((target, self._append(undo(target, 0), device)))

    @precondition(lambda self: self.undone)
    @rule(device=st.sampled_from(DEVICES))
    def redo(self, device: str) -> None:
        event, taken_back = self.undone.pop()
        self._append(undo(taken_back, 0), device)
        self.done.append(event)

    @invariant()
    def the_log_says_what_was_done(self) -> None:
        expected: dict[str, CardState] = {}
        for event in self.done:
            assert isinstance(event, CardEvent)
            expected[event.card] = apply(expected.get(event.card, CardState()), event, DEFAULT_PARAMETERS)
        assert expected == replay(random.Random(len(self.log)).sample(self.log, len(self.log)), DEFAULT_PARAMETERS)


TestDesk = Desk.TestCase
TestDesk.settings = settings(max_examples=50, stateful_step_count=40)
