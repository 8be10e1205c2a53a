"""The places of an order, or the items to be matched, with what has been put there: beside the options while they are picked."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from quiz.cards.card import Form
from quiz.study.question import Feedback, Question
from quiz.tui.lines import apart, joined, plain
from quiz.tui.styling import styled

SLOTTED = frozenset({Form.ORDERING, Form.MATCHING})
"""The forms in which every pick has a place of its own."""
_OPEN = "…"
_ORDINALS = ("1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th")


def filling(question: Question, picks: Sequence[int]) -> Content:
    """Return the places while they are filled; the next one is pointed at."""
    return joined(slots(question, picks))


def slots(question: Question, picks: Sequence[int]) -> list[Content]:
    """Return the places while they are filled, one by one."""
    return [_slot(question, picks, at) for at in range(question.wants)]


def next_slot(question: Question, picks: Sequence[int]) -> Content:
    """Return the place that is filled next, for screens on which the options would not fit below all of them; then all."""
    return _slot(question, picks, len(picks)) if len(picks) < question.wants else filling(question, picks)


def label(question: Question, at: int) -> str:
    """Return what a place is called: first, second and so on in an order, else what is matched."""
    return question.left[at] if question.left else _ORDINALS[at]


def filled(question: Question, feedback: Feedback | None) -> Content:
    """Return the places with what belongs there and, where something was picked, whether it was right and what stood there."""
    return joined(_filled(question, feedback))


def _filled(question: Question, feedback: Feedback | None) -> Iterator[Content]:
    picks = feedback.picks if feedback else ()
    marks = feedback.verdict.marks if feedback and feedback.verdict and picks else ()
    for at, place in enumerate(question.asked.picks):
        right = _option(question, place, "bold $success")
        if not marks:
            yield joined([Content("  "), _label(question, at), right], "")
            continue
        good = marks[at][1]
        head = Content.styled("✓ " if good else "✗ ", "bold $success" if good else "bold $error")
        given = "" if good else _given(question, picks, at)
        yield joined([head, _label(question, at), right, plain(given, "$quiet")], "")


def _given(question: Question, picks: Sequence[int], at: int) -> str:
    """Return what the learner did with a place: where its item stood in an order, or what it was matched with."""
    if question.form is Form.ORDERING:
        place = question.asked.picks[at]
        return f"  you: {_ORDINALS[picks.index(place)]}" if place in picks else "  left out"
    return f"  you: {question.options[picks[at]].text}" if at < len(picks) else "  left out"


def _slot(question: Question, picks: Sequence[int], at: int) -> Content:
    given = _option(question, picks[at], "bold") if at < len(picks) else Content.styled(_OPEN, "$quiet")
    head = Content.styled("› " if at == len(picks) else "  ", "bold $primary")
    return joined([head, _label(question, at), given], "")


def _option(question: Question, place: int, style: str) -> Content:
    return styled(apart(question.options[place].text), question.card, style)


def _label(question: Question, at: int) -> Content:
    if question.left:
        return joined([styled(apart(question.left[at]), question.card), Content.styled(" → ", "$quiet")], "")
    return Content.styled(f"{_ORDINALS[at]}  ", "$quiet")
