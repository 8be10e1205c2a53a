"""The words from which a learner chooses how the queue is put together."""

from enum import StrEnum


class ReviewOrder(StrEnum):
    """In which order reviews are asked, and so which of them are left when the day's limit is reached."""

    FALLING_RETRIEVABILITY = "falling-retrievability"
    """What is still best remembered first, so that most of it is saved."""
    RISING_RETRIEVABILITY = "rising-retrievability"
    """What is nearest to being forgotten first."""
    DUE_DAY = "due-day"
    """What has been due for longest first."""
    RELATIVE_OVERDUENESS = "relative-overdueness"
    """What has waited longest for its interval first."""
    RISING_INTERVAL = "rising-interval"
    FALLING_INTERVAL = "falling-interval"
    RISING_DIFFICULTY = "rising-difficulty"
    """Easy cards first."""
    FALLING_DIFFICULTY = "falling-difficulty"
    """Hard cards first."""
    RANDOM = "random"


class NewOrder(StrEnum):
    """In which order new cards are met."""

    DECK = "deck"
    """As the deck has them."""
    RANDOM = "random"
    SIBLING_ROUNDS = "sibling-rounds"
    """First one card of every subject, then the second ones, and so on."""


class Placement(StrEnum):
    """Where new cards, or those whose learning step ended on an earlier day, stand among the reviews."""

    MIXED = "mixed"
    """Spread evenly among them."""
    BEFORE = "before"
    AFTER = "after"


class Spacing(StrEnum):
    """How far cards that give each other away are kept apart."""

    STRICT = "strict"
    """Never on the same day: the others are left out until another one."""
    WHERE_POSSIBLE = "where-possible"
    """On different days while others fill the day's limit."""
    FREE = "free"
    """Not at all, but for being adjacent."""


class LeechAction(StrEnum):
    """What happens to a card that is forgotten again and again."""

    TELL = "tell"
    """The learner is told of it, and why it may be."""
    MARK = "mark"
    """It also gets the learner's mark."""
    SUSPEND = "suspend"
    """It also leaves every queue until it is resumed."""
