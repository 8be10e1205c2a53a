"""Backups by hand and by itself, and restoring them, as a learner does it."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from quiz.store import migrations, steps
from quiz.store.store import Store
from tests.cli.running import TABLE, run, write_deck

LATER = "2026-03-01T09:31:00+01:00"
TYPED = "\n3\n"


@pytest.fixture
def folder(home: Path) -> Path:
    """Return the collection's folder."""
    return home / "quiz"


def backups() -> list[str]:
    return [found["reason"] for found in run("backup", "--list", "--json").objects]


def answers() -> int:
    return len([event for event in run("log", "--json").objects if event["event"] == "Reviewed"])


def test_a_backup_is_made_listed_and_restored(added: Path, folder: Path) -> None:  # noqa: ARG001
    assert "There is no backup in" in run("backup", "--list").out
    assert 0 == run("drill", "--limit", "1", typed=TYPED).code
    made = run("backup", "--json").objects[0]
    assert (str(folder / "backups" / "collection-2026-03-01T080000Z-by-hand.quiz"), "by-hand", 2) == (
        made["file"],
        made["reason"],
        made["events"],
    )
    assert Path(made["file"]).stat().st_size == made["size"]
    assert ["made", "2026-03-01", "09:00", "by-hand"] == [
        *run("backup", "--list").out.split()[:1],
        *run("backup", "--list").out.split()[4:7],
    ]
    assert 0 == run("drill", "--limit", "2", typed=TYPED * 2).code
    device = run("log", "--json").objects[-1]["device"]
    found = run("restore", "latest")
    assert (0, "") == (found.code, found.err)
    assert "whose log has 2 events" in found.out
    assert "kept: quiz restore collection-2026-03-01T080001Z-restore.quiz" in found.out
    assert 1 == answers()
    assert 0 == run("drill", "--limit", "1", typed=TYPED).code
    assert {device} < {event["device"] for event in run("log", "--json").objects}
    assert 0 == run("restore", "080001Z").code
    assert 3 == answers()
    assert not [file for file in folder.iterdir() if file.name.endswith(("-wal", "-shm", ".part"))]


def test_a_file_of_ones_own(added: Path, tmp_path: Path, folder: Path) -> None:  # noqa: ARG001
    target = tmp_path / "stick" / "mine.quiz"
    found = run("backup", target)
    assert (0, f"Backed up to {target} (0.2 MB).\n") == (found.code, found.out)
    assert 0 == run("backup", tmp_path / "stick").code
    assert {"mine.quiz", "collection-2026-03-01.quiz"} == {file.name for file in target.parent.iterdir()}
    assert [] == backups()
    found = run("restore", target, "--json")
    assert (0, 1, False) == (found.code, found.objects[0]["events"], found.objects[0]["was_damaged"])
    found = run("restore", target, "--home", tmp_path / "other", "--json")
    assert (0, None) == (found.code, found.objects[0]["kept"])
    assert ["rivers"] == [deck["deck"] for deck in run("due", "--json", "--home", tmp_path / "other").objects]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("restore", "latest"), 1, "There is no backup of this collection"),
        (("restore", "nothing"), 1, "no file and no backup “nothing”; quiz backup --list"),
        (("backup", "x.quiz", "--list"), 2, "either a file to back up to, or --list"),
        (("backup", "HOME"), 2, "is the collection itself"),
        (("restore", "HOME"), 2, "is the collection itself"),
        (("restore",), 2, "Missing argument"),
    ],
)
def test_what_cannot_be_meant(added: Path, folder: Path, arguments: tuple[str, ...], code: int, said: str) -> None:  # noqa: ARG001
    found = run(*(str(folder / "collection.quiz") if word == "HOME" else word for word in arguments))
    assert code == found.code
    assert said in found.err


def test_without_a_collection_there_is_nothing_to_back_up() -> None:
    found = run("backup")
    assert (1, "") == (found.code, found.out)
    assert "There is no collection" in found.err


def test_part_of_a_name_that_means_several(added: Path) -> None:  # noqa: ARG001
    run("backup")
    run("backup")
    found = run("restore", "by-hand")
    assert 2 == found.code
    assert "means 2 backups" in found.err


def test_a_restored_deck_is_as_it_was(added: Path) -> None:
    run("drill", "--limit", "1", typed=TYPED)
    before = [run(*verb, "--json").out for verb in (("due",), ("decks",), ("log",), ("stats",))]
    run("backup")
    write_deck(added, TABLE.replace("Rhine,the North Sea\n", "Elbe,the North Sea\n"))
    run("update", "--yes")
    run("remove", "rivers")
    assert 0 == run("restore", "by-hand").code
    assert before == [run(*verb, "--json").out for verb in (("due",), ("decks",), ("log",), ("stats",))]


def test_changes_of_decks_have_a_backup_before_them(added: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [] == backups()  # there was nothing to lose
    monkeypatch.setenv("QUIZ_NOW", LATER)
    assert 0 == run("update", "--yes").code
    assert [] == backups()  # nothing was changed
    write_deck(added, TABLE + "Elbe,the North Sea\n")
    assert 0 == run("update", "--dry-run").code
    assert [] == backups()
    assert 0 == run("update", "--yes").code
    assert ["update"] == backups()
    assert 0 == run("update", "--undo", "rivers").code
    assert ["update"] == backups()  # the last one is not half an hour old
    monkeypatch.setenv("QUIZ_NOW", "2026-03-02T09:00:00+01:00")
    assert 0 == run("add", added).code
    assert ["add", "update"] == backups()
    monkeypatch.setenv("QUIZ_NOW", "2026-03-03T09:00:00+01:00")
    assert 0 == run("add", added).code
    assert ["add", "update"] != backups()  # the second one has something new
    assert 3 == len(backups())
    monkeypatch.setenv("QUIZ_NOW", "2026-03-04T09:00:00+01:00")
    assert 0 == run("add", added).code
    assert 3 == len(backups())  # and the third one has not
    assert 0 == run("restore", "update").code
    assert 6 == run("due", "--json").objects[0]["new"]


def test_they_can_be_left_out(added: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZ_BACKUPS", "off")
    write_deck(added, TABLE + "Elbe,the North Sea\n")
    assert 0 == run("update", "--yes").code
    assert [] == backups()


def test_without_room_for_the_backup_nothing_is_changed(added: Path, folder: Path) -> None:
    (folder / "backups").touch()
    log = run("log", "--json").out
    write_deck(added, TABLE + "Elbe,the North Sea\n")
    for verb in (("update", "--yes"), ("add", str(added))):
        found = run(*verb)
        assert 1 == found.code
        assert "Nothing was changed, because the backup that comes before could not be written" in found.err
    assert log == run("log", "--json").out


def test_a_restore_that_cannot_keep_the_present_one_changes_nothing(added: Path, tmp_path: Path, folder: Path) -> None:  # noqa: ARG001
    assert 0 == run("backup", tmp_path / "b.quiz").code
    (folder / "backups").touch()
    run("drill", "--limit", "1", typed=TYPED)
    log = run("log", "--json").out
    found = run("restore", tmp_path / "b.quiz")
    assert (1, "") == (found.code, found.out)
    assert "Nothing was restored, because the present collection could not be kept" in found.err
    assert log == run("log", "--json").out
    assert {"backups", "collection.quiz"} == {file.name for file in folder.iterdir()} - {"collection.quiz.instance"}


def test_a_restore_waits_for_nobody_and_harms_nobody(added: Path, folder: Path) -> None:  # noqa: ARG001
    run("backup")
    with Store.open(folder / "collection.quiz") as other:
        other.event_count()
        found = run("restore", "latest")
        assert (1, "") == (found.code, found.out)
        assert "Another process has the collection open, so it was left as it was" in found.err
        with other.transaction():
            assert 1 == run("restore", "latest").code
    assert ["by-hand"] == backups()
    assert 0 == run("restore", "latest").code


@pytest.mark.parametrize("content", [b"", b"x" * 5000, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_what_is_no_backup_is_refused(added: Path, tmp_path: Path, content: bytes) -> None:  # noqa: ARG001
    path = tmp_path / "b.quiz"
    path.write_bytes(content)
    log = run("log", "--json").out
    found = run("restore", path)
    assert (1, "") == (found.code, found.out)
    assert "b.quiz: " in found.err
    assert content == path.read_bytes()
    assert log == run("log", "--json").out
    assert ["b.quiz"] == [file.name for file in tmp_path.iterdir() if file.name.startswith("b.")]


def test_a_newer_backup_is_refused_unharmed(added: Path, tmp_path: Path) -> None:  # noqa: ARG001
    path = tmp_path / "b.quiz"
    run("backup", path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute(f"PRAGMA user_version = {migrations.newest() + 1}")
    content = path.read_bytes()
    found = run("restore", path)
    assert 1 == found.code
    assert "A newer quiz wrote this collection" in found.err
    assert content == path.read_bytes()
    assert 0 == run("due").code


def test_a_damaged_backup_is_refused(added: Path, tmp_path: Path) -> None:  # noqa: ARG001
    path = tmp_path / "b.quiz"
    run("backup", path)
    content = bytearray(path.read_bytes())
    content[len(content) // 2 :] = b"\xa5" * (len(content) - len(content) // 2)
    path.write_bytes(content)
    found = run("restore", path)
    assert 1 == found.code
    assert "damaged" in found.err
    assert content == path.read_bytes()


@pytest.mark.parametrize("version", range(1, len(steps.MIGRATIONS)))
def test_an_older_backup_is_brought_to_the_newest_format(tmp_path: Path, version: int) -> None:
    path = tmp_path / "old.quiz"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        for step in steps.MIGRATIONS[:version]:
            for statement in step:
                other.execute(statement)
        other.execute("INSERT INTO meta VALUES ('device', 'desk')")
        other.execute("INSERT INTO events VALUES ('desk', 1, 0, 0, 'Resumed', 'ant', '{}')")
        other.execute(f"PRAGMA application_id = {migrations.APPLICATION_ID}")
        other.execute(f"PRAGMA user_version = {version}")
    assert 0 == run("restore", path).code
    assert ["desk"] == [event["device"] for event in run("log", "--json").objects if event["event"] == "Resumed"]
    assert [f"format-{version}"] == backups()
    with closing(sqlite3.connect(path)) as other:
        assert (version,) == other.execute("PRAGMA user_version").fetchone()


@pytest.mark.parametrize("kind", ["half of it", "all of it"])
def test_a_damaged_collection_is_put_aside_and_replaced(added: Path, folder: Path, kind: str) -> None:  # noqa: ARG001
    run("backup")
    path = folder / "collection.quiz"
    content = bytearray(path.read_bytes())
    start = 0 if kind == "all of it" else len(content) // 2
    content[start:] = b"\xa5" * (len(content) - start)
    path.write_bytes(content)
    found = run("restore", "latest", "--json")
    assert (0, True) == (found.code, found.objects[0]["was_damaged"])
    assert content[200:] == Path(found.objects[0]["kept"]).read_bytes()[200:]
    assert ["by-hand"] == backups()
    assert 0 == run("due").code


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_backups_are_for_nobody_else(added: Path, folder: Path) -> None:  # noqa: ARG001
    run("backup")
    (made,) = (folder / "backups").iterdir()
    assert 0o600 == made.stat().st_mode & 0o777
    assert 0 == run("restore", "latest").code
    assert 0o600 == (folder / "collection.quiz").stat().st_mode & 0o777


def test_a_file_that_is_no_backup_is_left_alone(added: Path, tmp_path: Path) -> None:  # noqa: ARG001
    precious, mine = tmp_path / "precious.txt", tmp_path / "mine.quiz"
    precious.write_text("precious", encoding="utf-8")
    found = run("backup", precious)
    assert 2 == found.code
    assert "Name another file" in found.err
    assert "precious" == precious.read_text(encoding="utf-8")
    assert (0, 0) == (run("backup", mine).code, run("backup", mine).code)
