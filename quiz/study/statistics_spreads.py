"""Spreads: how the memories of many cards lie, as counts between fixed edges; and how many cards wait for which day."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from statistics import fmean, median

from attrs import field, frozen

from quiz.memory.fsrs import Parameters, retrievability
from quiz.memory.state import CardState, Phase
from quiz.study.statistics_retention import MATURE

DAYS = (0.0, 1.0, 3.0, 7.0, 14.0, 30.0, 60.0, 90.0, 180.0, 365.0, 730.0, 1825.0, float("inf"))
"""Edges for stabilities and intervals, in days."""
DIFFICULTIES = tuple(float(edge) for edge in range(1, 11))
CHANCES = tuple(edge / 10 for edge in range(11))


@frozen
class Spread:
    """How many values lie between each edge and the next one; a value on an edge belongs above it, one on the last edge below."""

    edges: tuple[float, ...]
    counts: tuple[int, ...]
    mean: float | None = None
    median: float | None = None

    @property
    def total(self) -> int:
        """How many values there are."""
        return sum(self.counts)


@frozen
class Spreads:
    """The memories of some cards on a study day. Cards that were never answered have none."""

    stability: Spread
    """Days after which the chance of recall has fallen to 90 %."""
    difficulty: Spread
    """From 1 (easy) to 10 (hard)."""
    retrievability: Spread
    """The chance of recall today, from 0 to 1. Its mean is the score to expect if all of them were asked now."""
    intervals: Spread
    """Days from the last review to the due day, of cards past their learning steps."""
    remembered: float
    """How many cards would be recalled if all were asked now: the sum of the chances."""


@frozen
class Standing:
    """How many cards stand where on their way. Suspended and buried ones are counted there and nowhere else."""

    new: int = 0
    learning: int = 0
    relearning: int = 0
    young: int = 0
    mature: int = 0
    suspended: int = 0
    buried: int = 0
    hidden_new: int = 0
    """Those of the suspended and buried ones that were never asked."""

    @property
    def met(self) -> int:
        """Cards that were asked before, wherever they stand now."""
        return self.total - self.new - self.hidden_new

    @property
    def total(self) -> int:
        """All cards."""
        return self.new + self.learning + self.relearning + self.young + self.mature + self.suspended + self.buried


@frozen
class Forecast:
    """How many cards wait for each coming day, if nothing else were learned: counts by due day, and no simulation."""

    overdue: int = 0
    """Cards whose due day has passed."""
    by_day: Mapping[int, int] = field(factory=dict)
    """Cards by due day, from today on, in order; days without any are left out."""


def spread(values: Iterable[float], edges: tuple[float, ...]) -> Spread:
    """Count values between edges. What lies below the first edge or above the last one counts next to it."""
    found = list(values)
    last = len(edges) - 2
    counts = Counter(min(max(bisect_right(edges, value) - 1, 0), last) for value in found)
    return Spread(
        edges,
        tuple(counts[place] for place in range(last + 1)),
        fmean(found) if found else None,
        median(found) if found else None,
    )


def spreads(states: Iterable[tuple[str, CardState]], day: int, parameters: Callable[[str], Parameters]) -> Spreads:
    """Return the spreads of cards on a study day. `parameters` returns those of a deck, whose id comes with each state."""
    stabilities, difficulties, chances, intervals = [], [], [], []
    for deck, state in states:
        if state.memory is None or state.last_day is None:
            continue
        stabilities.append(state.memory.stability)
        difficulties.append(state.memory.difficulty)
        chances.append(retrievability(state.memory.stability, day - state.last_day, parameters(deck)))
        if state.phase is Phase.REVIEW and state.due_day is not None:
            intervals.append(float(max(0, state.due_day - state.last_day)))
    return Spreads(
        spread(stabilities, DAYS),
        spread(difficulties, DIFFICULTIES),
        spread(chances, CHANCES),
        spread(intervals, DAYS),
        sum(chances),
    )


def standing(states: Iterable[CardState], day: int) -> Standing:
    """Count cards by where they stand on a study day."""
    counts: Counter[str] = Counter()
    for state in states:
        counts[_stands(state, day)] += 1
        counts["hidden_new"] += state.phase is Phase.NEW and state.hidden(day)
    return Standing(**counts)


def forecast(states: Iterable[CardState], day: int) -> Forecast:
    """Count cards by due day, from study day `day` on. Suspended cards wait for no day; buried ones for their return."""
    due = [
        max(state.due_day, state.buried_until or state.due_day)
        for state in states
        if state.due_day is not None and not state.suspended
    ]
    return Forecast(sum(1 for one in due if one < day), dict(sorted(Counter(one for one in due if one >= day).items())))


def leeches(states: Iterable[tuple[str, str, CardState]], threshold: Callable[[str], int]) -> list[tuple[str, int]]:
    """Return the cards that were forgotten over and over, with how often, the most often first.

    With each state come its card and its deck; `threshold` returns the lapses from which a deck's cards are leeches, or 0 where
    none ever is.
    """
    found = [(card, state.lapses) for card, deck, state in states if state.lapses >= (threshold(deck) or state.lapses + 1)]
    return sorted(found, key=lambda one: (-one[1], one[0]))


def _stands(state: CardState, day: int) -> str:
    if state.hidden(day):
        return "suspended" if state.suspended else "buried"
    if state.phase is not Phase.REVIEW:
        return str(state.phase)
    return "mature" if (state.due_day or 0) - (state.last_day or 0) >= MATURE else "young"
