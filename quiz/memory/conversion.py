"""From other models of memory to FSRS-6: older parameters, and the ease factor and interval of SM-2.

Both rules are those of the Rust crate fsrs (6.x), by which Anki converts: `check_and_fill_parameters` and
`FSRS::memory_state_from_sm2`.
"""

from collections.abc import Sequence
from math import exp, expm1, isfinite, log

from quiz.errors import UsageError
from quiz.memory.fsrs import DIFFICULTY_MAX, DIFFICULTY_MIN, STABILITY_MAX, STABILITY_MIN, Parameters, nearest_parameters
from quiz.memory.state import MemoryState

FSRS_5_DECAY = 0.5
"""`w20` of the versions before FSRS-6, which all had the same curve of forgetting."""


def parameters_of(values: Sequence[float]) -> Parameters:
    """Return parameters of FSRS-4.5 (17 numbers), FSRS-5 (19) or FSRS-6 (21) as those of FSRS-6.

    FSRS-4.5 says difficulty in other words: its `w4` is that after Good, and `w5` how much it falls a rating. So
    `w4 + 2·w5`, `ln(3·w5 + 1)/3` and `w6 + 0.5` stand in their places. It and FSRS-5 move nothing on the day of an answer
    otherwise than FSRS-6 does with `w17 = w18 = w19 = 0` and `w19 = 0`. What is out of range then is brought to its bound.

    Raises:
        UsageError: there is another number of them, or one is no number.
    """
    found = list(map(float, values))
    if not all(map(isfinite, found)):
        raise UsageError("A parameter of FSRS is no number.")
    if len(found) == 17:
        if found[5] <= -1.0 / 3.0:
            raise UsageError(f"w5 of these FSRS-4.5 parameters is {found[5]:g}; it must be above 0.")
        found[4] += 2.0 * found[5]
        found[5] = log(3.0 * found[5] + 1.0) / 3.0
        found[6] += 0.5
        found += [0.0, 0.0, 0.0, FSRS_5_DECAY]
    elif len(found) == 19:
        found += [0.0, FSRS_5_DECAY]
    return nearest_parameters(found)


def from_sm2(ease: float, interval: float, retention: float, parameters: Parameters) -> MemoryState:
    """Return the memory of a card of which only an ease factor (such as 2.5) and an interval in days are known.

    Stability is that with which the chance of recall falls to `retention` within the interval, and difficulty that with which
    a Good answer then makes it grow by the ease:
    `D = 11 - (ease - 1) / (e^w8 · S^-w9 · (e^(w10·(1 - retention)) - 1))`, clamped to 1 … 10.

    Raises:
        UsageError: the retention is not between 0 and 1, or no number comes of it.
    """
    if not 0.0 < retention < 1.0:
        raise UsageError(f"The retention is {retention!r}, but must be between 0 and 1.")
    decay = -parameters[20]
    factor = float(0.9 ** (1.0 / decay)) - 1.0
    stability = max(interval, STABILITY_MIN) * factor / (float(retention ** (1.0 / decay)) - 1.0)
    growth = exp(parameters[8]) * float(stability ** -parameters[9]) * expm1((1.0 - retention) * parameters[10])
    difficulty = 11.0 - (ease - 1.0) / growth if growth else -DIFFICULTY_MAX
    if not (isfinite(stability) and isfinite(difficulty)):
        raise UsageError(f"An ease of {ease!r} and an interval of {interval!r} days say nothing of a memory.")
    return MemoryState(min(max(stability, STABILITY_MIN), STABILITY_MAX), min(max(difficulty, DIFFICULTY_MIN), DIFFICULTY_MAX))
