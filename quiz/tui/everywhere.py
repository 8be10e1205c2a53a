"""What can be done everywhere, on the way from one screen to another, and in what lies over a screen."""

from quiz.tui.action import Action

GO = (
    Action("go.browse", ("slash",), "Search", "Search all cards, look at them and change them", weight=5),
    Action("go.statistics", ("t",), "Statistics", "See how much you know, and how the coming days look", weight=4),
    Action("go.settings", ("comma",), "Settings", "Change how quiz looks and studies", weight=2),
    Action("go.back", ("q", "escape"), "Back", "Go back to where you came from", weight=6),
)  # fmt: skip
"""On every screen that is not in the middle of something: Home, the summary, Browse, Statistics and so on."""

DIALOG = (
    Action("dialog.close", ("escape", "q", "enter"), "Close", "Close a page such as the card's info", weight=9),
    Action("dialog.up", ("up", "k"), "Up", "Scroll up"),
    Action("dialog.down", ("down", "j"), "Down", "Scroll down"),
    Action("dialog.page_up", ("pageup",), "Page up", "Scroll up by a page"),
    Action("dialog.page_down", ("pagedown", "space"), "Page down", "Scroll down by a page"),
)  # fmt: skip

HELP = (
    Action("help.close", ("escape",), "Close", "Close the help; the key that opened it does, too", weight=9),
    Action("help.perform", ("enter",), "Do it", "Do what the chosen line says, where it works now", weight=9),
    Action("help.up", ("up",), "Up", "Go to the line above"),
    Action("help.down", ("down",), "Down", "Go to the line below"),
    Action("help.page_up", ("pageup",), "Page up", "Go up by a page"),
    Action("help.page_down", ("pagedown",), "Page down", "Go down by a page"),
)  # fmt: skip

ASK = (
    Action("ask.cancel", ("escape",), "Cancel", "Leave a question without an answer", weight=9),
)  # fmt: skip

WORK = (
    Action("work.cancel", ("escape",), "Cancel", "Stop work that takes long; nothing is left half-done", weight=9),
)  # fmt: skip

PLAN = (
    Action("plan.apply", ("enter",), "Apply", "Carry out the plan that is shown; it can be undone", weight=9),
    Action("plan.cancel", ("escape", "q"), "Cancel", "Leave everything as it was", weight=8),
    Action("plan.decide", ("space",), "Decide", "Decide otherwise about the chosen line: keep, teach again, leave out", weight=7),
    Action("plan.decide_all", ("a",), "All of these", "Decide so about the chosen line and all others of its kind", weight=4),
    Action("plan.same", ("s",), "Same card", "Say which retired card an added one is: its memory goes on", weight=3),
    Action("plan.up", ("up", "k"), "Up", "Go to the line above"),
    Action("plan.down", ("down", "j"), "Down", "Go to the line below"),
    Action("plan.page_up", ("pageup",), "Page up", "Go up by a page"),
    Action("plan.page_down", ("pagedown",), "Page down", "Go down by a page"),
    Action("plan.first", ("home",), "First", "Go to the first line"),
    Action("plan.last", ("end",), "Last", "Go to the last line"),
)  # fmt: skip

APP = (
    Action("app.help", ("question_mark", "f1"), "Help", "Show all keys", weight=7),
    Action("app.problems", ("f2",), "Problems", "Read what is wrong in the settings file", weight=7),
    Action("app.command_palette", ("ctrl+p",), "Commands", "Search for a command by its name", always=True),
    Action("app.quit", ("ctrl+q",), "Quit", "Leave quiz from anywhere; everything is saved already", always=True),
)  # fmt: skip
