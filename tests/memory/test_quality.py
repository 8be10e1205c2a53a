"""Log loss, calibration and the moving average, against the crate fsrs and by hand."""

from math import exp, log

import fsrs_rs_python as rs_fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.memory import fsrs
from quiz.memory.fsrs import DEFAULT_PARAMETERS
from quiz.memory.quality import Calibrated, calibration, moving_average, quality

Row = tuple[int, int, int, float]

answers = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 40), st.integers(1, 4), st.just(0.0)), min_size=2, max_size=40
).map(lambda rows: sorted(rows, key=lambda row: row[1]))


def losses(rows: list[Row]) -> list[float]:
    """Return the loss of each predicted answer, its memory as the crate computes it."""
    histories: dict[int, list[tuple[int, int]]] = {}
    last: dict[int, int] = {}
    found = []
    for number, day, rating, _ in rows:
        elapsed = day - last.get(number, day)
        last[number] = day
        history = histories.setdefault(number, [])
        if elapsed:
            item = rs_fsrs.FSRSItem([rs_fsrs.FSRSReview(*review) for review in history])
            stability = rs_fsrs.FSRS(DEFAULT_PARAMETERS).memory_state(item).stability
            chance = fsrs.retrievability(stability, elapsed, DEFAULT_PARAMETERS)
            found.append(-log(chance if rating > 1 else 1 - chance))
        history.append((rating, elapsed))
    return found


@given(answers)
def test_log_loss_is_the_mean_of_what_the_crate_predicts(rows: list[Row]) -> None:
    expected = losses(rows)
    actual = quality(rows, DEFAULT_PARAMETERS)
    assert len(expected) == actual.answers
    if expected:
        assert pytest.approx(sum(expected) / len(expected), rel=1e-3) == actual.log_loss


def test_only_answers_from_a_place_on_are_predicted_and_those_before_still_count() -> None:
    rows = [(0, 0, 3, 0.0), (0, 3, 3, 0.0), (0, 10, 1, 0.0)]
    assert 1 == quality(rows, DEFAULT_PARAMETERS, 2).answers
    assert losses(rows)[1] == pytest.approx(quality(rows, DEFAULT_PARAMETERS, 2).log_loss, rel=1e-4)


def test_same_day_answers_are_not_predicted() -> None:
    assert 0 == quality([(0, 5, 3, 0.0), (0, 5, 1, 0.0)], DEFAULT_PARAMETERS).answers


def test_an_answer_that_may_be_lucky_is_right_more_often() -> None:
    recall = fsrs.retrievability(DEFAULT_PARAMETERS[2], 9, DEFAULT_PARAMETERS)
    actual = quality([(0, 0, 3, 0.25), (0, 9, 3, 0.25)], DEFAULT_PARAMETERS)
    assert pytest.approx(-log(recall + (1 - recall) / 4)) == actual.log_loss


def test_calibration_compares_means_within_bins_of_like_answers() -> None:
    # Two cards alike, one recalled and one forgotten: one bin, in which half was recalled.
    rows = [(0, 0, 3, 0.0), (1, 0, 3, 0.0), (0, 4, 3, 0.0), (1, 4, 1, 0.0)]
    recall = fsrs.retrievability(DEFAULT_PARAMETERS[2], 4, DEFAULT_PARAMETERS)
    assert pytest.approx(abs(recall - 0.5)) == quality(rows, DEFAULT_PARAMETERS).rmse_bins


def test_calibration_parts_long_waits_from_short_ones() -> None:
    rows = [(0, 0, 3, 0.0), (1, 0, 3, 0.0), (0, 1, 3, 0.0), (1, 100, 1, 0.0)]
    near = fsrs.retrievability(DEFAULT_PARAMETERS[2], 1, DEFAULT_PARAMETERS)
    far = fsrs.retrievability(DEFAULT_PARAMETERS[2], 100, DEFAULT_PARAMETERS)
    expected = (((1 - near) ** 2 + far**2) / 2) ** 0.5
    assert pytest.approx(expected) == quality(rows, DEFAULT_PARAMETERS).rmse_bins


def test_the_moving_average_starts_at_its_odds_and_follows_what_happens() -> None:
    first = 1 / (1 + exp(-1.2))
    second = 1 / (1 + exp(-(1.2 - 0.3 * first)))
    rows = [(0, 0, 3, 0.0), (0, 2, 1, 0.0), (0, 4, 3, 0.0)]
    assert pytest.approx((-log(1 - first) - log(second)) / 2) == moving_average(rows).log_loss


def test_what_was_thought_impossible_costs_much_but_not_endlessly() -> None:
    rows = [(0, 0, 4, 0.0), *((0, day, 4, 0.0) for day in range(1, 40)), (0, 40, 1, 0.0)]
    assert 0 < quality(rows, DEFAULT_PARAMETERS, 40).log_loss < 20


def test_calibration_compares_what_was_predicted_with_what_came_true() -> None:
    found = [((1, 1, 0), right) for right in (True, False, True, True)]
    given = [0.75, 0.25, 0.25, 0.75]
    assert (Calibrated(0.25, 0.5, 2), Calibrated(0.75, 1.0, 2)) == calibration(found, given, 2)
    assert () == calibration([], [])
    assert 4 == len(calibration(found, given, 9))
