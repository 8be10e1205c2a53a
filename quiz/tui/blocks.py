"""Blocks of rich text on the screen: lists with their marks, quotes with a bar, code in colours, tables in columns."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from rich.cells import cell_len
from textual.content import Content

from quiz.text.blocks import Align, Block, Code, Paragraph, Table, Words, blocks
from quiz.tui.lines import LONGEST, hanging, joined, plain
from quiz.tui.styling import STYLES

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


def block_content(source: str, width: int, style: str = "") -> Content:
    """Return rich text in lines of at most `width` cells."""
    found = blocks(source)
    parts: list[Content] = []
    for number, block in enumerate(found):
        if number and not (_item(block) and _item(found[number - 1])):
            parts.append(Content(" "))
        parts.append(_shown(block, width, style))
    return joined(parts)


def words_content(words: Words, style: str = "") -> Content:
    """Return words in the styles that their author gave them."""
    parts = (
        plain(span.text, " ".join([style, *(STYLES[name] for name in sorted(span.styles) if name in STYLES)]).strip())
        for span in words
    )
    return joined(parts, "")


def _item(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.depth > 0


def _shown(block: Block, width: int, style: str) -> Content:
    match block:
        case Code(source, lang):
            return _barred(highlighted(source, lang).split("\n"), width)
        case Table():
            return _table(block, width, style)
        case Paragraph(words, mark, depth, quoted, heading):
            shown = words_content(words, "bold" if heading and not style else style)
            if quoted:
                return _barred(shown.wrap(max(8, width - 2 * quoted)), width, "▏ " * quoted)
            if depth:
                indent = 2 * (depth - 1)
                label = Content(" " * indent) + Content.styled(mark or " ", "$primary")
                return hanging(label, shown, indent + max(2, len(mark) + 1), width)
            return shown


def _barred(lines: Sequence[Content], width: int, bar: str = "▏ ") -> Content:
    head = Content.styled(bar, "$line")
    rows = [row for line in lines for row in (line.wrap(max(8, width - len(bar))) or [line])] or [Content("")]
    return Content("\n").join([head + row.rstrip() for row in rows])


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
    columns = list(
        zip(
            *[[words_content(cell, style if row else "bold") for cell in cells] for row, cells in enumerate(table.rows)],
            strict=True,
        )
    )
    widths = _widths([max(cell.cell_length for cell in column) for column in columns], width)
    lines: list[Content] = []
    for number, row in enumerate(zip(*columns, strict=True)):
        lines += _row(row, widths, table.aligns)
        if number == 0:
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
    found = [max(1, cells) for cells in wanted]
    room = max(len(found) * 2, width - 3 * (len(found) - 1))
    while sum(found) > room:
        widest = found.index(max(found))
        found[widest] -= 1
    return found
