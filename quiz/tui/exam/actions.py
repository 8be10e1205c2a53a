"""What can be done about an exam: while it is set up, while it is sat, and once it is marked."""

from quiz.tui.action import Action

_SEVERAL = "multiselect ordering matching"
_PICKED = f"choice truefalse {_SEVERAL}"
_ASKED = f"typed {_PICKED}"
_SAT = f"{_ASKED} field"
_ANY = f"setup {_ASKED} score"
_DIGITS = ("1", "2", "3", "4", "5", "6", "7", "8")

ACTIONS = (
    Action("exam.begin", ("enter", "space"), "Begin", "Draw the paper and sit the exam", "setup", weight=9),
    Action("exam.less", ("left", "h"), "Less", "Make the chosen line less, or another one", "setup"),
    Action("exam.more", ("right", "l"), "Change", "Make the chosen line more, or another one", "setup", weight=7),
    Action("exam.edit", ("e",), "Edit", "Type what the chosen line is to be", "setup", weight=6),
    Action("exam.enter_paper", ("m",), "Mark a paper", "Mark a printed paper by typing in its answers", "setup", weight=4),
    Action("exam.pick", _DIGITS, "Pick", "Pick an option", "choice", weight=9, numbered=True),
    Action("exam.true", ("1", "t"), "True", "Say that the statement is true", "truefalse", weight=9),
    Action("exam.false", ("2", "f"), "False", "Say that the statement is false", "truefalse", weight=9),
    Action("exam.add", _DIGITS, "Pick", "Pick one more; again takes one of a set back", _SEVERAL, weight=9, numbered=True),
    Action("exam.pick_chosen", ("space",), "Pick this", "Pick what the arrow keys chose", _PICKED, weight=3),
    Action("exam.take_back", ("backspace", "delete"), "Take back", "Take the answer, or the last pick, back", _PICKED, weight=4),
    Action("exam.type", ("tab",), "Type", "Go back to the answer field, as any other letter does", "typed", weight=9),
    Action("exam.next", ("enter", "right", "pagedown"), "Next", "Go to the next question; the answer is kept", _SAT, weight=9),
    Action("exam.previous", ("left", "pageup"), "Previous", "Go to the question before", _SAT, weight=7),
    Action("exam.first_open", ("o",), "Next open", "Go to the next question without an answer", _ASKED, weight=3),
    Action("exam.go", ("g",), "Go to", "Go to a question by its number", _ASKED, weight=1),
    Action("exam.flag", ("asterisk",), "Mark", "Mark the question for a second look", _ASKED, weight=5),
    Action("exam.hand_in", ("F", "f10"), "Hand in", "Hand the paper in and see the score", _SAT, weight=8),
    Action("exam.leave_field", ("escape",), "Leave the field", "Leave the answer field: single keys work", "field", weight=8),
    Action("exam.up", ("up", "k"), "Up", "Choose the line or option above, or scroll up", _ANY),
    Action("exam.down", ("down", "j"), "Down", "Choose the line or option below, or scroll down", _ANY),
    Action("exam.page_up", ("pageup",), "Page up", "Scroll up by a page", "score"),
    Action("exam.page_down", ("pagedown", "space"), "Page down", "Scroll down by a page", "score"),
    Action("exam.only", ("w",), "Missed only", "Show what was missed, or every question", "score", weight=8),
    Action("exam.again", ("r",), "Another paper", "Set up another exam on the deck", "score", weight=7),
    Action("exam.print", ("p",), "Print", "Write the paper and its answer key to files", "setup score", weight=5),
    Action("exam.back", ("q", "escape"), "Back", "Leave the exam; while it is sat, quiz asks first", _ANY, weight=6),
)  # fmt: skip
