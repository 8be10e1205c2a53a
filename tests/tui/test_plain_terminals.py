"""The real process in pseudo-terminals that have no colours, no Unicode, or nothing at all."""

from pathlib import Path

import pytest

from tests.tui.pty import Terminal

ESCAPES = (b"\x1b[38", b"\x1b[48", b"\x1b[31m", b";38;", b";48;")
"""How colours begin."""


@pytest.mark.parametrize("environment", [{"PYTHONIOENCODING": "ascii"}, {"LANG": "C", "LC_ALL": "C"}, {"LANG": "POSIX"}], ids=str)
def test_without_unicode_nothing_is_garbled(environment: dict[str, str], home: Path) -> None:
    start = Terminal("--home", str(home / "quiz"), **environment)  # type: ignore[arg-type]
    start.wait("cards wait today", "Quit")
    start.press("?")
    start.wait("Keys", "Study the chosen deck")
    start.press("\x1b")
    start.press("\r")
    start.wait("NEW")
    assert start.painted.isascii(), start.painted.decode("utf-8", "replace")
    assert b"\\u" not in start.painted
    assert 0 == start.leave("\x11")


def test_without_colours_none_is_painted(home: Path) -> None:
    start = Terminal("--home", str(home / "quiz"), NO_COLOR="1")
    start.wait("cards wait today", "Quit")
    start.press("\r")
    start.wait("NEW")
    start.press(" ")
    start.wait("Show answer")
    assert [] == [one for one in ESCAPES if one in start.painted]
    assert 0 == start.leave("\x11")


def test_a_terminal_that_shows_lines_only_is_told_of_drill(home: Path) -> None:
    start = Terminal("--home", str(home / "quiz"), "study", TERM="dumb")
    start.wait("quiz drill")
    assert start.leave() in {0, 2}
