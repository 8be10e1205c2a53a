"""Marking an exam: points for each answer, the score with how sure it is, and the score to expect beforehand."""

from collections.abc import Mapping, Sequence
from math import sqrt

from attrs import frozen

from quiz.cards.card import Form
from quiz.cards.verdict import Outcome
from quiz.memory.evidence import guess_chance
from quiz.memory.fsrs import Parameters, retrievability
from quiz.memory.state import CardState
from quiz.study.exam import Paper
from quiz.study.question import Feedback, Question, Response, assess

_Z = 1.959963984540054
"""Standard deviations to either side within which a normal variable lies in 95 % of cases."""


@frozen
class Marked:
    """One question with what was answered, and the points for it."""

    number: int
    """Counted from 1."""
    question: Question
    feedback: Feedback | None
    """`None` where nothing was answered."""
    points: float
    """From 0 to 1."""


@frozen
class Score:
    """Points of so many."""

    points: float
    questions: int
    low: float
    high: float
    """The shares, from 0 to 1, between which the score on the whole deck lies with 95 % confidence."""

    @property
    def share(self) -> float:
        """The points as a share of all, from 0 to 1."""
        return self.points / self.questions if self.questions else 0.0


@frozen
class Marking:
    """A paper that was marked."""

    paper: Paper
    marked: tuple[Marked, ...]
    score: Score
    known: float
    """The share, from 0 to 1, that is known when what luck brings is taken off."""
    by_relation: Mapping[str, Score]


@frozen
class Expected:
    """The score to expect, from the memories before the exam."""

    points: float
    low: float
    high: float
    """The points between which the score will lie in about 95 % of cases, if the memory model is right."""


def mark(paper: Paper, answers: Sequence[Response | None]) -> Marking:
    """Mark the answers to a paper's questions, in their order; what was not answered, or not reached, has no points.

    Right and close answers have a point: a slip of the pen is known. Of several members or places, each that is right has its
    share, and each that is too much takes one away. What is true but was not asked has none.
    """
    given = [*answers[: len(paper.questions)], *[None] * (len(paper.questions) - len(answers))]
    marked = tuple(
        _marked(number, question, answer) for number, (question, answer) in enumerate(zip(paper.questions, given, strict=True), 1)
    )
    relations = sorted({one.question.card.relation.name for one in marked})
    by_relation = {
        relation: score([one.points for one in marked if one.question.card.relation.name == relation]) for relation in relations
    }
    total = score([one.points for one in marked])
    luck = sum(map(chance, paper.questions)) / len(paper.questions) if paper.questions else 0.0
    return Marking(paper, marked, total, max(0.0, (total.share - luck) / (1.0 - luck)), by_relation)


def score(points: Sequence[float]) -> Score:
    """Return the sum of points from 0 to 1, and Wilson's 95 % interval for their mean (E. B. Wilson, JASA 22, 1927).

    It takes the questions as drawn from many; parts of a point make it, if anything, wider than it need be.
    """
    number = len(points)
    if not number:
        return Score(0.0, 0, 0.0, 1.0)
    share, spread = sum(points) / number, _Z * _Z / number
    middle = (share + spread / 2) / (1 + spread)
    reach = _Z / (1 + spread) * sqrt(share * (1 - share) / number + spread / number / 4)
    return Score(sum(points), number, max(0.0, middle - reach), min(1.0, middle + reach))


def expected(paper: Paper, states: Mapping[str, CardState], day: int, parameters: Mapping[str, Parameters]) -> Expected:
    """Return the score to expect on study day `day`, from the states of cards by id and the parameters of each deck by id.

    A question is answered rightly with chance `R + (1 - R)·c`: from memory, or by luck. `R` is 0 for a card never answered.
    """
    chances = []
    for question in paper.questions:
        state = states.get(question.card.id, CardState())
        recall = 0.0
        if state.memory is not None and state.last_day is not None:
            recall = retrievability(state.memory.stability, day - state.last_day, parameters[question.card.deck.id])
        chances.append(recall + (1.0 - recall) * chance(question))
    points, reach = sum(chances), _Z * sqrt(sum(one * (1.0 - one) for one in chances))
    return Expected(points, max(0.0, points - reach), min(float(len(chances)), points + reach))


def chance(question: Question) -> float:
    """Return the chance, from 0 to 1, that somebody who knows nothing answers a question rightly."""
    return guess_chance(question.form, len(question.options), question.wants)


def _marked(number: int, question: Question, answer: Response | None) -> Marked:
    if answer is None or (isinstance(answer, str) and not answer.strip()):
        return Marked(number, question, None, 0.0)
    feedback = assess(question, answer)
    return Marked(number, question, feedback, _points(feedback, question.form))


def _points(feedback: Feedback, form: Form) -> float:
    if feedback.outcome in {Outcome.RIGHT, Outcome.CLOSE}:
        return 1.0
    verdict = feedback.verdict
    if verdict is None or not verdict.marks or not (feedback.outcome is Outcome.PARTIAL or form is Form.MATCHING):
        return 0.0
    named = sum(right for _, right in verdict.marks)
    return max(0.0, (named - len(verdict.extra)) / len(verdict.marks))
