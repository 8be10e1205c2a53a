"""The heads of the columns."""

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from quiz.tui.browse.columns import FRONT, columns, head


class Heads(Widget):
    """The heads of the columns; a click sorts by one."""

    ALLOW_SELECT = False

    class Chosen(Message):
        """A head was clicked."""

        def __init__(self, sort: str) -> None:
            """Say by what to sort."""
            super().__init__()
            self.sort = sort

    def __init__(self) -> None:
        """Start in the order of the decks."""
        super().__init__()
        self.sort = "position"
        self.down = False

    def show(self, sort: str, *, down: bool) -> None:
        """Show the order."""
        self.sort, self.down = sort, down
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the heads, in line with the columns of the list."""
        del y
        shown = columns(self.size.width - 1, self.sort)
        words = "  ".join(head(column, width, sort=self.sort, down=self.down) for column, width in shown)
        return Strip([Segment(" " * FRONT + words, self.rich_style)]).adjust_cell_length(self.size.width, self.rich_style)

    def on_click(self, event: events.Click) -> None:
        """Sort by the column."""
        at = FRONT
        for column, width in columns(self.size.width - 1, self.sort):
            if at <= event.x < at + width:
                self.post_message(self.Chosen(column.name))
                return
            at += width + 2
