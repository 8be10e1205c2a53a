"""What a session does to cards beside answering them, and the way back through all that was done, any number of steps."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Protocol, TypeAlias

from attrs import evolve, field, frozen

from quiz.errors import SessionError
from quiz.memory.events import Buried, CardEvent, DueSet, Event, Marked, Reset, Suspended
from quiz.memory.state import CardState
from quiz.study.daily_load import DailyLoad
from quiz.study.day import day_start, milliseconds, study_day
from quiz.study.journal import Journal
from quiz.study.line import Line
from quiz.study.question import Feedback, Question, Result
from quiz.study.queue import Waiting
from quiz.study.settings import StudySettings
from quiz.study.steps import Moment


class Change(Protocol):
    """Something that was done beside the cards of a session and that its undo takes back too, such as the edit of a deck."""

    @property
    def words(self) -> str:
        """What it is called when it is taken back or brought back."""

    def undo(self, now: datetime) -> None:
        """Take it back. Raises a `QuizError` where that cannot be done; nothing is changed then."""

    def redo(self, now: datetime) -> None:
        """Bring it back. Raises a `QuizError` where that cannot be done; nothing is changed then."""


Done: TypeAlias = CardEvent | Change


@frozen
class Step:
    """Something that can be undone."""

    done: Done
    waiting: Waiting | None
    """The card that was asked when it was done."""
    result: Result | None = None
    also: tuple[CardEvent, ...] = ()
    """What was done with it: to a leech with its answer, to the other cards of a fact. It is undone with it."""
    away: tuple[Waiting, ...] = ()
    """The other cards that it took out of the session."""


@frozen
class _Undone:
    """Something that was undone and can be redone."""

    step: Step
    undoings: tuple[Event, ...] = field(default=())
    """The events that took it back; the one of what was done itself comes last."""


class CardChanges:
    """The part of a `Session` that changes cards and goes back."""

    settings: StudySettings
    _journal: Journal
    _line: Line
    _load: DailyLoad

    def __init__(self) -> None:
        """Start with nothing done."""
        self._current: tuple[Waiting, Question] | None = None
        self._feedback: Feedback | None = None
        self._steps: list[Step] = []
        self._undone: list[_Undone] = []
        self._taught: dict[tuple[str, int], str] = {}
        """The answers that were taught in this session, by the id of the card and how often it had been answered."""

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return bool(self._steps)

    @property
    def can_redo(self) -> bool:
        """Whether there is something to redo."""
        return bool(self._undone)

    def suspend(self, now: datetime, *, fact: bool = False) -> int:
        """Take the present card out of every queue until it is resumed; with `fact`, all cards of its fact. Return how many."""
        moment = self._moment(now)
        return self._put_away(lambda card, _: Suspended(card=card, at=moment.at, day=moment.day), fact=fact)

    def suspend_other(self, card: str, now: datetime) -> None:
        """Take another card than the present one out of every queue until it is resumed."""
        moment = self._moment(now)
        event, _ = self._journal.record(card, lambda _: Suspended(card=card, at=moment.at, day=moment.day))
        self._steps.append(Step(event, None, away=tuple(self._line.drop(card))))
        self._undone.clear()

    def bury(self, now: datetime, *, fact: bool = False) -> int:
        """Take the present card out of today's queue; with `fact`, all cards of its fact. Return how many."""
        moment = self._moment(now)
        until = moment.day + 1
        return self._put_away(lambda card, _: Buried(card=card, at=moment.at, day=moment.day, until=until), fact=fact)

    def mark(self, now: datetime) -> bool:
        """Set or take off the learner's mark on the present card; return whether it is marked now."""
        waiting, question = self._present()
        moment = self._moment(now)
        event, state = self._journal.record(
            waiting.card, lambda known: Marked(card=waiting.card, at=moment.at, day=moment.day, on=not known.marked)
        )
        self._current = (waiting, evolve(question, state=state))
        self._steps.append(Step(event, waiting))
        self._undone.clear()
        return state.marked

    def set_due(self, day: int, now: datetime) -> None:
        """Make the present card due on a study day. Due today, it is asked again; later, it leaves the session."""
        waiting, _ = self._present()
        moment = self._moment(now)
        event, state = self._journal.record(
            waiting.card, lambda _: DueSet(card=waiting.card, at=moment.at, day=moment.day, due_day=day)
        )
        self._done(Step(event, waiting))
        self._load.forget()
        if day <= moment.day:
            self._line.put_first(evolve(waiting, state=state))

    def reset(self, now: datetime) -> None:
        """Forget what is remembered of the present card: it is new, and is taught next."""
        waiting, question = self._present()
        moment = self._moment(now)
        event, state = self._journal.record(waiting.card, lambda _: Reset(card=waiting.card, at=moment.at, day=moment.day))
        self._done(Step(event, waiting))
        self._load.forget()
        self._taught = {known: answer for known, answer in self._taught.items() if known[0] != question.card.id}
        self._line.put_first(evolve(waiting, state=state))

    def did(self, change: Change) -> None:
        """Note a change that was made beside the session, such as an edit, as its latest step; the present card is read anew."""
        self._steps.append(Step(change, self._current[0] if self._current else None))
        self._undone.clear()
        self.reread()

    def reread(self) -> None:
        """Let `next` ask the present card as it and its deck are now, or leave it out where it is to be asked no longer."""
        if self._current is not None:
            self._line.put_first(self._current[0])
        self._current, self._feedback = None, None

    def undo(self, now: datetime) -> Done:
        """Take back the last answer or change of this session; its card is asked again next.

        Raises `SessionError` when there is nothing to undo.
        """
        if not self._steps:
            raise SessionError("There is nothing to undo in this session.")
        step, moment = self._steps[-1], self._moment(now)
        undoings: list[Event] = []
        state: CardState | None = None
        if isinstance(step.done, CardEvent):
            with self._journal.together():
                for event in (*reversed(step.also), step.done):
                    undoing, state = self._journal.take_back(event, moment.at, moment.day)
                    undoings.append(undoing)
        else:
            step.done.undo(now)
        self._undone.append(_Undone(self._steps.pop(), tuple(undoings)))
        self._load.forget()
        for item in step.away:
            self._line.put_last(item)
        if step.waiting is not None:
            self._drop(step.waiting.card)
        self.reread()
        if step.waiting is not None:
            self._line.put_first(step.waiting if state is None else evolve(step.waiting, state=state))
        return step.done

    def redo(self, now: datetime) -> Done:
        """Bring back what was last undone. Raises `SessionError` when nothing was, or something else has happened since."""
        if not self._undone:
            raise SessionError("There is nothing to redo in this session.")
        undone, moment = self._undone[-1], self._moment(now)
        step, state = undone.step, CardState()
        if isinstance(step.done, CardEvent):
            with self._journal.together():
                for undoing in undone.undoings:
                    _, state = self._journal.take_back(undoing, moment.at, moment.day)
        else:
            step.done.redo(now)
        self._undone.pop()
        self._load.forget()
        self._steps.append(step)
        for item in step.away:
            self._line.drop(item.card)
        if not isinstance(step.done, CardEvent):
            self.reread()
            return step.done
        if step.waiting is not None:
            self._drop(step.waiting.card)
            self._go_on(step, step.waiting, state, moment)
        return step.done

    def _go_on(self, step: Step, waiting: Waiting, state: CardState, moment: Moment) -> None:
        """Put a card, of which something was brought back, where it belongs after it."""
        done = step.done
        if isinstance(done, Marked | Reset) or (isinstance(done, DueSet) and done.due_day <= moment.day):
            self._line.put_first(evolve(waiting, state=state))
        elif step.result is not None:
            self._learn(waiting, state, moment)

    def _put_away(self, make: Callable[[str, CardState], CardEvent], *, fact: bool) -> int:
        waiting, question = self._present()
        others = self._journal.of_fact(question.card) if fact else ()
        with self._journal.together():
            also = tuple(self._journal.record(card, lambda state, card=card: make(card, state))[0] for card in others)  # type: ignore[misc]
            event, _ = self._journal.record(waiting.card, lambda state: make(waiting.card, state))
        away = tuple(item for card in others for item in self._line.drop(card))
        self._done(Step(event, waiting, None, also, away))
        return 1 + len(also)

    def _present(self) -> tuple[Waiting, Question]:
        if self._current is None:
            raise SessionError("No question is being asked; call next() first.")
        return self._current

    def _moment(self, now: datetime) -> Moment:
        day = study_day(now, self.settings.rollover_hour)
        tomorrow = day_start(day + 1, now, self.settings.rollover_hour)
        return Moment(milliseconds(now), day, milliseconds(tomorrow))

    def _learn(self, waiting: Waiting, state: CardState, moment: Moment) -> None:
        """Keep a card that was answered for its next learning step, if that is today, or soon after the next day begins."""
        if state.due_at is None or state.due_day is None:
            return
        if state.due_day <= moment.day or state.due_at <= moment.at + self.settings.learn_ahead * 1000:
            self._line.put_learning(evolve(waiting, state=state))

    def _done(self, step: Step) -> None:
        self._steps.append(step)
        self._undone.clear()
        self._current, self._feedback = None, None

    def _drop(self, card: str) -> None:
        self._line.drop(card)
        if self._current is not None and self._current[0].card == card:
            self._current, self._feedback = None, None


def results_of(steps: Iterable[Step]) -> tuple[Result, ...]:
    """Return the graded answers among some steps."""
    return tuple(step.result for step in steps if step.result is not None)
