"""Fuzz: an interval is moved by a few days, so that cards learned together do not stay together for ever.

The ranges are those of Anki (rslib/src/scheduler/states/fuzz.rs, 2025): none below 2.5 days; otherwise one day to either
side, and a part of each day of the interval: 15 % of those between 2.5 and 7, 10 % of those between 7 and 20, 5 % beyond.
Which day of the range is taken is decided by a hash of the card and its number of reviews, so that every machine takes
the same one, undoing and answering again takes the same one, and the next review takes another.
"""

from hashlib import blake2b
from math import floor, inf

from quiz.errors import UsageError

_SHORTEST = 2.5
# From day, to day, part of the days in between.
_RANGES = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, inf, 0.05))
_NO_ROOM_UP_TO = 2


def fuzz_range(interval: float, maximum: int, *, minimum: int = 1) -> tuple[int, int]:
    """Return the first and the last whole day that fuzz may make of an interval in days.

    `minimum <= first <= last <= maximum`. The range has at least two days if the limits allow it and it lies above 2 days.
    A minimum above the maximum counts as the maximum.

    Anki computes in single precision; for whole intervals the result is the same, for others it may differ by a day
    where a bound falls within some 1e-6 of the middle between two days.

    Raises:
        UsageError: `minimum` or `maximum` is below 1.
    """
    if minimum < 1 or maximum < 1:
        message = f"Intervals are limited to {minimum} … {maximum} days, but both limits must be at least 1."
        raise UsageError(message)
    minimum = min(minimum, maximum)
    interval = min(max(interval, minimum), maximum)
    delta = _delta(interval)
    low = min(max(_rounded(interval - delta), minimum), maximum)
    high = min(max(_rounded(interval + delta), minimum), maximum)
    if low == high and _NO_ROOM_UP_TO < high < maximum:
        high = low + 1
    return low, high


def fuzzed(interval: float, card: str, reps: int, maximum: int, *, minimum: int = 1) -> int:
    """Return an interval in whole days, moved within `fuzz_range`; each day of the range is equally likely.

    `card` (the card's id) and `reps` (its reviews before this one) are the seed: the same ones give the same day on every
    machine. Hard, Good and Easy of one answer share the seed, as in Anki, so that a longer interval is never moved below a
    shorter one.

    Raises:
        UsageError: `minimum` or `maximum` is below 1.
    """
    low, high = fuzz_range(interval, maximum, minimum=minimum)
    return placed(low, high, draw(card, reps))


def draw(card: str, reps: int) -> int:
    """Return the number by which a card's review is moved: whole, from 0 to 2^64 - 1, each equally likely."""
    digest = blake2b(f"{reps}:{card}".encode("utf-8", "surrogatepass"), digest_size=8, person=b"quiz-fuzz").digest()
    return int.from_bytes(digest, "big")


def placed(low: int, high: int, number: int) -> int:
    """Return the day from `low` to `high` that a number from `draw` takes."""
    # A 64-bit fraction times the number of days, in whole numbers: no rounding that a machine could do in its own way.
    return low + (number * (high - low + 1) >> 64)


def _delta(interval: float) -> float:
    """How far the range reaches to either side, in days."""
    if interval < _SHORTEST:
        return 0.0
    return 1.0 + sum(part * max(min(interval, end) - start, 0.0) for start, end, part in _RANGES)


def _rounded(days: float) -> int:
    """The nearest whole day, a half upwards as Rust's `round` takes it: Python's would take it to the even day."""
    return floor(days + 0.5)
