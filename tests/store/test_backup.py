"""A backup is whole, and replaces the one before only when it is."""

import os
from pathlib import Path

import pytest

from quiz.errors import StoreError, UsageError
from quiz.store.store import Store
from tests.store.samples import add_deck, review


@pytest.mark.parametrize("memory", [True, False])
def test_a_backup_is_a_collection(tmp_path: Path, *, memory: bool) -> None:
    with Store.in_memory() if memory else Store.open(tmp_path / "c.quiz") as store:
        add_deck(store, "animals", ["ant", "bee"])
        event = store.append(review())
        store.backup_to(tmp_path / "new" / "b.quiz")
        store.append(review())
        store.backup_to(str(tmp_path / "new" / "b2.quiz"))
        with Store.open(tmp_path / "new" / "b.quiz") as copy:
            assert [event] == list(copy.events())
            assert store.deck_rows() == copy.deck_rows()
            assert store.device == copy.device
        with Store.open(tmp_path / "new" / "b2.quiz") as copy:
            assert 2 == copy.event_count()
    assert {"b.quiz", "b2.quiz"} == {file.name for file in (tmp_path / "new").iterdir()}


def test_the_last_backup_stays_when_the_next_one_fails(tmp_path: Path) -> None:
    with Store.open(tmp_path / "c.quiz") as store:
        (tmp_path / "b.quiz").mkdir()
        with pytest.raises(StoreError, match=r"b\.quiz"):
            store.backup_to(tmp_path / "b.quiz")
    assert {"b.quiz", "c.quiz"} == {file.name for file in tmp_path.iterdir()}


def test_no_backup_in_the_middle_of_a_change(tmp_path: Path) -> None:
    with Store.open(tmp_path / "c.quiz") as store:
        with store.transaction(), pytest.raises(UsageError, match="in the middle of a change"):
            store.backup_to(tmp_path / "b.quiz")
        assert not (tmp_path / "b.quiz").exists()


def test_copies_that_were_killed_go_in_time(tmp_path: Path) -> None:
    old, new, other = (tmp_path / name for name in ("b.quiz.71.part", "b.quiz.72.part-journal", "old.part"))
    for path in (old, new, other):
        path.touch()
        if path is not new:
            os.utime(path, (0, 0))
    with Store.in_memory() as store:
        store.backup_to(tmp_path / "c.quiz")
    assert {"b.quiz.72.part-journal", "c.quiz", "old.part"} == {file.name for file in tmp_path.iterdir()}
