"""How a screen looks: its text and its colours as a snapshot keeps them, and whether all of it is there and can be read.

    def test_home(snapshot):
        looks(lambda: QuizApp(collection(capitals()), Clock()), pressing("down"), snapshot)

runs the app at both sizes, brings it where `play` leads, and compares what stands there with the snapshot in every theme.
In each of them every text has enough contrast (`unreadable`), and everything has its place (`misplaced`).
"""

from collections.abc import Callable
from functools import cache
from itertools import groupby
from string import ascii_letters, digits

from rich.color import Color, ColorType
from rich.segment import Segment
from rich.style import Style
from syrupy.assertion import SnapshotAssertion
from textual.screen import ModalScreen
from textual.widgets import Input

from quiz.tui.app import QuizApp
from tests.tui.placement import misplaced
from tests.tui.samples import Play, Screen, drive

SIZES = ((80, 24), (140, 45))
OWN = ("quiz-dark", "quiz-light", "quiz-contrast")
LEAST = 4.5
LEAST_IN_HIGH_CONTRAST = 7.0
_SIGNS = digits + ascii_letters
_NO_TEXT = frozenset(" ─━│┃╭╮╰╯├┤┬┴┼▏▎▍▌▋▊▉█▁▂▃▄▅▆▇▀▔▕░▒▓■□·⠀")
"""Signs that are lines, bars and bullets rather than text: contrast is asked of text."""


def pressing(*keys: str) -> Play:
    """Return the play of pressing these keys."""

    async def play(screen: Screen) -> None:
        await screen.press(*keys)

    return play


def looks(make: Callable[[], QuizApp], play: Play, snapshot: SnapshotAssertion) -> None:
    """Compare the app's screen, after `play`, with the snapshot: at both sizes, in all our themes; all of it can be read."""
    for size in SIZES:

        async def look_around(screen: Screen, size: tuple[int, int] = size) -> None:
            # A cursor that blinks would be there at one time and not at another.
            screen.app.animation_level = "none"
            await play(screen)
            screen.app.clear_notifications()
            for field in screen.app.screen.query(Input):
                field.cursor_blink = False  # or a picture would depend on its moment
            await screen.settle()
            views = await _views(screen)
            for _ in range(5):
                if 1 == len({text for text, _ in views}):
                    break
                # Something came late, such as what a thread found: look at all of it once more.
                await screen.pilot.pause(0.3)
                views = await _views(screen)
            assert 1 == len({text for text, _ in views}), "the themes differ in more than colours"
            assert snapshot(name=f"{size[0]}x{size[1]}") == _written(views[0][0], [cells for _, cells in views])

        drive(make(), look_around, size)


async def _views(screen: Screen) -> list[tuple[str, list[list[str]]]]:
    """Return the screen's text and the styles of its cells in each of our themes; all of it can be read."""
    views = []
    for theme in OWN:
        screen.app.theme = theme
        await screen.pilot.pause()
        least = LEAST_IN_HIGH_CONTRAST if theme == "quiz-contrast" else LEAST
        rows = _rows(screen)
        assert not (found := unreadable(screen, least, rows) + misplaced(screen)), "\n".join(found)
        views.append((_text(rows), _cells(rows)))
    return views


def unreadable(screen: Screen, least: float, rows: list[list[Segment]] | None = None) -> list[str]:
    """Return every text on the screen whose contrast with its ground is below `least`; what a dialog dims is left out."""
    top = screen.app.screen
    frames = [one.region for one in top.children if one.display] if isinstance(top, ModalScreen) else [top.region]
    found = []
    for number, row in enumerate(_rows(screen) if rows is None else rows):
        at = 0
        for segment in row:
            style, start = segment.style, at
            at += segment.cell_length
            if not set(segment.text) - _NO_TEXT or style is None or style.color is None or style.bgcolor is None:
                continue
            if not any(frame.contains(start, number) and frame.contains(at - 1, number) for frame in frames):
                continue
            if (reached := _contrast_of(style)) < least - 0.005:
                found.append(f"line {number}: “{segment.text.strip()}” has {reached:.2f} : 1 ({_named(style)})")
    return found


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _written(text: str, themes: list[list[list[str]]]) -> str:
    """Return a text, and below it its colours: runs of one style, each style with a sign and what it is in every theme."""
    legend: dict[tuple[str, ...], str] = {}
    lines = []
    for rows in zip(*themes, strict=True):
        runs = [(style, len(list(cells))) for style, cells in groupby(zip(*rows, strict=True))]
        lines.append(" ".join(f"{legend.setdefault(style, _SIGNS[len(legend)])}:{length}" for style, length in runs))
    return "\n".join([text, "", *lines, "", *(f"{sign}: {', '.join(style)}" for style, sign in legend.items())])


def _text(rows: list[list[Segment]]) -> str:
    return "\n".join("".join(part.text for part in row).rstrip() for row in rows)


def _cells(rows: list[list[Segment]]) -> list[list[str]]:
    """Return the name of every cell's style, row by row."""
    return [[name for part in row for name in [_named(part.style)] * part.cell_length] for row in rows]


def _rows(screen: Screen) -> list[list[Segment]]:
    return [list(strip) for strip in screen.app.screen._compositor.render_strips()]


@cache
def _contrast_of(style: Style) -> float:
    return contrast(*_colours(style))


def _colours(style: Style) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    text, ground = _rgb(style.color), _rgb(style.bgcolor)
    return (ground, text) if style.reverse else (text, ground)


def _rgb(color: Color | None) -> tuple[int, int, int]:
    assert color is not None
    assert color.type is ColorType.TRUECOLOR, f"{color} is the terminal's own; its contrast is not ours"
    found = color.get_truecolor()
    return found.red, found.green, found.blue


@cache
def _named(style: Style | None) -> str:
    if style is None:
        return "plain"
    on = [word for word in ("bold", "dim", "italic", "underline", "strike", "reverse") if getattr(style, word)]
    text, ground = (color.name if color else "-" for color in (style.color, style.bgcolor))
    return " ".join([f"{text} on {ground}", *on])


def _luminance(colour: tuple[int, int, int]) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4) for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
