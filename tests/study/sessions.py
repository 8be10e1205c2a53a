"""What tests of sessions have in common: asking, answering, and which card a step was about."""

from datetime import datetime, timedelta

from quiz.memory.events import CardEvent
from quiz.memory.rating import Rating
from quiz.study.card_changes import Done
from quiz.study.question import Question, Result
from quiz.study.session import Session
from tests.study.samples import NOON

MINUTE = timedelta(minutes=1)
GOOD, AGAIN, EASY = Rating.GOOD, Rating.AGAIN, Rating.EASY


def asked(session: Session, now: datetime = NOON) -> Question:
    question = session.next(now)
    assert question is not None
    return question


def answered(session: Session, rating: Rating = EASY, now: datetime = NOON) -> Result:
    asked(session, now)
    result = session.answer(rating, now)
    assert isinstance(result, Result)
    return result


def card_of(done: Done) -> str:
    """Return the card of what was taken back or brought back."""
    assert isinstance(done, CardEvent)
    return done.card
