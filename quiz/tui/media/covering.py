"""What lies over a picture that is drawn in cells: parts that are covered, the one that is asked for, and words on it."""

from collections.abc import Sequence
from math import cos, radians, sin
from typing import TYPE_CHECKING, Final, TypeAlias

from quiz.text.areas import Area, areas
from quiz.text.width import columns_of
from quiz.tui.media.cells import Colour, Run, merged

if TYPE_CHECKING:
    from PIL.Image import Image

Masks: TypeAlias = tuple[tuple[str, str], ...]
"""Pairs of `hide`, `ask` or `show` and areas."""

_FILLS: Final[dict[str, Colour]] = {"hide": (255, 235, 162), "ask": (255, 142, 142)}
_EDGES: Final[dict[str, Colour]] = {"hide": (202, 174, 92), "ask": (196, 76, 76)}
_SHOWN: Final[Colour] = (255, 95, 95)
_INK: Final[Colour] = (0, 0, 0)
_PAPER: Final[Colour] = (255, 255, 255)


def cover(image: "Image", masks: Masks) -> "Image":
    """Return a picture in RGBA with its areas covered or, those that are shown, outlined."""
    from PIL import Image, ImageDraw

    covered: Image.Image = image.copy()
    pen = ImageDraw.Draw(covered)
    for name, text in masks:
        fill, edge = _FILLS.get(name), _EDGES.get(name, _SHOWN)
        for area in areas(text):
            if area.shape == "text":
                continue
            corners = _corners(area, image.width, image.height)
            if area.shape == "ellipse" and not area.angle:
                pen.ellipse(corners, fill=fill, outline=edge)
            elif area.shape == "rect" and not area.angle:
                pen.rectangle(corners, fill=fill, outline=edge)
            else:
                pen.polygon(corners, fill=fill, outline=edge)
    return covered


def signed(rows: Sequence[tuple[Run, ...]], masks: Masks, *, colours: bool) -> tuple[tuple[Run, ...], ...]:
    """Return a drawn picture with a `?` on each area that is asked for, and its words on it."""
    cells = [[(sign, front, ground) for text, front, ground in row for sign in text] for row in rows]
    high, wide = len(cells), max(map(len, cells), default=0)
    for name, text in masks:
        for area in areas(text):
            left, top, right, bottom = area.box
            if area.shape == "text":
                _write(cells, area.words, left * wide, top * high, (_INK, _PAPER) if colours else (None, None))
            elif name == "ask":
                style = (_INK, _FILLS["ask"]) if colours else (None, None)
                _write(cells, "?", (left + right) / 2 * wide, (top + bottom) / 2 * high, style)
    return tuple(merged(row) for row in cells)


def _write(cells: list[list[Run]], words: str, across: float, down: float, style: tuple[Colour | None, Colour | None]) -> None:
    row, at = int(down), max(0, int(across))
    if not 0 <= row < len(cells):
        return
    for sign in words:
        width = columns_of(sign)
        if width < 1 or at + width > len(cells[row]):
            continue
        cells[row][at] = (sign, *style)
        if width > 1:
            # The second cell of a wide letter is none.
            cells[row][at + 1] = ("", *style)
        at += width


def _corners(area: Area, wide: int, high: int) -> list[tuple[float, float]]:
    """Return the corners of an area in pixels: the upper left and lower right one of what is not turned."""
    if area.shape == "polygon":
        return [(across * wide, down * high) for across, down in zip(area.numbers[::2], area.numbers[1::2], strict=True)]
    left, top, right, bottom = area.box
    left, right, top, bottom = left * wide, right * wide, top * high, bottom * high
    if not area.angle:
        return [(min(left, right), min(top, bottom)), (max(left, right, left + 1), max(top, bottom, top + 1))]
    # Around the upper left corner, whose place is given.
    turn = radians(area.angle)
    if area.shape == "rect":
        points = [(left, top), (right, top), (right, bottom), (left, bottom)]
    else:
        middle, centre, across, down = (left + right) / 2, (top + bottom) / 2, (right - left) / 2, (bottom - top) / 2
        points = [(middle + across * cos(radians(at)), centre + down * sin(radians(at))) for at in range(0, 360, 15)]
    return [
        (left + (x - left) * cos(turn) - (y - top) * sin(turn), top + (x - left) * sin(turn) + (y - top) * cos(turn))
        for x, y in points
    ]
