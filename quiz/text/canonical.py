r"""The canonical words of rich text, which are what it is known by, however it is shown: `x^2^ and $x \le y$` is `x² and x ≤ y`.

**What this returns must never change.** The ids of cards and the memories of members of sets hang on it, so it has small tables
and rules of its own for formulas, which stay as they are when the ones that show formulas learn more. A formula that these rules
do not know is its own TeX, between its dollar signs, so that no two formulas are taken for one.
"""

import re
from functools import lru_cache

from quiz.text.safe import safe

_LONGEST = 1000
_DEEPEST = 20
_MATH = re.compile(r"\$(?=\S)((?:\\.|[^$\\\n]){1,1000}?)(?<=\S)\$(?!\d)")
_RAISED = str.maketrans(
    "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδεθιφχ−",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᵋᶿᶥᵠᵡ⁻",
)
_LOWERED = str.maketrans("0123456789+-=()aehijklmnoprstuvxβγρφχ−", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ₋")
_GREEK = (
    "alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν "
    "xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma "
    "Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω"
)
_SIGNS = (
    "le ≤ leq ≤ ge ≥ geq ≥ neq ≠ approx ≈ equiv ≡ sim ∼ simeq ≃ cong ≅ propto ∝ ll ≪ gg ≫ in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ "
    "supset ⊃ supseteq ⊇ cup ∪ cap ∩ setminus ∖ emptyset ∅ varnothing ∅ forall ∀ exists ∃ nexists ∄ lnot ¬ wedge ∧ vee ∨ times × "
    "cdot · div ÷ pm ± mp ∓ ast ∗ star ⋆ circ ∘ bullet ∙ oplus ⊕ otimes ⊗ to → rightarrow → leftarrow ← leftrightarrow ↔ "
    "Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ mapsto ↦ uparrow ↑ downarrow ↓ infty ∞ partial ∂ nabla ∇ sum ∑ prod ∏ int ∫ oint "
    "∮ iint ∬ angle ∠ perp ⊥ parallel ∥ mid | hbar ħ ell ℓ aleph ℵ ldots … cdots ⋯ dots … vdots ⋮ ddots ⋱ prime ' langle ⟨ "
    "rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉"
)
_KNOWN: dict[str, str] = dict(zip(*[iter(f"{_GREEK} {_SIGNS}".split())] * 2, strict=True))
_KNOWN |= {",": " ", ";": " ", " ": " ", "quad": " ", "qquad": " ", "!": "", "%": "%", "{": "{", "}": "}"}
_MARKS = {"bar": "\u0305", "vec": "\u20d7", "hat": "\u0302", "tilde": "\u0303", "dot": "\u0307", "ddot": "\u0308"}
_NUMBERS = {"N": "ℕ", "Z": "ℤ", "Q": "ℚ", "R": "ℝ", "C": "ℂ"}
_COMMAND = re.compile(r"\\(?:([a-zA-Z]+)[ \t]*|(.))", re.DOTALL)
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_ROOT = re.compile(r"\s*\[([^\[\]{}\\]{0,10})\]")
_BESIDE_SIGNS = re.compile(r"\s*([=≤≥≠≈≡<>±→←↔⇒⇔∈∉⊂⊆∪∩·])\s*")
_FRACTIONS = frozenset({"frac", "dfrac", "tfrac"})
_SILENT = frozenset({"left", "right", "big", "Big", "limits", "displaystyle"})
_WORDS = frozenset({"text", "mathrm", "operatorname", "mbox", "textrm"})
_FUNCTIONS = re.compile(r"(?:arc)?(?:sin|cos|tan)h?|cot|sec|csc|ln|log|exp|lim|max|min|det")
_ONE_PART = re.compile(r"√?[\w.,′]+|\(.*\)")


class _UnknownError(Exception):
    """A formula has something that these rules do not know."""


def canonical(source: str) -> str:
    """Return rich text with each formula of it in the canonical form; everything else stays as it is."""
    return _MATH.sub(lambda found: _formula(found[1], found[0]), source)


@lru_cache(maxsize=4096)
def _formula(tex: str, written: str) -> str:
    if len(tex) > _LONGEST or "~" in tex or "&" in tex or "#" in tex:
        return written
    try:
        found = _BESIDE_SIGNS.sub(r" \1 ", _Formula(tex).text())
    except (_UnknownError, RecursionError):
        return written
    return safe(" ".join(found.split())) or written


class _Formula:
    """Reads a formula from left to right."""

    def __init__(self, tex: str, depth: int = 0) -> None:
        self._tex, self._depth, self._at = tex, depth, 0
        if depth > _DEEPEST:
            raise _UnknownError

    def text(self) -> str:
        pieces = []
        while self._at < len(self._tex):
            pieces.append(self._piece())
        return "".join(pieces)

    def _piece(self) -> str:
        letter = self._tex[self._at]
        if letter == "\\":
            return self._command()
        if letter == "{":
            return self._inner(self._argument())
        if letter == "}":
            raise _UnknownError
        self._at += 1
        if letter not in "^_":
            return letter
        argument = self._argument().strip()
        if letter == "^" and argument == r"\circ":
            return "°"
        inner = _BESIDE_SIGNS.sub(r"\1", self._inner(argument)).strip()
        return _shifted(inner, _RAISED, "^") if letter == "^" else _shifted(inner, _LOWERED, "_")

    def _command(self) -> str:
        found = _COMMAND.match(self._tex, self._at)
        if not found:
            raise _UnknownError
        name: str = found[1] or found[2]
        self._at = found.end() if name in _KNOWN else found.end(1) if found[1] else found.end()
        if name in _FRACTIONS:
            return "/".join(_grouped(self._inner(self._argument())) for _ in range(2))
        if name == "sqrt":
            return self._root()
        if name in _SILENT:
            return ""
        if _FUNCTIONS.fullmatch(name):
            return name + ("" if self._tex[self._at : self._at + 1] in {"(", "^", "_"} else " ")
        if self._tex.startswith("{", self._at):
            return _styled(name, self._argument())
        if name not in _KNOWN:
            raise _UnknownError
        return _KNOWN[name]

    def _root(self) -> str:
        found = _ROOT.match(self._tex, self._at)
        self._at = found.end() if found else self._at
        degree, inner = found[1].strip() if found else "", self._inner(self._argument())
        sign = {"": "√", "3": "∛", "4": "∜"}.get(degree) or f"{_shifted(degree, _RAISED, '^')}√"
        return sign + (inner if len(inner) == 1 else f"({inner})")

    def _inner(self, tex: str) -> str:
        return _Formula(tex, self._depth + 1).text()

    def _argument(self) -> str:
        """Return the group, command or letter that comes next, without its braces."""
        while self._tex[self._at : self._at + 1].isspace():
            self._at += 1
        start = self._at
        if not self._tex.startswith("{", start):
            found = _COMMAND.match(self._tex, start)
            self._at = min(len(self._tex), start + (1 + len(found[1] or found[2]) if found else 1))
            return self._tex[start : self._at]
        depth = 0
        for piece in _BRACES.finditer(self._tex, start):
            depth += {"{": 1, "}": -1}.get(piece[0], 0)
            if depth == 0:
                self._at = piece.end()
                return self._tex[start + 1 : self._at - 1]
        raise _UnknownError


def _styled(name: str, words: str) -> str:
    """Return words in the argument of a command."""
    if name in _WORDS and not set(words) & set("\\{}"):
        return words
    if len(words) == 1 and name in _MARKS:
        return words + _MARKS[name]
    if name == "mathbb" and words in _NUMBERS:
        return _NUMBERS[words]
    raise _UnknownError


def _shifted(text: str, letters: dict[int, int], mark: str) -> str:
    if text and all(ord(letter) in letters for letter in text):
        return text.translate(letters)
    return f"{mark}{text}" if len(text) < 2 else f"{mark}({text})"


def _grouped(text: str) -> str:
    return text if _ONE_PART.fullmatch(text) else f"({text})"
