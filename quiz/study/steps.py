"""What each grade would lead to: the next learning step, or an interval in days.

The rules are those of Anki's scheduler with FSRS (rslib/src/scheduler/states, 26.9): Again starts the steps over, Hard repeats
the step (on the first one, it waits for the mean of the first two), Good goes on, Easy leaves the steps at once. Where there
are no steps, FSRS says how long a card waits, and a wait of less than half a day is a step of its own. The tests compare with
Anki's backend; docs/explanation/memory-model.md names every difference.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from math import floor
from typing import TypeAlias

from attrs import frozen

from quiz.memory import fsrs
from quiz.memory.evidence import remember
from quiz.memory.fuzz import draw, fuzz_range, placed
from quiz.memory.rating import Rating
from quiz.memory.state import CardState, Phase
from quiz.study.balance import EVERY_DAY, Busy, choose_day
from quiz.study.settings import StudySettings

DAY = 86_400
"""Seconds."""
_SHORT = 0.5
"""Days: with no steps, a card that would wait for less is asked again after seconds rather than days."""

_Pick: TypeAlias = Callable[..., int]


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

    def holds_on(self, day: int) -> bool:
        """Say whether this is what an answer on study day `day` leads to, whatever its moment: for days, and not for steps."""
        return self.due_at is None and self.due_day - self.wait // DAY == day


def prospects(
    card: str,
    state: CardState,
    now: Moment,
    settings: StudySettings,
    *,
    guess: float = 0.0,
    members: Sequence[tuple[str, bool]] = (),
    busy: Busy | None = None,
    siblings: Collection[int] = (),
) -> Mapping[Rating, Prospect]:
    """Return what each of the four grades would lead to. `card` is the card's id; with its review count it seeds the fuzz.

    `guess` is the chance that the answer is a lucky one, and `members` are those of a set with whether each was known: see
    `quiz.memory.evidence`. A set is due with its first member. `busy` tells how many other reviews are due on a study day, for
    load balance, and `siblings` are the study days on which siblings of the card are due: see `quiz.study.balance`.
    """
    wanted = {}
    for rating in Rating:
        memory, _ = remember(state, now.day, rating, settings.parameters, guess=guess, members=members)
        wanted[rating] = fsrs.interval(memory.stability, settings.desired_retention, settings.parameters)
    pick = _picker(draw(card, state.reps), now.day, settings, busy, siblings)
    if state.phase is Phase.REVIEW:
        return _from_review(state, wanted, now, settings, pick)
    return _from_steps(state, wanted, now, settings, pick)


def _from_review(
    state: CardState, wanted: Mapping[Rating, float], now: Moment, settings: StudySettings, pick: _Pick
) -> dict[Rating, Prospect]:
    """Return what follows a review: relearning after Again; else intervals, each at least a day longer than the one below.

    That of Again is not moved, as in Anki.
    """
    again = wanted[Rating.AGAIN]
    if settings.relearning_steps:
        found = {Rating.AGAIN: _step(Phase.RELEARNING, 0, settings.relearning_steps[0], now)}
    elif _is_short(again, settings):
        found = {Rating.AGAIN: _short_wait(Phase.RELEARNING, again, now)}
    else:
        found = {Rating.AGAIN: _review(min(max(_rounded(again), 1), settings.maximum_interval), now)}
    last = (state.due_day or 0) - (state.last_day or 0)
    days = 0
    for rating in (Rating.HARD, Rating.GOOD, Rating.EASY):
        days = pick(wanted[rating], max(days + 1, _least(wanted[rating], last, settings.maximum_interval)))
        found[rating] = _review(days, now)
    return found


def _least(wanted: float, last: int, maximum: int) -> int:
    """Return the fewest days that fuzz may make of an interval after one of `last` days.

    One that grows is a day longer at least. One that fuzz could make as long as the last is as long at least, so that fuzz does
    not shorten it twice (Anki's pull request 4826, 2026). One that shrinks by more than that is left to shrink.
    """
    if last <= 0:
        return 1
    if _rounded(wanted) > last:
        return last + 1
    return last if last <= fuzz_range(wanted, maximum)[1] else 1


def _from_steps(
    state: CardState, wanted: Mapping[Rating, float], now: Moment, settings: StudySettings, pick: _Pick
) -> dict[Rating, Prospect]:
    """Return what follows an answer to a new card, or to one in its steps."""
    waiting = Phase.RELEARNING if state.phase is Phase.RELEARNING else Phase.LEARNING
    steps = settings.relearning_steps if waiting is Phase.RELEARNING else settings.learning_steps
    place = max(min(state.step, len(steps) - 1), 0)
    found: dict[Rating, Prospect] = {}
    if steps:
        found[Rating.AGAIN] = _step(waiting, 0, steps[0], now)
        found[Rating.HARD] = _step(waiting, place, _hard(steps, place), now)
        if place + 1 < len(steps):
            found[Rating.GOOD] = _step(waiting, place + 1, steps[place + 1], now)
    longest = 0
    for rating in (Rating.AGAIN, Rating.HARD, Rating.GOOD):
        if rating in found:
            continue
        if not steps and _is_short(wanted[rating], settings):
            found[rating] = _short_wait(waiting, wanted[rating], now)
        else:
            # Anki rounds before it moves an interval that leaves the steps.
            longest = pick(max(_rounded(wanted[rating]), 1), after=longest)
            found[rating] = _review(longest, now)
    good = pick(wanted[Rating.GOOD])  # whether or not Good leaves the steps, and not rounded: so Anki has it
    found[Rating.EASY] = _review(pick(max(_rounded(wanted[Rating.EASY]), 1), good + 1, after=longest), now)
    return {rating: found[rating] for rating in Rating}


def _picker(number: int, today: int, settings: StudySettings, busy: Busy | None, siblings: Collection[int]) -> _Pick:
    """Return the function that makes whole days of an interval.

    It takes the interval in days, the fewest days that it may become, and the days of the grade below.
    """
    uneven = len(set(settings.easy_days)) > 1
    counts = busy if settings.load_balance else None

    def pick(wanted: float, least: int = 1, *, after: int = 0) -> int:
        least = min(least, settings.maximum_interval)
        if not settings.fuzz:
            return min(max(_rounded(wanted), least), settings.maximum_interval)
        low, high = fuzz_range(wanted, settings.maximum_interval, minimum=least)
        if counts is None and not siblings and not uneven:
            return placed(low, high, number)
        days = among(low, high)
        # A day that is weighed rather than drawn could come before that of the grade below.
        return days if days >= after or after > high else among(after, high)

    def among(low: int, high: int) -> int:
        first, last = today + low, today + high
        easy = settings.easy_days if uneven else EVERY_DAY
        return choose_day(first, last, number, today=today, busy=counts, easy_days=easy, siblings=siblings) - today

    return pick


def _hard(steps: tuple[int, ...], place: int) -> int:
    if place:
        return steps[place]
    seconds = (steps[0] + steps[1]) // 2 if len(steps) > 1 else min(steps[0] * 3 // 2, steps[0] + DAY)
    return _rounded(seconds / DAY) * DAY if seconds > DAY else seconds


def _is_short(wanted: float, settings: StudySettings) -> bool:
    """Whether FSRS wants less than half a day, and its parameters know of reviews on one day."""
    return wanted < _SHORT and settings.parameters[17] > 0 and settings.parameters[18] > 0


def _short_wait(phase: Phase, wanted: float, now: Moment) -> Prospect:
    return _step(phase, 0, max(floor(wanted * DAY), 1), now)


def _step(phase: Phase, place: int, seconds: int, now: Moment) -> Prospect:
    """Return a learning step. One that runs into another study day is due from the beginning of that day, as Anki's are."""
    due_at = now.at + seconds * 1000
    if due_at < now.next_day_at:
        return Prospect(phase, place, now.day, due_at, seconds)
    days = (due_at - now.next_day_at) // (DAY * 1000)
    return Prospect(phase, place, now.day + 1 + days, now.next_day_at + days * DAY * 1000, seconds)


def _review(days: int, now: Moment) -> Prospect:
    return Prospect(Phase.REVIEW, 0, now.day + days, None, days * DAY)


def _rounded(days: float) -> int:
    """The nearest whole day, a half upwards, as in Anki."""
    return floor(days + 0.5)
