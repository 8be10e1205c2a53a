"""What stands around a table in a text and is no part of it: titles above, frames, counts of rows below."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

Record = tuple[int, tuple[str, ...]]
"""The line on which a record begins, and its cells."""

_SAMPLE = 200
_MOST_ABOVE = 30
"""So many records at the most stand above a table."""
_RULE = re.compile(r"[:+]?[-=]+[:+]?(?:[-=+]+)?")
_COUNTED = re.compile(r"\(?\d+ (?:rows?|records?|Zeilen?|lignes?|filas?)\)?(?: (?:in set|affected)\b.*)?", re.IGNORECASE)
_BOXED = str.maketrans(
    {**dict.fromkeys("│║┃", "|"), **dict.fromkeys("─═━", "-"), **dict.fromkeys("┼╪╬├┤╟╢╠╣┌┐└┘┬┴╔╗╚╝╦╩╞╡", "+")}
)


def above(found: Iterator[Record]) -> int:
    """Return on which line a table begins, counted from 1, by the first records of a text: 1 where nothing stands above it.

    What stands above a table has one cell with words where its rows have several; it may be as wide as they are, since
    spreadsheets make all lines so.
    """
    first = list(islice(found, _SAMPLE))
    filled = [sum(map(bool, cells)) for _, cells in first]
    widths = Counter(len(cells) for (_, cells), count in zip(first, filled, strict=True) if count > 1)
    if not widths:
        return 1
    width, rows = widths.most_common(1)[0]
    number = 0
    while number < len(first) and filled[number] < 2 and _is_title(first[number][1], width):
        number += 1
    if not 0 < number <= min(_MOST_ABOVE, rows) or number == len(first):
        return 1
    return first[number][0]


def _is_title(cells: tuple[str, ...], width: int) -> bool:
    """Say whether a record with one filled cell may be a title: a name for the second of two columns is none."""
    return bool(cells[0]) and (len(cells) == 1 or (len(cells) == width > 2))


def framed(found: Iterator[Record], separator: str) -> Iterator[Record]:
    """Yield records without the frame of their table: bars at the ends of lines, as in Markdown, and lines that only divide."""
    line, first = next(found, (0, ()))
    while len(first) == 1 and _is_rule(first):
        line, first = next(found, (0, ()))
    if not first:
        return
    if separator != "|":
        yield line, first
        yield from found
        return
    boxed = len(first) > 2 and not first[0] and not first[-1]
    yield line, first[1:-1] if boxed else first
    for line, cells in found:
        inner = cells[1:-1] if boxed and not cells[0] and not cells[-1] else cells
        if not _is_rule(inner):
            yield line, inner


def _is_rule(cells: tuple[str, ...]) -> bool:
    return bool(cells) and all(_RULE.fullmatch(cell) and len(cell) > 2 for cell in cells if cell) and any(cells)


def without_count(found: Iterator[Record]) -> Iterator[Record]:
    """Yield records without a last one that only counts them, as databases write it: `(2 rows)`."""
    before: Record | None = None
    for record in found:
        if before is not None:
            yield before
        before = record
    if before is not None and not (len(before[1]) == 1 and _COUNTED.fullmatch(before[1][0])):
        yield before


def unboxed(text: str) -> str:
    """Return a text whose table is drawn with lines of a terminal as one with plain bars."""
    lines = text.count("\n") + 1
    drawn = text.count("│") + text.count("┃") + text.count("║")
    return text.translate(_BOXED) if drawn >= lines else text
