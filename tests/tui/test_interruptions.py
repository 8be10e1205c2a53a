"""The real process is killed, stopped, hung up on, resized without end; its disk is full, its file is locked or gone.

An answer that the screen went on from is in the log, once, and no traceback is ever on the screen.
"""

import os
import signal
import sqlite3
import time
from pathlib import Path

import pytest

from quiz.collection.collection import Collection
from quiz.collection.places import FILE
from tests.tui.pty import Terminal
from tests.tui.samples import START, answers, capitals

resource = pytest.importorskip("resource")


@pytest.fixture
def place(home: Path) -> Path:
    """A collection of ten cards that are all asked by revealing."""
    folder = home / "quiz"
    folder.mkdir()
    (folder / "settings.toml").write_text("[study]\nlearning_steps = []\n", encoding="utf-8")
    with Collection.open(folder / FILE) as found:
        found.add(capitals(), START)
    return folder / FILE


def study() -> Terminal:
    terminal = Terminal("study", "capitals")
    terminal.wait("Ask me", "10 new")
    return terminal


def answer(terminal: Terminal, left: int) -> None:
    """Answer a new card, and wait until the next one is there: `left` are new then."""
    terminal.press(" ")
    terminal.wait("Show answer")
    terminal.press(" ")
    terminal.wait("Easy")
    terminal.press("4")
    terminal.wait(f"{left} new")


def logged(place: Path) -> int:
    with Collection.open(place) as found:
        return len(answers(found))


def quiet(terminal: Terminal) -> bool:
    """Say whether nothing of a traceback was painted."""
    painted = terminal.painted.decode("utf-8", "replace")
    return not any(words in painted for words in ("Traceback", "Error:"))


def test_a_killed_app_has_kept_every_answer_that_it_went_on_from(place: Path) -> None:
    terminal = study()
    for left in (9, 8, 7):
        answer(terminal, left)
    terminal.press(" ")
    terminal.wait("Show answer")
    terminal.kill()
    assert 3 == logged(place)


def test_a_terminal_that_is_closed_ends_the_app_quietly(place: Path) -> None:
    terminal = study()
    answer(terminal, 9)
    terminal.child.kill(signal.SIGHUP)
    terminal.until(lambda: not terminal.child.isalive())
    assert quiet(terminal)
    assert 1 == logged(place)


def test_resizes_without_end_do_it_no_harm(place: Path) -> None:
    terminal = study()
    for number in range(60):
        rows, columns = ((24, 80), (15, 40), (45, 140), (7, 23))[number % 4]
        terminal.child.setwinsize(rows, columns)
    terminal.child.setwinsize(24, 80)
    time.sleep(0.3)
    terminal.screen.reset()
    terminal.child.setwinsize(24, 79)
    terminal.child.setwinsize(24, 80)
    terminal.wait("Ask me")
    answer(terminal, 9)
    assert 0 == terminal.leave("\x11")
    assert quiet(terminal)
    assert 1 == logged(place)


def test_being_stopped_and_going_on_paints_the_screen_again(place: Path) -> None:
    terminal = study()
    terminal.child.kill(signal.SIGTSTP)
    time.sleep(0.3)
    terminal.screen.reset()
    terminal.child.kill(signal.SIGCONT)
    terminal.wait("Ask me")
    answer(terminal, 9)
    assert 0 == terminal.leave("\x11")
    assert 1 == logged(place)


def test_an_interrupt_loses_nothing(place: Path) -> None:
    """Ctrl+C is no way out of a session; it says which key is."""
    terminal = study()
    answer(terminal, 9)
    terminal.press("\x03")
    terminal.wait("Ctrl+Q")
    answer(terminal, 8)
    assert 0 == terminal.leave("\x11")
    assert quiet(terminal)
    assert 2 == logged(place)


def test_a_full_disk_is_told_and_the_card_stays(place: Path) -> None:
    """No byte more can be written: nothing is saved, that is said, and the same card waits until there is room again."""
    terminal = study()
    answer(terminal, 9)
    pid = terminal.child.pid
    before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (1, before[1]))
    terminal.press(" ")
    terminal.wait("Show answer")
    terminal.press(" ")
    terminal.wait("Easy")
    card = terminal.text.splitlines()[3:12]
    terminal.press("4")
    terminal.wait("NOT saved")
    assert "9 new" in terminal.text
    assert card == terminal.text.splitlines()[3:12]
    resource.prlimit(pid, resource.RLIMIT_FSIZE, before)
    terminal.press("4")
    terminal.wait("8 new")
    assert 0 == terminal.leave("\x11")
    assert quiet(terminal)
    assert 2 == logged(place)


@pytest.mark.long
def test_a_collection_that_is_locked_is_told_after_a_while(place: Path) -> None:
    terminal = study()
    terminal.press(" ")
    terminal.wait("Show answer")
    terminal.press(" ")
    terminal.wait("Easy")
    other = sqlite3.connect(place, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    terminal.press("4")
    terminal.wait("NOT saved")
    assert time.monotonic() - began < 20
    other.execute("ROLLBACK")
    other.close()
    terminal.press("4")
    terminal.wait("9 new")
    assert 0 == terminal.leave("\x11")
    assert 1 == logged(place)


def test_a_collection_that_was_deleted_meanwhile_is_told(place: Path) -> None:
    """An answer that would go nowhere is not taken for one that is saved."""
    terminal = study()
    for one in place.parent.glob(f"{FILE}*"):
        one.unlink()
    terminal.press(" ")
    terminal.wait("Show answer")
    terminal.press(" ")
    terminal.wait("Easy")
    terminal.press("4")
    terminal.wait("NOT saved")
    assert os.path.exists(place) is False  # noqa: PTH110 - nothing was put in its place
    terminal.leave("\x11")
    assert quiet(terminal)
