"""An action: something that a learner can do somewhere, with its keys and its words."""

from typing import TYPE_CHECKING, Literal

from attrs import field, frozen

from quiz.tui.key_names import is_text, shown

if TYPE_CHECKING:
    from textual.binding import Binding

__all__ = ["Action", "Moment", "is_text", "shown"]

Moment = Literal[
    "teach", "reveal", "typed", "field", "choice", "truefalse", "multiselect", "ordering", "matching", "answered", "stuck"
]
"""What the Study screen is at: a new card is shown; a card is asked in one of its forms, `field` while the learner types;
the answer is there and waits for its grade; `stuck` after the collection could not be read."""


def _moments(found: str | frozenset[str]) -> frozenset[str]:
    return frozenset(found.split()) if isinstance(found, str) else found


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
    """The moments of the Study screen at which it works, the sections of Statistics, or whether in the field of Browse or among
    its cards; elsewhere, none."""
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
        """Its key, as the footer shows it; of a numbered action, the first and the last. Empty where it has none."""
        if not self.keys:
            return ""
        if not self.numbered:
            return shown(self.keys[0])
        between = "–" if "".join(self.keys) in "123456789" else " "
        return between.join(map(shown, (self.keys[0], self.keys[-1]) if between == "–" else self.keys))

    def key_of(self, number: int) -> str:
        """Return the key that stands for a number, counted from 1, as people write it; the number where there is none."""
        return shown(self.keys[number - 1]) if 0 < number <= len(self.keys) else str(number)

    @property
    def every_key(self) -> str:
        """All its keys, as the help shows them."""
        return self.key if self.numbered else " ".join(shown(key) for key in self.keys)

    @property
    def bindings(self) -> "tuple[Binding, ...]":
        """What Textual needs of it."""
        # Only here: the first card is painted from the registry before Textual is loaded.
        from textual.binding import Binding

        if self.numbered:
            return tuple(
                Binding(key, f"{self.name}({number})", self.label, show=False, tooltip=self.description, id=f"{self.id}.{number}")
                for number, key in enumerate(self.keys, 1)
            )
        if not self.keys:
            return ()
        keys = ",".join(self.keys)
        return (Binding(keys, self.name, self.label, show=False, tooltip=self.description, id=self.id, priority=self.always),)
