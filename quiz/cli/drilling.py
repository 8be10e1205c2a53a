"""The course of a drill: teach, ask, judge, grade, save, one line at a time."""

from collections.abc import Callable

from quiz.cli.clock import now
from quiz.cli.voices import Voice
from quiz.memory.rating import Rating
from quiz.study.question import Feedback, Question, Result
from quiz.study.session import Session

_LEAVE = "q"
_UNDO = "u"
_GRADES = {str(int(rating)): rating for rating in Rating}


class _LeftError(Exception):
    """The learner has left, or the input has ended."""


class Drill:
    """Asks a session's questions. Every answer is saved before `saved` is told and the next question is asked."""

    def __init__(self, session: Session, voice: Voice, read: Callable[[], str | None]) -> None:
        """Tell everything to `voice`, and get answers from `read`, which returns `None` at the end of its input."""
        self._session = session
        self._voice = voice
        self._next_line = read

    def run(self) -> None:
        """Ask until no card is left, the limit is reached, the learner leaves or the input ends."""
        try:
            while (question := self._session.next(now())) is not None:
                if question.teach:
                    self._voice.teach(question)
                    question = self._session.taught()
                self._voice.ask(question, self._session.left)
                feedback = self._response(question)
                self._grade(self._session.question or question, feedback)
        except _LeftError:
            pass
        self._voice.sum_up(self._session, now())

    def _response(self, question: Question) -> Feedback | None:
        """Return what came of the learner's answer, or nothing where it was only to be shown."""
        while True:
            text = self._read()
            if not text:
                if self._session.feedback is not None:
                    self._session.check("")  # what was tried before is not the answer that is graded
                return None
            feedback = self._session.check(_response(question, text))
            if feedback.suggests is not None:
                return feedback
            self._voice.ask_again(question, feedback)

    def _grade(self, question: Question, feedback: Feedback | None) -> None:
        suggested = (feedback.suggests if feedback else None) or Rating.GOOD
        self._voice.judge(question, feedback, suggested)
        while True:
            word = self._read().casefold()
            rating = _GRADES.get(word) if word else suggested
            if rating is not None:
                result = self._session.answer(rating, now())
                if isinstance(result, Result):  # as it always is for a grade
                    self._voice.saved(result)
                return
            if word == _LEAVE:
                raise _LeftError
            if word != _UNDO:
                self._voice.expect("Expected a grade from 1 to 4, an empty line for the suggested one, u to undo, q to end.")
            elif not self._session.can_undo:
                self._voice.expect("There is nothing to undo in this session.")
            else:
                undone = self._session.results[-1].question
                self._session.undo(now())
                self._voice.undone(undone)
                return

    def _read(self) -> str:
        text = self._next_line()
        if text is None:
            raise _LeftError
        return text.strip()


def _response(question: Question, text: str) -> str | int:
    """Return the option that a number picks, or the text. Whatever it is, it is the answer: a pipe cannot be asked again."""
    number = text.isascii() and text.isdigit() and len(text) < 3
    return int(text) - 1 if number and 1 <= int(text) <= len(question.options) else text
