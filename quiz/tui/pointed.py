"""A list with a pointer beside the chosen row: colour alone would not tell which it is."""

from collections.abc import Iterable
from typing import cast

from textual.content import Content
from textual.dom import DOMNode
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from quiz.tui.lines import joined

POINTER = "▌ "


class Pointed(OptionList):
    """Rows to choose from, with headings between them. Enter or a click posts `OptionSelected` with the row's id."""

    DEFAULT_CSS = """
    Pointed, Pointed:focus {
        height: auto;
        border: none;
        padding: 0;
        background: $surface;
        background-tint: $background 0%;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    Pointed > .option-list--option {
        padding: 0;
    }
    Pointed > .option-list--option-disabled {
        color: $foreground;
    }
    Pointed > .option-list--option-highlighted, Pointed:focus > .option-list--option-highlighted {
        background: $cursor;
        color: $foreground;
        text-style: none;
    }
    Pointed > .option-list--option-hover {
        background: $panel;
    }
    """

    def __init__(self, rows: "Iterable[tuple[str, Content]]" = (), *, id: str | None = None) -> None:
        """Show rows, each an id and what it says; one without an id is a heading."""
        super().__init__(id=id)
        self._rows: list[tuple[str, Content]] = []
        self._pointed: int | None = None
        self.show(rows)

    @property
    def chosen(self) -> str:
        """The id of the row under the cursor; empty where there is none."""
        return (self.highlighted_option.id or "") if self.highlighted_option else ""

    def show(self, rows: "Iterable[tuple[str, Content]]", chosen: str | None = None) -> None:
        """Show other rows; the cursor goes to the row `chosen`, or stays on the row where it was, or goes to the first."""
        wanted = self.chosen if chosen is None else chosen
        self._rows = list(rows)
        self._pointed = None
        self.clear_options()
        self.add_options(
            Option(_beside("  ", words) if name else words, id=name or None, disabled=not name) for name, words in self._rows
        )
        names = [name for name, _ in self._rows]
        first = next((place for place, name in enumerate(names) if name), None)
        self.highlighted = names.index(wanted) if wanted and wanted in names else first

    def write(self, row: str, words: Content) -> None:
        """Change what one row says."""
        place = next(number for number, (name, _) in enumerate(self._rows) if name == row)
        self._rows[place] = (row, words)
        self._paint(place, POINTER if place == self.highlighted else "  ")

    def on_resize(self) -> None:
        """Keep the chosen row in sight."""
        self.scroll_to_highlight()

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Move the pointer along with the cursor."""
        super().watch_highlighted(highlighted)
        if self._pointed is not None and self._pointed != highlighted:
            self._paint(self._pointed, "  ")
        self._pointed = highlighted
        if highlighted is not None:
            self._paint(highlighted, POINTER)
            if highlighted == next((place for place, (name, _) in enumerate(self._rows) if name), None):
                # The heading over the first row comes into sight again.
                self.scroll_to(y=0, animate=False)

    def _paint(self, place: int, pointer: str) -> None:
        if place < min(self.option_count, len(self._rows)) and self._rows[place][0]:
            self.replace_option_prompt_at_index(place, _beside(pointer, self._rows[place][1]))


def _beside(pointer: str, words: Content) -> Content:
    mark = Content.styled(pointer, "$primary") if pointer.strip() else Content(pointer)
    return joined(mark + line for line in words.split("\n", allow_blank=True))


class MovingPointer:
    """Gives a screen with one such list the actions that move its cursor. It is no node itself, as `Scrolling` tells."""

    def action_up(self) -> None:
        """Go to the row above."""
        self._pointed.action_cursor_up()

    def action_down(self) -> None:
        """Go to the row below."""
        self._pointed.action_cursor_down()

    def action_page_up(self) -> None:
        """Go up by a page."""
        self._pointed.action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        """Go down by a page."""
        self._pointed.action_page_down()  # type: ignore[no-untyped-call]

    @property
    def _pointed(self) -> Pointed:
        return cast("DOMNode", self).query_one(Pointed)
