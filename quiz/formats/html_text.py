"""HTML of other programs' fields: as words, as words with the styles that quiz knows, and back.

Only text comes through. Scripts, styles, links' addresses and whatever else a browser would obey are left out.
"""

import re
from collections.abc import Iterable
from html import escape
from html.parser import HTMLParser
from typing import Final

from attrs import frozen

from quiz.facts.values import RichText, Value

LONGEST: Final = 1_000_000
"""Characters of one field; what is longer is cut."""

_MARKS: Final = {
    "b": "**", "strong": "**", "i": "*", "em": "*", "s": "~~", "del": "~~", "strike": "~~", "code": "`", "tt": "`",
    "sub": "~", "sup": "^",
}  # fmt: skip
_BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tr",
        "ul",
    ]
)
_SILENT: Final = frozenset({"script", "style", "template", "head", "title"})
_SPECIAL = re.compile(r"([\\*_`~^$])")
_SPACES = re.compile(r"[ \t]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_MARKUP = re.compile(
    r"</?(?:a|b|br|code|div|em|font|hr|i|img|li|ol|p|pre|ruby|s|span|strong|sub|sup|table|td|tr|u|ul)\b[^<>]*>|&(?:[a-z]{2,8}|#\d{1,6});",
    re.IGNORECASE,
)
_SOUND = re.compile(r"\[sound:([^\]\n]{1,500})\]")
_ANSWER = re.compile(r"<hr\b[^>]*\bid\s*=\s*[\"']?answer\b[^>]*>", re.IGNORECASE)
_TAGS: Final = {"bold": "b", "italic": "i", "code": "code", "strike": "s"}


@frozen
class Fragment:
    """What a field of HTML says."""

    plain: str
    """Its words."""
    rich: str
    """Its words in the marks of quiz's rich text."""
    media: tuple[str, ...] = ()
    """The files of the pictures and sounds that it names."""

    @property
    def is_styled(self) -> bool:
        """Whether it says more than its words."""
        return _SPECIAL.sub(r"\\\1", self.plain) != self.rich


def has_markup(text: str) -> bool:
    """Say whether a text looks like HTML."""
    return bool(_MARKUP.search(text))


def from_html(source: str) -> Fragment:
    """Return what a field of HTML says. Never raises: what is no HTML is text."""
    parser = _Fields()
    # What begins so is a marked section of SGML, over which the parser gives up.
    parser.feed(source[:LONGEST].replace("<![", "&lt;!["))
    parser.close()
    return parser.fragment()


def after_answer_line(source: str) -> str:
    """Return what stands below the line under which Anki's templates put the answer, or all of it where there is none."""
    return _ANSWER.split(source)[-1]


def to_html(value: Value | str) -> str:
    """Return a value as HTML."""
    if not isinstance(value, RichText):
        return escape(str(value), quote=False).replace("\n", "<br>")
    pieces = []
    for span in value.spans:
        text = escape(span.text, quote=False).replace("\n", "<br>")
        for style, tag in _TAGS.items():
            if style in span.styles:
                text = f"<{tag}>{text}</{tag}>"
        pieces.append(text)
    return "".join(pieces)


class _Fields(HTMLParser):
    """Collects the words of a field."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._plain: list[str] = []
        self._rich: list[str] = []
        self._open: list[tuple[str, int]] = []
        self._silent = 0
        self._media: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _SILENT:
            self._silent += 1
        elif tag == "br":
            self._add("\n", "\n")
        elif tag in _BLOCKS:
            self._line(double=tag == "hr")
        elif tag == "img":
            self._image(given.get("src") or "", given.get("alt") or "")
        elif tag in _MARKS:
            self._open.append((tag, len(self._rich)))
        elif tag in {"td", "th"}:
            self._add("  ", "  ")
        if tag == "li":
            self._add("• ", "• ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _MARKS:
            self._close(tag)
        elif tag in _BLOCKS and tag != "hr":
            self._line()

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        for name in _SOUND.findall(data):
            self._media.append(name)
        text = _SPACES.sub(" ", _SOUND.sub(lambda found: f"[sound: {found[1]}]", data).replace("\r", "").replace("\xa0", " "))
        self._add(text, _SPECIAL.sub(r"\\\1", text))

    def fragment(self) -> Fragment:
        return Fragment(_tidy(self._plain), _tidy(self._rich), tuple(dict.fromkeys(self._media)))

    def _add(self, plain: str, rich: str) -> None:
        self._plain.append(plain)
        self._rich.append(rich)

    def _line(self, *, double: bool = False) -> None:
        if (before := "".join(self._plain[-3:]).rstrip(" ")) and (double or not before.endswith("\n")):
            self._add("\n\n" if double else "\n", "\n\n" if double else "\n")

    def _image(self, source: str, alt: str) -> None:
        if source:
            self._media.append(source)
        shown = f"[picture: {' '.join((alt or source).split())}]" if alt or source else ""
        self._add(shown, _SPECIAL.sub(r"\\\1", shown))

    def _close(self, tag: str) -> None:
        """Put the marks of a style around what came since it began, if that is one line that can have them."""
        place = next((place for place in range(len(self._open) - 1, -1, -1) if self._open[place][0] == tag), None)
        if place is None:
            return
        _, start = self._open.pop(place)
        inside = "".join(self._rich[start:])
        words = inside.strip()
        mark = _MARKS[tag]
        fits = words and "\n" not in words and (mark not in {"~", "^"} or (" " not in words and len(words) <= 40))
        if not fits or (mark == "`" and "\\" in words):
            return
        lead, tail = inside[: len(inside) - len(inside.lstrip())], inside[len(inside.rstrip()) :]
        self._rich[start:] = [f"{lead}{mark}{words}{mark}{tail}"]
        self._open = [(name, min(at, len(self._rich))) for name, at in self._open]


def _tidy(pieces: Iterable[str]) -> str:
    lines = (_SPACES.sub(" ", line).strip() for line in "".join(pieces).split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()
