"""A list of lines to choose from, however long it is: only the lines that stand on the screen are made."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

if TYPE_CHECKING:
    from textual.dom import DOMNode


class Rows(ScrollView, can_focus=True, inherit_bindings=False):
    """The base of such lists: `count` and `line` say what stands in it. The cursor is moved by the screen's actions."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--chosen", "rows--hover"}
    DEFAULT_CSS = """
    Rows, Rows:focus {
        width: 100%;
        height: auto;
        max-height: 1fr;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        background: $background;
        background-tint: $background 0%;
    }
    Rows > .rows--chosen {
        background: $cursor;
    }
    Rows > .rows--hover {
        background: $panel;
    }
    """

    class Moved(Message):
        """The cursor is on another row."""

    class Clicked(Message):
        """A row was clicked."""

        def __init__(self, place: int, x: int, *, menu: bool) -> None:
            """Name the row, the cell of it, and whether the click asks for a menu (the right button)."""
            super().__init__()
            self.place, self.x, self.menu = place, x, menu

    def __init__(self, *, id: str | None = None) -> None:
        """Start empty; `changed` shows what is in the list."""
        super().__init__(id=id)
        self.cursor = 0
        self._hover = -1

    @property
    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def line(self, place: int, width: int, *, chosen: bool) -> Content:
        """Return the row at a place, in one line of `width` cells."""
        raise NotImplementedError

    def choosable(self, place: int) -> bool:
        """Say whether the cursor can stand on a row; a heading is none."""
        del place
        return True

    @property
    def width(self) -> int:
        """Cells of a row."""
        return self.scrollable_content_region.width

    def changed(self, cursor: int | None = None) -> None:
        """Show the rows anew, with the cursor on a row, or where it was."""
        self.cursor = self._near(self.cursor if cursor is None else cursor)
        self.virtual_size = Size(0, self.count)
        self.refresh(layout=True)
        self.call_after_refresh(self._show_cursor)

    def move(self, by: int) -> None:
        """Move the cursor by so many rows that can be chosen, as far as there are any."""
        step = 1 if by > 0 else -1
        place, left = self.cursor, abs(by)
        if left >= self.count:
            self.go(self._near(0 if by < 0 else self.count - 1, forward=by < 0))
            return
        while left and 0 <= place + step < self.count:
            place += step
            left -= self.choosable(place)
        self.go(place if self.choosable(place) else self.cursor)

    def page(self, pages: int) -> None:
        """Move the cursor by pages."""
        height = max(1, self.scrollable_content_region.height - 1)
        self.go(self._near(min(max(0, self.cursor + pages * height), self.count - 1), forward=pages > 0))

    def go(self, place: int) -> None:
        """Put the cursor on a row."""
        if place != self.cursor and 0 <= place < self.count:
            before, self.cursor = self.cursor, place
            self._refresh_row(before)
            self._refresh_row(place)
            self._show_cursor()
            self.post_message(self.Moved())

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Be as high as all rows."""
        del container, viewport, width
        return self.count

    def render_line(self, y: int) -> Strip:
        """Return one line of the screen."""
        place = y + self.scroll_offset.y
        if place >= self.count:
            return Strip.blank(self.width, self.visual_style.rich_style)
        chosen = place == self.cursor and self.choosable(place)
        look = ("rows--chosen",) if chosen else ("rows--hover",) if place == self._hover else ()
        row = self.line(place, self.width, chosen=chosen)
        return Visual.to_strips(self, row, self.width, 1, self.get_visual_style(*look), pad=True)[0]

    def on_resize(self, event: events.Resize) -> None:
        """Keep the cursor in sight."""
        del event
        self._show_cursor()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show which row is under the mouse."""
        self._hover_on(event.y + self.scroll_offset.y)

    def on_leave(self, event: events.Leave) -> None:
        """Show none."""
        del event
        self._hover_on(-1)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row, and tell of it."""
        place = event.y + self.scroll_offset.y
        if 0 <= place < self.count and self.choosable(place):
            event.stop()
            self.go(place)
            self.post_message(self.Clicked(place, event.x, menu=event.button == 3))

    def _hover_on(self, place: int) -> None:
        place = place if 0 <= place < self.count and self.choosable(place) else -1
        if place != self._hover:
            before, self._hover = self._hover, place
            self._refresh_row(before)
            self._refresh_row(place)

    def _near(self, place: int, *, forward: bool = True) -> int:
        """Return a row that can be chosen, at a place or the next one to it."""
        place = min(max(0, place), max(0, self.count - 1))
        after = (other for other in range(place, self.count) if self.choosable(other))
        before = (other for other in range(place, -1, -1) if self.choosable(other))
        ways = (after, before) if forward else (before, after)
        return next((found for way in ways for found in way), 0)

    def _refresh_row(self, place: int) -> None:
        if place >= 0:
            self.refresh(Region(0, place - self.scroll_offset.y, self.size.width, 1))

    def _show_cursor(self) -> None:
        # The heading above a group's first row is shown with it.
        top = self.cursor - 1 if self.cursor and not self.choosable(self.cursor - 1) else self.cursor
        if self.count and self.scrollable_content_region.height:
            self.scroll_to_region(Region(0, top, 1, self.cursor - top + 1), animate=False, immediate=True)


class Moving:
    """Gives a screen with one list of rows the actions that move its cursor. It is no node itself, as `Scrolling` tells."""

    def action_up(self) -> None:
        """Go to the row above."""
        self._rows_of_screen.move(-1)

    def action_down(self) -> None:
        """Go to the row below."""
        self._rows_of_screen.move(1)

    def action_page_up(self) -> None:
        """Go up by a page."""
        self._rows_of_screen.page(-1)

    def action_page_down(self) -> None:
        """Go down by a page."""
        self._rows_of_screen.page(1)

    def action_first(self) -> None:
        """Go to the first row."""
        self._rows_of_screen.move(-self._rows_of_screen.count)

    def action_last(self) -> None:
        """Go to the last row."""
        self._rows_of_screen.move(self._rows_of_screen.count)

    @property
    def _rows_of_screen(self) -> Rows:
        return cast("DOMNode", self).query_one(Rows)
