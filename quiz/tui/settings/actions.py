"""What can be done on the Settings screen."""

from quiz.tui.action import Action

ACTIONS = (
    Action("settings.change", ("enter", "space"), "Change", "Change the chosen setting or key", weight=9),
    Action("settings.reset", ("r", "delete"), "Reset", "Take the chosen setting out: what it inherits holds again", weight=8),
    Action("settings.undo", ("u", "ctrl+z"), "Undo", "Take back the last change, any number of times", weight=7),
    Action("settings.search", ("slash", "ctrl+f"), "Search", "Search the settings and keys", weight=6),
    Action("settings.leave_field", ("escape", "enter", "down"), "To the list", "Go from the search to what it found", weight=8),
    Action("settings.deck", ("d",), "Deck", "Choose the deck whose settings are shown, or all decks", weight=5),
    Action("settings.open", ("e",), "Open the file", "Open the settings file in your editor", weight=4),
    Action("settings.up", ("up", "k"), "Up", "Go to the setting above"),
    Action("settings.down", ("down", "j"), "Down", "Go to the setting below"),
    Action("settings.page_up", ("pageup",), "Page up", "Go up by a page"),
    Action("settings.page_down", ("pagedown",), "Page down", "Go down by a page"),
)  # fmt: skip
