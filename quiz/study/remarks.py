"""What an author says to the answer that a learner gave."""

from quiz.cards.card import Form
from quiz.study.question import Feedback, Question

_SAID = frozenset({Form.REVEAL, Form.TYPED, Form.CHOICE, Form.MULTISELECT})


def remarks(question: Question, feedback: Feedback | None) -> tuple[str, ...]:
    """Return the remarks, in rich text, on an answer: on each option that was picked, or on what was typed."""
    if feedback is None or not any(fact.feedback for fact in question.card.facts) or not _is_said(question):
        return ()
    from quiz.cards.remarks import remarks_on

    if feedback.picks:
        answers = [question.options[place].text for place in feedback.picks]
    elif feedback.picked is not None:
        answers = [feedback.picked.text]
    else:
        answers = [feedback.answer]
        verdict = feedback.verdict
        if verdict is not None and feedback.right and verdict.matched:
            answers.append(verdict.matched)
        if verdict is not None and len(verdict.marks) > 1:
            answers += [*(name for name, given in verdict.marks if given), *verdict.extra]
    return remarks_on(question.card, answers, right=feedback.right)


def _is_said(question: Question) -> bool:
    """Say whether the answer is one to the card's own question, and not to a statement or a whole set of pairs."""
    return question.form in _SAID or (question.form is Form.TRUEFALSE and question.prompt == question.card.prompt)
