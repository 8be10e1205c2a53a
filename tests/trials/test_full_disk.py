"""A disk that is full: whatever was acknowledged is there, the rest is told, and once there is room again nobody lends a hand."""

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import frozen

from quiz.store.store import Store
from tests.trials.disturbed import ANSWERS, objects, saved, started

LARGE = "64m"


@frozen
class Disk:
    """A small file system of its own."""

    path: Path

    def resize(self, size: str) -> None:
        """Make room, or take it away."""
        subprocess.run(["mount", "-o", f"remount,size={size}", self.path], check=True, capture_output=True)  # noqa: S607

    def leave(self, kilobytes: int) -> None:
        """Leave so much room beside what is there."""
        used = sum(file.stat().st_blocks * 512 for file in self.path.rglob("*") if file.is_file())
        self.resize(f"{used // 1024 + kilobytes}k")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """Give a small file system, where this machine lets one be made."""
    if sys.platform != "linux" or shutil.which("mount") is None:
        pytest.skip("small file systems are made with Linux's tmpfs")
    path = tmp_path / "disk"
    path.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={LARGE}", "tmpfs", path],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.skip(f"a small file system cannot be mounted here: {done.stderr.strip()}")
    try:
        yield Disk(path)
    finally:
        subprocess.run(["umount", "-l", path], check=True)  # noqa: S607


def ran(home: Path, *words: str | Path, typed: str = "") -> tuple[int, str, str]:
    process = started(home, *words)
    out, err = process.communicate(typed, timeout=300)
    assert "Traceback" not in err
    return process.returncode, out, err


def table(path: Path, rows: int, word: str) -> Path:
    path.write_text("word,means\n" + "".join(f"w{number},{word}{number}\n" for number in range(rows)), encoding="utf-8")
    return path


def trial(disk: Disk, decks: Path, runs: int, seed: int) -> None:
    """Let the disk be full at so many moments."""
    source = random.Random(seed)
    home = disk.path / "home"
    decks.mkdir()
    words = table(decks / "words.csv", 400, "m")
    assert 0 == ran(home, "add", words)[0]
    told: set[tuple[str, int]] = set()
    failures: dict[str, int] = {}
    for run in range(runs):
        kind = ("study", "add", "update", "backup", "restore", "take back")[run % 6]
        if kind == "restore":
            assert 0 == ran(home, "backup", decks / "copy.quiz")[0]
            copied = {(event["device"], event["sequence"]) for event in objects(ran(home, "log", "--json")[1])}
        if kind in {"update", "take back"}:
            table(words, source.randint(400, 1200), f"m{run}-")
        command: tuple[str | Path, ...] = {
            "study": ("drill", "--json", "--new", "200", "--form", "reveal", "--limit", "120"),
            "add": ("add", table(decks / f"more{run % 3}.csv", 900, f"a{run}-")),
            "update": ("update", "words", "--yes"),
            "take back": ("update", "words", "--yes"),
            "backup": ("backup",),
            "restore": ("restore", decks / "copy.quiz"),
        }[kind]
        disk.leave(source.randint(0, source.choice((30, 300, 2000))))
        code, out, err = ran(home, *command, typed=ANSWERS * 120 if kind == "study" else "")
        assert code in {0, 1}, (kind, err)
        if kind == "study":
            told |= saved(out)
        if code:
            failures[kind] = failures.get(kind, 0) + 1
            assert any(words in err for words in ("full", "No space", "cannot be opened", "could not be")), (kind, err)
        code, _, err = ran(home, "doctor")
        assert 0 == code or "cannot be opened" in err or "full" in err, (
            err
        )  # where there is no room for SQLite's index of its log
        disk.resize(LARGE)
        code, out, err = ran(home, "log", "--json")
        assert 0 == code, err
        log = {(event["device"], event["sequence"]) for event in objects(out)}
        if kind == "restore" and copied <= log:
            told &= log
        assert told <= log
        code, out, err = ran(home, "doctor", "--json")
        assert 0 == code, (kind, [json.loads(line) for line in out.splitlines() if '"ok": false' in line])
        assert 0 == ran(home, "drill", "--limit", "1", "--new", "1", typed=ANSWERS)[0]
        told = told & log
        if run % 50 == 49:
            print(f"{run + 1} of {runs} operations; {failures} failed for want of room")  # noqa: T201
        for old in sorted((home / "backups").glob("*"))[:-3]:
            old.unlink()
    assert {"study", "backup"} <= failures.keys() or runs < 50, f"the disk was hardly ever full: {failures}"
    print(f"\nof {runs} operations these failed for want of room: {failures}; {len(told)} answers were acknowledged")  # noqa: T201


def test_a_disk_that_is_full_now_and_then(disk: Disk, tmp_path: Path) -> None:
    trial(disk, tmp_path / "decks", 6, seed=1)


@pytest.mark.long
def test_a_disk_that_is_full_again_and_again(disk: Disk, tmp_path: Path) -> None:
    trial(disk, tmp_path / "decks", 500, seed=2)


@pytest.mark.parametrize("version", [1])
def test_without_room_for_the_backup_an_older_format_stays(disk: Disk, version: int) -> None:
    from tests.trials import earlier

    home = disk.path / "home"
    home.mkdir()
    events = earlier.write(home / "collection.quiz", version)
    disk.leave(64)
    code, out, err = ran(home, "log", "--json")
    assert (1, "") == (code, out)
    assert "older format" in err
    assert "left as it was" in err
    disk.resize(LARGE)
    assert 0 == ran(home, "due")[0]
    with Store.open(home / "collection.quiz") as store:
        assert len(events) <= store.event_count()
    assert list((home / "backups").iterdir())
