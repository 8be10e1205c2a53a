"""A card as it would be asked, without asking it: for screens that show cards outside a session. No event is written."""

from typing import TYPE_CHECKING

from textual.content import Content

from quiz.cards.asking import OPTION_FORMS, SEVERAL_PICKS, put
from quiz.cards.card import Card, Form
from quiz.memory.state import CardState
from quiz.study.question import Question
from quiz.tui.lines import hanging, joined, plain
from quiz.tui.study.answer import kicker, needs_answer, right_answer, sources, told
from quiz.tui.study.slots import SLOTTED, filled, filling
from quiz.tui.styling import styled

if TYPE_CHECKING:
    from quiz.collection.collection import Collection

_MARK = 5
"""Cells before an option: its digit, or what it turned out to be."""


def card_content(collection: "Collection", card: Card, form: Form, *, answered: bool, width: int, teach: bool = False) -> Content:
    """Return how a card looks in a form, before or after its answer, in lines of at most `width` cells.

    With `teach`, as it is shown before it is asked for the first time. The options are always the same ones; nothing was picked.
    Raises `UsageError` for a form with options that the card does not allow (`card.forms` has those that it does).
    """
    del collection
    asked = put(card, form if form in card.forms or form in OPTION_FORMS else Form.REVEAL, card.id)
    question = Question(card, form, asked, teach=teach, state=CardState(), prospects={}, shown_at=0)
    shown = answered or teach
    parts = [kicker(question, teach=teach), styled(card.prompt if teach else question.prompt, card, "bold")]
    if not teach:
        parts.append(_options(question, answered=answered, width=width))
        if form is Form.TYPED and not answered:
            parts.append(Content.styled("▁" * min(width, 32), "$line"))
    if teach or (answered and needs_answer(question, None)):
        parts.append(right_answer(question))
    if shown:
        parts += [told(card), joined(plain(line, "$quiet") for line in sources(card))]
    return joined(parts, "\n\n")


def _options(question: Question, *, answered: bool, width: int) -> Content:
    """Return what there is to pick from or, once it is answered, what was right."""
    several = question.form in SEVERAL_PICKS
    parts = []
    if question.form in SLOTTED:
        parts.append(filled(question, None) if answered else filling(question, ()))
    if question.form not in SLOTTED or not answered:
        rows = []
        for place, option in enumerate(question.options):
            right = answered and option.right
            sign = "✓" if right else f"{place + 1}{' ○' if several and not answered and question.form not in SLOTTED else ''}"
            style = "bold $success" if right else "$quiet" if answered else ""
            mark = Content.styled(f"  {sign}", style or "bold $primary")
            rows.append(hanging(mark, styled(option.text, question.card, style), _MARK + several, width))
        parts.append(joined(rows))
    return joined(parts, "\n\n")
