"""Somebody who has never seen quiz, with keys only: what they look for is found from what the screen says."""

import re
from pathlib import Path

from quiz.collection.collection import Collection
from quiz.collection.places import FILE
from tests.tui.pty import Terminal
from tests.tui.samples import answers

_BYTES = {"Enter": "\r", "Space": " ", "Esc": "\x1b", "Backspace": "\x7f", "Tab": "\t", "F1": "\x1bOP"}


class Newcomer:
    """Knows how to read and to press the key that stands before a word."""

    def __init__(self) -> None:
        self.terminal = Terminal()
        self.pressed = 0

    def follow(self, word: str) -> None:
        """Press the key that the last line of the screen gives for something."""
        self.terminal.until(lambda: self._key(word) is not None)
        key = self._key(word)
        assert key is not None
        self.press(key)

    def press(self, key: str) -> None:
        """Press a key, and look up only when something has come of it."""
        before = self.terminal.text
        self.terminal.press(_BYTES.get(key, key))
        self.pressed += 1
        self.terminal.until(lambda: self.terminal.text != before)
        if key == "Esc":
            # A key that follows at once would make another one of both: Alt with that key.
            self.terminal.wait_for(0.3)

    def sees(self, *words: str) -> None:
        self.terminal.wait(*words)

    def _key(self, word: str) -> str | None:
        footer = self.terminal.text.rstrip().splitlines()[-1:]
        found = re.search(rf"(\S+) {word}(?:  |$)", footer[0]) if footer else None
        return found[1] if found else None


def test_the_first_card_is_graded_after_four_keys_at_most(home: Path) -> None:
    someone = Newcomer()
    someone.sees("cards wait today")
    someone.follow("Study")
    someone.follow("Ask me")
    someone.follow("Show answer")
    someone.sees("Easy")
    someone.press("3")
    someone.sees("19 new")
    assert someone.pressed <= 4
    someone.terminal.kill()
    with Collection.open(home / "quiz" / FILE) as found:
        assert 1 == len(answers(found))


def test_everything_is_found_from_what_the_screen_says(home: Path) -> None:
    someone = Newcomer()
    someone.sees("cards wait today")
    someone.follow("Help")
    someone.sees("Esc closes")
    someone.press("Esc")
    someone.follow("Statistics")
    someone.sees("etention")
    someone.follow("Back")
    someone.follow("Search")
    someone.sees("capital of Afghanistan")
    someone.press("Esc")
    someone.follow("Back")
    someone.follow("Add")
    someone.sees("path")
    someone.press("Esc")
    someone.follow("Study")
    someone.follow("Ask me")
    someone.follow("Show answer")
    someone.sees("Good")
    someone.press("3")
    someone.sees("19 new")
    someone.follow("Undo")
    someone.sees("20 new")
    # What was shown a moment ago is not taught again: its question is there at once.
    someone.follow("Show answer")
    someone.follow("Edit")
    someone.sees("Subject")
    someone.press("Esc")
    someone.follow("Back")
    someone.sees("cards wait today")
    someone.follow("Quit")
    someone.terminal.until(lambda: not someone.terminal.child.isalive())
    with Collection.open(home / "quiz" / FILE) as found:
        assert [] == answers(found)
