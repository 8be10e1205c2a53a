"""The records of the event log. Each is written once, never changed, and stays readable for ever.

All times are integers: `at` is milliseconds since the epoch (UTC), a study day is days since 1970-01-01.
`device` and `sequence` name an event; the store fills them in when it appends the event.
"""

from collections.abc import Iterable

from attrs import field, frozen
from attrs.converters import optional

from quiz.memory.rating import Rating
from quiz.memory.state import Phase

Name = tuple[str, int]
"""What names an event: its device and its sequence number."""


def texts(values: Iterable[str]) -> tuple[str, ...]:
    """Convert several texts to a tuple."""
    return tuple(values)


def _numbers(values: Iterable[float]) -> tuple[float, ...]:
    return tuple(map(float, values))


def _pairs(values: Iterable[Iterable[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((old, new) for old, new in values)


@frozen(kw_only=True)
class Event:
    """What every event carries."""

    at: int
    """When it happened, in milliseconds since the epoch (UTC)."""
    day: int
    """The study day on which it happened, as the device reckoned it then."""
    device: str = ""
    sequence: int = 0
    """Counts the events of one device from 1."""


@frozen(kw_only=True)
class CardEvent(Event):
    """An event that concerns one card."""

    card: str


@frozen(kw_only=True)
class Reviewed(CardEvent):
    """An answer was graded. What it scheduled is part of the record and is never computed again."""

    rating: Rating = field(converter=Rating)
    phase: Phase = field(converter=Phase)
    """The phase after this review."""
    step: int = 0
    """The learning step the card waits for after this review."""
    due_day: int
    due_at: int | None = None
    """When the card is due within the day; `None` once it has left the learning steps."""
    form: str
    """How it was asked: `reveal`, `typed`, `choice`, …"""
    options: tuple[str, ...] = field(default=(), converter=texts)
    """The options that were shown, in their order."""
    answer: str | None = None
    """What the learner typed or picked."""
    marks: tuple[tuple[str, bool], ...] = ()
    """For an answer of several parts: each part as it was shown, and whether it was given."""
    took: int = 0
    """Milliseconds from question to grade."""
    members: tuple[tuple[str, bool], ...] = ()
    """For an answer that is a set: the canonical form of each member, and whether it was known. Each has a memory of its own."""
    source: str = ""
    """The program in which it was given, such as `anki`; empty where that was quiz. Of one answer that several devices have taken
    over from one program, only one counts: see `quiz.memory.doubles`."""
    origin: int = 0
    """The number by which that program knows the answer; 0 where its moment is that number."""
    ease: int = 0
    """What that program noted of how easy the card is, in its own measure."""
    before: Phase | None = field(default=None, converter=optional(Phase))
    """The phase before this review, where the program says so and the log does not."""


@frozen(kw_only=True)
class Crammed(CardEvent):
    """An answer was practised. It moves no memory and no due day."""

    rating: Rating = field(converter=Rating)
    form: str
    options: tuple[str, ...] = field(default=(), converter=texts)
    answer: str | None = None
    took: int = 0
    """Milliseconds from question to grade."""
    source: str = ""
    """As for `Reviewed`."""
    origin: int = 0
    ease: int = 0


@frozen(kw_only=True)
class Given(CardEvent):
    """Another program's word of where a card stands, where its answers do not tell; it is never worked out again."""

    source: str
    """The program, such as `anki`."""
    phase: Phase = field(converter=Phase)
    step: int = 0
    due_day: int
    due_at: int | None = None
    """As for `Reviewed`."""
    stability: float | None = None
    """With `difficulty`, the memory of the card; without them, it stays what the answers before have made of it."""
    difficulty: float | None = None
    last_day: int | None = None
    """The study day of the last review; without it, that of the last answer before."""
    reps: int = 0
    """Reviews so far, where the log knows of fewer."""
    lapses: int = 0


@frozen(kw_only=True)
class Undone(Event):
    """Takes back one event, named by its device and sequence. Undoing an `Undone` is a redo."""

    target_device: str
    target_sequence: int


@frozen(kw_only=True)
class Suspended(CardEvent):
    """The card stays out of every queue until it is resumed."""


@frozen(kw_only=True)
class Resumed(CardEvent):
    """The card is no longer suspended or buried."""


@frozen(kw_only=True)
class Buried(CardEvent):
    """The card stays out of the queue until study day `until`."""

    until: int


@frozen(kw_only=True)
class Marked(CardEvent):
    """The learner's mark was set or, with `on` false, taken off."""

    on: bool = True


@frozen(kw_only=True)
class Flagged(CardEvent):
    """The card got a flag, as other programs have them."""

    flag: int
    """From 1 to 7; 0 takes it off."""


@frozen(kw_only=True)
class Retaught(CardEvent):
    """The fact behind the card changed: the card is due at once and is shown before it is asked."""


@frozen(kw_only=True)
class Reset(CardEvent):
    """The card is new again: what was remembered of it is forgotten. Whether it is marked or suspended stays."""


@frozen(kw_only=True)
class DueSet(CardEvent):
    """The learner wants the card on study day `due_day`. What is remembered of it stays."""

    due_day: int


@frozen(kw_only=True)
class Renamed(CardEvent):
    """A card that was called `was` is called `card` from now on: what is remembered of the one is remembered of the other.

    It moves everything that happened under the old name, before it or after. Where `was` is `card`, the card only got other
    names for members of its answer.
    """

    was: str
    members: tuple[tuple[str, str], ...] = field(default=(), converter=_pairs)
    """The canonical forms of the answer's members that are called otherwise now: old and new."""


@frozen(kw_only=True)
class DeckVersion(Event):
    """A deck, or a new version of it, came into the collection. `version` names its content."""

    deck: str
    version: str
    path: str | None = None
    """The file or folder that the deck follows."""
    changes: int = 0
    """How many of this device's events right after this one carry out what the version changed; they are undone together."""


@frozen(kw_only=True)
class Edited(Event):
    """The learner's own version of a deck that follows a file. `version` names its content."""

    deck: str
    version: str
    base: str
    """The version of the file that the learner's own one was made from."""
    changes: int = 0
    """As for `DeckVersion`."""


@frozen(kw_only=True)
class Fitted(Event):
    """Parameters of the memory model were fitted to this learner. They hold for the whole history of the cards concerned.

    Due days that were given stay; the parameters move them at the next answer.
    """

    deck: str = ""
    """The deck for which they hold, with those below it by `::`; empty for all decks. The nearest deck's parameters count."""
    parameters: tuple[float, ...] = field(converter=_numbers)
    model: str = "FSRS-6"
    loss_before: float | None = None
    """The log loss of the former parameters on the reviews that were held out."""
    loss_after: float | None = None
    """That of these parameters on the same reviews."""
    reviews: int = 0
    """How many reviews they were fitted to."""
    source: str = ""
    """The program that has fitted them; empty where that was quiz."""


@frozen(kw_only=True)
class Archived(Event):
    """A deck left the collection. Its cards' memory is kept and returns with the deck."""

    deck: str
