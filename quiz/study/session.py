"""The session: one question after the other, every answer recorded before the next, any number of steps undone."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from attrs import frozen

from quiz.cards.card import Card, Form
from quiz.errors import SessionError
from quiz.memory.events import Buried, CardEvent, Event, Marked, Reviewed, Suspended
from quiz.memory.rating import Rating
from quiz.memory.state import CardState, Phase
from quiz.study.day import day_start, milliseconds, study_day
from quiz.study.forms import choose_form
from quiz.study.question import Feedback, Question, Result, assess, put
from quiz.study.queue import Waiting
from quiz.study.settings import StudySettings
from quiz.study.steps import Moment, prospects

_LONGEST_ANSWER = 600_000
"""Milliseconds that one answer counts as at most: somebody who went away was not thinking."""
_LOOKED_AHEAD = 8
"""How far down the queue a card is looked for that is no sibling of the last one."""

Made = TypeVar("Made", bound=CardEvent)


class Journal(Protocol):
    """What a session needs of whoever keeps the log. Each method that writes is durable when it returns."""

    def card(self, card: str) -> Card:
        """Return the card with this id."""

    def state(self, card: str) -> CardState:
        """Return what is known of a card's memory."""

    def record(self, card: str, make: Callable[[CardState], Made]) -> tuple[Made, CardState]:
        """Append the event that `make` returns for the card's present state; return it and the state after it."""

    def take_back(self, event: Event, at: int, day: int) -> tuple[Event, CardState]:
        """Append the undoing of a card's event; return it and the card's state after it."""

    def confusions(self, card: str) -> tuple[str, ...]:
        """Return the wrong answers that this learner has given to a card, the latest first."""


@frozen
class Left:
    """How many cards a session still holds."""

    new: int
    learning: int
    review: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.new + self.learning + self.review


@frozen
class _Step:
    """Something that can be undone."""

    event: CardEvent
    waiting: Waiting
    result: Result | None


class Session:
    """Asks cards until none is left. `now` is always an aware `datetime`: the session has no clock of its own."""

    def __init__(
        self,
        journal: Journal,
        settings: StudySettings,
        queue: Iterable[Waiting],
        *,
        learning: Iterable[Waiting] = (),
        limit: int | None = None,
        form: Form | None = None,
        seed: str = "",
    ) -> None:
        """Ask the cards of `queue` in their order, and those in their learning steps when they are due.

        `limit` ends the session after so many answers; `form` asks every card in that form where it can be.
        """
        self.settings = settings
        self.limit = limit
        self.form = form
        self._journal = journal
        self._seed = seed
        self._main = list(queue)
        self._learning: dict[str, tuple[int, Waiting]] = {item.card: (item.state.due_at or 0, item) for item in learning}
        self._front: list[Waiting] = []
        self._current: tuple[Waiting, Question] | None = None
        self._feedback: Feedback | None = None
        self._steps: list[_Step] = []
        self._undone: list[tuple[Event, _Step]] = []
        self._taught: set[str] = set()
        self._last_sibling = ""

    @property
    def results(self) -> tuple[Result, ...]:
        """The graded answers so far, those that were undone left out."""
        return tuple(step.result for step in self._steps if step.result is not None)

    @property
    def left(self) -> Left:
        """What the session still holds, the card being asked among it."""
        waiting = [*self._front, *self._main, *([self._current[0]] if self._current else [])]
        new = sum(1 for item in waiting if item.state.phase is Phase.NEW)
        review = sum(1 for item in waiting if item.state.phase is Phase.REVIEW)
        return Left(new, len(waiting) - new - review + len(self._learning), review)

    @property
    def feedback(self) -> Feedback | None:
        """What `check` last found of the present question."""
        return self._feedback

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return bool(self._steps)

    def next(self, now: datetime) -> Question | None:
        """Return the question to ask now: the present one until it is answered, `None` when the session is over."""
        if self._current is not None:
            return self._current[1]
        if self.limit is not None and len(self.results) >= self.limit:
            return None
        for waiting in self._candidates(milliseconds(now)):
            question = self._question(waiting, now)
            if question is not None:
                self._current = (waiting, question)
                self._last_sibling = waiting.sibling
                return question
        return None

    def next_due(self) -> int | None:
        """Return when the next card in its learning steps is due, in milliseconds since the epoch (UTC)."""
        return min((due for due, _ in self._learning.values()), default=None)

    def taught(self) -> Question:
        """Note that the learner has seen the answer of a new card; return the question without it."""
        from attrs import evolve

        waiting, question = self._present()
        self._taught.add(question.card.id)
        question = evolve(question, teach=False)
        self._current = (waiting, question)
        return question

    def check(self, response: str | int) -> Feedback:
        """Judge a typed answer, or the option at a place counted from 0, without recording it."""
        self._feedback = assess(self._present()[1], response)
        return self._feedback

    def answer(self, response: Rating | int | str, now: datetime) -> Result | Feedback:
        """Grade the present question and record it; it is durable when this returns.

        A `Rating` or a number from 1 to 4 is the grade. Text is judged and recorded with the grade that it suggests; text that
        is true but not what was asked is not recorded: its `Feedback` is returned and the question stays.
        Raises `SessionError` when nothing is being asked.
        """
        waiting, question = self._present()
        if isinstance(response, str):
            feedback = self.check(response)
            if feedback.suggests is None and feedback.answer:
                return feedback
            response = feedback.suggests or Rating.AGAIN
        rating, feedback_given, moment = Rating(response), self._feedback, self._moment(now)

        def review(state: CardState) -> Reviewed:
            prospect = prospects(question.card.id, state, moment, self.settings)[rating]
            verdict = feedback_given.verdict if feedback_given else None
            return Reviewed(
                card=question.card.id,
                at=moment.at,
                day=moment.day,
                rating=rating,
                phase=prospect.phase,
                step=prospect.step,
                due_day=prospect.due_day,
                due_at=prospect.due_at,
                form=question.form.value,
                options=tuple(option.text for option in question.options),
                answer=feedback_given.answer if feedback_given else None,
                marks=verdict.marks if verdict and len(verdict.marks) > 1 else (),
                took=min(max(moment.at - question.shown_at, 0), _LONGEST_ANSWER),
            )

        event, state = self._journal.record(question.card.id, review)
        result = Result(question, rating, event, feedback_given, state)
        self._done(_Step(event, waiting, result))
        if state.due_at is not None:
            self._learning[waiting.card] = (state.due_at, Waiting(waiting.card, waiting.deck, waiting.sibling, state))
        return result

    def suspend(self, now: datetime) -> None:
        """Take the present card out of every queue until it is resumed."""
        moment = self._moment(now)
        self._put_away(lambda _: Suspended(card=self._present()[0].card, at=moment.at, day=moment.day))

    def bury(self, now: datetime) -> None:
        """Take the present card out of today's queue."""
        moment = self._moment(now)
        self._put_away(lambda _: Buried(card=self._present()[0].card, at=moment.at, day=moment.day, until=moment.day + 1))

    def mark(self, now: datetime) -> bool:
        """Set or take off the learner's mark on the present card; return whether it is marked now."""
        from attrs import evolve

        waiting, question = self._present()
        moment = self._moment(now)
        event, state = self._journal.record(
            waiting.card, lambda known: Marked(card=waiting.card, at=moment.at, day=moment.day, on=not known.marked)
        )
        self._current = (waiting, evolve(question, state=state))
        self._steps.append(_Step(event, waiting, None))
        self._undone.clear()
        return state.marked

    def undo(self, now: datetime) -> CardEvent:
        """Take back the last answer, mark, bury or suspension of this session; its card is asked again next.

        Raises `SessionError` when there is nothing to undo.
        """
        if not self._steps:
            raise SessionError("There is nothing to undo in this session.")
        step = self._steps.pop()
        moment = self._moment(now)
        undoing, _ = self._journal.take_back(step.event, moment.at, moment.day)
        self._undone.append((undoing, step))
        self._ask_first(step.waiting)
        return step.event

    def redo(self, now: datetime) -> CardEvent:
        """Bring back what was last undone. Raises `SessionError` when nothing was, or something else has happened since."""
        if not self._undone:
            raise SessionError("There is nothing to redo in this session.")
        undoing, step = self._undone.pop()
        moment = self._moment(now)
        _, state = self._journal.take_back(undoing, moment.at, moment.day)
        self._drop(step.waiting.card)
        if isinstance(step.event, Marked):
            self._front.append(step.waiting)
        self._steps.append(step)
        if step.result is not None and state.due_at is not None:
            waiting = Waiting(step.waiting.card, step.waiting.deck, step.waiting.sibling, state)
            self._learning[waiting.card] = (state.due_at, waiting)
        return step.event

    def _present(self) -> tuple[Waiting, Question]:
        if self._current is None:
            raise SessionError("No question is being asked; call next() first.")
        return self._current

    def _moment(self, now: datetime) -> Moment:
        day = study_day(now, self.settings.rollover_hour)
        tomorrow = day_start(day, now, self.settings.rollover_hour) + timedelta(days=1)
        return Moment(milliseconds(now), day, milliseconds(tomorrow))

    def _candidates(self, at: int) -> Iterator[Waiting]:
        """Yield what could be asked now, best first; whatever is taken up is removed from where it waited."""
        while True:
            if self._front:
                yield self._front.pop()
                continue
            due = sorted(item for item in ((when, waiting.card) for when, waiting in self._learning.values()) if item[0] <= at)
            if not self._main and not due:
                ahead = at + self.settings.learn_ahead * 1000
                due = sorted((when, waiting.card) for when, waiting in self._learning.values() if when <= ahead)
            cards = [self._learning[card][1] for _, card in due]
            among = [*cards, *self._main[:_LOOKED_AHEAD]]
            if not among:
                return
            chosen = next((item for item in among if item.sibling != self._last_sibling), among[0])
            if chosen.card in self._learning:
                del self._learning[chosen.card]
            else:
                self._main.remove(chosen)
            yield chosen

    def _question(self, waiting: Waiting, now: datetime) -> Question | None:
        card, state = self._journal.card(waiting.card), self._journal.state(waiting.card)
        moment = self._moment(now)
        form = choose_form(card.id, card.forms, state, self.form)
        if form is None or state.hidden(moment.day):
            return None
        preferred = self._journal.confusions(card.id) if form in {Form.CHOICE, Form.TRUEFALSE} else ()
        words = put(card, form, f"{self._seed}:{state.reps}", preferred)
        teach = (state.reps == 0 or state.reteach) and card.id not in self._taught
        expected = prospects(card.id, state, moment, self.settings)
        return Question(card, form, words.prompt, words.options, teach, state, expected, moment.at)

    def _put_away(self, make: Callable[[CardState], CardEvent]) -> None:
        waiting, _ = self._present()
        event, _ = self._journal.record(waiting.card, make)
        self._done(_Step(event, waiting, None))

    def _done(self, step: _Step) -> None:
        self._steps.append(step)
        self._undone.clear()
        self._current = None
        self._feedback = None

    def _ask_first(self, waiting: Waiting) -> None:
        self._drop(waiting.card)
        if self._current is not None:
            self._front.append(self._current[0])
        self._current = None
        self._feedback = None
        self._front.append(waiting)

    def _drop(self, card: str) -> None:
        self._learning.pop(card, None)
        self._main = [item for item in self._main if item.card != card]
        self._front = [item for item in self._front if item.card != card]
        if self._current is not None and self._current[0].card == card:
            self._current, self._feedback = None, None
