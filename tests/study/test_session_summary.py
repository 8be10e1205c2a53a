"""What a session came to: every card counts once, and by what it was."""

from datetime import timedelta

from quiz.memory.rating import Rating
from quiz.study.session_summary import Summary, summed_up
from tests.collection.samples import TOGETHER, study, studying
from tests.study.samples import CAPITALS, NOON

AGAIN, GOOD, EASY = Rating.AGAIN, Rating.GOOD, Rating.EASY


def test_nothing_answered() -> None:
    assert Summary() == summed_up(())


def test_new_cards_are_learned_where_they_are_right_at_last() -> None:
    session, now = studying(CAPITALS).session(now=NOON, new=3, reviews=0), NOON
    grades = iter([AGAIN, EASY, EASY])
    for grade in grades:
        session.next(now)
        now += timedelta(seconds=9)
        session.answer(grade, now)
    found = summed_up(session.results)
    assert (3, 2, 3, 2, 0, 0) == (found.answers, found.right, found.cards, found.learned, found.lapsed, found.fixed)
    assert 27 == found.seconds
    assert {"capital": (2, 3)} == found.by_relation
    assert {AGAIN: 1, EASY: 2} == found.by_rating
    (missed,) = found.missed
    assert missed.card == session.results[0].question.card
    assert not missed.right_at_last
    session.next(now)
    session.answer(GOOD, now)
    found = summed_up(session.results)
    assert (3, True) == (found.learned, found.missed[0].right_at_last)


def test_what_is_forgotten_lapses_and_what_is_right_afterwards_is_fixed() -> None:
    collection = studying(CAPITALS, settings=TOGETHER)
    study(collection)
    now = NOON + timedelta(days=60)
    session = collection.session(now=now, limit=4)
    for grade in (AGAIN, AGAIN, GOOD, GOOD):
        session.next(now)
        session.answer(grade, now)
    found = summed_up(session.results)
    assert (2, 0, 0) == (found.lapsed, found.fixed, found.learned)
    now += timedelta(minutes=11)
    session = collection.session(now=now, limit=1)
    session.next(now)
    session.answer(GOOD, now)
    assert (0, 1) == (summed_up(session.results).lapsed, summed_up(session.results).fixed)


def test_practice_is_told_apart() -> None:
    collection = studying(CAPITALS)
    session = collection.custom(cards=[card.id for card in collection.cards("capitals")][:2], now=NOON, cram=True)
    session.next(NOON)
    session.answer(AGAIN, NOON)
    found = summed_up(session.results)
    assert found.is_practice
    assert 1 == len(found.missed)
