"""Deadline mode: to be ready on a date. Which cards have to be asked once more before it, and how many new ones a day that takes.

All rules follow from the forgetting curve of FSRS-6: a card that is due after the date by a desired retention of at least the target is
still above the target on the date, so the desired retention is raised to the target, and what is scheduled already is asked earlier.
"""

from collections.abc import Iterable
from math import ceil, floor

from attrs import evolve, field, frozen
from attrs.validators import and_, ge, le

from quiz.memory.fsrs import RETENTION_MAX, RETENTION_MIN, Parameters, interval, retrievability, step, whole_interval
from quiz.memory.rating import Rating
from quiz.memory.state import CardState, MemoryState
from quiz.study.queue import Waiting
from quiz.study.settings import StudySettings

_DAY = 86_400
"""Seconds."""


@frozen
class Deadline:
    """A study day on which cards are to be known."""

    day: int
    """The study day of the exam, in days since 1970-01-01; what is asked before it counts."""
    retention: float = field(default=0.9, validator=and_(ge(RETENTION_MIN), le(RETENTION_MAX)))
    """The least chance of recall, from 0 to 1, that a card should have on that day."""
    gap: int = field(default=3, validator=ge(0))
    """Days before the date in which no new card is met any longer, so that all have been slept on and asked again."""


@frozen
class DayPlan:
    """What one day of the way to a deadline asks for."""

    day: int
    new: int
    """New cards to be met."""
    reviews: int
    """Reviews to be answered, those that are asked earlier because of the deadline among them."""


@frozen
class Plan:
    """The way to a deadline, day by day from today to the day before it."""

    days: tuple[DayPlan, ...]
    new_per_day: int
    left: int
    """New cards for which no time is left."""
    expected: float
    """The mean chance of recall on the date if everything is answered Good, from 0 to 1; of what cannot be met it is 0."""
    below: int
    """Cards that will be below the target all the same."""


def deadline_of(settings: StudySettings, day: int) -> Deadline | None:
    """Return the deadline that a learner has set, while it lies ahead."""
    if settings.deadline is None or settings.deadline <= day:
        return None
    return Deadline(settings.deadline, settings.deadline_retention, settings.deadline_gap)


def towards(settings: StudySettings, deadline: Deadline, day: int, new: int) -> StudySettings:
    """Return the settings for a day on the way to a deadline, when `new` cards are not met yet.

    The desired retention is at least the target: a card whose day comes after the date is then above the target on it, since its
    chance of recall falls to the desired retention only on its day. And enough new cards are met each day, but none in the gap.
    """
    a_day = new_per_day(new, day, deadline, settings.learning_steps)
    retention = max(settings.desired_retention, deadline.retention)
    return evolve(settings, desired_retention=retention, new_per_day=a_day)


def is_ready(state: CardState, deadline: Deadline, parameters: Parameters) -> bool:
    """Say whether a card will be at or above the target on the date without being asked again."""
    if state.memory is None or state.last_day is None:
        return False
    return retrievability(state.memory.stability, deadline.day - state.last_day, parameters) >= deadline.retention


def due_before(state: CardState, deadline: Deadline, parameters: Parameters) -> int | None:
    """Return the study day by which a card has to be asked once more: `None` where nothing needs to be done.

    That is its own due day where that comes before the date. A card that is due later and would be below the target on the date is
    asked on the last day on which it is still at the target, so that it is neither forgotten by then nor asked in vain.
    """
    if state.due_day is None or state.memory is None or state.last_day is None or state.due_day < deadline.day:
        return state.due_day
    if is_ready(state, deadline, parameters):
        return None
    reach = floor(interval(state.memory.stability, deadline.retention, parameters))
    return min(max(state.last_day + 1, state.last_day + reach), deadline.day - 1)


def asked_early(
    waiting: Iterable[Waiting], day: int, deadline: Deadline, parameters: Parameters, *, a_day: int | None = None
) -> list[Waiting]:
    """Return the cards not due yet that have to be asked on study day `day` for the sake of the date, the weakest on the date first.

    These are the ones whose `due_before` has come; with `a_day`, no more than so many.
    """
    found = []
    for item in waiting:
        last = due_before(item.state, deadline, parameters)
        if item.state.due_day is not None and item.state.due_day > day and last is not None and last <= day:
            found.append(item)
    return sorted(found, key=lambda item: (_on(item.state, deadline.day, parameters), item.card))[:a_day]


def last_new_day(deadline: Deadline, learning_steps: Iterable[int] = ()) -> int:
    """Return the last study day on which a new card can be met, with time for its steps, in seconds, and the gap after them."""
    return deadline.day - 1 - deadline.gap - ceil(sum(seconds for seconds in learning_steps if seconds >= _DAY) / _DAY)


def new_per_day(new: int, day: int, deadline: Deadline, learning_steps: Iterable[int] = ()) -> int:
    """Return how many new cards are to be met each day from `day` on, so that all `new` ones are met in time.

    It is 0 when the time for new cards is over.
    """
    days = last_new_day(deadline, learning_steps) - day + 1
    return ceil(new / days) if days > 0 else 0


def plan(waiting: Iterable[Waiting], day: int, deadline: Deadline, settings: StudySettings) -> Plan:
    """Return what each day from `day` to the day before the date asks for, and what is to be expected on the date.

    Every answer is reckoned as Good, without fuzz. New cards are met evenly. A card in its learning steps counts as answered today.
    """
    items = [item for item in waiting if not item.state.suspended]
    fresh = [item for item in items if item.state.memory is None]
    a_day = new_per_day(len(fresh), day, deadline, settings.learning_steps)
    known = towards(settings, deadline, day, len(fresh))
    length = max(0, deadline.day - day)
    new, reviews = [0] * length, [0] * length
    chances: list[float] = []
    met = min(len(fresh), a_day * length)
    for number in range(met):
        place = number // a_day
        new[place] += 1
        memory: MemoryState | None = None
        for _ in range(max(1, len(settings.learning_steps))):
            memory = step(memory, 0, Rating.GOOD, settings.parameters)
        chances.append(_walk(memory, day + place, day + place, deadline, known, reviews, day))
    for item in items:
        state = item.state
        if state.memory is None or state.last_day is None:
            continue
        due = due_before(state, deadline, settings.parameters)
        first = None if due is None else max(due, day)
        chances.append(_walk(state.memory, state.last_day, first, deadline, known, reviews, day))
    total = len(items)
    below = sum(found < deadline.retention for found in chances) + len(fresh) - met
    days = tuple(DayPlan(day + place, new[place], reviews[place]) for place in range(length))
    return Plan(days, a_day, len(fresh) - met, sum(chances) / total if total else 1.0, below)


def _walk(
    memory: MemoryState | None,
    last: int,
    due: int | None,
    deadline: Deadline,
    settings: StudySettings,
    reviews: list[int],
    today: int,
) -> float:
    """Follow one card to the date, counting its answers; return its chance of recall there. `due` is `last` for a card just met."""
    if due == last:
        due = None if memory is None else last + _wait(memory, settings)
    while memory is not None and due is not None and due < deadline.day:
        reviews[due - today] += 1
        memory = step(memory, due - last, Rating.GOOD, settings.parameters)
        last = due
        due = due_before(CardState(memory=memory, last_day=last, due_day=last + _wait(memory, settings)), deadline, settings.parameters)
    return 0.0 if memory is None else retrievability(memory.stability, deadline.day - last, settings.parameters)


def _wait(memory: MemoryState, settings: StudySettings) -> int:
    return whole_interval(memory.stability, settings.desired_retention, settings.maximum_interval, settings.parameters)


def _on(state: CardState, day: int, parameters: Parameters) -> float:
    if state.memory is None or state.last_day is None:
        return 0.0
    return retrievability(state.memory.stability, day - state.last_day, parameters)


