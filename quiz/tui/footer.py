"""What the footer says: as many of the keys that work as there is room for, and the menu at its end. It needs no Textual."""

from collections.abc import Sequence

from attrs import frozen
from rich.cells import cell_len

from quiz.tui.action import Action

GAP = "  "
_MARGIN = 2
"""Cells at both ends."""
_SHORT = 100
"""Cells; in fewer, the menu has no key beside it."""


@frozen
class Offer:
    """An action with what the footer calls its key and itself."""

    action: Action
    key: str
    label: str

    @property
    def cells(self) -> int:
        """How wide it is."""
        return cell_len(f"{self.key} {self.label}")


@frozen
class Footer:
    """A line, as words with styles; and where each action stands in it: first cell, the one after the last, and the action."""

    pieces: list[tuple[str, str]]
    places: list[tuple[int, int, Action]]


def footer(offers: Sequence[Offer], menu: Action, width: int) -> Footer:
    """Return the line for so many cells; the weightier actions stay where it is too narrow for all."""
    key = "" if width < _SHORT else f"{menu.key.replace('Ctrl+', '^')} "
    last = len(f"{key}Menu")
    room = width - len(GAP) - last - _MARGIN
    found = [one for one in offers if one.action.id != menu.id]
    while found and _width(found) > room:
        found.remove(min(found, key=lambda one: one.action.weight))
    pieces = [(" " * _MARGIN, "")]
    places = []
    at = _MARGIN
    for one in found:
        pieces += (one.key, "bold $primary"), (f" {one.label}{GAP}", "")
        places.append((at, at + one.cells, one.action))
        at += one.cells + len(GAP)
    start = max(at, width - _MARGIN - last)
    pieces += (" " * (start - at), ""), (key, "bold $primary"), ("Menu", "" if key else "bold $primary")
    return Footer(pieces, [*places, (start, start + last, menu)])


def _width(found: Sequence[Offer]) -> int:
    return _MARGIN + sum(one.cells + len(GAP) for one in found) - len(GAP)
