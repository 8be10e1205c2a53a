"""What an answer says of the memory of a set, and of a guess; practice that moves nothing."""

from datetime import timedelta

import pytest

from quiz.cards.card import Form
from quiz.collection.collection import Collection
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.memory.events import Crammed
from quiz.memory.rating import Rating
from quiz.study.answering import members_of
from quiz.study.question import Feedback, Result
from quiz.study.session import Session
from quiz.study.settings import StudySettings
from tests.collection.samples import check_replay, studying
from tests.study.samples import CAPITALS, NOON, card

NAMES = ("Bern", "Basel", "Genf")
CITIES = Deck(
    "cities", facts=[Fact("Schweiz", "city", name) for name in NAMES], relations=[Relation("city", many=True, kinds=("forward",))]
)


@pytest.fixture
def cities() -> Collection:
    return studying(CITIES, settings=StudySettings(fuzz=False))


def seen(collection: Collection, days: int = 0) -> Session:
    """Return a session at the one question of the cities, typed."""
    now = NOON + timedelta(days=days)
    session = collection.session(now=now, form=Form.TYPED)
    question = session.next(now)
    assert question is not None
    if question.teach:
        session.taught()
    return session


def answered(session: Session, response: str | Rating, days: int = 0) -> Result:
    result = session.answer(response, NOON + timedelta(days=days))
    assert isinstance(result, Result)
    return result


def test_members_of_a_single_answer_are_not_told_apart() -> None:
    assert () == members_of(card(CAPITALS))


def test_the_members_that_were_named_are_recorded(cities: Collection) -> None:
    session = seen(cities)
    event = answered(session, "Bern; Genf").review
    assert {"Basel": False, "Bern": True, "Genf": True} == dict(event.members)
    check_replay(cities)


def test_a_set_is_due_with_its_first_member(cities: Collection) -> None:
    answered(seen(cities), Rating.EASY)
    days = 9
    session = seen(cities, days)
    whole = session.question
    assert whole is not None
    session.check("Bern; Genf")
    partial = session.question
    assert partial is not None
    assert whole.prospects[Rating.HARD].due_day > partial.prospects[Rating.HARD].due_day
    assert whole.prospects[Rating.GOOD] == partial.prospects[Rating.GOOD]  # the learner overrules the marks
    result = answered(session, Rating.HARD, days)
    assert result.state.due_day == partial.prospects[Rating.HARD].due_day
    memories = {member.name: member.memory.stability for member in result.state.members}
    assert memories["Basel"] < memories["Bern"] == memories["Genf"]
    assert result.state.memory is not None
    assert memories["Basel"] == result.state.memory.stability
    check_replay(cities)


def test_a_set_that_is_shown_and_forgotten_is_forgotten_whole(cities: Collection) -> None:
    event = answered(seen(cities), Rating.AGAIN).review
    assert dict.fromkeys(NAMES, False) == dict(event.members)


def test_an_answer_may_be_judged_again(cities: Collection) -> None:
    session = seen(cities)
    first = session.question
    session.check("Bern")
    session.check("Bern; Basel; Genf")
    again = session.question
    assert first is not None
    assert again is not None
    assert first.prospects == again.prospects


def test_practice_is_recorded_and_moves_nothing() -> None:
    with studying() as collection:
        session = collection.session(now=NOON, form=Form.REVEAL)
        cram = Session(collection.journal, collection.settings, list(session._line), cram=True, limit=3, form=Form.REVEAL)
        cards = []
        while (question := cram.next(NOON)) is not None:
            result = cram.answer(Rating.AGAIN, NOON)
            assert not isinstance(result, Feedback)
            assert isinstance(result.event, Crammed)
            assert question.state == result.state
            cards.append(result.event.card)
        assert 3 == len(set(cards))
        assert ("DeckVersion", "DeckVersion", "Crammed", "Crammed", "Crammed") == tuple(
            type(event).__name__ for event in sorted(collection.events(), key=lambda event: event.sequence)
        )
        cram.undo(NOON)
        assert 2 == len(cram.results)
        check_replay(collection)


def test_a_right_pick_moves_memory_less_than_recall() -> None:
    stabilities = {}
    for form in (Form.CHOICE, Form.REVEAL):
        with studying(CAPITALS) as collection:
            for days in (0, 9):
                now = NOON + timedelta(days=days)
                session = collection.session(now=now, form=form)
                question = session.next(now)
                assert question is not None
                assert form is question.form
                expected = question.prospects[Rating.EASY]
                result = session.answer(Rating.EASY, now)
                assert isinstance(result, Result)
                assert expected.due_day == result.state.due_day
                assert result.state.memory is not None
                stabilities[form, days] = result.state.memory.stability
            check_replay(collection)
    assert stabilities[Form.CHOICE, 0] == stabilities[Form.REVEAL, 0]
    assert stabilities[Form.CHOICE, 9] < stabilities[Form.REVEAL, 9]
