"""Whatever has no place of its own on a screen is found."""

from collections.abc import Callable

import pytest
from textual.containers import Vertical, VerticalScroll
from textual.screen import Screen as Empty
from textual.widget import Widget
from textual.widgets import Static

from quiz.tui.app import QuizApp
from tests.tui.placement import misplaced
from tests.tui.samples import Clock, Screen, capitals, collection, drive


def found_with(widget: Widget) -> list[str]:
    """Return what is found where a widget stands on an empty screen."""
    found: list[str] = []

    async def look(screen: Screen) -> None:
        screen.app.push_screen(Empty())
        await screen.pilot.pause()
        await screen.app.screen.mount(widget)
        await screen.pilot.pause()
        found.extend(misplaced(screen))

    drive(QuizApp(collection(capitals()), Clock()), look, (40, 15))
    return found


def styled(widget: Widget, **styles: object) -> Widget:
    """Return a widget with these styles of its own."""
    for name, value in styles.items():
        setattr(widget.styles, name, value)
    return widget


@pytest.mark.parametrize(
    "widget",
    [
        lambda: Static("short"),
        lambda: Static("several words that are wrapped " * 3),
        lambda: styled(Static("a line of many words " * 9), text_wrap="nowrap", text_overflow="ellipsis"),
        lambda: VerticalScroll(*(Static(f"line {number}") for number in range(40))),
    ],
)
def test_nothing_is_wrong(widget: Callable[[], Widget]) -> None:
    assert [] == found_with(widget())


@pytest.mark.parametrize(
    ("said", "widget"),
    [
        ("has 3 lines and place for 1", lambda: styled(Static("one\ntwo\nthree"), height=1)),
        ("is wider than its", lambda: styled(Static("a line of many words " * 9), text_wrap="nowrap", text_overflow="clip")),
        ("which does not scroll", lambda: styled(Vertical(styled(Static("wide"), width=60)), width=30)),
        ("lies over", lambda: Vertical(Static("one"), styled(Static("two"), offset=(0, -1)))),
    ],
)
def test_what_is_wrong_is_found(said: str, widget: Callable[[], Widget]) -> None:
    assert any(said in one for one in found_with(widget()))
