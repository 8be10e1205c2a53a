"""One question of Moodle XML as a tree. What is not well-formed is mended where it is plain what was meant."""

import re
from html import unescape
from typing import Final
from xml.parsers import expat

from quiz.formats.xml_records import DEEPEST, Element

LONGEST_MENDED: Final = 1_000_000
"""Letters of a question that is mended where it is not well-formed."""
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9A-Fa-f]{1,6});)(?:([A-Za-z][A-Za-z0-9]{1,31});)?")
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]|&#(?:[0-8]|1[124-9]|2\\d|3[01]|x[01]?[0-8bcefBCEF]);"
)


class BrokenError(ValueError):
    """Text that is no question in XML. `line` counts from 1 at its beginning."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def tree_of(source: str) -> tuple[Element, bool]:
    """Return the tree of a question, and whether its text had to be mended. Raises `BrokenError` for what is no XML."""
    try:
        return _parsed(source), False
    except BrokenError as error:
        mended = _mended(source) if len(source) <= LONGEST_MENDED else source
        if mended == source:
            raise
        try:
            return _parsed(mended), True
        except BrokenError:
            raise error from None


def _parsed(source: str) -> Element:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    root = Element("", {})
    opened = [root]

    def start(tag: str, attributes: dict[str, str]) -> None:
        if len(opened) > DEEPEST:
            message = f"More than {DEEPEST} elements stand inside each other."
            raise BrokenError(message, parser.CurrentLineNumber)
        node = Element(tag.casefold(), attributes)
        opened[-1].children.append(node)
        opened.append(node)

    def end(_tag: str) -> None:
        opened.pop()

    parser.StartElementHandler = start
    parser.EndElementHandler = end

    def add(text: str) -> None:
        opened[-1].add(text)

    parser.CharacterDataHandler = add
    try:
        parser.Parse(source.encode("utf-8", "replace"), True)  # noqa: FBT003 - the parser's own signature
    except expat.ExpatError as error:
        raise BrokenError(f"It is not well-formed XML: {expat.ErrorString(error.code)}.", error.lineno) from None
    finally:
        # The parser and these functions know each other, and nobody collects such rings while a file is read.
        parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = None
    return root.children[0]


def _mended(source: str) -> str:
    """Return text with the signs in it that XML does not allow: names of letters that only HTML knows, and a lone ampersand."""
    parts = _CDATA.split(_CONTROL.sub("", source))
    return "".join(part if place % 2 else _ENTITY.sub(_letter, part) for place, part in enumerate(parts))


def _letter(found: re.Match[str]) -> str:
    letter = unescape(found[0]) if found[1] else "&"
    if letter == found[0] or letter in {"&", "<"}:
        return f"&amp;{found[0][1:]}" if letter != "<" else "&lt;"
    return letter
