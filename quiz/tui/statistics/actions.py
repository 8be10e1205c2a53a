"""What can be done in Statistics."""

from quiz.tui.action import Action

ACTIONS = (
    Action("statistics.section", tuple("123456789"), "Section", "Go to a section by its number", weight=9, numbered=True),
    Action("statistics.next", ("tab", "right_square_bracket"), "Next", "Go to the next section", weight=3),
    Action("statistics.previous", ("shift+tab", "left_square_bracket"), "Previous", "Go to the section before"),
    Action("statistics.drill", ("enter", "x"), "Drill", "Drill the chosen confusion, side by side", during="mistakes", weight=8),
    Action("statistics.drill_all", ("X",), "Drill all", "Drill all confusions that are shown", during="mistakes", weight=3),
    Action("statistics.leeches", ("b",), "Leeches", "Open the leeches in Browse", during="mistakes", weight=4),
    Action("statistics.compare", ("enter", "c"), "Compare", "Compare other desired retentions", during="ahead", weight=8),
    Action("statistics.fit", ("enter", "f"), "Fit", "Fit the memory model to your answers", during="fit", weight=8),
    Action("statistics.deck", ("d",), "Deck", "Choose whose figures are shown: all decks, or one", weight=7),
    Action("statistics.range", ("r",), "Range", "Change the range: month, quarter, year, all", weight=7),
    Action("statistics.left", ("left", "h"), "Left", "Go to the section before; in the calendar, a week back"),
    Action("statistics.right", ("right", "l"), "Right", "Go to the next section; in the calendar, a week on"),
    Action("statistics.up", ("up", "k"), "Up", "Scroll up; in the calendar, a day back; among confusions, the one above"),
    Action("statistics.down", ("down", "j"), "Down", "Scroll down; in the calendar, a day on; among confusions, the one below"),
    Action("statistics.page_up", ("pageup",), "Page up", "Scroll up by a page"),
    Action("statistics.page_down", ("pagedown", "space"), "Page down", "Scroll down by a page"),
)  # fmt: skip
