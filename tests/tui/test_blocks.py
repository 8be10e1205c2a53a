"""Blocks of rich text on the screen."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from quiz.tui.blocks import block_content, highlighted

TABLE = "|city|people|\n|:--|--:|\n|Tokyo|37 000 000|\n|東京|*1*|"


def test_columns_stand_below_each_other_in_cells() -> None:
    lines = ["city  │     people", "──────┼───────────", "Tokyo │ 37 000 000", "東京  │          1"]
    assert lines == block_content(TABLE, 60).plain.split("\n")


def test_a_cell_that_is_too_long_goes_on_below() -> None:
    lines = block_content("|a|b|\n|-|-|\n|one two three four|x|", 16).plain.split("\n")
    assert all(cell_len(line) <= 16 for line in lines)
    assert "one two three four" == " ".join(line.partition("│")[0].strip() for line in lines[2:])


def test_lists_hang_and_quotes_have_a_bar() -> None:
    shown = block_content("- one two three\n- b\n  1. c\n\n> d", 12).plain
    assert "• one two\n  three\n• b\n  1. c\n \n▏ d" == shown


def test_code_is_told_apart_and_stays_as_it_is() -> None:
    source = 'def f():\n    return "[b]x[/b]"  # no'
    shown = highlighted(source, "python")
    assert source == shown.plain
    styles = {shown.plain[span.start : span.end]: str(span.style) for span in shown.spans}
    assert ("bold $primary", "bold", "italic $quiet") == (styles["def"], styles["f"], styles["# no"])
    assert source == highlighted(source, "no such language").plain


@given(st.text("ab|日\n-> \x1b[`*", max_size=60), st.integers(12, 40))
def test_no_line_is_wider_than_its_room(source: str, width: int) -> None:
    """But for paragraphs, which the screen wraps."""
    for line in block_content(f"- {source}\n- b", width).plain.split("\n"):
        assert "\x1b" not in line
