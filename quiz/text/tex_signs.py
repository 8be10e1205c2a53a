"""The signs of TeX: what each command is in Unicode, what part a sign plays, and letters raised, lowered or styled."""

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Any, Literal, TypeAlias

Part: TypeAlias = Literal[
    "letter", "digit", "relation", "operator", "sum", "name", "open", "close", "bar", "comma", "post", "space"
]
"""What a sign is to its neighbours. `name` is a function or other word, `post` belongs to what stands before it."""

RAISED = dict(
    zip(
        "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδεθιφχ−",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᵋᶿᶥᵠᵡ⁻",
        strict=True,
    )
)
LOWERED = dict(zip("0123456789+-=()aehijklmnoprstuvxβγρφχ−", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ₋", strict=True))
SHIFTED = frozenset((*RAISED.values(), *LOWERED.values()))

SUMS = frozenset("∑∏∐∫∬∭∮⋃⋂⋁⋀⨁⨂⨀")
_OPERATORS = frozenset("+-−±∓×÷·∗⋆∘∙⊕⊖⊗⊘⊙∪∩⊎⊔⊓∧∨∖†‡⨿*/:")
_LETTERS = frozenset("∂∇∞∅∀∃∄¬∠∡∢⊤℘√…⋯⋮⋱□△∴∵♯♭♮%$@#&")
SPACED = frozenset("±∓×÷·∪∩∘⊕⊗∧∨∖⋆∗")
"""Operators that stand between spaces, as relations do; `+` and `-` stand as their author wrote them."""
_OPEN, _CLOSE = frozenset("([{⟨⌊⌈"), frozenset(")]}⟩⌋⌉")

NAMES = frozenset(
    {"sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "arcsin", "arccos", "arctan", "arccot", "arcsinh",
     "arccosh", "arctanh", "ln", "log", "lg", "exp", "det", "dim", "ker", "deg", "arg", "gcd", "hom", "Pr", "max", "min", "sup",
     "inf", "lim", "limsup", "liminf"}
)  # fmt: skip
LIMITS = frozenset({"lim", "limsup", "liminf", "max", "min", "sup", "inf"})
"""Names that stand before a whole term, as sums do."""

_OWN = {
    "cdot": "·", "|": "‖", "lbrace": "{", "rbrace": "}", "lbrack": "[", "rbrack": "]", "{": "{", "}": "}", "%": "%", "$": "$",
    "&": "&", "#": "#", "_": "_", "degree": "°", "circ": "∘", "land": "∧", "lor": "∨", "lnot": "¬", "neg": "¬", "implies": "⟹",
    "impliedby": "⟸", "iff": "⟺", "gets": "←", "colon": ":", "prime": "′", "Re": "ℜ", "Im": "ℑ", "triangle": "△", "bot": "⊥",
    "models": "⊨", "leadsto": "⇝", "ldots": "…", "dots": "…", "dotsc": "…", "dotsb": "⋯", "cdots": "⋯", "vert": "|", "lvert": "|",
    "rvert": "|", "mid": "∣", "backslash": "\\", "to": "→", "ne": "≠", "le": "≤", "ge": "≥", "hbar": "ℏ", "square": "□",
    "euro": "€", "rightleftharpoons": "⇌", "coloneqq": "≔", "lt": "<", "gt": ">", "blacksquare": "■", "checkmark": "✓",
    "bigcup": "⋃", "bigcap": "⋂", "bigvee": "⋁", "bigwedge": "⋀", "bigoplus": "⨁", "bigotimes": "⨂", "coprod": "∐",
}  # fmt: skip
SPACES = {",": " ", ";": " ", ":": " ", " ": " ", "quad": " ", "qquad": " ", "enspace": " ", "thinspace": " ", "!": ""}
SILENT = frozenset(
    [
        "left",
        "right",
        "big",
        "Big",
        "bigg",
        "Bigg",
        "bigl",
        "bigr",
        "Bigl",
        "Bigr",
        "biggl",
        "biggr",
        "limits",
        "nolimits",
        "displaystyle",
        "textstyle",
    ]
)

ACCENTS = {
    "hat": "\u0302", "widehat": "\u0302", "bar": "\u0304", "overline": "\u0305", "vec": "\u20d7", "dot": "\u0307",
    "ddot": "\u0308", "tilde": "\u0303", "widetilde": "\u0303", "check": "\u030c", "breve": "\u0306", "acute": "\u0301",
    "grave": "\u0300", "mathring": "\u030a", "underline": "\u0332", "dddot": "\u20db", "overrightarrow": "\u20d7",
}  # fmt: skip
_STYLED = {
    "mathbf": "MATHEMATICAL BOLD", "boldsymbol": "MATHEMATICAL BOLD", "bm": "MATHEMATICAL BOLD",
    "mathbb": "MATHEMATICAL DOUBLE-STRUCK", "mathcal": "MATHEMATICAL SCRIPT",
    "mathscr": "MATHEMATICAL SCRIPT", "mathfrak": "MATHEMATICAL FRAKTUR",
    "mathsf": "MATHEMATICAL SANS-SERIF", "mathtt": "MATHEMATICAL MONOSPACE",
}  # fmt: skip
STYLES = frozenset(_STYLED)
_KINDS = {"MATHEMATICAL DOUBLE-STRUCK": "DOUBLE-STRUCK", "MATHEMATICAL SCRIPT": "SCRIPT", "MATHEMATICAL FRAKTUR": "BLACK-LETTER"}


class UnknownTeXError(ValueError):
    """A formula has something in it that cannot be shown in Unicode without changing what it means."""


def raised(text: str, around: Sequence[str] = "{}") -> str:
    """Return text in superscript letters where Unicode has them all, and behind `^` in brackets where not."""
    return _shifted(text, RAISED, "^", around)


def lowered(text: str, around: Sequence[str] = "{}") -> str:
    """Return text in subscript letters where Unicode has them all, and behind `_` in brackets where not."""
    return _shifted(text, LOWERED, "_", around)


def _shifted(text: str, letters: dict[str, str], mark: str, around: Sequence[str]) -> str:
    if text and all(letter in letters for letter in text):
        return "".join(letters[letter] for letter in text)
    return f"{mark}{around[0]}{text}{around[1]}"


def sign(command: str) -> str:
    """Return the sign that a command without arguments stands for, or raise `UnknownTeXError`."""
    if command in _OWN:
        return _OWN[command]
    spec = _symbols().get_macro_spec(command)
    found = getattr(spec, "simplify_repl", None)
    if isinstance(found, str) and len(found) == 1 and not found.isascii() and unicodedata.category(found)[0] in "LSP":
        return found
    raise UnknownTeXError(command)


def part(found: str) -> Part:
    """Return what part one sign plays."""
    if found.isdigit() and found.isascii():
        return "digit"
    for signs, name in _PARTS:
        if found in signs:
            return name
    code = ord(found[0])
    relation = 0x2190 <= code <= 0x21FF or 0x27F0 <= code <= 0x297F or unicodedata.category(found[0]) == "Sm"
    return "relation" if relation else "letter"


_PARTS: tuple[tuple[frozenset[str], Part], ...] = (
    (SUMS, "sum"),
    (_OPERATORS, "operator"),
    (_LETTERS, "letter"),
    (_OPEN, "open"),
    (_CLOSE, "close"),
    (frozenset("|‖"), "bar"),
    (frozenset(",;.?"), "comma"),
    (frozenset("!′°"), "post"),
)


@cache
def styled(command: str, letter: str) -> str:
    """Return a letter or digit in the alphabet of a command such as `mathbb`, or raise `UnknownTeXError`."""
    alphabet = _STYLED[command]
    try:
        name = (
            unicodedata.name(letter)
            .removeprefix("LATIN ")
            .removeprefix("GREEK ")
            .replace("LETTER ", "")
            .replace("DIGIT ", "DIGIT ")
        )
    except ValueError:
        raise UnknownTeXError(letter) from None
    for start in (alphabet, _KINDS.get(alphabet, alphabet)):
        try:
            return unicodedata.lookup(f"{start} {name}")
        except KeyError:
            continue
    raise UnknownTeXError(letter)


@cache
def _symbols() -> Any:  # noqa: ANN401 - pylatexenc has no types
    from pylatexenc.latex2text import get_default_latex_context_db  # type: ignore[import-untyped]

    return get_default_latex_context_db()
