"""Values: made from what Python and TOML have, printed, read back, and compared for falseness."""

import re
from contextlib import suppress
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.facts.clozes import Cloze
from quiz.facts.dates import Date
from quiz.facts.media import Picture
from quiz.facts.quantities import Quantity
from quiz.facts.sameness import may_be_same
from quiz.facts.values import (
    BUILT_IN_TYPES,
    Boolean,
    Listed,
    RichText,
    SetOf,
    TermName,
    Text,
    Value,
    lines_of,
    list_or_set,
    members,
    parse_value,
    text_of,
    value_of,
    written,
)
from quiz.text.safe import is_safe
from tests.strategies import FORBIDDEN, all_texts, strings_in, values


@pytest.mark.parametrize(
    ("found", "value"),
    [
        ("x", Text("x")),
        (5, Quantity(Decimal(5))),
        (2.5, Quantity(Decimal("2.5"))),
        (Decimal("1.10"), Quantity(Decimal("1.1"))),
        (True, Boolean(true=True)),
        (date(2020, 1, 2), Date(2020, 1, 2)),
        (datetime(2020, 1, 2, 3, 4), Date(2020, 1, 2)),  # noqa: DTZ001
        (["b", 1], Listed([Text("b"), Quantity(Decimal(1))])),
        (("b",), Listed([Text("b")])),
        ({"b", "a"}, SetOf([Text("a"), Text("b")])),
        (TermName("x"), TermName("x")),
    ],
)
def test_from_python(found: object, value: Value) -> None:
    assert value == value_of(found)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (None, "nothing"),
        ({}, "a table"),
        (float("nan"), "the number nan"),
        (float("inf"), "the number inf"),
        (Decimal("Infinity"), "Infinity"),
        (time(7, 32), "the time 07:32:00"),
        (b"x", "bytes"),
        ([["a"]], "another one"),
        ([{"a"}], "another one"),
        ([None], "nothing"),
        ([Listed([Text("a")])], "another one"),
    ],
)
def test_not_from_python(found: object, said: str) -> None:
    with pytest.raises(TypeError, match=re.escape(said)):
        value_of(found)


def test_a_list_nested_beyond_all_measure() -> None:
    found: list[object] = []
    for _ in range(100_000):
        found = [found]
    with pytest.raises(TypeError):
        value_of(found)


@given(all_texts())
def test_texts_are_safe_and_stay_as_they_are(text: str) -> None:
    found = text_of(text)
    assert is_safe(found)
    assert not FORBIDDEN & set(found)
    assert found == text_of(found) == Text(found).key == str(Text(text))


@given(values())
def test_no_value_prints_what_a_terminal_obeys(value: Value) -> None:
    assert not FORBIDDEN & set("".join([str(value), value.key, written(value), *strings_in(value)]))


@given(values())
def test_a_value_may_be_itself(value: Value) -> None:
    assert may_be_same(value, value)


@given(values(), values())
def test_to_be_the_same_is_mutual(one: Value, other: Value) -> None:
    assert may_be_same(one, other) == may_be_same(other, one)
    if one.key == other.key and type(one) is type(other):
        assert may_be_same(one, other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Paris", "paris", True),
        ("Péru", "Peru", True),
        ("English, Spanish", "Spanish", True),
        ("English & French", "french", True),
        ("English, Spanish", "Spanish, French", False),
        ("Euro (EUR)", "euro", True),
        ("A+", "A-", False),
        ("+", "-", False),
        ("C++", "C", False),
        ("North Korea", "South Korea", False),
        ("Guinea", "Equatorial Guinea", False),
        ("Sand", "S", False),
        ("a or b", "b", True),
        ("漢字、仮名", "仮名", True),
        (["a", "b"], ["b", "A"], True),
        (["a"], ["a", "b"], False),
        (5, 5.0, True),
        (5, "5 km", True),
        ("5", 5, True),
        (True, False, False),
        (True, "yes", True),
        (date(2020, 1, 2), "2020-01-02", False),
    ],
)
def test_what_may_be_the_same(one: object, other: object, *, same: bool) -> None:
    first, second = (value_of(parse_value(found, "quantity") if found == "5 km" else found) for found in (one, other))
    assert same == may_be_same(first, second) == may_be_same(second, first)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("true", "boolean", Boolean(true=True)),
        ("No", "boolean", Boolean(true=False)),
        ("a; b;", "list", Listed([Text("a"), Text("b")])),
        ("b;a;b", "set", SetOf([Text("a"), Text("b")])),
        ("x", "city", TermName("x", "city")),
    ],
)
def test_from_text(text: str, kind: str, value: Value) -> None:
    assert value == parse_value(text, kind)


def test_another_separator() -> None:
    assert Listed([Text("a;b"), Text("c")]) == parse_value("a;b|c", "list", split="|")


def test_no_boolean() -> None:
    with pytest.raises(ValueError, match="neither true nor false"):
        parse_value("perhaps", "boolean")


def test_sets_have_no_order_and_lists_do() -> None:
    assert value_of({"a", "b"}).key == SetOf([Text("b"), Text("a"), Text("b")]).key
    assert value_of(["a", "b"]) != value_of(["b", "a"])
    assert (Text("a"), Text("b")) == members(SetOf([Text("b"), Text("a")]))
    assert (Listed([Text("b")]),) == members(Listed([Text("b")]))


SINGLE_TYPES = [kind for kind in BUILT_IN_TYPES if kind not in {"list", "set"}]


@given(st.sampled_from([*SINGLE_TYPES, "city"]).flatmap(lambda kind: st.tuples(st.just(kind), values(kind))))
def test_what_is_written_is_read_back(typed: tuple[str, Value]) -> None:
    kind, value = typed
    assert value == parse_value(written(value), kind)
    assert value.key == parse_value(written(value), kind).key


@given(
    st.sampled_from([kind for kind in SINGLE_TYPES if kind != "cloze"]).flatmap(
        lambda kind: st.tuples(st.just(kind), st.lists(values(kind), min_size=1, max_size=4))
    ),
    st.sampled_from(["list", "set"]),
)
def test_lists_and_sets_of_every_type_are_read_back(typed: tuple[str, list[Value]], kind: str) -> None:
    of, items = typed
    value = list_or_set(kind, [item for item in items if not {";", "\n"} & set(written(item))])
    assert value == parse_value(written(value), kind, of=of)


@given(st.sampled_from([*BUILT_IN_TYPES, "city"]), all_texts())
def test_reading_raises_nothing_but_what_says_what_was_expected(kind: str, text: str) -> None:
    with suppress(ValueError):
        assert is_safe(str(parse_value(text, kind)))


@given(st.lists(values(), min_size=1, max_size=4))
def test_a_set_of_a_set_s_members_is_the_same(items: list[Value]) -> None:
    single = [item for item in items if not isinstance(item, Listed | SetOf)]
    found = SetOf(single)
    assert found == SetOf(reversed(found.items)) == SetOf([*single, *single])
    assert may_be_same(found, SetOf(reversed(single)))


@pytest.mark.parametrize(
    ("text", "kind", "of", "value"),
    [
        ("10 km; 9 km", "set", "quantity", ["9 km", "10 km"]),
        ("2020; c. 1990", "set", "date", ["c. 1990", "2020"]),
        ("2020; c. 1990", "list", "date", ["2020", "c. 1990"]),
        ("yes;no", "list", "boolean", ["yes", "no"]),
        ("a.png; b.png", "list", "picture", ["a.png", "b.png"]),
        ("Paris; Rome", "set", "city", ["Paris", "Rome"]),
    ],
)
def test_members_of_a_type(text: str, kind: str, of: str, value: list[str]) -> None:
    found = parse_value(text, kind, of=of)
    assert list_or_set(kind, [parse_value(item, of) for item in value]) == found
    assert isinstance(found, Listed | SetOf)
    assert [parse_value(item, of) for item in value] == [*found.items]


def test_the_unit_of_a_list_is_that_of_its_members() -> None:
    assert "1 km, 2 m" == str(parse_value("1;2 m", "list", "km", of="quantity"))


def test_a_list_of_lists() -> None:
    with pytest.raises(ValueError, match="cannot hold another one"):
        parse_value("a;b", "list", of="set")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (["1 km"], ["1000 m"], True),
        (["1 km", "2 km"], ["2000 m", "1 km"], True),
        (["1 km"], ["1 km", "2 km"], False),
        (["1 km"], ["2 km"], False),
    ],
)
def test_lists_that_may_be_the_same(one: list[str], other: list[str], *, same: bool) -> None:
    first, second = (Listed([parse_value(item, "quantity") for item in items]) for items in (one, other))
    assert same == may_be_same(first, second) == may_be_same(second, first)


def test_rich_text_is_known_by_its_words() -> None:
    bold, italic = RichText("**H~2~O**, $x^2$"), RichText("*H₂O*, x²")
    assert "H₂O, x²" == str(bold) == bold.key == italic.key
    assert bold != italic
    assert may_be_same(bold, italic)
    assert may_be_same(bold, Text("H2O, x²"))
    assert "**H~2~O**, $x^2$" == written(bold)
    assert [("H", ["bold"]), ("₂", ["bold", "sub"]), ("O", ["bold"]), (", ", []), ("x²", ["math"])] == [
        (span.text, sorted(span.styles)) for span in bold.spans
    ]


def test_types_without_anything_in_common_differ() -> None:
    found: list[Value] = [Text("5 km"), RichText("a"), Date(5), Boolean(true=True), Picture("a.png"), Cloze("{{c1::b}}")]
    assert not any(may_be_same(one, other) for one in found for other in found if one is not other)


@pytest.mark.parametrize(
    "text", ["\u200f\na\nb", "a \u200f\nb", "\u200f a\nb", "a\ta\n\u200f", " \na", "\n \n  a\nb", "\x0b\na\n b", "  a\n b", "a"]
)
def test_lines_are_the_same_however_often_they_are_read(text: str) -> None:
    once = lines_of(text)
    assert once == lines_of(once)
    assert not once.startswith("\n")
