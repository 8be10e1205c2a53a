"""Blocks of rich text on the screen: lists with their marks, quotes with a bar, code in colours, tables in columns."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any, Final

from rich.cells import cell_len
from textual.content import Content

from quiz.text.blocks import Align, Block, Code, Items, Paragraph, Quote, Rule, Table, Words, blocks
from quiz.text.rich import Span
from quiz.tui.lines import LONGEST, joined, plain
from quiz.tui.styling import READING, STYLES

_TOKENS = (
    ("Comment", "italic $quiet"),
    ("Keyword.Constant", "$warning"),
    ("Keyword", "bold $primary"),
    ("Operator.Word", "bold $primary"),
    ("Name.Function", "bold"),
    ("Name.Class", "bold"),
    ("Name.Tag", "bold $primary"),
    ("Name.Decorator", "$learning"),
    ("Name.Builtin", "$primary"),
    ("Literal.String", "$success"),
    ("Literal.Number", "$warning"),
    ("Generic.Deleted", "$error"),
    ("Generic.Inserted", "$success"),
)
"""Kinds of token by the start of their name, and a style of our themes: their contrast is known."""


_NARROWEST = 8
"""Cells that words have at least, however deep they stand."""
_RULE = 24
"""Cells of a line across."""
_SIGNS: Final = {"picture": "▣", "sound": "♪"}
"""What stands where a picture is that is shown below, or a sound that is played."""


def block_content(source: str, width: int, style: str = "") -> Content:
    """Return rich text in lines of at most `width` cells; the words of its paragraphs are left to the screen to wrap."""
    parts: list[Content] = []
    for number, block in enumerate(blocks(source)):
        if number:
            parts.append(Content(" "))
        match block:
            case Paragraph(words, heading):
                parts.append(words_content(words, "bold" if heading and not style else style))
            case _:
                parts.append(_laid_out(block, width, style))
    return joined(parts)


def words_content(words: Words, style: str = "") -> Content:
    """Return words in the styles that their author gave them."""
    return joined((_span(span, style) for span in words), "")


def _span(span: Span, style: str) -> Content:
    kind = next((kind for kind in _SIGNS if kind in span.styles), "")
    if kind:
        return plain(f"{_SIGNS[kind]} {span.alt}".strip(), "$quiet")
    own = (STYLES[name] for name in sorted(span.styles) if name in STYLES)
    shown = plain(span.text, " ".join([style, *own]).strip())
    return shown.stylize(READING, len(span.words)) if span.reading else shown


def _laid_out(block: Block, width: int, style: str) -> Content:
    """Return a block in lines of at most `width` cells."""
    match block:
        case Paragraph(words, heading):
            return _wrapped(words_content(words, "bold" if heading and not style else style), width)
        case Code(source, lang):
            return _barred([row for line in highlighted(source, lang).split("\n") for row in _rows(line, width - 2)])
        case Table():
            return _table(block, width, style)
        case Rule():
            return Content.styled("─" * max(1, min(width, _RULE)), "$line")
        case Quote(inner):
            return _barred(_together(inner, width - 2, style).split("\n"))
        case Items(items):
            indent = max(len(block.mark(place)) for place in range(len(items))) + 1 if items else 2
            return joined(_item(block.mark(place), item, indent, width, style) for place, item in enumerate(items))


def _item(mark: str, item: tuple[Block, ...], indent: int, width: int, style: str) -> Content:
    """Return an item of a list: its mark, and beside it all that is in it."""
    head, *rest = _together(item, max(_NARROWEST, width - indent), style).split("\n") or [Content("")]
    label = Content.styled(mark, "$primary") + Content(" " * (indent - len(mark)))
    return Content("\n").join([label + head, *(Content(" " * indent) + row if row else Content("") for row in rest)])


def _together(found: tuple[Block, ...], width: int, style: str) -> Content:
    """Return blocks in another one: only paragraphs have a blank line between them."""
    parts: list[Content] = []
    for number, block in enumerate(found):
        if number and isinstance(block, Paragraph) and isinstance(found[number - 1], Paragraph):
            parts.append(Content(" "))
        parts.append(_laid_out(block, max(_NARROWEST, width), style))
    return joined(parts)


def _rows(line: Content, width: int) -> list[Content]:
    return [row.rstrip() for row in line.wrap(max(_NARROWEST, width))] or [Content("")]


def _wrapped(text: Content, width: int) -> Content:
    return Content("\n").join([row for line in text.split("\n") for row in _rows(line, width)])


def _barred(lines: Sequence[Content]) -> Content:
    return Content("\n").join([Content.styled("▏ ", "$line") + row for row in lines])


def highlighted(source: str, lang: str) -> Content:
    """Return code with its words, texts, numbers and comments told apart; in a language that is not known, as it is."""
    source = source[:LONGEST]
    lexer = _lexer(lang)
    if lexer is None:
        return plain(source)
    parts = []
    for kind, text in lexer.get_tokens(source):
        name = str(kind).removeprefix("Token.")
        parts.append(plain(text, next((style for start, style in _TOKENS if name.startswith(start)), "")))
    return joined(parts, "").rstrip()


def _lexer(lang: str) -> Any:  # noqa: ANN401 - Pygments has no types
    if not lang:
        return None
    from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped]
    from pygments.util import ClassNotFound  # type: ignore[import-untyped]

    try:
        return get_lexer_by_name(lang, stripnl=False)
    except ClassNotFound:
        return None


# Tables


def _table(table: Table, width: int, style: str) -> Content:
    heads = 1 if table.headed else 0
    shown = [[words_content(cell, "bold" if row < heads else style) for cell in cells] for row, cells in enumerate(table.rows)]
    columns = [*zip(*shown, strict=True)]
    wanted = [max(line.cell_length for cell in column for line in cell.split("\n")) for column in columns]
    widths = _widths(wanted, width)
    lines: list[Content] = []
    for number, row in enumerate(shown):
        lines += _row(row, widths, table.aligns)
        if number == 0 and table.headed:
            lines.append(Content.styled("─┼─".join("─" * cells for cells in widths), "$line"))
    return Content("\n").join(lines)


def _row(cells: Sequence[Content], widths: Sequence[int], aligns: Sequence[Align]) -> Iterator[Content]:
    """Yield the lines of one row: a cell that is too long for its column goes on below."""
    wrapped = [cell.wrap(width) or [Content("")] for cell, width in zip(cells, widths, strict=True)]
    between = Content.styled(" │ ", "$line")
    for parts in zip_longest(*wrapped, fillvalue=Content("")):
        padded = [_padded(part.rstrip(), cells, align) for part, cells, align in zip(parts, widths, aligns, strict=True)]
        yield between.join(padded).rstrip()


def _padded(text: Content, width: int, align: Align) -> Content:
    room = max(0, width - cell_len(text.plain))
    before = {"left": 0, "right": room, "center": room // 2}[align]
    return Content(" " * before) + text + Content(" " * (room - before))


def _widths(wanted: Sequence[int], width: int) -> list[int]:
    """Return how wide columns are: as wide as they want to be or, where there is no room, the widest ones give way."""
    found = [max(1, min(cells, width)) for cells in wanted]
    room = max(len(found) * 2, width - 3 * (len(found) - 1))
    while sum(found) > room:
        widest = found.index(max(found))
        found[widest] -= 1
    return found
