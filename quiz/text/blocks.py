"""Blocks of rich text: paragraphs, headings, lists, quotes, code, tables and rules, where a text of several lines has them.

Of Markdown, only what is said here is read: no links or HTML. What has no blocks is one paragraph. A table whose heading is empty
has none. Where one line alone is meant as a block, `[]{}` stands below it, which is nothing.
"""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import frozen

from quiz.text.rich import LONGEST, Span, mark, spans
from quiz.text.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Align: TypeAlias = Literal["left", "right", "center"]
Words: TypeAlias = tuple[Span, ...]

_BLOCKS = re.compile(
    r"^ {0,3}(?:[-*+] |\d{1,9}[.)] |> ?\S|```|~~~|#{1,6} |\|.*\||(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$)"
    r"|^.*\|.*\n\s*\|?\s*:?-+:?\s*\|",
    re.MULTILINE,
)
_DEEPEST = 40
"""Blocks within blocks; what is deeper is text. The parser counts a list and its items each."""


@frozen
class Paragraph:
    """Words."""

    words: Words
    heading: int = 0
    """Of which rank it is as a heading, from 1 to 6; 0 for one that is none."""


@frozen
class Code:
    """Lines of code."""

    source: str
    lang: str = ""


@frozen
class Table:
    """Rows of cells, the heading first; all as long as the first."""

    rows: tuple[tuple[Words, ...], ...]
    aligns: tuple[Align, ...]
    headed: bool = True
    """Whether the first row is a heading."""


@frozen
class Rule:
    """A line across."""


@frozen
class Quote:
    """Blocks that are quoted."""

    blocks: "tuple[Block, ...]"


@frozen
class Items:
    """The items of a list."""

    items: "tuple[tuple[Block, ...], ...]"
    start: int | None = None
    """The number of the first one; nothing where they have bullets."""

    def mark(self, place: int) -> str:
        """Return what stands before the item at a place, counted from 0."""
        return "•" if self.start is None else f"{self.start + place}."


Block: TypeAlias = Paragraph | Code | Table | Rule | Quote | Items


def has_blocks(source: str) -> bool:
    """Say whether a text is more than one paragraph of words."""
    return "\n" in source and len(source) <= LONGEST and _BLOCKS.search(source) is not None


@lru_cache(maxsize=256)
def blocks(source: str) -> tuple[Block, ...]:
    """Return the blocks of a text. Nothing in them is anything that a terminal would obey."""
    cleaned = safe(source)
    if not has_blocks(cleaned):
        return (Paragraph(spans(cleaned)),)
    tokens = _markdown().parse(cleaned)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        # The parser leaves out what is deeper.
        return (Paragraph(spans(cleaned)),)
    return tuple(_blocks(tokens, 0, len(tokens)))


def words_of(found: "Sequence[Block]") -> str:
    """Return the words of blocks, in lines. Where there are none, pictures and sounds have marks for names."""
    words = "\n\n".join(filter(None, ("\n".join(_plain(block)).strip("\n") for block in found)))
    return words if words.strip() else " ".join(mark(span) for span in media_in(found))


def media_in(found: "Iterable[Block]") -> "Iterator[Span]":
    """Yield the pictures and sounds in blocks, in their order."""
    for block in found:
        match block:
            case Paragraph(words):
                yield from (span for span in words if span.path)
            case Table(rows):
                yield from (span for row in rows for cell in row for span in cell if span.path)
            case Quote(inner):
                yield from media_in(inner)
            case Items(items):
                yield from media_in(one for item in items for one in item)


def _plain(block: Block) -> list[str]:
    match block:
        case Paragraph(words):
            lines = "".join(span.text for span in words).split("\n")
            # Around pictures and sounds, of which nothing is said, spaces are left.
            return [" ".join(line.split()) for line in lines] if any(span.path for span in words) else lines
        case Code(source):
            return source.split("\n")
        case Table(rows):
            return [" | ".join("".join(span.text for span in cell).replace("\n", " ") for cell in row) for row in rows]
        case Quote(inner):
            return [line for part in inner for line in _plain(part)]
        case Items(items):
            lines = []
            for place, item in enumerate(items):
                mark = block.mark(place)
                inside = [line for part in item for line in _plain(part)] or [""]
                lines += [f"{mark if number == 0 else ' ' * len(mark)} {line}" for number, line in enumerate(inside)]
            return lines
        case Rule():
            return []


def _blocks(tokens: "Sequence[Token]", at: int, last: int) -> "Iterator[Block]":
    """Yield the blocks between two places."""
    while at < last:
        token = tokens[at]
        end = _end(tokens, at) if token.nesting == 1 else at
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                start = int(token.attrGet("start") or 1) if token.type == "ordered_list_open" else None
                yield Items(tuple(_items(tokens, at + 1, end)), start)
            case "blockquote_open":
                yield Quote(tuple(_blocks(tokens, at + 1, end)))
            case "heading_open":
                yield Paragraph(spans(tokens[at + 1].content), int(token.tag[1:]))
            case "paragraph_open":
                if words := spans(tokens[at + 1].content):
                    yield Paragraph(words)
            case "fence":
                yield Code(safe(token.content.rstrip("\n")), token.info.strip().split(" ")[0].lower())
            case "hr":
                yield Rule()
            case "table_open":
                yield _table(tokens[at:end])
        at = end + 1


def _items(tokens: "Sequence[Token]", at: int, last: int) -> "Iterator[tuple[Block, ...]]":
    while at < last:
        end = _end(tokens, at)
        yield tuple(_blocks(tokens, at + 1, end))
        at = end + 1


def _end(tokens: "Sequence[Token]", at: int) -> int:
    """Return the place of the token that closes the one at a place."""
    level = tokens[at].level
    return next(place for place in range(at + 1, len(tokens)) if tokens[place].level == level and tokens[place].nesting == -1)


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
    whole = tuple(tuple([*row, *[()] * (width - len(row))][:width]) for row in rows)
    headed = len(whole) < 2 or any(whole[0])
    return Table(whole if headed else whole[1:], tuple(aligns), headed)


@cache
def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    parser = MarkdownIt("zero", {"maxNesting": _DEEPEST}).enable(["table", "fence", "list", "blockquote", "heading", "hr"])
    # The words of a block are read by `spans`, which knows more than this parser.
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser
