"""The app's own themes: dark, light and high contrast. Their text has a contrast of 4.5 : 1 at least, 7 : 1 in the last."""

from collections.abc import Mapping

from textual.theme import Theme

DEFAULT = "quiz-dark"


def _theme(name: str, *, dark: bool, colours: Mapping[str, str]) -> Theme:
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


# `quiet` is text that stands back, `line` is never text; `cursor` lies under the chosen row and `chosen` on `primary`.
THEMES = (
    _theme(
        "quiz-dark",
        dark=True,
        colours={
            "background": "#15181d",
            "surface": "#1b1f26",
            "panel": "#222730",
            "cursor": "#2a313d",
            "line": "#3a4250",
            "foreground": "#e3e6eb",
            "quiet": "#9aa4b2",
            "primary": "#8cb8e8",
            "chosen": "#10141a",
            "success": "#93d0a0",
            "warning": "#e6bd74",
            "error": "#f29a94",
            "new": "#8cb8e8",
            "learning": "#eba97a",
            "review": "#93d0a0",
        },
    ),
    _theme(
        "quiz-light",
        dark=False,
        colours={
            "background": "#fbfaf7",
            "surface": "#f4f2ed",
            "panel": "#ebe8e1",
            "cursor": "#e2e5e9",
            "line": "#c3beb3",
            "foreground": "#22262c",
            "quiet": "#565d68",
            "primary": "#1c5a96",
            "chosen": "#ffffff",
            "success": "#1b6335",
            "warning": "#7a4a00",
            "error": "#a3221b",
            "new": "#1c5a96",
            "learning": "#93410f",
            "review": "#1b6335",
        },
    ),
    _theme(
        "quiz-contrast",
        dark=True,
        colours={
            "background": "#000000",
            "surface": "#000000",
            "panel": "#141414",
            "cursor": "#26303c",
            "line": "#b0b0b0",
            "foreground": "#ffffff",
            "quiet": "#d6d6d6",
            "primary": "#ffe14d",
            "chosen": "#000000",
            "success": "#7dff9b",
            "warning": "#ffd45e",
            "error": "#ffb0a8",
            "new": "#8fd6ff",
            "learning": "#ffc48a",
            "review": "#7dff9b",
        },
    ),
)

_CALLED = {
    "quiz-dark": "Dark",
    "quiz-light": "Light",
    "quiz-contrast": "High contrast",
    "quiz-terminal": "Your terminal's colours",
}


def offered_themes(known: Mapping[str, Theme]) -> dict[str, str]:
    """Return what each theme is called, by its name."""
    del known
    return {theme.name: called(theme.name) for theme in THEMES}


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
    names = [theme.name for theme in THEMES]
    return names[(names.index(name) + 1) % len(names)] if name in names else DEFAULT
