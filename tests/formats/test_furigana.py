"""Readings behind words."""

from time import process_time

import pytest

from quiz.formats.html.furigana import furigana, kana, kanji
from quiz.formats.html_text import from_html


@pytest.mark.parametrize(
    ("source", "words", "readings", "rich"),
    [
        ("漢字[かんじ]", "漢字", "かんじ", "[漢字]{ruby=かんじ}"),
        ("私[わたし]は 日本語[にほんご]を", "私は日本語を", "わたしはにほんごを", "[私]{ruby=わたし}は[日本語]{ruby=にほんご}を"),
        ("a&nbsp;漢[かん] b", "a漢 b", "aかん b", "a[漢]{ruby=かん} b"),
        ("<b>漢[かん]</b>", "<b>漢</b>", "<b>かん</b>", "[[漢]{ruby=かん}]{.bold}"),
        (
            "word[sound:x.mp3] [latex]$y$[/latex]",
            "word[sound:x.mp3] [latex]$y$[/latex]",
            "word[sound:x.mp3] [latex]$y$[/latex]",
            "word![](x.mp3) $y$",
        ),
        ("none", "none", "none", "none"),
    ],
)
def test_words_and_their_readings(source: str, words: str, readings: str, rich: str) -> None:
    assert (words, readings, rich) == (kanji(source), kana(source), from_html(furigana(source)).rich)


def test_many_brackets_take_no_long_time() -> None:
    begun = process_time()
    for piece in ("a", "a[", "[a", "a[b", " ", "]"):
        furigana(piece * (200_000 // len(piece)))
    assert process_time() - begun < 10, "a tenth of a second was enough"
