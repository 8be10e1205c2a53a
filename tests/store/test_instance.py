"""A collection and its copies never write under one device id."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from quiz.errors import StoreError, UsageError
from quiz.store.store import Store
from tests.store.samples import review


def written(path: Path) -> str:
    """Open a collection, write one event, and return the device that wrote it."""
    with Store.open(path) as store:
        return store.append(review()).device


def copied(path: Path, to: Path) -> Path:
    """Copy a collection's file with `cp`, into whatever is there."""
    to.parent.mkdir(exist_ok=True)
    to.write_bytes(path.read_bytes())
    return to


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "c.quiz"


def test_the_id_stays_from_process_to_process(path: Path) -> None:
    assert 1 == len({written(path) for _ in range(3)})


def test_two_at_once_keep_the_id_and_the_note(path: Path) -> None:
    with Store.open(path) as one, Store.open(path) as other:
        devices = {store.append(review()).device for _ in range(3) for store in (one, other)}
    assert 1 == len({*devices, written(path)})


def test_a_copied_file_gets_another_id_and_the_original_keeps_its_own(path: Path, tmp_path: Path) -> None:
    first = written(path)
    copy = copied(path, tmp_path / "other" / "c.quiz")
    assert first != written(copy)
    assert first == written(path)
    assert 2 == len({written(copy), written(copy), first})


def test_a_copied_folder_gets_another_id(path: Path, tmp_path: Path) -> None:
    path = tmp_path / "one" / "c.quiz"
    first = written(path)
    shutil.copytree(path.parent, tmp_path / "two")
    assert first != written(tmp_path / "two" / "c.quiz")
    assert first == written(path)


def test_a_folder_that_was_copied_away_and_back_gets_another_id(tmp_path: Path) -> None:
    path = tmp_path / "one" / "c.quiz"
    first = written(path)
    shutil.copytree(path.parent, tmp_path / "backup")
    written(path)
    shutil.copytree(tmp_path / "backup", tmp_path / "restored")
    shutil.rmtree(path.parent)
    (tmp_path / "restored").rename(path.parent)
    assert first != written(path)


def test_an_older_copy_in_the_place_of_the_file_gets_another_id(path: Path, tmp_path: Path) -> None:
    first = written(path)
    copy = copied(path, tmp_path / "backup" / "c.quiz")
    assert first == written(path)
    copied(copy, path)
    assert first != written(path)


def test_a_backup_made_in_the_middle_of_a_session_gets_another_id(path: Path, tmp_path: Path) -> None:
    with Store.open(path) as store:
        first = store.append(review()).device
        store.backup_to(tmp_path / "backup.quiz")
        assert first == store.append(review()).device
    copied(tmp_path / "backup.quiz", path)
    assert first != written(path)


def test_reading_alone_leaves_no_note(path: Path) -> None:
    with Store.open(path) as store:
        assert 0 == store.event_count()
    assert [path] == list(path.parent.iterdir())


def test_a_change_that_is_taken_back_costs_no_id(path: Path) -> None:
    first = written(path)
    with Store.open(path) as store:
        taken_back = store.transaction()
        taken_back.__enter__()
        store.append(review())
        taken_back.__exit__(KeyError, KeyError(), None)
        again = store.append(review())
        with pytest.raises(UsageError):
            store.append(again)
        assert first == store.append(review()).device


def test_a_collection_of_an_older_quiz_keeps_its_id(path: Path) -> None:
    first = written(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("DELETE FROM meta WHERE key = 'instance'")
    (path.parent / "c.quiz.instance").unlink()
    assert first == written(path)


@pytest.mark.parametrize("note", [b"", b"\xff", b"[]", b"{}", b"[" * 100_000])
def test_a_damaged_note_costs_an_id_and_nothing_else(path: Path, note: bytes) -> None:
    first = written(path)
    (path.parent / "c.quiz.instance").write_bytes(note)
    second = written(path)
    assert first != second
    assert second == written(path)


def test_a_note_that_cannot_be_written_stops_nobody(path: Path) -> None:
    (path.parent / "c.quiz.instance").mkdir()
    assert {written(path), written(path)}


def test_former_ids_are_remembered(path: Path, tmp_path: Path) -> None:
    first = written(path)
    copy = copied(path, tmp_path / "other" / "c.quiz")
    with Store.open(copy) as store:
        assert {first} == store.own_devices()
        second = store.append(review()).device
        assert {first, second} == store.own_devices()


@pytest.mark.parametrize("way", ["delete", "move", "replace"])
def test_nothing_is_written_into_a_file_that_is_gone(path: Path, way: str) -> None:
    """SQLite goes on writing into a file that has no name any longer; what it says is saved would be lost."""
    with Store.open(path) as store, Store.open(path.with_name("other.quiz")) as other:
        store.append(review())
        other.append(review())
        if way == "delete":
            path.unlink()
        elif way == "move":
            path.rename(path.with_name("moved.quiz"))
        else:
            path.with_name("other.quiz").replace(path)
        with pytest.raises(StoreError, match="NOT saved"):
            store.append(review())
        if way == "move":
            path.with_name("moved.quiz").rename(path)
            store.append(review())
