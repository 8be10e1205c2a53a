"""What lies over another screen: a frame with text that scrolls, closed by Esc."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from quiz.tui.actions import bindings
from quiz.tui.framed import Framed
from quiz.tui.keyed import Keyed
from quiz.tui.lines import plain
from quiz.tui.scrolling import Scrolling

if TYPE_CHECKING:
    from quiz.tui.app import QuizApp


_MOST_WIDE = 70
"""Cells; longer lines are hard to follow."""
_SIDES = 12
"""Cells of a narrow screen that the frame, its padding and the scroll bar take."""


class Dialog(Scrolling, Keyed, Framed, ModalScreen[None]):
    """A modal page of text."""

    app: "QuizApp"
    CSS_PATH = Path(__file__).with_name("dialogs.tcss")
    BINDINGS: ClassVar[list[BindingType]] = bindings("dialog")
    AUTO_FOCUS = ""
    scrolled = "#page"
    also_closes: ClassVar[frozenset[str]] = frozenset()
    opened_by: ClassVar[str] = ""
    """The id of the action that opened the dialog; its keys close it, too, as do those of `also_closes`."""

    heading = ""

    def text(self, width: int) -> Content:
        """Return what the dialog says in lines of `width` cells."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Lay the dialog out."""
        with Vertical(id="frame") as frame:
            frame.border_title = self.heading
            frame.border_subtitle = plain(f"{self.keymap.key('dialog.close')} closes")
            with VerticalScroll(id="page", can_focus=False):
                yield Static(id="text")

    def on_mount(self) -> None:
        """Write the text."""
        self._write()

    def on_resize(self) -> None:
        """Write the text for the new width."""
        self._write()

    def _write(self) -> None:
        self.query_one("#text", Static).update(self.text(min(self.size.width - _SIDES, _MOST_WIDE)))

    def on_key(self, event: events.Key) -> None:
        """Close with the key that opened the dialog."""
        opened_by = self.keymap.action(self.opened_by).keys if self.opened_by else ()
        if event.key in self.also_closes or event.key in opened_by:
            event.stop()
            self.action_close()

    def leave(self) -> None:
        """Do what Esc does."""
        self.action_close()

    def action_close(self) -> None:
        """Go back to the screen below."""
        self.dismiss()
