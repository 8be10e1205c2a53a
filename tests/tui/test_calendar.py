"""The calendar of the last weeks."""

from datetime import date

import pytest

from quiz.tui.home.calendar import Levels, _strip, _whole

TODAY = (date(2026, 11, 25) - date(1970, 1, 1)).days
"""A Wednesday."""


def test_denser_signs_for_more_answers() -> None:
    levels = Levels({TODAY - 4: 1, TODAY - 3: 5, TODAY - 2: 10, TODAY - 1: 200})
    cells = "".join(levels.cell(TODAY - back, TODAY, "·abcd")[0] for back in range(5, -2, -1))
    assert "·abcd· " == cells


def test_the_same_every_day_is_one_sign() -> None:
    levels = Levels(dict.fromkeys(range(TODAY - 9, TODAY + 1), 7))
    assert 1 == len({levels.cell(day, TODAY, "·abcd") for day in range(TODAY - 9, TODAY + 1)})


@pytest.mark.parametrize("width", [7, 30, 74, 110, 500])
def test_the_weeks_fit_the_width_and_end_with_this_one(width: int) -> None:
    found = _strip(Levels({TODAY: 1}), TODAY, width)
    heads, cells = found.plain.split("\n")
    assert max(len(heads), len(cells)) <= width
    assert "█" == cells.rstrip()[-1]
    assert all(len(week) == 7 for week in cells.rstrip().split(" ")[:-1])


@pytest.mark.parametrize("width", [20, 74, 110, 500])
def test_a_column_for_each_week(width: int) -> None:
    lines = _whole(Levels({TODAY: 1}), TODAY, width).plain.split("\n")
    assert 8 == len(lines)
    assert max(map(len, lines)) <= width
    assert ["Mon", "", "Wed", "", "Fri", "", "Sun"] == [line[:4].strip() for line in lines[1:]]
    assert "█" == lines[3].rstrip()[-1]  # a day in the middle of its week; the days to come are empty
    assert "Nov" in lines[0]
