"""The registry of actions: what can be done where, by which key. Bindings, footer, help and command palette all read it."""

from collections.abc import Iterable
from typing import Literal

from attrs import field, frozen
from textual.binding import Binding, BindingType

Place = Literal["app", "home", "study", "summary", "dialog"]
Moment = Literal[
    "teach", "reveal", "typed", "field", "choice", "truefalse", "multiselect", "ordering", "matching", "answered", "stuck"
]
"""What the Study screen is at: a new card is shown; a card is asked in one of its forms, `field` while the learner types;
the answer is there and waits for its grade; `stuck` after the collection could not be read."""

_SHOWN = {
    "asterisk": "*",
    "at": "@",
    "backspace": "Backspace",
    "down": "↓",
    "enter": "Enter",
    "escape": "Esc",
    "f1": "F1",
    "minus": "-",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "question_mark": "?",
    "space": "Space",
    "tab": "Tab",
    "up": "↑",
}


def _moments(found: str) -> frozenset[str]:
    return frozenset(found.split())


@frozen
class Action:
    """Something that a learner can do."""

    id: str
    """`place.name`; a key can be given to it by this id."""
    keys: tuple[str, ...]
    """As Textual names them. Of a numbered action, each stands for its own number, counted from 1."""
    label: str
    description: str
    during: frozenset[str] = field(default="", converter=_moments)
    """The moments of the Study screen at which it works; elsewhere, none."""
    weight: int = 0
    """The footer drops what has the least weight where it is too narrow; 0 is never in the footer."""
    numbered: bool = False
    always: bool = False
    """It works before anything else sees its key, over dialogs too."""

    @property
    def place(self) -> str:
        """The screen where it works."""
        return self.id.partition(".")[0]

    @property
    def name(self) -> str:
        """The method `action_…` that does it."""
        return self.id.partition(".")[2]

    @property
    def key(self) -> str:
        """Its key, as the footer shows it; of a numbered action, the first and the last."""
        return f"{shown(self.keys[0])}–{shown(self.keys[-1])}" if self.numbered else shown(self.keys[0])

    @property
    def every_key(self) -> str:
        """All its keys, as the help shows them."""
        return self.key if self.numbered else " ".join(shown(key) for key in self.keys)

    @property
    def bindings(self) -> tuple[Binding, ...]:
        """What Textual needs of it."""
        if self.numbered:
            return tuple(
                Binding(key, f"{self.name}({number})", self.label, show=False, tooltip=self.description, id=f"{self.id}.{number}")
                for number, key in enumerate(self.keys, 1)
            )
        keys = ",".join(self.keys)
        return (Binding(keys, self.name, self.label, show=False, tooltip=self.description, id=self.id, priority=self.always),)


_SEVERAL = "multiselect ordering matching"
_ASKED = f"reveal typed choice truefalse {_SEVERAL}"
_CARD = f"teach {_ASKED} answered"
_ALWAYS = f"{_CARD} field"
_DIGITS = ("1", "2", "3", "4", "5", "6", "7", "8")

ACTIONS = (
    Action("home.study", ("enter",), "Study", "Study the chosen deck, or add the deck that is offered", weight=9),
    Action("home.study_all", ("s",), "Study all", "Study whatever waits in all decks", weight=8),
    Action("home.up", ("up", "k"), "Up", "Go to the deck above"),
    Action("home.down", ("down", "j"), "Down", "Go to the deck below"),
    Action("home.theme", ("t",), "Theme", "Change to the next theme: dark, light, high contrast", weight=3),
    Action("home.leave", ("q",), "Quit", "Leave quiz; everything is saved already", weight=6),
    Action("study.ask", ("space", "enter"), "Ask me", "Go on from a new fact to its question", "teach", weight=9),
    Action("study.pick", ("1", "2", "3", "4"), "Pick", "Pick an option", "choice", weight=9, numbered=True),
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
    Action("study.grade", ("1", "2", "3", "4"), "Grade", "Grade: 1 Again, 2 Hard, 3 Good, 4 Easy", "answered", numbered=True),
    Action("study.up", ("up", "k"), "Up", "Choose the option above, or scroll up", _ALWAYS),
    Action("study.down", ("down", "j"), "Down", "Choose the option below, or scroll down", _ALWAYS),
    Action("study.page_up", ("pageup",), "Page up", "Scroll up by a page", _ALWAYS),
    Action("study.page_down", ("pagedown",), "Page down", "Scroll down by a page", _ALWAYS),
    Action("study.undo", ("u", "ctrl+z"), "Undo", "Take back the last answer or change, any number of times", _ALWAYS, weight=5),
    Action("study.redo", ("U", "ctrl+y"), "Redo", "Bring back what was taken back last", _ALWAYS, weight=4),
    Action("study.bury", ("minus",), "Bury", "Put the card away until tomorrow", _CARD, weight=2),
    Action("study.suspend", ("at",), "Suspend", "Put the card away for good", _CARD, weight=1),
    Action("study.mark", ("asterisk",), "Mark", "Set or take off the card's star", _CARD, weight=2),
    Action("study.info", ("i",), "Info", "Show where the card comes from and how well it is known", _CARD, weight=3),
    Action("study.retry", ("space", "enter"), "Try again", "Read the collection again", "stuck", weight=9),
    Action("study.back", ("q",), "Back", "End the session; everything is saved already", f"{_CARD} stuck", weight=6),
    Action("summary.home", ("enter", "space", "escape", "q"), "Home", "Go back to the decks", weight=9),
    Action("summary.undo", ("u", "ctrl+z"), "Undo", "Take back the last answer and ask it again", weight=8),
    Action("summary.up", ("up", "k"), "Up", "Scroll up"),
    Action("summary.down", ("down", "j"), "Down", "Scroll down"),
    Action("summary.page_up", ("pageup",), "Page up", "Scroll up by a page"),
    Action("summary.page_down", ("pagedown",), "Page down", "Scroll down by a page"),
    Action("dialog.close", ("escape", "q", "enter"), "Close", "Close the help or the card's info", weight=9),
    Action("dialog.up", ("up", "k"), "Up", "Scroll up"),
    Action("dialog.down", ("down", "j"), "Down", "Scroll down"),
    Action("dialog.page_up", ("pageup",), "Page up", "Scroll up by a page"),
    Action("dialog.page_down", ("pagedown", "space"), "Page down", "Scroll down by a page"),
    Action("app.help", ("question_mark", "f1"), "Help", "Show all keys; F1 works in the answer field too", weight=7),
    Action("app.command_palette", ("ctrl+p",), "Commands", "Search for a command by its name", always=True),
    Action("app.quit", ("ctrl+q",), "Quit", "Leave quiz from anywhere; everything is saved already", always=True),
)  # fmt: skip
"""Every action, in the order in which footer and help show them."""

PLACES = {
    "home": "Decks",
    "study": "Study",
    "summary": "Summary",
    "dialog": "Help and card info",
    "app": "Everywhere",
}
"""What the help calls each place, in its order."""


def shown(key: str) -> str:
    """Return a key as people write it."""
    if key.startswith("ctrl+"):
        return f"Ctrl+{shown(key.removeprefix('ctrl+')).upper()}"
    return _SHOWN.get(key, key)


def actions(place: str) -> tuple[Action, ...]:
    """Return the actions of a place."""
    return tuple(action for action in ACTIONS if action.place == place)


def named(place: str, name: str) -> Action | None:
    """Return the action that does `name` at a place."""
    return _BY_NAME.get((place, name))


def bindings(*places: str) -> list[BindingType]:
    """Return the key bindings of some places, for a screen's `BINDINGS`."""
    found: Iterable[Action] = (one for place in places for one in actions(place))
    return [binding for one in found for binding in one.bindings]


_BY_NAME = {(one.place, one.name): one for one in ACTIONS}
