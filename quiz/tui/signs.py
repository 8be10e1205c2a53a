"""The app's signs in plain characters, for terminals that cannot write others: lines, bars, arrows and marks."""

import unicodedata
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_PLAIN = {
    **dict.fromkeys("─╌╴╶┄┈╼╾", "-"),
    **dict.fromkeys("━═╍┅┉", "="),
    **dict.fromkeys("│┃║╎╏┆┇┊┋╵╷▏▕", "|"),
    **dict(zip("▁▂▃▄▅▆▇█", "_.-=+*%#", strict=True)),
    **dict.fromkeys("▉▊▋■", "#"),
    **dict.fromkeys("▌▍▎▐▶▸►→➜❯›»⇒", ">"),
    **dict.fromkeys("◀◂◄←❮‹«⇐", "<"),
    **dict.fromkeys("↑▲▴⇑", "^"),
    **dict.fromkeys("↓▼▾⇓", "v"),
    **dict.fromkeys("↔⇔", "="),
    **dict.fromkeys("●◉◆★☆⚑•∙◼", "*"),
    **dict.fromkeys("○◯◇□▢◻◦", "o"),
    **dict.fromkeys("✓✔", "+"),
    **dict.fromkeys("✗✘✕×", "x"),
    **dict.fromkeys("░·…⋯", "."),
    **dict.fromkeys("▒┊", ":"),
    **dict.fromkeys("▓", "%"),
    **dict.fromkeys("–—‒−‐‑", "-"),
    **dict.fromkeys("“”„‟″▀", '"'),
    **dict.fromkeys("‘’‚‛′", "'"),
    "\u00a0": " ",
    "\u202f": " ",
    "⠀": " ",
}
"""Signs that the app draws with, or that stand in its own texts, each as wide as what takes its place."""
_BOXES = range(0x2500, 0x2580)
_BRAILLE = range(0x2800, 0x2900)


class PlainSigns(LineFilter):
    """Replaces signs in every line that is painted, and what the encoding cannot write. No line gets wider or narrower."""

    def __init__(self, encoding: str) -> None:
        """Leave whatever letters `encoding` can write."""
        super().__init__()
        self._encoding = encoding

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments in plain characters."""
        del background
        return [
            segment
            if segment.text.isascii()
            else Segment(plain_signs(segment.text, self._encoding), segment.style, segment.control)
            for segment in segments
        ]


@lru_cache(4096)
def plain_signs(text: str, encoding: str) -> str:
    """Return a text with plain characters for the app's signs and for what `encoding` cannot write, as wide as it was."""
    found = "".join(_plain(sign, encoding) for sign in text)
    missing = cell_len(text) - cell_len(found)
    return found + "?" * missing if missing > 0 else found


def _plain(sign: str, encoding: str) -> str:
    if sign.isascii():
        return sign
    if sign in _PLAIN:
        return _PLAIN[sign]
    if ord(sign) in _BOXES:
        return "+"
    if ord(sign) in _BRAILLE:
        return ":"
    try:
        sign.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return _nearest(sign)
    return sign


def _nearest(sign: str) -> str:
    """Return the letter without its accent, or a question mark for each cell."""
    base = "".join(part for part in unicodedata.normalize("NFKD", sign) if part.isascii())
    width = cell_len(sign)
    return base if base and len(base) == width else "?" * width
