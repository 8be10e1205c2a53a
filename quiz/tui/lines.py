"""Text on the screen: whatever comes from a deck passes through here, so that it is shown and never obeyed."""

import unicodedata
from collections.abc import Iterable

from textual.content import Content

from quiz.text.safe import safe

LONGEST = 20_000
"""Characters that are shown of one text; a deck could have a book in a field, and wrapping it would take seconds."""

_FIRST_LETTER = 200
"""Characters among which the first letter of a text is looked for."""


def plain(text: str, style: str = "") -> Content:
    """Return a text as it is, without anything that a terminal would obey and without reading markup in it."""
    shown = safe(text).expandtabs(4)
    if len(shown) > LONGEST:
        shown = shown[:LONGEST] + " …"
    return Content.styled(shown, style) if style else Content(shown)


def is_rtl(text: str) -> bool:
    """Say whether a text is read from right to left: whether its first letter is of such a script."""
    if text.isascii():
        return False
    strong = (unicodedata.bidirectional(letter) for letter in text[:_FIRST_LETTER])
    return next((kind for kind in strong if kind in {"L", "R", "AL"}), "L") != "L"


def apart(text: str) -> str:
    """Return a text so that a terminal which reorders right-to-left words does not draw what stands behind it among them.

    The mark is one of those that `safe` keeps, and takes no cell. Isolates would do more, but terminals that do not know them
    show them, or count them as cells; and where nothing is reordered, the mark does nothing.
    """
    if text.isascii() or not any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in text[-_FIRST_LETTER:]):
        return text
    return f"{text}\N{LEFT-TO-RIGHT MARK}"


def joined(parts: Iterable[Content], between: str = "\n") -> Content:
    """Return the parts that are not empty, one after the other."""
    return Content(between).join([part for part in parts if part])


def fitted(text: str, width: int) -> str:
    """Return one line of exactly `width` cells: cut with an ellipsis, or filled up with spaces."""
    from rich.cells import cell_len, set_cell_size

    line = " ".join(safe(text).split())
    if cell_len(line) <= width:
        return line + " " * (width - cell_len(line))
    return set_cell_size(line, max(0, width - 1)) + "…" if width > 0 else ""


def hanging(label: Content, text: Content, indent: int, width: int) -> Content:
    """Return a label and a text beside it that begins every line at `indent`."""
    rows = text.wrap(max(8, width - indent)) or [text]
    gap = Content(" " * max(1, indent - label.cell_length))
    return joined([label + gap + rows[0].rstrip(), *(Content(" " * indent) + row.rstrip() for row in rows[1:])])


def sides(left: Content, right: Content, width: int) -> Content:
    """Return one line with one text at its left end and another at its right; the left one gives way."""
    room = width - right.cell_length - 2
    if room < 1:
        return right.truncate(width, ellipsis=True)
    left = left.truncate(room, ellipsis=True)
    return left + Content(" " * (width - left.cell_length - right.cell_length)) + right
