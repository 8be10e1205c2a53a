"""One question as a session puts it, what came of an answer, and what was recorded."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from attrs import frozen

from quiz.cards.asked import Choice, Option
from quiz.cards.asking import SEVERAL_PICKS
from quiz.cards.card import Card, Form
from quiz.cards.verdict import Outcome, Verdict
from quiz.errors import SessionError, UsageError
from quiz.memory.events import Crammed, Reviewed
from quiz.memory.rating import Rating
from quiz.memory.state import CardState
from quiz.study.picking import places_of, weigh
from quiz.study.steps import Prospect
from quiz.text.normal import folded
from quiz.text.safe import safe_line

if TYPE_CHECKING:
    from quiz.study.leeches import Leech

_YES = frozenset({"true", "t", "yes", "y"})
_NO = frozenset({"false", "f", "no", "n"})


Response: TypeAlias = str | int | tuple[int, ...]
"""Text, an option by its place, or several places in turn; places are counted from 0."""


@frozen
class Question:
    """A card as it is asked now."""

    card: Card
    form: Form
    asked: Choice
    """Its words and options."""
    teach: bool
    """The card was never seen, or its fact has changed: show the answer first, then ask."""
    state: CardState
    prospects: Mapping[Rating, Prospect]
    """What each grade would lead to."""
    shown_at: int
    """When it was first shown, in milliseconds since the epoch (UTC)."""

    @property
    def prompt(self) -> str:
        """The card's prompt; for `truefalse`, the statement to judge."""
        return self.asked.prompt

    @property
    def front(self) -> str:
        """The question as its author laid it out, in rich text; empty where it is asked in words, as a statement always is."""
        return self.card.front if self.prompt.startswith(self.card.prompt) else ""

    @property
    def options(self) -> tuple[Option, ...]:
        """What to pick from, in the forms that have options."""
        return self.asked.options

    @property
    def left(self) -> tuple[str, ...]:
        """For `matching`: what the options are to be matched with, one after the other."""
        return self.asked.left

    @property
    def wants(self) -> int:
        """How many picks a whole answer has; 0 where there is nothing to pick from."""
        return len(self.asked.picks)

    @property
    def answer(self) -> str:
        """The right answer in words: as it is among the options, or else the card's."""
        return self.asked.answer or self.card.answer


@frozen
class Feedback:
    """What an answer turned out to be, before it is graded."""

    outcome: Outcome
    suggests: Rating | None
    """The grade that the answer suggests; the learner decides."""
    answer: str
    """What was typed or picked, made safe."""
    picked: Option | None = None
    """The option, where one was picked."""
    verdict: Verdict | None = None
    """For a typed answer and for several picks: marks, differences and the note."""
    picks: tuple[int, ...] = ()
    """For several picks: their places, counted from 0, in their order."""

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
    event: Reviewed | Crammed
    feedback: Feedback | None
    state: CardState
    """The card's state after it."""
    leech: "Leech | None" = None
    """What it showed of a card that is forgotten again and again."""

    @property
    def review(self) -> Reviewed:
        """The event of an answer that is no mere practice. Raises `SessionError` for one that is."""
        if isinstance(self.event, Crammed):
            raise SessionError("This answer was practice: it is no review, and moved neither memory nor due day.")
        return self.event


def assess(question: Question, response: Response) -> Feedback:
    """Say what a response to a question is: an option by its place, several of them in turn, or text.

    Text that names an option picks it, and numbers with spaces or commas between them pick several (counted from 1, as they are
    shown); any other text is judged as a typed answer, but for a number at true or false, which is none. Raises `UsageError` for
    a place that no option has, for one that is picked twice, and for several picks where the form takes one.
    """
    if question.form in SEVERAL_PICKS:
        places = _places(question, response)
        return _typed(question, str(response)) if places is None else _several(question, places)
    if isinstance(response, tuple):
        if len(response) != 1:
            message = f"A question by {question.form} takes one pick, but {len(response)} were given."
            raise UsageError(message)
        (response,) = response
    if isinstance(response, int):
        if not 0 <= response < len(question.options):
            message = f"There is no option {response + 1}; the question has {len(question.options)}."
            raise UsageError(message)
        return _picked(question.options[response])
    if question.options and (option := _named(question.options, response)) is not None:
        return _picked(option)
    if question.form is Form.TRUEFALSE:
        # A number beyond the two is a slip of the finger: nobody can have meant it.
        empty = not response.strip() or response.strip().isdecimal()
        return Feedback(Outcome.EMPTY if empty else Outcome.WRONG, None if empty else Rating.AGAIN, safe_line(response))
    return _typed(question, response)


def is_exact(card: Card, text: str) -> bool:
    """Say whether a text is the answer letter by letter, so that nothing else has to be known to call it right."""
    members = card.members
    return len(members) == 1 and text.strip() in card.names(members[0])


def _places(question: Question, response: Response) -> tuple[int, ...] | None:
    if isinstance(response, str):
        return places_of(response, question.asked)
    return (response,) if isinstance(response, int) else response


def _several(question: Question, places: tuple[int, ...]) -> Feedback:
    verdict = weigh(question.card, question.asked, places)
    return Feedback(verdict.outcome, _suggested(verdict), verdict.answer, None, verdict, places)


def _typed(question: Question, text: str) -> Feedback:
    from quiz.cards.judge import judge

    verdict = judge(question.card, text)
    return Feedback(verdict.outcome, _suggested(verdict), verdict.answer, None, verdict)


def _suggested(verdict: Verdict) -> Rating | None:
    return Rating(verdict.suggests) if verdict.suggests else None


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
