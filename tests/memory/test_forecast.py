"""The forecast against learners who are simulated card by card under the real rules, and by hand."""

from collections.abc import Sequence
from math import exp
from random import Random
from statistics import fmean, pstdev
from time import process_time

import fsrs_rs_python as rs_fsrs
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import UsageError
from quiz.memory.forecast import forecast, recommended, score
from quiz.memory.fsrs import DEFAULT_PARAMETERS, retrievability
from quiz.memory.habits import Habits
from quiz.memory.state import CardState, MemoryState, Phase
from quiz.study.settings import StudySettings
from quiz.study.simulation import Learner, Simulated, simulate

TODAY = 20_400
WORK = 0.06
"""How far expected work may be from simulated work, as a share of it: what fuzz and whole days do is simplified."""
KNOWLEDGE = 0.01
"""… and expected knowledge."""
BACKLOG = 1.5
"""How many times as far where a limit leaves reviews over for months."""


def collection(seen: int, new: int) -> dict[str, CardState]:
    """Return cards of all ages, some of them late, and new ones."""
    dice = Random(1)
    found = {}
    for number in range(seen):
        stability = exp(dice.gauss(2.5, 1.3))
        last = TODAY - int(dice.uniform(0, 1.1) * stability) - 1
        found[f"card {number}"] = CardState(
            Phase.REVIEW,
            MemoryState(stability, dice.uniform(1, 10)),
            due_day=last + max(1, round(stability)),
            last_day=last,
            reps=3,
        )
    return found | {f"new {number}": CardState() for number in range(new)}


def simulated(states: dict[str, CardState], habits: Habits, days: int, times: int) -> list[Simulated]:
    settings = StudySettings(
        desired_retention=habits.desired_retention, new_per_day=habits.new_per_day, reviews_per_day=habits.reviews_per_day
    )
    learner = Learner(first_ratings=habits.first_ratings, recall_ratings=habits.recall_ratings)
    return [simulate(learner, states, settings, first_day=TODAY, days=days, seed=str(seed)) for seed in range(times)]


def compare(
    states: dict[str, CardState], habits: Habits, spans: Sequence[tuple[int, int]], *, times: int, slack: float = 1.0
) -> None:
    days = spans[-1][1]
    done = simulated(states, habits, days, times)
    expected = forecast(states.values(), habits, TODAY, days)
    for start, end in spans:
        theirs = [one.days[start:end] for one in done]
        mine = expected.days[start:end]
        assert pytest.approx(fmean(sum(day.new for day in one) for one in theirs)) == sum(day.new for day in mine)
        assert pytest.approx(fmean(sum(day.reviews for day in one) for one in theirs), rel=slack * WORK) == sum(
            d.reviews for d in mine
        )
        assert pytest.approx(fmean(sum(day.answers for day in one) for one in theirs), rel=slack * WORK) == sum(
            d.answers for d in mine
        )
        assert pytest.approx(fmean(sum(day.knowledge for day in one) for one in theirs), rel=slack * KNOWLEDGE) == sum(
            d.known for d in mine
        )


def test_work_and_knowledge_are_those_of_simulated_learners() -> None:
    compare(collection(300, 100), Habits(new_per_day=5), [(0, 10), (10, 40)], times=4)


@pytest.mark.long
@pytest.mark.parametrize("retention", [0.8, 0.9, 0.95])
@pytest.mark.parametrize("limit", [30, 1000])
def test_work_and_knowledge_are_those_of_simulated_learners_over_months(retention: float, limit: int) -> None:
    habits = Habits(desired_retention=retention, new_per_day=5, reviews_per_day=limit)
    compare(collection(600, 400), habits, [(0, 7), (7, 30), (30, 60), (60, 120)], times=6, slack=BACKLOG if limit == 30 else 1.0)


def test_the_score_after_study_is_that_of_simulated_learners() -> None:
    states = collection(300, 60)
    habits = Habits(new_per_day=3)
    done = simulated(states, habits, 20, 40)
    scores = [one.score(TODAY + 20, DEFAULT_PARAMETERS, str(number)) for number, one in enumerate(done)]
    expected = forecast(states.values(), habits, TODAY, 20).score
    assert 360 == expected.cards
    assert pytest.approx(fmean(scores), rel=KNOWLEDGE) == expected.mean
    assert pytest.approx(pstdev(scores), rel=0.25) == expected.deviation  # 40 draws tell a deviation to a tenth


def test_the_score_without_study_is_the_sum_of_the_chances() -> None:
    states = [CardState(memory=MemoryState(10.0, 5.0), last_day=TODAY - 10), CardState(), CardState()]
    chance = retrievability(10.0, 15, DEFAULT_PARAMETERS)
    found = score(states, DEFAULT_PARAMETERS, TODAY + 5)
    assert pytest.approx((chance, (chance * (1 - chance)) ** 0.5, 3)) == (found.mean, found.deviation, found.cards)


def test_the_score_by_options_counts_lucky_answers() -> None:
    states = [CardState(memory=MemoryState(10.0, 5.0), last_day=TODAY - 10), CardState()]
    chance = 0.9 + 0.1 / 4
    found = score(states, DEFAULT_PARAMETERS, TODAY, guess=0.25)
    assert pytest.approx((chance + 0.25, (chance * (1 - chance) + 0.25 * 0.75) ** 0.5)) == (found.mean, found.deviation)


@given(st.integers(0, 40), st.integers(1, 400), st.sampled_from([0.0, 0.25, 0.5]))
def test_with_nothing_studied_the_forecast_is_the_score(number: int, days: int, guess: float) -> None:
    states = list(collection(number, 5).values())
    idle = Habits(new_per_day=0, reviews_per_day=0)
    exact = score(states, DEFAULT_PARAMETERS, TODAY + days, guess=guess)
    expected = forecast(states, idle, TODAY, days, guess=guess, width=0.02)
    assert pytest.approx(exact.mean, rel=0.02) == expected.score.mean
    assert pytest.approx(score(states, DEFAULT_PARAMETERS, TODAY).mean, rel=0.02) == expected.days[0].known
    assert {0.0} == {day.answers for day in expected.days}


@given(st.integers(0, 60), st.integers(0, 30), st.integers(0, 10), st.integers(0, 20), st.integers(1, 60))
def test_no_card_is_lost(seen: int, fresh: int, new: int, limit: int, days: int) -> None:
    states = list(collection(seen, fresh).values())
    expected = forecast(states, Habits(new_per_day=new, reviews_per_day=limit), TODAY, days)
    assert min(fresh, new * days) == sum(day.new for day in expected.days)
    for day in expected.days:
        assert day.reviews <= limit + 1e-9
        assert -1e-9 <= day.forgotten <= day.reviews + 1e-9
        assert 0 <= day.known <= seen + fresh + 1e-9
    assert 0 <= expected.score.mean <= seen + fresh + 1e-9


def test_what_the_limit_leaves_waits_for_the_next_day() -> None:
    states = [CardState(Phase.REVIEW, MemoryState(1e4, 5.0), due_day=TODAY - 3, last_day=TODAY - 13)] * 10
    expected = forecast(states, Habits(reviews_per_day=4), TODAY, 3)
    assert pytest.approx([6.0, 2.0, 0.0], abs=0.01) == [day.late for day in expected.days]
    assert pytest.approx([4.0, 4.0]) == [day.reviews for day in expected.days[:2]]


def test_a_suspended_card_is_never_asked_and_slowly_forgotten() -> None:
    states = [CardState(Phase.REVIEW, MemoryState(10.0, 5.0), due_day=TODAY, last_day=TODAY - 10, suspended=True), CardState()]
    states[1] = evolve(states[1], suspended=True)
    expected = forecast(states, Habits(), TODAY, 20)
    assert {0.0} == {day.answers for day in expected.days}
    assert pytest.approx(retrievability(10.0, 29, DEFAULT_PARAMETERS)) == expected.days[19].known


def test_what_is_known_meanwhile_is_nearly_the_sum_of_the_curves() -> None:
    memory = MemoryState(stability=30.0, difficulty=5.0)
    state = CardState(phase=Phase.REVIEW, memory=memory, last_day=10, due_day=14, reps=1, suspended=True)
    found = forecast([state], Habits(), 20, 900).days
    expected = [retrievability(30.0, day - 10, Habits().parameters) for day in range(20, 920)]
    assert expected == pytest.approx([day.known for day in found], rel=1e-3)


def test_a_forecast_of_years_is_nearly_that_of_narrow_groups() -> None:
    began = process_time()
    found = forecast([CardState() for _ in range(300)], Habits(), 20_000, 1500).days
    assert process_time() - began < 20
    reviews = sum(day.reviews for day in found[730:])
    narrow = forecast([CardState() for _ in range(300)], Habits(), 20_000, 1500, width=0.3).days
    assert sum(day.reviews for day in narrow[730:]) == pytest.approx(reviews, rel=0.05)
    assert narrow[-1].known == pytest.approx(found[-1].known, rel=0.01)


def test_a_forecast_for_no_day_is_refused() -> None:
    with pytest.raises(UsageError, match="1 day at least"):
        forecast([], Habits(), TODAY, 0)


def test_no_cards_bring_no_work() -> None:
    assert 0 == forecast([], Habits(), TODAY, 5).seconds


def test_more_retention_is_more_work_and_more_knowledge() -> None:
    states = list(collection(200, 50).values())
    low, high = (forecast(states, Habits(desired_retention=wish), TODAY, 90) for wish in (0.8, 0.95))
    assert low.seconds < high.seconds
    assert low.days[-1].known < high.days[-1].known


def test_the_recommended_retention_costs_least_of_its_neighbours() -> None:
    states = [CardState()] * 300
    habits = Habits(new_per_day=10, seconds_forgotten=60.0, seconds_step=20.0)
    wish = recommended(states, habits, TODAY, 100)

    def cost(percent: int) -> float:
        found = forecast(states, evolve(habits, desired_retention=percent / 100), TODAY, 100, width=0.3)
        return found.seconds / found.days[-1].known

    assert 0.7 <= wish <= 0.95
    assert cost(round(100 * wish)) <= min(cost(70), cost(80), cost(90), cost(95)) * 1.001


def test_dear_lapses_make_more_retention_worth_while() -> None:
    states = [CardState()] * 200
    cheap = recommended(states, Habits(new_per_day=10), TODAY, 100)
    dear = recommended(states, Habits(new_per_day=10, seconds_forgotten=200.0), TODAY, 100)
    assert cheap < dear


@pytest.mark.long
@pytest.mark.parametrize("seconds", [60.0, 150.0, 400.0])
def test_the_recommended_retention_is_near_the_crates(seconds: float) -> None:
    # The crate asks its own simulator, which draws its cards by lot and takes its steps in its own way.
    usual = rs_fsrs.default_simulator_config()
    good = [[0.0, 0.0, 1.0, 0.0]] * 3
    config = rs_fsrs.SimulatorConfig(
        deck_size=2000,
        learn_span=365,
        max_cost_perday=1e9,
        max_ivl=36_500.0,
        first_rating_prob=usual.first_rating_prob,
        review_rating_prob=usual.review_rating_prob,
        learn_limit=10,
        review_limit=10_000,
        new_cards_ignore_review_limit=True,
        learning_step_transitions=good,
        relearning_step_transitions=good,
        state_rating_costs=[[15.0] * 4, [seconds, 13.0, 13.0, 13.0], [12.0] * 4],
        learning_step_count=2,
        relearning_step_count=1,
    )
    habits = Habits(
        new_per_day=10,
        reviews_per_day=10_000,
        seconds_new=15.0,
        seconds_known=13.0,
        seconds_forgotten=seconds,
        seconds_step=12.0,
    )
    expected = rs_fsrs.optimal_retention(config, list(DEFAULT_PARAMETERS))
    assert pytest.approx(expected, abs=0.04) == recommended([CardState()] * 2000, habits, TODAY)


def test_cards_that_cannot_be_forgotten_yet_are_no_obstacle() -> None:
    """Answered today and due again today: nobody forgets within the day, and nothing is due after that."""
    learning = CardState(Phase.LEARNING, MemoryState(2.3, 2.1), due_day=TODAY, due_at=1, last_day=TODAY, reps=1)
    found = forecast([learning] * 3, Habits(new_per_day=0), TODAY, 5)
    assert 5 == len(found.days)
    assert 3 == found.days[0].known


def test_what_was_done_on_the_first_day_is_not_done_again() -> None:
    cards = collection(60, 60).values()
    plain = forecast(cards, Habits(new_per_day=20, reviews_per_day=10), TODAY, 2)
    late = forecast(cards, Habits(new_per_day=20, reviews_per_day=10, met_today=15, reviewed_today=10), TODAY, 2)
    assert ([20, 20], [5, 20]) == ([day.new for day in plain.days], [day.new for day in late.days])
    assert (10, 0) == (plain.days[0].reviews, late.days[0].reviews)


def test_somebody_is_told_of_every_day_and_can_end_the_forecast() -> None:
    told: list[int] = []
    forecast([], Habits(), TODAY, 3, glance=told.append)
    assert [0, 1, 2] == told

    def enough(day: int) -> None:
        if day:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        forecast([], Habits(), TODAY, 3, glance=enough)
