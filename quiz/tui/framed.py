"""What lies over a screen in a frame: a click beside it, or on the words at its lower edge, leaves it as Esc does.

Where these say first what Enter does, a click there does that.
"""

from typing import TYPE_CHECKING

from textual import events

if TYPE_CHECKING:
    from textual.dom import DOMNode as Node
else:
    Node = object


BETWEEN = " · "
"""What stands between the words of Enter and those of Esc, which come last."""


class Framed(Node):
    """Gives a modal screen with a `#frame` the way out by mouse. It is no node itself, for the reason that `Scrolling` tells."""

    beside = True
    """Whether a click beside the frame leaves it, too."""

    def leave(self) -> None:
        """Do what Esc does."""
        raise NotImplementedError

    def confirm(self) -> None:
        """Do what the words before those of Esc say, where there are any."""

    def on_click(self, event: events.Click) -> None:
        """Leave by mouse."""
        frame = self.query_one("#frame").region
        x, y = event.screen_x, event.screen_y
        # The words end three cells before the corner, as Textual sets them.
        words = str(self.query_one("#frame").border_subtitle or "")
        before, between, leaving = words.rpartition(BETWEEN)
        from_end = frame.right - 2 - x if y == frame.bottom - 1 else 0
        if 0 < from_end <= len(leaving) + 1 or (self.beside and not frame.contains(x, y)):
            event.stop()
            self.leave()
        elif before and len(between + leaving) < from_end <= len(words) + 1:
            event.stop()
            self.confirm()
