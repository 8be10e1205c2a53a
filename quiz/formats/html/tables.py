"""Tables of HTML while they are read: rows of cells, which hold words in lines."""

import re
from itertools import repeat
from typing import Final

from quiz.formats.html.words import Words
from quiz.text.blocks import Align, Block, Paragraph, Table
from quiz.text.rich import Span

_MOST_CELLS: Final = 20_000
_WIDEST: Final = 60
"""Cells of a row; a wider table is lines of words."""
_ALIGN = re.compile(r"text-align\s*:\s*(right|center)", re.IGNORECASE)

_LEFT: Final[Align] = "left"
_Cells = list[tuple[Span, ...]]


class TableReading:
    """Takes the cells of one table."""

    def __init__(self, *, boxed: bool = False) -> None:
        """Start without rows. A table of one cell is one if it has lines around it, else only a place on a page."""
        self._boxed = boxed
        self._rows: list[_Cells] = []
        self._heads: list[int] = []
        self._aligns: list[Align] = []
        self._before: list[tuple[Span, ...]] = []
        self._in_cell = False
        self._at = 0

    def row(self) -> None:
        """Begin a row."""
        self._in_cell = False
        self._rows.append([])
        self._heads.append(0)

    def cell(self, name: str, given: dict[str, str]) -> None:
        """Begin a cell, a `td` or a `th`. One that spans several columns has empty ones behind it."""
        if not self._rows:
            self.row()
        self._in_cell = True
        span = given.get("colspan", "")
        span_of = int(span) if span.isascii() and span.isdigit() and len(span) < 3 else 1
        self._at = len(self._rows[-1])
        self._rows[-1] += [() for _ in range(max(1, span_of))]
        self._heads[-1] += max(1, span_of) if name == "th" else 0
        if len(self._rows) == 1:
            align = given.get("align", "").lower() or (_ALIGN.search(given.get("style", "")) or ["", ""])[1].lower()
            known: Align = "right" if align == "right" else "center" if align == "center" else "left"
            self._aligns += [known for _ in range(max(1, span_of))]

    def say(self, words: Words) -> None:
        """Take the words of the cell that was begun; those outside of cells stand before the table, as browsers have it."""
        found = words.whole()
        if not found:
            return
        if self._in_cell:
            self._rows[-1][self._at] = found
            self._in_cell = False
        else:
            self._before.append(found)

    def blocks(self) -> list[Block]:
        """Return the table with what stands before it; one cell alone, or too many of them, as paragraphs."""
        before: list[Block] = [Paragraph(words) for words in self._before]
        rows = [row for row in self._rows if row]
        heads = [head for row, head in zip(self._rows, self._heads, strict=True) if row]
        width = max(map(len, rows), default=0)
        if not any(cell for row in rows for cell in row):
            return before
        if width > _WIDEST or width * len(rows) > _MOST_CELLS or (width * len(rows) == 1 and not self._boxed):
            return [*before, *(Paragraph(cell) for row in rows for cell in row if cell)]
        whole = tuple((*row, *[()] * (width - len(row))) for row in rows)
        headed = heads[0] == len(rows[0]) and any(rows[0])
        aligns: list[Align] = [*self._aligns, *repeat(_LEFT, width)][:width]
        if len(whole) == 1 and not headed:
            return [*before, Table(whole, tuple(aligns), headed=False)]
        return [*before, Table(whole, tuple(aligns), headed)]
