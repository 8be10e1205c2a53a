"""A session asks every card, records every answer, and can go back any number of steps."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from attrs import evolve

from quiz.cards.card import Form
from quiz.cards.verdict import Outcome
from quiz.collection.collection import Collection
from quiz.errors import SessionError, StoreError, UsageError
from quiz.memory.events import Marked, Retaught, Reviewed
from quiz.memory.state import CardState, Phase
from quiz.study.day import milliseconds
from quiz.study.question import Feedback, Result
from quiz.study.session import Left, Session
from quiz.study.settings import StudySettings
from tests.collection.samples import SYMBOLS, check_replay, studying
from tests.study.samples import CAPITALS, DAY, NOON
from tests.study.sessions import AGAIN, EASY, GOOD, MINUTE, answered, asked, card_of

# To the end


def test_every_card_is_asked_until_it_is_learned() -> None:
    collection = studying()
    session, now = collection.session(now=NOON), NOON
    order: list[str] = []
    siblings = {card.id: card.sibling for row in collection.decks() for card in collection.cards(row.deck)}
    lefts = [session.left.total]
    while (question := session.next(now)) is not None:
        order.append(question.card.id)
        session.answer(GOOD, now)
        now += MINUTE / 10
        lefts.append(session.left.total)
    assert set(siblings) == set(order)
    assert {2} == {order.count(card) for card in siblings}
    assert all(siblings[one] != siblings[other] for one, other in pairwise(order[:18]))
    assert 18 == lefts[0]
    assert sorted(lefts, reverse=True) == lefts
    assert (0, None) == (lefts[-1], session.next_due())
    assert 36 == len(session.results) == len(list(collection.events())) - 2
    check_replay(collection)


def test_the_same_card_does_not_come_twice_while_another_waits() -> None:
    collection = studying(SYMBOLS)
    session, now = collection.session(now=NOON, new=2), NOON
    order = []
    for _ in range(10):
        order.append(asked(session, now).card.id)
        session.answer(AGAIN, now)
        now += 2 * MINUTE  # whichever was answered last is due again
    assert order == order[:2] * 5
    answered(session, EASY, now)
    order = [answered(session, AGAIN, now).event.card for _ in range(3)]
    assert 1 == len(set(order))  # now there is no other


def test_a_question_stays_until_it_is_answered() -> None:
    session = studying().session(now=NOON)
    assert asked(session) is asked(session, NOON + timedelta(days=3))


def test_the_limit_counts_answers() -> None:
    session = studying().session(now=NOON, limit=3)
    assert Left(3, 0, 0) == session.left
    answered(session)
    asked(session)
    session.suspend(NOON)
    assert Left(2, 0, 0) == session.left
    answered(session)
    answered(session)
    assert session.next(NOON) is None
    assert Left(0, 0, 0) == session.left
    session.undo(NOON)
    assert Left(1, 0, 0) == session.left
    answered(session)
    assert session.next(NOON) is None


def test_a_limit_of_nothing() -> None:
    session = studying().session(now=NOON, limit=0)
    assert (None, 0) == (session.next(NOON), session.left.total)


def test_learning_cards_come_when_they_are_due_or_when_nothing_else_is_left() -> None:
    collection = studying(CAPITALS, settings=StudySettings(learning_steps=(60, 3600)))
    session = collection.session(now=NOON, new=3)
    first = answered(session, AGAIN).event.card
    second = answered(session, GOOD).event.card
    assert (NOON + MINUTE).timestamp() * 1000 == session.next_due()
    assert Left(1, 2, 0) == session.left
    assert first == asked(session, NOON + MINUTE).card.id
    session.answer(EASY, NOON + MINUTE)
    answered(session, EASY, NOON + MINUTE)
    assert session.next(NOON + MINUTE) is None  # the other one is an hour away
    assert (Left(0, 1, 0), (NOON + 60 * MINUTE).timestamp() * 1000) == (session.left, session.next_due())
    assert session.next(NOON + 39 * MINUTE) is None
    assert second == asked(session, NOON + 40 * MINUTE).card.id


def test_a_step_that_ends_tomorrow_waits_for_the_day_to_begin() -> None:
    collection = studying(CAPITALS)
    late = NOON.replace(day=9, hour=3, minute=55)
    session = collection.session(now=late, new=1)
    result = answered(session, GOOD, late)
    assert (DAY + 1, (late + 5 * MINUTE).timestamp() * 1000) == (result.review.due_day, result.review.due_at)
    assert (None, 1) == (session.next(late + 4 * MINUTE), session.left.total)  # not even ahead of its time
    assert result.event.card == asked(session, late + 5 * MINUTE).card.id
    assert result.event.card == asked(collection.session(now=late + 5 * MINUTE, new=0), late + 5 * MINUTE).card.id


def test_nothing_to_study() -> None:
    collection = Collection.in_memory()
    session = collection.session(now=NOON)
    assert (None, None, 0, ()) == (session.next(NOON), session.next_due(), session.left.total, session.results)
    for act in (session.suspend, session.bury, session.mark, lambda now: session.answer(3, now), lambda _: session.check("x")):
        with pytest.raises(SessionError, match="call next"):
            act(NOON)
    for go in (session.undo, session.redo):
        with pytest.raises(SessionError, match="There is nothing to"):
            go(NOON)


# Answers


def test_an_answer_is_recorded_as_it_was_given() -> None:
    session = studying(CAPITALS).session(now=NOON, form=Form.CHOICE)
    question = asked(session)
    wrong = next(place for place, option in enumerate(question.options) if not option.right)
    feedback = session.check(wrong)
    assert feedback is session.feedback
    result = session.answer(feedback.suggests or GOOD, NOON + timedelta(seconds=7))
    assert isinstance(result, Result)
    event = result.review
    assert (question.card.id, AGAIN, "choice", 7000) == (event.card, event.rating, event.form, event.took)
    assert tuple(option.text for option in question.options) == event.options
    assert question.options[wrong].text == event.answer
    assert (DAY, Phase.LEARNING, DAY) == (event.day, event.phase, event.due_day)
    assert result.state.due_at == event.due_at == question.prospects[AGAIN].due_at + 7000  # type: ignore[operator]
    assert (result,) == session.results
    assert not session.can_redo
    assert asked(session).card.id != event.card
    assert session._feedback is None


def test_several_picks_are_judged_and_recorded() -> None:
    session = studying(CAPITALS).session(now=NOON, form=Form.MATCHING)
    question = asked(session)
    result = session.answer(question.asked.picks, NOON)
    assert isinstance(result, Result)
    assert (GOOD, "matching", question.answer) == (result.rating, result.event.form, result.event.answer)
    assert tuple((item, True) for item in question.left) == result.review.marks
    second = asked(session)
    wrong = session.answer(second.asked.picks[::-1], NOON)
    assert isinstance(wrong, Result)
    assert AGAIN is wrong.rating
    assert wrong.event.answer == "; ".join(
        f"{item} → {second.options[place].text}" for item, place in zip(second.left, second.asked.picks[::-1], strict=True)
    )
    third = asked(session)
    none = session.answer((), NOON)
    assert isinstance(none, Result)
    assert (AGAIN, third.card.id, "") == (none.rating, none.event.card, none.event.answer)


def test_text_is_judged_and_graded() -> None:
    session = studying(CAPITALS).session(now=NOON, form=Form.TYPED)
    right = session.answer(asked(session).card.answer.lower(), NOON)
    assert isinstance(right, Result)
    assert (GOOD, asked(session).card.answer) != (right.rating, right.event.answer)
    empty = session.answer("", NOON)
    assert isinstance(empty, Result)
    assert (GOOD, AGAIN) == (right.rating, empty.rating)


def test_what_is_true_but_was_not_asked_is_not_recorded() -> None:
    from quiz.facts.fact import Fact

    towns = evolve(
        CAPITALS,
        id="towns",
        facts=[
            Fact("Germany", "capital", "Berlin", since=1990),
            Fact("Germany", "capital", "Bonn", since=1949, until=1990),
        ],
    )
    collection = studying(towns)
    session = collection.session(now=NOON, form=Form.TYPED)
    while "Berlin" != asked(session).card.answer:
        session.bury(NOON)
    before = collection.store.event_count()
    found = session.answer("Bonn", NOON)
    assert isinstance(found, Feedback)
    assert Outcome.OTHER == found.outcome
    assert (before, "Berlin") == (collection.store.event_count(), asked(session).card.answer)


@pytest.mark.parametrize("number", [0, 5, -1])
def test_a_number_that_is_no_grade_is_refused(number: int) -> None:
    collection = studying()
    session = collection.session(now=NOON)
    question = asked(session)
    with pytest.raises(UsageError, match="A grade is 1"):
        session.answer(number, NOON)
    assert question is session.next(NOON)


def test_somebody_who_went_away_was_not_thinking() -> None:
    session = studying().session(now=NOON)
    asked(session)
    away = session.answer(EASY, NOON + timedelta(hours=3))
    asked(session, NOON + timedelta(hours=3))
    back = session.answer(EASY, NOON)
    assert isinstance(away, Result)
    assert isinstance(back, Result)
    assert (600_000, 0) == (away.event.took, back.event.took)


def test_a_card_is_taught_before_it_is_asked() -> None:
    collection = studying(CAPITALS)
    session = collection.session(now=NOON, new=1)
    question = asked(session)
    assert question.teach
    assert evolve(question, teach=False) == session.taught() == session.next(NOON)
    session.answer(AGAIN, NOON)
    assert not asked(session).teach
    session.undo(NOON)
    assert not asked(session).teach  # the learner has seen it
    session.answer(GOOD, NOON)
    collection.record(Retaught(card=question.card.id, at=milliseconds(NOON), day=DAY))
    assert asked(session).teach  # another answer, which was not seen
    session.answer(GOOD, NOON)
    assert not collection.state(question.card.id).reteach


def test_every_card_is_asked_in_the_chosen_form() -> None:
    session = studying(CAPITALS).session(now=NOON, form=Form.TRUEFALSE)
    assert Form.TRUEFALSE is asked(session).form


def test_the_seed_decides_the_options() -> None:
    collection = studying(CAPITALS)
    options = {asked(collection.session(now=NOON, form=Form.CHOICE, seed=str(seed))).options for seed in range(8)}
    assert len(options) > 1
    first, second = (asked(collection.session(now=NOON, form=Form.CHOICE, seed="1")) for _ in range(2))
    assert first.options == second.options


# Back and forth


def test_undoing_gives_the_same_question_again() -> None:
    collection = studying(CAPITALS)
    session = collection.session(now=NOON, form=Form.CHOICE)
    question = asked(session)
    session.check(next(place for place, option in enumerate(question.options) if not option.right))
    session.answer(AGAIN, NOON)
    following = asked(session)
    event = session.undo(NOON)
    assert isinstance(event, Reviewed)
    assert (question.card.id, CardState()) == (event.card, collection.state(event.card))
    assert question == asked(session)  # with the same options: a mistake that was taken back is none
    session.answer(EASY, NOON)
    assert following == asked(session)  # and nothing in between was lost
    check_replay(collection)


def test_any_number_of_steps() -> None:
    collection = studying()
    session = collection.session(now=NOON)
    cards = [answered(session).event.card for _ in range(5)]
    assert cards[::-1] == [card_of(session.undo(NOON)) for _ in range(5)]
    assert (False, True, ()) == (session.can_undo, session.can_redo, session.results)
    assert cards[0] == asked(session).card.id
    assert cards == [card_of(session.redo(NOON)) for _ in range(5)]
    assert (True, False, 5) == (session.can_undo, session.can_redo, len(session.results))
    assert 13 == session.left.total
    assert asked(session).card.id not in cards
    check_replay(collection)


def test_redo_ends_with_the_next_answer() -> None:
    session = studying().session(now=NOON)
    answered(session)
    session.undo(NOON)
    answered(session)
    with pytest.raises(SessionError, match="nothing to redo"):
        session.redo(NOON)


def test_a_redone_answer_waits_for_its_learning_step() -> None:
    session = studying(CAPITALS).session(now=NOON, new=1)
    answered(session, GOOD)
    session.undo(NOON)
    assert Left(1, 0, 0) == session.left
    session.redo(NOON)
    assert Left(0, 1, 0) == session.left
    assert 2 == len({answered(session, GOOD).state.reps, 1})


PUT_AWAY: list[Callable[[Session, datetime], int]] = [Session.suspend, Session.bury]


@pytest.mark.parametrize("put_away", PUT_AWAY)
def test_what_is_put_away_does_not_come_back(put_away: Callable[[Session, datetime], int]) -> None:
    collection = studying(SYMBOLS)
    session = collection.session(now=NOON)
    card = asked(session).card.id
    put_away(session, NOON)
    assert collection.state(card).hidden(DAY)
    rest = []
    while (question := session.next(NOON)) is not None:
        rest.append(question.card.id)
        session.answer(EASY, NOON)
    assert (7, True) == (len(rest), card not in rest)
    for _ in range(8):
        session.undo(NOON)
    assert (card, CardState()) == (asked(session).card.id, collection.state(card))
    session.redo(NOON)
    assert card != asked(session).card.id
    assert card != asked(collection.session(now=NOON)).card.id


def test_a_buried_card_comes_back_tomorrow() -> None:
    collection = studying(SYMBOLS)
    session = collection.session(now=NOON, new=1)
    card = asked(session).card.id
    session.bury(NOON)
    tomorrow = NOON + timedelta(days=1)
    assert card == asked(collection.session(now=tomorrow, new=1), tomorrow).card.id


def test_a_mark_is_set_and_taken_off() -> None:
    collection = studying()
    session = collection.session(now=NOON)
    card = asked(session).card.id
    assert [True, False, True] == [session.mark(NOON) for _ in range(3)]
    assert asked(session).state.marked
    assert isinstance(session.undo(NOON), Marked)
    assert (card, False) == (asked(session).card.id, asked(session).state.marked)
    session.redo(NOON)
    assert (card, True) == (asked(session).card.id, collection.state(card).marked)
    assert 18 == session.left.total
    check_replay(collection)


def test_a_mark_keeps_what_was_checked() -> None:
    session = studying(CAPITALS).session(now=NOON, form=Form.TYPED)
    asked(session)
    feedback = session.check("Atlantis")
    session.mark(NOON)
    assert feedback is session.feedback


# Others at the same collection


def test_a_card_that_another_session_has_answered_comes_last() -> None:
    collection = studying(SYMBOLS)
    here, there = collection.session(now=NOON), collection.session(now=NOON)
    done = [answered(there).event.card for _ in range(3)]
    mine = []
    while (question := here.next(NOON)) is not None:
        mine.append(question.card.id)
        here.answer(EASY, NOON)
    assert 8 == len(mine)
    assert sorted(done) == sorted(mine[5:])


def test_an_answer_that_another_session_has_followed_can_be_undone() -> None:
    collection = studying(SYMBOLS)
    here, there = (collection.session(now=NOON, new=1) for _ in range(2))
    asked(there)
    card = answered(here, GOOD).event.card
    answered(there, GOOD)
    assert 2 == collection.state(card).reps
    here.undo(NOON)
    assert (card, 1) == (asked(here).card.id, collection.state(card).reps)


def test_a_card_that_left_its_deck_is_left_out() -> None:
    collection = studying()
    session = collection.session(now=NOON)
    collection.remove("capitals", NOON)
    decks = set()
    while (question := session.next(NOON)) is not None:
        decks.add(question.card.deck.id)
        session.answer(EASY, NOON)
    assert ({"symbols"}, 0) == (decks, session.left.total)


def test_a_suspended_card_is_left_out() -> None:
    from quiz.memory.events import Suspended

    collection = studying(SYMBOLS)
    session = collection.session(now=NOON)
    for card in collection.cards("symbols")[1:]:
        collection.record(Suspended(card=card.id, at=milliseconds(NOON), day=DAY))
    answered(session)
    assert (None, 0) == (session.next(NOON), session.left.total)


def test_nothing_is_lost_when_the_disk_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    collection = studying()
    session = collection.session(now=NOON)
    card = answered(session, GOOD).event.card
    question = asked(session)

    def fail(*_: object) -> None:
        raise StoreError("The disk is full.")

    def fails() -> None:
        before = (collection.store.event_count(), session.left, session.results, session.next(NOON))
        with monkeypatch.context() as broken:
            broken.setattr(collection.store.__class__, "put_state", fail)
            for act in (lambda: session.answer(GOOD, NOON), lambda: session.suspend(NOON), lambda: session.mark(NOON)):
                with pytest.raises(StoreError):
                    act()
            with pytest.raises(StoreError):
                (session.redo if session.can_redo else session.undo)(NOON)
        assert before == (collection.store.event_count(), session.left, session.results, session.next(NOON))

    fails()
    assert question == asked(session)
    assert card == card_of(session.undo(NOON))
    asked(session)
    fails()
    assert card == card_of(session.redo(NOON))
    check_replay(collection)


def test_a_card_that_could_not_be_read_is_asked_once_it_can_be(monkeypatch: pytest.MonkeyPatch) -> None:
    collection = Collection.in_memory()
    with collection:
        collection.add(CAPITALS, NOON)
        session = collection.session(now=NOON)
        left = session.left

        def locked(*_: object) -> None:
            raise StoreError("The collection is locked.")

        with monkeypatch.context() as patch:
            patch.setattr(session._journal, "card", locked, raising=False)
            with pytest.raises(StoreError, match="locked"):
                session.next(NOON)
        assert left == session.left
        first = next(iter(collection.cards(CAPITALS.id)))
        found = session.next(NOON)
        assert found is not None
        assert first.id == found.card.id
