"""The app's own themes: dark, light, high contrast, and the terminal's colours. Text has a contrast of 4.5 : 1, or 7 : 1."""

from collections.abc import Mapping

from textual.theme import Theme

from quiz.tui.colours import COLOURS, DEFAULT, LIGHT


def theme_of(name: str, *, dark: bool, colours: Mapping[str, str]) -> Theme:
    """Return a theme of these colours: those that Textual knows, and the variables of our own (`EXTRA`)."""
    shown = dict(colours)
    standard = {
        part: shown.pop(part)
        for part in ("primary", "success", "warning", "error", "foreground", "background", "surface", "panel")
    }
    variables = {
        **shown,
        "text-muted": shown["quiet"],
        "border": shown["line"],
        "border-blurred": shown["line"],
        "block-cursor-background": shown["cursor"],
        "block-cursor-foreground": standard["foreground"],
        "block-cursor-blurred-background": shown["cursor"],
        "block-cursor-blurred-foreground": standard["foreground"],
        "block-hover-background": standard["panel"],
        "input-cursor-background": standard["primary"],
        "input-cursor-foreground": standard["background"],
        "input-selection-background": shown["cursor"],
        "scrollbar": shown["line"],
        "scrollbar-hover": shown["quiet"],
        "scrollbar-active": standard["primary"],
        "scrollbar-background": standard["background"],
        "scrollbar-background-hover": standard["background"],
        "scrollbar-background-active": standard["background"],
        "scrollbar-corner-color": standard["background"],
    }
    return Theme(
        name=name,
        secondary=standard["primary"],
        accent=standard["primary"],
        dark=dark,
        text_alpha=1.0,
        variables=variables,
        **standard,  # type: ignore[arg-type]
    )


THEMES = tuple(theme_of(name, dark=name != LIGHT, colours=colours) for name, colours in COLOURS.items())

_PALETTE = {
    "cursor": "ansi_default",
    "line": "ansi_bright_black",
    "quiet": "ansi_default",
    "chosen": "ansi_black",
    "new": "ansi_bright_blue",
    "learning": "ansi_yellow",
    "review": "ansi_green",
}
TERMINAL = Theme(
    name="quiz-terminal",
    ansi=True,
    dark=True,
    text_alpha=1.0,
    primary="ansi_bright_blue",
    secondary="ansi_bright_blue",
    accent="ansi_bright_blue",
    success="ansi_green",
    warning="ansi_yellow",
    error="ansi_red",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    variables={
        **_PALETTE,
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "text-muted": "ansi_default",
        "border": "ansi_bright_black",
        "border-blurred": "ansi_bright_black",
        "block-cursor-background": "ansi_default",
        "block-cursor-foreground": "ansi_default",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "ansi_default",
        "block-cursor-blurred-foreground": "ansi_default",
        "block-hover-background": "ansi_default",
        "input-cursor-background": "ansi_default",
        "input-cursor-foreground": "ansi_default",
        "input-cursor-text-style": "reverse",
        "input-selection-background": "ansi_bright_blue",
        "input-selection-foreground": "ansi_black",
        "screen-selection-background": "ansi_bright_blue",
        "screen-selection-foreground": "ansi_black",
        "scrollbar": "ansi_bright_black",
        "scrollbar-hover": "ansi_default",
        "scrollbar-active": "ansi_bright_blue",
        "scrollbar-background": "ansi_default",
        "scrollbar-background-hover": "ansi_default",
        "scrollbar-background-active": "ansi_default",
        "scrollbar-corner-color": "ansi_default",
    },
)
"""The colours of the terminal's own palette. Text is the terminal's own on its own ground: nobody else knows how these look, so
nothing is told by a ground, and the chosen row by its pointer."""
OWN = (*THEMES, TERMINAL)
"""The themes that come with the app, in the order in which a key goes through them."""
_CALLED = {
    "quiz-dark": "Dark",
    "quiz-light": "Light",
    "quiz-contrast": "High contrast",
    "quiz-terminal": "Your terminal's colours",
}
WITHOUT_COLOURS = TERMINAL.name


def called(name: str) -> str:
    """Return what a theme is called."""
    return _CALLED.get(name, name.replace("-", " ").title())


EXTRA = ("cursor", "line", "quiet", "chosen", "new", "learning", "review")
"""The variables that the app's styles use beside Textual's own."""


def extra_variables() -> dict[str, str]:
    """Return a value of every variable of our own, for a theme that does not have it."""
    return {name: THEMES[0].variables[name] for name in EXTRA}


def after(name: str) -> str:
    """Return the name of the theme that comes after `name`, round and round."""
    names = [theme.name for theme in OWN]
    return names[(names.index(name) + 1) % len(names)] if name in names else DEFAULT
