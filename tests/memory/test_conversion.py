"""Conversion from older models of memory, against the crate that Anki uses."""

from math import isclose, nan

import fsrs_rs_python as crate
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import UsageError
from quiz.memory.conversion import from_sm2, parameters_of
from quiz.memory.fsrs import DEFAULT_PARAMETERS

FSRS_4_5 = (0.4872, 1.4003, 3.7145, 13.8206, 5.1618, 1.2298, 0.8975, 0.031, 1.6474, 0.1367, 1.0461, 2.1072, 0.0793, 0.3246,
            1.587, 0.2272, 2.8755)  # fmt: skip
FSRS_5 = (0.40255, 1.18385, 3.173, 15.69105, 7.1949, 0.5345, 1.4604, 0.0046, 1.54575, 0.1192, 1.01925, 1.9395, 0.11, 0.29605,
          2.2698, 0.2315, 2.9898, 0.51655, 0.6621)  # fmt: skip


@pytest.mark.parametrize("values", [FSRS_4_5, FSRS_5, DEFAULT_PARAMETERS])
def test_older_parameters_become_those_that_the_crate_makes_of_them(values: tuple[float, ...]) -> None:
    expected = crate.check_and_fill_parameters(list(values))
    assert expected == pytest.approx(parameters_of(values), rel=1e-6)


def test_parameters_out_of_range_are_brought_to_their_bounds_and_other_numbers_of_them_are_refused() -> None:
    assert 100.0 == parameters_of((500.0, *DEFAULT_PARAMETERS[1:]))[0]
    for wrong in ((), (1.0,) * 18, (nan, *DEFAULT_PARAMETERS[1:]), (*FSRS_4_5[:5], -2.0, *FSRS_4_5[6:])):
        with pytest.raises(UsageError):
            parameters_of(wrong)


@given(
    st.floats(1.3, 5.0), st.floats(1.0, 5000.0), st.floats(0.75, 0.97), st.sampled_from((FSRS_4_5, FSRS_5, DEFAULT_PARAMETERS))
)
def test_an_ease_and_an_interval_become_the_memory_that_the_crate_makes_of_them(
    ease: float, interval: float, retention: float, values: tuple[float, ...]
) -> None:
    expected = crate.FSRS(list(values)).memory_state_from_sm2(ease, interval, retention)
    found = from_sm2(ease, interval, retention, parameters_of(values))
    assert isclose(expected.stability, found.stability, rel_tol=1e-3)
    assert isclose(expected.difficulty, found.difficulty, rel_tol=1e-2)


def test_at_a_retention_of_nine_tenths_the_interval_is_the_stability() -> None:
    assert 30.0 == pytest.approx(from_sm2(2.5, 30.0, 0.9, DEFAULT_PARAMETERS).stability)


@pytest.mark.parametrize("retention", [0.0, 1.0, -1.0])
def test_a_retention_that_cannot_be_is_refused(retention: float) -> None:
    with pytest.raises(UsageError):
        from_sm2(2.5, 30.0, retention, DEFAULT_PARAMETERS)
