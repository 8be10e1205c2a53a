"""The footer: the keys that work at this very moment, and no others."""

from textual import events
from textual.content import Content
from textual.widget import Widget

from quiz.tui.acting import ActingScreen
from quiz.tui.action import Action
from quiz.tui.footer import Offer, footer
from quiz.tui.lines import plain


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
        offers = [Offer(one, screen.key(one), screen.label(one)) for one in screen.offered()]
        found = footer(offers, screen.keymap.action("app.command_palette"), self.size.width)
        self._places = found.places
        return Content.assemble(*found.pieces)

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
