"""What can be done on the Browse screen."""

from quiz.tui.action import Action

_FIELD = "field"
_CARDS = "cards"

ACTIONS: tuple[Action, ...] = (
    Action("browse.complete", ("tab",), "Complete", "Complete a word, a deck or a tag; again, with the next", _FIELD, weight=8),
    Action("browse.results", ("enter", "down", "escape"), "To the cards", "Leave the field for the cards", _FIELD, weight=9),
    Action("browse.search", ("slash",), "Search", "Go to the search field", _CARDS, weight=9),
    Action("browse.ready", ("f", "f3"), "Find", "Choose a ready-made or former search, a deck, a tag or a relation", weight=7),
    Action("browse.preview", ("enter", "p"), "Preview", "Show or hide the card as it is asked", _CARDS, weight=8),
    Action("browse.info", ("i",), "Info", "Show where the card comes from, its memory and its history", _CARDS, weight=4),
    Action("browse.flip", ("b",), "Flip", "In the preview: the question, or the answer", _CARDS, weight=1),
    Action("browse.next_form", ("right",), "Form", "In the preview: the next way of asking the card", _CARDS, weight=1),
    Action("browse.last_form", ("left",), "Form back", "In the preview: the way of asking before", _CARDS),
    Action("browse.scroll_down", ("J",), "Preview down", "Scroll the preview down", _CARDS),
    Action("browse.scroll_up", ("K",), "Preview up", "Scroll the preview up", _CARDS),
    Action("browse.pick", ("space",), "Select", "Select the card, or take it out of the selection", _CARDS, weight=5),
    Action("browse.all", ("ctrl+a",), "All", "Select all cards that were found", _CARDS, weight=3),
    Action("browse.none", ("escape",), "None", "Select none", _CARDS, weight=9),
    Action("browse.study", ("s",), "Study", "Study what is selected, or all that was found, due or not", _CARDS, weight=6),
    Action("browse.cram", ("c",), "Cram", "Practise them: no answer moves a due day", _CARDS, weight=1),
    Action("browse.edit", ("e",), "Edit", "Edit the fact behind the card", _CARDS, weight=5),
    Action("browse.add", ("a",), "Add", "Add a fact to the card's deck", _CARDS, weight=3),
    Action("browse.suspend", ("at",), "Suspend", "Put cards away for good, or take them back", _CARDS, weight=3),
    Action("browse.bury", ("minus",), "Bury", "Put cards away until tomorrow, or take them back", _CARDS, weight=2),
    Action("browse.mark", ("asterisk",), "Mark", "Set the star of cards, or take it off", _CARDS, weight=2),
    Action("browse.due", ("d",), "Due", "Say on which day cards are due; their memory stays", _CARDS, weight=1),
    Action("browse.reset", ("r",), "Reset", "Make cards new again; asks first", _CARDS, weight=1),
    Action("browse.tags", ("T",), "Tags", "Add tags to the facts behind the cards, or take some off", _CARDS, weight=1),
    Action("browse.delete", ("delete",), "Delete", "Delete the facts behind the cards, after showing the plan", _CARDS, weight=1),
    Action("browse.undo", ("u", "ctrl+z"), "Undo", "Take back what was last done here to cards or facts", _CARDS, weight=6),
    Action("browse.sort", ("o",), "Order", "Choose by what the cards are ordered; so does a click on a head", _CARDS, weight=3),
    Action("browse.turn", ("O",), "Turn", "Turn the order round", _CARDS),
    Action("browse.up", ("up", "k"), "Up", "Go to the card above", _CARDS),
    Action("browse.down", ("down", "j"), "Down", "Go to the card below", _CARDS),
    Action("browse.page_up", ("pageup",), "Page up", "Go up by a page", _CARDS),
    Action("browse.page_down", ("pagedown",), "Page down", "Go down by a page", _CARDS),
    Action("browse.first", ("home", "g"), "First", "Go to the first card", _CARDS),
    Action("browse.last", ("end", "G"), "Last", "Go to the last card", _CARDS),
    Action("browse.extend_up", ("shift+up",), "Extend up", "Select upward from here", _CARDS),
    Action("browse.extend_down", ("shift+down",), "Extend down", "Select downward from here", _CARDS),
    Action("browse.extend_page_up", ("shift+pageup",), "Extend by a page up", "Select a page upward", _CARDS),
    Action("browse.extend_page_down", ("shift+pagedown",), "Extend by a page down", "Select a page downward", _CARDS),
    Action("browse.extend_first", ("shift+home",), "Extend to the first", "Select up to the first card", _CARDS),
    Action("browse.extend_last", ("shift+end",), "Extend to the last", "Select down to the last card", _CARDS),
)  # fmt: skip
