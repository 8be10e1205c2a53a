"""hashcards Markdown."""

from pathlib import Path

import pytest

from quiz.cards.generation import generate
from quiz.errors import FormatError
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.facts.values import RichText
from quiz.formats.reading import Contents, read
from quiz.formats.writing import write

COUNTS = {
    # file: cards that a reader of it counts
    "Art.md": 2,
    "Audio.md": 1,
    "French.md": 2,
    "Geography.md": 3,
    "Geology.md": 1,
    "Math.md": 9,
    "Quotes.md": 3,
    "test_Deck.md": 2,
}


def _read(tmp_path: Path, text: str) -> Contents:
    (tmp_path / "cards.md").write_text(text, encoding="utf-8")
    return read(tmp_path / "cards.md")


def _cards(found: Contents) -> list[tuple[str, str]]:
    return [(card.prompt, card.answer) for card in generate(found.deck)]


@pytest.mark.parametrize("name", COUNTS)
def test_real_files_give_the_cards_that_a_reader_counts(corpus: Path, name: str) -> None:
    found = read(corpus / "text" / "hashcards" / name)
    assert ("hashcards", 0, COUNTS[name]) == (found.format.name, found.skipped_count, len(_cards(found)))


def test_questions_and_sentences_are_cards(tmp_path: Path) -> None:
    found = _read(tmp_path, "Q: Who?\nA: **Me**\n\nC: [One] and [two].\n---\nQ: a\n  b\nA:\n\n- x\n- y\n")
    assert [("_____ and two.", "One"), ("One and _____.", "two")] == [card for card in _cards(found) if "_____" in card[0]]
    assert {("Who?", "Me"), ("a\nb", "• x\n• y")} <= set(_cards(found))


def test_the_deck_is_called_as_its_file_says(tmp_path: Path) -> None:
    found = _read(tmp_path, '---\nname = "Latin"\n---\n\nQ: canis\nA: dog\n')
    assert ("Latin", "line 5") == (found.deck.id, "line 5" if found.deck.facts else "")


def test_what_is_out_of_order_is_told_with_its_line_and_costs_nothing_else(tmp_path: Path) -> None:
    text = "Q: no answer\n---\nA: no question\nQ: good\nA: one\nC: no blank\n\nQ: good\nA: one\nQ: empty\nA:\n"
    found = _read(tmp_path, text)
    assert [("good", "one")] == _cards(found)
    assert ["line 1", "line 3", "line 6", "line 8", "line 10"] == [one.where for one in found.skipped]


def test_a_fence_holds_whatever_it_holds(tmp_path: Path) -> None:
    found = _read(tmp_path, "Q: What is it?\nA: yaml\n```\n---\nA: 1\n```\n")
    assert ["What is it?"] == [prompt for prompt, _ in _cards(found)]
    assert "A: 1" in _cards(found)[0][1]


def test_brackets_that_are_escaped_and_pictures_are_no_blanks(tmp_path: Path) -> None:
    found = _read(tmp_path, "C: \\[sic\\] ![alt](x.png) [blank] {{x}} a::b\n")
    assert [("[sic] [picture: alt] _____ {{x}} a::b", "blank")] == _cards(found)


def test_a_text_without_cards_is_none_of_them(tmp_path: Path) -> None:
    for text in ("# Notes\n\nQ: is not at the beginning\n", "C: a sentence without a blank\n", "Q: only a question\n"):
        with pytest.raises(FormatError, match="in no format"):
            _read(tmp_path, text)


def test_a_deck_is_written_and_read_again(tmp_path: Path) -> None:
    facts = [
        Fact("Who *was* it?\nA: nobody", "answer", "x_y"),
        Fact("2 + 2?", "answer", RichText("**four**")),
        Fact("s", "cloze", "{{c1::One}} and {{c2::two::hint}}."),
        Fact("t", "cloze", "{{c1::One}} [sic]"),
    ]
    relation = Relation("answer", value="rich", ask="{subject}", kinds="forward")
    deck = Deck("my deck", facts=facts, relations=[relation])
    written = write(deck, tmp_path / "x.md", format="hashcards")
    assert 4 == written.cards
    assert ["hashcards takes every bracket for a blank."] == [one.reason for one in written.skipped]
    found = read(tmp_path / "x.md")
    assert "my deck" == found.deck.id
    assert {("2 + 2?", "four"), ("_____ and two.", "One"), ("One and _____.", "two")} <= set(_cards(found))
    assert ["Who *was* it?\nA: nobody"] == [prompt for prompt, _ in _cards(found) if prompt.startswith("Who")]


def test_headings_between_cards_belong_to_none(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text("# Sea\n\nWords.\n\nQ: a\nA: b\n\n## Tides\n\nC: The [ebb] falls\n\n### More\n\nQ: c\nA: d\n\n# is\nhere\n")
    found = read(path)
    assert ("hashcards", ["b", "The ebb falls"]) == (found.format.name, [str(fact.value) for fact in found.deck.facts[:2]])
    last = found.deck.facts[2].value
    assert isinstance(last, RichText)
    assert last.source.endswith("here")
    out = tmp_path / "out.md"
    deck = Deck(
        "d",
        relations=[Relation("answer", value="rich", ask="{subject}", kinds="forward", apart=True)],
        facts=[Fact("e", "answer", RichText("f\n\n# g"))],
    )
    write(deck, out, format="hashcards")
    (fact,) = read(out).deck.facts
    assert fact.value == RichText("f\n\n# g")


def test_a_folder_is_a_deck_for_each_file_with_cards(tmp_path: Path) -> None:
    (tmp_path / "more" / "deep").mkdir(parents=True)
    (tmp_path / "README.md").write_text("# My cards\n\nHow to use them.\n")
    (tmp_path / "tides.md").write_text('---\nname = "Tides"\n---\nQ: What is an ebb?\nA: The going out.\n\nQ: nothing\n')
    (tmp_path / "more" / "deep" / "sea.md").write_text("C: The [moon] pulls.\n\nQ: Where?\nA: ![](pier.png)\n")
    (tmp_path / "more" / "deep" / "pier.png").write_bytes(b"png")
    found = read(tmp_path)
    assert ("hashcards", ["Tides", "more::deep::sea"]) == (found.format.name, sorted(deck.id for deck in found.decks))
    assert ["tides, line 7"] == [one.where for one in found.skipped]
    assert 3 == sum(len(deck.facts) for deck in found.decks)
    assert ["pier.png"] == [name for media in found.media.values() for name in media]
    assert ["all"] == [deck.id for deck in read(tmp_path, deck="all").decks]
