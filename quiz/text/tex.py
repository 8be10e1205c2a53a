r"""A subset of TeX as Unicode: `x^2 \\le \\frac{a+b}{c}` becomes `x² ≤ (a+b)/c`. What is not known for certain stays TeX."""

import re
from functools import lru_cache

from quiz.text.safe import is_safe, safe
from quiz.text.tex_reading import read
from quiz.text.tex_signs import UnknownTeXError, lowered, raised
from quiz.text.tex_writing import write

__all__ = ["LONGEST", "formula", "lowered", "raised", "unicode_of"]

LONGEST = 1000
"""Characters; a longer formula is shown as it is written."""
_PLAIN = re.compile(r"[A-Za-z0-9]+")


@lru_cache(maxsize=4096)
def formula(tex: str) -> str | None:
    """Return a formula on one line of Unicode; `tex` is what stands between the dollar signs.

    Nothing for one that cannot be shown so without a doubt: it has a command that is not known, a part for which Unicode has no
    letters, or is too long, too deep, or no TeX. Never raises, and never returns anything that a terminal would obey.
    """
    if _PLAIN.fullmatch(tex):
        return tex
    if len(tex) > LONGEST or not is_safe(tex):
        return None
    try:
        return write(read(tex)) or None
    except (UnknownTeXError, RecursionError):
        return None


def unicode_of(tex: str) -> str:
    """Return a formula on one line of Unicode, or as it is written where that cannot be done without a doubt."""
    found = formula(tex)
    return safe(tex) if found is None else found
