"""Whatever a learner does, and whenever: a session holds what it should, and each step can be gone back."""

from datetime import timedelta

import pytest
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from quiz.memory.rating import Rating
from quiz.memory.state import CardState
from quiz.study.question import Question, Result
from quiz.study.settings import StudySettings
from tests.collection.samples import SYMBOLS, check_replay, deck, kinds, studying
from tests.study.samples import NOON
from tests.study.sessions import AGAIN, EASY, GOOD, MINUTE, answered, card_of

COUNTRIES = deck(
    *(("France", relation, value) for relation, value in (("capital", "Paris"), ("river", "Loire"), ("food", "snails"))),
    ("Italy", "capital", "Rome"),
    ("Italy", "river", "Po"),
    name="countries",
)
"""Ten cards of two subjects: most of them are siblings."""


class Sessions(RuleBasedStateMachine):
    """Studies with a clock that jumps, and keeps by hand what a session should hold: cards, and what each step changed."""

    @initialize(limit=st.none() | st.integers(1, 12), ahead=st.sampled_from([0, 20 * 60]), new=st.integers(1, 9))
    def begin(self, limit: int | None, ahead: int, new: int) -> None:
        self.collection = studying(COUNTRIES, SYMBOLS, settings=StudySettings(learn_ahead=ahead, reviews_per_day=5))
        self.now = NOON
        # Some reviews to begin with, one of them forgotten.
        for rating in (EASY, EASY, AGAIN, GOOD):
            earlier = self.now - timedelta(days=9)
            answered(self.collection.session(now=earlier), rating, earlier)
        self.ahead, self.limit = ahead * 1000, limit
        self.session = self.collection.session(now=self.now, new=new, limit=limit)
        self.siblings = {card.id: card.sibling for row in self.collection.decks() for card in self.collection.cards(row.deck)}
        held = list(self.session._line)
        self.queue = [item.card for item in held if item.state.due_at is None]
        self.learning = {item.card: item.state.due_at for item in held if item.state.due_at is not None}
        assert len(self.queue) >= new
        self.first: list[str] = []
        self.current: Question | None = None
        self.last: str | None = None
        self.steps: list[tuple[str, str, CardState, CardState]] = []
        self.undone: list[tuple[str, str, CardState, CardState]] = []

    @property
    def answers(self) -> int:
        return sum(kind == "answer" for kind, *_ in self.steps)

    @rule(minutes=st.sampled_from([0, 1, 1, 5, 10, 11, 30, 60, 600, 1440, 5000, -1, -30, -1440]))
    def wait(self, minutes: int) -> None:
        self.now += minutes * MINUTE

    @rule()
    def next(self) -> None:
        question = self.session.next(self.now)
        if self.current is not None:
            assert question is self.current
            return
        if self.limit is not None and self.answers >= self.limit:
            assert question is None
            return
        at = round(self.now.timestamp() * 1000)
        due = [card for card, when in self.learning.items() if when <= at]
        ahead = [card for card, when in self.learning.items() if at < when <= at + self.ahead]
        if self.first:
            expected = [self.first.pop()]
        else:
            expected = self.best(due) or self.best(self.queue[:1]) or self.best(self.queue) or self.best(ahead)
            expected = expected or self.others([*due, *self.queue, *ahead]) or [*due, *self.queue, *ahead]
        if question is None:
            assert not expected
            return
        card = question.card.id
        assert card in expected
        assert question.state == self.collection.state(card)
        self.drop(card)
        self.current, self.last = question, card

    def best(self, cards: list[str]) -> list[str]:
        """Return those that are no sibling of the last card."""
        return [card for card in cards if self.last is None or self.siblings[card] != self.siblings[self.last]]

    def others(self, cards: list[str]) -> list[str]:
        return [card for card in cards if card != self.last]

    def drop(self, card: str) -> None:
        self.queue = self.others_than(card, self.queue)
        self.first = self.others_than(card, self.first)
        self.learning.pop(card, None)
        if self.current is not None and self.current.card.id == card:
            self.current = None

    @staticmethod
    def others_than(card: str, cards: list[str]) -> list[str]:
        return [other for other in cards if other != card]

    def stepped(self, kind: str, before: CardState) -> None:
        assert self.current is not None
        card = self.current.card.id
        after = self.collection.state(card)
        self.steps.append((kind, card, before, after))
        self.undone.clear()
        if kind == "mark":
            self.current = self.session.next(self.now)
        else:
            self.current = None
            self.learns(card, after)

    def learns(self, card: str, state: CardState) -> None:
        if self.steps[-1][0] == "answer" and state.due_at is not None and (state.due_day or 0) <= self.collection.day(self.now):
            self.learning[card] = state.due_at

    @precondition(lambda self: self.current)
    @rule(rating=st.sampled_from(Rating))
    def answer(self, rating: Rating) -> None:
        assert self.current is not None
        before = self.collection.state(self.current.card.id)
        result = self.session.answer(rating, self.now)
        assert isinstance(result, Result)
        assert (rating, self.current.card.id) == (result.event.rating, result.event.card)
        assert result.review.due_day >= result.event.day == self.collection.day(self.now)
        assert result.state == self.collection.state(result.event.card)
        assert before.reps + 1 == result.state.reps
        self.stepped("answer", before)

    @precondition(lambda self: self.current)
    @rule(text=st.sampled_from(["Paris", "Au", "true", "", "?"]))
    def answer_in_words(self, text: str) -> None:
        assert self.current is not None
        before = self.collection.state(self.current.card.id)
        if isinstance(self.session.answer(text, self.now), Result):
            self.stepped("answer", before)

    @precondition(lambda self: self.current)
    @rule(kind=st.sampled_from(["suspend", "bury", "mark"]))
    def act(self, kind: str) -> None:
        assert self.current is not None
        before = self.collection.state(self.current.card.id)
        getattr(self.session, kind)(self.now)
        self.stepped(kind, before)

    @precondition(lambda self: self.current)
    @rule()
    def look(self) -> None:
        assert self.current is not None
        self.current = self.session.taught()
        assert self.session.check("?") is self.session.feedback

    @rule()
    def undo(self) -> None:
        assert bool(self.steps) == self.session.can_undo
        if not self.steps:
            return
        kind, card, before, after = self.steps.pop()
        assert after == self.collection.state(card)
        assert card == card_of(self.session.undo(self.now))
        assert before == self.collection.state(card)
        self.undone.append((kind, card, before, after))
        self.drop(card)
        if self.current is not None:
            self.first.append(self.current.card.id)
            self.current = None
        self.first.append(card)

    @rule()
    def redo(self) -> None:
        assert bool(self.undone) == self.session.can_redo
        if not self.undone:
            return
        kind, card, before, after = self.undone.pop()
        assert card == card_of(self.session.redo(self.now))
        assert after == self.collection.state(card)
        self.steps.append((kind, card, before, after))
        self.drop(card)
        if kind == "mark":
            self.first.append(card)
        self.learns(card, after)

    @invariant()
    def nothing_is_lost(self) -> None:
        check_replay(self.collection)
        held = [*self.first, *self.learning, *self.queue] + ([self.current.card.id] if self.current else [])
        assert len(held) == len(set(held))
        room = len(held) if self.limit is None else max(0, self.limit - self.answers)
        left = self.session.left
        assert min(len(held), room) == left.total
        assert min(left.new, left.learning, left.review) >= 0
        assert [card for kind, card, *_ in self.steps if kind == "answer"] == [
            result.event.card for result in self.session.results
        ]
        assert min(self.learning.values(), default=None) == self.session.next_due()

    def teardown(self) -> None:
        """Whatever happened, the session comes to its end."""
        for _ in range(200):
            self.now += timedelta(hours=1)
            if self.session.next(self.now) is None and not self.session.next_due():
                break
            if self.session.next(self.now) is not None:
                self.session.answer(EASY, self.now)
            elif self.limit is not None and len(self.session.results) >= self.limit:
                break
        assert 0 == self.session.left.total
        check_replay(self.collection)
        assert set(kinds(list(self.collection.events()))) <= {
            "DeckVersion", "Reviewed", "Undone", "Suspended", "Buried", "Marked",
        }  # fmt: skip


Sessions.TestCase.settings = hypothesis_settings(max_examples=60, stateful_step_count=40, deadline=None)
TestSessions = Sessions.TestCase


@pytest.mark.long
def test_many_sessions() -> None:
    run_state_machine_as_test(Sessions, settings=hypothesis_settings(max_examples=1000, stateful_step_count=80, deadline=None))
