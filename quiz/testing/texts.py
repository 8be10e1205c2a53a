"""Texts: any at all, with a taste for those that break programs."""

from hypothesis import strategies as st

from quiz.facts.values import text_of
from quiz.text.safe import safe_line

HOSTILE = (
    "\x1b[31mred\x1b[0m", "\x00", "\x9b2J", "\u202egnp.exe", "\u2066x\u2069", "\ud800", "\ufeff", "[red]bold[/red]", "{subject}",
    "{{c1::x}}", "{{c1::x::hint}}", "{0.__class__}", "%s", '"', "'", '"""', "'''", "\\", "\n", "\r\n", "\t", "\u2028", "\u200b",
    "\u00ad", "́", "﷽", "🏴\U000e0067\U000e0062\U000e007f", "x" * 500, "-", "=1+1", "#", "\x7f", "\uffff", "İ", "ß", "ﬁ", "१२",
    "עברית", "\u200f", "👩\u200d👩\u200d👧", "<b>x</b>", "**x**", "$x^2$", "![](x.png)", "; ", ",", "|", "::", "/", "..", "~",
    "1e999", "null", "true", "2020-01-01", "c. 5", "5 %", "±", "\x1b]0;x\x07", "\x85", "\U000e0001",
)  # fmt: skip
"""Texts that break programs: orders to terminals, markup, templates, lookalikes, separators, numbers and dates."""

_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZäöüßéèñçøåčžłİıαβγабв北京日本한국עבאבج "


def texts() -> st.SearchStrategy[str]:
    """Draw any text at all, lone surrogates and empty ones too, often one of `HOSTILE` or made of such."""
    return st.one_of(
        st.text(max_size=20),
        st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=5)), max_size=4).map("".join),
        st.text(st.characters(codec=None), max_size=8),
    )


def names() -> st.SearchStrategy[str]:
    """Draw texts of which something can be seen, on one line too, so that they can name a thing."""
    return texts().filter(lambda text: bool(text_of(safe_line(text))))


def plain_names() -> st.SearchStrategy[str]:
    """Draw words of several scripts with nothing odd in them."""
    return st.text(_PLAIN, min_size=1, max_size=12).filter(lambda text: bool(text.strip()))
