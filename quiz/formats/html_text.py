"""HTML of other programs' fields: as words, as words with the styles that quiz knows, and back.

Only text comes through. Scripts, styles and whatever else a browser would obey are left out.
"""

import re
from typing import Final

from quiz.formats.html.reading import LONGEST, Fragment, Named, file_named, from_html
from quiz.formats.html.writing import rich_to_html, to_html

__all__ = [
    "LONGEST",
    "Fragment",
    "Named",
    "after_answer_line",
    "file_named",
    "from_html",
    "has_markup",
    "rich_to_html",
    "to_html",
]

_MARKUP: Final = re.compile(
    r"</?(?:a|b|blockquote|br|code|del|details|div|em|font|h[1-6]|hr|i|img|ins|li|ol|p|pre|ruby|s|span|strike|strong|sub|summary|"
    r"sup|table|td|th|tr|tt|u|ul)\b[^<>]*>|&(?:[a-z]{2,8}|#\d{1,6});",
    re.IGNORECASE,
)
_ANSWER: Final = re.compile(r"<hr\b[^<>]{0,200}\bid\s{0,9}=\s{0,9}[\"']?answer\b[^<>]{0,200}>", re.IGNORECASE)


def has_markup(text: str) -> bool:
    """Say whether a text looks like HTML."""
    return bool(_MARKUP.search(text))


def after_answer_line(source: str) -> str:
    """Return what stands below the line under which Anki's templates put the answer, or all of it where there is none."""
    return _ANSWER.split(source)[-1]
