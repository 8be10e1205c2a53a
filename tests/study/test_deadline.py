"""Ready on a date: nothing is due after it below the target, and everything new is met in time."""

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from quiz.memory.fsrs import DEFAULT_PARAMETERS, retrievability, step, whole_interval
from quiz.memory.rating import Rating
from quiz.memory.state import CardState, Phase
from quiz.study.deadline import (
    Deadline,
    asked_early,
    deadline_of,
    due_before,
    is_ready,
    last_new_day,
    new_per_day,
    plan,
    towards,
)
from quiz.study.queue import Waiting
from quiz.study.settings import StudySettings
from tests.study.samples import DAY, review, waiting

EXAM = Deadline(DAY + 30, 0.95, 3)
SETTINGS = StudySettings(fuzz=False)


def on(state: CardState, deadline: Deadline) -> float:
    assert state.memory
    return retrievability(state.memory.stability, deadline.day - (state.last_day or 0), DEFAULT_PARAMETERS)


def test_deadline_of_the_settings_holds_until_its_day() -> None:
    own = StudySettings(deadline=DAY + 30, deadline_retention=0.95)
    assert EXAM == deadline_of(own, DAY)
    assert deadline_of(own, DAY + 30) is None
    assert deadline_of(StudySettings(), DAY) is None


def test_towards_a_deadline_retention_is_raised_and_new_cards_are_paced() -> None:
    found = towards(SETTINGS, EXAM, DAY, 270)
    assert (0.95, 10) == (found.desired_retention, found.new_per_day)  # day 0 to day 26 are 27 days
    assert 0.97 == towards(evolve(SETTINGS, desired_retention=0.97), EXAM, DAY, 0).desired_retention


def test_is_ready_what_will_be_above_the_target_on_the_date() -> None:
    assert is_ready(review(500.0, last=DAY), EXAM, DEFAULT_PARAMETERS)
    assert not is_ready(review(40.0, last=DAY), EXAM, DEFAULT_PARAMETERS)
    assert not is_ready(CardState(), EXAM, DEFAULT_PARAMETERS)


def test_due_before_the_date_is_the_last_day_at_the_target() -> None:
    weak = review(40.0, last=DAY, due=DAY + 40)
    last = due_before(weak, EXAM, DEFAULT_PARAMETERS)
    assert last is not None
    assert retrievability(40.0, last - DAY, DEFAULT_PARAMETERS) >= 0.95 > retrievability(40.0, last - DAY + 1, DEFAULT_PARAMETERS)
    assert DAY + 5 == due_before(review(5.0, last=DAY, due=DAY + 5), EXAM, DEFAULT_PARAMETERS)
    assert due_before(review(500.0, last=DAY, due=DAY + 500), EXAM, DEFAULT_PARAMETERS) is None
    assert due_before(CardState(), EXAM, DEFAULT_PARAMETERS) is None


@given(st.floats(0.01, 3000), st.integers(0, 100), st.integers(1, 60), st.floats(0.7, 0.99))
def test_nothing_is_due_after_the_date_and_below_the_target_on_it(stability: float, ago: int, ahead: int, target: float) -> None:
    deadline = Deadline(DAY + ahead, target)
    due = DAY + whole_interval(stability, 0.8, 36_500, DEFAULT_PARAMETERS)
    state = review(stability, last=DAY - ago, due=due)
    last = due_before(state, deadline, DEFAULT_PARAMETERS)
    assert last is None or last < deadline.day
    assert last is not None or on(state, deadline) >= target


def test_asked_early_is_what_cannot_wait_for_its_day() -> None:
    weak = waiting("weak", state=review(20.0, last=DAY - 9, due=DAY + 40))
    weaker = waiting("weaker", state=review(15.0, last=DAY - 9, due=DAY + 40))
    firm = waiting("firm", state=review(900.0, last=DAY - 9, due=DAY + 400))
    due = waiting("due", state=review(20.0, last=DAY - 30, due=DAY))
    items = [due, firm, weak, weaker, waiting("new")]
    assert ["weaker", "weak"] == [item.card for item in asked_early(items, DAY, EXAM, DEFAULT_PARAMETERS)]
    assert ["weaker"] == [item.card for item in asked_early(items, DAY, EXAM, DEFAULT_PARAMETERS, a_day=1)]


def test_last_new_day_leaves_time_for_steps_and_a_gap() -> None:
    assert DAY + 26 == last_new_day(EXAM, (60, 600))
    assert DAY + 23 == last_new_day(EXAM, (60, 3 * 86_400))


@pytest.mark.parametrize(("new", "expected"), [(0, 0), (1, 1), (27, 1), (28, 2), (270, 10)])
def test_new_per_day_meets_all_in_time(new: int, expected: int) -> None:
    assert expected == new_per_day(new, DAY, EXAM)


def test_new_per_day_is_nothing_within_the_gap() -> None:
    assert 5 == new_per_day(5, DAY + 26, EXAM)
    assert 0 == new_per_day(5, DAY + 27, EXAM)


def cards(new: int, known: int) -> list[Waiting]:
    fresh = [waiting(f"new {number}") for number in range(new)]
    return fresh + [
        waiting(f"known {number}", state=review(3.0 + number, last=DAY - 2, due=DAY + number)) for number in range(known)
    ]


def test_plan_says_what_each_day_asks_for() -> None:
    found = plan(cards(54, 30), DAY, EXAM, SETTINGS)
    assert [DAY + place for place in range(30)] == [day.day for day in found.days]
    assert [2] * 27 + [0] * 3 == [day.new for day in found.days]
    assert (2, 0, 0) == (found.new_per_day, found.left, found.below)
    assert 0.95 <= found.expected <= 1
    assert all(day.reviews >= 0 for day in found.days)
    assert sum(day.reviews for day in found.days) >= 54 + 30


def test_plan_tells_what_comes_too_late() -> None:
    found = plan(cards(10, 0), EXAM.day - 2, EXAM, SETTINGS)
    assert (10, 10, 0.0) == (found.left, found.below, found.expected)
    assert 1.0 == plan([], DAY, EXAM, SETTINGS).expected


def test_plan_leaves_out_what_is_suspended() -> None:
    suspended = waiting("s", state=evolve(review(1.0), suspended=True))
    assert plan(cards(3, 3), DAY, EXAM, SETTINGS) == plan([*cards(3, 3), suspended], DAY, EXAM, SETTINGS)


@given(st.lists(st.floats(0.2, 400), min_size=1, max_size=12), st.sampled_from([0.8, 0.9, 0.95]), st.integers(2, 40))
def test_studying_by_the_rules_makes_everything_ready(stabilities: list[float], target: float, ahead: int) -> None:
    """Day after day, whatever is due or asked early is answered Good: on the date everything is at the target."""
    deadline = Deadline(DAY + ahead, target)
    states = [
        review(found, last=DAY - 1, due=DAY + whole_interval(found, 0.7, 9999, DEFAULT_PARAMETERS)) for found in stabilities
    ]
    desired = towards(evolve(SETTINGS, desired_retention=0.7), deadline, DAY, 0).desired_retention
    for day in range(DAY, deadline.day):
        items = [waiting(str(number), state=state) for number, state in enumerate(states)]
        early = {int(item.card) for item in asked_early(items, day, deadline, DEFAULT_PARAMETERS)}
        for number, state in enumerate(states):
            if number in early or (state.due_day or 0) <= day:
                memory = step(state.memory, day - (state.last_day or 0), Rating.GOOD, DEFAULT_PARAMETERS)
                wait = whole_interval(memory.stability, desired, 36_500, DEFAULT_PARAMETERS)
                states[number] = CardState(Phase.REVIEW, memory, due_day=day + wait, last_day=day, reps=9)
    for state in states:
        asked_the_day_before = state.last_day == deadline.day - 1
        assert on(state, deadline) >= target or asked_the_day_before
