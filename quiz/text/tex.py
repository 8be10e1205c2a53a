r"""A subset of TeX as Unicode: `x^2 \le \frac{a+b}{c}` becomes `x² ≤ (a+b)/c`."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

from quiz.text.safe import safe

LONGEST = 1000
"""Characters; a longer formula is shown as it is written."""
DEEPEST = 20
"""Braces inside each other; a deeper formula is shown as it is written."""

_RAISED = dict(
    zip(
        "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδεθιφχ−",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᵋᶿᶥᵠᵡ⁻",
        strict=True,
    )
)
_LOWERED = dict(zip("0123456789+-=()aehijklmnoprstuvxβγρφχ−", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ₋", strict=True))
_COMMAND = re.compile(r"\\(?:[a-zA-Z]+\*?|.)", re.DOTALL)
_GAP = re.compile(r"[ \t]+")
_BESIDE_SIGNS = re.compile(r"\s*([=≤≥≠≈≡<>±→←↔⇒⇔∈∉⊂⊆∪∩·])\s*")
_FRACTIONS = frozenset({r"\frac", r"\dfrac", r"\tfrac"})
_SILENT = frozenset({r"\left", r"\right", r"\big", r"\Big", r"\limits", r"\displaystyle"})
_WORDS = frozenset({r"\text", r"\mathrm", r"\operatorname", r"\mbox", r"\textrm"})
_FUNCTIONS = re.compile(r"\\(?:(?:arc)?(?:sin|cos|tan)h?|cot|sec|csc|ln|log|exp|lim|max|min|det)")
_FOREIGN = re.compile(r"\\(?:input|include|href|url|verb|def|newcommand)")
"""Commands that are no formula: they name files and addresses, or make other commands."""
_DEGREE = frozenset({r"\circ", r"\degree"})


@lru_cache(maxsize=4096)
def unicode_of(tex: str) -> str:
    """Return a formula in Unicode, as far as it can be written so; `tex` is what stands between the dollar signs.

    Never raises, and never returns anything that a terminal would obey: a formula that is too long, too deep or no TeX comes back
    as it is. Files that it names are not read.
    """
    if len(tex) > LONGEST or _FOREIGN.search(tex) or not _balanced(tex):
        return safe(tex)
    try:
        found = _BESIDE_SIGNS.sub(r" \1 ", _Formula(tex).text())
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        found = ""
    return safe(_GAP.sub(" ", found).strip()) or safe(tex)


def raised(text: str) -> str:
    """Return text in superscript letters where Unicode has them all, and behind `^` where not."""
    return _shifted(text, _RAISED, "^")


def lowered(text: str) -> str:
    """Return text in subscript letters where Unicode has them all, and behind `_` where not."""
    return _shifted(text, _LOWERED, "_")


def _shifted(text: str, letters: dict[str, str], mark: str) -> str:
    if text and all(letter in letters for letter in text):
        return "".join(letters[letter] for letter in text)
    return f"{mark}{text}" if len(text) < 2 else f"{mark}({text})"


def _balanced(tex: str) -> bool:
    depth = 0
    for piece in re.findall(r"\\.|[{}]", tex, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(piece, 0)
        if not 0 <= depth <= DEEPEST:
            return False
    return depth == 0


class _Formula:
    """Reads a formula from left to right: what is raised, lowered or divided is put in order here, all else is pylatexenc's."""

    def __init__(self, tex: str) -> None:
        self._tex = tex
        self._at = 0

    def text(self) -> str:
        pieces: list[str] = []
        plain = ""
        while self._at < len(self._tex):
            piece = self._piece()
            special = self._special(piece)
            if special is None:
                plain += piece
                continue
            pieces += _symbols(plain), special
            plain = ""
        return "".join([*pieces, _symbols(plain)])

    def _special(self, piece: str) -> str | None:
        """Return what a piece with arguments of its own becomes, or nothing for any other piece."""
        if piece in {"^", "_"}:
            argument = self._argument().strip()
            if piece == "^" and argument in _DEGREE:
                return "°"
            inner = _BESIDE_SIGNS.sub(r"\1", _Formula(argument).text()).strip()
            return raised(inner) if piece == "^" else lowered(inner)
        if piece in _FRACTIONS:
            above, below = (_grouped(_Formula(self._argument()).text()) for _ in range(2))
            return f"{above}/{below}"
        if piece == r"\sqrt":
            root = self._option()
            inner = _Formula(self._argument()).text()
            sign = {"": "√", "3": "∛", "4": "∜"}.get(root) or f"{raised(root)}√"
            return sign + (inner if len(inner) == 1 else f"({inner})")
        if piece in _SILENT:
            return ""
        if _FUNCTIONS.fullmatch(piece):
            return piece[1:] + ("" if self._tex[self._at : self._at + 1] in {"(", "^", "_"} else " ")
        if piece == "{":
            self._at -= 1
            return _Formula(self._argument()).text()
        return None

    def _piece(self) -> str:
        command = _COMMAND.match(self._tex, self._at)
        piece = command[0] if command else self._tex[self._at]
        self._at += len(piece)
        if piece in _WORDS and self._tex.startswith("{", self._at):
            return rf"\mathrm{{{self._argument()}}}"
        if command and piece not in _FRACTIONS | {r"\sqrt"} and piece[1:].isalpha() and self._tex.startswith("{", self._at):
            # The argument of another command goes with it.
            return f"{piece}{{{self._argument()}}}"
        return piece

    def _argument(self) -> str:
        """Return the group, command or letter that comes next, without its braces."""
        while self._at < len(self._tex) and self._tex[self._at].isspace():
            self._at += 1
        if not self._tex.startswith("{", self._at):
            return self._piece() if self._at < len(self._tex) else ""
        start, depth = self._at + 1, 0
        for piece in re.finditer(r"\\.|[{}]", self._tex[self._at :], re.DOTALL):
            depth += {"{": 1, "}": -1}.get(piece[0], 0)
            if depth == 0:
                self._at += piece.end()
                return self._tex[start : self._at - 1]
        raise ValueError(self._tex)

    def _option(self) -> str:
        match = re.compile(r"\s*\[([^\[\]{}\\]{0,10})\]").match(self._tex, self._at)
        self._at = match.end() if match else self._at
        return match[1].strip() if match else ""


def _symbols(tex: str) -> str:
    """Return TeX without anything raised, lowered or divided as Unicode."""
    if "\\" not in tex and not any(sign in tex for sign in "~&%#"):
        return tex
    found: str = _reader().latex_to_text(tex, tolerant_parsing=True)
    return unicodedata.normalize("NFC", found)


@cache
def _reader() -> Any:  # noqa: ANN401 - pylatexenc has no types
    from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped]

    return LatexNodes2Text(math_mode="text", keep_comments=True)


def _grouped(text: str) -> str:
    """Put what has more than one part in parentheses."""
    return text if re.fullmatch(r"√?[\w.,′]+|\(.*\)", text) else f"({text})"
