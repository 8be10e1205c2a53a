"""What can be done on Import and Export."""

from quiz.tui.action import Action

ACTIONS = (
    Action("import.go", ("enter",), "Go on", "Look into the file, see what it would change, import it", weight=10),
    Action("import.complete", ("tab",), "Complete", "Complete the path of the file as far as it is certain", weight=8),
    Action("import.left", ("left",), "Column left", "Go to the column on the left"),
    Action("import.right", ("right",), "Column right", "Go to the column on the right"),
    Action("import.role", ("r", "space"), "Column", "Say what the chosen column holds; a click on it does so, too", weight=9),
    Action("import.deck", ("d",), "Deck", "Choose the deck that the facts go to", weight=7),
    Action("import.format", ("f",), "Format", "Say which format the file is in", weight=7),
    Action("import.header", ("h",), "Header", "Say whether the first row names the columns", weight=5),
    Action("import.separator", ("s",), "Separator", "Say what stands between the cells", weight=3),
    Action("import.rows", ("l",), "Rows", "Say what stands between pairs of terms and definitions", weight=3),
    Action("import.encoding", ("e",), "Encoding", "Say in which encoding the file is", weight=3),
    Action("import.plan", ("v",), "Cards", "See what happens to which card", weight=7),
    Action("import.keep", ("w",), "Save report", "Write the report to a file", weight=7),
    Action("import.file", ("p",), "Other file", "Name another file", weight=4),
    Action("import.up", ("up", "k"), "Up", "Scroll up"),
    Action("import.down", ("down", "j"), "Down", "Scroll down"),
    Action("import.page_up", ("pageup",), "Page up", "Scroll up by a page"),
    Action("import.page_down", ("pagedown",), "Page down", "Scroll down by a page"),
    Action("export.write", ("enter",), "Export", "Write the deck to the file", weight=10),
    Action("export.up", ("up",), "Format above", "Go to the format above", weight=1),
    Action("export.down", ("down",), "Format below", "Go to the format below", weight=1),
    Action("export.complete", ("tab",), "Complete", "Complete the path as far as it is certain", weight=8),
    Action("export.file", ("p",), "Path", "Change the path of the file", weight=7),
)  # fmt: skip
