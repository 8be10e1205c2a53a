"""Charts of columns: as high as their values, on an axis whose words are true, and never wider than asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.study.charts import ASCII, BLOCKS, Look
from quiz.study.charts_columns import Axis, axis, columns, stacked
from quiz.text.width import columns_of

looks = st.builds(Look, st.integers(20, 150), st.sampled_from([BLOCKS, ASCII]))
values = st.lists(st.none() | st.integers(0, 10**7), max_size=60)


def test_columns_are_as_high_as_their_values() -> None:
    rows = columns([1, 2, 4, 0], ["a", "b", "c", "d"], Look(12), height=4)
    assert [
        "4 ┤    █",
        "  │    █",
        "2 ┤  █ █",
        "  │█ █ █",
        "0 └────────",
        "   a   c",
    ] == [str(row) for row in rows]
    assert "#" in str(columns([1, 2, 4, 0], [""] * 4, Look(12, ASCII), height=4)[0])


def test_a_column_between_two_lines_is_cut_in_eighths() -> None:
    assert ["▄", "█"] == [row.marks for row in columns([3], ["x"], Look(4), height=2, on=Axis(0, 4))][:2]


def test_what_is_not_nothing_shows_and_what_is_missing_does_not() -> None:
    rows = columns([1000, 1, 0, None], [""] * 4, Look(14), height=3)
    assert "▁" in rows[2].marks
    assert ["█▁"] == rows[2].marks.split()


def test_the_target_is_a_line_that_columns_hide() -> None:
    rows = columns([0.95, 0.5], ["a", "b"], Look(16), height=5, on=Axis(0.5, 1.0), named=lambda value: f"{value:.0%}", target=0.9)
    (row,) = (row for row in rows if row.is_target)
    assert row.words.strip().startswith("90%")
    assert "▄▄▄▄╌╌╌╌╌╌" == row.marks


@pytest.mark.parametrize(
    ("most", "expected"), [(0, 1), (1, 1), (2, 2), (3, 4), (9, 10), (10, 10), (11, 12), (99, 100), (101, 120), (999, 1000)]
)
def test_axes_end_on_round_numbers(most: int, expected: int) -> None:
    assert Axis(0, expected) == axis([0, None, most])


@given(values, looks, st.integers(1, 12))
def test_no_line_is_wider_than_asked_and_every_value_lies_on_the_axis(
    found: list[int | None], look: Look, height: int
) -> None:  # fmt: skip
    rows = columns(found, [str(value) for value in found], look, height=height)
    assert height + 2 == len(rows)
    assert all(columns_of(str(row)) <= look.width for row in rows)
    known = [value for value in found if value is not None]
    assert axis(found).most >= max(known, default=0)
    if look.marks is ASCII:
        assert all(str(row).isascii() for row in rows)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=20))
def test_a_higher_value_is_never_a_lower_column(found: list[int]) -> None:
    rows = columns(found, [""] * len(found), Look(200), height=5)[:5]
    size = len(rows[0].marks) // len(found)
    stacks = ["".join(row.marks[place * size] for row in rows) for place in range(len(found))]
    heights = [sum(BLOCKS.heights.index(mark) + 1 for mark in stack if mark != " ") for stack in stacks]
    assert sorted(heights) == [height for _, height in sorted(zip(found, heights, strict=True))]


def test_columns_of_shares_stand_on_each_other() -> None:
    rows = [str(row) for row in stacked([(4, 2, 2), (0, 8, 0), (0, 0, 1)], ["a", "b", "c"], Look(20), height=4)]
    assert ["8 ┤▒▒▒▒ ▓▓▓▓", "  │▓▓▓▓ ▓▓▓▓", "4 ┤████ ▓▓▓▓", "  │████ ▓▓▓▓ ▒▒▒▒"] == [row.rstrip() for row in rows[:4]]


def test_columns_of_shares_in_plain_ascii() -> None:
    rows = [str(row) for row in stacked([(1, 1)], ["a"], Look(20, ASCII), height=2)]
    assert ["2 |*****", "  |#####"] == [row.rstrip() for row in rows[:2]]
