"""What can be done on Home."""

from quiz.tui.action import Action

ACTIONS = (
    Action("home.study", ("enter",), "Study", "Study the chosen deck, or add the deck that is offered", weight=9),
    Action("home.study_all", ("s",), "Study all", "Study whatever waits in all decks", weight=8),
    Action("home.up", ("up", "k"), "Up", "Go to the deck above"),
    Action("home.down", ("down", "j"), "Down", "Go to the deck below"),
    Action("home.theme", ("T",), "Theme", "Change to the next theme: dark, light, high contrast, yours", weight=1),
    Action("home.leave", ("q",), "Quit", "Leave quiz; everything is saved already", weight=6),
)  # fmt: skip
