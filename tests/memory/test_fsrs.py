import math
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import UsageError
from quiz.memory import fsrs
from quiz.memory.fsrs import DEFAULT_PARAMETERS, STABILITY_MAX, STABILITY_MIN
from quiz.memory.state import MemoryState
from tests.memory.strategies import BOUNDS, elapsed, histories, parameters, ratings

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4
stabilities = st.floats(STABILITY_MIN, STABILITY_MAX)
states = st.builds(MemoryState, stabilities, st.floats(1, 10))


def replayed(history: list[tuple[int, int]], using: fsrs.Parameters = DEFAULT_PARAMETERS) -> MemoryState:
    state = None
    for days, rating in history:
        state = fsrs.step(state, days, rating, using)
    assert state is not None
    return state


# Parameters


def test_default_parameters_are_those_of_fsrs_6() -> None:
    assert len(DEFAULT_PARAMETERS) == 21
    assert DEFAULT_PARAMETERS[:4] == (0.212, 1.2931, 2.3065, 8.2956)
    assert DEFAULT_PARAMETERS[20] == 0.1542
    assert fsrs.check_parameters(DEFAULT_PARAMETERS) == DEFAULT_PARAMETERS


@given(parameters)
def test_parameters_in_their_ranges_are_taken_as_they_are(values: fsrs.Parameters) -> None:
    assert fsrs.check_parameters(list(values)) == values


@pytest.mark.parametrize("number", [0, 17, 19, 20, 22])
def test_another_number_of_parameters_is_refused(number: int) -> None:
    with pytest.raises(UsageError, match=f"21 parameters, but {number} were given"):
        fsrs.check_parameters([1.0] * number)


@pytest.mark.parametrize("index", range(21))
@pytest.mark.parametrize("wrong", [math.nan, math.inf, -math.inf, -1, 1000, "0.5", None, True])
def test_a_parameter_out_of_range_is_refused_by_name(index: int, wrong: float) -> None:
    values = list(DEFAULT_PARAMETERS)
    values[index] = wrong
    with pytest.raises(UsageError, match=rf"w{index} is {wrong!r}, but must be from "):
        fsrs.check_parameters(values)


def test_every_wrong_parameter_is_named() -> None:
    values = [-1.0, *DEFAULT_PARAMETERS[1:20], 0.9]
    with pytest.raises(UsageError, match=r"w0 is -1\.0, but must be from 0\.001 to 100; w20 is 0\.9"):
        fsrs.check_parameters(values)


def test_a_bound_in_single_precision_is_the_bound() -> None:
    values = list(DEFAULT_PARAMETERS)
    values[20] = 0.800000011920929  # 0.8 as fsrs-rs returns it
    assert fsrs.check_parameters(values)[20] == 0.8
    values[20] = 0.80001
    with pytest.raises(UsageError, match="w20"):
        fsrs.check_parameters(values)


@pytest.mark.parametrize("rating", [0, 5, -1])
def test_another_rating_is_refused(rating: int) -> None:
    state = MemoryState(10.0, 5.0)
    with pytest.raises(UsageError, match=f"but {rating} was given"):
        fsrs.first_state(rating, DEFAULT_PARAMETERS)
    with pytest.raises(UsageError, match=f"but {rating} was given"):
        fsrs.next_state(state, 0, rating, DEFAULT_PARAMETERS)
    with pytest.raises(UsageError, match=f"but {rating} was given"):
        fsrs.next_state(state, 3, rating, DEFAULT_PARAMETERS)
    with pytest.raises(UsageError, match=f"but {rating} was given"):
        fsrs.track([("a", 0, 3), ("a", 1, rating)], DEFAULT_PARAMETERS)


# Numbers checked by hand


@pytest.mark.parametrize(
    ("rating", "stability", "difficulty"),
    [
        (AGAIN, 0.212, 6.4133),
        (HARD, 1.2931, 5.1121707),  # 6.4133 - e^0.8334 + 1 = 6.4133 - 2.3011293 + 1
        (GOOD, 2.3065, 2.1181039),  # 6.4133 - e^1.6668 + 1 = 6.4133 - 5.2951961 + 1
        (EASY, 8.2956, 1.0),  # 6.4133 - e^2.5002 + 1 = -4.7716, clamped
    ],
)
def test_first_state(rating: int, stability: float, difficulty: float) -> None:
    state = fsrs.first_state(rating, DEFAULT_PARAMETERS)
    assert stability == state.stability
    assert difficulty == pytest.approx(state.difficulty, abs=1e-7)


@pytest.mark.parametrize(("rating", "expected"), [(AGAIN, 8.341763), (HARD, 6.6659956), (GOOD, 4.990228), (EASY, 3.3144615)])
def test_next_difficulty_from_5(rating: int, expected: float) -> None:
    # The figures stand in the tests of the crate fsrs (model.rs, test_next_difficulty).
    # Again: 0.001·(-4.7716) + 0.999·(5 + 6.0388·5/9) = -0.0047716 + 0.999·8.3548889 = 8.3417624.
    assert expected == pytest.approx(fsrs.next_state(MemoryState(10.0, 5.0), 7, rating, DEFAULT_PARAMETERS).difficulty, abs=1e-6)


def test_recall_on_the_day_that_it_is_due() -> None:
    # R = 0.9, so S' = 10·(1 + e^1.8722·6·10^-0.1666·(e^0.0796 - 1)) = 10·(1 + 6.502585·6·0.681397·0.082854) = 32.0267
    state = MemoryState(10.0, 5.0)
    assert pytest.approx(32.0267, abs=1e-4) == fsrs.next_state(state, 10, GOOD, DEFAULT_PARAMETERS).stability
    # Hard gets 0.6014 of the 22.0267 days that Good gains, Easy 1.8729 of them.
    assert pytest.approx(10 + 22.0267 * 0.6014, abs=1e-4) == fsrs.next_state(state, 10, HARD, DEFAULT_PARAMETERS).stability
    assert pytest.approx(10 + 22.0267 * 1.8729, abs=1e-4) == fsrs.next_state(state, 10, EASY, DEFAULT_PARAMETERS).stability


def test_forgetting_on_the_day_that_it_is_due() -> None:
    # 1.4835·5^-0.0614·(11^0.2629 - 1)·e^(1.6483·0.1) = 1.4835·0.905912·0.878383·1.179195 = 1.391987
    assert pytest.approx(1.391987, abs=1e-4) == fsrs.next_state(MemoryState(10.0, 5.0), 10, AGAIN, DEFAULT_PARAMETERS).stability


def test_what_forgetting_leaves_has_a_ceiling() -> None:
    # At S = 0.1 the formula would give more than 0.1 / e^(0.5425·0.0912) = 0.1 / 1.050720 = 0.0951728.
    assert pytest.approx(0.0951728, abs=1e-7) == fsrs.next_state(MemoryState(0.1, 1.0), 30, AGAIN, DEFAULT_PARAMETERS).stability


@pytest.mark.parametrize(
    ("rating", "expected"),
    [
        (AGAIN, 3.051249),  # 10·e^(0.5425·(-2 + 0.0912))·10^-0.0658 = 10·0.355040·0.859409
        (HARD, 10.0),  # 10·0.610775·0.859409 would be less than 10
        (GOOD, 10.0),  # 10·1.050720·0.859409 too
        (EASY, 15.534308),  # 10·1.807557·0.859409
    ],
)
def test_a_second_review_on_the_same_day(rating: int, expected: float) -> None:
    assert expected == pytest.approx(fsrs.next_state(MemoryState(10.0, 5.0), 0, rating, DEFAULT_PARAMETERS).stability, abs=1e-5)


def test_a_history_that_py_fsrs_publishes() -> None:
    # py-fsrs 6.3, tests: test_memo_state.
    history = [(0, AGAIN), (0, GOOD), (1, GOOD), (3, GOOD), (8, GOOD), (21, GOOD)]
    state = replayed(history)
    assert pytest.approx(53.62691, abs=1e-4) == state.stability
    assert pytest.approx(6.3574867, abs=1e-4) == state.difficulty


@pytest.mark.parametrize(
    ("days", "stability", "expected"),
    [(0, 1, 1.0), (1, 2, 0.9403443), (2, 3, 0.9253786), (3, 4, 0.9185229), (4, 4, 0.9), (5, 2, 0.8261359)],
)
def test_retrievability(days: int, stability: float, expected: float) -> None:
    # The figures stand in the tests of the crate fsrs (model.rs, test_power_forgetting_curve).
    assert expected == pytest.approx(fsrs.retrievability(stability, days, DEFAULT_PARAMETERS), abs=1e-6)


def test_interval_at_nine_tenths_is_the_stability() -> None:
    assert pytest.approx(121.01552, rel=1e-12) == fsrs.interval(121.01552, 0.9, DEFAULT_PARAMETERS)


def test_whole_interval_is_rounded_and_limited() -> None:
    assert [1, 1, 2, 121, 100] == [
        fsrs.whole_interval(0.1, 0.9, 36500, DEFAULT_PARAMETERS),
        fsrs.whole_interval(1.4, 0.9, 36500, DEFAULT_PARAMETERS),
        fsrs.whole_interval(1.6, 0.9, 36500, DEFAULT_PARAMETERS),
        fsrs.whole_interval(121.0, 0.9, 36500, DEFAULT_PARAMETERS),
        fsrs.whole_interval(121.0, 0.9, 100, DEFAULT_PARAMETERS),
    ]


@pytest.mark.parametrize("retention", [0.0, 1.0, -1.0, 90, math.nan])
def test_a_desired_retention_out_of_range_is_refused(retention: float) -> None:
    with pytest.raises(UsageError, match=r"desired retention is .*, but must be from 0\.0001 to 0\.9999"):
        fsrs.interval(10.0, retention, DEFAULT_PARAMETERS)


def test_a_maximum_below_a_day_is_refused() -> None:
    with pytest.raises(UsageError, match="longest interval is 0 days"):
        fsrs.whole_interval(10.0, 0.9, 0, DEFAULT_PARAMETERS)


# Bounds and laws


def test_a_state_outside_the_bounds_is_brought_in_first() -> None:
    for days in (0, 5):
        for rating in (AGAIN, HARD, GOOD, EASY):
            low = fsrs.next_state(MemoryState(0.0, 5.0), days, rating, DEFAULT_PARAMETERS)
            assert fsrs.next_state(MemoryState(STABILITY_MIN, 5.0), days, rating, DEFAULT_PARAMETERS) == low
            high = fsrs.next_state(MemoryState(1e9, 5.0), days, rating, DEFAULT_PARAMETERS)
            assert fsrs.next_state(MemoryState(STABILITY_MAX, 5.0), days, rating, DEFAULT_PARAMETERS) == high


def test_stability_rests_on_its_bounds() -> None:
    assert replayed([(0, AGAIN)] * 20).stability == STABILITY_MIN
    assert replayed([(3000, EASY)] * 20).stability == STABILITY_MAX


@given(states, elapsed, ratings, parameters)
def test_every_state_stays_within_its_bounds(state: MemoryState, days: int, rating: int, using: fsrs.Parameters) -> None:
    after = fsrs.next_state(state, days, rating, using)
    assert STABILITY_MIN <= after.stability <= STABILITY_MAX
    assert 1 <= after.difficulty <= 10


@given(states, elapsed, parameters)
def test_a_better_rating_never_leaves_a_weaker_memory(state: MemoryState, days: int, using: fsrs.Parameters) -> None:
    after = [fsrs.next_state(state, days, rating, using) for rating in (AGAIN, HARD, GOOD, EASY)]
    for worse, better in pairwise(after):
        assert better.stability >= worse.stability * (1 - 1e-12)
        assert better.difficulty <= worse.difficulty + 1e-12


@given(states, elapsed, ratings, parameters)
def test_only_again_lowers_stability(state: MemoryState, days: int, rating: int, using: fsrs.Parameters) -> None:
    after = fsrs.next_state(state, days, rating, using)
    if rating != AGAIN:
        assert after.stability >= state.stability * (1 - 1e-12)
    elif days > 0:
        assert after.stability <= state.stability


@given(states, ratings, st.integers(-100, 0))
def test_a_clock_set_back_is_the_same_day(state: MemoryState, rating: int, days: int) -> None:
    assert fsrs.next_state(state, 0, rating, DEFAULT_PARAMETERS) == fsrs.next_state(state, days, rating, DEFAULT_PARAMETERS)


@given(stabilities, st.floats(0, 10_000), st.floats(0, 10_000), parameters)
def test_recall_falls_with_time_from_certainty(stability: float, one: float, other: float, using: fsrs.Parameters) -> None:
    early, late = sorted((one, other))
    assert 1 >= fsrs.retrievability(stability, early, using) >= fsrs.retrievability(stability, late, using) > 0
    assert fsrs.retrievability(stability, -early, using) == 1
    assert pytest.approx(0.9) == fsrs.retrievability(stability, stability, using)


@given(st.floats(STABILITY_MIN, 1000), st.floats(0.7, 0.99), parameters)
def test_interval_is_the_inverse_of_the_forgetting_curve(stability: float, retention: float, using: fsrs.Parameters) -> None:
    days = fsrs.interval(stability, retention, using)
    if days < STABILITY_MAX:
        assert pytest.approx(retention, rel=1e-9) == fsrs.retrievability(stability, days, using)


@given(stabilities, st.floats(0.0001, 0.9999), st.integers(1, 40_000), parameters)
def test_whole_interval_stays_within_its_limits(stability: float, retention: float, maximum: int, using: fsrs.Parameters) -> None:
    assert 1 <= fsrs.whole_interval(stability, retention, maximum, using) <= min(maximum, 36500)


# The fast path


@given(st.lists(st.tuples(st.sampled_from("abc"), elapsed, ratings.map(int)), max_size=60), parameters)
def test_track_is_step_to_the_last_bit(rows: list[tuple[str, int, int]], using: fsrs.Parameters) -> None:
    dated = [(card, day, rating) for (card, _, rating), day in zip(rows, accumulate(days for _, days, _ in rows), strict=True)]
    expected: dict[str, MemoryState] = {}
    last: dict[str, int] = {}
    for card, day, rating in dated:
        expected[card] = fsrs.step(expected.get(card), day - last.get(card, day), rating, using)
        last[card] = day
    assert expected == fsrs.track(dated, using)


@given(histories, parameters)
def test_track_takes_rows_that_come_one_at_a_time(history: list[tuple[int, int]], using: fsrs.Parameters) -> None:
    days = list(accumulate(days for days, _ in history))
    rows = ((7, day, rating) for day, (_, rating) in zip(days, history, strict=True))
    assert {7: replayed(history, using)} == fsrs.track(rows, using)


def test_track_of_nothing_is_nothing() -> None:
    assert fsrs.track([], DEFAULT_PARAMETERS) == {}


def test_bounds_hold_the_default_parameters() -> None:
    assert all(low <= value <= high for value, (low, high) in zip(DEFAULT_PARAMETERS, BOUNDS, strict=True))
