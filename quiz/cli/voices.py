"""How a drill speaks: in lines for the ear to people, in JSON objects to programs."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from quiz.memory.rating import Rating
from quiz.study.question import Feedback, Question, Result
from quiz.study.session import Left, Session


class Voice(Protocol):
    """What a drill tells, moment by moment."""

    commands: bool
    """Whether letters such as h and r are understood before the answer too; else whatever stands there is the answer."""

    def teach(self, question: Question) -> None:
        """Tell the fact behind a card that is new, or whose fact has changed."""

    def ask(self, question: Question, left: Left) -> None:
        """Ask."""

    def expect(self, what: str) -> None:
        """Tell what kind of line was expected in place of the one that came."""

    def help(self, question: Question, *, answered: bool) -> None:
        """Tell what a line may be now."""

    def progress(self, session: Session) -> None:
        """Tell how much is done and left."""

    def ask_again(self, question: Question, feedback: Feedback) -> None:
        """Tell that an answer is true but not what was asked, and wait for another one."""

    def judge(self, question: Question, feedback: Feedback | None, suggested: Rating, *, practice: bool) -> None:
        """Tell the verdict and the right answer, explain it, and offer the grades; in practice, none of them moves anything."""

    def saved(self, result: Result) -> None:
        """Tell that an answer is safe on disk."""

    def undone(self, question: Question) -> None:
        """Tell that the last answer was taken back."""

    def sum_up(self, session: Session, now: datetime) -> None:
        """Tell what was done."""


def by_rating(session: Session) -> Mapping[str, int]:
    """Return how many answers of a session had each grade."""
    return {rating.name.lower(): sum(1 for result in session.results if result.rating is rating) for rating in Rating}
