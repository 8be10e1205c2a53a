"""What lies over a screen in a frame: a click beside it, or on the words at its lower edge, leaves it as Esc does."""

from typing import TYPE_CHECKING

from textual import events

if TYPE_CHECKING:
    from textual.dom import DOMNode as Node
else:
    Node = object


class Framed(Node):
    """Gives a modal screen with a `#frame` the way out by mouse. It is no node itself, for the reason that `Scrolling` tells."""

    beside = True
    """Whether a click beside the frame leaves it, too."""

    def leave(self) -> None:
        """Do what Esc does."""
        raise NotImplementedError

    def on_click(self, event: events.Click) -> None:
        """Leave by mouse."""
        frame = self.query_one("#frame").region
        x, y = event.screen_x, event.screen_y
        # The words end three cells before the corner, as Textual sets them.
        length = len(str(self.query_one("#frame").border_subtitle or ""))
        on_words = y == frame.bottom - 1 and frame.right - 3 - length <= x < frame.right - 2
        if on_words or (self.beside and not frame.contains(x, y)):
            event.stop()
            self.leave()
