"""The line of sections: all of them where there is room, else the chosen one with those around it."""

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from quiz.tui.keyed import keymap_of


class Tabs(Widget):
    """One line; the chosen section is bold and underlined, a click goes to one."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Tabs {
        height: 1;
    }
    """

    class Chosen(Message):
        """A section was clicked."""

        def __init__(self, place: int) -> None:
            """Tell of the section's place."""
            super().__init__()
            self.place = place

    def __init__(self, labels: list[str], *, id: str | None = None) -> None:
        """Show sections by their labels."""
        super().__init__(id=id)
        self._labels = labels
        self._chosen = 0
        self._spans: list[tuple[int, int, int]] = []

    def choose(self, place: int) -> None:
        """Show another section as the chosen one."""
        self._chosen = place
        self.refresh()

    def render(self) -> Content:
        """Return the line."""
        width = self.size.width
        keys = keymap_of(self.app).action("statistics.section")
        numbered = [f"{keys.key_of(place)} {label}" for place, label in enumerate(self._labels, 1)]
        labels = next((some for some in (numbered, self._labels) if _width(some) <= width), numbered)
        first, last = 0, len(labels)
        while last - first > 1 and _width(labels[first:last]) > width:
            first, last = (first + 1, last) if self._chosen - first > last - 1 - self._chosen else (first, last - 1)
        self._spans = []
        pieces: list[str | tuple[str, str]] = []
        at = 0
        for place in range(first, last):
            pieces.append((labels[place], "bold underline $primary" if place == self._chosen else "$quiet"))
            self._spans.append((at, at + cell_len(labels[place]), place))
            at += cell_len(labels[place]) + 2
            pieces.append("  ")
        return Content.assemble(*pieces).rstrip()

    def on_click(self, event: events.Click) -> None:
        """Go to the section that was clicked."""
        for start, end, place in self._spans:
            if start <= event.x < end:
                event.stop()
                self.post_message(self.Chosen(place))


def _width(labels: list[str]) -> int:
    return sum(map(cell_len, labels)) + 2 * (len(labels) - 1)
