"""How the day stands."""

from datetime import UTC, datetime, timedelta

import pytest

from quiz.collection.collection import Collection
from quiz.collection.today import PER_ANSWER, Next, next_time, per_answer, today
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.memory.rating import Rating
from quiz.study.settings import StudySettings

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def made(cards: int = 10, settings: StudySettings | None = None) -> Collection:
    """A collection with so many new cards, each alone."""
    found = Collection.in_memory(settings)
    facts = [Fact(f"s{number}", "r", f"v{number}") for number in range(cards)]
    found.add(Deck("d", "D", facts=facts, relations=[Relation("r", kinds="forward")]), NOON - timedelta(days=60))
    return found


def answer(found: Collection, now: datetime, times: int = 1, rating: Rating = Rating.EASY) -> datetime:
    """Answer some cards, ten seconds each."""
    session = found.session(now=now)
    for _ in range(times):
        assert session.next(now)
        now += timedelta(seconds=10)
        session.answer(rating, now)
    return now


def test_a_day_before_anything_was_answered() -> None:
    with made(3) as found:
        day = today(found, NOON)
    assert (3, 0, 0, {}, 0, False) == (day.waiting, day.done, day.streak, day.answers, day.backlog, day.began)
    assert 3 * 2 * PER_ANSWER == day.seconds  # two learning steps each


def test_a_day_in_the_middle() -> None:
    with made() as found:
        for back in (5, 3, 2, 1):
            answer(found, NOON - timedelta(days=back), 2)
        now = answer(found, NOON)
        day = today(found, now)
        number = found.day(NOON)
        assert {number - 5: 2, number - 3: 2, number - 2: 2, number - 1: 2, number: 1} == day.answers
        assert (4, 1, True) == (day.streak, day.done, day.began)
        assert found.stats(now).streak == day.streak
        assert found.stats(now).by_day == day.answers


def test_an_answer_that_was_taken_back_does_not_count() -> None:
    """And counts again when that is taken back too; its day is no day of the streak meanwhile."""
    with made() as found:
        session = found.session(now=NOON)
        session.next(NOON)
        session.answer(Rating.GOOD, NOON)
        session.undo(NOON)
        assert ({}, 0) == (today(found, NOON).answers, today(found, NOON).streak)
        session.redo(NOON)
        assert ({found.day(NOON): 1}, 1) == (today(found, NOON).answers, today(found, NOON).streak)


def test_the_streak_goes_on_while_today_is_empty() -> None:
    with made() as found:
        answer(found, NOON - timedelta(days=2))
        answer(found, NOON - timedelta(days=1))
        assert 2 == today(found, NOON).streak
        assert 0 == today(found, NOON + timedelta(days=1)).streak


def test_a_pile_is_told() -> None:
    settings = StudySettings(reviews_per_day=1, backlog_days=2, new_per_day=20)
    with made(8, settings) as found:
        answer(found, NOON - timedelta(days=60), 8)
        day = today(found, NOON)
    assert (8, 1) == (day.backlog, day.waiting)


@pytest.mark.parametrize(
    ("times", "expected"),
    [([], 8.0), ([0, 0], 8.0), ([18_000] * 10, 13.0), ([10**9] * 10, 34.0), ([2_000] * 190, 2.3)],
)
def test_the_time_of_an_answer_is_the_learners_own(times: list[int], expected: float) -> None:
    """Few answers count little, and who was away for an hour did not think for an hour."""
    assert expected == pytest.approx(per_answer(times))


def test_when_something_waits_again() -> None:
    with made(1) as found:
        assert Next(1, 1, 0) == next_time(found, NOON)
        answer(found, NOON)
        due = next_time(found, NOON)
        assert due is not None
        assert (True, 0, 1) == (due.days > 1, due.new, due.review)
        assert Next(1, 0, 1) == next_time(found, NOON + timedelta(days=60))
    with Collection.in_memory() as empty:
        assert next_time(empty, NOON) is None
