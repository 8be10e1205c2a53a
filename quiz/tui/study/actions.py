"""What can be done on the Study screen, and at which of its moments."""

from quiz.tui.action import Action

_SEVERAL = "multiselect ordering matching"
_ASKED = f"reveal typed choice truefalse {_SEVERAL}"
_CARD = f"teach {_ASKED} answered"
_ALWAYS = f"{_CARD} field"
_DIGITS = ("1", "2", "3", "4", "5", "6", "7", "8")

ACTIONS = (
    Action("study.ask", ("space", "enter"), "Ask me", "Go on from a new fact to its question", "teach", weight=9),
    Action("study.pick", _DIGITS, "Pick", "Pick an option", "choice", weight=9, numbered=True),
    Action("study.true", ("1", "t"), "True", "Say that the statement is true", "truefalse", weight=9),
    Action("study.false", ("2", "f"), "False", "Say that the statement is false", "truefalse", weight=9),
    Action("study.pick_chosen", ("enter",), "Pick", "Pick the option that the arrow keys chose", "choice truefalse"),
    Action("study.add", _DIGITS, "Pick", "Pick one more; again takes one of a set back", _SEVERAL, weight=9, numbered=True),
    Action("study.add_chosen", ("space",), "Pick this", "Pick what the arrow keys chose as the next", _SEVERAL, weight=8),
    Action("study.take_back", ("backspace",), "Take back", "Take the last pick back", _SEVERAL, weight=7),
    Action("study.confirm", ("enter",), "Check", "Check what was picked", _SEVERAL, weight=9),
    Action("study.type", ("enter", "tab"), "Type", "Go back to the answer field, as any other letter does", "typed", weight=9),
    Action("study.submit", ("enter",), "Check", "Check the typed answer; an empty field shows it", "field", weight=9),
    Action("study.leave_field", ("escape",), "Leave the field", "Leave the answer field: single keys work", "field", weight=8),
    Action("study.reveal", ("space", "enter"), "Show answer", "Show the answer without giving one", _ASKED, weight=8),
    Action("study.suggested", ("space", "enter"), "Take the grade", "Give the suggested grade", "answered", weight=9),
    Action("study.grade", ("1", "2", "3", "4"), "Grade", "Grade: Again, Hard, Good, Easy", "answered", numbered=True),
    Action("study.up", ("up", "k"), "Up", "Choose the option above, or scroll up", _ALWAYS),
    Action("study.down", ("down", "j"), "Down", "Choose the option below, or scroll down", _ALWAYS),
    Action("study.page_up", ("pageup",), "Page up", "Scroll up by a page", _ALWAYS),
    Action("study.page_down", ("pagedown",), "Page down", "Scroll down by a page", _ALWAYS),
    Action("study.undo", ("u", "ctrl+z"), "Undo", "Take back the last answer or change, any number of times", _ALWAYS, weight=7),
    Action("study.redo", ("U", "ctrl+y"), "Redo", "Bring back what was taken back last", _ALWAYS, weight=4),
    Action("study.replay", ("r", "f5"), "Play again", "Play the sound again", _ALWAYS, weight=7),
    Action("study.view", ("o", "f6"), "Open", "Open the card's picture or sound with the system's viewer", _ALWAYS, weight=3),
    Action("study.edit", ("e",), "Edit", "Edit the fact behind the card, and see what that means", _CARD, weight=6),
    Action("study.add_fact", ("a",), "Add", "Add a fact to the card's deck", _CARD, weight=5),
    Action("study.browse", ("slash",), "Search", "Search all cards and change them; you come back to this one", _CARD, weight=5),
    Action("study.info", ("i",), "Info", "Show where the card comes from and how well it is known", _CARD, weight=3),
    Action("study.why", ("w", "y"), "Why", "Tell why this card, and why now", _CARD, weight=2),
    Action("study.sources", ("s",), "Source", "Show the card's sources in full", "teach answered", weight=1),
    Action("study.mark", ("asterisk",), "Mark", "Set or take off the card's star", _CARD, weight=2),
    Action("study.bury", ("minus",), "Bury", "Put the card away until tomorrow", _CARD, weight=2),
    Action("study.bury_fact", ("equals_sign",), "Bury fact", "Put all cards of its fact away until tomorrow", _CARD),
    Action("study.suspend", ("at",), "Suspend", "Put the card away for good", _CARD, weight=1),
    Action("study.suspend_fact", ("exclamation_mark",), "Suspend fact", "Put all cards of its fact away for good", _CARD),
    Action("study.set_due", ("D",), "Due day", "Say on which day the card is to come", _CARD),
    Action("study.reset", ("N",), "New again", "Forget what is remembered of the card; it is taught again", _CARD),
    Action("study.edit_outside", ("E",), "Editor", "Edit the fact as text in the editor of $VISUAL or $EDITOR", _CARD),
    Action("study.clock", ("T",), "Clock", "Show or hide the time that the question takes", _CARD),
    Action("study.auto", ("A",), "By itself", "Let answers and next cards come by themselves, or stop that", _CARD),
    Action("study.card_only", ("F", "f11"), "Only the card", "Show nothing but the card, or all again", _ALWAYS),
    Action("study.retry", ("space", "enter"), "Try again", "Read the collection again", "stuck", weight=9),
    Action("study.back", ("q", "escape"), "Back", "End the session; everything is saved already", f"{_CARD} stuck", weight=6),
    Action("info.card", ("i",), "Card", "In the info: show the card and its memory; again closes"),
    Action("info.why", ("w", "y"), "Why", "In the info: show why it is asked; again closes"),
    Action("info.sources", ("s",), "Sources", "In the info: show the sources; again closes"),
    Action("info.history", ("h",), "History", "In the info: show all that happened to it; again closes"),
    Action("info.next_section", ("tab", "right"), "Next", "In the info: show the next section"),
    Action("info.previous_section", ("shift+tab", "left"), "Previous", "In the info: show the section before"),
)  # fmt: skip
