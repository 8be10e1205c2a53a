"""The table of decks: what waits in each, in columns that stay in line, and the decks that are offered below them."""

from attrs import frozen
from textual import events
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from quiz.collection.studying import Due
from quiz.tui.lines import fitted

OFFER = "offer:"
"""Begins the id of a row that offers a deck which ships with quiz."""
_POINTER = "▌ "


@frozen
class Columns:
    """How wide each column is, in cells; a column without width is left out."""

    title: int
    new: int
    learning: int
    review: int
    total: int

    @classmethod
    def of(cls, width: int) -> "Columns":
        """Return the columns for a table of a width."""
        new, learning, review, total = (8, 11, 8, 10) if width >= 70 else (6, 10, 6, 8) if width >= 56 else (5, 7, 5, 0)
        return cls(max(4, width - len(_POINTER) - new - learning - review - total - 1), new, learning, review, total)

    @property
    def head(self) -> Content:
        """The column titles, in line with the rows."""
        learning = "learning" if self.learning > 8 else "learn"
        words = (("new", self.new), (learning, self.learning), ("due", self.review), ("cards", self.total))
        numbers = "".join(word.rjust(width) for word, width in words if width)
        return Content(f"{'  deck'.ljust(self.title + len(_POINTER))}{numbers}")

    def row(self, due: Due, *, depth: int, chosen: bool) -> Content:
        """Return the line of one deck."""
        name = fitted("  " * depth + due.title if not depth else "  " * depth + "· " + due.title, self.title)
        style = "" if due.waiting else "$quiet"
        total = (f"{due.total:,}".rjust(self.total), "$quiet") if self.total else ""
        return Content.assemble(
            _pointer(chosen=chosen),
            (name, f"bold {style}" if chosen else style) if chosen or style else name,
            _number(due.new, self.new, "$new"),
            _number(due.learning, self.learning, "$learning"),
            _number(due.review, self.review, "$review"),
            total,
        )

    def offer(self, title: str, *, chosen: bool) -> Content:
        """Return the line that offers a deck."""
        width = self.title + self.new + self.learning + self.review + self.total
        return Content.assemble(_pointer(chosen=chosen), (fitted(f"+ {title} — add", width), "$quiet"))


class DeckList(OptionList):
    """Decks to choose from. Enter or a click posts `OptionSelected` with the deck's id."""

    def __init__(self) -> None:
        """Start empty; `show` fills it."""
        super().__init__()
        self._dues: list[Due] = []
        self._offers: dict[str, str] = {}

    @property
    def columns(self) -> Columns:
        """The columns as they stand now."""
        # Before the first layout, rows are short: the list keeps the height that they have then.
        return Columns.of(self.scrollable_content_region.width)

    @property
    def chosen(self) -> str | None:
        """The id of the chosen row."""
        return self.highlighted_option.id if self.highlighted_option else None

    def show(self, dues: list[Due], offers: dict[str, str]) -> None:
        """Show these decks, and offer those, by id; the chosen row stays chosen where it is still there."""
        before = self.chosen
        self._dues, self._offers = dues, offers
        ids = [due.deck for due in dues] + [OFFER + deck for deck in offers]
        self.clear_options()
        self.add_options([Option("", id=row) for row in ids])
        if ids:
            self.highlighted = ids.index(before) if before in ids else 0
        self._write()

    def choose(self, deck: str) -> None:
        """Put the cursor on a deck."""
        if deck in [due.deck for due in self._dues]:
            self.highlighted = self.get_option_index(deck)

    def on_resize(self, event: events.Resize) -> None:
        """Lay the columns out anew."""
        del event
        self._write()

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Move the pointer along with the cursor: colour alone would not tell where it is."""
        super().watch_highlighted(highlighted)
        self._write()

    def _write(self) -> None:
        columns = self.columns
        known = {due.deck for due in self._dues}
        for place, due in enumerate(self._dues[: self.option_count]):
            above = due.deck.split("::")[:-1]
            depth = sum("::".join(above[: end + 1]) in known for end in range(len(above)))
            row = columns.row(due, depth=depth, chosen=place == self.highlighted)
            self.replace_option_prompt_at_index(place, row)
        for place, title in enumerate(self._offers.values(), len(self._dues)):
            if place < self.option_count:
                self.replace_option_prompt_at_index(place, columns.offer(title, chosen=place == self.highlighted))


def _pointer(*, chosen: bool) -> tuple[str, str] | str:
    return (_POINTER, "$primary") if chosen else " " * len(_POINTER)


def _number(number: int, width: int, style: str) -> tuple[str, str]:
    return (f"{number:,}".rjust(width), style) if number else ("·".rjust(width), "$quiet")
