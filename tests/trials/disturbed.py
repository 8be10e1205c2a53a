"""A collection that is disturbed: real commands that are killed, or are not alone; and what must be true afterwards."""

import json
import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from attrs import define, field

from quiz.cli.group import VERBS
from quiz.store import steps
from tests.cli.running import NOW, run
from tests.trials import earlier

QUIZ = [sys.executable, "-m", "quiz"]
ANSWERS = "\n3\n"
Name = tuple[str, int]


def started(home: Path, *words: str | Path) -> "subprocess.Popen[str]":
    """Start a command on the collection in `home`."""
    return subprocess.Popen(
        [*QUIZ, "--home", str(home), *map(str, words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "QUIZ_NOW": NOW},
    )


def objects(text: str) -> list[dict[str, Any]]:
    """Return the JSON objects of all whole lines."""
    return [json.loads(line) for line in text[: text.rfind("\n") + 1].splitlines()]


def saved(text: str) -> set[Name]:
    """Return the names of the answers that a drill has acknowledged."""
    return {(found["device"], found["sequence"]) for found in objects(text) if found["event"] == "saved"}


@define
class Disturbed:
    """A collection, what was acknowledged of it, and the ways to disturb it."""

    home: Path
    folder: Path
    """Where its decks are."""
    source: random.Random
    told: set[Name] = field(factory=set)
    """The answers that were acknowledged and must be there."""
    durations: dict[str, float] = field(factory=dict)
    """Seconds that each operation takes when it is left alone, as far as is known."""
    kills: int = 0
    """How many processes were killed before they had ended."""
    rows: int = 0

    def __attrs_post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.run("add", self._table(300))

    @property
    def file(self) -> Path:
        return self.home / "collection.quiz"

    def run(self, *words: str | Path, typed: str = "", code: int = 0) -> str:
        """Run a command to its end, and return what it printed."""
        done = run("--home", self.home, *words, typed=typed)
        assert code == done.code, (words, done.out[-500:], done.err)
        assert "Traceback" not in done.err
        return done.out

    def log(self) -> set[Name]:
        """Return the names of all events, as another program reads them."""
        with closing(sqlite3.connect(self.file)) as other:
            return set(other.execute("SELECT device, sequence FROM events").fetchall())

    def check(self) -> None:
        """Check that nothing is lost, that everything is whole, and that the next command needs no hand."""
        self.run("due", "--json")
        log = self.log()
        lost = self.told - log
        assert not lost, f"{len(lost)} acknowledged answers are not in the log: {sorted(lost)[:5]}"
        for device in {device for device, _ in log}:
            numbers = {sequence for name, sequence in log if name == device}
            assert set(range(1, len(numbers) + 1)) == numbers
        self.run("doctor")
        assert not self.file.with_name(f"{self.file.name}-journal").exists()

    # What is disturbed: each returns what the command has to be given, and makes ready for it.

    def operations(self) -> dict[str, Callable[[], tuple[tuple[str | Path, ...], str]]]:
        """Return the operations by name; `sync` is among them where there is such a verb."""
        found: dict[str, Callable[[], tuple[tuple[str | Path, ...], str]]] = {
            "study": lambda: (("drill", "--json", "--new", "200", "--form", "reveal", "--limit", "150"), ANSWERS * 150),
            "import": lambda: (("add", self._table(1500, f"deck{self.source.randrange(4)}")), ""),
            "update": self._update,
            "take back": lambda: (("update", "--undo", "words"), ""),
            "backup": lambda: (("backup",), ""),
            "restore": self._restore,
            "migration": self._migration,
        }
        if "sync" in VERBS:
            (self.folder / "shared").mkdir(exist_ok=True)
            found["sync"] = lambda: (("sync", self.folder / "shared"), "")
        return found

    def disturb(self, name: str, *, second: bool = False) -> None:
        """Start an operation, kill it at a random moment, and check all; with `second`, somebody else studies meanwhile."""
        words, typed = self.operations()[name]()
        before = self.log()
        other = started(self.home, "drill", "--json", "--new", "60", "--form", "reveal", "--limit", "40") if second else None
        if other is not None:
            assert other.stdin
            other.stdin.write(ANSWERS * 40)
            other.stdin.flush()
        process = started(self.home, *words)
        assert process.stdin
        begun = time.monotonic()
        if typed:
            process.stdin.write(typed)
            process.stdin.flush()
        alone = self.durations.get(name, 0.7)
        time.sleep(self.source.uniform(0.1, 1.1) * alone)
        ended = process.poll() is not None
        self.kills += not ended
        process.kill()
        out, err = process.communicate(timeout=300)
        # So that the kills go on to fall anywhere between its beginning and its end, whatever else the machine does.
        self.durations[name] = min(alone, time.monotonic() - begun) if ended else alone * 1.1
        assert "Traceback" not in err
        if name == "study":
            self.told |= saved(out)
        if other is not None:
            out, err = other.communicate(timeout=300)
            assert 0 == other.returncode, err
            self.told |= saved(out)
        if name == "restore":
            self._check_restored(before)
        self.check()

    def _check_restored(self, before: set[Name]) -> None:
        """Check that the collection is the one before, with what was added since, or the backup: one of them, whole."""
        now = self.log()
        if not before <= now:
            assert self.backed_up <= now, "the log is neither the one before nor that of the backup"
            self.told &= now

    backed_up: set[Name] = field(factory=set)

    def _restore(self) -> tuple[tuple[str | Path, ...], str]:
        copy = self.folder / "copy.quiz"
        if not copy.exists() or self.source.random() < 0.3:
            self.run("backup", copy)
            self.backed_up = self.log()
        return ("restore", copy), ""

    def _update(self) -> tuple[tuple[str | Path, ...], str]:
        self._table(self.source.randint(300, 1500))
        return ("update", "words", "--yes"), ""

    def _migration(self) -> tuple[tuple[str | Path, ...], str]:
        """Put a collection of an earlier format in the place of this one, with as many answers as may be."""
        version = self.source.randrange(1, len(steps.MIGRATIONS))
        for end in ("", "-wal", "-shm"):
            self.file.with_name(f"{self.file.name}{end}").unlink(missing_ok=True)
        self.told = earlier.write(self.file, version)
        return ("add", self._table(300)), ""

    def _table(self, rows: int, name: str = "words") -> Path:
        """Write a table whose every content is another one, and return its file."""
        self.rows += 1
        table = self.folder / f"{name}.csv"
        lines = (f"{name}{number},m{number}-{self.rows if number % 3 == 0 else 0}" for number in range(rows))
        table.write_text("word,means\n" + "\n".join(lines) + "\n", encoding="utf-8")
        return table
