"""The colours of the app's own themes, without Textual: the first card is painted before it is loaded."""

from typing import Final

DEFAULT: Final = "quiz-dark"
LIGHT: Final = "quiz-light"
FORMER: Final = "app.toml"
"""The file, beside the settings, in which an earlier version kept the name of the theme."""

# `quiet` is text that stands back, `line` is never text; `cursor` lies under the chosen row and `chosen` on `primary`.
COLOURS: Final = {
    "quiz-dark": {
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
    "quiz-light": {
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
    "quiz-contrast": {
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
}
