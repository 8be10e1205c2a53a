"""Whatever is wrong with a collection is found, and what can be worked out anew is mended; the log stays as it is."""

import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

import pytest
from attrs import evolve

from quiz.collection import doctor
from quiz.collection.collection import Collection
from quiz.collection.doctor import CHECKS, Report, examine, repair
from quiz.collection.places import LEAST_SLICED
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.memory.events import Archived
from quiz.store import backups
from quiz.store.store import Store
from tests.collection.samples import SYMBOLS, check_replay, deck, study
from tests.study.samples import CAPITALS, NOON

LARGE = Deck("large", facts=[Fact(f"s{number}", "is", f"v{number}") for number in range(LEAST_SLICED)])
"""A deck that is kept in slices."""


def filled(path: Path) -> None:
    """Write a collection in which everything has happened: answers, undoings, renames, an edit, a removed deck."""
    with Collection.open(path) as collection:
        for each in (CAPITALS, SYMBOLS, LARGE, deck(("a", "is", "b"))):
            collection.add(each, NOON)
        study(collection, limit=3)
        session = collection.session(now=NOON)
        session.next(NOON)
        session.answer(3, NOON)
        session.undo(NOON)
        collection.add(deck(("a", "is", "b"), ("c", "is", "d")), NOON)
        collection.undo_plan("facts", NOON)
        collection.remove("symbols", NOON)
    Collection.open(path).close()  # which brings the checkpoint up to the end of the log
    shutil.rmtree(path.parent / "backups")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    filled(tmp_path / "c.quiz")
    return tmp_path / "c.quiz"


def damaged(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        for statement in statements:
            other.execute(statement)


def looked(path: Path) -> Report:
    with Collection(Store.open(path, read_only=True)) as collection:
        return examine(collection)


def mended(path: Path) -> Report:
    with Collection(Store.open(path)) as collection:
        return repair(collection, NOON)


def wrong(report: Report) -> list[str]:
    return [result.check for result in report.results if result.problems]


def log(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as other:
        return other.execute("SELECT * FROM events ORDER BY device, sequence").fetchall()


def test_a_whole_collection_has_nothing_wrong(path: Path) -> None:
    content = path.read_bytes()
    report = looked(path)
    assert [check.name for check in CHECKS] == [result.check for result in report.results]
    assert ([], True, False) == (wrong(report), report.is_whole, report.can_be_mended)
    assert content == path.read_bytes()
    assert {path.name} == {found.name for found in path.parent.iterdir()} - {"c.quiz.instance"}
    report = mended(path)
    assert (True, None) == (report.is_whole, report.backup)
    assert [] == backups.listed(path)


def test_one_in_memory_can_be_looked_at_too() -> None:
    with Collection.in_memory() as collection:
        assert examine(collection).is_whole
        collection.add(CAPITALS, NOON)
        study(collection)
        assert examine(collection).is_whole
        collection.catch_up()
        collection.store.clear_states()
        assert ["states"] == wrong(examine(collection))
        report = repair(collection, NOON)
        assert (True, None) == (report.is_whole, report.backup)
        check_replay(collection)


CACHES: list[tuple[str, str]] = [
    ("states", "UPDATE cards SET reps = reps + 1 WHERE reps > 0"),
    ("states", "UPDATE cards SET stability = stability * 1.0000001 WHERE reps > 0"),
    ("states", "UPDATE cards SET phase = 'new', due_day = NULL, due_at = NULL, stability = NULL WHERE reps > 0"),
    ("states", "INSERT INTO cards (card, reps) VALUES ('nothing', 3)"),
    ("states", "DELETE FROM cards WHERE reps > 0"),
    ("cards", "UPDATE cards SET position = position + 1 WHERE deck = 'capitals'"),
    ("cards", "UPDATE cards SET alive = 0 WHERE deck = 'capitals' AND position = 0"),
    ("cards", "UPDATE cards SET alive = 1 WHERE deck = 'symbols'"),
    ("cards", "INSERT INTO cards (card, deck, alive) VALUES ('stranger', 'capitals', 1)"),
    ("cards", "UPDATE cards SET sibling = 'all of them' WHERE deck = 'capitals'"),
    ("cards", "UPDATE cards SET content = 'x' WHERE deck = 'large' AND position = 3"),
    ("cards", "UPDATE slices SET facts = '[]' WHERE number = 0"),
    ("cards", "DELETE FROM slices WHERE number = 0"),
    ("cards", "UPDATE sliced SET head = '{}'"),
    ("counts", "UPDATE decks SET total = total + 1 WHERE deck = 'capitals'"),
    ("counts", "UPDATE decks SET fresh = 0 WHERE deck = 'capitals'"),
    ("counts", "UPDATE load SET cards = cards + 1"),
    ("counts", "DELETE FROM load"),
    ("counts", "UPDATE answers SET answers = answers + 1"),
    ("counts", "INSERT INTO answers VALUES (1, 3)"),
    ("states", "UPDATE applied SET sequence = sequence + 100"),
    ("decks", "UPDATE decks SET title = 'Another' WHERE deck = 'capitals'"),
    ("decks", "UPDATE decks SET path = '/nowhere' WHERE deck = 'capitals'"),
    ("decks", "UPDATE decks SET archived = 0 WHERE deck = 'symbols'"),
    ("decks", "UPDATE decks SET archived = 1 WHERE deck = 'capitals'"),
    ("decks", "UPDATE decks SET version = (SELECT version FROM decks WHERE deck = 'symbols') WHERE deck = 'capitals'"),
    ("decks", "DELETE FROM decks WHERE deck = 'capitals'"),
    ("undone", "DELETE FROM undone"),
    ("undone", "DELETE FROM undoings"),
    ("undone", "INSERT INTO undone VALUES ('desk', 7)"),
    ("undone", "UPDATE undoings SET target_sequence = target_sequence + 1"),
    ("renames", "INSERT INTO renames VALUES ('a', 'b')"),
    ("schema", "DROP TRIGGER events_are_not_changed"),
    ("schema", "DROP INDEX events_by_card"),
    ("schema", "DROP TRIGGER cards_counted_by_state"),
    ("schema", "DROP TABLE renames"),
    ("schema", "DROP TABLE undone"),
    ("schema", "CREATE INDEX mine ON cards (reps)"),
    ("schema", "CREATE TRIGGER mine AFTER INSERT ON events BEGIN SELECT 1; END"),
]


@pytest.mark.parametrize(("check", "statement"), CACHES)
def test_what_is_worked_out_is_compared_and_mended(path: Path, check: str, statement: str) -> None:
    damaged(path, statement)
    before = log(path)
    content = path.read_bytes()
    report = looked(path)
    assert check in wrong(report)
    assert report.can_be_mended
    assert content == path.read_bytes()
    report = mended(path)
    assert [] == wrong(report)
    assert next(result for result in report.results if result.check == check).mended
    assert report.backup is not None
    assert looked(path).is_whole
    assert before == log(path)
    with Collection.open(path) as collection:
        check_replay(collection)
    assert ["repair"] == [backup.reason for backup in backups.listed(path)]


def test_everything_at_once(path: Path) -> None:
    damaged(
        path, *(statement for check, statement in CACHES if check not in {"schema", "renames"} and "version" not in statement)
    )
    assert mended(path).is_whole
    assert looked(path).is_whole


def test_an_event_that_cannot_be_read_is_named_and_stays(path: Path) -> None:
    damaged(
        path,
        "INSERT INTO events VALUES ('desk', 1, 0, 0, 'Reviewed', 'ant', '{')",
        "INSERT INTO events VALUES ('desk', 2, 0, 0, 'Dreamt', 'ant', '{}')",
    )
    before = log(path)
    report = looked(path)
    assert {"log"} <= set(wrong(report))
    found = next(result for result in report.results if result.check == "log")
    assert ["Event 1 of device desk", "Event 2 of device desk"] == [problem[:22] for problem in found.problems]
    assert not mended(path).is_whole
    assert before == log(path)


def test_missing_numbers_of_others_are_told_and_of_this_device_wrong(path: Path) -> None:
    damaged(path, "INSERT INTO events VALUES ('desk', 5, 0, 0, 'Resumed', 'ant', '{}')")
    report = looked(path)
    assert report.is_whole
    (found,) = (result for result in report.results if result.check == "numbers")
    assert ("4 events of device desk are not here yet.",) == found.notes
    damaged(path, "INSERT INTO events SELECT value, 100, 0, 0, 'Resumed', 'ant', '{}' FROM meta WHERE key = 'device'")
    assert ["numbers"] == wrong(looked(path))


def test_a_damaged_version_is_named(path: Path) -> None:
    damaged(
        path,
        "DROP TRIGGER versions_are_not_changed",
        "UPDATE versions SET content = x'00' WHERE deck = 'capitals'",
    )
    mended(path)  # the trigger
    report = looked(path)
    assert "versions" in wrong(report)
    assert not mended(path).is_whole


def test_a_version_that_is_not_here_yet_is_told(path: Path) -> None:
    with Collection.open(path) as collection:
        collection.store.merge(
            [{"event": "DeckVersion", "deck": "far", "version": "0" * 64, "at": 0, "day": 0, "device": "desk", "sequence": 1}]
        )
    report = looked(path)
    assert report.is_whole
    assert any("far has a version that is not here yet" in note for result in report.results for note in result.notes)


def test_a_deck_that_the_log_knows_nothing_of_leaves_the_list(path: Path) -> None:
    damaged(
        path,
        "INSERT INTO decks (deck, version, title, position, archived) SELECT 'x', version, 'X', 9, 0 FROM decks LIMIT 1",
    )
    assert "decks" in wrong(looked(path))
    assert mended(path).is_whole
    with Collection.open(path) as collection:
        assert "x" not in [row.deck for row in collection.decks()]


def test_an_index_that_is_wrong_is_made_anew(path: Path) -> None:
    damaged(
        path,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = replace(sql, 'card IS NOT NULL', 'card IS NULL') WHERE name = 'events_by_card'",
    )
    damaged(
        path,
        "INSERT INTO events VALUES ('desk', 1, 0, 0, 'Resumed', NULL, '{}')",
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = replace(sql, 'card IS NULL', 'card IS NOT NULL') WHERE name = 'events_by_card'",
    )
    found = next(result for result in looked(path).results if result.check == "file")
    assert any("events_by_card" in problem for problem in found.problems)
    report = mended(path)
    assert "file" not in wrong(report)


def test_a_damaged_file_is_not_mended(path: Path) -> None:
    content = bytearray(path.read_bytes())
    with closing(sqlite3.connect(path)) as other:
        (root,) = other.execute("SELECT rootpage FROM sqlite_master WHERE name = 'versions'").fetchone()
    content[(root - 1) * 4096 + 8 : root * 4096] = b"\xa5" * 4088
    path.write_bytes(content)
    report = looked(path)
    assert ["file"] == wrong(report)
    assert any("quiz restore latest" in problem for problem in report.results[0].problems)
    assert {("Not looked at, because of the above.",)} == {result.notes for result in report.results[1:]}
    assert not mended(path).is_whole
    assert content == path.read_bytes()


def test_a_lost_log_is_not_made_up(path: Path) -> None:
    damaged(path, "DROP TRIGGER events_are_not_deleted", "DROP TABLE events")
    report = mended(path)
    assert "schema" in wrong(report)
    assert "The table events is missing." in next(result for result in report.results if result.check == "schema").problems


def test_many_problems_are_not_told_one_by_one() -> None:
    with Collection.in_memory() as collection:
        collection.add(Deck("n", facts=deck(*((f"s{n}", "is", f"v{n}") for n in range(40))).facts), NOON)
        collection.store.database.run("UPDATE cards SET marked = 1")
        (found,) = (result for result in examine(collection).results if result.problems)
        assert doctor.MOST + 1 == len(found.problems)
        assert found.problems[-1].startswith("… and ")


def test_what_fails_while_mending_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from quiz.errors import StoreError

    def fail(_: Collection) -> None:
        raise StoreError("the disk is full")

    checks = tuple(evolve(check, mend=fail) if check.name == "counts" else check for check in CHECKS)
    monkeypatch.setattr(doctor, "CHECKS", checks)
    damaged(path, "UPDATE decks SET total = 7", "DELETE FROM undone")
    report = mended(path)
    assert ["counts"] == wrong(report)
    (found,) = (result for result in report.results if result.problems)
    assert "It could not be mended: the disk is full" in found.problems
    assert next(result for result in report.results if result.check == "undone").mended


def test_others_may_write_while_it_looks(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is looked at is one moment, so an answer that comes meanwhile is no difference."""
    with Collection.open(path) as other, Collection.open(path, read_only=True) as collection:

        def study_first(look: Callable[[Collection], Iterable[str]]) -> Callable[[Collection], Iterable[str]]:
            def looked_at(found: Collection) -> Iterable[str]:
                other.store.append(Archived(deck="capitals", at=0, day=0))
                return look(found)

            return looked_at

        checks = tuple(evolve(check, look=study_first(check.look)) for check in CHECKS)
        monkeypatch.setattr(doctor, "CHECKS", checks)
        assert examine(collection).is_whole


def test_a_collection_that_was_searched_is_whole(path: Path) -> None:
    with Collection.open(path) as collection:
        assert collection.search("a", NOON)
    assert looked(path).is_whole
