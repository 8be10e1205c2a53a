"""Rich text goes out as HTML and comes in again, whatever it holds; and HTML that was read once does not change any more."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.formats.html.writing import anki_element
from quiz.formats.html_text import from_html, rich_to_html
from quiz.text.blocks import Block, blocks
from quiz.text.html_writing import html_of_blocks
from quiz.text.rich_writing import written
from tests.text import rich_samples as any_
from tests.text.rich_samples import told_of

HTML = st.lists(
    st.sampled_from(
        [
            "<b>",
            "</b>",
            "<i>",
            "</i>",
            "<u>x</u>",
            "a",
            " b ",
            "<br>",
            "<div>",
            "</div>",
            "<p>",
            "</p>",
            "<ul>",
            "</ul>",
            "<ol start=4>",
            "</ol>",
            "<li>",
            "</li>",
            "<table>",
            "</table>",
            "<tr>",
            "</tr>",
            "<td>",
            "<td colspan=2 align=right>",
            "<th>",
            "</td>",
            "<blockquote>",
            "</blockquote>",
            "<h2>",
            "</h2>",
            "<hr>",
            "<pre>",
            "</pre>",
            "<code>",
            "</code>",
            "\n  c",
            "&nbsp;",
            "&lt;b&gt;",
            "<ruby>漢<rt>かん</rt></ruby>",
            "<ruby>",
            "<rt>",
            "</ruby>",
            "<sub>",
            "</sub>",
            "<sup>2</sup>",
            "<img src='a b.png'>",
            "<img src=c.jpg alt='d e'>",
            "[sound:x y.mp3]",
            r"\(x^2\)",
            r"\[",
            r"\]",
            "[latex]$a$[/latex]",
            "[$]b[/$]",
            "<a href='https://example.org'>",
            "</a>",
            "<dl>",
            "<dt>",
            "<dd>",
            "</dl>",
            "<details>",
            "<summary>",
            "</details>",
            "<span style='font-weight:bold'>",
            "</span>",
            "<!-- x -->",
            "<script>y</script>",
            "*",
            "_",
            "`",
            "~",
            "$",
            "- ",
            "1. ",
            "> ",
            "# ",
            "|",
            "[z]",
            "]{",
            "{.bold}",
            "![",
            "](",
            "\\",
            "<caption>",
            "<anki-mathjax>y</anki-mathjax>",
            "<rp>",
            "<q>",
            "</q>",
        ]
    ),
    max_size=14,
).map("".join)


@given(any_.all_blocks(), st.booleans())
@settings(max_examples=200)
def test_rich_text_comes_back_from_html(found: tuple[Block, ...], anki: bool) -> None:  # noqa: FBT001 - from hypothesis
    source = written(found)
    html = html_of_blocks(blocks(source), anki_element if anki else None) if anki else html_of_blocks(blocks(source))
    again = from_html(html).rich
    assert [told_of(one) for one in blocks(source)] == [told_of(one) for one in blocks(again)], (source, html, again)


@given(HTML)
@settings(max_examples=400)
def test_html_that_was_read_once_stays_as_it_is(html: str) -> None:
    first = from_html(html)
    second = from_html(rich_to_html(first.rich))
    assert first.rich == second.rich
    assert first.plain == second.plain
    assert rich_to_html(first.rich) == rich_to_html(second.rich)


@pytest.mark.long
@given(any_.all_blocks())
@settings(max_examples=20_000, deadline=None)
def test_rich_text_comes_back_from_html_every_time(found: tuple[Block, ...]) -> None:
    source = written(found)
    again = from_html(rich_to_html(source)).rich
    assert [told_of(one) for one in blocks(source)] == [told_of(one) for one in blocks(again)], (source, again)
