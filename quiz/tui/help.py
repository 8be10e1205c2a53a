"""The help: every key, the ones of the present screen first, written from the registry of actions."""

from typing import ClassVar

from textual.content import Content

from quiz.tui.action import Action
from quiz.tui.actions import PLACES, actions
from quiz.tui.dialogs import Dialog
from quiz.tui.lines import hanging, joined

_INDENT = 13


class HelpScreen(Dialog):
    """Lists all keys."""

    heading = "Keys"
    also_closes: ClassVar[frozenset[str]] = frozenset({"question_mark", "f1"})

    def __init__(self, place: str) -> None:
        """Begin with the keys of the screen at `place`."""
        super().__init__()
        self._place = place

    def text(self, width: int) -> Content:
        """Return the keys, one a line."""
        places = sorted(PLACES, key=lambda place: (place != self._place, list(PLACES).index(place)))
        return joined(
            (joined([Content.styled(PLACES[place], "bold"), *(_line(one, width) for one in actions(place))]) for place in places),
            "\n\n",
        )


def _line(action: Action, width: int) -> Content:
    return hanging(Content.styled(action.every_key, "bold $primary"), Content(action.description), _INDENT, width)
