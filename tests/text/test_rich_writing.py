"""Rich text is read as what was written."""

from hypothesis import given, settings

from quiz.text.blocks import Block, Paragraph, blocks
from quiz.text.rich import Span, spans
from quiz.text.rich_writing import words_written, written
from tests.text import rich_samples as any_
from tests.text.rich_samples import told, told_of


@given(any_.words())
@settings(max_examples=200)
def test_words_are_read_as_they_were_written(words: tuple[Span, ...]) -> None:
    source = words_written(words)
    assert told(words) == told(spans(source)), source


@given(any_.all_blocks())
@settings(max_examples=200)
def test_blocks_are_read_as_they_were_written(found: tuple[Block, ...]) -> None:
    source = written(found)
    if all(isinstance(one, Paragraph) and not one.heading for one in found):
        # What has no blocks is one paragraph, in which lines may be empty.
        between = [Span("\n\n"), *(span for one in found for span in (*getattr(one, "words", ()), Span("\n\n")))][1:-1]
        found = (Paragraph(tuple(between)),)
    assert [told_of(one) for one in found] == [told_of(one) for one in blocks(source)], source
