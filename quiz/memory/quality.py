"""How well parameters predict answers: log loss, and the error of calibration in bins.

Both are those of the crate fsrs 6.6 (`evaluate`), and of the benchmark of schedulers by open-spaced-repetition.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from math import exp, floor, log, sqrt
from typing import TypeAlias

from attrs import frozen

from quiz.memory.evidence import moved
from quiz.memory.fsrs import Parameters, first_states, stepper
from quiz.memory.rating import Rating
from quiz.memory.state import MemoryState

Answers: TypeAlias = Sequence[tuple[int, int, int, float]]
"""Answers in order: number of the history, study day, rating (1 … 4), chance of a lucky answer."""

Bin: TypeAlias = tuple[int, int, int]
"""Like answers share one: by days since the last answer, length of the history, and lapses before."""
Outcome: TypeAlias = tuple[Bin, bool]
"""The bin of an answer, and whether it was right."""

_SURE = 1e-7
"""No chance is taken as nearer to 0 or 1 than this: an answer that was thought impossible would cost endlessly."""
_AVERAGE_START = 1.2
_AVERAGE_RATE = 0.3


@frozen
class Calibrated:
    """Answers that were given nearly the same chance, and what came of them."""

    predicted: float
    """The mean of their chances, from 0 to 1."""
    right: float
    """The share of them that were right."""
    answers: int


@frozen
class Quality:
    """How well some answers were predicted."""

    log_loss: float
    """The mean of the surprise `-ln p`, where `p` is the chance that was given to what happened. Lower is better."""
    rmse_bins: float
    """The root mean square of the error of predicted recall, over bins of like answers. From 0 to 1; lower is better."""
    answers: int
    """How many answers were predicted."""


def quality(answers: Answers, parameters: Parameters, start: int = 0) -> Quality:
    """Return how well parameters predict the answers from the place `start` on, from everything before each of them.

    Only answers a study day or more after the last one of their history are predicted.
    """
    return measured(outcomes(answers, start), chances(answers, parameters, start))


def moving_average(answers: Answers, start: int = 0, before: Iterable[int] = ()) -> Quality:
    """Return how well a moving average predicts what `quality` predicts.

    `before` are the ratings of the predicted answers before `start`, in order.
    """
    found = outcomes(answers, start)
    return measured(found, moving_chances(found, before))


def measured(found: Sequence[Outcome], given: Sequence[float]) -> Quality:
    """Return how good the chances of a right answer were that were given to what happened."""
    loss = 0.0
    bins: defaultdict[Bin, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for (place, right), chance in zip(found, given, strict=True):
        known = min(max(chance, _SURE), 1.0 - _SURE)
        loss -= log(known if right else 1.0 - known)
        sums = bins[place]
        sums[0] += known
        sums[1] += right
        sums[2] += 1.0
    if not found:
        return Quality(0.0, 0.0, 0)
    squares = sum((chance - right) ** 2 / number for chance, right, number in bins.values())
    return Quality(loss / len(found), sqrt(squares / len(found)), len(found))


def calibration(found: Sequence[Outcome], given: Sequence[float], parts: int = 5) -> tuple[Calibrated, ...]:
    """Return how the chances that were given compare with what happened, in parts of equally many answers, the lowest first.

    Fewer answers than parts make fewer parts.
    """
    pairs = sorted(zip(given, (right for _, right in found), strict=True))
    ends = [len(pairs) * part // parts for part in range(parts + 1)]
    return tuple(
        Calibrated(sum(chance for chance, _ in some) / len(some), sum(right for _, right in some) / len(some), len(some))
        for some in (pairs[start:end] for start, end in pairwise(ends))
        if some
    )


def outcomes(answers: Answers, start: int = 0) -> list[Outcome]:
    """Return the bin of each answer from the place `start` on that tells of forgetting, and whether it was right."""
    found: list[Outcome] = []
    known: dict[int, tuple[int, int, int]] = {}
    for place, (number, day, rating, _) in enumerate(answers):
        before = known.get(number)
        if before is None:
            known[number] = (day, 1, 0)
            continue
        last, length, lapses = before
        if day > last:
            length += 1
            if place >= start:
                found.append(((_delta_bin(day - last), _length_bin(length), _lapse_bin(lapses)), rating != 1))
            lapses += rating == 1
        known[number] = (day, length, lapses)
    return found


def chances(answers: Answers, parameters: Parameters, start: int = 0) -> list[float]:
    """Return the chance of a right answer that parameters give to what `outcomes` returns, in its order.

    An answer that could be lucky is right with the chance `R + (1 - R)·c`, and moves the memory as `quiz.memory.evidence` says.
    """
    found = []
    firsts, advance = first_states(parameters), stepper(parameters)
    decay = -parameters[20]
    factor = float(0.9 ** (1.0 / decay)) - 1.0
    known: dict[int, tuple[float, float, int]] = {}
    for place, (number, day, rating, guess) in enumerate(answers):
        before = known.get(number)
        if before is None:
            known[number] = (*firsts[rating], day)
            continue
        stability, difficulty, last = before
        elapsed = day - last
        if elapsed > 0 and place >= start:
            recall = (1.0 + factor * elapsed / stability) ** decay
            found.append(recall + (1.0 - recall) * guess)
        if guess:
            after = moved(MemoryState(stability, difficulty), elapsed, Rating(rating), parameters, guess)
            known[number] = (after.stability, after.difficulty, day)
        else:
            known[number] = (*advance(stability, difficulty, elapsed, rating), day)
    return found


def moving_chances(found: Iterable[Outcome], before: Iterable[int] = ()) -> list[float]:
    """Return the chances that a moving average gives to outcomes, in their order; `before` are the ratings before them.

    It knows nothing of cards and days: after each answer, the log-odds of the next one move by 0.3 times the error, from 1.2
    at the beginning, as the baseline of the benchmark by open-spaced-repetition does.
    """
    odds = _AVERAGE_START
    for rating in before:
        odds += _AVERAGE_RATE * ((rating != 1) - 1.0 / (1.0 + exp(-odds)))
    given = []
    for _, right in found:
        chance = 1.0 / (1.0 + exp(-odds))
        given.append(chance)
        odds += _AVERAGE_RATE * (right - chance)
    return given


# The bins of the crate fsrs 6.6 (src/dataset.rs, `r_matrix_index`): days since the last answer, length of the history in days
# with answers, and lapses before; each grows by a constant factor.


@lru_cache(maxsize=4096)
def _delta_bin(elapsed: int) -> int:
    return round(2.48 * 3.62 ** floor(log(elapsed, 3.62)) * 100)


@lru_cache(maxsize=1024)
def _length_bin(length: int) -> int:
    return round(1.99 * 1.89 ** floor(log(length, 1.89)))


@lru_cache(maxsize=1024)
def _lapse_bin(lapses: int) -> int:
    return round(1.65 * 1.73 ** floor(log(lapses, 1.73))) if lapses else 0
