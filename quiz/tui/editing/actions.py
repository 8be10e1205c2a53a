"""What can be done in the form of a fact."""

from quiz.tui.action import Action

ACTIONS = (
    Action("fact.save", ("ctrl+s",), "Save", "Save the fact; what it means for your memory is shown before", weight=9),
    Action("fact.cancel", ("escape",), "Cancel", "Leave the fact as it was", weight=8),
    Action("fact.next_field", ("tab",), "Next field", "Go to the next field, as Enter does", weight=5),
    Action("fact.previous_field", ("shift+tab",), "Field before", "Go to the field before"),
    Action("fact.choose_down", ("down",), "Choose", "Choose the next relation, status or source; or go a field down", weight=4),
    Action("fact.choose_up", ("up",), "Choose", "Choose the relation, status or source before; or go a field up"),
    Action("fact.plan", ("f5",), "All changes", "Show what happens to each card, and decide it otherwise", weight=3),
    Action("fact.delete", ("f8",), "Delete", "Delete the fact, once you have confirmed it", weight=6),
    Action("outside.again", ("enter", "e"), "Edit again", "Open the editor on the text as you left it", weight=9),
    Action("outside.cancel", ("escape", "q"), "Cancel", "Leave the fact as it was", weight=8),
)  # fmt: skip
