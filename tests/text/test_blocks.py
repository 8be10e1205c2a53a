"""Blocks of rich text."""

from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.facts.values import RichText
from quiz.text.blocks import Block, Code, Items, Paragraph, Quote, Rule, Table, blocks, has_blocks
from quiz.text.rich import Span
from quiz.text.safe import is_safe

PIECES = st.sampled_from(
    ["- a", "1. b", "> c", "```py", "```", "|a|b|", "|-|:-:|", "| 日 | x |", "  - d", "# e", "*f*", "", "\x1b[31m", "---", "<b>"]
)


def words(found: Iterable[Span]) -> str:
    return "".join(span.text for span in found)


def told(block: Block) -> object:
    match block:
        case Paragraph(found, 0):
            return words(found)
        case Paragraph(found, rank):
            return (rank, words(found))
        case Code(source, lang):
            return (lang, source)
        case Table(rows, aligns, headed):
            return (aligns, headed, [[words(cell) for cell in row] for row in rows])
        case Quote(inner):
            return [told(one) for one in inner]
        case Items(items, start):
            return (start, [[told(one) for one in item] for item in items])
        case Rule():
            return None


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("one *line*", ["one line"]),
        ("a\nb", ["a\nb"]),
        ("- a\n- b\n  - c", [(None, [["a"], ["b", (None, [["c"]])]])]),
        ("3. a\n4. b", [(3, [["a"], ["b"]])]),
        ("1. a\n\n   b\n   - c\n2. > d", [(1, [["a", "b", (None, [["c"]])], [["d"]]])]),
        ("> a\n> > b", [["a", ["b"]]]),
        ("## a\n\nb", [(2, "a"), "b"]),
        ("a\n---\nb\n***", ["a", None, "b", None]),
        ("- a\n\n[]{}", [(None, [["a"]])]),
        ("so:\n```python\nif x:\n    y\n```", ["so:", ("python", "if x:\n    y")]),
        ("- a\n  ```\n  b\n  ```", [(None, [["a", ("", "b")]])]),
        (
            "|a|b|c|\n|-|-:|:-:|\n|1|2|\n|$x^2$|4|5|6|",
            [(("left", "right", "center"), True, [["a", "b", "c"], ["1", "2", ""], ["x²", "4", "5"]])],
        ),
        ("||\n|-|\n|a[]{.br}b|", [(("left",), False, [["a\nb"]])]),
        ("[a](b)\n- ![c](d)", ["[a](b)", (None, [["c"]])]),
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
    assert all(map(is_safe, texts(blocks(source))))


def texts(found: Iterable[Block]) -> Iterator[str]:
    for block in found:
        match block:
            case Paragraph(words):
                yield from (span.text for span in words)
            case Code(source=code):
                yield code
            case Table(rows):
                yield from (span.text for row in rows for cell in row for span in cell)
            case Quote(inner):
                yield from texts(inner)
            case Items(items):
                yield from texts(one for item in items for one in item)


def test_lists_in_lists_end_early() -> None:
    for source in ("- " * 5000 + "a\nb", "> " * 5000 + "a\nb", "1. " * 5000 + "\n"):
        blocks(source)
