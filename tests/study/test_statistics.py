"""Numbers counted by hand."""

from collections import Counter
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from quiz.memory.answers import answers_of
from quiz.memory.events import CardEvent, Crammed, Event, Reset, Retaught, Reviewed, Undone
from quiz.memory.rating import Rating
from quiz.memory.replay import cancelled, in_order, lineage
from quiz.memory.state import Phase
from quiz.study.statistics import Statistics, statistics, taught_anew
from quiz.study.statistics_retention import Retention, by_week, joined
from quiz.study.statistics_series import series
from quiz.study.statistics_tally import FormTally, tally
from tests.memory.strategies import logs
from tests.study.samples import DAY

GOOD, AGAIN = Rating.GOOD, Rating.AGAIN


def log(*events: Event) -> list[Event]:
    """Name events as a store does."""
    from attrs import evolve

    return [evolve(event, device="desk", sequence=number) for number, event in enumerate(events, 1)]


def reviewed(card: str, day: int, rating: Rating = GOOD, phase: Phase = Phase.REVIEW, **more: Any) -> Reviewed:  # noqa: ANN401
    values: dict[str, Any] = {"form": "reveal", "took": 1500, "at": day * 1000, "due_day": day + 1} | more
    return Reviewed(card=card, day=day, rating=rating, phase=phase, **values)


def undo(sequence: int, day: int = DAY) -> Undone:
    return Undone(at=day * 1000, day=day, target_device="desk", target_sequence=sequence)


def test_how_many_cards_are_where_on_their_way_at_the_end_of_each_day() -> None:
    events = log(
        reviewed("a", DAY - 9, AGAIN, Phase.LEARNING),
        reviewed("a", DAY - 9, due_day=DAY - 5),
        reviewed("b", DAY - 9, phase=Phase.LEARNING),
        reviewed("a", DAY - 5, due_day=DAY - 5 + 21),
        reviewed("b", DAY, due_day=DAY + 20),
    )
    found = statistics(events, DAY)
    assert {DAY - 9: (1, 1, 0), DAY - 5: (0, -1, 1), DAY: (-1, 1, 0)} == found.stages_by_day
    shown = series(DAY - 9, DAY, 10)
    levels = shown.levels(found.stages_by_day, 3)
    assert [(1, 1, 0)] * 4 + [(1, 0, 1)] * 5 + [(0, 1, 1)] == levels
    assert (1, 0, 1) == series(DAY - 3, DAY - 1, 9).levels(found.stages_by_day, 3)[0]


def test_nothing_was_studied() -> None:
    expected = Statistics(by_rating={"again": 0, "hard": 0, "good": 0, "easy": 0})
    assert expected == statistics([], DAY)


def test_what_was_answered() -> None:
    events = log(
        reviewed("a", DAY - 1, AGAIN, Phase.LEARNING, form="choice"),
        reviewed("a", DAY - 1, form="typed"),
        reviewed("b", DAY, Rating.EASY, took=60_000),
        reviewed("a", DAY, Rating.HARD),
    )
    found = statistics(reversed(events), DAY)
    assert (4, 2, 2, 2) == (found.reviews, found.cards, found.reviews_today, found.cards_today)
    assert (64, 62) == (found.seconds, found.seconds_today)  # 64.5 s and 61.5 s, to the even second
    assert {"again": 1, "hard": 1, "good": 1, "easy": 1} == found.by_rating
    assert {"choice": 1, "reveal": 2, "typed": 1} == found.by_form
    assert {DAY - 1: 2, DAY: 2} == found.by_day


def test_what_was_taken_back_does_not_count() -> None:
    events = log(reviewed("a", DAY), reviewed("b", DAY), undo(1), reviewed("c", DAY), undo(4), undo(5))
    found = statistics(events, DAY)
    assert (2, 2) == (found.reviews, found.cards)  # a was undone; c was undone and brought back


def test_some_cards() -> None:
    events = log(reviewed("a", DAY), reviewed("b", DAY), reviewed("b", DAY))
    assert 2 == statistics(events, DAY, {"b"}).reviews
    assert 0 == statistics(events, DAY, []).reviews


def test_later_days_do_not_count() -> None:
    events = log(reviewed("a", DAY - 1), reviewed("a", DAY), reviewed("a", DAY + 1))
    assert (2, {DAY - 1: 1, DAY: 1}) == ((found := statistics(events, DAY)).reviews, found.by_day)


def test_true_retention_is_that_of_first_reviews_of_learned_cards() -> None:
    events = log(
        reviewed("a", DAY - 9, GOOD, Phase.LEARNING),  # new
        reviewed("a", DAY - 9, GOOD),  # a learning step
        reviewed("a", DAY - 5, GOOD),  # counts: passed
        reviewed("a", DAY - 5, AGAIN, Phase.RELEARNING),  # the same day again
        reviewed("a", DAY - 4, GOOD),  # a relearning step
        reviewed("a", DAY - 2, AGAIN, Phase.RELEARNING),  # counts: failed
        reviewed("a", DAY - 2, GOOD),
        reviewed("b", DAY - 2, Rating.EASY),  # new
        reviewed("b", DAY, Rating.HARD),  # counts: passed
    )
    assert 2 / 3 == statistics(events, DAY).true_retention
    assert 1 / 2 == statistics(events, DAY, {"a"}).true_retention
    assert statistics(events[:2], DAY).true_retention is None


def test_an_answer_that_was_taken_back_leaves_the_day_open() -> None:
    events = log(reviewed("a", DAY - 5), reviewed("a", DAY, AGAIN, Phase.RELEARNING), undo(2), reviewed("a", DAY))
    assert 1.0 == statistics(events, DAY).true_retention


def test_streaks() -> None:
    def streak(*days: int) -> int:
        return statistics(log(*(reviewed("a", DAY - ago) for ago in days)), DAY).streak

    assert 0 == streak()
    assert 1 == streak(0)
    assert 1 == streak(1)  # today is not over
    assert 0 == streak(2)
    assert 3 == streak(0, 1, 2, 4)
    assert 2 == streak(1, 2, 2, 4)
    undone = statistics(log(reviewed("a", DAY - 1), reviewed("a", DAY), undo(1)), DAY)
    assert 1 == undone.streak


def test_young_and_mature_cards_are_told_apart() -> None:
    events = log(
        reviewed("a", DAY - 60, due_day=DAY - 39),  # an interval of 21 days
        reviewed("a", DAY - 30, AGAIN, Phase.RELEARNING),
        reviewed("b", DAY - 60, due_day=DAY - 40),  # of 20
        reviewed("b", DAY - 30),
        reviewed("b", DAY),
    )
    found = statistics(events, DAY)
    assert Retention(young_passed=2, mature_failed=1) == found.retention
    assert {DAY - 30: Retention(young_passed=1, mature_failed=1), DAY: Retention(young_passed=1)} == found.retention_by_day
    assert (2 / 3, 1.0, 0.0, 3) == (found.true_retention, found.retention.young, found.retention.mature, found.retention.reviews)
    expected = {
        "new": {"again": 0, "hard": 0, "good": 2, "easy": 0},
        "young": {"again": 0, "hard": 0, "good": 2, "easy": 0},
        "mature": {"again": 1, "hard": 0, "good": 0, "easy": 0},
    }
    assert expected == found.by_phase


def test_an_answer_after_a_card_was_reset_or_taught_anew_tests_no_memory() -> None:
    events = log(
        reviewed("a", DAY - 9),
        Reset(card="a", at=(DAY - 8) * 1000, day=DAY - 8),
        reviewed("a", DAY - 5, AGAIN, Phase.LEARNING),
        reviewed("b", DAY - 9),
        Retaught(card="b", at=(DAY - 8) * 1000, day=DAY - 8),
        reviewed("b", DAY - 5),
        reviewed("b", DAY),
        reviewed("c", DAY - 9),
        Reset(card="c", at=(DAY - 8) * 1000, day=DAY - 8),
        undo(9),
        reviewed("c", DAY),
    )
    assert Retention(young_passed=2) == statistics(events, DAY).retention


def test_practice_is_no_review() -> None:
    practice = Crammed(card="a", at=DAY * 1000, day=DAY, rating=GOOD, form="reveal", took=5000)
    found = statistics(log(reviewed("a", DAY), practice), DAY)
    assert (1, 2) == (found.reviews, found.seconds)


def test_hours_are_those_of_a_clock() -> None:
    at = int(datetime(2025, 11, 8, 23, 40, tzinfo=UTC).timestamp() * 1000)
    events = log(reviewed("a", DAY - 1, at=at - 86_400_000), reviewed("a", DAY, at=at))
    in_utc = statistics(events, DAY).by_hour
    assert [0] * 23 + [2] == [hour.answers for hour in in_utc]
    assert Retention(young_passed=1) == in_utc[23].retention
    in_delhi = statistics(events, DAY, zone=ZoneInfo("Asia/Kolkata")).by_hour  # five and a half hours ahead
    assert [0] * 5 + [2] + [0] * 18 == [hour.answers for hour in in_delhi]


def test_forms_and_times_and_new_cards_by_day() -> None:
    events = log(
        reviewed("a", DAY - 3, form="choice"),
        reviewed("a", DAY, AGAIN, form="choice", took=2500),
        reviewed("b", DAY, form="typed", took=400),
    )
    found = statistics(events, DAY)
    assert {DAY - 3: 2, DAY: 3} == found.seconds_by_day
    assert {DAY - 3: 1, DAY: 1} == found.new_by_day
    assert {"choice": FormTally(2, 1, Retention(young_failed=1)), "typed": FormTally(1, 1, Retention())} == found.forms


def test_the_longest_streak() -> None:
    events = log(*(reviewed("a", DAY - ago) for ago in (20, 19, 18, 17, 9, 8, 1, 0)))
    assert (2, 4) == ((found := statistics(events, DAY)).streak, found.longest_streak)


def counted_slowly(events: list[Event], today: int) -> Retention:
    """Count true retention card by card, from the events themselves: slow, and nothing like the tally."""
    log, gone, called = in_order(events), cancelled(events), lineage(events)
    found = Counter[str]()
    standing = [event for event in log if (event.device, event.sequence) not in gone and event.day <= today]
    for card in {called.get(event.card, event.card) for event in standing if isinstance(event, CardEvent)}:
        mine = [
            event
            for event in standing
            if isinstance(event, Reviewed | Reset | Retaught) and called.get(event.card, event.card) == card
        ]
        for before, event in pairwise(mine):
            if not isinstance(before, Reviewed) or not isinstance(event, Reviewed):
                continue
            if before.phase is Phase.REVIEW and before.day < event.day:
                age = "mature" if before.due_day - before.day >= 21 else "young"
                found[f"{age}_{'failed' if event.rating is AGAIN else 'passed'}"] += 1
    return Retention(**found)


@given(logs(), st.integers(19_999, 20_011))
def test_true_retention_is_what_counting_card_by_card_finds(events: list[Event], today: int) -> None:
    assert counted_slowly(events, today) == statistics(events, today).retention


@given(logs(), st.integers(19_999, 20_011))
def test_the_parts_add_up(events: list[Event], today: int) -> None:
    found = statistics(events, today)
    assert found == statistics(events[::-1], today)
    for parts in (found.by_rating, found.by_form, found.by_day):
        assert found.reviews == sum(parts.values())
    assert found.reviews == sum(number for grades in found.by_phase.values() for number in grades.values())
    assert found.reviews == sum(hour.answers for hour in found.by_hour)
    assert found.by_form == {form: counted.answers for form, counted in found.forms.items()}
    assert found.cards == sum(found.new_by_day.values())
    assert found.retention == joined(found.retention_by_day.values()) == joined(hour.retention for hour in found.by_hour)
    assert found.retention == joined(counted.retention for counted in found.forms.values())
    assert found.retention == joined(by_week(found.retention_by_day).values())
    assert found.retention == joined(tally(answers_of(events), today, taught=taught_anew(events)).cards.values())
    assert found.retention.reviews <= sum(
        sum(grades.values()) for phase, grades in found.by_phase.items() if phase in {"young", "mature"}
    )
    assert found.by_day.get(today, 0) == found.reviews_today
    assert found.cards_today <= found.reviews_today
    assert found.cards <= found.reviews
    assert found.true_retention is None or 0 <= found.true_retention <= 1
    assert 0 <= found.streak <= found.longest_streak <= len(found.by_day)
