"""The forecast: work and knowledge by day for a way of studying, and the score to expect on a date.

Nothing is drawn by lot. Every answer that may be given is followed with its chance: a card that is due is known with the chance R
and forgotten otherwise, and each grade leads to a memory and a day on which it is due again. Cards with nearly the same memory
that are due on the same day are one *group*, of which the number of cards (mostly a fraction), and the means of log-stability,
difficulty and the day of the last answer are kept. So 200,000 cards take little longer than 20,000.

What is simplified: steps within a day are reckoned as taken on that day and known (R is 1 on the day of an answer), fuzz and load
balance as leaving the mean interval alone, and a set as its weakest member. `tests/memory/test_forecast.py` compares with
learners who are simulated card by card under the real rules.
"""

from collections.abc import Callable, Iterable, Sequence
from math import sqrt

from attrs import evolve, frozen

from quiz.errors import UsageError
from quiz.memory.course import Course, ExpectedDay, Score
from quiz.memory.fsrs import Parameters, retrievability
from quiz.memory.habits import Habits
from quiz.memory.state import CardState, Phase

FINE = 0.1
"""How far log-stability may differ within a group, so that reviews are right to a few in a hundred."""
COARSE = 0.3
"""As `FINE`, where several ways of studying are only compared."""
RECOMMENDED = (70, 95)
"""The range of desired retentions, in percent, within which the best one is looked for, as in the crate fsrs."""


@frozen
class Forecast:
    """What a way of studying leads to."""

    habits: Habits
    days: tuple[ExpectedDay, ...]
    score: Score
    """How many of all cards are expected to be known on the day after the last one."""

    @property
    def seconds(self) -> float:
        """All the time that it takes."""
        return sum(day.seconds for day in self.days)


def forecast(
    states: Iterable[CardState],
    habits: Habits,
    first_day: int,
    days: int,
    *,
    guess: float = 0.0,
    width: float = FINE,
    glance: Callable[[int], object] | None = None,
) -> Forecast:
    """Return what studying some cards from `first_day` on leads to.

    Suspended cards are never asked, and forgotten over time. `guess` is the chance of a lucky answer in the score, and `width`
    how different the cards of a group may be. `glance` is called before each day with how many are done; what it raises ends the
    forecast. Raises `UsageError` for fewer than 1 day.
    """
    if days < 1:
        raise UsageError(f"A forecast is for 1 day at least, but {days} were asked for.")
    course = Course(habits, first_day, days, width)
    fresh = cards = 0
    for state in states:
        cards += 1
        if state.memory is None:
            fresh += not state.suspended and state.phase is Phase.NEW
        else:
            course.begin(state, state.memory)
    course.settle(cards)
    found = []
    for place in range(days):
        if glance is not None:
            glance(place)
        new = min(max(0, habits.new_per_day - (0 if place else habits.met_today)), fresh)
        fresh -= new
        found.append(course.live(place, new))
    return Forecast(habits, tuple(found), course.score(cards, guess))


def score(states: Iterable[CardState], parameters: Parameters, day: int, *, guess: float = 0.0) -> Score:
    """Return how many cards are expected to be answered rightly on a study day if nothing is studied until then.

    A card is right with the chance `R + (1 - R)·guess`, one never seen with the chance `guess`; the cards are independent, so
    that the variance is the sum of `p·(1 - p)`.
    """
    mean = variance = 0.0
    cards = 0
    for state in states:
        chance = guess
        if state.memory is not None:
            elapsed = 0 if state.last_day is None else day - state.last_day
            recall = retrievability(state.memory.stability, elapsed, parameters)
            chance = recall + (1.0 - recall) * guess
        mean += chance
        variance += chance * (1.0 - chance)
        cards += 1
    return Score(mean, sqrt(variance), cards)


def recommended(states: Sequence[CardState], habits: Habits, first_day: int, days: int = 365) -> float:
    """Return the desired retention, from 0.70 to 0.95, at which a known card costs the least time; rounded to 0.01.

    The cost is that of the crate fsrs's "compute minimum recommended retention" (src/optimal_retention.rs): all the time spent
    over `days`, divided by the cards known at the end. It is the least that is sensible rather than the best for everybody:
    whoever wants to know more at any price may wish for more. The search is by golden section, as the cost falls and then rises.
    """
    costs: dict[int, float] = {}

    def cost(percent: int) -> float:
        if percent not in costs:
            found = forecast(states, evolve(habits, desired_retention=percent / 100), first_day, days, width=COARSE)
            costs[percent] = found.seconds / max(found.days[-1].known, 1e-9)
        return costs[percent]

    low, high = RECOMMENDED
    while high - low > 2:
        left = low + round(0.382 * (high - low))
        right = max(left + 1, high - round(0.382 * (high - low)))
        if cost(left) <= cost(right):
            high = right
        else:
            low = left
    return min(range(low, high + 1), key=cost) / 100
