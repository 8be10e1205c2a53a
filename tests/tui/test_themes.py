"""Every text of every theme of our own can be read: contrast as WCAG 2.2 reckons it (success criteria 1.4.3 and 1.4.6)."""

import pytest
from textual.color import Color
from textual.theme import Theme

from quiz.tui.themes import DEFAULT, EXTRA, THEMES, after, extra_variables

ON = {
    "background": ("foreground", "quiet", "primary", "success", "warning", "error", "new", "learning", "review"),
    "surface": ("foreground", "quiet", "primary", "success", "warning", "error"),
    "panel": ("foreground", "quiet", "primary", "new", "learning", "review"),
    "cursor": ("foreground", "quiet", "primary", "new", "learning", "review", "success", "error"),
    "primary": ("chosen", "background"),
}
"""Which text stands on which ground somewhere in the app."""
PAIRS = [(theme, text, ground) for theme in THEMES for ground, texts in ON.items() for text in texts]


def luminance(color: Color) -> float:
    """Return the relative luminance (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance)."""
    parts = [part / 255 for part in color.rgb]
    red, green, blue = (part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4) for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio, from 1 to 21."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


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


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_theme_has_every_colour(theme: Theme) -> None:
    assert set(EXTRA) <= set(theme.variables)
    assert theme.dark is (luminance(colour(theme, "background")) < 0.5)


def test_the_key_goes_through_all_themes() -> None:
    seen = [DEFAULT]
    while (following := after(seen[-1])) != DEFAULT:
        seen.append(following)
    assert [theme.name for theme in THEMES] == seen
    assert DEFAULT == after("nord")
