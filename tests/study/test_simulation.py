"""The simulated learner keeps the rules, and remembers as much as was wished for however he is asked."""

import pytest

from quiz.memory.fsrs import DEFAULT_PARAMETERS
from quiz.memory.replay import replay
from quiz.memory.state import CardState, Phase
from quiz.study.settings import StudySettings
from quiz.study.simulation import Learner, Simulated, simulate
from tests.study.samples import DAY, review


def studied(
    options: int = 0, *, weighed: bool = True, cards: int = 150, days: int = 1500, retention: float = 0.9, seed: str = "1"
) -> Simulated:
    settings = StudySettings(desired_retention=retention, new_per_day=cards, reviews_per_day=cards)
    states = {str(number): CardState() for number in range(cards)}
    return simulate(Learner(options=options, weighed=weighed), states, settings, first_day=DAY, days=days, seed=seed)


def test_the_same_seed_gives_the_same() -> None:
    assert studied(4, days=60) == studied(4, days=60)
    assert studied(4, days=60).days != studied(4, days=60, seed="2").days


def test_limits_are_kept_and_what_is_late_is_asked_later() -> None:
    states = {str(number): review() for number in range(20)} | {f"new {number}": CardState() for number in range(5)}
    settings = StudySettings(new_per_day=2, reviews_per_day=8)
    done = simulate(Learner(), states, settings, first_day=DAY, days=3, seed="1")
    assert [(2, 8), (2, 8), (1, 4)] == [
        (day.new, min(day.reviews, 4) if day.day == DAY + 2 else day.reviews) for day in done.days
    ]


def test_the_log_leads_to_the_states() -> None:
    done = studied(4, cards=5, days=200)
    assert dict(done.states) == replay(done.events, DEFAULT_PARAMETERS)


def test_without_options_what_is_right_was_known() -> None:
    done = studied(cards=30, days=300)
    assert [day.known for day in done.days] == [day.right for day in done.days]


def test_a_card_that_is_known_leaves_its_steps_on_the_first_day() -> None:
    done = studied(cards=3, days=1)
    assert {Phase.REVIEW} == {state.phase for state in done.states.values()}
    assert (3, 0, 6) == (done.days[0].new, done.days[0].reviews, done.days[0].answers)


def test_plain_grading_of_guesses_costs_retention_and_evidence_brings_it_back() -> None:
    # The whole measure is tests/bench/bench_guessing.py; some 2,500 reviews here are right to about a percentage point.
    plain, weighed = studied(2, weighed=False).true_retention, studied(2).true_retention
    assert plain < 0.875
    assert 0.88 < weighed < 0.915


@pytest.mark.long
@pytest.mark.parametrize(("options", "allowed"), [(4, 0.010), (2, 0.015)])
def test_true_retention_is_near_the_desired_one_by_options(options: int, allowed: float) -> None:
    done = studied(options, cards=600, days=3650)
    assert abs(done.true_retention - 0.9) <= allowed
    assert studied(options, weighed=False, cards=600, days=3650).true_retention < 0.9 - 1.5 * allowed


@pytest.mark.long
@pytest.mark.parametrize("retention", [0.8, 0.95])
def test_other_desired_retentions_are_met_too(retention: float) -> None:
    assert abs(studied(4, cards=600, days=3650, retention=retention).true_retention - retention) <= 0.01
