"""The real process in a real pseudo-terminal, as a person has it: what is on the screen, and keys."""

import os
import signal
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals here", allow_module_level=True)
pexpect = pytest.importorskip("pexpect", reason="there are no pseudo-terminals here")
pyte = pytest.importorskip("pyte")

SECONDS = 30
PROGRAM = "import sys; from quiz.cli.main import main; sys.exit(main())"


class Terminal:
    """`quiz` with some arguments, and what it has painted."""

    def __init__(self, *arguments: str, columns: int = 80, rows: int = 24, **environment: str) -> None:
        """Start it."""
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.painted = b""
        known = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "COLORTERM"}}
        self.child: Any = pexpect.spawn(
            sys.executable,
            ["-c", PROGRAM, *arguments],
            dimensions=(rows, columns),
            env={**known, "TERM": "xterm-256color", **environment},
            timeout=SECONDS,
            # As a terminal starts it, whatever the tests were started under: `nohup` has the signal ignored.
            preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),
        )

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait(self, *words: str) -> None:
        """Wait until all these words stand on the screen."""
        self.until(lambda: all(word in self.text for word in words))

    def until(self, found: Callable[[], bool]) -> None:
        """Read what is painted until something is so."""
        end = time.monotonic() + SECONDS
        while not found():
            assert time.monotonic() < end, self.text
            self._read()

    def wait_for(self, seconds: float) -> None:
        """Read what is painted for a while."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._read()

    def press(self, *keys: str) -> None:
        """Press keys, as the bytes that a terminal sends for them."""
        for key in keys:
            self.child.send(key)

    def leave(self, *keys: str) -> int:
        """Press keys that end the program; return its exit code."""
        self.press(*keys)
        self.until(lambda: not self.child.isalive())
        return int(self.child.exitstatus)

    def kill(self) -> None:
        """End it as a power cut would."""
        self.child.kill(9)

    def _read(self) -> None:
        try:
            painted = self.child.read_nonblocking(65536, timeout=0.05)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return
        self.painted += painted
        self.stream.feed(painted)
