"""Numbers counted by hand."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from quiz.memory.events import Event, Reviewed, Undone
from quiz.memory.rating import Rating
from quiz.memory.state import Phase
from quiz.study.statistics import Statistics, statistics
from tests.memory.strategies import logs
from tests.study.samples import DAY

GOOD, AGAIN = Rating.GOOD, Rating.AGAIN


def log(*events: Event) -> list[Event]:
    """Name events as a store does."""
    from attrs import evolve

    return [evolve(event, device="desk", sequence=number) for number, event in enumerate(events, 1)]


def reviewed(card: str, day: int, rating: Rating = GOOD, phase: Phase = Phase.REVIEW, **more: Any) -> Reviewed:  # noqa: ANN401
    values: dict[str, Any] = {"form": "reveal", "took": 1500, "at": day * 1000} | more
    return Reviewed(card=card, day=day, rating=rating, phase=phase, due_day=day + 1, **values)


def undo(sequence: int, day: int = DAY) -> Undone:
    return Undone(at=day * 1000, day=day, target_device="desk", target_sequence=sequence)


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


@given(logs(), st.integers(19_999, 20_011))
def test_the_parts_add_up(events: list[Event], today: int) -> None:
    found = statistics(events, today)
    assert found == statistics(events[::-1], today)
    for parts in (found.by_rating, found.by_form, found.by_day):
        assert found.reviews == sum(parts.values())
    assert found.by_day.get(today, 0) == found.reviews_today
    assert found.cards_today <= found.reviews_today
    assert found.cards <= found.reviews
    assert found.true_retention is None or 0 <= found.true_retention <= 1
    assert 0 <= found.streak <= len(found.by_day)
