"""What elements of HTML are: what each does beside giving a style, and which style it gives."""

import re
from typing import Final

from quiz.text.rich import Style

KINDS: Final[dict[str, str]] = {
    **dict.fromkeys(("rb", "rp", "rt", "rtc", "ruby"), "ruby"),
    **dict.fromkeys(("audio", "embed", "object", "source", "video"), "played"),
    **dict.fromkeys(("table", "tr", "td", "th"), "table"),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), "list"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(
        ("address", "article", "aside", "body", "caption", "center", "details", "div", "fieldset", "figcaption", "figure",
         "footer", "form", "header", "hgroup", "html", "legend", "main", "nav", "optgroup", "option", "search", "section",
         "summary"), "line"
    ),
    "br": "br", "img": "image", "image": "image", "a": "link", "p": "paragraph", "li": "item", "dd": "item", "dt": "term",
    "dl": "term", "blockquote": "quote", "hr": "rule", "pre": "code", "q": "marks",
}  # fmt: skip
"""What a tag does beside giving a style."""

STYLES: Final[dict[str, Style]] = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "cite": "italic", "dfn": "italic", "var": "italic",
    "u": "underline", "ins": "underline", "s": "strike", "del": "strike", "strike": "strike", "sub": "sub", "sup": "sup",
    "code": "code", "tt": "code", "kbd": "code", "samp": "code", "summary": "bold", "dt": "bold", "legend": "bold",
    "caption": "italic",
}  # fmt: skip
CSS: Final[tuple[tuple[re.Pattern[str], Style], ...]] = (
    (re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE), "bold"),
    (re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE), "italic"),
    (re.compile(r"text-decoration[a-z-]*\s*:[^;]*\bunderline", re.IGNORECASE), "underline"),
    (re.compile(r"text-decoration[a-z-]*\s*:[^;]*\bline-through", re.IGNORECASE), "strike"),
    (re.compile(r"vertical-align\s*:\s*sub\b", re.IGNORECASE), "sub"),
    (re.compile(r"vertical-align\s*:\s*super\b", re.IGNORECASE), "sup"),
)
"""Styles of the attribute `style`."""
