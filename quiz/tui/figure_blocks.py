"""Blocks: a page of figures is made of them, each a heading, a sentence and a chart that is as wide as there is room."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby, zip_longest

from attrs import evolve, field, frozen
from textual.content import Content

from quiz.study.charts import Bar, Look, Stack, bar_parts, shade, stack_parts
from quiz.study.charts_columns import Row
from quiz.tui.lines import joined, plain

TWO_ABREAST = 104
"""Columns from which two blocks stand side by side."""
_BETWEEN = 4
_LONGEST = 96
"""Columns of a line of words; longer ones are hard to follow."""
_TARGET = re.compile("[╌-]+")

Lines = Sequence[Content]


@frozen
class Block:
    """A heading, what the figures say in words, and the chart that shows them."""

    heading: str
    words: str = ""
    chart: Callable[[Look], Lines] = field(default=lambda _: [])
    wide: bool = False
    """Nothing stands beside it."""

    def lines(self, look: Look) -> list[Content]:
        """Return the block in lines of at most so many columns."""
        words = [line.rstrip() for line in plain(self.words, "$quiet").wrap(min(look.width, _LONGEST))] if self.words else []
        chart = list(self.chart(look))
        between = [Content("")] if words and chart else []
        lines = [plain(self.heading, "bold"), *words, *between, *chart]
        return [line.truncate(look.width, ellipsis=True) for line in lines]


def page(blocks: Iterable[Block], look: Look) -> Content:
    """Return blocks as one page: below each other, or in two columns where there is room."""
    parts: list[Content] = []
    abreast = look.width >= TWO_ABREAST
    for is_wide, group in groupby(blocks, lambda block: block.wide or not abreast):
        if is_wide:
            parts += [joined(_kept(block.lines(look))) for block in group]
        else:
            parts.append(_abreast(list(group), look))
    return joined(parts, "\n\n")


def _abreast(blocks: Sequence[Block], look: Look) -> Content:
    """Return blocks in two columns, each where there is more room."""
    half = evolve(look, width=(look.width - _BETWEEN) // 2)
    sides: tuple[list[Content], list[Content]] = ([], [])
    for block in blocks:
        side = min(sides, key=len)
        side += [Content(""), *block.lines(half)] if side else block.lines(half)
    gap = half.width + _BETWEEN
    empty = Content("")
    pairs = zip_longest(*sides, fillvalue=empty)
    return joined(_kept((one + Content(" " * (gap - one.cell_length)) + other if other else one) for one, other in pairs))


def _kept(lines: Iterable[Content]) -> list[Content]:
    """Return lines of which none is empty: joining would leave it out."""
    return [line or Content(" ") for line in lines]


def column_lines(rows: Iterable[Row], style: str = "$primary") -> Lines:
    """Return a chart of columns in its colours."""
    rows = list(rows)
    lines = []
    for place, row in enumerate(rows):
        is_chart = place < len(rows) - 2
        marks = Content.styled(row.marks, style if is_chart else "$quiet")
        if row.is_target:
            for found in _TARGET.finditer(row.marks):
                marks = marks.stylize("$quiet", *found.span())
        lines.append((Content.styled(row.words, "$quiet") + marks).rstrip())
    return lines


def stacked_lines(rows: Sequence[Row], look: Look, styles: Mapping[str, str]) -> Lines:
    """Return a chart of columns that are divided into sorts, each in its style, with a legend of the sorts below it."""
    drawn = [*column_lines(rows, "$quiet"), Content("")]
    legend = Content("   ").join(
        Content.assemble((shade(place, look.marks), style), (f" {name}", "$quiet"))
        for place, (name, style) in enumerate(styles.items())
    )
    lines = []
    for row, words in zip(rows, drawn, strict=False):
        line, start = words, len(row.words)
        for place, style in enumerate(styles.values()):
            for found in re.finditer(f"{re.escape(shade(place, look.marks))}+", row.marks):
                line = line.stylize(style, start + found.start(), start + found.end())
        lines.append(line)
    return [*lines, legend]


def bar_lines(rows: Sequence[Bar], look: Look, *, most: float | None = None, styles: Sequence[str] = ()) -> Lines:
    """Return horizontal bars in their colours, `styles` one after the other."""
    parts = enumerate(bar_parts(rows, look, most=most))
    colours = styles or ("$primary",)
    return [
        Content.assemble(f"{label} ", (f"{text} ", "$quiet"), (bar, colours[place % len(colours)])).rstrip()
        for place, (label, text, bar) in parts
    ]


def stack_lines(rows: Sequence[Stack], look: Look, styles: Sequence[str]) -> Lines:
    """Return bars that are divided into shares, each sort in its style."""
    lines = []
    for label, text, bar in stack_parts(rows, look):
        drawn = Content(bar)
        for place, style in enumerate(styles):
            mark = shade(place, look.marks)
            for found in re.finditer(f"{re.escape(mark)}+", bar):
                drawn = drawn.stylize(style, *found.span())
        lines.append(Content.assemble(f"{label} ", (f"{text} ", "$quiet"), drawn).rstrip())
    return lines


def table_lines(rows: Sequence[Sequence[str]]) -> Lines:
    """Return a small table: its first row names the columns, of which all but the first stand at their right ends."""
    from quiz.text.width import columns_of

    widths = [max(map(columns_of, column)) for column in zip(*rows, strict=True)]

    def line(row: Sequence[str]) -> str:
        cells = [
            cell + " " * (width - columns_of(cell)) if not place else " " * (width - columns_of(cell)) + cell
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        return "   ".join(cells).rstrip()

    return [plain(line(row), "" if place else "$quiet") for place, row in enumerate(rows)]
