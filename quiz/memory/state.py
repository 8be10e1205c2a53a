"""What is known of one card's memory at one moment."""

from enum import StrEnum

from attrs import frozen


class Phase(StrEnum):
    """Where a card stands on its way: the field's four words."""

    NEW = "new"
    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


@frozen
class MemoryState:
    """The two FSRS variables that describe one memory."""

    stability: float
    """Days after which the chance of recall has fallen to 90 %."""
    difficulty: float
    """From 1 (easy) to 10 (hard)."""


@frozen
class Member:
    """What is remembered of one member of an answer that is a set."""

    name: str
    """The member's canonical form."""
    memory: MemoryState
    last_day: int
    """The study day on which it was last asked."""


@frozen
class CardState:
    """Everything that replaying the log says of one card. A card without events has the default state."""

    phase: Phase = Phase.NEW
    memory: MemoryState | None = None
    """Of a card whose answer is a set, that of the member that is due first."""
    step: int = 0
    """The learning or relearning step that the card waits for, counted from 0."""
    due_day: int | None = None
    """The study day on which the card is due, in days since 1970-01-01; `None` while it is new."""
    due_at: int | None = None
    """For a card in its learning steps: the moment it is due, in milliseconds since the epoch (UTC)."""
    last_day: int | None = None
    """The study day of the last review."""
    reps: int = 0
    """Reviews so far."""
    lapses: int = 0
    """Times that a card in review was forgotten."""
    suspended: bool = False
    buried_until: int | None = None
    """The first study day on which a buried card comes back."""
    marked: bool = False
    flag: int = 0
    """From 1 to 7, as another program had set it; 0 for none."""
    reteach: bool = False
    """The fact behind the card has changed since it was last asked, so it is shown before it is asked."""
    members: tuple[Member, ...] = ()
    """The memories of the members of a set, by name; none where the answer is no set, or was never asked by its members."""

    def hidden(self, day: int) -> bool:
        """Whether the card stays out of a queue on study day `day`."""
        return self.suspended or (self.buried_until is not None and day < self.buried_until)
