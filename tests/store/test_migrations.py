"""Every older file becomes one of today, with a copy of what it was, or stays what it was."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from quiz.errors import NewerCollectionError, StoreError
from quiz.store import backups, migrations, steps
from quiz.store.store import Store
from tests.store.samples import review


def schema(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as other:
        return other.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()


def old_file(path: Path, version: int) -> None:
    """Write a collection as the quiz of that version did."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        for step in steps.MIGRATIONS[:version]:
            for statement in step:
                other.execute(statement)
        if version:
            other.execute("INSERT INTO meta VALUES ('device', 'desk')")
            other.execute(f"PRAGMA application_id = {migrations.APPLICATION_ID}")
            other.execute(f"PRAGMA user_version = {version}")


@pytest.fixture
def next_version(monkeypatch: pytest.MonkeyPatch) -> int:
    """Make this quiz a newer one that adds a column to the decks."""
    grown = [*steps.MIGRATIONS, ("ALTER TABLE decks ADD COLUMN colour TEXT", "CREATE TABLE notes (note TEXT) STRICT")]
    monkeypatch.setattr(steps, "MIGRATIONS", grown)
    return len(grown)


@pytest.mark.usefixtures("next_version")
@pytest.mark.parametrize("version", range(len(steps.MIGRATIONS) + 2))
def test_every_earlier_version_ends_in_the_same_shape(tmp_path: Path, version: int) -> None:
    old, new = tmp_path / "old.quiz", tmp_path / "new.quiz"
    old_file(old, version)
    Store.open(new).close()
    with Store.open(old) as store:
        assert 1 == store.append(review()).sequence
        assert migrations.newest() == store._database.value("PRAGMA user_version")
    assert schema(new) == schema(old)


def test_a_copy_of_the_old_file_is_kept(tmp_path: Path, next_version: int) -> None:
    path = tmp_path / "c.quiz"
    old_file(path, next_version - 1)
    before = schema(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("INSERT INTO events VALUES ('desk', 1, 0, 0, 'Resumed', 'ant', '{}')")
    with Store.open(path) as store:
        assert ("desk", 1) == (store.device, store.event_count())
    (backup,) = backups.listed(path)
    assert f"format-{next_version - 1}" == backup.reason
    copy = backup.path
    assert before == schema(copy)
    with closing(sqlite3.connect(copy)) as other:
        assert (next_version - 1, 1) == other.execute(
            "SELECT user_version, (SELECT count(*) FROM events) FROM pragma_user_version"
        ).fetchone()
    assert {path, copy.parent} == set(tmp_path.iterdir())
    assert [copy] == list(copy.parent.iterdir())


def test_the_answers_of_an_older_file_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "c.quiz"
    old_file(path, 3)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        for number, day in enumerate((7, 7, 9), 1):
            other.execute("INSERT INTO events VALUES ('desk', ?, 0, ?, 'Reviewed', 'ant', '{}')", (number, day))
        other.execute("INSERT INTO undone VALUES ('desk', 3)")
    with Store.open(path) as store:
        assert {7: 2} == store.answers_by_day(0, 99)


@pytest.mark.usefixtures("next_version")
def test_a_new_file_needs_no_copy(tmp_path: Path) -> None:
    path = tmp_path / "c.quiz"
    Store.open(path).close()
    Store.open(path).close()
    assert [path] == list(tmp_path.iterdir())


def test_a_step_that_fails_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "c.quiz"
    with Store.open(path) as store:
        store.append(review())
    content = path.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(steps, "MIGRATIONS", [*steps.MIGRATIONS, ("CREATE TABLE notes (a)", "CREATE TABLE meta (a)")])
        with pytest.raises(StoreError, match="meta already exists"):
            Store.open(path)
    assert content == path.read_bytes()
    with Store.open(path) as store:
        assert 1 == store.event_count()


def test_without_room_for_the_copy_nothing_is_changed(tmp_path: Path, next_version: int) -> None:
    path = tmp_path / "c.quiz"
    old_file(path, next_version - 1)
    before = schema(path)
    (tmp_path / "backups").touch()
    with pytest.raises(StoreError, match=r"c\.quiz: This collection has an older format.*left as it was.*backups"):
        Store.open(path)
    assert before == schema(path)


def test_two_processes_migrate_at_once(tmp_path: Path, next_version: int) -> None:
    path = tmp_path / "c.quiz"
    old_file(path, next_version - 1)
    program = """if True:
        import sys
        from quiz.store import backups, steps
        from quiz.store.store import Store
        steps.MIGRATIONS.append(("ALTER TABLE decks ADD COLUMN colour TEXT", "CREATE TABLE notes (note TEXT) STRICT"))
        sys.stdin.readline()
        Store.open(sys.argv[1]).close()
    """
    running = [subprocess.Popen([sys.executable, "-c", program, path], stdin=subprocess.PIPE, text=True) for _ in range(3)]
    for process in running:
        process.communicate("go\n", timeout=30)
    assert [0] * 3 == [process.returncode for process in running]
    (backup,) = backups.listed(path)
    with closing(sqlite3.connect(backup.path)) as copy:
        assert (next_version - 1,) == copy.execute("PRAGMA user_version").fetchone()
    Store.open(path).close()


def test_the_version_is_checked_again_when_nobody_else_can_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look at the file and the migration, a newer quiz may have come."""
    path = tmp_path / "c.quiz"
    old_file(path, 1)
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA user_version = 9")
    monkeypatch.setattr("quiz.store.opening._look", lambda *_: None)
    with pytest.raises(NewerCollectionError):
        Store.open(path)
