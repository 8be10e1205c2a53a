"""A drill for programs: JSON objects, one a line."""

from datetime import datetime
from typing import Any

from quiz.cli import output
from quiz.cli.voices import by_rating
from quiz.cli.wording import difference, statements
from quiz.memory.rating import Rating
from quiz.study.leeches import Leech
from quiz.study.question import Feedback, Question, Result
from quiz.study.remarks import remarks
from quiz.study.session import Left, Session

REVEALED = "revealed"
"""The outcome of a question whose answer was only shown."""


class JsonVoice:
    """Speaks in JSON objects on standard output, each with its `event`; remarks for people go to standard error."""

    commands = False

    def __init__(self) -> None:
        """Start with nothing taught."""
        self._taught: list[str] | None = None

    def teach(self, question: Question) -> None:
        """Keep the fact for the question, which carries it as `teach`."""
        self._taught = statements(question.card)

    def ask(self, question: Question, left: Left) -> None:
        """Print a `question`."""
        card = question.card
        output.record(
            {
                "event": "question",
                "card": card.id,
                "deck": card.deck.id,
                "kind": str(card.kind),
                "form": str(question.form),
                "teach": self._taught,
                "prompt": question.prompt,
                "front": question.front or None,
                "options": [option.text for option in question.options],
                "match": list(question.left),
                "wants": question.wants,
                "left": {"new": left.new, "learning": left.learning, "review": left.review},
            }
        )
        self._taught = None

    def expect(self, what: str) -> None:
        """Print it on standard error."""
        output.flush()
        output.message(what)

    def help(self, question: Question, *, answered: bool) -> None:
        """Tell nothing: programs do not ask."""

    def progress(self, session: Session) -> None:
        """Tell nothing: every question says what is left."""

    def ask_again(self, question: Question, feedback: Feedback) -> None:
        """Print a `verdict` that asks for another answer."""
        output.record({**_verdict(question, feedback), "right_answer": None, "ask_again": True, "suggested": None})

    def judge(self, question: Question, feedback: Feedback | None, suggested: Rating, *, practice: bool) -> None:
        """Print a `verdict` that asks for a grade."""
        output.record(
            {
                **_verdict(question, feedback),
                "right_answer": question.answer,
                "ask_again": False,
                "suggested": int(suggested),
                "fact_note": question.card.note,
                "facts": statements(question.card),
                "sources": [str(source) for source in question.card.sources],
                "practice": practice,
                "grades": {str(int(rating)): found.wait for rating, found in question.prospects.items()},
            }
        )

    def saved(self, result: Result) -> None:
        """Print a `saved`, with the name of the event in the log."""
        event, state = result.event, result.state
        output.record(
            {
                "event": "saved",
                "card": event.card,
                "rating": int(event.rating),
                "phase": str(state.phase),
                "due_day": state.due_day,
                "due_at": state.due_at,
                "device": event.device,
                "sequence": event.sequence,
            }
            | ({"leech": _leech(result.leech)} if result.leech else {})
        )

    def undone(self, question: Question) -> None:
        """Print an `undone`."""
        output.record({"event": "undone", "card": question.card.id})

    def sum_up(self, session: Session, now: datetime) -> None:  # noqa: ARG002 - programs count from `next_due` themselves
        """Print the `summary`, the last object."""
        left = session.left
        output.record(
            {
                "event": "summary",
                "answers": len(session.results),
                **by_rating(session),
                "left": {"new": left.new, "learning": left.learning, "review": left.review},
                "next_due": session.next_due(),
            }
        )


def _verdict(question: Question, feedback: Feedback | None) -> dict[str, Any]:
    verdict = feedback.verdict if feedback else None
    return {
        "event": "verdict",
        "card": question.card.id,
        "outcome": str(feedback.outcome) if feedback else REVEALED,
        "answer": feedback.answer if feedback else None,
        "note": feedback.note if feedback else "",
        "remarks": list(remarks(question, feedback)),
        "diff": difference(verdict.diff) if verdict else "",
        "marks": [list(mark) for mark in verdict.marks] if verdict else [],
    }


def _leech(leech: Leech) -> dict[str, Any]:
    return {
        "lapses": leech.lapses,
        "action": str(leech.action),
        "cause": str(leech.cause),
        "other": leech.other,
        "advice": leech.advice,
    }
