"""Keys that come before a screen is there, leaving while one is made, and what is pasted from anywhere."""

import asyncio
from typing import Any

import pytest
from textual import events
from textual.command import CommandList, CommandPalette
from textual.widgets import Input

from quiz.collection.collection import Collection
from quiz.errors import StoreError
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


@pytest.mark.parametrize("way", ["back", "exit"])
def test_the_palette_is_left_before_it_is_there(way: str) -> None:
    async def play(screen: Screen) -> None:
        screen.app.action_command_palette()
        screen.app.pop_screen() if way == "back" else screen.app.exit(0)
        await asyncio.sleep(0.25)  # as long as its search takes

    app = QuizApp(collection(capitals()), Clock())
    drive(app, play)
    assert app.return_code in {0, None}


def test_the_palette_is_left_while_it_still_searches() -> None:
    async def play(screen: Screen) -> None:
        screen.app.action_command_palette()
        await screen.pilot.pause()
        palette = screen.app.screen
        assert isinstance(palette, CommandPalette)
        await screen.tap("a")
        screen.app.pop_screen()
        await asyncio.sleep(0.25)
        palette._list_visible = not palette._list_visible
        palette._show_busy = not palette._show_busy
        await screen.pilot.pause()
        assert "HomeScreen" == screen.place

    played(play, capitals())


def test_the_lowest_screen_is_never_left_for_none() -> None:
    async def play(screen: Screen) -> None:
        screen.app.pop_screen()
        screen.app.pop_screen()
        await screen.pilot.pause()
        assert "HomeScreen" == screen.place

    played(play, capitals())


def test_the_palette_may_have_no_room_for_its_list() -> None:
    async def play(screen: Screen) -> None:
        screen.app.action_command_palette()
        await screen.pilot.pause()
        await asyncio.sleep(0.25)
        commands = screen.app.screen.query_one(CommandList)
        commands.styles.height = 0
        await screen.pilot.pause()
        commands.highlighted = 0
        commands._index_to_line.clear()
        await screen.press("pageup", "pagedown")

    played(play, capitals())


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


def _fails(*_: object, **__: object) -> None:
    message = "The disk [b]failed[/b]."
    raise StoreError(message)


def test_an_action_that_fails_says_why_and_leaves_the_screen_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    async def play(screen: Screen) -> None:
        screen.app.browse("Austria")
        await screen.pilot.pause()
        await screen.app.workers.wait_for_complete()
        await screen.pilot.pause()
        with monkeypatch.context() as patch:
            patch.setattr(Collection, "deck", _fails)
            await screen.press("e")
        assert "The disk [b]failed[/b]." in screen.text
        assert "BrowseScreen" == screen.place
        await screen.press("e")
        assert "FactScreen" == screen.place

    played(play, capitals())


def test_a_screen_that_cannot_be_made_ends_the_app_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def play(screen: Screen) -> None:
        monkeypatch.setattr(Collection, "decks", _fails)
        screen.app.browse()
        await asyncio.sleep(0.3)  # nothing that has ended could be waited for

    app = QuizApp(collection(capitals()), Clock())
    drive(app, play)
    assert 1 == app.return_code
    told = capsys.readouterr().err
    assert "The disk [b]failed[/b]." in told
    assert "Traceback" not in told


def test_a_click_on_what_has_just_been_taken_away_is_none() -> None:
    async def play(screen: Screen) -> None:
        text = screen.app.screen.query_one("#title")
        x, y = text.region.x + 1, text.region.y
        assert screen.app.screen.get_widget_and_offset_at(x, y)[1] is not None
        where: dict[str, Any] = {"widget": None, "x": x, "y": y, "delta_x": 0, "delta_y": 0, "button": 1, "shift": False}
        press = events.MouseDown(**where, meta=False, ctrl=False, screen_x=x, screen_y=y)
        press.set_sender(screen.app)
        holder, text._parent = text._parent, None
        try:
            await screen.app.on_event(press)
        finally:
            text._parent = holder

    played(play, capitals())
