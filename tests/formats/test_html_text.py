"""HTML of other programs' fields."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.facts.media import Picture, Sound
from quiz.facts.values import Listed, RichText, Text
from quiz.formats.html_text import from_html, has_markup, rich_to_html, to_html


@pytest.mark.parametrize(
    ("source", "plain", "rich"),
    [
        ("plain words", "plain words", "plain words"),
        ("a &lt; b &amp; c &quot;d&#39; &#x65;", "a < b & c \"d' e", "a < b & c \"d' e"),
        ("a < b and b > c", "a < b and b > c", "a < b and b > c"),
        ("List<String> x", "List<String> x", "List<String> x"),
        ("<o:p>a</o:p><x-y>b</x-y>", "ab", "ab"),
        ("<![CDAT[x]]>", "<![CDAT[x]]>", "<![CDAT[x]]>"),
        ("<!-- no --><!DOCTYPE html><?xml version='1'?>yes", "yes", "yes"),
        ("<!-- not closed", "<!-- not closed", "<!-- not closed"),
        ("a\xa0b&nbsp;c\n d\te", "a b c d e", "a b c d e"),
        ("2*3_4 5$ `x` ~y^z\\", "2*3_4 5$ `x` ~y^z\\", r"2\*3\_4 5\$ \`x\` \~y\^z\\"),
        ("[a]{.bold} ![b](c.png)", "[a]{.bold} ![b](c.png)", r"[a\]{.bold} ![b\](c.png)"),
        # Styles
        ("<b>bold</b> and <i> it </i>!", "bold and it !", "**bold** and *it* !"),
        ("<strong>a</strong> <em>b</em> <s>c</s> <del>d</del>", "a b c d", "**a** *b* ~~c~~ ~~d~~"),
        ("<u>a b</u> <ins>c</ins>", "a b c", "[a b]{.underline} [c]{.underline}"),
        ("x<sup>2</sup> H<sub>2</sub>O", "x² H₂O", "x^2^ H~2~O"),
        ("x<sub>a b</sub> y<sup>n + 1</sup>", "x_(a b) y^(n + 1)", "x[a b]{.sub} y[n + 1]{.sup}"),
        ("<b><i>x</i></b> <b>a<i>b</i>c</b>", "x abc", "***x*** **a[b]{.italic}c**"),
        ("<b>x<i>y</b>z</i>", "xyz", "[x*y*]{.bold}*z*"),
        ("a<b>(b)</b>c", "a(b)c", "a[(b)]{.bold}c"),
        ("<b>two<br>lines</b>", "two\nlines", "**two\nlines**"),
        ("<div><b>x</div>y", "x\ny", "**x\ny**"),
        ('<span style="font-weight: 700; color: red">a</span> <span>b</span>', "a b", "**a** b"),
        ('<span style="text-decoration: underline line-through">a</span>', "a", "[~~a~~]{.underline}"),
        ('<font color="red">a</font><big>b</big><mark>c</mark>', "abc", "abc"),
        ("<code>a `b` *c*</code> <kbd>x</kbd>", "a `b` *c* x", "``a `b` *c*`` `x`"),
        ("<q>a</q>", "“a”", "“a”"),
        # Links
        ('<a href="https://e.org/a?b=1&amp;c=2">a <b>b</b></a>', "a b", "[a **b**]{href=https://e.org/a?b=1&c=2}"),
        ('<a href="https://e.org/">https://e.org/</a>', "https://e.org/", "https://e.org/"),
        ('<a href="javascript:x">link</a> <a href="file:///etc/passwd">y</a>', "link y", "link y"),
        # Lines and paragraphs
        ("a<br>b<br/>c", "a\nb\nc", "a\nb\nc"),
        ("<div>one</div><div>two</div>", "one\ntwo", "one\ntwo"),
        ("a<div><br></div><div>b</div>", "a\n\nb", "a\n\nb"),
        ("a<div>b<div>c</div></div>d", "a\nb\nc\nd", "a\nb\nc\nd"),
        ("<p>a</p><p>b</p>", "a\n\nb", "a\n\nb"),
        ("<p>a<p>b<br><br><br>c", "a\n\nb\n\nc", "a\n\nb\n\nc"),
        ("1. x<br>- y<br>&gt; z<br># q<br>| r", "1. x\n- y\n> z\n# q\n| r", "1\\. x\n\\- y\n\\> z\n\\# q\n\\| r"),
        ("- x", "- x", "- x"),
        ("<h2>a</h2>b<hr>c", "a\n\nb\n\nc", "## a\n\nb\n\n---\n\nc"),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>c", "a\nb\n\nc", "> a\n>\n> > b\n\nc"),
        # Lists
        ("<ul><li>a</li><li>b</li></ul>", "• a\n• b", "- a\n- b"),
        ("<ul><li>a</li></ul>", "• a", "- a\n\n[]{}"),
        (
            "x<ul><li>a<ol start=3><li>b<li>c</ol><li>d</ul>y",
            "x\n\n• a\n  3. b\n  4. c\n• d\n\ny",
            "x\n\n- a\n\n  3. b\n  4. c\n- d\n\ny",
        ),
        ("<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>", "• a\n  • b\n• c", "- a\n  - b\n- c"),
        ("<ol><li><p>a</p><p>b</p></li><li>c</li></ol>", "1. a\n   b\n2. c", "1. a\n\n   b\n2. c"),
        ("<li>a<li>b", "• a\n• b", "• a\n• b"),
        ("<ul>a<li>b</ul>", "• a\n• b", "- a\n- b"),
        ("<dl><dt>a<dd>b<dd>c<dt>d<dd>e</dl>f", "a\n\n• b\n• c\n\nd\n\n• e\n\nf", "**a**\n\n- b\n- c\n\n**d**\n\n- e\n\nf"),
        ("<details><summary>a</summary>b</details>", "a\nb", "**a**\nb"),
        # Tables
        (
            "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2|3<br>4</td></tr></table>",
            "A | B\n1 | 2|3 4",
            "| A | B |\n| --- | --- |\n| 1 | 2\\|3[]{.br}4 |",
        ),
        (
            "<table><tr><td>a<td>b<tr><td colspan=2>c</table>d",
            "a | b\nc | \n\nd",
            "|  |  |\n| --- | --- |\n| a | b |\n| c |  |\n\nd",
        ),
        (
            "<table><thead><tr><th style='text-align: right'>a<tbody><tr><td><ul><li>b<li>c</ul></table>",
            "a\n• b • c",
            "| a |\n| ---: |\n| • b[]{.br}• c |",
        ),
        ("<table><tr><td>alone</td></tr></table>", "alone", "alone"),
        ("<table><caption>t</caption><tr><td>a<td>b</table>", "t\n\na | b", "*t*\n\n|  |  |\n| --- | --- |\n| a | b |"),
        # Code
        ("<pre>a\n  b &lt; `c`</pre>", "a\n  b < `c`", "```\na\n  b < `c`\n```"),
        ('<pre><code class="language-python">x<br>```</code></pre>y', "x\n```\n\ny", "````python\nx\n```\n````\n\ny"),
        # Readings
        ("<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</rt></ruby>", "漢(かん)字(じ)", "[漢]{ruby=かん}[字]{ruby=じ}"),
        ("<ruby><rb>a b</rb><rt>c d</rt></ruby>", "a b(c d)", '[a b]{ruby="c d"}'),
        ("<ruby>a</ruby><ruby>b<rt>c", "ab(c)", "a[b]{ruby=c}"),
        # Formulas
        (r"\(x^2 &lt; 3\) and \[\frac{a}{b}\]", "x² < 3 and a/b", r"$x^2 < 3$ and $$\frac{a}{b}$$"),
        ("<anki-mathjax>a_1</anki-mathjax> <anki-mathjax block='true'>b</anki-mathjax>", "a₁ b", "$a_1$ $$b$$"),
        ("[$]x[/$] [$$]y[/$$] [latex]$z$[/latex]", "x y z", "$x$ $$y$$ $z$"),
        (r"[latex]\begin{displaymath}x<br>+ y\end{displaymath}[/latex]", "x + y", "$$x + y$$"),
        (r"[latex]a \textbf{b}[/latex]", r"a \textbf{b}", r"a \\textbf{b}"),
        (r"[latex]so $x^2$ is \[\frac{a}{b}\][/latex]", "so x² is a/b", r"so $x^2$ is $$\frac{a}{b}$$"),
        ("[latex]words[/latex] and [latex]a<br>b[/latex]", "words and a b", "words and a b"),
        (r"\(x\)2", "x2", "$x$[]{}2"),
        (r"<code>\(x\)</code> \( open", r"\(x\) \( open", r"`\(x\)` \\( open"),
        ("$x$ and $$y$$", "$x$ and $$y$$", r"\$x\$ and \$\$y\$\$"),
        # Pictures and sounds
        ('<img src="x.png" alt="a  cat">', "a cat", "![a cat](x.png)"),
        ('<img src="x%20y.png" alt="x y.png"> z', "z", "![](x y.png) z"),
        ("<img src='a(b.png'><img src=c).png>d", "d", r"![](a\(b.png)![](c\).png)d"),
        ("word[sound:x &amp; y.mp3]", "word", "word![](x & y.mp3)"),
        ("[sound:x.txt]", "[sound:x.txt]", "[sound:x.txt]"),
        ("<audio src='a.mp3'></audio><video><source src='b.mp4'></video>c", "c", "![](a.mp3)![](b.mp4)c"),
        ("<img src='https://e.org/x.png'>", "picture", "[picture]{href=https://e.org/x.png}"),
        ("<img src='data:image/png;base64,xx' alt='a dot'><img src='/etc/passwd'>", "a dot", "a dot"),
        ("[anki:tts lang=en_US voices=x]hello[/anki:tts]", "hello", "hello"),
        # What is no text
        ("<script>alert(1)</script>ok<style>p{}</style>", "ok", "ok"),
        ("<script>ok", "ok", "ok"),
        ("<b onclick='x()' title='1 > 0'>a</b>", "a", "**a**"),
        ("<b class=it's>don't</b>", "don't", "**don't**"),
        ("a\x00b\x1b[31mc", "a\ufffdb\ufffd[31mc", "a\ufffdb\ufffd[31mc"),
    ],
)
def test_fields_become_words(source: str, plain: str, rich: str) -> None:
    found = from_html(source)
    assert (plain, rich) == (found.plain, found.rich)


@pytest.mark.parametrize(
    "source", ["<b>a</b><br>b", "<ul><li>x<sub>2</sub></ul>", "a[sound:b.mp3]", "<img src=a.png>", "a &amp; b"]
)
def test_a_value_of_the_marks_has_the_same_words(source: str) -> None:
    found = from_html(source)
    assert found.plain == RichText(found.rich).text


def test_the_files_that_a_field_names_are_told() -> None:
    assert ("x.png", "y.mp3") == from_html('<img src="x.png">[sound:y.mp3]<img src="x.png">').media


def test_a_reader_may_say_which_file_is_meant() -> None:
    found = from_html("<img src='a.png'>[sound:b.mp3]<img src=c.png alt=d>", named={"a.png": "0.png"}.get)
    assert ("![](0.png)[sound:b.mp3]d", ("0.png",)) == (found.rich, found.media)


def test_dollars_are_formulas_where_a_program_has_them_so() -> None:
    assert "$$x^2$$ costs 5\\$" == from_html("$$x^2$$ costs 5$", dollars=True).rich


def test_a_name_of_decomposed_letters_is_the_one_that_a_deck_has() -> None:
    assert ("ば.png",) == from_html("<img src='\u306f\u3099.png'>").media


def test_a_very_long_field_is_its_words() -> None:
    source = "<b>word</b> &amp; " * 20_000
    assert ["word", "&"] * 20_000 == from_html(source).rich.split()


@pytest.mark.parametrize(
    "piece",
    [
        "<div>",
        "<b>",
        "<ul><li>",
        "<b><p>",
        "<a href=x>",
        "<!--",
        "<![",
        '<a ">',
        '<a x=">"',
        "<a x='",
        "<",
        "&",
        "&#99999999999;",
        "\\(",
        "\\[",
        "[latex]",
        "[sound:",
        "<ruby>",
        "<ruby>x<rt>",
        "<table>",
        "<td>",
        "<tr><td colspan=60>",
        "<pre>",
        "<script>",
        "<blockquote>",
        "</b>",
        "</ul>",
        "<dl><dd>",
        "<q>",
        "\0",
        "<anki-mathjax>",
        "<li>",
        "<details><summary>",
        "*",
        "[]{",
        "![](",
        "<p>\n",
        "&#" + "9" * 5000 + ";",
    ],
)
def test_hostile_fields_take_no_long_time(piece: str) -> None:
    begun = process_time()
    found = from_html(piece * (100_000 // len(piece)))
    rich_to_html(found.rich)
    assert process_time() - begun < 5, "some hundredths of a second were enough"


@given(st.text())
def test_any_text_is_read(source: str) -> None:
    from_html(source)


@given(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1))
def test_words_survive_as_html(words: str) -> None:
    assert words == from_html(to_html(words)).plain


@pytest.mark.parametrize(
    ("rich", "html"),
    [
        ("**a** <b> & c", "<b>a</b> &lt;b&gt; &amp; c"),
        ("a\nb", "a<br>b"),
        ("[a *b*]{.underline} ~~c~~ `d`", "<u>a </u><i><u>b</u></i> <s>c</s> <code>d</code>"),
        ("H~2~O x^2^ [a b]{.sub}", "H<sub>2</sub>O x<sup>2</sup> <sub>a b</sub>"),
        (r"$x < y$ $$\frac12$$", r"\(x &lt; y\) \[\frac12\]"),
        ("[漢字]{ruby=かんじ}", "<ruby>漢字<rt>かんじ</rt></ruby>"),
        ("[a]{href=https://e.org/?a=1&b=2}", '<a href="https://e.org/?a=1&amp;b=2">a</a>'),
        ('![a "cat"](x y.png)', '<img src="x y.png" alt="a &quot;cat&quot;">'),
        ("![](100%25.png)", '<img src="100%2525.png">'),
        ("![](x.mp3)", "[sound:x.mp3]"),
        ("- a\n- b\n  1. c", "<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>"),
        ("3. a\n\n   b\n4. c", '<ol start="3"><li>a<p>b</p></li><li>c</li></ol>'),
        ("3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
        ("# a\n\nb\n\n---\n> c", "<h1>a</h1><p>b</p><hr><blockquote>c</blockquote>"),
        ("```py\na < b\n```", '<pre><code class="language-py">a &lt; b</code></pre>'),
        (
            "|a|b|\n|-|-:|\n|1|2|",
            (
                '<table border="1"><tr><th>a</th><th style="text-align: right">b</th></tr>'
                '<tr><td>1</td><td style="text-align: right">2</td></tr></table>'
            ),
        ),
        (r"\[sound:x.mp3] \(y\) [latex]", r"&#91;sound:x.mp3] (y) &#91;latex]"),
    ],
)
def test_rich_text_is_written_as_tags(rich: str, html: str) -> None:
    assert html == rich_to_html(RichText(rich).source)


def test_values_are_written_as_what_shows_them() -> None:
    assert "a &lt; b<br>c" == to_html("a < b\nc")
    assert "<b>a</b>" == to_html(RichText("**a**"))
    assert '<img src="a.png" alt="b">' == to_html(Picture("a.png", "b"))
    assert "[sound:a.mp3]" == to_html(Sound("a.mp3"))
    assert '<audio controls src="a.mp3"></audio>' == to_html(Sound("a.mp3"), anki=False)
    assert "<ol><li>a</li><li>b</li></ol>" == to_html(Listed([Text("a"), Text("b")]))


@pytest.mark.parametrize(
    ("text", "expected"), [("<br>", True), ("a&nbsp;b", True), ("a < b > c", False), ("R&D", False), ("<b class='x'>", True)]
)
def test_markup_is_told_from_text(text: str, *, expected: bool) -> None:
    assert expected is has_markup(text)
