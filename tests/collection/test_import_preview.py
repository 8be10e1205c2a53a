"""A look into a file before it is imported."""

from pathlib import Path

import pytest

from quiz.collection import import_preview
from quiz.collection.import_preview import CARDS, ROWS, preview
from quiz.errors import FormatError
from quiz.formats.format import HEAD, ReadOptions
from tests.formats.anki.made import Made, MadeNote


def test_the_first_rows_their_meaning_and_their_cards(tmp_path: Path) -> None:
    path = tmp_path / "words.tsv"
    path.write_text("front\tback\tTags\n" + "".join(f"q{number}\ta{number}\tx\n" for number in range(2000)), encoding="utf-8")
    found = preview(path, None, ReadOptions())
    assert ("csv", ("words",), ROWS, CARDS) == (found.format.name, found.decks, len(found.table.rows), len(found.cards))
    assert found.layout is not None
    assert ["subject", "answer", "tags"] == list(found.layout.roles.values())
    assert ("q0", "a0") == (found.cards[0].prompt, found.cards[0].answer)


def test_of_every_relation_there_is_a_card_among_the_first(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(
        "country,capital,area\n" + "".join(f"c{number},k{number},{number}\n" for number in range(100)), encoding="utf-8"
    )
    assert {"capital", "area"} == {card.relation.name for card in preview(path, None, ReadOptions()).cards[:3]}


def test_only_the_beginning_of_a_large_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"a,b\n" + b"x,y\n" * HEAD + b"\xff\xff\n")
    assert "" == preview(path, None, ReadOptions()).problem


def test_what_the_columns_cannot_be_is_a_problem_and_no_error(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    found = preview(path, None, ReadOptions(columns={"b": "ignore"}))
    assert ("Beside its subjects the table states nothing" in found.problem, ("a", "b")) == (True, found.table.columns)


def test_a_deck_of_quiz_is_shown_by_its_facts(tmp_path: Path) -> None:
    (tmp_path / "deck.toml").write_text('[deck]\nid = "x"\n[[facts]]\nsubject = "Peru"\ncapital = "Lima"\n', encoding="utf-8")
    found = preview(tmp_path, None, ReadOptions())
    assert (None, ("x",), [("Peru", "capital", "Lima")]) == (found.layout, found.decks, [row.cells for row in found.table.rows])


def test_the_decks_that_notes_name_are_told(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text("#separator:tab\n#deck column:1\na\tq\tr\nb\ts\tt\n", encoding="utf-8")
    assert ("a", "b") == preview(path, None, ReadOptions()).decks


def test_only_the_first_notes_of_a_package_are_read_and_all_its_decks_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_preview, "_SAMPLE", 3)
    notes = tuple(MadeNote((f"q{number}", f"a{number}"), {0: 1 + number // 5}) for number in range(10))
    path = Made(notes, decks={1: "One", 2: "Two", 3: "None"}, media={"x.png": b"x"}).package(tmp_path / "x.apkg", "latest")
    found = preview(path, None, ReadOptions())
    assert (("One", "Two"), ["q0", "q1", "q2"]) == (found.decks, [card.prompt for card in found.cards])


def test_where_the_first_notes_give_nothing_all_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_preview, "_SAMPLE", 1)
    notes = (MadeNote(("strange", "x"), type=7), MadeNote(("q", "a")))
    path = Made(notes, decks={1: "One"}).package(tmp_path / "x.apkg", "latest")
    found = preview(path, None, ReadOptions())
    assert (("One",), ["q"], 1) == (found.decks, [card.prompt for card in found.cards], len(found.skipped))


def test_a_file_of_no_format_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"\0\1\2")
    with pytest.raises(FormatError, match="the file is no text"):
        preview(tmp_path / "x", None, ReadOptions())


def test_rich_text_is_shown_by_its_words(tmp_path: Path) -> None:
    (tmp_path / "deck.toml").write_text(
        '[deck]\nid = "x"\n[relations.capital]\nvalue = "rich"\n[[facts]]\nsubject = "Peru"\ncapital = "**Lima**"\n',
        encoding="utf-8",
    )
    assert [("Peru", "capital", "Lima")] == [row.cells for row in preview(tmp_path, None, ReadOptions()).table.rows]
