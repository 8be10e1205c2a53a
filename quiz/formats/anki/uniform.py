"""Whether all notes of a collection have the same cards, all of them new and in one deck: then no card need be looked at.

It is found out in a thread, of which SQLite does all the work, while the notes are looked over and what reads them is loaded.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from threading import Event
from typing import Any, Final, TypeAlias

from quiz.errors import FormatError
from quiz.formats.anki.database import Database
from quiz.formats.meanwhile import Meanwhile

TOUCHED: Final = "odid OR type OR queue OR reps OR lapses OR flags OR length(data) > 2"
"""What says of a card that there is more to say of it than that it is new."""
_MOST_NUMBERS: Final = 30
"""Numbers of cards that fit into the bits of an integer of SQLite, however often each is there."""
_LEAST_LOOKS: Final = 1000
_BYTES_A_LOOK: Final = 40_000
"""After so many bytes of the database SQLite has looked at a table several times: one that goes in circles is given up."""
_OF_EACH: Final = "SELECT nid, sum(1 << ord) AS bits, count(*) AS number FROM cards GROUP BY nid"
_OF_ALL: Final = f"SELECT count(*), min(bits), max(bits), min(number), max(number) FROM ({_OF_EACH})"  # noqa: S608 - constants

Group: TypeAlias = tuple[Any, Any, Any, Any]
"""The numbers of a note's cards as they stand in the table, divided by commas, the lowest and the highest id of their decks, and
whether there is more to say of any of them than that it is new: 2 where it is in a filtered deck. Anything may stand there."""


class _StoppedError(Exception):
    """Nobody wants to know any more."""


class Uniform:
    """What may be found out about all notes at once."""

    def __init__(self, looking: "Meanwhile[Group | None] | None" = None) -> None:
        """Have it looked for; or not."""
        self._looking = looking

    @property
    def group(self) -> Group | None:
        """The cards that each note has; nothing where not all have the same, or something is to be looked at in each."""
        return None if self._looking is None else self._looking.result()

    @classmethod
    @contextmanager
    def looked_for(cls, place: Path, name: str) -> "Iterator[Uniform]":
        """Look for it while the block lasts, in a database that nobody writes to."""
        stopped = Event()
        looking = Meanwhile(lambda: _looked(place, name, stopped))
        try:
            yield cls(looking)
        finally:
            stopped.set()
            looking.wait()


def _looked(place: Path, name: str, stopped: Event) -> Group | None:
    left = count(_LEAST_LOOKS + place.stat().st_size // _BYTES_A_LOOK, -1)

    def tick() -> None:
        if stopped.is_set() or next(left) < 0:
            raise _StoppedError

    try:
        database = Database(place, name, tick)
    except FormatError:
        return None
    try:
        found = _group(database)
    except _StoppedError:
        return None
    finally:
        database.close()
    return None if database.damage else found


def _group(database: Database) -> Group | None:
    if is_answered(database) or not database.has_index("cards", "nid"):
        return None
    deck = (database.row("SELECT did FROM cards LIMIT 1") or (None,))[0]
    if type(deck) is not int:
        return None
    strange = f"did IS NOT {deck} OR typeof(nid) <> 'integer' OR typeof(ord) <> 'integer' OR ord < 0 OR ord >= {_MOST_NUMBERS}"
    if database.row(f"SELECT 1 FROM cards WHERE {TOUCHED} OR {strange} LIMIT 1"):  # noqa: S608 - constants and a number
        return None
    of_all, notes = database.row(_OF_ALL), database.row("SELECT count(*) FROM notes")
    strays = database.row("SELECT 1 FROM cards WHERE nid NOT IN (SELECT id FROM notes) LIMIT 1")
    if of_all is None or notes is None or strays or of_all[0] != notes[0]:
        return None
    _, bits, most_bits, number, most = of_all
    if bits != most_bits or number != most:
        return None
    numbers = [place for place in range(_MOST_NUMBERS) if bits >> place & 1]
    # As many different bits as cards: none is there twice.
    return (",".join(map(str, numbers)).encode(), deck, deck, 0) if len(numbers) == number else None


def is_answered(database: Database) -> bool:
    """Say whether a collection holds any answers."""
    return "revlog" in database and database.row("SELECT 1 FROM revlog LIMIT 1") is not None
