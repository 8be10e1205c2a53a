r"""Formulas in HTML: `\(…\)`, `\[…\]`, and what else Anki has for them."""

import re
from collections.abc import Iterator
from typing import Final

from quiz.formats.html.tokens import CLOSERS, tex_of
from quiz.text.rich import Span, spans
from quiz.text.rich_writing import formula

_DISPLAYED: Final = frozenset({"\\[", "[$$]", "$$"})
_IN_LATEX: Final = re.compile(
    r"\\begin\{(?:displaymath|equation|math)\*?\}(.{0,2000}?)\\end\{(?:displaymath|equation|math)\*?\}"
    r"|\$\$(.{0,2000}?)\$\$|\\\[(.{0,2000}?)\\\]|\$([^$]{0,2000})\$|\\\((.{0,2000}?)\\\)"
)
_LAST_DISPLAYED: Final = 3
"""The groups up to this one are formulas on lines of their own."""


def formulas_of(opener: str, text: str) -> Iterator[Span | str]:
    """Yield a formula by what opens it, or the text that it is where it is none; of `[latex]`, its formulas and its text."""
    tex = tex_of(text)
    if opener == "[latex]":
        # Outside of formulas, this is text that is set by TeX.
        at = 0
        for found in _IN_LATEX.finditer(tex):
            group = found.lastindex or 0
            yield tex[at : found.start()]
            at = found.end()
            yield _formula(found[group].strip(), display=group <= _LAST_DISPLAYED) or found[0]
        yield tex[at:]
    elif tex:
        yield _formula(tex, display=opener in _DISPLAYED) or f"{opener}{tex}{CLOSERS[opener]}"


def _formula(tex: str, *, display: bool) -> Span | None:
    shown = formula(tex, display=display)
    return spans(shown)[0] if shown else None
