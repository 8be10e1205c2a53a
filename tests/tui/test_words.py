"""Times, lines and answers in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from quiz.text.safe import is_safe
from quiz.tui.lines import LONGEST, fitted, hanging, plain, sides
from quiz.tui.times import DAY, count, days, interval, long_date, spent


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0, "<1m"),
        (59, "<1m"),
        (60, "1m"),
        (330, "6m"),
        (600, "10m"),
        (3600, "1h"),
        (5400, "1.5h"),
        (DAY, "1d"),
        (8 * DAY, "8d"),
        (29 * DAY, "29d"),
        (61 * DAY, "2mo"),
        (100 * DAY, "3.3mo"),
        (800 * DAY, "2.2y"),
        (36_500 * DAY, "99.9y"),
    ],
)
def test_intervals(seconds: int, expected: str) -> None:
    assert expected == interval(seconds)


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(0, "0 s"), (59.4, "59 s"), (59.6, "1 min"), (250, "4 min"), (3599, "1 h 0 min"), (3900, "1 h 5 min")],
)
def test_time_spent(seconds: float, expected: str) -> None:
    assert expected == spent(seconds)


def test_days_and_counts() -> None:
    assert ["today", "tomorrow", "yesterday", "in 3 days", "1,000 days ago"] == [days(number) for number in (0, 1, -1, 3, -1000)]
    assert ["1 card", "0 cards", "2,000 lapses"] == [count(1, "card"), count(0, "card"), count(2000, "lapse", "lapses")]
    assert "Monday, 23 November" == long_date(date(2026, 11, 23))


@given(st.text())
def test_plain_text_is_safe_and_never_read_as_markup(text: str) -> None:
    found = plain(text)
    assert is_safe(found.plain)
    assert [] == list(found.spans)
    assert "\t" not in found.plain


def test_plain_text_keeps_markup_as_it_is() -> None:
    assert "[b]x[/b] [@click=app.quit]y[/]" == plain("[b]x[/b] [@click=app.quit]y[/]", "bold").plain


def test_a_book_is_cut() -> None:
    assert len(plain("x" * 10 * LONGEST)) < LONGEST + 5


@given(st.text(), st.integers(0, 60))
def test_a_fitted_line_has_its_width(text: str, width: int) -> None:
    found = fitted(text, width)
    assert width == cell_len(found)
    assert "\n" not in found


@given(st.text(max_size=60), st.text(max_size=30), st.integers(1, 80))
def test_two_sides_never_overflow(left: str, right: str, width: int) -> None:
    found = sides(Content(fitted(left, cell_len(left))), Content(fitted(right, cell_len(right))), width)
    assert found.cell_length <= width


def test_a_hanging_text_begins_every_line_at_its_indent() -> None:
    found = hanging(Content("key"), Content("one two three four five"), 6, 16)
    assert "key   one two\n      three four\n      five" == found.plain
