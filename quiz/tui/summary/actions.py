"""What can be done on the summary."""

from quiz.tui.action import Action

ACTIONS = (
    Action("summary.home", ("enter", "space", "escape", "q"), "Home", "Go back to where you started from", weight=9),
    Action("summary.undo", ("u", "ctrl+z"), "Undo", "Take back the last answer and ask it again", weight=6),
    Action("summary.go_on", ("g",), "Go on", "Go on with the session, or with what still waits today", weight=8),
    Action("summary.practise", ("m",), "Missed again", "Practise the missed cards; nothing is rescheduled", weight=7),
    Action("summary.drill", ("x",), "Drill", "Drill what you mixed up in this session, side by side", weight=7),
    Action("summary.open", ("b",), "Open", "Open the chosen missed card in Browse", weight=5),
    Action("summary.up", ("up", "k"), "Up", "Go to the missed card above, or scroll up"),
    Action("summary.down", ("down", "j"), "Down", "Go to the missed card below, or scroll down"),
    Action("summary.page_up", ("pageup",), "Page up", "Scroll up by a page"),
    Action("summary.page_down", ("pagedown",), "Page down", "Scroll down by a page"),
)  # fmt: skip
