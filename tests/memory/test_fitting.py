"""Which answers fitting may use, what is held out, and when a fit is kept."""

from collections.abc import Sequence
from random import Random
from typing import Any

import fsrs_rs_python as rs_fsrs
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import UsageError
from quiz.memory.events import Crammed, Event, Renamed, Reset, Retaught, Reviewed, Undone
from quiz.memory.fitting import Row, baseline, drawn, predicted, report, rows, split
from quiz.memory.fsrs import DEFAULT_PARAMETERS, Parameters, check_parameters, retrievability, step
from quiz.memory.quality import moving_average, quality
from quiz.memory.rating import Rating
from quiz.memory.state import CardState, Phase
from quiz.study.settings import StudySettings
from quiz.study.simulation import Learner, simulate
from quiz.testing import histories


def reviewed(card: str, day: int, rating: int = 3, **more: Any) -> Reviewed:  # noqa: ANN401 - whatever an event has
    more.setdefault("form", "reveal")
    return Reviewed(card=card, at=day * 1000, day=day, rating=Rating(rating), phase=Phase.REVIEW, due_day=day + 1, **more)


def numbered(*events: Event) -> list[Event]:
    return [evolve(event, device="desk", sequence=number) for number, event in enumerate(events, start=1)]


def test_answers_come_in_order_each_with_the_number_of_its_card() -> None:
    log = [reviewed("bee", 7, 1), reviewed("ant", 5, 4), reviewed("bee", 5, 3)]
    assert [(0, 5, 4, 0.0), (1, 5, 3, 0.0), (1, 7, 1, 0.0)] == rows(log)


def test_what_was_taken_back_and_what_was_practice_is_left_out() -> None:
    crammed = Crammed(card="ant", at=6, day=6, rating=Rating.AGAIN, form="reveal")
    log = numbered(reviewed("ant", 5), reviewed("ant", 6), crammed, Undone(at=7, day=7, target_device="desk", target_sequence=2))
    assert [(0, 5, 3, 0.0)] == rows(log)


def test_a_renamed_card_is_one_history() -> None:
    log = numbered(reviewed("ant", 5), Renamed(card="bee", was="ant", at=6, day=6), reviewed("bee", 9))
    assert [(0, 5, 3, 0.0), (0, 9, 3, 0.0)] == rows(log)


@pytest.mark.parametrize("ending", [Reset(card="ant", at=6, day=6), Retaught(card="ant", at=6, day=6)])
def test_a_card_that_is_new_or_another_fact_begins_anew(ending: Event) -> None:
    log = numbered(reviewed("ant", 5), ending, reviewed("ant", 9), reviewed("bee", 9))
    assert [0, 1, 2] == [number for number, *_ in rows(log)]


def test_only_the_cards_that_are_wanted_are_there() -> None:
    log = numbered(reviewed("ant", 5), Renamed(card="bee", was="ant", at=6, day=6), reviewed("cat", 9))
    assert [(0, 5, 3, 0.0)] == rows(log, {"bee"})


def test_options_have_a_chance_of_luck() -> None:
    log = [reviewed("ant", 5), reviewed("ant", 8, form="choice", options=("a", "b", "c", "d"))]
    assert [0.0, 0.25] == [guess for *_, guess in rows(log)]


def test_every_member_of_a_set_is_a_history() -> None:
    log = [
        reviewed("ant", 5, 3, members=(("red", True), ("blue", True))),
        reviewed("ant", 8, 1, members=(("red", True), ("blue", False))),
        reviewed("ant", 9, 4),
    ]
    found = rows(log)
    assert [(0, 5, 3, 0.0), (1, 5, 3, 0.0), (0, 8, 3, 0.0), (1, 8, 1, 0.0)] == found[:4]
    assert {(0, 9, 4, 0.0), (1, 9, 4, 0.0)} == set(found[4:])


def test_a_set_that_was_asked_whole_before_stays_whole() -> None:
    log = [reviewed("ant", 5), reviewed("ant", 8, 1, members=(("red", True), ("blue", False)))]
    assert [(0, 5, 3, 0.0), (0, 8, 1, 0.0)] == rows(log)


@given(histories())
def test_any_log_gives_answers_in_order_of_their_days(log: list[Event]) -> None:
    found = rows(log)
    assert sorted(day for _, day, _, _ in found) == [day for _, day, _, _ in found]
    assert len({number for number, *_ in found}) <= len({event.card for event in log if isinstance(event, Reviewed)})


def test_answers_of_a_later_day_tell_of_forgetting() -> None:
    assert [2, 3] == predicted([(0, 5, 3, 0.0), (0, 5, 3, 0.0), (0, 6, 3, 0.0), (0, 9, 3, 0.0), (1, 9, 3, 0.0)])


@given(st.integers(5, 300))
def test_the_last_fifth_of_what_tells_of_forgetting_is_held_out(number: int) -> None:
    places = list(range(3, 3 + number))
    assert abs(0.2 * number - (places[-1] + 1 - split(places))) <= 1


def test_too_few_answers_cannot_be_parted() -> None:
    with pytest.raises(UsageError, match="1 answers cannot be parted"):
        split([4])


def test_certain_answers_are_not_drawn() -> None:
    found = [(0, 5, 3, 0.0), (0, 9, 1, 0.0)]
    assert found is drawn(found, DEFAULT_PARAMETERS, "1")


def test_lucky_answers_are_drawn_as_often_as_they_were_guesses() -> None:
    found = [row for number in range(4000) for row in ((number, 0, 3, 0.5), (number, 60, 3, 0.5))]
    certain = drawn(found, DEFAULT_PARAMETERS, "1")
    again = sum(rating == 1 for _, _, rating, _ in certain)
    recall = (1 + (0.9 ** (-1 / 0.1542) - 1) * 60 / 2.3065) ** -0.1542
    assert pytest.approx(4000 * (1 - recall / (recall + (1 - recall) / 2)), rel=0.06) == again
    assert certain == drawn(found, DEFAULT_PARAMETERS, "1")
    assert {0.0} == {guess for *_, guess in certain}


def test_first_answers_same_day_answers_and_wrong_ones_stay() -> None:
    found = [(0, 0, 3, 0.5), (0, 0, 3, 0.5), (0, 90, 1, 0.5)]
    assert [3, 3, 1] == [rating for _, _, rating, _ in drawn(found, DEFAULT_PARAMETERS, "1")]


def fit(found: Sequence[Row]) -> Parameters:
    """Fit with the crate, in this process."""
    histories: dict[int, list[rs_fsrs.FSRSReview]] = {}
    last: dict[int, int] = {}
    items = []
    for number, day, rating, _ in found:
        elapsed = day - last.get(number, day)
        last[number] = day
        histories.setdefault(number, []).append(rs_fsrs.FSRSReview(rating, elapsed))
        if elapsed:
            items.append(rs_fsrs.FSRSItem(list(histories[number])))
    return check_parameters(rs_fsrs.FSRS(DEFAULT_PARAMETERS).compute_parameters(items))


def test_drawing_finds_a_guessing_learner_better_than_taking_every_answer_as_known() -> None:
    # Somebody who forgets fast, asked by two options at random intervals. How well he is found is judged by what he knows,
    # which only the simulation can tell.
    dice = Random(4)
    truth = check_parameters((0.2, 0.8, 1.2, 4.0, *DEFAULT_PARAMETERS[4:20], 0.35))
    asked: list[Row] = []
    known: list[Row] = []
    for number in range(700):
        day = dice.randrange(10)
        memory = step(None, 0, 3, truth)
        asked.append((number, day, 3, 0.0))
        known.append((number, day, 3, 0.0))
        for least in (1, 3, 7, 15, 30):
            wait = least + dice.randrange(least + 1)
            day += wait
            knew = dice.random() < retrievability(memory.stability, wait, truth)
            memory = step(memory, wait, 3 if knew else 1, truth)
            asked.append((number, day, 3 if knew or dice.random() < 0.5 else 1, 0.5))
            known.append((number, day, 3 if knew else 1, 0.0))
    asked.sort(key=lambda row: row[1])
    known.sort(key=lambda row: row[1])
    naive = quality(known, fit(asked)).log_loss
    best = quality(known, fit(known)).log_loss
    found = quality(known, fit(drawn(asked, DEFAULT_PARAMETERS, "1"))).log_loss
    assert best < found < (naive + best) / 2


def test_a_fit_is_kept_when_it_predicts_what_was_held_out_better() -> None:
    found: list[Row] = [(0, 0, 3, 0.0), (1, 1, 3, 0.0), (0, 3, 3, 0.0), (0, 9, 3, 0.0), (0, 30, 3, 0.0)]
    known = baseline(found, predicted(found), 4, DEFAULT_PARAMETERS)
    longer = check_parameters((0.2, 1.2, 20.0, 30.0, *DEFAULT_PARAMETERS[4:]))
    shorter = check_parameters((0.2, 0.3, 0.5, 1.0, *DEFAULT_PARAMETERS[4:]))
    better, worse = report(known, longer), report(known, shorter)
    assert (True, longer) == (better.kept, better.parameters)
    assert (False, DEFAULT_PARAMETERS) == (worse.kept, worse.parameters)
    assert worse.after.log_loss > worse.before.log_loss == worse.default.log_loss > better.after.log_loss
    assert (5, 3, 1) == (better.answers, better.predicted, better.after.answers)


def test_parameters_that_predict_just_as_well_are_not_kept() -> None:
    found: list[Row] = [(0, 0, 3, 0.0), (0, 3, 3, 0.0), (0, 9, 3, 0.0)]
    assert not report(baseline(found, predicted(found), 2, DEFAULT_PARAMETERS), DEFAULT_PARAMETERS).kept


@given(histories(max_events=60), st.integers(1, 30))
def test_histories_without_held_out_answers_play_no_part_in_judging(log: list[Event], held_out: int) -> None:
    found = rows(log)
    known = baseline(found, predicted(found), held_out, DEFAULT_PARAMETERS)
    expected = quality(found, DEFAULT_PARAMETERS, held_out)
    assert pytest.approx(expected.log_loss) == known.before.log_loss
    assert expected.answers == known.before.answers
    ratings = [found[place][2] for place in predicted(found) if place < held_out]
    assert pytest.approx(moving_average(found, held_out, ratings).log_loss) == known.average.log_loss


def test_a_simulated_learner_is_predicted_better_by_what_is_fitted_to_him() -> None:
    truth = check_parameters((0.1, 0.4, 0.9, 3.0, *DEFAULT_PARAMETERS[4:8], 1.2, *DEFAULT_PARAMETERS[9:20], 0.3))
    states = {str(number): CardState() for number in range(600)}
    settings = StudySettings(new_per_day=20, reviews_per_day=1000)
    done = simulate(Learner(parameters=truth), states, settings, first_day=20_000, days=150, seed="1")
    found = rows(done.events)
    held_out = split(predicted(found))
    assert quality(found, fit(found[:held_out]), held_out).log_loss < quality(found, DEFAULT_PARAMETERS, held_out).log_loss
