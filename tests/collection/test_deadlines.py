"""The deadlines that lie ahead, with what is expected on them."""

import pytest

from quiz.collection.deadlines import deadlines
from quiz.errors import NotFoundError
from quiz.memory.rating import Rating
from quiz.study.deadline import Deadline
from quiz.study.settings import StudySettings
from tests.collection.samples import studying
from tests.study.samples import CAPITALS, DAY, NOON

SOON = StudySettings(deadline=DAY + 20, deadline_retention=0.9, fuzz=False)


def test_there_are_none_unless_one_is_set_and_ahead() -> None:
    assert [] == deadlines(studying(), NOON)
    assert [] == deadlines(studying(settings=StudySettings(deadline=DAY)), NOON)


def test_of_decks_that_were_not_studied_yet() -> None:
    found = deadlines(studying(settings=SOON), NOON)
    assert ["capitals", "symbols"] == [one.deck for one in found]
    (capitals, _) = found
    assert (Deadline(DAY + 20, 0.9), 10, 0) == (capitals.deadline, capitals.cards, capitals.ready)
    assert 1 == capitals.plan.new_per_day
    assert 20 == len(capitals.plan.days)
    assert 0.9 <= capitals.plan.expected <= 1


def test_what_is_known_well_is_ready() -> None:
    collection = studying(CAPITALS, settings=StudySettings(deadline=DAY + 6, deadline_gap=0, fuzz=False))
    session = collection.session(now=NOON, new=10)
    while session.next(NOON):
        session.answer(Rating.EASY, NOON)
    (found,) = deadlines(collection, NOON, "capitals")
    assert 10 == found.cards == found.ready
    with pytest.raises(NotFoundError):
        deadlines(collection, NOON, "nowhere")
