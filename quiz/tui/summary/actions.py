"""What can be done on the summary."""

from quiz.tui.action import Action

ACTIONS = (
    Action("summary.home", ("enter", "space", "escape", "q"), "Home", "Go back to the decks", weight=9),
    Action("summary.undo", ("u", "ctrl+z"), "Undo", "Take back the last answer and ask it again", weight=8),
    Action("summary.up", ("up", "k"), "Up", "Scroll up"),
    Action("summary.down", ("down", "j"), "Down", "Scroll down"),
    Action("summary.page_up", ("pageup",), "Page up", "Scroll up by a page"),
    Action("summary.page_down", ("pagedown",), "Page down", "Scroll down by a page"),
)  # fmt: skip
