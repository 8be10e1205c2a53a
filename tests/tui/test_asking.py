"""Short questions: what is asked and how it is answered is in sight, however small the window."""

import pytest
from textual.content import Content

from quiz.tui.asking import Choose, Confirm
from quiz.tui.lines import plain
from quiz.tui.pointed import POINTER, Pointed
from tests.tui.samples import Screen, capitals, played

SIZES = [(80, 24), (40, 15)]


@pytest.mark.parametrize("size", SIZES)
def test_the_buttons_stay_in_sight(size: tuple[int, int]) -> None:
    async def play(screen: Screen) -> None:
        found: list[bool | None] = []
        screen.app.push_screen(Confirm("Archive?", "Its cards leave every queue. " * 30, "Archive"), found.append)
        await screen.pilot.pause()
        assert "Cancel" in screen.text
        await screen.press("enter")
        assert [True] == found

    played(play, capitals(), size=size)


@pytest.mark.parametrize("size", SIZES)
def test_the_chosen_line_is_in_sight_and_has_a_pointer(size: tuple[int, int]) -> None:
    async def play(screen: Screen) -> None:
        options = [(f"n{number}", f"Number {number}") for number in range(40)]
        screen.app.push_screen(Choose("Which?", options, "Some words that say more.", chosen="n35"))
        await screen.pilot.pause()
        await screen.pilot.pause()
        assert f"{POINTER}Number 35" in screen.text
        await screen.press("home")
        assert f"{POINTER}Number 0" in screen.text
        screen.app.screen.query_one(Pointed).show([("a", options_line())], "a")
        await screen.pilot.pause()
        assert f"{POINTER}Only" in screen.text

    played(play, capitals(), size=size)


def options_line() -> Content:
    """Return what a row says."""
    return plain("Only")
