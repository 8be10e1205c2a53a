"""Nothing in a deck reaches the terminal as an order."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quiz.text.safe import REPLACEMENT, is_safe, safe, safe_line

# Surrogates too: `text()` alone leaves them out.
anything = st.text(st.characters(exclude_categories=()))
nasty = st.text(
    st.sampled_from(
        "a é漢\t\n\r\x00\x07\x1b\x7f\x85\x9b\u200d\u200f\u2028\u202e\u2066\u2069\ud800\ufdd0\ufeff\ufff9\uffff"
        "\U0001f3f4\U000e0001\U000e0067\U000e007f"
    )
)


def is_forbidden(character: str) -> bool:
    """Say whether a terminal might obey or hide a character: written anew from the Unicode standard, not from the module."""
    if character in "\t\n":
        return False
    return unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} or unicodedata.bidirectional(character) in {
        "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"
    }  # fmt: skip


@given(anything | nasty)
@example("\r\n\r\x85\u2028")
@example("a\U000e0067\U0001f3f4\u202e\U000e0067")
@example("\U0001f3f4\U000e0067\U000e0062\U000e007f")
def test_safe_leaves_nothing_that_a_terminal_obeys(text: str) -> None:
    cleaned = safe(text)

    assert [] == [hex(ord(character)) for character in cleaned if is_forbidden(character)]
    assert cleaned == safe(cleaned)
    assert is_safe(cleaned)
    assert cleaned == cleaned.encode().decode()


@given(anything | nasty)
def test_a_safe_line_is_one_line_without_space_to_spare(text: str) -> None:
    line = safe_line(text)

    assert line.split() == line.split(" ") or line == ""
    assert line == safe_line(line)
    assert line == safe(line)


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf", "Cn", "Zl", "Zp")) | st.sampled_from("\t\n")))
@example("שלום \u200f(world)\u200e")
@example("👩\u200d🔬 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f")
@example("نمی\u200cخواهم")
def test_clean_text_stays_as_it_is(text: str) -> None:
    assert text == safe(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x1b[31mred\x1b[0m", f"{REPLACEMENT}[31mred{REPLACEMENT}[0m"),
        ("\x9b31mred", f"{REPLACEMENT}31mred"),
        ("\x1b]0;title\x07", f"{REPLACEMENT}]0;title{REPLACEMENT}"),
        ("rm -rf\x08\x08", f"rm -rf{REPLACEMENT * 2}"),
        ("abc\u202egnp.exe", "abcgnp.exe"),
        ("\ufeffname", "name"),
        ("one\r\ntwo\rthree\u2028four\x85five", "one\ntwo\nthree\nfour\nfive"),
        ("hid\U000e0068\U000e0069den", "hidden"),
        ("\ud83d\ude00", REPLACEMENT * 2),
        ("a\x00b", f"a{REPLACEMENT}b"),
    ],
)
def test_orders_to_the_terminal_are_shown_or_dropped(text: str, expected: str) -> None:
    assert expected == safe(text)
    assert not is_safe(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  North\n\tKorea ", "North Korea"),
        ("a\u00a0b", "a b"),
        ("plain", "plain"),
        ("\u202e", ""),
        ("a\x1b\nb", f"a{REPLACEMENT} b"),
    ],
)
def test_a_safe_line_joins_lines(text: str, expected: str) -> None:
    assert expected == safe_line(text)
