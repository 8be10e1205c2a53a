"""Readings behind words, as Anki's Japanese notes have them: ` 漢字[かんじ]` in HTML, and what its filters make of it."""

import re
from collections.abc import Callable
from typing import Final

_READING = re.compile(r" ?([^ >\[\]]{1,100})\[([^\[\]]{1,500})\]")
_NOT: Final = ("sound:", "anki:", "/anki:", "latex", "/latex", "$", "/$")
"""What stands in brackets and is no reading begins so."""


def furigana(html: str) -> str:
    """Return HTML in which words have their readings above them, for `from_html`."""
    return _filtered(html, lambda found: f"<ruby>{found[1]}<rt>{found[2]}</rt></ruby>")


def kanji(html: str) -> str:
    """Return HTML with the words alone, without their readings."""
    return _filtered(html, lambda found: found[1])


def kana(html: str) -> str:
    """Return HTML with the readings alone, in place of their words."""
    return _filtered(html, lambda found: found[2])


def _filtered(html: str, shown: Callable[[re.Match[str]], str]) -> str:
    if "[" not in html:
        return html
    return _READING.sub(lambda found: found[0] if found[2].startswith(_NOT) else shown(found), html.replace("&nbsp;", " "))
