"""The first rows of a file, with what each column holds above them; a column is chosen by keys or with the mouse."""

from collections.abc import Callable
from functools import partial

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from quiz.facts.rows import Cell, Table
from quiz.formats.columns import ANSWER, IGNORE, SUBJECT, Layout, is_relation, relation_of
from quiz.tui.keyed import keymap_of
from quiz.tui.lines import fitted, plain

_WIDEST = 28
_LEAST = 10
_GAP = 2
_HEAD = 2
"""Lines above the rows."""


class ColumnsView(Widget, can_focus=True, inherit_bindings=False):
    """A small table; `layout` says what its columns hold, or is nothing where that cannot be chosen."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    ColumnsView, ColumnsView:focus { height: auto; background: $background; background-tint: $background 0%; }
    """

    class Chosen(Message):
        """A column was clicked."""

    def __init__(self, *, id: str | None = None) -> None:
        """Start empty."""
        super().__init__(id=id)
        self._table = Table()
        self._roles: Layout | None = None
        self._rows = 6
        self.cursor = 0
        self._first = 0

    def show(self, table: Table, roles: Layout | None, rows: int) -> None:
        """Show the first so many rows of a table."""
        self._table, self._roles, self._rows = table, roles, max(1, rows)
        self.cursor = min(self.cursor, max(0, len(table.columns) - 1))
        self._first = min(self._first, self.cursor)
        self.refresh(layout=True)

    @property
    def column(self) -> str | None:
        """The chosen column."""
        return self._table.columns[self.cursor] if self._table.columns and self._roles else None

    def move(self, by: int) -> None:
        """Choose another column."""
        self.cursor = min(max(0, self.cursor + by), max(0, len(self._table.columns) - 1))
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Be as high as the rows that are shown."""
        del container, viewport, width
        return _HEAD + min(self._rows, len(self._table.rows)) + 1 if self._table.columns else 0

    def render(self) -> Content:
        """Return the columns that there is room for, the chosen one among them."""
        places, widths = self._places()
        lines = [self._line(places, widths, self._heading), self._line(places, widths, self._meaning)]
        shown = range(min(self._rows, len(self._table.rows)))
        lines += [self._line(places, widths, partial(self._entry, number)) for number in shown]
        lines.append(plain(fitted(self._hint(len(places)), self.content_size.width), "$quiet"))
        return Content("\n").join(lines)

    def _hint(self, shown: int) -> str:
        """Say how a column is chosen, and how many are out of sight."""
        number = len(self._table.columns)
        hidden = f"{shown} of {number} columns; " if shown < number else ""
        if self._roles is None:
            return ""
        left, right, says = (keymap_of(self.app).key(f"import.{name}") for name in ("left", "right", "role"))
        return (
            f"{hidden}{left} {right} choose one, {says} says what it holds"
            if number > 1
            else f"{says} says what the column holds"
        )

    def on_click(self, event: events.Click) -> None:
        """Choose a column, and ask what it holds where its head was clicked."""
        places, widths = self._places()
        at = 0
        for place, width in zip(places, widths, strict=True):
            if at <= event.x < at + width + _GAP:
                event.stop()
                self.cursor = place
                self.refresh()
                if event.y < _HEAD and self._roles:
                    self.post_message(self.Chosen())
                return
            at += width + _GAP

    def _places(self) -> tuple[list[int], list[int]]:
        """Return the columns that are shown, and how wide each is."""
        width = max(_LEAST, self.content_size.width or self.size.width)
        every = [self._wanted(place) for place in range(len(self._table.columns))]
        self._first = min(self._first, self.cursor)
        while (
            self._first < self.cursor and sum(every[self._first : self.cursor + 1]) + _GAP * (self.cursor - self._first) > width
        ):
            self._first += 1
        places: list[int] = []
        left = width
        for place in range(self._first, len(every)):
            if places and every[place] > left:
                if left >= _LEAST:
                    places.append(place)
                    every[place] = left
                break
            places.append(place)
            every[place] = min(every[place], left)
            left -= every[place] + _GAP
        return places, [every[place] for place in places]

    def _wanted(self, place: int) -> int:
        from rich.cells import cell_len

        cells = [_text(row.cells[place]) for row in self._table.rows[: self._rows]]
        longest = max((cell_len(text) for text in (*cells, self._table.columns[place], self._said(place))), default=0)
        return min(max(longest, _LEAST), _WIDEST)

    def _line(self, places: list[int], widths: list[int], part: Callable[[int, int], Content]) -> Content:
        pieces = [part(place, width) for place, width in zip(places, widths, strict=True)]
        return Content(" " * _GAP).join(pieces)

    def _heading(self, place: int, width: int) -> Content:
        style = "bold $chosen on $primary" if self._is_chosen(place) else "bold"
        if self._is_chosen(place) and self.app.no_color:
            style += " reverse"
        return plain(fitted(self._table.columns[place], width), style)

    def _meaning(self, place: int, width: int) -> Content:
        role = self._roles.roles.get(self._table.columns[place], "") if self._roles else ""
        style = (
            "$quiet"
            if role in {"", IGNORE}
            else "$primary"
            if role == SUBJECT
            else "$success"
            if is_relation(role)
            else "$warning"
        )
        return plain(fitted(self._said(place), width), style)

    def _said(self, place: int) -> str:
        role = self._roles.roles.get(self._table.columns[place], "") if self._roles else ""
        return said(role)

    def _entry(self, row: int, place: int, width: int) -> Content:
        role = self._roles.roles.get(self._table.columns[place], "") if self._roles else ""
        text = fitted(_text(self._table.rows[row].cells[place]), width)
        return plain(text, "$quiet" if role == IGNORE else "")

    def _is_chosen(self, place: int) -> bool:
        return self._roles is not None and place == self.cursor


def said(role: str) -> str:
    """Return what people call a column of this role."""
    if role == ANSWER:
        return "→ answer"
    if role == SUBJECT:
        return "subject"
    if role == IGNORE:
        return "not taken"
    if not role:
        return ""
    return f"→ {relation_of(role)}" if is_relation(role) else role.replace("_", " ")


def _text(cell: Cell) -> str:
    return "; ".join(cell) if isinstance(cell, list) else "" if cell is None else str(cell)
