"""Cells of a drawn picture."""

from collections.abc import Iterable
from typing import TypeAlias

Colour: TypeAlias = tuple[int, int, int]
Run: TypeAlias = tuple[str, Colour | None, Colour | None]
"""Cells of one style: their signs, their colour and that of their ground; nothing is the screen's own."""


def merged(cells: Iterable[Run]) -> tuple[Run, ...]:
    """Return cells with neighbours of one style as one run."""
    found: list[Run] = []
    for text, front, ground in cells:
        if found and found[-1][1:] == (front, ground):
            found[-1] = (found[-1][0] + text, front, ground)
        else:
            found.append((text, front, ground))
    return tuple(found)
