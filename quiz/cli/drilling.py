"""The course of a drill: teach, ask, judge, grade, save, one line at a time."""

from collections.abc import Callable

from quiz.cli.clock import now
from quiz.cli.drill_answers import COMMANDS, command_in, response_in
from quiz.cli.voices import Voice
from quiz.memory.rating import Rating
from quiz.study.question import Feedback, Question, Result
from quiz.study.session import Session

_GRADES = {str(int(rating)): rating for rating in Rating}


class _LeftError(Exception):
    """The learner has left, or the input has ended."""


class _UndoneError(Exception):
    """The last answer was taken back: its card is asked now."""


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
                try:
                    self._ask(question)
                except _UndoneError:
                    continue
        except _LeftError:
            pass
        self._voice.sum_up(self._session, now())

    def _ask(self, question: Question) -> None:
        if question.teach:
            self._voice.teach(question)
            question = self._session.taught()
        self._voice.ask(question, self._session.left)
        feedback = self._response(question)
        self._grade(self._session.question or question, feedback)

    def _response(self, question: Question) -> Feedback | None:
        """Return what came of the learner's answer, or nothing where it was only to be shown."""
        while True:
            text = self._read()
            if not text:
                if self._session.feedback is not None:
                    self._session.check("")  # what was tried before is not the answer that is graded
                return None
            if self._voice.commands and (command := command_in(question, text)):
                self._obey(command, question)
                continue
            feedback = self._session.check(response_in(question, text))
            if feedback.suggests is not None:
                return feedback
            self._voice.ask_again(question, feedback)

    def _grade(self, question: Question, feedback: Feedback | None) -> None:
        suggested = (feedback.suggests if feedback else None) or Rating.GOOD
        practice = self._session.cram
        self._voice.judge(question, feedback, suggested, practice=practice)
        while True:
            word = self._read().casefold().removeprefix(":")
            rating = _GRADES.get(word) if word else suggested
            if rating is not None:
                result = self._session.answer(rating, now())
                if isinstance(result, Result):  # as it always is for a grade
                    self._voice.saved(result)
                return
            if word == "r" and self._voice.commands:
                self._voice.judge(question, feedback, suggested, practice=practice)
            elif word in ("q", "u") or (word in COMMANDS and self._voice.commands):
                self._obey(word, question, answered=True)
            else:
                self._voice.expect("Expected a grade from 1 to 4, an empty line for the suggested one, u to undo, q to end.")

    def _obey(self, command: str, question: Question, *, answered: bool = False) -> None:
        """Do what a letter says. Raises `_LeftError` where the drill ends with it, `_UndoneError` where another card is asked."""
        match command:
            case "h":
                self._voice.help(question, answered=answered)
            case "r":
                self._voice.ask(question, self._session.left)
            case "p":
                self._voice.progress(self._session)
            case "q":
                raise _LeftError
            case _ if not self._session.can_undo:
                self._voice.expect("There is nothing to undo in this session.")
            case _:
                undone = self._session.results[-1].question
                self._session.undo(now())
                self._voice.undone(undone)
                raise _UndoneError

    def _read(self) -> str:
        text = self._next_line()
        if text is None:
            raise _LeftError
        return text.strip()
