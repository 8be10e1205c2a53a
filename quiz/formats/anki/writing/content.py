"""What goes into a package, whichever version of Anki it is for."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from attrs import field, frozen

Row = tuple[Any, ...]

FIRST_DAY: Final = (date(2006, 10, 5) - date(1970, 1, 1)).days
"""The day from which the days of packages are counted, in days since 1970-01-01: the one on which Anki came out."""
ROLLOVER: Final = 4
"""The hour at which a day begins, unless it is told."""
STEPS: Final = (1.0, 10.0)
"""Learning steps in minutes, unless they are told."""
RELEARNING_STEPS: Final = (10.0,)
CLOZE: Final = 1


@frozen(eq=False)
class Options:
    """How decks are studied."""

    id: int
    name: str
    parameters: tuple[float, ...] = ()
    desired_retention: float | None = None
    steps: tuple[float, ...] = STEPS
    """In minutes."""
    relearning_steps: tuple[float, ...] = RELEARNING_STEPS
    new_a_day: int = 20
    reviews_a_day: int = 200
    longest_interval: int = 36_500


@frozen(eq=False)
class DeckRow:
    """A deck."""

    id: int
    name: str
    """With `::` between levels."""
    options: int = 1
    description: str = ""


@frozen(eq=False)
class NewCards:
    """A new card for each of some notes, whose ids follow one another."""

    first_card: int
    first_note: int
    notes: int
    deck: int
    number: int
    """The number of the card in its note, counted from 0."""
    position: int
    """The place of the first one among the new cards."""


@frozen(eq=False)
class Content:
    """All of a package but its media."""

    at: int
    """The moment at which it is written, in milliseconds since the epoch."""
    types: Sequence[Mapping[str, Any]]
    """Note types, as the JSON of schema 11 has them."""
    decks: Sequence[DeckRow]
    options: Sequence[Options]
    notes: Iterable[Row]
    """Rows of the table `notes`, by their ids, but for what all of them share: `id, guid, mid, tags, flds, sfld, csum, data`.

    They are asked for first, and may fill the two others.
    """
    cards: Iterable[Row]
    answers: Iterable[Row] = ()
    """Rows of the table `revlog`, by their ids."""
    new_cards: Sequence[NewCards] = ()
    """Cards that are told by their notes alone."""
    more_new_cards: Iterable[Row] = ()
    """Other new cards: `id, nid, did, ord, due`."""
    tags: set[str] = field(factory=set)
    rollover: int = ROLLOVER

    @property
    def all_decks(self) -> Sequence[DeckRow]:
        """Its decks, and the one that every collection has."""
        return self.decks if any(one.id == 1 for one in self.decks) else (DeckRow(1, "Default"), *self.decks)

    @property
    def created(self) -> int:
        """The moment from which its days are counted, in seconds since the epoch."""
        return FIRST_DAY * 86_400 + self.rollover * 3_600

    @property
    def config(self) -> dict[str, Any]:
        """The settings of the collection."""
        return {
            "activeDecks": [1],
            "addToCur": True,
            "collapseTime": 1200,
            "creationOffset": 0,
            "curDeck": 1,
            "curModel": str(self.types[0]["id"]) if self.types else None,
            "dayLearnFirst": False,
            "dueCounts": True,
            "estTimes": True,
            "fsrs": any(one.parameters for one in self.options),
            "newSpread": 0,
            "nextPos": 1,
            "rollover": self.rollover,
            "sched2021": True,
            "schedVer": 2,
            "sortBackwards": False,
            "sortType": "noteFld",
            "timeLim": 0,
        }
