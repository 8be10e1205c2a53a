"""The tree of decks: what waits in each, in columns that stay in line, and the decks that are offered below them."""

from attrs import frozen
from textual.content import Content

from quiz.collection.deck_tree import SEPARATOR, Level
from quiz.collection.studying import Due
from quiz.tui.lines import fitted
from quiz.tui.rows import Rows

OFFER = "offer:"
"""Begins the id of a row that offers a deck which ships with quiz."""
_POINTER = "▌ "
_FOLD = 2
"""Cells of the sign that folds a level, and of the step by which each level stands further in."""
_DEEPEST = 8
"""Levels that are set further in; deeper ones stand below each other, so that their titles keep some room."""


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

    def row(self, due: Due, *, inset: str = "", chosen: bool) -> Content:
        """Return the line of one deck, whose title follows `inset`."""
        name = inset + fitted(due.title, max(4, self.title - len(inset)))
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

    def offer(self, title: str, *, inset: str = "", chosen: bool) -> Content:
        """Return the line that offers a deck."""
        width = self.title + self.new + self.learning + self.review + self.total
        return Content.assemble(_pointer(chosen=chosen), (fitted(f"{inset}+ {title} — add", width), "$quiet"))


class DeckList(Rows):
    """Decks to choose from, with what is folded away; it stays so while the app runs."""

    def __init__(self) -> None:
        """Start empty; `show` fills it."""
        super().__init__()
        self._levels: list[Level] = []
        self._offers: dict[str, str] = {}
        self._rows: list[Level | str] = []
        self._folded: set[str] = set()
        self._folds = False

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    @property
    def columns(self) -> Columns:
        """The columns as they stand now."""
        return Columns.of(self.width)

    @property
    def chosen(self) -> str | None:
        """The id of the chosen row."""
        return _named(self._rows[self.cursor]) if self._rows else None

    @property
    def level(self) -> Level | None:
        """The chosen row, where it is no offer."""
        row = self._rows[self.cursor] if self._rows else None
        return row if isinstance(row, Level) else None

    def show(self, levels: list[Level], offers: dict[str, str]) -> None:
        """Show this tree, and offer those decks, by id; the chosen row stays chosen where it is still there."""
        before = self.chosen
        self._levels, self._offers = levels, offers
        self._folds = any(level.has_below for level in levels)
        self._fill(before)

    def choose(self, deck: str) -> None:
        """Put the cursor on a deck, and unfold what it stands below."""
        parts = deck.split(SEPARATOR)
        self._folded -= {SEPARATOR.join(parts[:end]) for end in range(1, len(parts))}
        self._fill(deck)

    def fold(self, *, folded: bool | None = None) -> bool:
        """Fold or unfold the chosen level (`None`: as it is not now); return whether that changed anything."""
        level = self.level
        if level is None or not level.has_below or folded == (level.deck in self._folded):
            return False
        self._folded ^= {level.deck}
        self._fill(level.deck)
        self.post_message(self.Moved())
        return True

    def is_folded(self, level: Level) -> bool:
        """Say whether what stands below a level is hidden."""
        return level.deck in self._folded

    def up_a_level(self) -> None:
        """Go to the level above the chosen one."""
        if level := self.level:
            above = level.deck.rpartition(SEPARATOR)[0]
            places = [place for place, row in enumerate(self._rows) if _named(row) == above]
            if places:
                self.go(places[0])

    def is_sign(self, x: int) -> bool:
        """Say whether a click at a cell of the chosen row is on the sign that folds it."""
        level = self.level
        start = len(_POINTER) + _FOLD * min(level.depth, _DEEPEST) if level else 0
        return level is not None and level.has_below and start <= x < start + _FOLD

    def line(self, place: int, width: int, *, chosen: bool) -> Content:
        """Return the row at a place."""
        columns, row = Columns.of(width), self._rows[place]
        if isinstance(row, str):
            return columns.offer(self._offers[row.removeprefix(OFFER)], inset=" " * _FOLD * self._folds, chosen=chosen)
        sign = ("▸ " if self.is_folded(row) else "▾ ") if row.has_below else "  "
        inset = " " * _FOLD * min(row.depth, _DEEPEST) + (sign if self._folds else "")
        return columns.row(row.due, inset=inset, chosen=chosen)

    def _fill(self, chosen: str | None) -> None:
        rows: list[Level | str] = []
        hidden = ""
        for level in self._levels:
            if hidden and level.deck.startswith(hidden):
                continue
            hidden = level.deck + SEPARATOR if level.has_below and self.is_folded(level) else ""
            rows.append(level)
        self._rows = [*rows, *(OFFER + deck for deck in self._offers)]
        places = {_named(row): place for place, row in enumerate(self._rows)}
        # Where the chosen deck is folded away, what it stands below is chosen.
        while chosen and chosen not in places and SEPARATOR in chosen:
            chosen = chosen.rpartition(SEPARATOR)[0]
        self.changed(places.get(chosen or "", 0))


def _named(row: Level | str) -> str:
    """Return the id of a row."""
    return row if isinstance(row, str) else row.deck


def _pointer(*, chosen: bool) -> tuple[str, str] | str:
    return (_POINTER, "$primary") if chosen else " " * len(_POINTER)


def _number(number: int, width: int, style: str) -> tuple[str, str]:
    return (f"{number:,}".rjust(width), style) if number else ("·".rjust(width), "$quiet")
