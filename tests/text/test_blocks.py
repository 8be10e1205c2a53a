"""Blocks of rich text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.facts.values import RichText
from quiz.text.blocks import Block, Code, Paragraph, Table, blocks, has_blocks
from quiz.text.safe import is_safe

PIECES = st.sampled_from(
    ["- a", "1. b", "> c", "```py", "```", "|a|b|", "|-|:-:|", "| 日 | x |", "  - d", "# e", "*f*", "", "\x1b[31m", "---", "<b>"]
)


def told(block: Block) -> object:
    match block:
        case Paragraph(words, mark, depth, quoted, heading):
            return ("".join(span.text for span in words), mark, depth, quoted, heading)
        case Code(source, lang):
            return (lang, source)
        case Table(rows, aligns):
            return (aligns, [["".join(span.text for span in cell) for cell in row] for row in rows])


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("one *line*", [("one line", "", 0, 0, False)]),
        ("a\nb", [("a\nb", "", 0, 0, False)]),
        ("- a\n- b\n  - c", [("a", "•", 1, 0, False), ("b", "•", 1, 0, False), ("c", "•", 2, 0, False)]),
        ("3. a\n4. b", [("a", "3.", 1, 0, False), ("b", "4.", 1, 0, False)]),
        ("> a\n> > b", [("a", "", 0, 1, False), ("b", "", 0, 2, False)]),
        ("# a\n\nb", [("a", "", 0, 0, True), ("b", "", 0, 0, False)]),
        ("so:\n```python\nif x:\n    y\n```", [("so:", "", 0, 0, False), ("python", "if x:\n    y")]),
        (
            "|a|b|c|\n|-|-:|:-:|\n|1|2|\n|$x^2$|4|5|6|",
            [(("left", "right", "center"), [["a", "b", "c"], ["1", "2", ""], ["x²", "4", "5"]])],
        ),
        ("[a](b)\n- ![c](d)", [("[a](b)", "", 0, 0, False), ("![c](d)", "•", 1, 0, False)]),
    ],
)
def test_blocks(source: str, found: list[object]) -> None:
    assert found == [told(block) for block in blocks(source)]


@pytest.mark.parametrize("source", ["- a", "|a|b|", "5 > 3", "a\nb", "1. April 1990"])
def test_one_line_is_no_block_and_lines_alone_are_none(source: str) -> None:
    assert not has_blocks(source)


def test_a_value_keeps_the_indentation_of_its_code_and_is_known_by_the_same_words() -> None:
    value = RichText("so:\n```python\nif x:\n    y  = 1\n```")
    assert "so:\n```python\nif x:\n    y  = 1\n```" == value.source
    assert RichText("so:\n```python\nif x:\ny = 1\n```").key == value.key


@given(st.lists(PIECES, max_size=12).map("\n".join))
def test_nothing_breaks_it_and_nothing_unsafe_comes_out(source: str) -> None:
    for block in blocks(source):
        match block:
            case Paragraph(words):
                texts = [span.text for span in words]
            case Code(source=code):
                texts = [code]
            case Table(rows):
                texts = [span.text for row in rows for cell in row for span in cell]
        assert all(map(is_safe, texts))
