"""`quiz doctor` tells what is wrong, mends it, and says what to do where it cannot."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from quiz.store import migrations, steps
from tests.cli.running import run

TYPED = "\n3\n"


@pytest.fixture
def file(home: Path, added: Path) -> Path:  # noqa: ARG001
    """Return the file of a collection with an answer."""
    run("drill", "--limit", "1", typed=TYPED)
    return home / "quiz" / "collection.quiz"


def damaged(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute(statement)


def test_a_whole_collection(file: Path) -> None:
    before = file.read_bytes()
    found = run("doctor")
    assert (0, "") == (found.code, found.err)
    assert {"ok"} == {line.split()[0] for line in found.lines}
    assert {True} == {line["ok"] for line in run("doctor", "--json").objects}
    assert before == file.read_bytes()
    assert {file.name} == {found.name for found in file.parent.iterdir()} - {"collection.quiz.instance"}


def test_what_is_wrong_is_told_and_mended(file: Path) -> None:
    damaged(file, "UPDATE cards SET reps = 9, lapses = 9 WHERE reps > 0")
    found = run("doctor")
    assert 1 == found.code
    assert "wrong   What is remembered is what the log says." in found.lines
    assert "quiz doctor --repair mends what can be worked out anew" in found.out
    assert 1 == run("doctor", "--json").code
    found = run("doctor", "--repair")
    assert 0 == found.code
    assert "mended  What is remembered is what the log says." in found.lines
    assert "backed up to" in found.err
    assert 0 == run("doctor").code
    assert 0 == run("doctor", "--repair").code
    assert 1 == len(run("backup", "--list", "--json").objects)
    assert 0 == run("restore", "repair").code
    found = run("doctor", "--json")
    assert (1, ["states"]) == (found.code, [line["check"] for line in found.objects if not line["ok"]])


@pytest.mark.parametrize("start", [0, 100, 4096])
def test_a_damaged_file_gets_advice(file: Path, start: int) -> None:
    content = bytearray(file.read_bytes())
    content[start:] = b"\xa5" * (len(content) - start)
    file.write_bytes(content)
    found = run("doctor")
    assert 1 == found.code
    assert "There is no backup of this collection. Keep a copy of" in found.out + found.err
    found = run("doctor", "--repair")
    assert 1 == found.code
    assert content == file.read_bytes()
    assert "Traceback" not in found.err


def test_with_a_backup_the_advice_is_to_restore_it(file: Path) -> None:
    run("backup")
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    file.write_bytes(content)
    found = run("doctor")
    assert 1 == found.code
    assert (
        "quiz restore latest brings back the newest backup, collection-2026-03-01T080000Z-by-hand.quiz" in found.out + found.err
    )
    assert 0 == run("restore", "latest").code
    assert 0 == run("doctor").code


def test_an_older_collection_is_looked_at_and_left_as_it_was(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        for statement in steps.MIGRATIONS[0]:
            other.execute(statement)
        other.execute("INSERT INTO meta VALUES ('device', 'desk')")
        other.execute(f"PRAGMA application_id = {migrations.APPLICATION_ID}")
        other.execute("PRAGMA user_version = 1")
    before = file.read_bytes()
    assert 0 == run("doctor").code
    assert before == file.read_bytes()
    assert {file.name} == {found.name for found in file.parent.iterdir()} - {"collection.quiz.instance"}
    assert 0 == run("doctor", "--repair").code
    assert ["format-1"] == [found["reason"] for found in run("backup", "--list", "--json").objects]


def test_a_newer_collection_is_left_as_it_was(file: Path) -> None:
    damaged(file, f"PRAGMA user_version = {migrations.newest() + 1}")
    before = file.read_bytes()
    for arguments in (("doctor",), ("doctor", "--repair")):
        found = run(*arguments)
        assert 1 == found.code
        assert "A newer quiz wrote this collection" in found.err
        assert "restore" not in found.err
    assert before == file.read_bytes()


def test_without_a_collection_there_is_nothing_to_look_at(home: Path) -> None:
    found = run("doctor")
    assert 1 == found.code
    assert "There is no collection" in found.err
    assert not (home / "quiz").exists()
