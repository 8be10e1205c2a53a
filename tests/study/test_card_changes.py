"""What a session does to cards beside answering them is recorded, and taken back step by step, whatever lies between."""

from datetime import timedelta

import pytest
from attrs import evolve

from quiz.collection.collection import Collection
from quiz.collection.deck_edits import DeckEdit
from quiz.collection.fact_edits import with_fact
from quiz.errors import SessionError, UsageError
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.facts.values import Text
from quiz.memory.events import Buried, DueSet, Edited, Reset, Suspended
from quiz.memory.rating import Rating
from quiz.memory.state import Phase
from quiz.study.session import Session
from quiz.study.settings import StudySettings
from tests.collection.samples import check_replay
from tests.study.samples import DAY, NOON

BOTH_WAYS = Deck(
    "places",
    facts=[Fact("Peru", "capital", "Lima"), Fact("Chad", "capital", "N'Djamena"), Fact("Fiji", "capital", "Suva")],
    relations=[Relation("capital", kinds=("forward", "backward"))],
)


def studying(deck: Deck = BOTH_WAYS) -> tuple[Collection, Session]:
    collection = Collection.in_memory(StudySettings(new_per_day=99))
    collection.add(deck, NOON)
    return collection, collection.session(now=NOON)


def prompt(session: Session) -> str:
    question = session.next(NOON)
    assert question is not None
    return question.card.prompt


def edit(collection: Collection, old: Fact, new: Fact | None, session: Session) -> DeckEdit:
    deck = collection.deck("places")
    done = DeckEdit.applied(collection, collection.plan_edit(with_fact(deck, new, old)), NOON)
    session.did(done)
    return done


def test_all_cards_of_a_fact_are_buried_and_come_back_together() -> None:
    collection, session = studying()
    first = prompt(session)
    total = session.left.total
    assert 2 == session.bury(NOON, fact=True)
    prompt(session)
    assert total - 2 == session.left.total
    assert isinstance(session.undo(NOON), Buried)
    assert first == prompt(session)
    assert total == session.left.total
    assert 0 == sum(collection.state(card.id).hidden(DAY) for card in collection.cards("places"))
    session.redo(NOON)
    prompt(session)
    assert (total - 2, 2) == (
        session.left.total,
        sum(collection.state(card.id).hidden(DAY) for card in collection.cards("places")),
    )
    check_replay(collection)


def test_all_cards_of_a_fact_are_suspended_and_no_card_of_another() -> None:
    collection, session = studying()
    question = session.next(NOON)
    assert question is not None
    session.suspend(NOON, fact=True)
    hidden = [card.facts for card in collection.cards("places") if collection.state(card.id).suspended]
    assert [question.card.facts] * 2 == hidden
    check_replay(collection)


def test_of_a_large_deck_too_the_cards_of_a_fact_are_found() -> None:
    facts = [Fact(f"subject {number}", "capital", f"value {number // 2}") for number in range(900)]
    collection, session = studying(evolve(BOTH_WAYS, facts=facts))
    question = session.next(NOON)
    assert question is not None
    assert 2 == session.suspend(NOON, fact=True)
    assert 2 == sum(state.suspended for state in collection.store.states(c.id for c in collection.cards("places")).values())


@pytest.mark.parametrize("count", [3, 900])
def test_all_cards_of_a_note_are_suspended_whatever_their_facts_are_about(count: int) -> None:
    relations = [Relation("Back", kinds=("forward", "backward"), apart=True), Relation("Sound", kinds=("forward",), apart=True)]
    facts = [
        fact
        for number in range(count)
        for fact in (
            Fact(f"word {number}", "Back", f"Wort {number}", id=f"n{number}/0"),
            Fact(f"other {number}", "Sound", f"noise {number}", id=f"n{number}/1"),
        )
    ]
    collection, session = studying(Deck("places", facts=facts, relations=relations))
    question = session.next(NOON)
    assert question is not None
    assert 3 == session.suspend(NOON, fact=True)
    suspended = [card.facts[0].id for card in collection.cards("places") if collection.state(card.id).suspended]
    assert ["n0/0", "n0/0", "n0/1"] == suspended
    assert 3 == len({card.facts[0].id for card in collection.cards("places") if card.sibling == "word 1"} | {"x"})


def test_a_card_that_is_set_due_later_leaves_the_session_until_that_is_undone() -> None:
    collection, session = studying()
    first = prompt(session)
    card = session.next(NOON).card.id  # type: ignore[union-attr]
    session.set_due(DAY + 9, NOON)
    assert first != prompt(session)
    assert (Phase.REVIEW, DAY + 9) == (collection.state(card).phase, collection.state(card).due_day)
    assert isinstance(session.undo(NOON), DueSet)
    assert first == prompt(session)
    session.redo(NOON)
    assert first != prompt(session)
    session.undo(NOON)
    prompt(session)
    session.set_due(DAY, NOON)
    assert first == prompt(session)
    check_replay(collection)


def test_a_card_that_is_reset_is_taught_again() -> None:
    collection, session = studying()
    first = prompt(session)
    session.taught()
    session.answer(Rating.AGAIN, NOON)
    later = NOON + timedelta(minutes=20)
    question = session.next(later)
    while question is not None and question.card.prompt != first:
        session.answer(Rating.EASY, later)
        question = session.next(later)
    assert question is not None
    assert not question.teach
    session.reset(later)
    question = session.next(later)
    assert question is not None
    assert (first, True, 0) == (question.card.prompt, question.teach, question.state.reps)
    assert isinstance(session.undo(later), Reset)
    question = session.next(later)
    assert question is not None
    assert (first, 1) == (question.card.prompt, question.state.reps)
    check_replay(collection)


def test_an_edit_is_asked_as_it_is_now_and_taken_back_in_its_turn() -> None:
    collection, session = studying()
    question = session.next(NOON)
    assert question is not None
    session.taught()
    old = question.card.facts[0]
    edit(collection, old, evolve(old, value=Text("Elsewhere")), session)
    question = session.next(NOON)
    assert question is not None
    assert ("Elsewhere", True) == (question.card.answer, question.teach)
    session.mark(NOON)
    session.bury(NOON)
    assert ["Buried", "Marked", "DeckEdit"] == [type(session.undo(NOON)).__name__ for _ in range(3)]
    question = session.next(NOON)
    assert question is not None
    assert old == question.card.facts[0]
    assert not session.can_undo
    assert ["DeckEdit", "Marked", "Buried"] == [type(session.redo(NOON)).__name__ for _ in range(3)]
    assert Text("Elsewhere") in [fact.value for fact in collection.deck("places").facts]
    check_replay(collection)


def test_a_card_whose_fact_is_deleted_leaves_the_session_and_comes_back_with_undo() -> None:
    collection, session = studying()
    first, total = prompt(session), session.left.total
    question = session.next(NOON)
    assert question is not None
    edit(collection, question.card.facts[0], None, session)
    assert first != prompt(session)
    session.undo(NOON)
    assert first == prompt(session)
    assert total == session.left.total


def test_a_card_whose_subject_is_mended_keeps_its_memory_under_its_new_name() -> None:
    collection, session = studying()
    first = session.next(NOON)
    assert first is not None
    session.answer(Rating.EASY, NOON)
    session.undo(NOON)
    question = session.next(NOON)
    assert question is not None
    old = question.card.facts[0]
    edit(collection, old, evolve(old, subject=f"{old.subject}s"), session)
    again = session.next(NOON)
    assert again is not None
    assert f"{old.subject}s" in again.card.prompt + again.card.answer
    session.answer(Rating.EASY, NOON)
    assert 1 == collection.state(again.card.id).reps
    check_replay(collection)


def test_an_edit_on_which_another_one_stands_is_not_taken_back() -> None:
    collection, session = studying()
    question = session.next(NOON)
    assert question is not None
    old = question.card.facts[0]
    edit(collection, old, evolve(old, value=Text("Here")), session)
    collection.edit(with_fact(collection.deck("places"), Fact("Mali", "capital", "Bamako")), NOON)
    with pytest.raises(UsageError, match="changed since"):
        session.undo(NOON)
    assert session.can_undo
    assert "Mali" in {fact.subject for fact in collection.deck("places").facts}
    assert not [event for event in collection.events() if isinstance(event, Edited)]  # it follows no file


def test_what_is_done_anew_cannot_be_redone_any_longer() -> None:
    _, session = studying()
    prompt(session)
    session.mark(NOON)
    session.undo(NOON)
    prompt(session)
    session.suspend(NOON)
    with pytest.raises(SessionError):
        session.redo(NOON)
    assert isinstance(session.undo(NOON), Suspended)
