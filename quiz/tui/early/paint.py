"""Rows of cells as a terminal reads them, in the colours that it can show."""

import os
from collections.abc import Mapping
from functools import cache

from quiz.tui.early.cells import Ink, Row


def painted(rows: list[Row], colours: Mapping[str, str], environment: Mapping[str, str] = os.environ) -> str:
    """Return what paints rows over the whole screen, from its top, in a theme's colours."""
    codes = _codes(environment)
    looks: dict[Ink, str] = {}
    found = []
    for number, row in enumerate(rows, 1):
        found.append(f"\x1b[{number};1H")
        for text, ink in row:
            if text:
                look = looks.get(ink) or looks.setdefault(ink, _look(ink, colours, codes))
                found.append(f"{look}{text}")
    return "".join(found) + "\x1b[0m"


def _look(ink: Ink, colours: Mapping[str, str], depth: str) -> str:
    parts = ["0", *(["1"] if ink.bold else []), *(["3"] if ink.italic else [])]
    return f"\x1b[{';'.join([*parts, _code(colours[ink.text], depth, 38), _code(colours[ink.ground], depth, 48)])}m"


def _codes(environment: Mapping[str, str]) -> str:
    """Return how many colours there are, as Rich finds out for the app."""
    if environment.get("COLORTERM", "").strip().lower() in {"truecolor", "24bit"}:
        return "true"
    last = environment.get("TERM", "").strip().lower().rpartition("-")[2]
    return "eight" if last in {"kitty", "256color"} else "standard"


@cache
def _code(colour: str, depth: str, ground: int) -> str:
    if depth == "true":
        return f"{ground};2;{';'.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))}"
    from rich.color import Color, ColorSystem

    system = ColorSystem.EIGHT_BIT if depth == "eight" else ColorSystem.STANDARD
    return ";".join(Color.parse(colour).downgrade(system).get_ansi_codes(foreground=ground == 38))
