"""The terminal while the app is being loaded: the first card stands there, keys wait, and all is put back whatever happens."""

import os
import pty
import subprocess
import sys
import termios
import time
from pathlib import Path
from select import select

import pytest

from quiz.collection.collection import Collection
from quiz.collection.places import FILE
from quiz.tui.early.stage import ENTER, Stage
from tests.tui.pty import PROGRAM, SECONDS, Terminal
from tests.tui.samples import START, answers, capitals

LEAVE = b"\x1b[?1049l"


@pytest.fixture
def place(home: Path) -> Path:
    """A collection of ten cards, each of which is known after one answer."""
    folder = home / "quiz"
    folder.mkdir()
    (folder / "settings.toml").write_text("[study]\nlearning_steps = []\n", encoding="utf-8")
    with Collection.open(folder / FILE) as found:
        found.add(capitals(), START)
    return folder / FILE


def grades(place: Path) -> list[int]:
    with Collection.open(place) as found:
        return [int(event.rating) for event in answers(found)]


@pytest.mark.parametrize("wait", [0, 0.1, 0.2, 0.3])
def test_keys_that_are_pressed_before_the_app_is_there_are_acted_on_once_and_in_their_order(place: Path, wait: float) -> None:
    terminal = Terminal("study")
    terminal.child.delaybeforesend = None
    time.sleep(wait)
    terminal.press(*("  4  1  3"))
    terminal.wait("7 new")
    terminal.wait("Ask me")
    assert 0 == terminal.leave("\x11")
    assert [4, 1, 3] == grades(place)


def test_enter_is_enter_as_soon_as_the_card_is_there(place: Path) -> None:
    terminal = Terminal("study")
    terminal.child.delaybeforesend = None
    terminal.wait("Ask me")
    terminal.press(*("\r\r4\r\r3"))
    terminal.wait("8 new")
    assert 0 == terminal.leave("\x11")
    assert [4, 3] == grades(place)


def ended(program: str, keys: bytes) -> tuple[int, bytes, bool]:
    """Run a program in a terminal; return its exit code, what it painted, and whether it left the terminal as it was."""
    ours, theirs = pty.openpty()
    before = termios.tcgetattr(theirs)
    known = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    process = subprocess.Popen(
        [sys.executable, "-c", program, "study"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**known, "TERM": "xterm-256color"},
        start_new_session=True,
    )
    painted = b""
    pressed = False
    end = time.monotonic() + SECONDS
    while process.poll() is None or select([ours], [], [], 0.1)[0]:
        assert time.monotonic() < end, painted
        if select([ours], [], [], 0.05)[0]:
            painted += os.read(ours, 65536)
        if not pressed and b"Ask me" in painted:
            pressed = True
            os.write(ours, keys)
    same = before == termios.tcgetattr(theirs)
    os.close(ours)
    os.close(theirs)
    return process.returncode, painted, same


@pytest.mark.usefixtures("place")
def test_the_other_screen_is_entered_and_left_once_and_the_terminal_is_as_it_was() -> None:
    code, painted, same = ended(PROGRAM, b"\x11")
    assert (0, True) == (code, same)
    assert (1, 1) == (painted.count(ENTER.encode()), painted.count(LEAVE))


@pytest.mark.usefixtures("place")
def test_an_app_that_cannot_be_loaded_leaves_the_terminal_as_it_was() -> None:
    code, painted, same = ended(f"import sys; sys.modules['quiz.tui.app'] = None; {PROGRAM}", b"")
    assert (1, True) == (code, same)
    assert (1, 1) == (painted.count(ENTER.encode()), painted.count(LEAVE))
    assert b"This should not have happened" in painted.partition(LEAVE)[2]
    assert b"Traceback" not in painted


def test_where_there_is_no_terminal_nothing_is_done() -> None:
    with Stage() as stage:
        assert not stage.is_open
    assert stage.driver(str) is str  # type: ignore[arg-type,comparison-overlap]


def test_a_driver_of_another_kind_is_left_as_it_is() -> None:
    from textual.drivers.headless_driver import HeadlessDriver

    stage = Stage()
    stage.before = []
    assert stage.driver(HeadlessDriver) is HeadlessDriver
