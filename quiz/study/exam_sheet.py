"""An answer sheet: what was answered to a paper so far, what is marked for a second look, and the time that is left."""

import re
from collections.abc import Iterator
from datetime import datetime

from attrs import evolve, field, frozen

from quiz.cards.asking import SEVERAL_PICKS
from quiz.cards.card import Form
from quiz.study.exam import Paper
from quiz.study.exam_marking import Marking, mark
from quiz.study.exam_paper import LETTERS
from quiz.study.picking import places_of
from quiz.study.question import Question, Response

_PAIR = re.compile(rf"([{LETTERS}])\s*[:.)]?\s*(\d{{1,2}})", re.IGNORECASE)


@frozen
class Sheet:
    """The answers to one paper. Every change is a new sheet."""

    paper: Paper
    answers: tuple[Response | None, ...] = field()
    """One for each question: text, the place of an option, or several places, counted from 0; `None` where there is none yet."""
    flagged: frozenset[int] = frozenset()
    """Places of questions, counted from 0, that are to be looked at once more."""
    started: datetime | None = None
    seconds: int | None = None
    """How long it may take; without a limit, nothing."""

    @answers.default
    def _none(self) -> tuple[Response | None, ...]:
        return (None,) * len(self.paper.questions)

    def answered(self, place: int, response: Response | None) -> "Sheet":
        """Return the sheet with the answer to the question at a place, counted from 0; an empty one is none."""
        kept = None if response is None or response == () or (isinstance(response, str) and not response.strip()) else response
        return evolve(self, answers=(*self.answers[:place], kept, *self.answers[place + 1 :]))

    def turned(self, place: int) -> "Sheet":
        """Return the sheet with the mark at a question set, or taken off."""
        return evolve(self, flagged=self.flagged ^ {place})

    @property
    def given(self) -> int:
        """How many questions have an answer."""
        return sum(answer is not None for answer in self.answers)

    @property
    def open(self) -> tuple[int, ...]:
        """The places of the questions without an answer."""
        return tuple(place for place, answer in enumerate(self.answers) if answer is None)

    def left(self, now: datetime) -> int | None:
        """Return how many seconds are left, 0 when the time is over; nothing where there is no limit."""
        if self.seconds is None or self.started is None:
            return None
        return max(0, self.seconds - int((now - self.started).total_seconds()))

    def after(self, place: int) -> int | None:
        """Return the place of the next question without an answer, round and round; nothing where all have one."""
        return next((one for one in (*self._from(place + 1), *self._from(0)) if self.answers[one] is None), None)

    def marking(self) -> Marking:
        """Mark it."""
        return mark(self.paper, self.answers)

    def _from(self, place: int) -> Iterator[int]:
        yield from range(place, len(self.answers))


def entered(question: Question, text: str) -> Response | None:
    """Return the answer that stands on a printed paper, as somebody types it in: words, a number, several, or `a2 b1 c3`.

    An empty text is no answer.
    """
    text = text.strip()
    if not text:
        return None
    if question.form in SEVERAL_PICKS:
        pairs = {letter.casefold(): number for letter, number in _PAIR.findall(text)}
        if question.form is Form.MATCHING and len(pairs) == len(question.left):
            text = " ".join(pairs.get(letter, "0") for letter in LETTERS[: len(question.left)])
        return places_of(text, question.asked) or text
    if question.options and text.isascii() and text.isdigit() and len(text) < 3 and 1 <= int(text) <= len(question.options):
        return int(text) - 1
    return text


def written(question: Question, answer: Response | None) -> str:
    """Return an answer as somebody would write it on a printed paper: the opposite of `entered`."""
    match answer:
        case None:
            return ""
        case int():
            return str(answer + 1)
        case tuple():
            numbers = [str(place + 1) for place in answer]
            pairs = zip(LETTERS, numbers, strict=False)
            return " ".join(f"{letter}{number}" for letter, number in pairs) if question.left else " ".join(numbers)
        case _:
            return answer
