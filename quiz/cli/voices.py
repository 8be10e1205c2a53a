"""How a drill speaks: in plain lines to people, in JSON objects to programs."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from quiz.cards.card import Card
from quiz.cards.verdict import Outcome
from quiz.cli import output
from quiz.cli.wording import LETTERS, difference, grades, how_to_answer, span, statements
from quiz.memory.rating import Rating
from quiz.study.day import milliseconds
from quiz.study.leeches import Leech
from quiz.study.question import Feedback, Question, Result
from quiz.study.session import Left, Session

REVEALED = "revealed"
"""The outcome of a question whose answer was only shown."""
_SAID = {
    Outcome.RIGHT: "Right.",
    Outcome.CLOSE: "Close.",
    Outcome.PARTIAL: "Partly right.",
    Outcome.WRONG: "Wrong.",
    Outcome.EMPTY: "",
    Outcome.OTHER: "True, but not what was asked.",
}
_STYLES = {Outcome.RIGHT: "green", Outcome.CLOSE: "yellow", Outcome.PARTIAL: "yellow", Outcome.WRONG: "red"}


class Voice(Protocol):
    """What a drill tells, moment by moment."""

    def teach(self, question: Question) -> None:
        """Tell the fact behind a card that is new, or whose fact has changed."""

    def ask(self, question: Question, left: Left) -> None:
        """Ask."""

    def expect(self, what: str) -> None:
        """Tell what kind of line was expected in place of the one that came."""

    def ask_again(self, question: Question, feedback: Feedback) -> None:
        """Tell that an answer is true but not what was asked, and wait for another one."""

    def judge(self, question: Question, feedback: Feedback | None, suggested: Rating) -> None:
        """Tell the verdict and the right answer, explain it, and offer the grades."""

    def saved(self, result: Result) -> None:
        """Tell that an answer is safe on disk."""

    def undone(self, question: Question) -> None:
        """Tell that the last answer was taken back."""

    def sum_up(self, session: Session, now: datetime) -> None:
        """Tell what was done."""


class PlainVoice:
    """Speaks in lines of text on standard output. Numbers, words and signs say everything; colour only repeats it."""

    def __init__(self) -> None:
        """Start before the first question."""
        self._apart = False
        """Whether an empty line has to part what comes from what was."""

    def teach(self, question: Question) -> None:
        """Print the fact and where it comes from."""
        self._begin()
        head = "Changed" if question.state.reteach else "New"
        for statement in statements(question.card):
            output.line(f"{head}: {statement}", "bold")
        _print_sources(question.card)
        self._apart = False

    def ask(self, question: Question, left: Left) -> None:  # noqa: ARG002 - plain lines do without the count
        """Print the question, what is to be matched by letter, the options by number, and how several of them are picked."""
        self._begin()
        output.line(question.prompt, "bold")
        for letter, item in zip(LETTERS, question.left, strict=False):
            output.line(f"{letter}) {item}")
        for number, option in enumerate(question.options, start=1):
            output.line(f"{number}) {option.text}")
        if how := how_to_answer(question):
            output.line(how, "dim")

    def expect(self, what: str) -> None:
        """Print it."""
        output.line(what)

    def ask_again(self, question: Question, feedback: Feedback) -> None:
        """Print the remark, and the question once more."""
        output.line(" ".join(part for part in (_SAID[Outcome.OTHER], feedback.note) if part), "yellow")
        output.line(question.prompt, "bold")

    def judge(self, question: Question, feedback: Feedback | None, suggested: Rating) -> None:  # noqa: ARG002 - the outcome tells
        """Print the verdict, what tells the answer from the right one, the fact with its source, and the grades."""
        said = _SAID[feedback.outcome] if feedback else ""
        output.line(f"{said} Answer: {question.answer}".strip(), _STYLES.get(feedback.outcome, "") if feedback else "")
        if feedback is not None and feedback.verdict is not None:
            if feedback.verdict.diff and any(piece.op == "same" for piece in feedback.verdict.diff):
                output.line(difference(feedback.verdict.diff))
            if len(feedback.verdict.marks) > 1:
                output.line(", ".join(f"{'+' if given else '-'} {member}" for member, given in feedback.verdict.marks))
        if feedback is not None and feedback.note:
            output.line(feedback.note)
        for statement in statements(question.card):
            output.line(statement)
        _print_sources(question.card)
        output.line(grades(question.prospects))

    def saved(self, result: Result) -> None:
        """Print `saved`, and what to do about a leech."""
        output.line("saved", "dim")
        if result.leech:
            output.line(str(result.leech), "yellow")

    def undone(self, question: Question) -> None:
        """Print what is asked again."""
        output.line(f"undone: {question.card.prompt}")

    def sum_up(self, session: Session, now: datetime) -> None:
        """Print how many answers were given, and what is left."""
        number = len(session.results)
        counted = ", ".join(f"{count} {name}" for name, count in _by_rating(session).items())
        self._begin()
        parts = [f"{number} answer{'' if number == 1 else 's'}" + (f": {counted}" if number else "")]
        left, due = session.left.total, session.next_due()
        parts.append(f"{left} card{'' if left == 1 else 's'} left")
        if due is not None and due > milliseconds(now):
            parts.append(f"the next learning card in {span((due - milliseconds(now)) / 1000)}")
        output.line("; ".join(parts) + ".")

    def _begin(self) -> None:
        if self._apart:
            output.line()
        self._apart = True


class JsonVoice:
    """Speaks in JSON objects on standard output, each with its `event`; remarks for people go to standard error."""

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

    def ask_again(self, question: Question, feedback: Feedback) -> None:
        """Print a `verdict` that asks for another answer."""
        output.record({**_verdict(question, feedback), "right_answer": None, "ask_again": True, "suggested": None})

    def judge(self, question: Question, feedback: Feedback | None, suggested: Rating) -> None:
        """Print a `verdict` that asks for a grade."""
        output.record(
            {
                **_verdict(question, feedback),
                "right_answer": question.answer,
                "ask_again": False,
                "suggested": int(suggested),
                "facts": statements(question.card),
                "sources": [str(source) for source in question.card.sources],
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
                **_by_rating(session),
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
        "diff": difference(verdict.diff) if verdict else "",
        "marks": [list(mark) for mark in verdict.marks] if verdict else [],
    }


def _by_rating(session: Session) -> Mapping[str, int]:
    return {rating.name.lower(): sum(1 for result in session.results if result.rating is rating) for rating in Rating}


def _print_sources(card: Card) -> None:
    for source in card.sources:
        output.line(f"Source: {source}", "dim")


def _leech(leech: Leech) -> dict[str, Any]:
    return {
        "lapses": leech.lapses,
        "action": str(leech.action),
        "cause": str(leech.cause),
        "other": leech.other,
        "advice": leech.advice,
    }
