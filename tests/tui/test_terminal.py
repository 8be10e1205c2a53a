"""The real process in a real pseudo-terminal."""

from pathlib import Path

import pytest

from quiz.collection.collection import Collection
from quiz.collection.places import FILE
from quiz.errors import NotFoundError, StoreError
from quiz.tui.app import run
from tests.tui.pty import Terminal
from tests.tui.samples import answers


def test_home_is_painted_studied_and_left(home: Path) -> None:
    """A first run takes in the decks that ship with quiz; an answer is there after the program has been killed."""
    terminal = Terminal()
    terminal.wait("60 cards wait today")
    terminal.wait("Quit")
    terminal.press("\r")
    terminal.wait("NEW")
    terminal.press(" ")
    terminal.wait("Show answer")
    terminal.press(" ")
    terminal.wait("Easy")
    terminal.press("4")
    terminal.wait("19 new")
    terminal.kill()
    with Collection.open(home / "quiz" / FILE) as found:
        assert [4] == [event.rating for event in answers(found)]
    again = Terminal("study", "elements", NO_COLOR="1")
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
