"""apy's Markdown."""

from pathlib import Path

import pytest

from quiz.cards.generation import generate
from quiz.errors import FormatError
from quiz.formats.reading import Contents, read

COUNTS = {
    "basic.md": 2,
    "deck.md": 2,
    "duplicate_test.md": 1,
    "duplicate_test_2.md": 3,
    "external_ids.md": 2,
    "external_ids_auto.md": 2,
    "external_ids_conflict.md": 1,
    "models.md": 4,
}
"""Notes, as a reader counts them; each makes one card."""


def _cards(found: Contents) -> list[tuple[str, str]]:
    return [(card.prompt, card.answer) for deck in found.decks for card in generate(deck)]


@pytest.mark.parametrize("name", COUNTS)
def test_real_files_have_the_notes_that_a_reader_counts(corpus: Path, name: str) -> None:
    found = read(corpus / "text" / "markdown" / "apy" / name)
    assert ("apy", COUNTS[name], COUNTS[name], 0) == (found.format.name, found.facts, len(_cards(found)), found.skipped_count)


def test_an_empty_note_is_told(corpus: Path) -> None:
    with pytest.raises(FormatError, match="line 4: The question is empty"):
        read(corpus / "text" / "markdown" / "apy" / "empty.md")


def test_what_stands_above_holds_for_all_and_notes_say_otherwise(tmp_path: Path) -> None:
    text = (
        "tags: all\ndeck: A::B\n\n# One\nnid: 17\ntags: own, two\n## Front\n**q** $x$\n## Back\n```\n# no note\n```\n"
        "## Extra\nmore\n"
        "# Two\nmodel: Basic (and reversed card)\ndeck: C\n## Front\nl\n## Back\nr\n"
        "# Three\nmodel: Cloze\n## Text\n{{c1::a::h}} and {{c2::b}}\n## Back Extra\nx\n"
    )
    (tmp_path / "n.md").write_text(text)
    found = read(tmp_path / "n.md")
    assert {"A::B": 2, "C": 1} == {deck.id: len(deck.facts) for deck in found.decks}
    one = found.decks[0].facts[0]
    assert ("17", frozenset({"own", "two"}), "**Extra**\n\nmore", "# no note") == (one.id, one.tags, one.note, str(one.value))
    assert {("l", "r"), ("r", "l"), ("[h] and b", "a"), ("a and _____", "b")} <= set(_cards(found))
