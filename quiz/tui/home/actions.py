"""What can be done on Home."""

from quiz.tui.action import Action

ACTIONS = (
    Action("home.study", ("enter",), "Study", "Study the chosen deck with those below it, or add what is offered", weight=9),
    Action("home.study_all", ("s",), "Study all", "Study whatever waits in all decks", weight=3),
    Action("home.add", ("a",), "Add", "Add a deck: a folder, a deck.toml, a table, or one that ships with quiz", weight=8),
    Action("home.menu", ("m", "full_stop"), "More", "List all that can be done with the chosen deck", weight=3),
    Action("home.new", ("n",), "New deck", "Start a deck of your own", weight=1),
    Action("home.add_fact", ("f",), "Add a fact", "Add a fact to the chosen deck"),
    Action("home.custom", ("c",), "Custom study", "Study ahead, what was forgotten or is overdue, by tag, or as practice"),
    Action("home.browse_deck", ("b",), "Browse the deck", "Look through the cards of the chosen deck"),
    Action("home.statistics_of_deck", ("g",), "Its statistics", "See how much you know of the chosen deck"),
    Action("home.exam", ("E",), "Exam", "Sit an exam on the chosen deck"),
    Action("home.options", ("o",), "Options", "Change how the chosen deck is studied"),
    Action("home.rename", ("e",), "Rename", "Give the chosen deck another title"),
    Action("home.update", ("r",), "Update", "Take in what changed in the deck's file, after showing what that does"),
    Action("home.update_all", ("R",), "Update all", "Take in what changed in the files of all decks"),
    Action("home.save", ("w",), "Save to file", "Write your own changes into the file that the deck follows"),
    Action("home.export", ("x",), "Export", "Write the chosen deck for another program"),
    Action("home.archive", ("delete", "D"), "Archive", "Take the chosen deck out of every queue; its memory is kept"),
    Action("home.undo", ("u",), "Undo", "Take back the last change of a deck: an update, a new title, archiving"),
    Action("home.archived", ("A",), "Archived decks", "List the decks that were archived, and bring one back"),
    Action("home.import", ("i",), "Import", "Take in another program's file, such as Anki's"),
    Action("home.sync", ("y",), "Sync", "Sync with your other devices through a folder"),
    Action("home.fold", ("space",), "Fold", "Fold away or show what stands below a deck"),
    Action("home.fold_away", ("left", "h"), "Fold away", "Fold away what stands below a deck, or go to the deck above it"),
    Action("home.unfold", ("right", "l"), "Show below", "Show what stands below a deck"),
    Action("home.up", ("up", "k"), "Up", "Go to the deck above"),
    Action("home.down", ("down", "j"), "Down", "Go to the deck below"),
    Action("home.page_up", ("pageup",), "Page up", "Go up by a page"),
    Action("home.page_down", ("pagedown",), "Page down", "Go down by a page"),
    Action("home.first", ("home",), "First", "Go to the first deck"),
    Action("home.last", ("end",), "Last", "Go to the last deck"),
    Action("home.theme", ("T",), "Theme", "Change to the next theme: dark, light, high contrast, yours"),
    Action("home.leave", ("q",), "Quit", "Leave quiz; everything is saved already", weight=6),
)  # fmt: skip

MENU = (
    "study", "custom", "exam", "add_fact", "browse_deck", "statistics_of_deck", "options", "rename",
    "update", "save", "export", "archive", "undo", "study_all", "add", "new", "import", "update_all", "archived", "sync",
)  # fmt: skip
"""What the menu of a deck lists, in its order."""

ADD = (
    Action("add.complete", ("tab",), "Complete", "Complete the path by what is there", weight=8),
    Action("add.down", ("down",), "Down", "Go to what is offered below the path"),
)  # fmt: skip
