"""A leech is told with the answer that shows it; what becomes of it is undone with that answer."""

from datetime import timedelta

import pytest

from quiz.cards.card import Form
from quiz.collection.collection import Collection
from quiz.errors import StoreError
from quiz.memory.rating import Rating
from quiz.study.leeches import Cause, Leech
from quiz.study.options import LeechAction
from quiz.study.question import Result
from quiz.study.session import Session
from quiz.study.settings import StudySettings
from tests.collection.samples import check_replay, deck, kinds
from tests.study.samples import NOON

ONE = deck(("France", "capital", "Paris"), ("Italy", "capital", "Rome"))


def answer(session: Session, day: int, text: str | Rating) -> Result:
    now = NOON + timedelta(days=day)
    assert session.next(now)
    found = session.answer(text, now)
    assert isinstance(found, Result)
    return found


def forgotten(action: str, times: int) -> tuple[Collection, Session, list[Result]]:
    """Return a collection whose first card was typed wrong so many times while in review, and the session of the last answer."""
    settings = StudySettings(
        fuzz=False, learning_steps=(), relearning_steps=(), leech_lapses=3, leech_action=LeechAction(action)
    )  # fmt: skip
    found = Collection.in_memory(settings)
    found.add(ONE, NOON)
    card = found.cards("facts")[0].id
    results = []
    for number in range(times + 1):
        session = found.custom(now=NOON + timedelta(days=9 * number), cards=[card], form=Form.TYPED)
        results.append(answer(session, 9 * number, "Rome" if number else Rating.EASY))
    return found, session, results


def test_it_is_told_with_its_cause_at_the_threshold_only() -> None:
    collection, _, results = forgotten("tell", 4)
    with collection:
        assert [None, None, None, 3, None] == [result.leech.lapses if result.leech else None for result in results]
        leech = results[3].leech
        assert leech == Leech(results[3].question.card.id, 3, LeechAction.TELL, Cause.CONFUSED, "Rome")
        assert "Forgotten 3 times. It is mostly confused with “Rome”." in str(leech)
        assert {"Reviewed"} == set(kinds(list(collection.events()))) - {"DeckVersion"}


@pytest.mark.parametrize(("action", "kind"), [("mark", "Marked"), ("suspend", "Suspended")])
def test_what_becomes_of_it_is_undone_and_redone_with_the_answer(action: str, kind: str) -> None:
    collection, session, results = forgotten(action, 3)
    with collection:
        card = results[-1].question.card.id
        state = collection.state(card)
        assert results[-1].state == state
        assert (action == "mark", action == "suspend") == (state.marked, state.suspended)
        assert kind == kinds(list(collection.events()))[-1]
        now = NOON + timedelta(days=27)
        session.undo(now)
        assert (False, False, 2) == ((back := collection.state(card)).marked, back.suspended, back.lapses)
        session.redo(now)
        assert state == collection.state(card)
        check_replay(collection)


def test_an_answer_of_a_leech_is_kept_whole_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the leech could not be put away, the answer is not in the log either: it is given again, and counts once."""
    collection, _, results = forgotten("suspend", 2)
    with collection:
        now, card = NOON + timedelta(days=30), results[0].question.card.id
        session = collection.custom(now=now, cards=[card], form=Form.TYPED)
        assert session.next(now)
        before, state = kinds(list(collection.events())), collection.state(card)
        with monkeypatch.context() as patch:
            patch.setattr(Session, "_treated", _full)
            with pytest.raises(StoreError, match="disk is full"):
                session.answer("Rome", now)
        assert before == kinds(list(collection.events()))
        assert state == collection.state(card)
        assert [] == list(session.results)
        assert isinstance(session.answer("Rome", now), Result)
        assert [*before, "Reviewed", "Suspended"] == kinds(list(collection.events()))
        check_replay(collection)


def _full(*_: object) -> None:
    message = "The disk is full."
    raise StoreError(message)


def test_practice_shows_no_leech() -> None:
    collection, _, results = forgotten("suspend", 2)
    with collection:
        now = NOON + timedelta(days=90)
        session = collection.custom(now=now, cards=[results[0].question.card.id], form=Form.TYPED, cram=True)
        assert answer(session, 90, "Rome").leech is None
