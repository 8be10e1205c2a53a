"""Short questions: what is asked and how it is answered is in sight, however small the window."""

from collections.abc import Callable

import pytest
from textual.content import Content

from quiz.tui.asking import Ask, Choose, Confirm
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


@pytest.mark.parametrize("size", SIZES)
def test_a_line_says_which_key_confirms_and_a_click_on_those_words_does_it(size: tuple[int, int]) -> None:
    async def play(screen: Screen) -> None:
        found: list[str | None] = []
        words = "Enter confirms · Esc cancels"
        check: Callable[[str], str] = lambda line: "" if line.isdigit() else "This is no number."  # noqa: E731
        for typed, at, answers in [("3", 2, ["3"]), ("x", 2, []), ("3", len(words) - 4, [None])]:
            found.clear()
            screen.app.push_screen(Ask("When?", check=check), found.append)
            await screen.pilot.pause()
            await screen.press(typed)
            (line,) = (number for number, line in enumerate(screen.text.splitlines()) if words in line)
            await screen.pilot.click(offset=(screen.text.splitlines()[line].index(words) + at, line))
            await screen.pilot.pause()
            assert answers == found
        assert "Ask" == screen.place
        await screen.press("escape")

    played(play, capitals(), size=size)


def options_line() -> Content:
    """Return what a row says."""
    return plain("Only")
