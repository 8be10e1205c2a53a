r"""Formulas in HTML: `\(…\)`, `\[…\]`, and what else Anki has for them."""

import re
from typing import Final

from quiz.formats.html.tokens import CLOSERS, tex_of
from quiz.text.rich import Span, spans
from quiz.text.rich_writing import formula

_DISPLAYED: Final = frozenset({"\\[", "[$$]", "$$"})
_IN_LATEX: Final = re.compile(
    r"\\begin\{(?:displaymath|equation|math)\*?\}(.*)\\end\{(?:displaymath|equation|math)\*?\}"
    r"|\$\$(.*)\$\$|\\\[(.*)\\\]|\$([^$]*)\$|\\\((.*)\\\)"
)
_LAST_DISPLAYED: Final = 3
"""The groups up to this one are formulas on lines of their own."""


def formula_of(opener: str, text: str) -> Span | str:
    """Return a formula by what opens it, or the text that it is where it cannot be one."""
    tex = whole = tex_of(text)
    display = opener in _DISPLAYED
    if opener == "[latex]":
        # Outside of formulas, this is text that is set by TeX.
        inner = _IN_LATEX.fullmatch(tex)
        group = inner.lastindex or 0 if inner else 0
        tex = inner[group].strip() if inner else ""
        display = 0 < group <= _LAST_DISPLAYED
    shown = formula(tex, display=display)
    if not shown:
        return f"{opener}{whole}{CLOSERS[opener]}" if whole else ""
    (span,) = spans(shown)
    return span
