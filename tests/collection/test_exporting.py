"""Exporting: a file is there whole or not at all, and nothing is replaced unasked."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quiz.collection.collection import Collection
from quiz.collection.exporting import export
from quiz.errors import ExchangeCancelledError, NotFoundError, UsageError
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.formats.reading import read
from quiz.formats.registry import formats
from quiz.memory.events import Reviewed
from quiz.memory.rating import Rating

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
DECK = Deck("capitals", "Capitals", facts=[Fact("Peru", "capital", "Lima"), Fact("Kenya", "capital", "Nairobi")])


@pytest.fixture
def collection() -> Collection:
    found = Collection.in_memory()
    found.add(DECK, NOW)
    return found


@pytest.mark.parametrize("format", [one.name for one in formats() if one.write])
def test_every_format_writes_what_it_reports(collection: Collection, tmp_path: Path, format: str) -> None:
    session = collection.session("capitals", now=NOW)
    for rating in (Rating.GOOD, Rating.AGAIN):
        session.next(NOW)
        session.answer(rating, now=NOW)
    session.undo(NOW)
    report = collection.export("capitals", tmp_path / "x", format=format)
    # Of two facts, neither can be asked by choice, which is all that Aiken knows.
    facts = 0 if format == "aiken" or format.startswith("log") else 2
    reviews = 1 if format.startswith(("log", "anki")) and format != "anki-text" else 0
    assert (facts, reviews, 4 if format == "aiken" else 0) == (report.facts, report.reviews, len(report.skipped))
    assert ["x"] == [found.name for found in tmp_path.iterdir()]


@pytest.mark.parametrize(("format", "expected"), [("csv", (1, 0)), ("log", (0, 1))])
def test_a_part_of_a_deck_is_written_with_its_own_answers(
    collection: Collection, tmp_path: Path, format: str, expected: tuple[int, int]
) -> None:
    session = collection.session("capitals", now=NOW)
    for _ in range(4):
        if session.next(NOW) is not None:
            session.answer(Rating.EASY, now=NOW)
    facts = {DECK.facts[0].key}
    name = next(one.name for one in formats() if one.write and one.name.startswith(format))
    report = export(collection, "capitals", tmp_path / "x", name, facts=facts)
    answered = {event.card for event in collection.events() if isinstance(event, Reviewed)}
    mine = {card.id for card in collection.cards("capitals") if card.facts[0].key in facts}
    assert (expected[0], len(answered & mine) * expected[1]) == (report.facts, report.reviews)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("x.csv", "csv"),
        ("x.JSON", "json"),
        ("x.jsonl", "jsonl"),
        ("x.txt", "anki-text"),
        ("x.md", "markdown"),
        ("x", "quiz"),
        ("x.toml", "quiz"),
    ],
)
def test_the_name_of_the_file_tells_the_format(collection: Collection, tmp_path: Path, name: str, expected: str) -> None:
    assert expected == collection.export("capitals", tmp_path / name).format


def after(times: int) -> Callable[[], bool]:
    """Return what says that the work is no longer wanted, once it was asked so often."""
    left = iter(range(times))
    return lambda: next(left, None) is None


def test_what_is_written_can_be_read_again(collection: Collection, tmp_path: Path) -> None:
    for name in ("x.csv", "x.json", "x.jsonl", "x"):
        collection.export("capitals", tmp_path / name)
        assert set(DECK.facts) == set(read(tmp_path / name).deck.facts)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("there.csv", "is there already"),
        ("folder", "is there already"),
        ("there.csv/x.csv", "There is no folder"),
        ("nowhere/x.csv", "There is no folder"),
        ("folder.csv", "is a folder; name a file in it"),
        ("x.docx", "cannot be told by its name"),
        ("x\0.csv", "holds a NUL character"),
    ],
)
def test_where_nothing_can_be_written_is_told(collection: Collection, tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "there.csv").write_text("mine", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "folder" / "mine").touch()
    with pytest.raises(UsageError, match=said):
        collection.export("capitals", tmp_path / name)
    assert "mine" == (tmp_path / "there.csv").read_text(encoding="utf-8")


def test_what_is_there_is_replaced_where_that_is_wanted(collection: Collection, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("mine", encoding="utf-8")
    collection.export("capitals", tmp_path / "x.csv", force=True)
    assert (tmp_path / "x.csv").read_text(encoding="utf-8").startswith("subject,capital")


def test_an_export_that_is_stopped_leaves_what_was_there(collection: Collection, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("mine", encoding="utf-8")
    for stop in range(4):
        with pytest.raises(ExchangeCancelledError):
            collection.export("capitals", tmp_path / "x.csv", force=True, cancelled=after(stop))
        assert [("x.csv", "mine")] == [(found.name, found.read_text(encoding="utf-8")) for found in tmp_path.iterdir()]


def test_an_unknown_deck_and_a_format_that_is_only_read_are_told(collection: Collection, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="There is no deck"):
        collection.export("capitols", tmp_path / "x.csv")
    with pytest.raises(UsageError, match="can be read and not written"):
        collection.export("capitals", tmp_path / "x", format="parquet")


def test_the_review_log_fits_what_reads_review_logs(collection: Collection, tmp_path: Path) -> None:
    from quiz.collection.review_log import read_log

    session = collection.session("capitals", now=NOW)
    session.next(NOW)
    session.answer(Rating.HARD, now=NOW)
    collection.export("capitals", tmp_path / "log.csv", format="log-csv")
    assert [2] == [rating for _, _, rating, _ in read_log(tmp_path / "log.csv", UTC)]


def test_markdown_is_fit_to_be_read(tmp_path: Path) -> None:
    from quiz.formats.writing import write

    write(DECK, tmp_path / "x.md")
    assert "# Capitals\n\n## Peru\n\n- capital: Lima\n\n## Kenya\n\n- capital: Nairobi\n" == (tmp_path / "x.md").read_text(
        "utf-8"
    )
