"""The terminal before the app has it: keys pressed meanwhile are kept for it, and what is painted stays until it paints.

Where there is no such terminal, as on Windows, nothing is done, and the app begins as it does without.
"""

import os
import sys
from threading import Event
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from textual.driver import Driver

ENTER = "\x1b[?1049h"
"""The other screen of a terminal, on which an app paints. Entered twice, it would be blank for a moment."""
_LEAVE = "\x1b[0m\x1b[?1049l\x1b[?25h"
_HIDDEN = "\x1b[?25l"
_BEAT = 0.02
"""Seconds from one look to the next at whether the app has ended before it ever answered to keys."""


class Stage:
    """Holds the terminal while it is open; what was there is put back at its end, unless the app has taken over and did so."""

    def __init__(self) -> None:
        """Leave the terminal alone until it is entered."""
        self.before: list[Any] | None = None
        """How the terminal treated keys; nothing where it was left alone."""
        self.is_painted = False
        self.is_taken = False
        self._answers = Event()
        """Set once somebody answers to keys."""

    def __enter__(self) -> Self:
        """Let keys wait as they are: neither echoed, nor line by line, nor Enter as the end of a line."""
        if _is_ours():
            import termios

            try:
                self.before = termios.tcgetattr(0)
                self._set(signals=True)
            except termios.error:
                self.before = None
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Put back what was there."""
        if self.before is None:
            return
        import termios
        from contextlib import suppress

        # A terminal that is gone needs nothing.
        with suppress(termios.error, OSError):
            termios.tcsetattr(0, termios.TCSANOW, self.before)
            if self.is_painted and not self.is_taken:
                self._write(_LEAVE)

    @property
    def is_open(self) -> bool:
        """Whether something can be painted."""
        return self.before is not None and not self.is_painted

    def paint(self, screen: str) -> None:
        """Paint what fills the screen. From now on, Ctrl+C and Ctrl+Z are keys for the app, which also meets what fails here."""
        import termios
        from contextlib import suppress

        with suppress(termios.error, OSError):
            self._set(signals=False)
            self.is_painted = True
            self._write(f"{ENTER}{_HIDDEN}{screen}")

    def let_keys(self) -> None:
        """Hand on the keys that wait, and all others from now on."""
        self._answers.set()

    def driver(self, usual: "type[Driver]") -> "type[Driver]":  # noqa: C901 - a class of short methods
        """Return the kind of driver by which the app takes over what is painted; the usual one where it cannot."""
        if self.before is None:
            return usual
        from textual.drivers.linux_driver import LinuxDriver

        stage = self

        class TakingOver(LinuxDriver):
            """Goes on where the stage is at."""

            def write(self, data: str) -> None:
                """Write to the terminal, but do not enter the other screen once more."""
                if data != ENTER or stage.is_taken or not stage.is_painted:
                    super().write(data)

            def start_application_mode(self) -> None:
                """Take over; in the end, the terminal is to treat keys as it did before the stage."""
                super().start_application_mode()  # type: ignore[no-untyped-call]
                if not stage.is_taken:
                    stage.is_taken = True
                    self.attrs_before = stage.before

            def _sigcont_application(self, *given: object) -> None:
                # Begun once more without having been stopped, it would read the keys twice, and half of them would be lost.
                if self._must_signal_resume:
                    super()._sigcont_application(*given)

            def run_input_thread(self) -> None:
                """Leave keys where they are until there is a screen that knows what to do with them."""
                while not stage._answers.wait(_BEAT):
                    if self.exit_event.is_set():
                        return
                super().run_input_thread()

        return TakingOver if usual is LinuxDriver else usual

    def _set(self, *, signals: bool) -> None:
        import termios
        import tty

        found = termios.tcgetattr(0)
        found[tty.IFLAG] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
        found[tty.LFLAG] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | (0 if signals else termios.ISIG))
        found[tty.CC][termios.VMIN], found[tty.CC][termios.VTIME] = 1, 0
        termios.tcsetattr(0, termios.TCSANOW, found)

    def _write(self, text: str) -> None:
        data = text.encode("utf-8")
        while data:
            data = data[os.write(2, data) :]


def _is_ours() -> bool:
    """Say whether this process talks to a terminal of which it can hold the keys."""
    if sys.platform == "win32" or os.environ.get("TEXTUAL_DRIVER"):
        return False
    if not all(os.isatty(number) for number in (0, 1, 2)):
        return False
    try:
        return os.tcgetpgrp(0) == os.getpgrp()
    except OSError:
        # It governs no jobs, so nobody else has it now.
        return True
