r"""HTML cut into tags, formulas and the text between them. Never raises, and takes time linear in the length of the text.

A tree of the whole as browsers build it would cost quadratic time on elements that are not closed. What is no tag that HTML knows
is text, so that `List<String>` loses nothing.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Final, Literal, TypeAlias

Kind: TypeAlias = Literal["text", "open", "close", "formula"]

_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:_.-]{0,60})(?=[\s/>\"'])")
_SIMPLE = re.compile(r"<(/?)([a-z][a-z0-9]{0,15}) ?/?>")
"""Most tags: nothing but a name."""
_SPECIAL = re.compile("[\"'>]")
_MOST_HOPS: Final = 20
"""Quoted values in one tag; in one with more, the first `>` ends it."""
_KNOWN: Final = frozenset({
    "a", "abbr", "acronym", "address", "applet", "area", "article", "aside", "audio", "b", "base", "basefont", "bdi", "bdo",
    "bgsound", "big", "blink", "blockquote", "body", "br", "button", "canvas", "caption", "center", "cite", "code", "col",
    "colgroup", "content", "data", "datalist", "dd", "del", "details", "dfn", "dialog", "dir", "div", "dl", "dt", "em",
    "embed", "fieldset", "figcaption", "figure", "font", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5",
    "h6", "head", "header", "hgroup", "hr", "html", "i", "iframe", "image", "img", "input", "ins", "kbd", "keygen", "label",
    "legend", "li", "link", "main", "map", "mark", "marquee", "menu", "menuitem", "meta", "meter", "nav", "nobr", "noembed",
    "noframes", "noscript", "object", "ol", "optgroup", "option", "output", "p", "param", "picture", "plaintext", "pre",
    "progress", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp", "script", "search", "section", "select", "slot", "small",
    "source", "span", "strike", "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "template",
    "textarea", "tfoot", "th", "thead", "time", "title", "tr", "track", "tt", "u", "ul", "var", "video", "wbr", "xmp", "math",
    "mrow", "mi", "mo", "mn", "msup", "msub", "mfrac", "msqrt", "mtext", "mroot", "msubsup", "mover", "munder", "munderover",
    "mtable", "mtr", "mtd", "mspace", "mstyle", "semantics", "annotation", "g", "path", "rect", "circle", "ellipse", "line",
    "polyline", "polygon", "text", "tspan", "defs", "use",
})  # fmt: skip
_HIDDEN: Final = frozenset({"script", "style", "title", "iframe", "noembed", "noframes", "anki-mathjax"})
"""What is between the tags of these is no text, and no tags are in it."""
_CODE: Final = frozenset({"code", "kbd", "pre", "samp", "tt"})
"""In these, nothing is a formula."""
CLOSERS: Final = {
    "\\(": "\\)", "\\[": "\\]", "[latex]": "[/latex]", "[$]": "[/$]", "[$$]": "[/$$]", "$$": "$$",
}  # fmt: skip
_OPENERS = re.compile(r"\\[(\[]|\[latex\]|\[\${1,2}\]")
_OPENERS_AND_DOLLARS = re.compile(rf"{_OPENERS.pattern}|\$\$")
_LONGEST_FORMULA: Final = 5_000
_TAGS = re.compile(r"<[^<>]*>")
_BREAKS = re.compile(r"<(?:br|div|/div|p|/p)\b[^<>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s{0,20}=\s{0,20}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")


Token: TypeAlias = tuple[Kind, str, str]
"""A tag by its name, with its attributes as they are written; a formula by what opens it; or text as it is written."""


class _Finder:
    """Finds what comes next in a text, and remembers what does not come any more."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._over: set[str] = set()

    def find(self, wanted: str, start: int) -> int:
        """Return where a text stands next, or -1."""
        if wanted in self._over:
            return -1
        found = self._source.find(wanted, start)
        if found < 0:
            self._over.add(wanted)
        return found

    def close(self, name: str, start: int) -> int:
        """Return where the end tag of an element begins, or -1."""
        if name in self._over:
            return -1
        found = re.compile(f"</{name}(?=[\\s/>])", re.IGNORECASE).search(self._source, start)
        if not found:
            self._over.add(name)
        return found.start() if found else -1


def tokens(source: str, *, dollars: bool = False) -> Iterator[Token]:  # noqa: C901, PLR0912 - one loop, for speed
    """Yield the tags, formulas and texts of HTML; with `dollars`, `$$…$$` is a formula too."""
    finder = _Finder(source)
    openers = _OPENERS_AND_DOLLARS if dollars else _OPENERS
    # Most fields have no formula.
    has_formulas = openers.search(source) is not None
    code = 0
    at = shown = 0
    """Up to where it is read, and from where on what is read is text that was not told yet."""
    while True:
        tag = finder.find("<", at)
        if has_formulas and not code and (opened := openers.search(source, at, tag if tag >= 0 else len(source))):
            at = opened.end()
            end = finder.find(CLOSERS[opened[0]], at)
            if 0 <= end - at <= _LONGEST_FORMULA:
                if shown < opened.start():
                    yield "text", "", source[shown : opened.start()]
                yield "formula", opened[0], source[at:end]
                at = shown = end + len(CLOSERS[opened[0]])
            continue
        if tag < 0:
            break
        end, token = _tag(source, tag, finder)
        if token is None and end == tag + 1:
            at = end
            continue
        if shown < tag:
            yield "text", "", source[shown:tag]
        at = shown = end
        if token is None:
            continue
        if token[1] in _CODE:
            code = max(0, code + (1 if token[0] == "open" else -1))
        if token[0] == "open" and token[1] in _HIDDEN:
            over = finder.close(token[1], end)
            if over >= 0:
                if token[1] == "anki-mathjax":
                    yield "formula", "\\[" if "block" in attributes(token[2]) else "\\(", source[end:over]
                after = finder.find(">", over)
                at = shown = after + 1 if after >= 0 else len(source)
            continue
        yield token
    if shown < len(source):
        yield "text", "", source[shown:]


def _tag(source: str, start: int, finder: _Finder) -> tuple[int, Token | None]:
    """Return where the tag at a place ends, and the tag; where none begins there, the next place."""
    simple = _SIMPLE.match(source, start)
    if simple and simple[2] in _KNOWN:
        return simple.end(), ("close" if simple[1] else "open", simple[2], "")
    match = _NAME.match(source, start)
    if match:
        name = match[2].lower()
        if name not in _KNOWN and "-" not in name and ":" not in name:
            return start + 1, None
        end = _tag_end(source, match.end(), finder)
        if end < 0:
            return start + 1, None
        return end + 1, ("close" if match[1] else "open", name, source[match.end() : end])
    for begins, ends in (("<!--", "-->"), ("<!doctype", ">"), ("<?xml", ">")):
        if source[start : start + len(begins)].lower() == begins and (end := finder.find(ends, start)) >= 0:
            return end + len(ends), None
    return start + 1, None


def _tag_end(source: str, at: int, finder: _Finder) -> int:
    """Return where the `>` of a tag is, or -1. In quotation marks it is none, unless they are not closed."""
    first = finder.find(">", at)
    if first < 0:
        return -1
    for _ in range(_MOST_HOPS):
        found = _SPECIAL.search(source, at)
        if not found:
            break
        if found[0] == ">":
            return found.start()
        # Only behind an equals sign a quotation mark opens a value.
        value = source[max(at, found.start() - 20) : found.start()].rstrip().endswith("=")
        end = finder.find(found[0], found.end()) if value else -1
        at = end + 1 if end >= 0 else found.end()
    return first


def attributes(text: str) -> dict[str, str]:
    """Return the attributes of a tag; of one that is there twice, the first."""
    found: dict[str, str] = {}
    for name, *values in _ATTRIBUTE.findall(text):
        found.setdefault(name.lower(), unescaped(next(filter(None, values), "")))
    return found


def unescaped(text: str) -> str:
    """Return text with the signs that its entities stand for."""
    if "&" not in text:
        return text
    try:
        return unescape(text)
    except ValueError:
        # Python refuses to read numbers of thousands of digits.
        return text


def tex_of(text: str) -> str:
    """Return the TeX of a formula, as it is written between tags."""
    if "<" in text:
        text = _TAGS.sub("", _BREAKS.sub(" ", text))
    return " ".join(unescaped(text).replace("\xa0", " ").split())


def without_tags(source: str) -> str:
    """Return the words of a text that is too long to be looked at closely."""
    return unescaped(_TAGS.sub(" ", source))
