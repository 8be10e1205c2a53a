"""TeX as Unicode."""

import re
from math import isclose

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from quiz.text.safe import is_safe
from quiz.text.tex import LONGEST, formula, lowered, raised, unicode_of
from tests.conftest import ROOT
from tests.text.tex_meaning import TREES, Tree, read
from tests.text.tex_table import TABLE

PIECES = st.sampled_from(
    ["\\frac", "\\sqrt", "{", "}", "^", "_", "a", "1", " ", "\\", "\\alpha", "[", "]", "\\begin{x}", "\\end{x}", "&", "\\\\",
     "$", "%", "~", "\\input", "\\left", "\\text", "\\mathbb", "\x1b", "\\char", "#", "\\verb|", "é", "\\'", "\\hat", "\\binom",
     "\\begin{pmatrix}", "\\end{pmatrix}", "\\ce", "{H2O}", "\\not", "=", "'", "\\mathrm{x}", "\\pmod", "\\sum"]
)  # fmt: skip


@pytest.mark.parametrize(("tex", "shown"), TABLE)
def test_formulas(tex: str, shown: str | None) -> None:
    assert shown == formula(tex)


def test_two_formulas_of_the_table_are_shown_alike_only_where_they_mean_the_same() -> None:
    alike = {
        frozenset({"x_i^2", "x^2_i"}),
        frozenset({"\\frac{(a+b)}{c}", "\\frac{a+b}{c}"}),
        frozenset({"a/\\frac{b}{c}", "\\frac{a}{\\frac{b}{c}}"}),
        frozenset({"f'", "f^\\prime"}),
        frozenset({"\\frac{a}{b}^2", "\\left(\\frac{a}{b}\\right)^2"}),
        frozenset({"|\\frac{a}{b}|", "\\left|\\frac{a}{b}\\right|"}),
        frozenset({"\\ce{H2O}", "H_2O"}),
    }
    groups: dict[str, set[str]] = {}
    for tex, shown in TABLE:
        if shown is not None:
            groups.setdefault(shown, set()).add(tex)
    found = {frozenset(group) for group in groups.values() if len(group) > 1}
    assert alike == found


@given(TREES)
@example(Tree("*", (Tree("/", (Tree("", name="a"), Tree("", name="b"))), Tree("", name="c"))))
@example(Tree("/", (Tree("", name="a"), Tree("*", (Tree("", name="b"), Tree("", name="c"))))))
def test_whoever_reads_the_line_reads_the_formula(tree: Tree) -> None:
    """The value of what is shown, read by the ordinary rules, is the value of what was meant."""
    try:
        meant = tree.value
    except (OverflowError, ZeroDivisionError):
        assume(condition=False)
    shown = formula(tree.tex)
    assert shown is not None
    assert isclose(meant, read(shown), rel_tol=1e-9, abs_tol=1e-12), f"{tree.tex} is shown as {shown}"


@pytest.mark.parametrize(
    "tex", ["{", "}", "x" * LONGEST + "^", "{" * 30 + "}" * 30, "\\input{/etc/passwd}", "\\href{http://x}{y}", "\\hat{ab}"]
)
def test_what_is_not_known_for_certain_stays_as_it_is(tex: str) -> None:
    assert formula(tex) is None
    assert tex == unicode_of(tex)


@given(st.one_of(st.lists(PIECES, max_size=14).map("".join), st.text(max_size=30)))
@example("\\frac")
@example("_{" * 20 + "}" * 20)
@example("^" * 1000)
@example("{" * 500 + "}" * 500)
def test_nothing_breaks_it_and_nothing_unsafe_comes_out(tex: str) -> None:
    assert is_safe(unicode_of(tex))


@given(st.lists(PIECES, max_size=14).map("".join))
def test_no_command_is_dropped(tex: str) -> None:
    """What comes out holds no backslash, brace or dollar of TeX that nobody understood."""
    shown = formula(tex)
    assert shown is None or not set(shown) & set("\\$&~")


@given(st.text("0123456789+-=()", min_size=1, max_size=8))
def test_digits_and_signs_are_raised_and_lowered_one_by_one(text: str) -> None:
    assert len(text) == len(raised(text)) == len(lowered(text))
    assert len({raised(text), lowered(text), text}) == 3


def test_the_page_on_formulas_tells_the_truth() -> None:
    """Every row of its tables: what is said to be shown is, and what is said to stay TeX stays TeX."""
    page, _, stays = (ROOT / "docs" / "reference" / "formulas.md").read_text(encoding="utf-8").partition("## What stays TeX")
    rows = re.findall(r"^\| `(.+?)` \| `?(.+?)`? \|$", page, re.MULTILINE)
    assert len(rows) > 40
    for tex, shown in rows:
        assert shown.replace("\\|", "|") == formula(tex.replace("\\|", "|"))
    kept = re.findall(r"^\| `(.+?)` \|", stays, re.MULTILINE)
    assert kept
    assert [None] * len(kept) == [formula(tex) for tex in kept]
