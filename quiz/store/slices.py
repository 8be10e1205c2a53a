"""Decks in slices: a cache of the current versions from which single cards can be made without reading whole decks."""

from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quiz.store.connection import Database

_BATCH = 500


@frozen
class KeptCard:
    """What is kept of a card of a current deck that stands in slices."""

    deck: str
    version: str
    """The deck's version."""
    sibling: str
    content: str
    """What `quiz.cards.keeping.made` takes."""


def put_slices(database: "Database", deck: str, version: str, head: str, slices: "Iterable[str]") -> None:
    """Keep the slices of a version of a deck, and its `head`, in place of those of any other version.

    A slice is a JSON list of facts.
    """
    with database.transaction():
        drop_slices(database, deck)
        rows = ((deck, number, facts) for number, facts in enumerate(slices))
        count = database.run_many("INSERT INTO slices (deck, number, facts) VALUES (?, ?, ?)", rows)
        database.run("INSERT INTO sliced (deck, version, head, slices) VALUES (?, ?, ?, ?)", (deck, version, head, count))


def drop_slices(database: "Database", deck: str) -> None:
    """Forget the slices of a deck."""
    database.run("DELETE FROM sliced WHERE deck = ?", (deck,))
    database.run("DELETE FROM slices WHERE deck = ?", (deck,))


def kept_card(database: "Database", card: str) -> KeptCard | None:
    """Return what is kept of a card of a current deck; nothing where its deck, as it is now, does not stand in slices."""
    row = database.row(
        """SELECT c.deck, s.version, c.sibling, c.content FROM cards AS c
        JOIN decks AS d ON d.deck = c.deck JOIN sliced AS s ON s.deck = c.deck AND s.version = d.version
        WHERE c.card = ? AND c.alive = 1 AND c.content IS NOT NULL""",
        (card,),
    )
    return None if row is None else KeptCard(*row)


def head(database: "Database", deck: str) -> tuple[str, str, int] | None:
    """Return the version of a deck that stands in slices, its head, and the number of slices."""
    row = database.row("SELECT version, head, slices FROM sliced WHERE deck = ?", (deck,))
    return None if row is None else (row[0], row[1], row[2])


def slices(database: "Database", deck: str, numbers: "Iterable[int]") -> list[str]:
    """Return slices of a deck by their numbers, in the order of these."""
    wanted = list(numbers)
    found: dict[int, str] = {}
    for start in range(0, len(wanted), _BATCH):
        batch = wanted[start : start + _BATCH]
        marks = ", ".join("?" * len(batch))
        found.update(database.rows(f"SELECT number, facts FROM slices WHERE deck = ? AND number IN ({marks})", (deck, *batch)))  # noqa: S608 - marks
    return [found[number] for number in wanted if number in found]
