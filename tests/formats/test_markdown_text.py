"""Markdown for people: a deck as a page to be read."""

from pathlib import Path

from markdown_it import MarkdownIt

from quiz.facts.deck import Deck
from quiz.facts.fact import Fact, Source
from quiz.facts.relation import Relation
from quiz.formats.writing import write

DECK = Deck(
    "x",
    title="Lands *and* more",
    description="About\nthem.",
    relations=[Relation("capital"), Relation("rivers", many=True), Relation("note_x", value="rich")],
    sources={"atlas": Source("Atlas", url="https://example.org/a_b", key="atlas")},
    facts=[
        Fact(
            "Peru", "capital", "Lima", wrong=["Quito", "La Paz"], accept=["Ciudad de los Reyes"],
            note="By the *sea*.\n\n- a\n- b",
            sources=[Source("Atlas", url="https://example.org/a_b", key="atlas")], feedback=[("Quito", "That is Ecuador's.")],
            since="1821",
        ),
        Fact("Peru", "rivers", "Marañón"),
        Fact("Peru", "rivers", "Ucayali"),
        Fact("Peru", "note_x", "| a | b |\n|---|---|\n| 1 | 2 |\n\n- x\n- y", front="**Look** here"),
    ],
)  # fmt: skip


def test_everything_that_a_deck_says_stands_in_it(tmp_path: Path) -> None:
    write(DECK, tmp_path / "x.md", format="markdown")
    text = (tmp_path / "x.md").read_text("utf-8")
    assert text.startswith("# Lands \\*and\\* more\n\nAbout\nthem.\n\n## Peru\n\n- capital: Lima (since 1821)[^1]\n")
    assert "  - also right: Ciudad de los Reyes\n  - wrong options: Quito; La Paz\n" in text
    assert "  - on “Quito”: That is Ecuador's.\n" in text
    assert "- rivers: Marañón\n- rivers: Ucayali\n" in text
    assert text.endswith("[^1]: Atlas <https://example.org/a_b>\n")


def test_lists_and_tables_in_it_are_lists_and_tables(tmp_path: Path) -> None:
    write(DECK, tmp_path / "x.md", format="markdown")
    page = MarkdownIt().enable("table").render((tmp_path / "x.md").read_text("utf-8"))
    assert 1 == page.count("<table>")
    assert "<li>x</li>\n<li>y</li>" in page
    assert "<p>By the <em>sea</em>.</p>\n<ul>\n<li>a</li>" in page
    assert "<strong>Look</strong> here" in page
    assert 1 == page.count("<h2>")
