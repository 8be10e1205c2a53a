"""Blocks of rich text: paragraphs, lists, quotes, code and tables, where a text of several lines has them.

Of Markdown, only what is said here is read: no links, pictures, HTML or headings of its own. What has no blocks is one paragraph.
"""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import frozen

from quiz.text.rich import LONGEST, Span, spans
from quiz.text.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Align: TypeAlias = Literal["left", "right", "center"]
Words: TypeAlias = tuple[Span, ...]

_BLOCKS = re.compile(r"^ {0,3}(?:[-*+] |\d{1,9}[.)] |> ?\S|```|~~~|#{1,6} |\|.*\|)|^.*\|.*\n\s*\|?\s*:?-+:?\s*\|", re.MULTILINE)
_DEEPEST = 6


@frozen
class Paragraph:
    """Words; in a list with a mark, in quotes so deep."""

    words: Words
    mark: str = ""
    """What stands before it in a list: `•`, or a number."""
    depth: int = 0
    """How deep in lists it is, counted from 1; 0 outside of them."""
    quoted: int = 0
    heading: bool = False


@frozen
class Code:
    """Lines of code."""

    source: str
    lang: str = ""


@frozen
class Table:
    """Rows of cells, the heading first."""

    rows: tuple[tuple[Words, ...], ...]
    aligns: tuple[Align, ...]


Block: TypeAlias = Paragraph | Code | Table


def has_blocks(source: str) -> bool:
    """Say whether a text is more than one paragraph of words."""
    return "\n" in source and len(source) <= LONGEST and _BLOCKS.search(source) is not None


@lru_cache(maxsize=256)
def blocks(source: str) -> tuple[Block, ...]:
    """Return the blocks of a text. Nothing in them is anything that a terminal would obey."""
    cleaned = safe(source)
    if not has_blocks(cleaned):
        return (Paragraph(spans(cleaned)),)
    return tuple(_blocks(_markdown().parse(cleaned)))


def _blocks(tokens: "Sequence[Token]") -> "Iterator[Block]":  # noqa: C901 - one case a token
    lists: list[int] = []
    """Of each list that is open, the number of its next item; 0 where it has bullets."""
    quoted, heading, mark = 0, False, ""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        match token.type:
            case "bullet_list_open":
                lists.append(0)
            case "ordered_list_open":
                lists.append(int(token.attrGet("start") or 1))
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open":
                mark = f"{lists[-1]}." if lists[-1] else "•"
                lists[-1] += 1 if lists[-1] else 0
            case "blockquote_open":
                quoted += 1
            case "blockquote_close":
                quoted -= 1
            case "heading_open" | "heading_close":
                heading = token.type == "heading_open"
            case "inline":
                yield Paragraph(spans(token.content), mark, min(len(lists), _DEEPEST), min(quoted, _DEEPEST), heading)
                mark = ""
            case "fence":
                yield Code(safe(token.content.rstrip("\n")), token.info.strip().split(" ")[0].lower())
            case "table_open":
                end = next(place for place in range(at, len(tokens)) if tokens[place].type == "table_close")
                yield _table(tokens[at:end])
                at = end
        at += 1


def _table(tokens: "Sequence[Token]") -> Table:
    rows: list[list[Words]] = []
    aligns: list[Align] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "th_open":
            style = str(token.attrGet("style") or "")
            aligns.append("right" if style.endswith("right") else "center" if style.endswith("center") else "left")
        elif token.type == "inline":
            rows[-1].append(spans(token.content))
    width = len(aligns)
    return Table(tuple(tuple([*row, *[()] * (width - len(row))][:width]) for row in rows), tuple(aligns))


@cache
def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("zero").enable(["table", "fence", "list", "blockquote", "heading"])
