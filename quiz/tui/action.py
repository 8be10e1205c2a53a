"""An action: something that a learner can do somewhere, with its keys and its words."""

from typing import Literal

from attrs import field, frozen
from textual.binding import Binding
from textual.keys import key_to_character

Moment = Literal[
    "teach", "reveal", "typed", "field", "choice", "truefalse", "multiselect", "ordering", "matching", "answered", "stuck"
]
"""What the Study screen is at: a new card is shown; a card is asked in one of its forms, `field` while the learner types;
the answer is there and waits for its grade; `stuck` after the collection could not be read."""

_SHOWN = {
    "asterisk": "*",
    "at": "@",
    "backspace": "Backspace",
    "comma": ",",
    "delete": "Del",
    "down": "↓",
    "enter": "Enter",
    "escape": "Esc",
    "f1": "F1",
    "f10": "F10",
    "full_stop": ".",
    "home": "Home",
    "end": "End",
    "left": "←",
    "minus": "-",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "question_mark": "?",
    "plus": "+",
    "right": "→",
    "slash": "/",
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


def shown(key: str) -> str:
    """Return a key as people write it."""
    if key.startswith("ctrl+"):
        return f"Ctrl+{shown(key.removeprefix('ctrl+')).upper()}"
    if key.startswith("shift+"):
        return f"Shift+{shown(key.removeprefix('shift+'))}"
    return _SHOWN.get(key, key)


def is_text(key: str) -> bool:
    """Say whether a key writes something in a text field."""
    character = key_to_character(key)
    return character is not None and character.isprintable()
