"""Where a question's picture stands on a screen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.containers import Container

from quiz.facts.media import Picture

if TYPE_CHECKING:
    from quiz.study.question import Question

_NARROW = 60
"""Cells of a screen from which a picture has the options beside it."""


def place_picture(place: Container, question: "Question", pictures: Sequence[Picture], *, named: bool) -> None:
    """Show the first of some pictures at a place, or none; `named` tells its words. What draws it is made when it is needed."""
    place.display = bool(pictures)
    if not pictures and not place.children:
        return
    from quiz.tui.media.canvas import PictureView, depiction, rows_for

    app = place.app
    view = PictureView() if not place.children else place.query_one(PictureView)
    if not place.children:
        place.mount(view)
    # On wide screens the options stand beside it.
    below = len(question.options) if app.size.width < _NARROW else 0
    shown = depiction(app, question.card.deck.id, pictures[0], named=named) if pictures else None
    place.call_after_refresh(view.show, shown, rows_for(app.size.height, below))
