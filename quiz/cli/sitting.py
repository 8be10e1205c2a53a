"""Sitting an exam line by line: every question first, and what came of it only at the end."""

from collections.abc import Callable
from typing import Any, Protocol

from quiz.cards.verdict import Outcome
from quiz.cli import output
from quiz.cli.wording import LETTERS, how_to_answer, statements
from quiz.facts.values import RichText
from quiz.study.exam import Paper
from quiz.study.exam_marking import Expected, Marked, Marking, Score, mark
from quiz.study.exam_paper import right_answer
from quiz.study.question import Question, Response
from quiz.study.remarks import remarks

_SAID = {
    Outcome.CLOSE: "Close",
    Outcome.PARTIAL: "Partly right",
    Outcome.WRONG: "Wrong",
    Outcome.OTHER: "True, but not what was asked",
    Outcome.EMPTY: "No answer",
}


class Sitting(Protocol):
    """How an exam is held."""

    def run(self, paper: Paper, expected: Expected, read: Callable[[], str | None]) -> Marking:
        """Ask every question, read one line for each, and tell the score; return the marked paper."""


class PlainSitting:
    """Speaks in lines of text."""

    def run(self, paper: Paper, expected: Expected, read: Callable[[], str | None]) -> Marking:
        """Ask; an empty line is no answer, and the end of the input ends the exam."""
        number = len(paper.questions)
        output.line(
            f"{paper.title}: {number} question{'' if number == 1 else 's'}, seed {paper.seed}, paper {paper.code}", "bold"
        )
        output.line("A line answers a question; an empty one leaves it out.", "dim")
        marking = mark(paper, _answers(paper, read, self._ask))
        output.line()
        self._tell(marking, expected)
        return marking

    def _ask(self, number: int, of: int, question: Question) -> None:
        output.line()
        output.line(f"{number}/{of}  {question.prompt}", "bold")
        for letter, item in zip(LETTERS, question.left, strict=False):
            output.line(f"{letter}) {item}")
        for place, option in enumerate(question.options, start=1):
            output.line(f"{place}) {option.text}")
        if how := how_to_answer(question):
            output.line(how, "dim")

    def _tell(self, marking: Marking, expected: Expected) -> None:
        output.line(f"Score: {_points(marking.score.points)} of {marking.score.questions}, {marking.score.share:.0%}", "bold")
        output.line(f"On the whole deck, with 95% confidence: {marking.score.low:.0%} to {marking.score.high:.0%}")
        output.line(f"Known, luck taken off: {marking.known:.0%}")
        output.line(f"Expected beforehand: {expected.points:.1f}, from {expected.low:.1f} to {expected.high:.1f}")
        for relation, found in marking.by_relation.items():
            output.line(f"  {relation}: {_points(found.points)} of {found.questions}")
        for one in marking.marked:
            if one.points < 1 or (one.feedback is not None and one.feedback.outcome is Outcome.CLOSE):
                self._explain(one)

    def _explain(self, one: Marked) -> None:
        question, feedback = one.question, one.feedback
        output.line()
        output.line(f"{one.number}. {question.prompt}", "bold")
        said = _SAID.get(feedback.outcome, "") if feedback else "No answer"
        given = f": {feedback.answer}" if feedback and feedback.answer else ""
        partly = f" ({_points(one.points)} points)" if 0 < one.points < 1 else ""
        output.line(f"{said}{given}{partly}", "yellow" if one.points else "red")
        output.line(f"Answer: {right_answer(question)}")
        if feedback is not None and feedback.note:
            output.line(feedback.note)
        for remark in remarks(question, feedback):
            output.line(str(RichText(remark)))
        if question.card.note:
            output.line(str(RichText(question.card.note)))
        for statement in statements(question.card):
            output.line(statement)
        for source in question.card.sources:
            output.line(f"Source: {source}", "dim")


class JsonSitting:
    """Speaks in JSON objects: a `question` for each line that it reads, and at last the `result`."""

    def run(self, paper: Paper, expected: Expected, read: Callable[[], str | None]) -> Marking:
        """Ask; an empty line is no answer, and the end of the input ends the exam."""
        marking = mark(paper, _answers(paper, read, self._ask))
        output.record(
            {
                "event": "result",
                "title": paper.title,
                "seed": paper.seed,
                "code": paper.code,
                **_score(marking.score),
                "known": marking.known,
                "expected": {"points": expected.points, "low": expected.low, "high": expected.high},
                "by_relation": {relation: _score(found) for relation, found in marking.by_relation.items()},
                "answers": [_answer(one) for one in marking.marked],
            }
        )
        return marking

    def _ask(self, number: int, of: int, question: Question) -> None:
        output.record(
            {
                "event": "question",
                "number": number,
                "of": of,
                "card": question.card.id,
                "form": str(question.form),
                "prompt": question.prompt,
                "front": question.front or None,
                "options": [option.text for option in question.options],
                "match": list(question.left),
                "wants": question.wants,
            }
        )


def _answers(paper: Paper, read: Callable[[], str | None], ask: Callable[[int, int, Question], None]) -> list[Response | None]:
    found: list[Response | None] = []
    for number, question in enumerate(paper.questions, start=1):
        ask(number, len(paper.questions), question)
        text = read()
        if text is None:
            break
        found.append(_response(question, text.strip()))
    return found


def _response(question: Question, text: str) -> Response:
    """Return the option that a number picks, or the text."""
    if text.isascii() and text.isdigit() and len(text) < 3 and 1 <= int(text) <= len(question.options):
        return int(text) - 1
    return text


def _answer(one: Marked) -> dict[str, Any]:
    feedback = one.feedback
    return {
        "number": one.number,
        "card": one.question.card.id,
        "relation": one.question.card.relation.name,
        "points": one.points,
        "outcome": str(feedback.outcome) if feedback else str(Outcome.EMPTY),
        "answer": feedback.answer if feedback else None,
        "right_answer": one.question.answer,
        "note": feedback.note if feedback else "",
        "remarks": list(remarks(one.question, feedback)),
        "fact_note": one.question.card.note,
        "facts": statements(one.question.card),
        "sources": [str(source) for source in one.question.card.sources],
    }


def _score(found: Score) -> dict[str, Any]:
    return {
        "points": found.points,
        "questions": found.questions,
        "share": found.share,
        "low": found.low,
        "high": found.high,
    }


def _points(points: float) -> str:
    return f"{points:.2f}".rstrip("0").rstrip(".")
