"""What the filters of a template make of readings behind words."""

import re
from random import Random
from time import process_time

import pytest

from quiz.formats.anki.filters import filtered
from quiz.formats.html_text import from_html


def _shown(source: str, name: str) -> str:
    return filtered(source, (name,), 1, answered=True)


@pytest.mark.parametrize(
    ("source", "words", "readings", "rich"),
    [
        ("漢字[かんじ]", "漢字", "かんじ", "[漢字]{ruby=かんじ}"),
        ("私[わたし]は 日本語[にほんご]を", "私は日本語を", "わたしはにほんごを", "[私]{ruby=わたし}は[日本語]{ruby=にほんご}を"),
        ("a&nbsp;漢[かん] b", "a漢 b", "aかん b", "a[漢]{ruby=かん} b"),
        ("<b>漢[かん]</b>", "<b>漢</b>", "<b>かん</b>", "[[漢]{ruby=かん}]{.bold}"),
        ("word[sound:x.mp3]", "word[sound:x.mp3]", "word[sound:x.mp3]", "word![](x.mp3)"),
        ("none", "none", "none", "none"),
    ],
)
def test_words_and_their_readings(source: str, words: str, readings: str, rich: str) -> None:
    assert (words, readings, rich) == (
        _shown(source, "kanji"),
        _shown(source, "kana"),
        from_html(_shown(source, "furigana")).rich,
    )


def test_many_brackets_take_no_long_time() -> None:
    begun = process_time()
    for piece in ("a", "a[", "[a", "a[b", " ", "]"):
        _shown(piece * (200_000 // len(piece)), "furigana")
    assert process_time() - begun < 10, "a tenth of a second was enough"


def test_readings_are_those_that_the_expression_of_anki_finds() -> None:
    random, expression = Random(3), re.compile(r" ?([^ >]+?)\[(.+?)\]")
    pieces = ("a", "b", " ", "[", "]", ">", "\n", "sound:", "{0}", "\\1")
    for _ in range(5000):
        text = "".join(random.choice(pieces) for _ in range(random.randint(0, 14)))
        expected = expression.sub(lambda found: found[0] if found[2].startswith("sound:") else found[1], text)
        assert expected == _shown(text, "kanji"), text
