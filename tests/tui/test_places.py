"""What holds over the whole registry: every action by key, by palette and by mouse; every key that is shown works."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest
from attrs import Factory, define
from textual.screen import ModalScreen

from quiz.tui.acting import ActingScreen
from quiz.tui.action import Action
from quiz.tui.actions import ACTIONS, PLACES, actions
from quiz.tui.app import QuizApp
from quiz.tui.commands import Commands
from quiz.tui.keybar import KeyBar
from quiz.tui.keyed import Keyed, places_of
from tests.tui.monkey_checks import check_frame
from tests.tui.placement import misplaced
from tests.tui.places import STATES, State
from tests.tui.samples import Screen, drive

EVERYWHERE = {"go", "app"}
"""Places that are parts of others."""
NEVER_HERE = {
    "study.retry": "the collection cannot be read",
    "study.replay": "the card has a sound",
    "study.view": "the card has a picture or a sound",
    "statistics.leeches": "a card is forgotten over and over",
    "app.problems": "the settings have mistakes",
}
"""Actions of states that no collection of samples comes to; their own tests try them."""
MODAL = {"help", "dialog", "ask", "work"}
SIZE = (240, 30)
"""Wide enough for the whole footer."""
SMALLEST = (40, 15)


@define
class Found:
    """What was found out about a state."""

    places: set[str] = Factory(set)
    actions: set[str] = Factory(set)
    """What works there."""
    unnamed: list[str] = Factory(list)
    """What works and is not in the palette."""
    dead: list[str] = Factory(list)
    """Keys that are shown and do nothing."""
    misplaced: list[str] = Factory(list)
    """What is cut, or lies where it should not."""


def test_every_place_with_actions_is_tried() -> None:
    assert {place for place in PLACES if actions(place)} - EVERYWHERE == {one for state in STATES for one in state.place.split()}


@pytest.mark.parametrize("state", STATES, ids=str)
def test_every_key_that_is_shown_works_and_the_palette_has_all(state: State) -> None:
    """Pressed where the footer shows it, a key does its action; or a list or field does it, and then something happens."""
    found = found_at(state)
    assert set(state.place.split()) <= found.places
    assert [] == found.unnamed
    assert [] == found.dead
    assert [] == found.misplaced


@pytest.mark.parametrize("state", STATES, ids=str)
def test_every_place_comes_up_on_a_very_small_screen(state: State) -> None:
    async def look(screen: Screen) -> None:
        await state.reach(screen)
        await screen.pilot.pause()
        assert set(state.place.split()) <= set(places_of(screen.app.screen))
        check_frame(screen.app)
        assert screen.text.strip()

    drive(state.app(), look, SMALLEST)


def test_every_action_works_in_some_state(request: pytest.FixtureRequest) -> None:
    seen = {one for state in STATES for one in found_at(state).actions}
    assert {one.id for one in ACTIONS} - seen <= set(NEVER_HERE), f"no state in {request.path.with_name('places.py')}"


@pytest.mark.long
@pytest.mark.parametrize("width", [80, 40])
@pytest.mark.parametrize("state", [one for one in STATES if not set(one.place.split()) & MODAL], ids=str)
def test_the_footer_can_be_clicked_and_always_has_the_menu(state: State, width: int) -> None:
    clicked_all(state, width)


@pytest.mark.parametrize("place", ["home", "study", "browse", "fact"])
def test_the_footer_can_be_clicked(place: str) -> None:
    clicked_all(next(one for one in STATES if one.place == place), 80)


def clicked_all(state: State, width: int) -> None:
    """Click on everything that the footer shows."""

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


@pytest.mark.parametrize("state", [one for one in STATES if set(one.place.split()) & MODAL], ids=str)
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


@cache
def found_at(state: State) -> Found:
    """Go to a state and try everything there. It is left only by what a list or a field does: then one goes there anew."""
    found = Found()
    tried: set[tuple[str, str]] = set()

    async def look(screen: Screen) -> None:
        await state.reach(screen)
        here = screen.app.screen
        if not tried:
            found.places.update(places_of(here))
            found.misplaced += misplaced(screen)
            works = here.working() if isinstance(here, ActingScreen) else of_modal(screen)
            found.actions.update(one.id for one in works)
            found.unnamed += unnamed(here, works) if isinstance(here, ActingScreen) else []
        for one, key in keys_of(screen):
            if (one.id, key) in tried:
                continue
            tried.add((one.id, key))
            before, shown = screen.app.screen, screen.text
            with watched(screen.app, one) as done:
                await screen.tap(key)
            if done:
                continue
            await screen.pilot.pause()
            if not (screen.app._exit or screen.app.screen is not before or screen.text != shown):
                found.dead.append(f"{key} is shown for {one.id} and does nothing")
                continue
            # A list or a field took the key, and the screen may be another one now.
            return
        tried.add(("", ""))

    while ("", "") not in tried:
        drive(state.app(), look, SIZE)
    return found


def unnamed(here: ActingScreen[object], works: list[Action]) -> list[str]:
    """Return what works and is not in the palette."""
    names = [one.name for one in Commands(here).commands()]
    return [
        one.id for one in works if one.id != "app.command_palette" and not any(name.startswith(here.label(one)) for name in names)
    ]


def of_modal(screen: Screen) -> list[Action]:
    """Return all actions of what lies over a screen."""
    here = screen.app.screen
    assert isinstance(here, Keyed)
    return [one for place in places_of(here) for one in screen.app.keymap.at(place)]


def keys_of(screen: Screen) -> list[tuple[Action, str]]:
    """Return the keys that are shown now, each with its action; of what lies over a screen, all its keys."""
    here = screen.app.screen
    if isinstance(here, ActingScreen):
        return [(one, key) for one in here.offered() for key in (here.keys(one) if one.numbered else here.keys(one)[:1])]
    return [(one, one.keys[0]) for one in of_modal(screen)]


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
