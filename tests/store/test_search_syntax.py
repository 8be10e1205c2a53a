"""Searches are read as Anki reads them; what is wrong with one is told with its place and what to write instead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import UsageError
from quiz.store.search_syntax import LONGEST, LONGEST_TERM, MOST_TERMS, parse
from quiz.store.search_terms import (
    And,
    Deck,
    Everything,
    Field,
    Ids,
    Node,
    Not,
    Or,
    Property,
    Recent,
    Regex,
    State,
    Tag,
    WholeWords,
    Words,
)
from tests.store.search_strategies import NODES


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Everything()),
        (" \u3000\n", Everything()),
        ("dog", Words("dog")),
        ("dog cat", And((Words("dog"), Words("cat")))),
        ("dog and cat", And((Words("dog"), Words("cat")))),
        ("dog OR cat", Or((Words("dog"), Words("cat")))),
        ("a b or c d", Or((And((Words("a"), Words("b"))), And((Words("c"), Words("d")))))),
        ("dog (cat or mouse)", And((Words("dog"), Or((Words("cat"), Words("mouse")))))),
        ("-cat", Not(Words("cat"))),
        ("-(cat or mouse)", Not(Or((Words("cat"), Words("mouse"))))),
        ("--dog", Not(Words("-dog"))),
        ("-", Words("-")),
        ("a - b", And((Words("a"), Words("-"), Words("b")))),
        ('"a dog"', Words("a dog")),
        ('-"a dog"', Not(Words("a dog"))),
        ('"or"', Words("or")),
        ("orange", Words("orange")),
        ('foo"bar"', And((Words("foo"), Words("bar")))),
        ("d_g d*g", And((Words("d_g"), Words("d*g")))),
        (r"\*\_\\", Words(r"\*\_\\")),
        (r"\"\:\(\)\-a", Words('":()-a')),
        ("w:dog*", WholeWords("dog*")),
        ("W:e:b", WholeWords("e:b")),
        (r"w\:e\:b", Words("w:e:b")),
        ("nc:uber", Words("uber")),
        (r"re:\d{3}", Regex(r"\d{3}")),
        ('"re:(some|another).*thing"', Regex("(some|another).*thing")),
        ('re:"a b"', Regex("a b")),
        (r're:"a\"b"', Regex('a"b')),
        ("front:dog", Field("front", "dog")),
        ("FRONT:dog", Field("front", "dog")),
        ("Capital:Paris", Field("Capital", "Paris")),
        ("front:", Field("front", "")),
        ("front:nc:uber", Field("front", "uber")),
        ("front:re:^[a-c]1$", Field("front", "^[a-c]1$", is_regex=True)),
        ('deck:"french words"', Deck("french words")),
        ('"deck:french words"', Deck("french words")),
        ("deck:french::*", Deck("french::*")),
        ("tag:none", Tag(None)),
        ("tag:ani*", Tag("ani*")),
        ("tag:re:^parent$", Tag("^parent$", is_regex=True)),
        ("is:DUE", State("due")),
        ("prop:ivl>=10", Property("ivl", ">=", "10")),
        ("prop:due=-1", Property("due", "=", "-1")),
        ("prop:r<.9", Property("r", "<", ".9")),
        ("prop:rated=-1:2", Property("rated", "=", "-1", 2)),
        ("rated:7:1", Recent("rated", 7, 1)),
        ("added:0", Recent("added", 1)),
        ("cid:a,b", Ids("cid", ("a", "b"))),
        ("nid:x", Ids("nid", ("x",))),
    ],
)
def test_a_search_means_what_it_means_in_anki(text: str, expected: Node) -> None:
    assert expected == parse(text)


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a )", 3, "closing bracket"),
        ("a (b", 3, "opening bracket"),
        ("a ()", 3, "nothing between the brackets"),
        ('a "b', 3, "a quote has no end"),
        ('""', 1, "nothing between the quotes"),
        ("or a", 1, "joins two terms"),
        ("a or", 5, "joins two terms"),
        ("a and or b", 7, "joins two terms"),
        (":a", 1, "a colon has no word before it"),
        (r"a \x", 3, r"write \\x"),
        ("a\\", 2, r"write \\ for"),
        ("is:foo", 1, "is:new"),
        ("flag:8", 1, "from 1 to 7"),
        ("card:1", 1, "kind:forward"),
        ("note:basic", 1, "relation:NAME"),
        ("mid:1", 1, "relation:NAME"),
        ("did:1", 1, "deck:NAME"),
        ("dupe:1,a", 1, "quiz check"),
        ("preset:a", 1, "deck:NAME"),
        ("deck:filtered", 1, "no filtered decks"),
        ("prop:ease<2", 1, "prop:d"),
        ("prop:x=1", 1, "prop:x".removeprefix("prop:")),
        ("prop:ivl", 1, "prop:ivl>=10"),
        ("prop:ivl>1.5", 1, "whole number"),
        ("prop:reps>-1", 1, "whole number"),
        ("prop:d>7", 1, "from 0 (easy"),
        ("prop:r>1.5", 1, "from 0 to 1"),
        ("prop:ivl=1:2", 1, "only prop:rated"),
        ("rated:x", 1, "rated:7"),
        ("rated:1:5", 1, "a grade is"),
        ("added:1:2", 1, "only rated"),
        ("cid:", 1, "ids with commas"),
        ("a re:[", 3, "no regular expression"),
        ("re:*", 1, "repeats nothing"),
        ("\x00", 1, "control character"),
        ("a\ud800", 2, "surrogate"),
    ],
)
def test_a_mistake_is_told_with_its_place(text: str, place: int, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse(text)
    assert f"character {place}" in str(caught.value)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "a" * (LONGEST + 1),
        "a" * (LONGEST_TERM + 1),
        "a " * (MOST_TERMS + 1),
        "(" * 200 + "a" + ")" * 200,
        "-(" * 200 + "a" + ")" * 200,
        "re:" + "a{9999}" * 9,
        're:"((((a{99}){99}){99}){99})"',
        "re:a" + "*" * 900,
        're:"' + "(" * 100 + "a" + ")" * 100 + '"',
    ],
)
def test_a_huge_search_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        parse(text)


@given(st.text(st.one_of(st.characters(), st.sampled_from('"():-\\ *_or')), max_size=40))
def test_reading_raises_nothing_but_usage_errors(text: str) -> None:
    try:
        found = parse(text)
    except UsageError:
        return
    assert found == parse(str(found))


@given(
    st.lists(
        st.sampled_from(["re:", "prop:", "is:", "(", ")", "[", "]", "a", "-", "|", "\\", "{2,", "}", "*", "?", '"', ":", "1"])
    )
)
def test_reading_pieces_raises_nothing_but_usage_errors(pieces: list[str]) -> None:
    try:
        found = parse("".join(pieces))
    except UsageError:
        return
    assert found == parse(str(found))


@given(NODES)
def test_what_is_printed_is_read_as_the_same(node: Node) -> None:
    assert node == parse(str(node))
