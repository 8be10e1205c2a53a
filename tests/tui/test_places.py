"""What holds over the whole registry: every action by key, by palette and by mouse; every key that is shown works."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from textual.screen import ModalScreen

from quiz.tui.acting import ActingScreen
from quiz.tui.action import Action
from quiz.tui.actions import ACTIONS, PLACES, actions
from quiz.tui.app import QuizApp
from quiz.tui.commands import Commands
from quiz.tui.keybar import KeyBar
from tests.tui.places import STATES, State
from tests.tui.samples import Screen, drive

EVERYWHERE = {"go", "app"}
"""Places that are parts of others."""
NEVER_HERE = {
    "study.retry": "the collection cannot be read",
    "app.problems": "the settings have mistakes",
}
"""Actions of states that no collection of samples comes to; their own tests try them."""
MODAL = {"help", "dialog", "ask", "work"}


def test_every_place_with_actions_is_tried() -> None:
    assert {place for place in PLACES if actions(place)} - EVERYWHERE == {one.place for one in STATES}


def test_every_action_works_in_some_state_and_the_palette_has_it_there(request: pytest.FixtureRequest) -> None:
    """One run a state: what works there is what `working` says; of what lies over a screen, all its actions."""
    seen: set[str] = set()
    for state in STATES:

        async def look(screen: Screen, state: State = state) -> None:
            await state.reach(screen)
            here = screen.app.screen
            if not isinstance(here, ActingScreen):
                seen.update(one.id for one in actions(state.place))
                return
            assert state.place == here.place, state
            found = here.working()
            seen.update(one.id for one in found)
            names = [one.name for one in Commands(here).commands()]
            for one in found:
                if one.id != "app.command_palette":
                    assert any(name.startswith(here.label(one)) for name in names), f"{state}: {one.id} is not in the palette"

        drive(state.app(), look)
    assert {one.id for one in ACTIONS} - seen <= set(NEVER_HERE), f"no state in {request.path.with_name('places.py')}"


@pytest.mark.parametrize("state", STATES, ids=str)
def test_every_key_that_is_shown_works(state: State) -> None:
    """Pressed where the footer shows it, a key does its action; or a list or field does it, and then something happens."""
    left: list[tuple[Action, str]] = []
    tried: set[tuple[str, str]] = set()

    async def press_all(screen: Screen) -> None:
        await state.reach(screen)
        for one, key in keys_of(screen):
            if (one.id, key) in tried:
                continue
            tried.add((one.id, key))
            with watched(screen.app, one) as done:
                await screen.press(key)
            if not done:
                # A list or a field took the key, and the screen may be another one now.
                left.append((one, key))
                return
        tried.add(("", ""))

    while ("", "") not in tried:
        drive(state.app(), press_all, (240, 30))
    for one, key in left:

        async def press_one(screen: Screen, one: Action = one, key: str = key) -> None:
            await state.reach(screen)
            before, place = screen.text, screen.app.screen
            await screen.press(key)
            changed = screen.app._exit or screen.app.screen is not place or screen.text != before
            assert changed, f"{state}: {key} is shown for {one.id} and does nothing"

        drive(state.app(), press_one, (240, 30))


@pytest.mark.parametrize("width", [80, pytest.param(40, marks=pytest.mark.long)])
@pytest.mark.parametrize("state", [one for one in STATES if one.place not in MODAL], ids=str)
def test_the_footer_can_be_clicked_and_always_has_the_menu(state: State, width: int) -> None:
    async def click_all(screen: Screen) -> None:
        await state.reach(screen)
        screen.app.clear_notifications()
        bar = screen.app.screen.query_one(KeyBar)
        await screen.pilot.pause()
        places = bar.places()
        assert "app.command_palette" == places[-1][2].id
        assert places[-1][1] <= width
        for start, _, one in places:
            if one.numbered:
                continue
            with watched(screen.app, one) as done:
                await screen.pilot.click(offset=(start, bar.region.y))
                await screen.pilot.pause()
            assert done, f"{state}: a click on {one.id} does nothing"

    drive(state.app(), click_all, (width, 24))


@pytest.mark.parametrize("state", [one for one in STATES if one.place in MODAL], ids=str)
def test_what_lies_over_a_screen_is_left_by_a_click_on_what_says_so(state: State) -> None:
    async def click(screen: Screen) -> None:
        await state.reach(screen)
        here = screen.app.screen
        assert isinstance(here, ModalScreen)
        frame = here.query_one("#frame").region
        await screen.pilot.click(offset=(frame.right - 4, frame.bottom - 1))
        for _ in range(20):
            await screen.pilot.pause(0.02)
            if screen.app.screen is not here:
                return
        raise AssertionError(f"{state} is still there")

    drive(state.app(), click)


def keys_of(screen: Screen) -> list[tuple[Action, str]]:
    """Return the keys that are shown now, each with its action; of what lies over a screen, all its keys."""
    here = screen.app.screen
    if isinstance(here, ActingScreen):
        return [(one, key) for one in here.offered() for key in (here.keys(one) if one.numbered else here.keys(one)[:1])]
    place = next(iter(here._bindings.key_to_bindings.values()))[0].id or ""
    return [(one, one.keys[0]) for one in screen.app.keymap.at(place.partition(".")[0])]


@contextmanager
def watched(app: QuizApp, one: Action) -> Iterator[list[object]]:
    """Note that an action is done, rather than doing it."""
    done: list[object] = []
    target = app if one.place == "app" else app.screen
    own = f"action_{one.name}" in vars(target)
    assert not own
    setattr(target, f"action_{one.name}", lambda *found: done.append(found or True))
    yield done
    delattr(target, f"action_{one.name}")
