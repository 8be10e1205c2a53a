"""What an exam came to: the score with how sure it is, by relation, and each question with what was right."""

from collections.abc import Iterator

from textual.content import Content

from quiz.cards.depicted import names_unworded
from quiz.cards.verdict import Outcome
from quiz.cards.wording import statement
from quiz.study.exam_marking import Expected, Marked, Marking, Score
from quiz.study.exam_paper import MOST_FACTS
from quiz.tui.exam.sheet_view import asked
from quiz.tui.lines import fitted, hanging, joined, plain
from quiz.tui.study.answer import said_of
from quiz.tui.study.fronts import rich_content
from quiz.tui.styling import styled
from quiz.tui.times import count

_SAID = {
    Outcome.RIGHT: ("✓", "$success", ""),
    Outcome.CLOSE: ("≈", "$success", "close"),
    Outcome.PARTIAL: ("≈", "$warning", "partly right"),
    Outcome.WRONG: ("✗", "$error", "wrong"),
    Outcome.OTHER: ("✗", "$error", "true, but not what was asked"),
    Outcome.EMPTY: ("–", "$error", "no answer"),
}
_BAR = 20
"""Cells of a relation's bar."""


def points(number: float) -> str:
    """Return points without zeros that say nothing."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def figures(marking: Marking, expected: Expected | None) -> list[tuple[str, str]]:
    """Return the figures that stand out, each with what it is."""
    score = marking.score
    found = [
        (f"{score.share:.0%}", f"{points(score.points)} of {score.questions}"),
        (f"{score.low:.0%}–{score.high:.0%}", "whole deck"),
        (f"{marking.known:.0%}", "without luck"),
    ]
    if expected is not None:
        found.append((f"{expected.points:.1f}", "expected"))
    return found


def relations(marking: Marking, width: int) -> Content:
    """Return each relation's share as a bar."""
    label = min(24, max((len(name) for name in marking.by_relation), default=0) + 2)
    bar = min(_BAR, max(4, width - label - 16))
    return joined(_relation(name, found, label, bar) for name, found in marking.by_relation.items())


def reviews(marking: Marking, width: int, *, only_missed: bool) -> Content:
    """Return the questions one after the other: what was answered, what is right, why, and where that is from."""
    shown = [one for one in marking.marked if not only_missed or one.points < 1]
    if not shown:
        return Content.styled("Nothing was missed.", "$success")
    return joined((_review(one, width) for one in shown), "\n\n")


def _relation(name: str, found: Score, label: int, bar: int) -> Content:
    cells = round(bar * found.share)
    return Content.assemble(
        plain(fitted(name, label), "$quiet"),
        ("━" * cells, "$primary"),
        ("─" * (bar - cells), "$line"),
        f"  {points(found.points)} of {found.questions}",
    )


def _review(one: Marked, width: int) -> Content:
    question, card = one.question, one.question.card
    sign, style, said = _SAID[one.feedback.outcome if one.feedback else Outcome.EMPTY]
    head = joined([Content.styled(sign, f"bold {style}"), styled(f"{one.number}. {asked(question)}", card, "bold")], " ")
    return joined([head, *(hanging(Content(""), line, 2, width) for line in _lines(one, said, style, width - 2) if line)])


def _lines(one: Marked, said: str, style: str, width: int) -> Iterator[Content]:
    question, feedback, card = one.question, one.feedback, one.question.card
    if said:
        given = f": {feedback.answer}" if feedback and feedback.answer else ""
        worth = f" · {points(one.points)} of a point" if 0 < one.points < 1 else ""
        yield joined([Content.styled(said, style), plain(given), Content.styled(worth, "$quiet")], "")
    yield joined([Content.styled("right: ", "$quiet"), styled(question.answer, card, "$success")], "")
    if feedback is not None and feedback.note and not names_unworded(card, feedback.note):
        yield styled(feedback.note, card)
    yield said_of(question, feedback, width)
    if one.points < 1:
        if card.note:
            yield rich_content(card.note, width)
        told = [statement(fact, card.relation) for fact in card.facts[:MOST_FACTS]]
        yield from (styled(sentence, card) for sentence in told if not names_unworded(card, sentence))
        if len(card.facts) > MOST_FACTS:
            yield Content.styled(f"and {len(card.facts) - MOST_FACTS} more", "$quiet")
        for source in card.sources:
            yield plain(f"source: {source}", "$quiet")


def headline(marking: Marking, title: str) -> Content:
    """Return what was sat."""
    missed = sum(one.points < 1 for one in marking.marked)
    return joined(
        [
            joined([Content.styled("Exam", "bold"), plain(title, "$quiet")], "  "),
            plain(
                f"seed {marking.paper.seed or 'none'} · paper {marking.paper.code} · {count(missed, 'question')} missed", "$quiet"
            ),
        ]
    )
