"""Keys that come before a screen is there, leaving while one is made, and what is pasted from anywhere."""

import pytest
from textual import events
from textual.widgets import Input

from quiz.tui.app import QuizApp
from tests.tui.samples import HOSTILE, Clock, Screen, capitals, collection, drive, played


@pytest.mark.parametrize("place", ["browse", "statistics", "settings", "import_file", "exam", "export"])
def test_a_key_before_a_screen_has_its_parts_does_nothing(place: str) -> None:
    async def play(screen: Screen) -> None:
        getattr(screen.app, place)(*(["capitals"] if place in {"exam", "export"} else []))
        made = screen.app.screen
        assert not made.is_mounted
        for action in screen.app.keymap.at(place.partition("_")[0]):
            assert not made.check_action(action.name, ())
        await screen.tap("s", "q", "slash")

    played(play, capitals())


def test_leaving_while_a_screen_is_made_ends_quietly() -> None:
    async def play(screen: Screen) -> None:
        screen.app.browse()
        screen.app.exit(0)
        screen.app.statistics()

    app = QuizApp(collection(capitals()), Clock())
    drive(app, play)
    assert 0 == app.return_code


def test_what_is_pasted_holds_nothing_that_a_terminal_obeys() -> None:
    async def play(screen: Screen) -> None:
        screen.app.browse()
        await screen.pilot.pause()
        screen.app.post_message(events.Paste(HOSTILE))
        await screen.pilot.pause()
        value = screen.app.screen.query_one(Input).value
        assert "[bold red]x[/]" in value
        assert not {"\x1b", "\u202e", "\x07"} & set(value)

    played(play, capitals())
