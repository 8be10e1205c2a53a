"""Charts are lines of text that fit and need no colour."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.study.charts import ASCII, BLOCKS, Bar, Look, Stack, bars, calendar, shade, sparkline, stacks, table
from quiz.text.width import columns_of
from tests.study.samples import DAY

WIDE, NARROW, PLAIN = Look(40), Look(20), Look(40, ASCII)
looks = st.builds(Look, st.integers(30, 120), st.sampled_from([BLOCKS, ASCII]))
words = st.text(max_size=40)
counts = st.integers(0, 10**6)


def test_bars_are_as_long_as_their_values() -> None:
    rows = [Bar("Monday", 8, "8"), Bar("Tuesday", 4, "4"), Bar("Wednesday", 0.1, "0.1"), Bar("Thursday", 0, "0")]
    assert [
        "Monday      8 ██████████████████████████",
        "Tuesday     4 █████████████",
        "Wednesday 0.1 ▍",
        "Thursday    0",
    ] == bars(rows, WIDE)
    assert [
        "Monday      8 ##########################",
        "Tuesday     4 #############",
        "Wednesday 0.1 #",
        "Thursday    0",
    ] == bars(rows, PLAIN)


def test_bars_of_a_given_most() -> None:
    assert ["a 50% █████████████████"] == bars([Bar("a", 0.5, "50%")], WIDE, most=1.0)
    assert [] == bars([], WIDE)


def test_long_labels_are_cut() -> None:
    (line,) = bars([Bar("Saint Vincent and the Grenadines", 1, "1")], NARROW)
    assert "Saint Vi… 1 ████████" == line
    (line,) = bars([Bar("北京北京北京北京", 1, "1")], NARROW)
    assert "北京北京… 1 ████████" == line
    assert "a\\x1b[31m 1" not in bars([Bar("a\x1b[31m", 1, "1")], WIDE)[0]


def test_stacks_are_divided_into_shares() -> None:
    rows = [Stack("capital", (5, 3, 2), "5 of 10"), Stack("symbol", (0, 0, 0), "0 of 0"), Stack("x", (0, 1, 0), "0 of 1")]
    assert [
        "capital 5 of 10 ████████████▓▓▓▓▓▓▓▒▒▒▒▒",
        "symbol   0 of 0",
        "x        0 of 1 ▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓",
    ] == stacks(rows, WIDE)
    assert "capital 5 of 10 ############*******+++++" == stacks(rows, PLAIN)[0]
    assert ["█", "▓", "▒", "░"] == [shade(place, BLOCKS) for place in range(4)]


def test_sparklines() -> None:
    assert "▁▂▅█ ▁" == sparkline([0, 1, 5, 10, None, 0], WIDE)
    assert "_.=# _" == sparkline([0, 1, 5, 10, None, 0], PLAIN)
    assert "▁▅█" == sparkline([0.8, 0.9, 1.0], WIDE, least=0.8, most=1.0)
    assert "▁▁" == sparkline([0, 0], WIDE)
    assert 20 == len(sparkline(list(range(100)), NARROW))


def test_a_calendar() -> None:
    by_day = {DAY: 40, DAY - 1: 1, DAY - 7: 20, DAY - 30: 10}
    assert [
        "      Aug Sep  Oct",
        "Mon ················",
        "    ················",
        "Wed ················",
        "    ···········░····",
        "Fri ···············░",
        "    ··············▒█",
        "Sun ···············",
        "    · none  ░ up to 10  ▒ up to 20  ▓ up to 30  █ up to 40",
    ] == calendar(by_day, DAY, NARROW)
    assert "Sat" not in (empty := calendar({}, DAY, PLAIN))[6]
    assert "    . nothing" == empty[-1]


def test_a_table() -> None:
    rows = {"Peru": {"capital": 0, "continent": 2}, "Saint Lucia": {"capital": 1}}
    assert [
        "1 capital  2 continent",
        "            1 2",
        "Peru        █ ▒",
        "Saint Lucia ▓",
    ] == table(rows, ["capital", "continent"], WIDE)
    assert "and 1 more" == table(rows, ["capital", "continent"], WIDE, limit=1)[-1]
    assert "and 36 more that have no room here" in table({"x": {}}, [f"r{number}" for number in range(50)], Look(43))


@given(st.lists(st.builds(Bar, words, st.floats(0, 1e9), words.map(lambda text: text[:12]))), looks)
def test_bars_fit(rows: list[Bar], look: Look) -> None:
    lines = bars(rows, look)
    assert len(rows) == len(lines)
    for row, line in zip(rows, lines, strict=True):
        assert columns_of(line) <= look.width
        assert (row.value > 0) >= any(mark in line.replace(row.label, "").replace(row.text, "") for mark in "█▉")


@given(st.lists(st.builds(Stack, words, st.tuples(counts, counts, counts), words.map(lambda text: text[:12]))), looks)
def test_stacks_fit(rows: list[Stack], look: Look) -> None:
    assert all(columns_of(line) <= look.width for line in stacks(rows, look))


@given(st.dictionaries(st.integers(DAY - 500, DAY + 5), counts), st.integers(10, 100))
def test_calendars_are_plain_where_they_have_to_be(by_day: dict[int, int], width: int) -> None:
    lines = calendar(by_day, DAY, Look(width, ASCII))
    assert 9 == len(lines)
    assert all(line.isascii() for line in lines)
    assert all(len(line) <= width for line in lines[:-1])


@pytest.mark.parametrize("value", [0.0, 1.0, 5.0])
def test_a_sparkline_of_one_value(value: float) -> None:
    assert ("█" if value else "▁") == sparkline([value], WIDE)
