"""A thin bar that shows how far one has come."""

from textual.content import Content
from textual.widget import Widget


class Meter(Widget):
    """One line: the part that is done is thick, the rest thin, so that it can be read without colours too."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Meter {
        height: 1;
        color: $line;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        """Start empty."""
        super().__init__(id=id)
        self._done = 0
        self._left = 0

    def show(self, done: int, left: int) -> None:
        """Show how much is done and how much is left."""
        if (done, left) != (self._done, self._left):
            self._done, self._left = done, left
            self.refresh()

    def render(self) -> Content:
        """Return the bar over the whole width. Nothing to do is an empty bar, nothing left a full one."""
        width = self.size.width
        total = self._done + self._left
        cells = round(width * self._done / total) if total else 0
        # Neither the first answer nor the last card may be lost in rounding.
        cells = min(max(cells, 1), width - 1) if self._done and self._left else cells
        return Content.assemble(("━" * cells, "$primary"), ("─" * (width - cells), "$line"))
