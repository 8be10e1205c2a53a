"""The real process in a real pseudo-terminal."""

import os
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from quiz.collection.collection import Collection
from quiz.collection.places import FILE
from quiz.errors import NotFoundError, StoreError
from quiz.tui.app import run
from tests.tui.samples import answers

pexpect = pytest.importorskip("pexpect", reason="there are no pseudo-terminals here")
if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals here", allow_module_level=True)
pyte = pytest.importorskip("pyte")

SECONDS = 30
PROGRAM = "import sys; from pathlib import Path; from quiz.tui.app import run; sys.exit(run(Path(sys.argv[1]), *sys.argv[2:]))"


class Terminal:
    """A program, and what it has painted."""

    def __init__(self, *arguments: str, **environment: str) -> None:
        self.screen = pyte.Screen(80, 24)
        self.stream = pyte.ByteStream(self.screen)
        self.painted = b""
        known = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "COLORTERM"}}
        self.child: Any = pexpect.spawn(
            sys.executable,
            ["-c", PROGRAM, *arguments],
            dimensions=(24, 80),
            env={**known, "TERM": "xterm-256color", **environment},
            timeout=SECONDS,
        )

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait(self, words: str) -> None:
        end = time.monotonic() + SECONDS
        while words not in self.text:
            assert time.monotonic() < end, self.text
            self._read()

    def leave(self, keys: str) -> int:
        self.child.send(keys)
        end = time.monotonic() + SECONDS
        while self.child.isalive():
            assert time.monotonic() < end, self.text
            self._read()
        return int(self.child.exitstatus)

    def _read(self) -> None:
        try:
            painted = self.child.read_nonblocking(65536, timeout=0.05)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return
        self.painted += painted
        self.stream.feed(painted)


def test_home_is_painted_studied_and_left(home: Path) -> None:
    """A first run takes in the decks that ship with quiz; an answer is there after the program has been killed."""
    terminal = Terminal(str(home / "quiz"))
    terminal.wait("60 cards wait today")
    terminal.wait("Quit")
    terminal.child.send("\r")
    terminal.wait("NEW")
    terminal.child.send(" ")
    terminal.wait("Show answer")
    terminal.child.send(" ")
    terminal.wait("Easy")
    terminal.child.send("4")
    terminal.wait("19 new")
    terminal.child.kill(9)
    with Collection.open(home / "quiz" / FILE) as found:
        assert [4] == [event.rating for event in answers(found)]
    again = Terminal(str(home / "quiz"), "elements", NO_COLOR="1")
    again.wait("The chemical elements")
    again.wait("Ask me")
    assert b"\x1b[31m" not in again.painted
    assert 0 == again.leave("\x11")


def test_an_unknown_deck_is_named_before_the_app_starts(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="There is no deck “nowhere”"):
        run(tmp_path, "nowhere")


def test_a_file_that_is_no_collection_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("not a collection")
    with pytest.raises(StoreError):
        run(tmp_path)
    assert "not a collection" == (tmp_path / FILE).read_text()
