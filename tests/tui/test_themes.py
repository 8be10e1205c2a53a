"""Every text of every theme of our own can be read: contrast as WCAG 2.2 reckons it (success criteria 1.4.3 and 1.4.6)."""

import pytest
from rich.style import Style
from textual.color import Color
from textual.theme import Theme

from quiz.tui.app import QuizApp
from quiz.tui.colours import DEFAULT
from quiz.tui.more_themes import NAMES, adapted, contrast, offered
from quiz.tui.themes import EXTRA, OWN, TERMINAL, THEMES, after, extra_variables
from tests.tui.samples import Clock, Play, Screen, capitals, collection, drive

ON = {
    "background": ("foreground", "quiet", "primary", "success", "warning", "error", "new", "learning", "review"),
    "surface": ("foreground", "quiet", "primary", "success", "warning", "error"),
    "panel": ("foreground", "quiet", "primary", "new", "learning", "review"),
    "cursor": ("foreground", "quiet", "primary", "new", "learning", "review", "success", "error"),
    "primary": ("chosen", "background"),
}
"""Which text stands on which ground somewhere in the app."""
READABLE = (*THEMES, *map(adapted, NAMES))
PAIRS = [(theme, text, ground) for theme in READABLE for ground, texts in ON.items() for text in texts]


def colour(theme: Theme, name: str) -> Color:
    """Return a colour as Textual's styles see it."""
    return Color.parse({**extra_variables(), **theme.to_color_system().generate(), **theme.variables}[name])


def test_contrast_is_reckoned_rightly() -> None:
    assert pytest.approx(21) == contrast(Color.parse("#000000"), Color.parse("#ffffff"))
    assert pytest.approx(4.54, abs=0.01) == contrast(Color.parse("#767676"), Color.parse("#ffffff"))


@pytest.mark.parametrize(("theme", "text", "ground"), PAIRS, ids=lambda found: getattr(found, "name", found))
def test_text_can_be_read(theme: Theme, text: str, ground: str) -> None:
    least = 7.0 if theme.name == "quiz-contrast" else 4.5
    assert contrast(colour(theme, text), colour(theme, ground)) >= least


@pytest.mark.parametrize("theme", READABLE, ids=lambda theme: theme.name)
def test_every_theme_has_every_colour(theme: Theme) -> None:
    assert set(EXTRA) <= set(theme.variables)
    assert theme.dark is (contrast(colour(theme, "background"), Color.parse("#ffffff")) > 4.5)


def test_the_key_goes_through_all_themes() -> None:
    seen = [DEFAULT]
    while (following := after(seen[-1])) != DEFAULT:
        seen.append(following)
    assert [theme.name for theme in OWN] == seen
    assert DEFAULT == after("nord")


def test_the_terminals_colours_are_the_terminals_own() -> None:
    named = TERMINAL.to_color_system().generate() | TERMINAL.variables
    assert set(EXTRA) <= set(TERMINAL.variables)
    assert {"ansi_default", "transparent"} == {
        named[part] for part in ("foreground", "background", "surface", "panel", "quiet", "cursor")
    }
    assert not [part for part in EXTRA if not TERMINAL.variables[part].startswith("ansi_")]


def test_all_that_are_offered_can_be_chosen() -> None:
    async def play(screen: Screen) -> None:
        for name in offered():
            screen.app.use_theme(name)
            assert name == screen.app.theme == screen.app.choices.theme
            await screen.pilot.pause()
        screen.app.use_theme("textual-dark")
        await screen.pilot.pause()
        assert "There is no theme “textual-dark”." in screen.text
        await screen.press("f2")
        assert "Settings list those that there are." in screen.text

    with_environment(play)


def with_environment(play: Play) -> None:
    drive(QuizApp(collection(capitals()), Clock()), play)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "quiz-dark"),
        ({"COLORFGBG": "0;15"}, "quiz-light"),
        ({"COLORFGBG": "15;default;0"}, "quiz-dark"),
        ({"COLORFGBG": "nonsense"}, "quiz-dark"),
        ({"NO_COLOR": "1"}, "quiz-terminal"),
        ({"NO_COLOR": ""}, "quiz-dark"),
        ({"TERM": "vt220"}, "quiz-terminal"),
        ({"TERM": "xterm-mono"}, "quiz-terminal"),
    ],
)
def test_the_theme_at_the_first_start_fits_the_terminal(
    environment: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("COLORFGBG", "NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    async def play(screen: Screen) -> None:
        assert expected == screen.app.theme
        strips = screen.app.screen._compositor.render_strips()
        colours = {one for strip in strips for part in strip for one in colours_of(part.style)}
        if expected == "quiz-terminal":
            assert {"default"} == colours
            screen.app.use_theme("quiz-light")
            assert "quiz-terminal" == screen.app.theme

    with_environment(play)


def colours_of(style: Style | None) -> list[str]:
    return [one.name for one in (style.color, style.bgcolor) if one] if style else []
