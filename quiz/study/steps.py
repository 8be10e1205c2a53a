"""What each grade would lead to: the next learning step, or an interval in days.

The rules are those of Anki's scheduler with FSRS (rslib/src/scheduler/states, 2025): Again starts the steps over, Hard repeats
the step (on the first one, it waits for the mean of the first two), Good goes on, Easy leaves the steps at once. Passing
intervals rise from Hard to Easy by a day at least.
"""

from collections.abc import Mapping, Sequence
from math import floor

from attrs import frozen

from quiz.memory import fsrs
from quiz.memory.evidence import remember
from quiz.memory.fuzz import fuzzed
from quiz.memory.rating import Rating
from quiz.memory.state import CardState, MemoryState, Phase
from quiz.study.settings import StudySettings

DAY = 86_400
"""Seconds."""


@frozen
class Moment:
    """When an answer is given."""

    at: int
    """Milliseconds since the epoch (UTC)."""
    day: int
    """The study day."""
    next_day_at: int
    """When the next study day begins, in milliseconds since the epoch (UTC)."""


@frozen
class Prospect:
    """What one grade leads to."""

    phase: Phase
    step: int
    due_day: int
    due_at: int | None
    """For a learning step: when it is due, in milliseconds since the epoch (UTC)."""
    wait: int
    """Seconds until the card is due; whole days for a review."""


def prospects(
    card: str,
    state: CardState,
    now: Moment,
    settings: StudySettings,
    *,
    guess: float = 0.0,
    members: Sequence[tuple[str, bool]] = (),
) -> Mapping[Rating, Prospect]:
    """Return what each of the four grades would lead to. `card` is the card's id; it seeds the fuzz.

    `guess` is the chance that the answer is a lucky one, and `members` are those of a set with whether each was known: see
    `quiz.memory.evidence`. A set is due with its first member.
    """
    memories = {
        rating: remember(state, now.day, rating, settings.parameters, guess=guess, members=members)[0] for rating in Rating
    }
    learning = state.phase is not Phase.REVIEW
    steps = settings.relearning_steps if state.phase in {Phase.REVIEW, Phase.RELEARNING} else settings.learning_steps
    waiting = Phase.RELEARNING if state.phase in {Phase.REVIEW, Phase.RELEARNING} else Phase.LEARNING
    days = _intervals(card, state, memories, settings, hard_is_step=learning and bool(steps))
    found = {rating: _review(days[rating], now) for rating in Rating}
    if steps:
        found[Rating.AGAIN] = _step(waiting, 0, steps[0], now)
        if learning:
            place = min(state.step, len(steps) - 1)
            found[Rating.HARD] = _step(waiting, place, _hard(steps, place), now)
            if place + 1 < len(steps):
                found[Rating.GOOD] = _step(waiting, place + 1, steps[place + 1], now)
    return found


def _intervals(
    card: str, state: CardState, memories: Mapping[Rating, MemoryState], settings: StudySettings, *, hard_is_step: bool
) -> dict[Rating, int]:
    """Return whole days for each grade. A passing grade never shortens the interval that grew, nor equals the grade below."""
    last = (state.due_day or 0) - (state.last_day or 0) if state.phase is Phase.REVIEW else 0
    found: dict[Rating, int] = {}
    for rating in Rating:
        wanted = fsrs.interval(memories[rating].stability, settings.desired_retention, settings.parameters)
        least = 1
        if rating is not Rating.AGAIN and last and floor(wanted + 0.5) > last:
            least = max(least, last + 1)
        if rating is Rating.EASY or (rating is Rating.GOOD and not hard_is_step):
            least = max(least, found[Rating(rating - 1)] + 1)
        least = min(least, settings.maximum_interval)
        if settings.fuzz:
            found[rating] = fuzzed(wanted, card, state.reps, settings.maximum_interval, minimum=least)
        else:
            found[rating] = min(max(round(wanted), least), settings.maximum_interval)
    return found


def _hard(steps: tuple[int, ...], place: int) -> int:
    if place:
        return steps[place]
    return (steps[0] + steps[1]) // 2 if len(steps) > 1 else min(steps[0] * 3 // 2, steps[0] + DAY)


def _step(phase: Phase, place: int, seconds: int, now: Moment) -> Prospect:
    """Return a learning step. One that runs into another study day is due from the beginning of that day, as Anki's are."""
    due_at = now.at + seconds * 1000
    if due_at < now.next_day_at:
        return Prospect(phase, place, now.day, due_at, seconds)
    days = (due_at - now.next_day_at) // (DAY * 1000)
    return Prospect(phase, place, now.day + 1 + days, now.next_day_at + days * DAY * 1000, seconds)


def _review(days: int, now: Moment) -> Prospect:
    return Prospect(Phase.REVIEW, 0, now.day + days, None, days * DAY)
