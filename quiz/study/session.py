"""The session: one question after the other, every answer recorded before the next, any number of steps undone."""

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from quiz.cards.asking import OPTION_FORMS, put
from quiz.cards.card import Form
from quiz.cards.forms import Allowed
from quiz.errors import NotFoundError, QuizError, UsageError
from quiz.memory.events import CardEvent, Crammed, Marked, Reviewed, Suspended
from quiz.memory.rating import Rating
from quiz.memory.state import CardState, Phase
from quiz.study.answering import crammed, leech_of, members_of, outlook, reviewed
from quiz.study.card_changes import CardChanges, Step, results_of
from quiz.study.daily_load import DailyLoad
from quiz.study.forms import choose_form
from quiz.study.journal import Journal
from quiz.study.line import Line
from quiz.study.options import LeechAction
from quiz.study.picking import wrong_answers
from quiz.study.question import Feedback, Question, Response, Result, assess, is_exact
from quiz.study.queue import Waiting
from quiz.study.settings import StudySettings
from quiz.study.steps import Moment

if TYPE_CHECKING:
    from quiz.study.leeches import Leech


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


class Session(CardChanges):
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
        of_deck: Callable[[str], StudySettings] | None = None,
        cram: bool = False,
    ) -> None:
        """Ask the cards of `queue` in their order, and those in their learning steps when they are due.

        `limit` ends the session after so many answers; `form` asks every card in that form where it can be. `of_deck` returns the
        settings of a deck by its id; without it, `settings` hold for all. With `cram`, answers are practice: they are recorded,
        and move neither memory nor due days.
        """
        super().__init__()
        self.settings = settings
        self.cram = cram
        self.limit = limit
        self.form = form
        self._journal = journal
        self._of_deck = of_deck or (lambda _: settings)
        self._seed = seed
        self._line = Line(queue, learning)
        self._asked_at = Moment(0, 0, 0)
        self._load = DailyLoad(journal.load)

    @property
    def results(self) -> tuple[Result, ...]:
        """The graded answers so far, those that were undone left out."""
        return results_of(self._steps)

    @property
    def left(self) -> Left:
        """What the session still holds, the card being asked among it: no more than its limit lets it ask.

        Cards in their learning steps are among it while they wait for their moment, even when `next` has nothing to ask yet.
        """
        waiting = [*([self._current[0]] if self._current else []), *self._line]
        room = len(waiting) if self.limit is None else max(0, self.limit - len(self.results))
        phases = [item.state.phase for item in islice(waiting, room)]
        new, review = phases.count(Phase.NEW), phases.count(Phase.REVIEW)
        return Left(new, len(phases) - new - review, review)

    @property
    def feedback(self) -> Feedback | None:
        """What `check` last found of the present question."""
        return self._feedback

    @property
    def question(self) -> Question | None:
        """The question that is being asked, with what each grade leads to after the answer that `check` last judged."""
        return None if self._current is None else self._current[1]

    def next(self, now: datetime) -> Question | None:
        """Return the question to ask now: the present one until it is answered, `None` when the session is over."""
        if self._current is not None:
            return self._current[1]
        if self.limit is not None and len(self.results) >= self.limit:
            return None
        moment = self._moment(now)
        # Nothing is asked ahead of the day on which it is due.
        ahead = min(self.settings.learn_ahead * 1000, moment.next_day_at - moment.at - 1)
        while (waiting := self._line.take(moment.at, ahead)) is not None:
            try:
                question = self._question(waiting, moment)
            except NotFoundError:
                raise
            except QuizError:
                self._line.put_first(waiting)  # it could not be read now, and is asked once it can be
                raise
            if question is not None:
                self._current = (waiting, question)
                self._line.asked(waiting)
                return question
        return None

    def next_due(self) -> int | None:
        """Return when the next card in its learning steps is due, in milliseconds since the epoch (UTC)."""
        return self._line.next_due()

    def taught(self) -> Question:
        """Note that the learner has seen the answer of a new card; return the question without it."""
        waiting, question = self._present()
        self._taught[question.card.id, question.state.reps] = question.card.answer
        question = evolve(question, teach=False)
        self._current = (waiting, question)
        return question

    def check(self, response: Response) -> Feedback:
        """Judge a typed answer, or the picks at places counted from 0, without recording it."""
        waiting, question = self._present()
        if isinstance(response, str) and not question.card.index.is_whole and not is_exact(question.card, response):
            # Whether another answer is nearer to what was typed takes all that the deck knows.
            question = evolve(question, card=self._journal.whole(question.card))
            self._current = (waiting, question)
        self._feedback = assess(question, response)
        if members_of(question.card):  # which of them were named decides what each grade leads to
            self._current = (waiting, self._with_prospects(question, waiting, self._asked_at, self._feedback))
        return self._feedback

    def answer(self, response: Rating | Response, now: datetime) -> Result | Feedback:
        """Grade the present question and record it; it is durable when this returns.

        A `Rating` or a number from 1 to 4 is the grade. Text, and picks as a tuple of places counted from 0, are judged and
        recorded with the grade that they suggest; text that is true but not what was asked is not recorded: its `Feedback` is
        returned and the question stays.
        Raises `SessionError` when nothing is being asked, and `UsageError` for a number that is no grade.
        """
        waiting, question = self._present()
        if isinstance(response, str | tuple):
            feedback = self.check(response)
            if feedback.suggests is None and feedback.answer:
                return feedback
            response = feedback.suggests or Rating.AGAIN
        rating, feedback_given, moment = _grade(response), self._feedback, self._moment(now)

        def review(state: CardState) -> Reviewed | Crammed:
            if self.cram:
                return crammed(question, feedback_given, rating, moment)
            settings, busy = self._of_deck(waiting.deck), self._load.on(moment.day)
            return reviewed(question, rating, state, moment, settings, feedback=feedback_given, busy=busy)

        # An answer of which the rest could not be written is not kept either: it would be given again, and count twice.
        with self._journal.together():
            event, state = self._journal.record(question.card.id, review)
            leech = None if self.cram else leech_of(question, state, self._of_deck(waiting.deck), self._journal)
            also, state = self._treated(leech, state, moment)
        result = Result(question, rating, event, feedback_given, state, leech)
        self._done(Step(event, waiting, result, () if also is None else (also,)))
        if not self.cram:
            self._load.moved(question.state, state)
            self._learn(waiting, state, moment)
        return result

    def _question(self, waiting: Waiting, moment: Moment) -> Question | None:
        """Return the question that a card is now, or `None` for one that is not to be asked after all."""
        try:
            card = self._journal.card(waiting.card)
        except NotFoundError:
            return None  # its deck was changed or removed meanwhile
        state = self._journal.state(card.id)
        if state.reps > waiting.state.reps:
            # Another session has asked it meanwhile. It comes last: whoever set out to answer 20 cards still can.
            self._line.put_last(evolve(waiting, state=state))
            return None
        form = choose_form(card.id, Allowed(card), state, self.form)
        if form is None or state.hidden(moment.day):
            return None
        preferred = wrong_answers(card, self._journal.confusions(card.id)) if form in OPTION_FORMS else ()
        asked = put(card, form, f"{self._seed}:{state.reps}", preferred)
        teach = (state.reps == 0 or state.reteach) and self._taught.get((card.id, state.reps)) != card.answer
        question = Question(card, form, asked, teach, state, {}, moment.at)
        self._asked_at = moment
        return self._with_prospects(question, waiting, moment)

    def _with_prospects(self, question: Question, waiting: Waiting, moment: Moment, feedback: Feedback | None = None) -> Question:
        """Return a question with what each grade leads to, by the settings of its deck and the load of the days ahead."""
        settings, busy = self._of_deck(waiting.deck), self._load.on(moment.day)
        return evolve(question, prospects=outlook(question, question.state, moment, settings, feedback=feedback, busy=busy))

    def _treated(self, leech: "Leech | None", state: CardState, moment: Moment) -> tuple[CardEvent | None, CardState]:
        """Do with a leech what the learner wants; return the event, if there is one, and the card's state after it."""
        if leech is None or leech.action is LeechAction.TELL or (leech.action is LeechAction.MARK and state.marked):
            return None, state
        make = Suspended if leech.action is LeechAction.SUSPEND else Marked
        return self._journal.record(leech.card, lambda _: make(card=leech.card, at=moment.at, day=moment.day))


def _grade(number: int) -> Rating:
    try:
        return Rating(number)
    except ValueError:
        raise UsageError(f"A grade is 1 (Again), 2 (Hard), 3 (Good) or 4 (Easy), but {number!r} was given.") from None
