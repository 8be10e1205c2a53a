"""Rich text: a small, safe part of Markdown as spans with styles; whatever else is written in it is shown as text.

`*emphasis*`, `**strong**`, a code span, `~~struck out~~`, `H~2~O`, `x^2^`, a backslash or two spaces at a line's end, and
`$…$` or `$$…$$` for TeX. Links, pictures, HTML and everything of Markdown that needs a whole line stay the characters that they
are.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import frozen

from quiz.text.canonical import canonical
from quiz.text.safe import safe

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

Style: TypeAlias = Literal["bold", "italic", "code", "strike", "sub", "sup", "math"]

LONGEST = 20_000
"""Characters; in a longer text nothing is styled."""

_MARKED = re.compile(r"[*_`~^$\\]|  \n")
# As in Pandoc: no space inside the dollar signs, no digit behind them, so that “$5 and $10” is money. Two dollar signs are TeX's
# own for a formula by itself; here it stands on one line as well.
_MATH = re.compile(r"\$\$((?:\\.|[^$\\]){1,1000}?)\$\$(?!\d)|\$(?=\S)((?:\\.|[^$\\\n]){1,1000}?)(?<=\S)\$(?!\d)")
_SUB = re.compile(r"~([^~\s]{1,40})~(?!~)")
_SUP = re.compile(r"\^([^^\s]{1,40})\^")
_STYLES: dict[str, Style] = {"strong": "bold", "em": "italic", "s": "strike"}


@frozen
class Span:
    """A run of text in one style."""

    text: str
    styles: frozenset[Style] = frozenset()


def spans(source: str) -> tuple[Span, ...]:
    """Return the spans of a text. No span holds anything that a terminal would obey, and none is a link."""
    cleaned = safe(source)
    if not _MARKED.search(cleaned) or len(cleaned) > LONGEST:
        return (Span(cleaned),) if cleaned else ()
    parsed = _markdown().parseInline(cleaned)
    return tuple(_merged(_spans(token for block in parsed for token in block.children or ())))


def plain_of(source: str) -> str:
    """Return the words of a text without their styles; what is raised or lowered stays so: 10^6^ is no 106."""
    return "".join(span.text for span in spans(source))


@lru_cache(maxsize=4096)
def canonical_of(source: str) -> str:
    """Return the words that a text is known by: those of `plain_of`, but for formulas, which `canonical` writes."""
    cleaned = safe(source)
    if "$" not in cleaned or len(cleaned) > LONGEST:
        return plain_of(cleaned)
    tokens = [token for block in _markdown().parseInline(cleaned) for token in block.children or ()]
    for token in tokens:
        if token.type == "math":
            token.type, token.content = "text", canonical(token.info)
    return "".join(span.text for span in _spans(tokens))


def _spans(found: "Iterable[Token]") -> Iterator[Span]:
    # Only here: most decks have no formula, and no letter that is raised.
    from quiz.text.tex import formula, lowered, raised

    styles: list[Style] = []
    for token in found:
        name, _, side = token.type.rpartition("_")
        if side == "open":
            styles.append(_STYLES[name])
        elif side == "close":
            styles.remove(_STYLES[name])
        elif token.type in {"softbreak", "hardbreak"}:
            yield Span("\n", frozenset(styles))
        elif token.type == "math":
            # A formula that cannot be shown in Unicode without a doubt stays between its dollar signs.
            shown = formula(token.content.strip())
            yield Span(f"${safe(token.content)}$" if shown is None else shown, frozenset((*styles, "math")))
        elif token.type == "sub":
            yield Span(lowered(token.content, _around(token.content)), frozenset((*styles, "sub")))
        elif token.type == "sup":
            yield Span(raised(token.content, _around(token.content)), frozenset((*styles, "sup")))
        else:
            yield Span(safe(token.content), frozenset((*styles, "code") if token.type == "code_inline" else styles))


def _around(content: str) -> tuple[str, str]:
    """Return what stands around text outside of formulas that has no raised or lowered letters: nothing around one letter."""
    return ("", "") if len(content) < 2 else ("(", ")")


def _merged(found: Iterable[Span]) -> Iterator[Span]:
    last = Span("")
    for span in found:
        if span.styles == last.styles:
            last = Span(last.text + span.text, last.styles)
        else:
            if last.text:
                yield last
            last = span
    if last.text:
        yield last


@cache
def _markdown() -> "MarkdownIt":
    """Return the parser with the few rules that are wanted, and three of its own."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("zero").enable(["backticks", "emphasis", "strikethrough", "escape", "newline"])
    for name, pattern in (("math", _MATH), ("sub", _SUB), ("sup", _SUP)):
        parser.inline.ruler.before("strikethrough", name, _Rule(name, pattern))
    return parser


class _Rule:
    """A rule of the parser: what a pattern matches becomes one token."""

    def __init__(self, name: str, pattern: re.Pattern[str]) -> None:
        self._name, self._pattern = name, pattern

    def __call__(self, state: "StateInline", silent: bool) -> bool:  # noqa: FBT001 - the parser's own signature
        match = self._pattern.match(state.src, state.pos, state.posMax)
        if not match:
            return False
        if not silent:
            token = state.push(self._name, "", 0)
            token.content, token.info = match[match.lastindex or 1], match[0]
        state.pos = match.end()
        return True
