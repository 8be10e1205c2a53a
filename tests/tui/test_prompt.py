"""What qualifies a question stands apart from it."""

import pytest

from quiz.cards.generation import generate
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.tui.lines import apart, is_rtl
from quiz.tui.study.prompt import prompt_parts


def parts(prompt: str, **facts: str) -> tuple[str, tuple[str, ...]]:
    deck = Deck("d", facts=[Fact("it", "name", "x", **facts)])
    return prompt_parts(prompt, next(generate(deck)))


@pytest.mark.parametrize(
    ("prompt", "found"),
    [
        ("Who is it? (2010 to 2014; alleged by A (the second))", ("Who is it?", ("2010 to 2014", "alleged by A (the second)"))),
        ("It is x (2010 to 2014).", ("It is x.", ("2010 to 2014",))),
        ("Which is it? (pick 3)", ("Which is it? (pick 3)", ())),
        ("Which is it (now)?", ("Which is it (now)?", ())),
        ("(2010 to 2014)", ("(2010 to 2014)", ())),
    ],
)
def test_parts(prompt: str, found: tuple[str, tuple[str, ...]]) -> None:
    assert found == parts(prompt, since="2010", until="2014", status="alleged", according_to="A (the second)")


@pytest.mark.parametrize(
    ("text", "rtl"), [("abc", False), ("1. القاهرة", True), ("a القاهرة", False), ("12", False), ("שלום", True)]
)
def test_the_first_letter_says_from_where_a_text_is_read(text: str, *, rtl: bool) -> None:
    assert rtl == is_rtl(text)


def test_what_stands_behind_right_to_left_words_is_kept_apart_from_them() -> None:
    assert "القاهرة\u200e" == apart("القاهرة")
    assert "Oslo" == apart("Oslo")
