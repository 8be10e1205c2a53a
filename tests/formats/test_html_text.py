"""HTML of other programs' fields."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.facts.values import RichText
from quiz.formats.html_text import from_html, has_markup, to_html


@pytest.mark.parametrize(
    ("source", "plain", "rich"),
    [
        ("a &lt; b", "a < b", "a < b"),
        ("<b>bold</b> and <i> it </i>", "bold and it", "**bold** and *it*"),
        ("<div>one</div><div>two</div>", "one\ntwo", "one\ntwo"),
        ("a<br>b<br/>c", "a\nb\nc", "a\nb\nc"),
        ("x<sup>2</sup> H<sub>2</sub>", "x2 H2", "x^2^ H~2~"),
        ("<ul><li>a</li><li>b</li></ul>", "• a\n• b", "• a\n• b"),
        ("2*3_4", "2*3_4", r"2\*3\_4"),
        ('<img src="x.png" alt="a  cat">', "[picture: a cat]", "[picture: a cat]"),
        ("[sound:x.mp3]", "[sound: x.mp3]", "[sound: x.mp3]"),
        ("<script>alert(1)</script>ok<style>p{}</style>", "ok", "ok"),
        ('<a href="javascript:x">link</a>', "link", "link"),
        ("<b>two<br>lines</b>", "two\nlines", "two\nlines"),
        ("a\xa0b", "a b", "a b"),
        ("a < b and b > c", "a < b and b > c", "a < b and b > c"),
        ("<![CDAT[x]]>", "<![CDAT[x]]>", "<![CDAT[x]]>"),
    ],
)
def test_fields_become_words(source: str, plain: str, rich: str) -> None:
    found = from_html(source)
    assert (plain, rich) == (found.plain, found.rich)


def test_the_files_that_a_field_names_are_told() -> None:
    assert ("x.png", "y.mp3") == from_html('<img src="x.png">[sound:y.mp3]<img src="x.png">').media


@given(st.text())
def test_any_text_is_read(source: str) -> None:
    from_html(source)


@given(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1))
def test_words_survive_as_html(words: str) -> None:
    assert words == from_html(to_html(words)).plain


def test_styles_are_written_as_tags() -> None:
    assert "<b>a</b> &lt;b&gt;" == to_html(RichText("**a** <b>"))


@pytest.mark.parametrize(
    ("text", "expected"), [("<br>", True), ("a&nbsp;b", True), ("a < b > c", False), ("R&D", False), ("<b class='x'>", True)]
)
def test_markup_is_told_from_text(text: str, *, expected: bool) -> None:
    assert expected is has_markup(text)
