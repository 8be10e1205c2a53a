"""The help: every key, those that work now first, written from the registry of actions, and searched while one types."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList

from quiz.tui.action import Action
from quiz.tui.actions import PLACES, bindings
from quiz.tui.framed import BETWEEN, Framed
from quiz.tui.key_names import character
from quiz.tui.keyed import Keyed
from quiz.tui.lines import hanging, plain
from quiz.tui.pointed import MovingPointer, Pointed

if TYPE_CHECKING:
    from quiz.tui.acting import ActingScreen
    from quiz.tui.app import QuizApp

_INDENT, _INDENT_OF_NARROW = 13, 8
_MOST_WIDE = 74
_SIDES = 14
"""Cells of a narrow screen that the frame, its padding, the pointer and the scroll bar take."""


class HelpScreen(Keyed, MovingPointer, Framed, ModalScreen[None]):
    """Lists all keys; Enter or a click does what a row says, where that works now."""

    app: "QuizApp"
    CSS_PATH = Path(__file__).with_name("help.tcss")
    BINDINGS: ClassVar[list[BindingType]] = bindings("help")
    AUTO_FOCUS = "Input"

    def __init__(self, below: "ActingScreen[object]") -> None:
        """Begin with what works now on the screen `below`."""
        super().__init__()
        self._below = below
        self._working = {one.id: one for one in below.working() if not one.numbered}
        self._groups = _groups(below, self.keymap.actions)

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with Vertical(id="frame") as frame:
            frame.border_title = "Keys"
            frame.border_subtitle = plain(
                f"{self.keymap.key('help.perform')} does it{BETWEEN}{self.keymap.key('help.close')} closes"
            )
            yield Input(placeholder="Type to search: a key, or what you want to do", compact=True)
            yield Pointed()

    def on_mount(self) -> None:
        """Fill the list."""
        self._fill()

    def on_resize(self) -> None:
        """Wrap the lines for the new width."""
        self._fill()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what was typed for. The key that opened the help closes it, even where it is text."""
        if event.value in {character(key) for key in self.keymap.action("app.help").keys}:
            self.action_close()
        else:
            self._fill(first=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Do what the row under the cursor says."""
        event.stop()
        self._perform(self.query_one(Pointed).chosen)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do what was clicked."""
        event.stop()
        self._perform(event.option_id or "")

    def on_key(self, event: events.Key) -> None:
        """Close with the key that opened the help."""
        if event.key in self.keymap.action("app.help").keys:
            event.stop()
            self.action_close()

    def leave(self) -> None:
        """Do what Esc does."""
        self.action_close()

    def confirm(self) -> None:
        """Do what Enter does."""
        self.action_perform()

    def action_close(self) -> None:
        """Go back to the screen below."""
        self.dismiss()

    def action_perform(self) -> None:
        """Do what the row under the cursor says."""
        self._perform(self.query_one(Pointed).chosen)

    def _perform(self, action: str) -> None:
        known = self._working.get(action)
        if known is not None:
            self.dismiss()
            self.app.call_later(self._below.perform, known)
        elif action:
            self.app.tell("That does not work where you are now.")

    def _fill(self, *, first: bool = False) -> None:
        width = min(self.size.width - _SIDES, _MOST_WIDE)
        wanted = self.query_one(Input).value.casefold().split()
        rows: list[tuple[str, Content]] = []
        for heading, several in self._groups:
            found = [one for one in several if _matches(one, wanted)]
            if found:
                rows += [("", Content.styled(f"{' ' if rows else ''}\n{heading}" if rows else heading, "bold"))]
                rows += [(one.id, _line(one, width)) for one in found]
        if not rows:
            rows = [("", Content.styled("Nothing is called that.", "$quiet"))]
        self.query_one(Pointed).show(rows, "" if first else None)


def _groups(below: "ActingScreen[object]", actions: tuple[Action, ...]) -> list[tuple[str, list[Action]]]:
    """Return the actions under headings: what works now, the rest of the screen, then every other place."""
    now = below.working()
    known = {one.id for one in now}
    left = [one for one in actions if one.id not in known]
    places = sorted(PLACES, key=lambda place: (place != below.place, list(PLACES).index(place)))
    rest = [(PLACES[place] + (", at other moments" if place == below.place else ""), place) for place in places]
    return [
        (f"Now, on {PLACES[below.place]}", now),
        *((words, [one for one in left if one.place == place]) for words, place in rest),
    ]


def _matches(action: Action, wanted: list[str]) -> bool:
    text = f"{action.every_key} {action.label} {action.description} {PLACES[action.place]}".casefold()
    return all(word in text for word in wanted)


def _line(action: Action, width: int) -> Content:
    indent = _INDENT if width > 40 else _INDENT_OF_NARROW
    return hanging(Content.styled(action.every_key or "–", "bold $primary"), Content(action.description), indent, width)
