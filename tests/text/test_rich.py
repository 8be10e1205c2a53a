"""A small part of Markdown as spans with styles."""

import pytest
from hypothesis import given

from quiz.facts.values import RichText
from quiz.text.rich import LONGEST, Span, media_of, plain_of, spans
from quiz.text.safe import is_safe
from tests.strategies import FORBIDDEN, all_texts


def told(source: str) -> list[tuple[str, ...]]:
    return [(span.text, *sorted(span.styles)) for span in spans(source)]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("plain", [("plain",)]),
        ("", []),
        ("*a* **b** ~~c~~ `d`", [("a", "italic"), (" ",), ("b", "bold"), (" ",), ("c", "strike"), (" ",), ("d", "code")]),
        ("***a***", [("a", "bold", "italic")]),
        ("**a *b* c**", [("a ", "bold"), ("b", "bold", "italic"), (" c", "bold")]),
        ("H~2~O", [("H",), ("₂", "sub"), ("O",)]),
        ("10^-6^ m", [("10",), ("⁻⁶", "sup"), (" m",)]),
        ("x^1/2^", [("x",), ("^(1/2)", "sup")]),
        ("so $x^2 \\le y$.", [("so ",), ("x² ≤ y", "math"), (".",)]),
        ("$$\\frac{a}{b}\n$$ so", [("a/b", "math"), (" so",)]),
        ("$\\hat{ab}$", [("$\\hat{ab}$", "math")]),
        ("$$5 and $$6", [("$$5 and $$6",)]),
        ("`$x$`", [("$x$", "code")]),
        ("a  \nb\\\nc", [("a\nb\nc",)]),
        ("\\*a\\*", [("*a*",)]),
        ("*a", [("*a",)]),
        ("snake_case_word", [("snake_case_word",)]),
        ("[a *b*]{.underline} c", [("a ", "underline"), ("b", "italic", "underline"), (" c",)]),
        ("[a b]{.sub} [2 3]{.sup}", [("_(a b)", "sub"), (" ",), ("^(2 3)", "sup")]),
        ("[1**2**]{.sub}", [("₁", "sub"), ("₂", "bold", "sub")]),
        ("[x]{.bold .strike}", [("x", "bold", "strike")]),
        ("[漢字]{ruby=かんじ}", [("漢字(かんじ)", "ruby")]),
        ('[ab]{ruby="c d"}', [("ab(c d)", "ruby")]),
        ("[words]{href=https://example.org/a_b}", [("words", "link")]),
        ("a[]{.br}b[]{}", [("a\nb",)]),
        ("![a cat](cat.png) says ![](miau.mp3)", [("a cat", "picture"), (" says ",), ("", "sound")]),
    ],
)
def test_styles(source: str, found: list[tuple[str, ...]]) -> None:
    assert found == told(source)


@pytest.mark.parametrize(
    "source",
    [
        "<b>x</b>",
        "<script>alert(1)</script>",
        "[a link](https://example.org)",
        "![a picture]()",
        "![a [picture](x.png)",
        "[a-z]{3} and [x]{y} and [x]{.red} and [x]{ruby}",
        "[x]{href=javascript:alert}",
        "{{c1::a}} and {a|b}",
        "<https://example.org>",
        "&lt; &#27;",
        "# no heading\n- no list\n> no quote",
        "$5 and $10",
        "x^2 and 5 ~ 6",
        "[red]no markup[/red]",
    ],
)
def test_what_is_no_style_is_text(source: str) -> None:
    assert (Span(source),) == spans(source)


def test_a_long_text_is_not_styled() -> None:
    assert (Span("*a*" * LONGEST),) == spans("*a*" * LONGEST)


@given(all_texts())
def test_no_span_holds_what_a_terminal_obeys(source: str) -> None:
    for style in ("{}", "**{}**", "`{}`", "${}$", "~{}~", "\\{}"):
        for span in spans(style.replace("{}", source)):
            assert span.text or span.path
            assert is_safe(span.text)
            assert not FORBIDDEN & set(span.text)


@given(all_texts())
def test_plain_text_is_that_of_the_spans(source: str) -> None:
    words = "".join(span.text for span in spans(source))
    assert plain_of(source) == words or (not words.strip() and media_of(source))


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("a ![](x.mp3)", "a "),
        ("![a cat](cat.png) ![](x.mp3)", "a cat "),
        ("![](a.png)", "picture b99644"),
        ("![](x.mp3)![](a.png)", "sound 736445 picture b99644"),
    ],
)
def test_pictures_are_what_is_said_of_them_and_have_marks_where_there_are_no_other_words(source: str, plain: str) -> None:
    assert plain == plain_of(source)


@pytest.mark.parametrize(
    ("source", "path", "alt"),
    [
        ("![a](my map (1).png)", "my map (1).png", "a"),
        (r"![a \[b\]](a\)b.png)", "a)b.png", "a [b]"),
        ("![](日本/語.jpg)", "日本/語.jpg", ""),
        (r"![](a\\b.png)", r"a\b.png", ""),
    ],
)
def test_pictures_know_their_files(source: str, path: str, alt: str) -> None:
    assert [(path, alt)] == [(span.path, span.alt) for span in spans(source)]


def test_what_is_covered_of_a_picture_is_known() -> None:
    (span,) = spans('![](a.png){ask=rect:.1,.2,.3,.4 hide="text:.1,.1,a b"}')
    assert (("hide", "text:.1,.1,a b"), ("ask", "rect:.1,.2,.3,.4")) == span.masks
    assert [("", ()), ("{x=y}", ())] == [(one.text, one.masks) for one in spans("![](a.png){x=y}")]


def test_what_is_shown_otherwise_knows_what_was_written() -> None:
    found = [(span.text, span.raw) for span in spans(r"H~2~ $x^2$ [漢]{ruby=かん}")]
    assert [("H", ""), ("₂", "2"), (" ", ""), ("x²", "$x^2$"), (" ", ""), ("漢(かん)", "漢")] == found


def test_two_pictures_of_the_same_words_are_two_values() -> None:
    assert RichText("![a](x.png)").key != RichText("![a](y.png)").key
    assert "![a](x.png)" == RichText("![a](x.png)").key
    assert RichText("[a]{.underline}").key == RichText("**a**").key


def test_many_signs_take_no_long_time() -> None:
    for piece in ("[", "![", "![](", "[]{", "[x]{.sub ", "[*", "~a", "^a", "$a", "![a](b", "[![", "![a\\]("):
        spans(piece * (LONGEST // len(piece)))
