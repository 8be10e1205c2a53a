"""The footer: the keys that work at this very moment, and no others."""

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widget import Widget

from quiz.tui.acting import ActingScreen
from quiz.tui.action import Action

GAP = "   "
_MARGIN = 2
"""Cells at the left end."""


class KeyBar(Widget):
    """One line of keys, each with what it does; a click does it too."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyBar {
        dock: bottom;
        height: 1;
        background: $panel;
        color: $quiet;
    }
    """

    def __init__(self) -> None:
        """Show the actions of the screen that the bar is on."""
        super().__init__()
        self._places: list[tuple[int, int, Action]] = []

    @property
    def _acting(self) -> ActingScreen[object]:
        if isinstance(self.screen, ActingScreen):
            return self.screen
        raise TypeError("A footer belongs on a screen with actions.")

    def render(self) -> Content:
        """Return as many of the present actions as there is room for, the weightier ones first to stay."""
        screen = self._acting
        width = self.size.width
        found = screen.offered()
        while len(found) > 1 and _width(found, screen) > width:
            found.remove(min(found, key=lambda one: one.weight))
        self._places = []
        pieces: list[str | tuple[str, str]] = [" " * _MARGIN]
        at = _MARGIN
        for action in found:
            label = screen.label(action)
            pieces += (screen.key(action), "bold $primary"), f" {label}{GAP}"
            length = cell_len(f"{screen.key(action)} {label}")
            self._places.append((at, at + length, action))
            at += length + len(GAP)
        return Content.assemble(*pieces).rstrip()

    def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        screen = self._acting
        for start, end, action in self._places:
            if start <= event.x < end and not action.numbered:
                event.stop()
                screen.perform(action)


def _width(found: list[Action], screen: ActingScreen[object]) -> int:
    return _MARGIN + sum(cell_len(f"{screen.key(one)} {screen.label(one)}{GAP}") for one in found) - len(GAP)
