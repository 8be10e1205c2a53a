"""FSRS-6, the memory model: how one review moves a memory's stability and difficulty.

Pure functions on floats. Time is counted in whole study days; two reviews on one study day use the same-day formula.
The formulas are those of FSRS-6 with its 21 parameters `w0 … w20`, from "The Algorithm" in the wiki of
open-spaced-repetition/fsrs4anki, as computed by py-fsrs 6.3 (double precision) and by the Rust crate fsrs 6.6 (single
precision, the one inside Anki). Below, `S` is stability in days, `D` difficulty from 1 to 10, `R` retrievability from
0 to 1, `t` the days since the last review, and `G` the rating from 1 (Again) to 4 (Easy).

Where the two programs part, this module does what satisfies both:

- The crate keeps stability within 0.001 … 36500 days, py-fsrs only above 0.001. The upper bound is kept here: no interval
  is longer, and without it a few lucky reviews lead to numbers without meaning.
- The crate also brings the stability *before* a review into those bounds; py-fsrs takes it as it is. Brought in here.
- Some later code of the crate lets a same-day Hard lower stability; py-fsrs 6.3 does not, nor does fsrs 6.6 where it
  computes memory states. Not lowered here.
- Both clamp the first difficulty to 1 … 10 when it is stored, and neither clamps it where difficulty reverts to it.
- Single precision separates the crate from double by some 1e-6 a review; nothing is done about that.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import lru_cache
from math import exp, expm1
from typing import TypeAlias, TypeVar

from quiz.errors import UsageError
from quiz.memory.rating import Rating
from quiz.memory.state import MemoryState

Parameters: TypeAlias = tuple[float, ...]
"""The 21 numbers `w0 … w20` that describe how one learner forgets."""

Stepper: TypeAlias = Callable[[float, float, float, int], tuple[float, float]]
"""`(stability, difficulty, elapsed days, rating)` to the stability and difficulty after that review."""

CardName = TypeVar("CardName", bound=Hashable)

STABILITY_MIN = 0.001
"""The lowest stability, in days."""
STABILITY_MAX = 36500.0
"""The highest stability, and the longest interval, in days: a hundred years."""
DIFFICULTY_MIN = 1.0
DIFFICULTY_MAX = 10.0
RETENTION_MIN = 0.0001
RETENTION_MAX = 0.9999

# One line for each parameter: its default, and the lowest and highest value that the fitters of py-fsrs 6.3 and
# fsrs 6.6 let it take.
_TABLE = (
    (0.212, 0.001, 100.0),  # w0 first stability after Again, in days
    (1.2931, 0.001, 100.0),  # w1 … after Hard
    (2.3065, 0.001, 100.0),  # w2 … after Good
    (8.2956, 0.001, 100.0),  # w3 … after Easy
    (6.4133, 1.0, 10.0),  # w4 first difficulty after Again
    (0.8334, 0.001, 4.0),  # w5 how fast first difficulty falls with the first rating
    (3.0194, 0.001, 4.0),  # w6 how far one rating moves difficulty
    (0.001, 0.001, 0.75),  # w7 how far difficulty reverts to that of a first Easy
    (1.8722, 0.0, 4.5),  # w8 logarithm of the gain by recall
    (0.1666, 0.0, 0.8),  # w9 how the gain shrinks with stability
    (0.796, 0.001, 3.5),  # w10 how the gain grows as retrievability falls
    (1.4835, 0.001, 5.0),  # w11 stability left after forgetting
    (0.0614, 0.001, 0.25),  # w12 … how it falls with difficulty
    (0.2629, 0.001, 0.9),  # w13 … how it grows with the stability before
    (1.6483, 0.0, 4.0),  # w14 … how it grows as retrievability falls
    (0.6014, 0.0, 1.0),  # w15 part of the gain that Hard gets
    (1.8729, 1.0, 6.0),  # w16 multiple of the gain that Easy gets
    (0.5425, 0.0, 2.0),  # w17 same-day reviews: effect of the rating
    (0.0912, 0.0, 2.0),  # w18 … shift of the rating
    (0.0658, 0.0, 0.8),  # w19 … how the effect shrinks with stability
    (0.1542, 0.1, 0.8),  # w20 how the forgetting curve bends
)
DEFAULT_PARAMETERS: Parameters = tuple(default for default, _, _ in _TABLE)
"""The parameters of a learner of whom nothing is known yet."""

# A bound written in single precision may lie just outside the same bound in double precision (0.8 becomes
# 0.80000001): fitted parameters that rest on it are meant to be on it.
_SINGLE_PRECISION = 1e-6


def check_parameters(values: Sequence[float]) -> Parameters:
    """Return 21 numbers as FSRS-6 parameters, or say what is wrong with them.

    A value that passes its bound by no more than single precision can tell is set to the bound.

    Raises:
        UsageError: there are not 21 values, or one is not a number or outside its range; all such values are named.
    """
    if len(values) != len(_TABLE):
        message = f"FSRS-6 has {len(_TABLE)} parameters, but {len(values)} were given."
        raise UsageError(message)
    wrong = []
    checked = []
    for index, (value, (_, lowest, highest)) in enumerate(zip(values, _TABLE, strict=True)):
        slack = _SINGLE_PRECISION * highest
        if isinstance(value, (int, float)) and not isinstance(value, bool) and lowest - slack <= value <= highest + slack:
            checked.append(min(max(float(value), lowest), highest))
        else:
            wrong.append(f"w{index} is {value!r}, but must be from {lowest:g} to {highest:g}")
    if wrong:
        message = f"These FSRS-6 parameters cannot be used: {'; '.join(wrong)}."
        raise UsageError(message)
    return tuple(checked)


def nearest_parameters(values: Sequence[float]) -> Parameters:
    """Return 21 numbers, each at the nearest value that FSRS-6 allows. Raises `UsageError` where there are not 21."""
    if len(values) != len(_TABLE):
        return check_parameters(values)
    return tuple(min(max(float(value), lowest), highest) for value, (_, lowest, highest) in zip(values, _TABLE, strict=True))


def first_state(rating: int, parameters: Parameters) -> MemoryState:
    """Return the memory after a card's first review.

    `S = w[G-1]` and `D = w4 - e^(w5·(G-1)) + 1`, clamped to 1 … 10.

    Raises:
        UsageError: the rating is not 1, 2, 3 or 4.
    """
    try:
        return MemoryState(*first_states(parameters)[rating])
    except KeyError:
        raise _no_rating(rating) from None


def next_state(state: MemoryState, elapsed_days: int, rating: int, parameters: Parameters) -> MemoryState:
    """Return the memory after one more review, `elapsed_days` whole study days after the last one.

    0 days is a review on the same study day; fewer (a clock that was set back) counts as 0. For the formulas see `stepper`.

    Raises:
        UsageError: the rating is not 1, 2, 3 or 4.
    """
    stability = min(max(state.stability, STABILITY_MIN), STABILITY_MAX)
    try:
        return MemoryState(*stepper(parameters)(stability, state.difficulty, elapsed_days, rating))
    except KeyError:
        raise _no_rating(rating) from None


def step(state: MemoryState | None, elapsed_days: int, rating: int, parameters: Parameters) -> MemoryState:
    """Return the memory after a review: the first one where `state` is `None`, in which case `elapsed_days` says nothing.

    Raises:
        UsageError: the rating is not 1, 2, 3 or 4.
    """
    if state is None:
        return first_state(rating, parameters)
    return next_state(state, elapsed_days, rating, parameters)


def track(rows: Iterable[tuple[CardName, int, int]], parameters: Parameters) -> dict[CardName, MemoryState]:
    """Return the memory of every card after its reviews: the fast path for long histories.

    Each row is a card's name, the study day and the rating (1 … 4). A card's rows are in the order in which they happened;
    cards may be mixed. The result is bit for bit that of applying `step` to one row after the other.

    Raises:
        UsageError: a rating is not 1, 2, 3 or 4.
    """
    firsts = first_states(parameters)
    advance = stepper(parameters)
    known: dict[CardName, tuple[float, float, int]] = {}
    recall = known.get
    try:
        for card, day, rating in rows:
            before = recall(card)
            if before is None:
                stability, difficulty = firsts[rating]
            else:
                stability, difficulty, last = before
                stability, difficulty = advance(stability, difficulty, day - last, rating)
            known[card] = stability, difficulty, day
    except KeyError:
        raise _no_rating(rating) from None
    return {card: MemoryState(stability, difficulty) for card, (stability, difficulty, _) in known.items()}


def retrievability(stability: float, elapsed_days: float, parameters: Parameters) -> float:
    """Return the chance of recall, from 0 to 1, `elapsed_days` after the last review.

    `R = (1 + F·t/S)^(-w20)` with `F = 0.9^(-1/w20) - 1`, so that `R = 0.9` when `t = S`. Days before 0 count as 0.
    """
    decay, factor = _curve(parameters)
    return float((1.0 + factor * max(elapsed_days, 0) / max(stability, STABILITY_MIN)) ** decay)


def interval(stability: float, desired_retention: float, parameters: Parameters) -> float:
    """Return the days after which the chance of recall has fallen to `desired_retention`; at most `STABILITY_MAX`.

    `I = S/F·(r^(-1/w20) - 1)`, the forgetting curve solved for `t`. At a desired retention of 0.9 it is the stability.

    Raises:
        UsageError: the desired retention is not from 0.0001 to 0.9999, the range that the crate fsrs takes.
    """
    if not RETENTION_MIN <= desired_retention <= RETENTION_MAX:
        message = f"The desired retention is {desired_retention!r}, but must be from {RETENTION_MIN} to {RETENTION_MAX}."
        raise UsageError(message)
    decay, factor = _curve(parameters)
    days = max(stability, STABILITY_MIN) / factor * float(desired_retention ** (1.0 / decay) - 1.0)
    return min(days, STABILITY_MAX)


def whole_interval(stability: float, desired_retention: float, maximum: int, parameters: Parameters) -> int:
    """Return `interval` rounded to whole days, from 1 to `maximum`, as py-fsrs rounds it (a half to the even day).

    Raises:
        UsageError: the maximum is below 1, or the desired retention out of range.
    """
    if maximum < 1:
        message = f"The longest interval is {maximum} days, but must be at least 1."
        raise UsageError(message)
    return min(max(round(interval(stability, desired_retention, parameters)), 1), maximum)


@lru_cache(maxsize=64)
def stepper(parameters: Parameters) -> Stepper:
    """Return the function that moves stability and difficulty by one review after the first.

    It takes stability (`STABILITY_MIN` … `STABILITY_MAX`), difficulty (1 … 10), elapsed whole days and rating (1 … 4),
    and raises `KeyError` for another rating. Every way of replaying reviews goes through it, so the formulas stand here only:

    - same day (`t <= 0`): `S' = S·e^(w17·(G - 3 + w18))·S^(-w19)`, and not less than `S` unless `G` is Again;
    - recalled: `S' = S·(1 + e^w8·(11 - D)·S^(-w9)·(e^(w10·(1 - R)) - 1)·[w15 if Hard]·[w16 if Easy])`;
    - forgotten: `S' = min(w11·D^(-w12)·((S + 1)^w13 - 1)·e^(w14·(1 - R)), S / e^(w17·w18))`;
    - difficulty: `D' = w7·D0(Easy) + (1 - w7)·(D - w6·(G - 3)·(10 - D)/9)`, with
      `D0(Easy) = w4 - e^(3·w5) + 1`, *not* clamped.

    Stability is clamped to `STABILITY_MIN` … `STABILITY_MAX`, difficulty to 1 … 10.
    """
    w4, w5, w6, w7, w8, w9, w10, w11, w12, w13, w14, w15, w16, w17, w18, w19 = parameters[4:20]
    decay, factor = _curve(parameters)
    again = int(Rating.AGAIN)
    # Difficulty is linear in D for a given rating: D' = slope·D + offset.
    easy = w4 - exp(3.0 * w5) + 1.0
    # Whatever depends on the rating alone is computed once: gain by recall, same-day gain, slope, offset.
    # Powers of S that are multiplied by S are merged.
    by_rating = {
        rating: (
            exp(w8) * {2: w15, 4: w16}.get(rating, 1.0),
            exp(w17 * (rating - 3 + w18)),
            (1.0 - w7) * (1.0 + w6 * (rating - 3) / 9.0),
            w7 * easy - (1.0 - w7) * 10.0 * w6 * (rating - 3) / 9.0,
        )
        for rating in map(int, Rating)
    }
    recall_power = 1.0 - w9
    same_day_power = 1.0 - w19
    forget_power = -w12
    forget_ceiling = exp(-w17 * w18)
    lowest, highest, easiest, hardest = STABILITY_MIN, STABILITY_MAX, DIFFICULTY_MIN, DIFFICULTY_MAX

    def advance(stability: float, difficulty: float, elapsed_days: float, rating: int) -> tuple[float, float]:
        # Comparisons instead of min() and max(): this runs once for every review of a history.
        gain, same_day_gain, slope, offset = by_rating[rating]
        after: float
        if elapsed_days <= 0:
            after = same_day_gain * stability**same_day_power
            if after < stability and rating != again:
                after = stability
        else:
            forgotten = 1.0 - (1.0 + factor * elapsed_days / stability) ** decay
            if rating == again:
                after = w11 * difficulty**forget_power * ((stability + 1.0) ** w13 - 1.0) * exp(w14 * forgotten)
                ceiling = stability * forget_ceiling
                if after > ceiling:  # noqa: PLR1730 - min() costs a call
                    after = ceiling
            else:
                after = stability + gain * (11.0 - difficulty) * stability**recall_power * expm1(w10 * forgotten)
        if after < lowest:
            after = lowest
        elif after > highest:
            after = highest
        difficulty = slope * difficulty + offset
        if difficulty < easiest:
            difficulty = easiest
        elif difficulty > hardest:
            difficulty = hardest
        return after, difficulty

    return advance


@lru_cache(maxsize=64)
def first_states(parameters: Parameters) -> dict[int, tuple[float, float]]:
    """Stability and difficulty after a first review, by rating; for the formula see `first_state`."""
    w4, w5 = parameters[4:6]
    return {
        int(rating): (
            min(max(parameters[rating - 1], STABILITY_MIN), STABILITY_MAX),
            min(max(w4 - exp(w5 * (rating - 1)) + 1.0, DIFFICULTY_MIN), DIFFICULTY_MAX),
        )
        for rating in Rating
    }


def _curve(parameters: Parameters) -> tuple[float, float]:
    """The exponent and the factor of the forgetting curve."""
    decay = -parameters[20]
    return decay, float(0.9 ** (1.0 / decay)) - 1.0


def _no_rating(rating: object) -> UsageError:
    return UsageError(f"A rating is 1 (Again), 2 (Hard), 3 (Good) or 4 (Easy), but {rating!r} was given.")
