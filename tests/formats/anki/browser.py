"""What a reader sees of a card: the words of Anki's HTML as a browser has them, and those of quiz's rich text.

Neither uses what quiz reads HTML with. Pictures and sounds are words with their names, formulas words with their TeX.
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from html.parser import HTMLParser
from itertools import takewhile
from typing import Final
from unicodedata import normalize
from urllib.parse import unquote

from quiz.text.blocks import Block, Code, Items, Paragraph, Quote, Table, blocks
from quiz.text.rich import Span
from quiz.text.safe import safe
from tests.formats.anki.pasted import HIDDEN

_INLINE: Final = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "output",
        "q",
        "rb",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "svg",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "audio",
        "anki-mathjax",
        "iframe",
        "o:p",
        "circle",
    ]
)
_VOID: Final = frozenset(
    ["area", "base", "br", "circle", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_SCOPES: Final = frozenset({"table", "td", "th"})
"""Elements whose end the tags inside them do not reach."""
_UNSEEN: Final = frozenset(["script", "style", "template", "title", "head", "select", "textarea", "button", "iframe", "svg"])
_HIDES: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_RULE: Final = re.compile(r"\.([\w-]+)\s*\{[^{}]*display\s*:\s*none")
_FORMULA: Final = re.compile(
    r"\\\((.*?)\\\)|\\\[(.*?)\\\]|\[\$\]((?:(?!\[).)*)\[/\$\]|\[\$\$\](.*?)\[/\$\$\]|\[latex\]\$([^$]*)\$\[/latex\]"
    r"|<anki-mathjax[^>]*>(.*?)</anki-mathjax>",
    re.DOTALL,
)
_SOUND: Final = re.compile(r"\[sound:([^\]\n]+)\]")
_TAG: Final = re.compile(r"<[^>]*>")
_TOKEN: Final = re.compile(r"⟦[^⟧]*⟧|[^\W_]+|[^\w\s]|_")
_HINT: Final = re.compile(r"\s*<a class=hint\b.*?</a>\s*(<div id=\"hint[^\"]*\" class=hint style=\"display: none\">)", re.DOTALL)
_TYPED: Final = re.compile(r"\[\[type:[^\]]*\]\]")
_SPOKEN: Final = re.compile(r"\[anki:tts[^\]]*\].*?\[/anki:tts\]", re.DOTALL)


def seen(html: str, css: str = "", *, hints: bool = False, hidden: bool = False) -> str:
    """Return the words that a browser shows of a card; of a hint, what it unfolds to, where hints are unfolded.

    With `hidden`, also those that styles of the template hide, until a script shows them.
    """
    html = html.replace(HIDDEN, "")
    html = _HINT.sub((lambda _: "<div>") if hints else (lambda found: found[1]), _TYPED.sub("", _SPOKEN.sub("", html)))
    html = _FORMULA.sub(lambda found: f"⟦{_tex(next(group for group in found.groups() if group is not None))}⟧", html)
    # What stands between these marks is words and formulas.
    html = html.replace("[latex]", "").replace("[/latex]", "")
    reader = _Reader(frozenset(_RULE.findall(css)), hides=not hidden)
    reader.feed(html)
    reader.close()
    return "".join(reader.found)


def _tex(source: str) -> str:
    return "tex:" + "".join(unescape(_TAG.sub("", source)).replace("<", "‹").split())


def tokens(text: str) -> list[str]:
    """Return the words and signs of a text, without what nobody sees."""
    return _TOKEN.findall(normalize("NFC", safe(text)).translate(_NOBODY_SEES))


_NOBODY_SEES: Final = dict.fromkeys(
    [0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0xFEFF, 0xFE0E, 0xFE0F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)


class _Reader(HTMLParser):
    """Collects the words of HTML."""

    def __init__(self, hidden: frozenset[str], *, hides: bool) -> None:
        super().__init__()
        self._hides = hides
        self.found: list[str] = []
        self._hidden = hidden
        self._open: list[tuple[str, bool]] = []
        """Elements that are open, and whether each hides what is in it."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag not in _INLINE and not self._is_stray(tag):
            self.found.append(" ")
        if tag == "rt":
            self._say("(")
        if tag == "q":
            self._say("“")
        if tag in {"img", "audio"} and (name := given.get("src", "")):
            self._say(_named(name, given.get("alt", "")))
        if tag not in _VOID:
            styled = bool(_HIDES.search(given.get("style", ""))) or bool(self._hidden & {*given.get("class", "").split()})
            self._open.append((tag, tag in _UNSEEN or tag == "rp" or (self._hides and styled)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "rt":
            self._say(")")
        if tag == "q":
            self._say("”")
        inside = takewhile(lambda one: tag in _SCOPES or one[0] not in _SCOPES, reversed(self._open))
        if any(name == tag for name, _ in inside):
            while self._open.pop()[0] != tag:
                pass
        if tag not in _INLINE and not self._is_stray(tag):
            self.found.append(" ")

    def _is_stray(self, tag: str) -> bool:
        """Say whether a part of a table stands outside of one: browsers leave such tags out."""
        return tag in {"td", "th", "tr", "tbody"} and not any(name == "table" for name, _ in self._open)

    def handle_data(self, data: str) -> None:
        self._say(_SOUND.sub(lambda found: f"⟦{unescape(found[1])}⟧", data))

    def _say(self, text: str) -> None:
        if not any(hides for _, hides in self._open):
            self.found.append(text)


def _named(name: str, alt: str) -> str:
    if re.match(r"[a-z]+:", name):
        return alt or " picture "
    return f"⟦{unquote(name)}⟧"


def said(source: str) -> str:
    """Return the words that quiz shows of rich text."""
    return " ".join(_words(blocks(source)))


def _words(found: Iterable[Block]) -> Iterator[str]:
    for block in found:
        match block:
            case Paragraph(words):
                yield _line(words)
            case Code(source):
                yield source
            case Table(rows):
                yield " ".join(_line(cell) for row in rows for cell in row)
            case Quote(inner):
                yield from _words(inner)
            case Items(items):
                for item in items:
                    yield from _words(item)


def _line(words: Iterable[Span]) -> str:
    return "".join(map(_span, words))


def _span(span: Span) -> str:
    if span.path:
        return f"⟦{span.path}⟧{span.alt}"
    if "math" in span.styles:
        return f"⟦tex:{''.join(span.words.strip('$').split()).replace('<', '‹')}⟧"
    return f"{span.raw}({span.reading})" if span.reading else span.words
