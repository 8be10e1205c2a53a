"""The footer: the keys that work at this very moment, and no others."""

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widget import Widget

from quiz.tui.acting import ActingScreen
from quiz.tui.action import Action
from quiz.tui.lines import plain

GAP = "  "
_MARGIN = 2
"""Cells at both ends."""
_SHORT = 100
"""Cells; in fewer, the menu has no key beside it."""


class KeyBar(Widget):
    """One line of keys, each with what it does; a click does it too. At its end stands the menu, from which all can be done."""

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

    def places(self) -> list[tuple[int, int, Action]]:
        """Return where each action stands: its first cell, the one after its last, and the action."""
        return list(self._places)

    def render(self) -> Content:
        """Return as many of the present actions as there is room for, the weightier ones first to stay."""
        screen = self._acting
        width = self.size.width
        menu = screen.keymap.action("app.command_palette")
        key = "" if width < _SHORT else f"{_short(menu.key)} "
        room = width - len(GAP) - len(f"{key}Menu") - _MARGIN
        found = [one for one in screen.offered() if one.id != menu.id]
        while found and _width(found, screen) > room:
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
        start = max(at, width - _MARGIN - len(f"{key}Menu"))
        pieces += " " * (start - at), (key, "bold $primary"), ("Menu", "" if key else "bold $primary")
        self._places.append((start, start + len(f"{key}Menu"), menu))
        return Content.assemble(*pieces)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say more of what is under the mouse."""
        found = next((one for start, end, one in self._places if start <= event.x < end), None)
        more = plain(f"{found.description}.") if found else None
        if more != self.tooltip:
            self.tooltip = more

    def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        screen = self._acting
        for start, end, action in self._places:
            if start <= event.x < end and not action.numbered:
                event.stop()
                screen.perform(action)


def _width(found: list[Action], screen: ActingScreen[object]) -> int:
    return _MARGIN + sum(cell_len(f"{screen.key(one)} {screen.label(one)}{GAP}") for one in found) - len(GAP)


def _short(key: str) -> str:
    return key.replace("Ctrl+", "^")
