"""The list of the cards that were found: it holds their places, and makes the rows that are on the screen."""

from array import array
from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from quiz.store.search_rows import Row
from quiz.tui.browse.columns import View, cells, columns, signs

_KEPT = 600
"""Rows that are remembered; any others are read again when they are shown."""


class ResultList(ScrollView, can_focus=True, inherit_bindings=False):
    """Cards, one a line, by their places in the index."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "results--row", "results--cursor", "results--pointer", "results--sign", "results--quiet", "results--new",
        "results--learning", "results--alarm",
    }  # fmt: skip

    class Moved(Message):
        """The cursor or the selection has changed."""

    class Opened(Message):
        """A row was clicked twice."""

    def __init__(self, fetch: Callable[[Sequence[int]], dict[int, Row]]) -> None:
        """Read rows through `fetch`."""
        super().__init__()
        self._fetch = fetch
        self._rows: dict[int, Row | None] = {}
        self._strips: dict[tuple[object, ...], Strip] = {}
        """Lines that were painted last, by all that they depend on: most of them stay when something is typed."""
        self.view: View | None = None
        self.places: array[int] = array("q")
        self.cursor = 0
        self.chosen: set[int] = set()
        """The places of the cards that are selected."""
        self._anchor: int | None = None
        self._sort = "position"

    # What is shown

    def begin(self, places: "array[int]", sort: str, *, more: bool) -> None:
        """Show other cards, from the first one on; whether more will follow."""
        seen = self._on_screen()
        self._rows = {place: row for place in seen if (row := self._rows.get(place)) is not None and sort == self._sort}
        self.places = places
        same = sort == self._sort and self.cursor == 0 and seen == self._on_screen()
        self._sort, self.cursor, self._anchor = sort, 0, None
        if self.scroll_offset.y:
            self.scroll_to(y=0, animate=False, force=True, immediate=True)
        if not more:
            self._resized()
        if not same:
            self.refresh()

    def more(self, places: "array[int]") -> None:
        """Show all other cards at the end."""
        filled = len(self._on_screen()) >= self.size.height
        self.places.extend(places)
        self._resized()
        if not filled:
            self.refresh()

    def _on_screen(self) -> list[int]:
        top = self.scroll_offset.y
        return list(self.places[top : top + self.size.height])

    def go_to_place(self, place: int) -> None:
        """Put the cursor on a card, by its place, where it is there."""
        try:
            self.move_to(self.places.index(place))
        except ValueError:
            self.move_to(0)

    def forget_rows(self) -> None:
        """Read the rows again: what is remembered of the cards has changed."""
        self._rows.clear()
        self._strips.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        """Paint anew in other colours."""
        self._strips.clear()
        super().notify_style_update()

    def row(self, number: int | None = None) -> Row | None:
        """Return the row with a number, of the cursor unless given."""
        number = self.cursor if number is None else number
        if not 0 <= number < len(self.places):
            return None
        place = self.places[number]
        if place not in self._rows:
            self._load(number, number + 1)
        return self._rows[place]

    def _resized(self) -> None:
        self.virtual_size = Size(self.size.width, len(self.places))

    def _load(self, first: int, last: int) -> None:
        wanted = [place for place in self.places[max(0, first) : last] if place not in self._rows]
        if not wanted:
            return
        if len(self._rows) > _KEPT:
            self._rows.clear()
            wanted = list(self.places[max(0, first) : last])
        found = self._fetch(wanted)
        self._rows.update({place: found.get(place) for place in wanted})

    # Moving and selecting

    @property
    def page(self) -> int:
        """Rows on the screen."""
        return max(1, self.scrollable_content_region.height)

    def move_to(self, number: int, *, extend: bool = False) -> None:
        """Put the cursor on a row; with `extend`, select all rows from where the selection began."""
        if not self.places:
            return
        number = min(max(number, 0), len(self.places) - 1)
        if extend:
            self._anchor = self.cursor if self._anchor is None else self._anchor
            low, high = sorted((self._anchor, number))
            self.chosen = set(self.places[low : high + 1])
        else:
            self._anchor = None
        self.cursor = number
        top = self.scroll_offset.y
        if number < top:
            self.scroll_to(y=number, animate=False, force=True, immediate=True)
        elif number >= top + self.page:
            self.scroll_to(y=number - self.page + 1, animate=False, force=True, immediate=True)
        self._changed()

    def pick(self) -> None:
        """Select the row of the cursor, or take it out of the selection, and go on."""
        if self.places:
            self.chosen ^= {self.places[self.cursor]}
            self.move_to(self.cursor + 1)
            self._changed()

    def pick_all(self) -> None:
        """Select all."""
        self.chosen = set(self.places)
        self._changed()

    def pick_none(self) -> None:
        """Select none."""
        self.chosen.clear()
        self._anchor = None
        self._changed()

    def taken(self) -> list[int]:
        """Return the places of what is meant: of all that is selected, in order, or else of the row of the cursor."""
        if self.chosen:
            return [place for place in self.places if place in self.chosen] or sorted(self.chosen)
        return [self.places[self.cursor]] if self.places else []

    def _changed(self) -> None:
        self.refresh()
        self.post_message(self.Moved())

    def on_resize(self) -> None:
        """Keep the cursor on the screen."""
        self._resized()
        if self.places:
            self.call_after_refresh(self.show_cursor)

    def show_cursor(self) -> None:
        """Scroll to where the cursor is."""
        top = self.scroll_offset.y
        if not top <= self.cursor < top + self.page:
            self.scroll_to(y=max(0, self.cursor - self.page // 2), animate=False, force=True, immediate=True)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor there; with Shift select up to there, with Ctrl select it too; twice opens it."""
        number = event.y + self.scroll_offset.y
        if not 0 <= number < len(self.places):
            return
        event.stop()
        if event.ctrl:
            self.chosen ^= {self.places[number]}
            self.move_to(number)
        else:
            self.move_to(number, extend=event.shift)
        if event.chain == 2:
            self.post_message(self.Opened())

    # Painting

    def render_line(self, y: int) -> Strip:
        """Return the line of a card, or an empty one below the last."""
        width = self.scrollable_content_region.width or self.size.width
        top = self.scroll_offset.y
        number = y + top
        if number >= len(self.places) or self.view is None:
            return Strip.blank(width, self.get_component_rich_style("results--row"))
        if self.places[number] not in self._rows:
            self._load(top, top + self.size.height)
        place = self.places[number]
        key = (place, number == self.cursor, place in self.chosen, width, self._sort)
        found = self._strips.get(key)
        if found is None:
            if len(self._strips) > _KEPT:
                self._strips.clear()
            found = self._strips[key] = self._line(place, here=key[1] is True, picked=key[2] is True, width=width, view=self.view)
        return found

    def _line(self, place: int, *, here: bool, picked: bool, width: int, view: View) -> Strip:
        base = self.get_component_rich_style("results--cursor" if here else "results--row")
        row = self._rows.get(place)
        strip = [
            Segment("▌" if here else " ", base + self._part("pointer")),
            Segment("●" if picked else " ", base + self._part("pointer")),
        ]
        if row is None:
            strip.append(Segment(" this card is gone", base + self._part("quiet")))
        else:
            strip += self._cells(row, base, here=here or picked, width=width, view=view)
        return Strip(strip).adjust_cell_length(width, base).simplify()

    def _cells(self, row: Row, base: Style, *, here: bool, width: int, view: View) -> list[Segment]:
        standing = signs(row, view)
        colour = {"+": "new", "~": "learning", " ": "quiet"}.get(standing[0], "alarm")
        found = [
            Segment(standing[0], base + self._part(colour)),
            Segment(standing[1:], base + self._part("alarm")),
            Segment(" ", base),
        ]
        shown = columns(width, self._sort)
        quiet = base + self._part("quiet")
        for place, ((column, _), text) in enumerate(zip(shown, cells(row, shown, view), strict=True)):
            style = base if column.name in {"question", "answer"} else quiet
            found += [Segment("  ", base)] if place else []
            found.append(Segment(text, style + Style(bold=True) if here and column.name == "question" else style))
        return found

    def _part(self, name: str) -> Style:
        """Return the colour of a part, without its ground, which is that of the row."""
        found = self.get_component_rich_style(f"results--{name}", partial=True)
        return Style(color=found.color, bold=found.bold)
