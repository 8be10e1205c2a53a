"""Textual's themes, made fit for the app: each keeps its colours, moved towards that of its text where they could not be read."""

from functools import cache
from typing import TYPE_CHECKING

from textual.color import Color
from textual.theme import BUILTIN_THEMES

from quiz.tui.themes import OWN, called, theme_of

if TYPE_CHECKING:
    from textual.theme import Theme

NAMES = (
    "atom-one-dark", "atom-one-light", "catppuccin-frappe", "catppuccin-latte", "catppuccin-macchiato", "catppuccin-mocha",
    "dracula", "flexoki", "gruvbox", "monokai", "nord", "rose-pine", "rose-pine-dawn", "rose-pine-moon", "solarized-dark",
    "solarized-light", "tokyo-night",
)  # fmt: skip
"""Those whose text can be read everywhere: a test reckons it."""
LEAST = 4.5
"""The contrast of text that WCAG 2.2 asks for (success criterion 1.4.3)."""
_STEPS = 20


def offered() -> dict[str, str]:
    """Return what every theme that can be chosen is called, by its name."""
    return {name: called(name) for name in (*(theme.name for theme in OWN), *NAMES)}


@cache
def adapted(name: str) -> "Theme":
    """Return one of Textual's themes with all colours that the app's styles name, its text readable on every ground."""
    known = BUILTIN_THEMES[name]
    made = known.to_color_system().generate()
    text, ground = (Color.parse(made[part]) for part in ("foreground", "background"))
    grounds = {"background": ground, "surface": _mixed(ground, text, 0.03), "panel": _mixed(ground, text, 0.07),
               "cursor": _mixed(ground, text, 0.12)}  # fmt: skip
    below = tuple(grounds.values())
    text = _readable(text, Color.parse("#ffffff" if known.dark else "#000000"), below)
    accents = {part: _readable(Color.parse(made[part]), text, below) for part in ("primary", "success", "warning", "error")}
    quiet = next(
        mixed for step in range(7, -1, -1) if _reads(mixed := _mixed(text, ground, step * 0.05), below) or not step
    )  # fmt: skip
    colours = {
        **grounds,
        **accents,
        "foreground": text,
        "quiet": quiet,
        "line": _mixed(ground, text, 0.25),
        "chosen": max((Color.parse("#000000"), Color.parse("#ffffff")), key=lambda one: contrast(one, accents["primary"])),
        "new": accents["primary"],
        "learning": accents["warning"],
        "review": accents["success"],
    }
    return theme_of(name, dark=known.dark, colours={part: colour.hex6 for part, colour in colours.items()})


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _readable(colour: Color, text: Color, grounds: tuple[Color, ...]) -> Color:
    """Return a colour, moved towards that of the text as little as it takes."""
    steps = (_mixed(colour, text, step / _STEPS) for step in range(_STEPS))
    return next((one for one in steps if _reads(one, grounds)), text)


def _reads(colour: Color, grounds: tuple[Color, ...]) -> bool:
    return all(contrast(colour, ground) >= LEAST for ground in grounds)


def _mixed(one: Color, other: Color, share: float) -> Color:
    red, green, blue = (round(first + (second - first) * share) for first, second in zip(one.rgb, other.rgb, strict=True))
    return Color(red, green, blue)


def _luminance(colour: Color) -> float:
    parts = [part / 255 for part in colour.rgb]
    red, green, blue = (part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4) for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
