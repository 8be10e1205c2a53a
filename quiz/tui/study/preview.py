"""A card as it would be asked, without asking it: for screens that show cards outside a session. No event is written."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.color import Color
from textual.content import Content
from textual.style import Style

from quiz.cards.asking import OPTION_FORMS, SEVERAL_PICKS, put
from quiz.cards.card import Card, Form
from quiz.cards.depicted import Medium, answer_media, asked_media, term_pictures, uncovered
from quiz.collection.app_choices import Pictures
from quiz.facts.media import Picture
from quiz.memory.state import CardState
from quiz.study.question import Question
from quiz.tui.lines import hanging, joined, plain
from quiz.tui.media.cells import Run
from quiz.tui.media.drawing import Drawn, Signs, draw, is_there
from quiz.tui.study.answer import kicker, needs_answer, right_answer, told
from quiz.tui.study.fronts import question_content, rich_content
from quiz.tui.study.slots import SLOTTED, filled, filling
from quiz.tui.study.words import sources, whole_on_screen
from quiz.tui.styling import styled

if TYPE_CHECKING:
    from quiz.collection.collection import Collection

_ROWS = 8
"""Rows of a picture."""
_LARGEST = 2**20
"""Bytes of a picture that is drawn at once, which takes some milliseconds; larger ones are seen on the Study screen."""
_MARK = 5
"""Cells before an option: its digit, or what it turned out to be."""


def card_content(collection: "Collection", card: Card, form: Form, *, answered: bool, width: int, teach: bool = False) -> Content:
    """Return how a card looks in a form, before or after its answer, in lines of at most `width` cells.

    With `teach`, as it is shown before it is asked for the first time. The options are always the same ones; nothing was picked.
    Raises `UsageError` for a form with options that the card does not allow (`card.forms` has those that it does).
    """
    asked = put(card, form if form in card.forms or form in OPTION_FORMS else Form.REVEAL, card.id)
    question = Question(card, form, asked, teach=teach, state=CardState(), prospects={}, shown_at=0)
    shown = answered or teach
    prompt = card.prompt if teach else question.prompt
    given = asked_media(card, prompt)
    found = (answer_media(card) or (() if given else term_pictures(card))) if shown else ()
    given, found = uncovered(given, found)
    drawn = {medium: picture for medium in (*given, *found) if (picture := _picture(collection, card, medium, width))}
    asks = question_content(prompt, card, width, drawn.keys() & {*given})
    parts = [kicker(question, teach=teach), asks, *(drawn[medium] for medium in given if medium in drawn)]
    if not teach:
        parts.append(_options(question, answered=answered, width=width))
        if form is Form.TYPED and not answered:
            parts.append(Content.styled("▁" * min(width, 32), "$line"))
    if teach or (answered and needs_answer(question, None)):
        parts.append(right_answer(question, width))
    parts += [drawn[medium] for medium in found if medium in drawn]
    if shown:
        parts.append(rich_content(card.note, width) if card.note else Content(""))
        parts.append(told(card, seen=whole_on_screen(question, teach=teach)))
        parts.append(joined(plain(line, "$quiet") for line in sources(card)))
    return joined(parts, "\n\n")


def _picture(collection: "Collection", card: Card, medium: Medium, width: int) -> Content:
    """Return a picture in a few rows; nothing where it cannot be drawn at once, or the learner wants no pictures."""
    chosen = collection.choices.app
    if not isinstance(medium, Picture) or (chosen and chosen.pictures is Pictures.OFF) or not is_there():
        return Content("")
    file = collection.media(card.deck.id, medium)
    if file is None or file.stat().st_size > _LARGEST:
        return Content("")
    drawn = draw(file, width=width, height=_ROWS, signs=Signs.HALF_CELLS, masks=medium.masks)
    if not isinstance(drawn, Drawn):
        return Content("")
    return Content("\n").join([_row(row) for row in drawn.rows])


def _row(runs: Sequence[Run]) -> Content:
    return joined(
        (Content.styled(text, Style(foreground=_colour(front), background=_colour(back))) for text, front, back in runs), ""
    )


def _colour(found: "tuple[int, int, int] | None") -> Color | None:
    return None if found is None else Color(*found)


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
