"""Rows of cells as the app would paint them: words with styles, wrapped and filled up; Rich measures them as for the app."""

from collections.abc import Sequence
from typing import TypeAlias

from attrs import evolve, frozen
from rich._wrap import divide_line  # the very one by which the app's text is wrapped
from rich.cells import cell_len, set_cell_size

from quiz.tui.study.words import Words


@frozen
class Ink:
    """How a cell looks; colours by their names in `COLOURS`."""

    text: str = "foreground"
    ground: str = "background"
    bold: bool = False
    italic: bool = False

    def styled(self, style: str) -> "Ink":
        """Return the look with a style such as `bold $primary`, `italic $quiet` or `$chosen on $primary` over it."""
        found, on = self, False
        for word in style.split():
            if word == "on":
                on = True
            elif word in {"bold", "italic"}:
                found = evolve(found, bold=found.bold or word == "bold", italic=found.italic or word == "italic")
            elif on:
                found = evolve(found, ground=word.removeprefix("$"))
            else:
                found = evolve(found, text=word.removeprefix("$"))
        return found


PLAIN = Ink()
Piece: TypeAlias = tuple[str, Ink]
Row: TypeAlias = list[Piece]


def inked(words: Sequence[Words], ink: Ink = PLAIN) -> Row:
    """Return words in their styles."""
    return [(text, ink.styled(style)) for text, style in words if text]


def cells(row: Row) -> int:
    """Return how wide a row is."""
    return sum(cell_len(text) for text, _ in row)


def filled(row: Row, width: int, ink: Ink = PLAIN) -> Row:
    """Return a row with blanks behind it, to a width."""
    return [*row, (" " * (width - cells(row)), ink)]


def centred(row: Row, width: int, ink: Ink = PLAIN) -> Row:
    """Return a row with blanks at both sides."""
    return filled([(" " * ((width - cells(row)) // 2), ink), *row], width, ink)


def wrapped(row: Row, width: int) -> list[Row]:
    """Return words on as many rows of a width as they need; line ends in them are kept."""
    return [line for part in _lines(row) for line in _wrapped(part, width)]


def sides(left: Row, right: Row, width: int, ink: Ink = PLAIN) -> Row | None:
    """Return one line with a text at each end, the left one cut where it must be; nothing where the right one has no room."""
    room = width - cells(right) - 2
    if room < 1:
        return None
    left = cut(left, room)
    return [*filled(left, width - cells(right), ink), *right]


def cut(row: Row, width: int) -> Row:
    """Return a row of one piece, with an ellipsis where it is too long."""
    if cells(row) <= width:
        return row
    ((text, ink),) = row
    return [(f"{set_cell_size(text, width - 1)}…", ink)]


def _lines(row: Row) -> list[Row]:
    found: list[Row] = [[]]
    for text, ink in row:
        first, *others = text.split("\n")
        found[-1].append((first, ink))
        found += ([(one, ink)] for one in others)
    return found


def _wrapped(row: Row, width: int) -> list[Row]:
    whole = "".join(text for text, _ in row)
    starts = [0, *divide_line(whole, width)]
    found = []
    for start, end in zip(starts, [*starts[1:], len(whole)], strict=True):
        found.append(_part(row, start, start + len(whole[start:end].rstrip())))
    return found


def _part(row: Row, start: int, end: int) -> Row:
    found = []
    at = 0
    for text, ink in row:
        if piece := text[max(0, start - at) : max(0, end - at)]:
            found.append((piece, ink))
        at += len(text)
    return found
