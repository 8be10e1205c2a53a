"""Writing rich text: spans and blocks as the source that is read as the same spans and blocks.

Signs of Markdown where they are read as what is meant whatever stands beside them, and brackets with braces where not.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from quiz.text.blocks import Block, Code, Items, Paragraph, Quote, Rule, Table, words_of
from quiz.text.rich import LONGEST, Span, Style
from quiz.text.rich_signs import MATH, SUB, SUP, escaped, lines_escaped, picture, value

_NOTHING: Final = "[]{}"
_BREAK: Final = "[]{.br}"
_ORDER: Final[tuple[Style, ...]] = ("link", "bold", "italic", "underline", "strike", "sup", "sub")
"""The outermost first, among those that hold for equally many spans."""
_MARKS: Final[dict[Style, str]] = {"bold": "**", "italic": "*", "strike": "~~"}
_SHIFTED: Final[dict[Style, tuple[str, re.Pattern[str]]]] = {"sub": ("~", SUB), "sup": ("^", SUP)}
_LAST_SIGNS = re.compile(r"(?:(?<=\s)|^)(?=#+$)")
_BACKSLASH = r"\\"
_SLANTED = re.compile(r"\*\w(?:[^*\n]*\w)?\*")
_TICKS = re.compile(r"`+")
_ALIGNS: Final = {"left": "---", "right": "---:", "center": ":---:"}


def words_written(words: Iterable[Span]) -> str:
    """Return spans as rich text, which is read as the same spans."""
    found = list(words)
    if len(found) == 1 and not found[0].styles:
        return escaped(found[0].text)
    return _inline(found, frozenset(), "", bracketed=False)


def written(found: Sequence[Block]) -> str:
    """Return blocks as rich text, which is read as the same blocks; one that is too long for styles, as its words alone."""
    source = _joined([_lines(block, place, found) for place, block in enumerate(found)])
    if "\n" not in source and any(not isinstance(block, Paragraph) or block.heading for block in found):
        source += f"\n\n{_NOTHING}"
    return source if len(source) <= LONGEST else words_of(found)


# Blocks


def _joined(parts: Sequence[list[str]]) -> str:
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def _lines(block: Block, place: int, among: Sequence[Block], depth: int = 0) -> list[str]:
    """Return the lines of the block at a place among others."""
    match block:
        case Paragraph(words, 0):
            # A line by itself is no block, whatever it begins with.
            below = "" if len(among) == 1 and depth == 0 else "\n"
            return lines_escaped(words_written(words) + below).rstrip("\n").split("\n")
        case Paragraph(words, rank):
            line = words_written(words).replace("\n", _BREAK)
            return [f"{'#' * rank} {_LAST_SIGNS.sub(_BACKSLASH, line)}"]
        case Code(source, lang):
            fence = "`" * max(3, 1 + max((len(ticks) for ticks in _TICKS.findall(source)), default=0))
            return [f"{fence}{lang}", *source.split("\n"), fence]
        case Table():
            return _table(block)
        case Rule():
            return ["___" if depth else "---"]
        case Quote(inner):
            text = _joined([_lines(one, at, inner, depth + 1) for at, one in enumerate(inner)])
            return [f"> {line}" if line else ">" for line in text.split("\n")]
        case Items():
            # A list right behind another one is told from it by its marks.
            before = 0
            while place - before > 0 and isinstance(among[place - before - 1], Items):
                before += 1
            return [line for number, item in enumerate(block.items) for line in _item(block, number, item, depth, odd=before % 2)]


def _item(block: Items, number: int, item: "tuple[Block, ...]", depth: int, *, odd: int) -> list[str]:
    mark = "-*"[odd] if block.start is None else f"{min(block.start + number, 999_999_999)}{'.)'[odd]}"
    lines: list[str] = []
    for place, one in enumerate(item):
        own = _lines(one, place, item, depth + 1)
        # A list may follow its paragraph at once, unless it begins with another number than 1.
        close = place and isinstance(one, Items) and one.start in {None, 1} and isinstance(item[place - 1], Paragraph)
        lines += own if not lines or close else ["", *own]
    indent = " " * (len(mark) + 1)
    head, *rest = lines or [_NOTHING]
    return [f"{mark} {head}", *(indent + line if line else "" for line in rest)]


def _table(table: Table) -> list[str]:
    head = [_cells(row) for row in table.rows]
    if not table.headed:
        head.insert(0, ["" for _ in table.aligns])
    lines = [f"| {' | '.join(cells)} |" for cells in head]
    return [lines[0], f"| {' | '.join(_ALIGNS[align] for align in table.aligns)} |", *lines[1:]]


def _cells(row: Sequence[tuple[Span, ...]]) -> list[str]:
    return [words_written(cell).replace("\n", _BREAK).replace("|", r"\|") for cell in row]


# Words


def _inline(words: list[Span], done: frozenset[Style], before: str, *, bracketed: bool) -> str:
    """Return spans as source, without the styles that are `done` around them; `before` stands in front of them."""
    pieces: list[str] = []
    at = 0
    while at < len(words):
        last = pieces[-1][-1:] if pieces else before[-1:]
        open_styles = [style for style in _ORDER if style in words[at].styles - done]
        if not open_styles:
            pieces.append(_leaf(words[at], last, words[at + 1 : at + 2], bracketed=bracketed))
            at += 1
            continue
        runs = {style: _run(words, at, style) for style in open_styles}
        style = max(open_styles, key=lambda one: runs[one])
        run = words[at : at + runs[style]]
        pieces.append(_wrapped(run, style, done, last, words[at + len(run) : at + len(run) + 1], bracketed=bracketed))
        at += len(run)
    return "".join(pieces)


def _run(words: Sequence[Span], start: int, style: Style) -> int:
    """Return how many spans from a place on have a style; of a link, those that lead to one place."""
    at = start
    while at < len(words) and style in words[at].styles and (style != "link" or words[at].href == words[start].href):
        at += 1
    return at - start


def _wrapped(
    run: list[Span], style: Style, done: frozenset[Style], last: str, following: Sequence[Span], *, bracketed: bool
) -> str:
    """Return spans that share a style in its marks, if those are sure to be read as such, else in brackets."""
    after = _first(following, done)
    if style in _SHIFTED:
        sign, pattern = _SHIFTED[style]
        content = run[0].words
        alone = len(run) == 1 and not (run[0].styles - done - {style}) and sign not in (last, after)
        if alone and not (bracketed and set(content) & set("[]")) and pattern.fullmatch(f"{sign}{content}{sign}"):
            return f"{sign}{content}{sign}"
    elif style in _MARKS:
        mark = _MARKS[style]
        inner = _inline(run, done | {style}, "", bracketed=bracketed)
        ends = inner[:1].isalnum() and inner[-1:].isalnum()
        if mark == "**" and _SLANTED.fullmatch(inner) and not (last + after).isalnum():
            return f"{mark}{inner}{mark}"
        if ends and last != mark[0] and after != mark[0] and not (mark == "*" and last.isalnum() and after.isalnum()):
            return f"{mark}{inner}{mark}"
    attribute = f"href={value(run[0].href)}" if style == "link" else f".{style}"
    inner = _inline(run, done | {style}, "[", bracketed=True)
    # Styles of the same words share their braces.
    same = re.fullmatch(r"\[(?P<words>(?:\\.|[^\[\]\\`])*)\]\{(?P<braces>[^{}\n]*)\}", inner, re.DOTALL)
    if same and same["words"] and "ruby=" not in same["braces"]:
        return f"[{same['words']}]{{{attribute} {same['braces']}}}"
    return f"[{inner}]{{{attribute}}}"


def _first(following: Sequence[Span], done: frozenset[Style]) -> str:
    """Return the sign with which what follows may begin: that of its mark, or its first letter."""
    if not following:
        return ""
    for style in _ORDER:
        if style in following[0].styles - done:
            return _MARKS.get(style, _SHIFTED[style][0] if style in _SHIFTED else "[")[0]
    return following[0].text[:1]


def _leaf(span: Span, last: str, following: Sequence[Span], *, bracketed: bool) -> str:
    """Return one span without its styles."""
    if span.path:
        return picture(span.path, span.alt, span.masks)
    if span.reading:
        return f"[{escaped(span.words, bracketed=True)}]{{ruby={value(span.reading)}}}"
    if "math" in span.styles:
        digit = bool(following) and following[0].text[:1].isdigit()
        return ("" if last != "$" else _NOTHING) + span.words + (_NOTHING if digit else "")
    if "code" in span.styles:
        return ("" if last != "`" else _NOTHING) + _code(span.words)
    return escaped(span.words, bracketed=bracketed)


def _code(text: str) -> str:
    """Return words as code, of each line by itself."""
    lines = text.split("\n")
    return "\n".join(map(_ticked, lines))


def _ticked(line: str) -> str:
    if not line:
        return ""
    ticks = "`" * (1 + max((len(found) for found in _TICKS.findall(line)), default=0))
    pad = " " if line[0] == "`" or line[-1] == "`" or (line[0] == line[-1] == " " and line.strip()) else ""
    return f"{ticks}{pad}{line}{pad}{ticks}"


def formula(tex: str, *, display: bool = False) -> str:
    """Return TeX between dollar signs, or nothing where it cannot stand there."""
    line = " ".join(tex.split())
    sign = "$$" if display else "$"
    found = MATH.fullmatch(f"{sign}{line}{sign}")
    return f"{sign}{line}{sign}" if line and found and found[found.lastindex or 1] == line else ""
