"""One question as a session puts it, what came of an answer, and what was recorded."""

from collections.abc import Mapping

from attrs import frozen

from quiz.cards.card import Card, Form
from quiz.cards.choices import Choice, Option, choice, true_false
from quiz.cards.judge import judge
from quiz.cards.verdict import Outcome, Verdict
from quiz.errors import UsageError
from quiz.memory.events import Reviewed
from quiz.memory.rating import Rating
from quiz.memory.state import CardState
from quiz.study.steps import Prospect
from quiz.text.normal import folded
from quiz.text.safe import safe_line

_YES = frozenset({"true", "t", "yes", "y"})
_NO = frozenset({"false", "f", "no", "n"})


@frozen
class Question:
    """A card as it is asked now."""

    card: Card
    form: Form
    prompt: str
    """The card's prompt; for `truefalse`, the statement to judge."""
    options: tuple[Option, ...]
    """For `choice` and `truefalse`: what to pick from. Exactly one is right."""
    teach: bool
    """The card was never seen, or its fact has changed: show the answer first, then ask."""
    state: CardState
    prospects: Mapping[Rating, Prospect]
    """What each grade would lead to."""
    shown_at: int
    """When it was first shown, in milliseconds since the epoch (UTC)."""


@frozen
class Feedback:
    """What an answer turned out to be, before it is graded."""

    outcome: Outcome
    suggests: Rating | None
    """The grade that the answer suggests; the learner decides."""
    answer: str
    """What was typed or picked, made safe."""
    picked: Option | None = None
    verdict: Verdict | None = None
    """For a typed answer: marks, differences and the note."""

    @property
    def right(self) -> bool:
        """Whether the answer is right."""
        return self.outcome is Outcome.RIGHT

    @property
    def note(self) -> str:
        """What the learner should know about this answer: the fact that a wrong pick belongs to, or the judge's remark."""
        if self.picked is not None:
            return "" if self.picked.right else self.picked.why
        return self.verdict.note if self.verdict else ""


@frozen
class Result:
    """One graded answer of a session."""

    question: Question
    rating: Rating
    event: Reviewed
    feedback: Feedback | None
    state: CardState
    """The card's state after it."""


def put(card: Card, form: Form, seed: str, preferred: tuple[str, ...]) -> Choice:
    """Return the words and options of a card in a form. A form without options has none."""
    if form is Form.CHOICE:
        return choice(card, seed, preferred)
    if form is Form.TRUEFALSE:
        return true_false(card, seed, preferred)
    return Choice(card.prompt, ())


def assess(question: Question, response: str | int) -> Feedback:
    """Say what a response to a question is: an option by its place, counted from 0, or text.

    Text that names an option picks it; any other text is judged as a typed answer. Raises `UsageError` for a place that no
    option has.
    """
    if isinstance(response, int):
        if not 0 <= response < len(question.options):
            message = f"There is no option {response + 1}; the question has {len(question.options)}."
            raise UsageError(message)
        return _picked(question.options[response])
    if question.options and (option := _named(question.options, response)) is not None:
        return _picked(option)
    if question.form is Form.TRUEFALSE:
        empty = not response.strip()
        return Feedback(Outcome.EMPTY if empty else Outcome.WRONG, None if empty else Rating.AGAIN, safe_line(response))
    verdict = judge(question.card, response)
    return Feedback(verdict.outcome, Rating(verdict.suggests) if verdict.suggests else None, verdict.answer, None, verdict)


def _picked(option: Option) -> Feedback:
    if option.right:
        return Feedback(Outcome.RIGHT, Rating.GOOD, option.text, option)
    return Feedback(Outcome.WRONG, Rating.AGAIN, option.text, option)


def _named(options: tuple[Option, ...], text: str) -> Option | None:
    wanted = folded(text)
    for option in options:
        if folded(option.text) == wanted:
            return option
    if len(options) == 2 and wanted in _YES | _NO:
        return options[0] if wanted in _YES else options[1]
    return None
