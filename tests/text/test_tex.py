"""TeX as Unicode."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quiz.text.safe import is_safe
from quiz.text.tex import LONGEST, lowered, raised, unicode_of

PIECES = st.sampled_from(
    ["\\frac", "\\sqrt", "{", "}", "^", "_", "a", "1", " ", "\\", "\\alpha", "[", "]", "\\begin{x}", "\\end{x}", "&", "\\\\",
     "$", "%", "~", "\\input", "\\left", "\\text", "\\mathbb", "\x1b", "\\char", "#", "\\verb|", "é", "\\'", "\\hat", "\\binom"]
)  # fmt: skip


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        ("x", "x"),
        ("x^2", "x²"),
        ("x^{10}", "x¹⁰"),
        ("H_2O", "H₂O"),
        ("x_{ij}^2", "xᵢⱼ²"),
        ("10^{-3}", "10⁻³"),
        ("e^{\\frac{1}{2}}", "e^(1/2)"),
        ("\\frac{a+b}{c}", "(a+b)/c"),
        ("\\frac12", "1/2"),
        ("\\sqrt{x+1}", "√(x+1)"),
        ("\\sqrt[3]{x}", "∛x"),
        ("\\alpha \\le \\beta", "α ≤ β"),
        ("E=mc^2", "E = mc²"),
        ("\\sum_{i=1}^n i", "∑ᵢ₌₁ⁿ i"),
        ("\\int_0^1 f(x)\\,dx", "∫₀¹ f(x) dx"),
        ("\\lim_{x \\to \\infty} \\frac{1}{x}", "lim_(x → ∞) 1/x"),
        ("\\Delta G = -RT \\ln K", "ΔG = -RT ln K"),
        ("90^\\circ", "90°"),
        ("\\text{if } x", "if x"),
        ("\\mathbb{R}", "ℝ"),
        ("\\{a,b\\}", "{a,b}"),
        ("100\\%", "100%"),
    ],
)
def test_formulas(tex: str, text: str) -> None:
    assert text == unicode_of(tex)


@pytest.mark.parametrize(
    "tex", ["{", "}", "x" * (LONGEST + 1), "{" * 30 + "}" * 30, "\\input{/etc/passwd}", "\\href{http://x}{y}"]
)
def test_what_is_no_formula_stays_as_it_is(tex: str) -> None:
    assert tex == unicode_of(tex)


@given(st.one_of(st.lists(PIECES, max_size=14).map("".join), st.text(max_size=30)))
@example("\\frac")
@example("_{" * 20 + "}" * 20)
@example("^" * 1000)
def test_nothing_breaks_it_and_nothing_unsafe_comes_out(tex: str) -> None:
    assert is_safe(unicode_of(tex))


@given(st.text("0123456789+-=()", min_size=1, max_size=8))
def test_digits_and_signs_are_raised_and_lowered_one_by_one(text: str) -> None:
    assert len(text) == len(raised(text)) == len(lowered(text))
    assert len({raised(text), lowered(text), text}) == 3
