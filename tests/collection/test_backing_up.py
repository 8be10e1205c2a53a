"""A backup comes before a large change where one is due, and not otherwise."""

from datetime import timedelta
from pathlib import Path

import pytest
from attrs import evolve

from quiz.collection.backing_up import back_up, before, found
from quiz.collection.collection import Collection
from quiz.errors import NotFoundError, StoreError, UsageError
from quiz.store import backups
from quiz.store.backups import listed
from tests.collection.samples import deck, studying
from tests.study.samples import CAPITALS, NOON

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "c.quiz"


def reasons(path: Path) -> list[str]:
    return [backup.reason for backup in listed(path)]


def test_a_program_that_changes_decks_gets_one_too(path: Path) -> None:
    with Collection.open(path) as collection:
        collection.add(CAPITALS, NOON)
        assert [] == reasons(path)  # there was nothing before
        collection.add(deck(("a", "is", "b")), LATER)
        assert ["update"] == reasons(path)
        collection.add(deck(("a", "is", "b")), LATER + timedelta(days=1))  # nothing is changed
        assert ["update"] == reasons(path)
    with Collection.open(listed(path)[0].path) as earlier:
        assert ["capitals"] == [row.deck for row in earlier.decks()]


def test_the_learners_own_edit_needs_none(path: Path) -> None:
    with Collection.open(path) as collection:
        collection.add(CAPITALS, NOON)
        plan = evolve(collection.plan(evolve(CAPITALS, title="Others")), is_edit=True)
        collection.apply(plan, LATER)
        assert [] == reasons(path)


def test_none_is_made_in_a_transaction(path: Path) -> None:
    with Collection.open(path) as collection:
        collection.add(CAPITALS, NOON)
        with collection.store.transaction():
            assert None is before(collection.store, "update", LATER)
        assert before(collection.store, "update", LATER)


def test_a_large_collection_gets_one_a_day(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "LARGE", 1)
    with Collection.open(path) as collection:
        collection.add(CAPITALS, NOON)
        for hours in range(0, 60, 6):
            collection.add(deck(("a", "is", f"value {hours}")), NOON + timedelta(hours=hours))
    assert [0, 24, 48] == [(backup.at - 1000 * int(NOON.timestamp())) // 3_600_000 for backup in reversed(listed(path))]


def test_one_in_memory_has_no_folder(tmp_path: Path) -> None:
    with studying() as collection:
        assert None is collection.back_up_before("update", LATER)
        with pytest.raises(UsageError, match="in memory"):
            back_up(collection.store, NOON)
        made = back_up(collection.store, NOON, tmp_path / "b.quiz")
        assert made.size == made.path.stat().st_size
    with Collection.open(made.path) as copy:
        assert 2 == len(copy.decks())


def test_a_copy_of_a_damaged_collection_is_told_of(path: Path) -> None:
    with Collection.open(path) as collection:
        collection.add(CAPITALS, NOON)
        root = collection.store.database.value("SELECT rootpage FROM sqlite_master WHERE name = 'versions'")
    content = bytearray(path.read_bytes())
    content[(root - 1) * 4096 + 8 : root * 4096] = b"\xa5" * 4088
    path.write_bytes(content)
    with Collection.open(path) as collection, pytest.raises(StoreError, match=r"damaged, and so is the copy.*quiz doctor"):
        back_up(collection.store, NOON)
    assert ["by-hand"] == reasons(path)


def test_what_a_name_means(path: Path, tmp_path: Path) -> None:
    with Collection.open(path) as collection:
        collection.add(CAPITALS, NOON)
        first = back_up(collection.store, NOON)
        second = back_up(collection.store, LATER)
    assert second.path == found(path, "latest")
    assert first.path == found(path, first.name)
    assert first.path == found(path, first.name[:25])
    assert first.path == found(path, str(first.path))
    with pytest.raises(UsageError, match="means 2 backups"):
        found(path, "by-hand")
    for name in ("", "nothing"):
        with pytest.raises(NotFoundError):
            found(path, name)
    with pytest.raises(NotFoundError, match="no backup of this collection"):
        found(tmp_path / "other.quiz", "latest")
