"""A collection that may not be written can be looked at, and whatever would write it says so first."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.store.store import Store
from tests.cli.running import Ran, run, write_deck
from tests.store.samples import review

pytestmark = pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
READING = [
    ("due",), ("stats",), ("log",), ("decks",), ("cards", "rivers"), ("why", "Rhine"), ("doctor",), ("backup", "--list"), (),
]  # fmt: skip
WRITING = [
    ("drill",), ("add", "DECK"), ("update", "--yes"), ("update", "--undo", "rivers"), ("remove", "rivers"), ("save", "rivers"),
    ("doctor", "--repair"), ("backup",), ("restore", "BACKUP"),
]  # fmt: skip


@pytest.fixture
def place() -> Iterator[Path]:
    """Return a folder with a collection in `home` and a deck, all of which everybody can read."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    deck = write_deck(folder / "rivers")
    home = folder / "home"
    assert 0 == run("add", deck, "--home", home).code
    assert 0 == run("drill", "--limit", "1", "--home", home, typed="\n3\n").code
    assert 0 == run("backup", folder / "b.quiz", "--home", home).code
    (folder / "b.quiz").chmod(0o644)
    yield folder
    home.chmod(0o700)
    shutil.rmtree(folder)


def powerless() -> list[str]:
    """Return what goes before a command so that even the superuser is bound by permissions."""
    if os.geteuid():
        return []
    tool = shutil.which("setpriv")
    if tool is None:
        pytest.skip("root may write everywhere, and there is no setpriv to take that away")
    powers = "-dac_override,-dac_read_search"
    return [tool, f"--bounding-set={powers}", f"--inh-caps={powers}"]


def bound(place: Path, *arguments: str, typed: str = "") -> Ran:
    """Run a command in a process that permissions bind."""
    named = {"DECK": str(place / "rivers"), "BACKUP": str(place / "b.quiz")}
    words = [sys.executable, "-m", "quiz", "--home", str(place / "home"), *(named.get(word, word) for word in arguments)]
    done = subprocess.run([*powerless(), *words], input=typed, capture_output=True, text=True, check=False)
    return Ran(done.returncode, done.stdout, done.stderr)


def protect(place: Path, kind: str) -> dict[str, bytes]:
    """Take away the right to write, and return the files as they are."""
    home = place / "home"
    file = home / "collection.quiz"
    file.chmod(0o644 if kind == "folder" else 0o444)
    home.chmod(0o755 if kind == "file" else 0o555)
    return {found.name: found.read_bytes() for found in home.iterdir() if found.is_file()}


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_it_can_be_looked_at(place: Path, kind: str) -> None:
    usual = [run(*arguments, "--home", place / "home") for arguments in READING]
    before = protect(place, kind)
    for arguments, expected in zip(READING, usual, strict=True):
        found = bound(place, *arguments)
        assert (0, expected.out) == (found.code, found.out), (arguments, found.err)
        if arguments not in {("doctor",), ("backup", "--list")}:
            assert "is read-only for you: it can be looked at" in found.err
    assert before == {found.name: found.read_bytes() for found in (place / "home").iterdir()}


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_nothing_can_be_done_to_it(place: Path, kind: str) -> None:
    before = protect(place, kind)
    for arguments in WRITING:
        if kind == "file" and arguments[0] in {"backup", "restore"}:
            continue  # the folder may be written, so a copy can be put there, or in its place
        found = bound(place, *arguments, typed="\n3\n")
        assert 1 == found.code, (arguments, found)
        assert "saved\n" not in found.out
        assert "Traceback" not in found.err
        assert found.err
    assert before == {found.name: found.read_bytes() for found in (place / "home").iterdir()}


def test_where_a_killed_process_left_its_log_behind_and_nobody_may_write(place: Path) -> None:
    home = place / "home"
    copied = place / "copied"
    copied.mkdir()
    with Store.open(home / "collection.quiz") as store:
        store.append(review())
        for name in ("collection.quiz", "collection.quiz-wal"):
            shutil.copy(home / name, copied)
            (copied / name).chmod(0o444)
    copied.chmod(0o555)
    shutil.rmtree(home)
    copied.rename(home)
    found = bound(place, "log", "--json")
    if found.code == 0:
        assert "ant" in found.out
    else:
        assert 1 == found.code
        assert "collection.quiz-wal" in found.err
