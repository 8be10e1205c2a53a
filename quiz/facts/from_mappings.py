"""Decks from rows of data: any iterable of mappings."""

from collections.abc import Iterable, Mapping
from typing import Any, Unpack

from quiz.facts.building import Building, DeckOptions
from quiz.facts.checks import described
from quiz.facts.deck import Deck


def from_mappings(
    rows: Iterable[Mapping[str, Any]],
    *,
    id: str,
    subject: str | None = None,
    columns: Mapping[str, str | Mapping[str, Any]] | None = None,
    **deck: Unpack[DeckOptions],
) -> Deck:
    """Make a deck of rows: dictionaries, or anything that gives such, read once and in order.

    One key is the subject; the keys that qualify a fact in a deck's tables (`since`, `until`, `as_of`, `status`, `according_to`,
    `source`, `at`, `tags`, `id`, `wrong`, `accept`, `note`, `feedback`, `front`, `kept`) qualify the row; every other key is a
    relation. `None`, an empty text and an empty list are no fact. A list or a set is several values; a text is one value, and is
    split only where `columns` says at what.

    Args:
        rows: The rows. They need not have the same keys.
        id: The deck's id, which never changes.
        subject: The key that holds what a row is about; the first key of the first row unless given.
        columns: The keys to read, each with the name of its relation or with a table of `relation`, `unit`, `split` and
            qualifiers, as under `[tables.columns]` in a deck's file; every key unless given.
        deck: What else there is to say of the deck: see `DeckOptions`.

    Raises:
        DeckError: Something is wrong; all of it is told, each with its place, such as `rows[3].population`.
    """
    building = Building.of(id, deck, "rows")
    found: list[tuple[int, Mapping[str, Any]]] = []
    given: Iterable[object] = rows  # which may hold anything
    for number, row in enumerate(given):
        if isinstance(row, Mapping):
            found.append((number, row))
        else:
            message = f"{described(row)} stands where a mapping was expected"
            building.report.add(("row", number), "wrong-type", message, "Give each row as a dictionary.")
    entry: dict[str, Any] = {} if subject is None else {"subject": subject}
    if columns is not None:
        entry["columns"] = {key: meaning if isinstance(meaning, str) else dict(meaning) for key, meaning in columns.items()}
    return building.deck(building.facts(found, entry))
