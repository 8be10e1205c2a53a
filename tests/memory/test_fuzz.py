import struct
from collections import Counter
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import UsageError
from quiz.memory.fuzz import fuzz_range, fuzzed

intervals = st.one_of(st.floats(0, 40_000), st.floats(0, 40))
limits = st.one_of(st.integers(1, 40), st.integers(1, 36_500))


def single(number: float) -> float:
    """The nearest number that single precision has."""
    return float(struct.unpack("f", struct.pack("f", number))[0])


def range_in_single_precision(interval: float, minimum: int, maximum: int) -> tuple[int, int]:
    """Anki's `constrained_fuzz_bounds`, each operation rounded as Rust's f32 rounds it."""
    minimum = min(minimum, maximum)
    interval = min(max(single(interval), minimum), maximum)
    delta = 0.0
    if interval >= 2.5:
        delta = 1.0
        for start, end, factor in ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, 3.4e38, 0.05)):
            delta = single(delta + single(single(factor) * max(single(min(interval, end) - start), 0.0)))
    low = min(max(floor(single(interval - delta) + 0.5), minimum), maximum)
    high = min(max(floor(single(interval + delta) + 0.5), minimum), maximum)
    if low == high and 2 < high < maximum:
        high = low + 1
    return low, high


# The table of Anki's own test (rslib/src/scheduler/states/fuzz.rs, with_review_fuzz): interval, limits, first and last day.
@pytest.mark.parametrize(
    ("interval", "minimum", "maximum", "low", "high"),
    [
        (1.0, 1, 1000, 1, 1),
        (2.49, 1, 1000, 2, 2),
        (2.5, 1, 1000, 2, 4),
        (7.0, 1, 1000, 5, 9),
        (17.0, 1, 1000, 14, 20),
        (37.0, 1, 1000, 33, 41),
        (2.0, 2, 1000, 2, 2),
        (2.0, 3, 1000, 3, 4),
        (2.0, 3, 3, 3, 3),
        (6.9, 3, 1000, 5, 9),
        (7.0, 3, 1000, 5, 9),
        (7.1, 3, 1000, 5, 9),
        (19.9, 3, 1000, 17, 23),
        (20.0, 3, 1000, 17, 23),
        (20.1, 3, 1000, 17, 23),
        (100.0, 101, 1000, 101, 108),
        (100.0, 1, 99, 92, 99),
        (100.0, 97, 103, 97, 103),
        (1.0, 3, 2, 2, 2),
    ],
)
def test_ranges_of_anki(interval: float, minimum: int, maximum: int, low: int, high: int) -> None:
    assert (low, high) == fuzz_range(interval, maximum, minimum=minimum)


def test_every_whole_interval_has_the_range_that_anki_gives_it() -> None:
    differing = [days for days in range(1, 36_501) if fuzz_range(days, 36_500) != range_in_single_precision(days, 1, 36_500)]
    assert differing == []


@given(intervals, limits, limits)
def test_any_interval_has_the_range_that_anki_gives_it(interval: float, minimum: int, maximum: int) -> None:
    expected = range_in_single_precision(interval, minimum, maximum)
    actual = fuzz_range(interval, maximum, minimum=minimum)
    # Single precision moves a bound over the middle of a day only where it is that near to it.
    near = {range_in_single_precision(interval * part, minimum, maximum) for part in (1 - 1e-6, 1 + 1e-6)}
    assert actual == expected or actual in near or len(near) > 1


def test_an_interval_that_is_not_fuzzed_is_rounded() -> None:
    assert [1, 1, 2, 2] == [fuzzed(interval, "card", 3, 36_500) for interval in (0.1, 1.49, 1.5, 2.49)]
    assert fuzzed(101.5, "card", 3, 1) == 1


def test_the_day_is_the_same_on_every_machine() -> None:
    # Written down once; another day would move the cards of a learner who changes machines.
    assert [103, 102, 100, 98, 93, 103, 105, 94] == [fuzzed(100, "capital-of-france", reps, 36_500) for reps in range(8)]
    assert [8, 407] == [fuzzed(10, "東京", 5, 36_500), fuzzed(400, "\ud800", 0, 36_500)]


@pytest.mark.parametrize("interval", [3, 10, 100])
def test_each_day_of_the_range_is_equally_likely(interval: int) -> None:
    low, high = fuzz_range(interval, 36_500)
    drawn = Counter(fuzzed(interval, f"card-{number % 100}", number // 100, 36_500) for number in range(10_000))
    expected = 10_000 / (high - low + 1)
    assert set(drawn) == set(range(low, high + 1))
    # Six standard deviations of a count.
    assert all(abs(times - expected) < 6 * expected**0.5 for times in drawn.values())


@given(intervals, st.text(), st.integers(0, 1000), limits, limits)
def test_the_day_lies_in_the_range(interval: float, card: str, reps: int, minimum: int, maximum: int) -> None:
    low, high = fuzz_range(interval, maximum, minimum=minimum)
    assert min(minimum, maximum) <= low <= high <= maximum
    assert low <= fuzzed(interval, card, reps, maximum, minimum=minimum) <= high


@given(intervals, intervals, st.text(), st.integers(0, 1000), limits)
def test_a_longer_interval_is_never_moved_below_a_shorter_one(
    one: float, other: float, card: str, reps: int, maximum: int
) -> None:
    shorter, longer = sorted((one, other))
    assert fuzzed(shorter, card, reps, maximum) <= fuzzed(longer, card, reps, maximum)


@pytest.mark.parametrize(("minimum", "maximum"), [(1, 0), (0, 10)])
def test_limits_below_a_day_are_refused(minimum: int, maximum: int) -> None:
    with pytest.raises(UsageError, match=f"limited to {minimum} … {maximum} days"):
        fuzz_range(5.0, maximum, minimum=minimum)
