"""Deadline mode: to be ready on a date. Which cards have to be asked once more before it, and how many new ones a day that takes.

All rules follow from the forgetting curve of FSRS-6: a card that is due after the date by a desired retention of at least the
target is still above the target on the date, so the desired retention is raised to the target, and what is scheduled already is
asked earlier.
"""

from collections import Counter
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

    That is its own due day where that comes before the date. A card that is due later and would be below the target on the date
    is asked on the last day on which it is still at the target, so that it is neither forgotten by then nor asked in vain.
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
    """Return the cards not due yet that have to be asked on study day `day` for the sake of the date, the weakest first.

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

    Every answer is reckoned as Good, without fuzz. New cards are met evenly. A card in its learning steps counts as answered
    today, and one that is suspended does not count.
    """
    items = [item for item in waiting if not item.state.suspended]
    fresh = sum(item.state.memory is None for item in items)
    a_day = new_per_day(fresh, day, deadline, settings.learning_steps)
    way = _Way(deadline, towards(settings, deadline, day, fresh), day)
    length = max(0, deadline.day - day)
    met = min(fresh, a_day * length)
    new = [max(0, min(a_day, met - a_day * place)) for place in range(length)]
    chances = [way.follow(_first_memory(settings), day + number // a_day, None) for number in range(met)]
    for item in items:
        state = item.state
        if state.memory is None or state.last_day is None:
            continue
        due = due_before(state, deadline, settings.parameters)
        again = state.due_day is not None and state.due_day <= state.last_day
        chances.append(way.follow(state.memory, state.last_day, None if again else due, known=not again))
    below = sum(found < deadline.retention for found in chances) + fresh - met
    days = tuple(DayPlan(day + place, new[place], way.reviews.get(day + place, 0)) for place in range(length))
    return Plan(days, a_day, fresh - met, sum(chances) / len(items) if items else 1.0, below)


@frozen
class _Way:
    """The days to a deadline, on which reviews are counted."""

    deadline: Deadline
    settings: StudySettings
    today: int
    reviews: Counter[int] = field(factory=Counter)

    def follow(self, memory: MemoryState, last: int, due: int | None, *, known: bool = False) -> float:
        """Count a card's answers up to the date; return its chance of recall there.

        It was last answered on study day `last`. Where its next day is not `known` to be `due`, it follows from the memory.
        """
        parameters = self.settings.parameters
        if not known:
            due = self._due(memory, last)
        while due is not None and (place := max(due, self.today)) < self.deadline.day:
            self.reviews[place] += 1
            memory = step(memory, place - last, Rating.GOOD, parameters)
            last = place
            due = self._due(memory, last)
        return retrievability(memory.stability, self.deadline.day - last, parameters)

    def _due(self, memory: MemoryState, last: int) -> int | None:
        own = self.settings
        wait = whole_interval(memory.stability, own.desired_retention, own.maximum_interval, own.parameters)
        return due_before(CardState(memory=memory, last_day=last, due_day=last + wait), self.deadline, own.parameters)


def _first_memory(settings: StudySettings) -> MemoryState:
    """Return the memory of a card after its first day, on which it is answered once for each learning step."""
    memory = step(None, 0, Rating.GOOD, settings.parameters)
    for _ in settings.learning_steps[1:]:
        memory = step(memory, 0, Rating.GOOD, settings.parameters)
    return memory


def _on(state: CardState, day: int, parameters: Parameters) -> float:
    if state.memory is None or state.last_day is None:
        return 0.0
    return retrievability(state.memory.stability, day - state.last_day, parameters)
