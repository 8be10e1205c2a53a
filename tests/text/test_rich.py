"""A small part of Markdown as spans with styles."""

import pytest
from hypothesis import given

from quiz.text.rich import LONGEST, Span, plain_of, spans
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
        "![a picture](x.png)",
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
            assert span.text
            assert is_safe(span.text)
            assert not FORBIDDEN & set(span.text)


@given(all_texts())
def test_plain_text_is_that_of_the_spans(source: str) -> None:
    assert plain_of(source) == "".join(span.text for span in spans(source))
