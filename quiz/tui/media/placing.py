"""Where a question's picture stands on a screen."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from textual.containers import Container

from quiz.facts.media import Picture

if TYPE_CHECKING:
    from quiz.study.question import Question

_NARROW = 60
"""Cells of a screen from which a picture has the options beside it."""
_MOST = 4
"""Pictures that are drawn; of more, the others are opened."""


def place_picture(place: Container, question: "Question", pictures: Sequence[Picture], *, named: bool) -> None:
    """Show the first few of some pictures at a place, one below the other; `named` tells their words.

    What draws them is made when it is needed.
    """
    place.display = bool(pictures)
    if not pictures and not place.children:
        return
    from quiz.tui.media.canvas import PictureView, depiction, rows_for

    app, deck = place.app, question.card.deck.id
    wanted = [depiction(app, deck, picture, named=named) for picture in pictures[:_MOST]]
    views = [*place.query(PictureView)]
    if len(views) < max(1, len(wanted)):
        more = [PictureView() for _ in range(max(1, len(wanted)) - len(views))]
        place.mount_all(more)
        views += more
    # On wide screens the options stand beside it.
    below = len(question.options) if app.size.width < _NARROW else 0
    rows = rows_for(app.size.height, below, among=len(wanted))
    for view, shown in zip_longest(views, wanted):
        place.call_after_refresh(view.show, shown, rows)
