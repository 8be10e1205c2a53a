"""Completing a search."""

import pytest

from quiz.store.search_syntax import parse
from quiz.tui.browse.completing import completion, term

NAMES = {
    "deck": ["capitals", "words::french", "two words"],
    "tag": ["animal", "animal::mammal", 'a"b'],
    "relation": ["capital", "has part"],
    "source": ["An atlas (2020)"],
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("zebra", None),
        ("dec", "deck:"),
        ("dog -ta", "dog -tag:"),
        ("cap", "capital:"),
        ("(is:n", "(is:new"),
        ("is:new", None),
        ("deck:fr", "deck:words::french"),
        ("deck:tw", 'deck:"two words"'),
        ('deck:"two', 'deck:"two words"'),
        ("dog or relation:has", 'dog or relation:"has part"'),
        ("source:at", 'source:"An atlas (2020)"'),
        ("tag:mam", "tag:animal::mammal"),
        ("prop:l", "prop:lapses>"),
        ("rated:", "rated:1"),
        ("front:x", None),
        ('"in quotes dec', None),
    ],
)
def test_the_word_before_the_cursor_is_completed(text: str, expected: str | None) -> None:
    found = completion(text, len(text), NAMES)
    assert expected == (None if found is None else found.applied(text, 0)[0])


def test_what_stands_behind_the_cursor_stays() -> None:
    found = completion("de dog", 2, NAMES)
    assert found is not None
    assert ("deck: dog", 5) == found.applied("de dog", 0)


@pytest.mark.parametrize("name", ["plain", "two words", "a_b*c", 'qu"ote', "back\\slash", "x::y", "(br)"])
def test_names_become_searches_that_mean_them(name: str) -> None:
    assert str(parse(term("deck", name))) == str(parse(str(parse(term("deck", name)))))
