"""What a list shows of cards that were found: a few rows at a time, by their ids in the index."""

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from attrs import frozen

from quiz.store.search_patterns import FIELD, PART
from quiz.store.states import COLUMNS, to_state

if TYPE_CHECKING:
    from quiz.memory.state import CardState
    from quiz.store.connection import Database


@frozen
class Row:
    """A card as a list shows it."""

    place: int
    """Its id in the index."""
    card: str
    deck: str
    prompt: str
    answer: str
    facts: tuple[str, ...]
    """The keys of its facts."""
    relation: str
    added: int
    """The study day since which the deck has had it."""
    edited: int
    """The study day since which it has had these words."""
    state: "CardState"


# The states' columns stand first, where `to_state` looks for them.
_ROWS: Final = f"""
SELECT {", ".join(f"c.{name}" for name in COLUMNS.split(", "))},
    s.id, s.card, c.deck, t.shown, t.facts, (SELECT value FROM search_values WHERE id = s.relation), s.added, s.edited
FROM json_each(?) AS j CROSS JOIN search_cards AS s ON s.id = j.value
CROSS JOIN search_shown AS t ON t.id = s.id CROSS JOIN cards AS c ON c.card = s.card AND c.alive = 1
"""  # noqa: S608 - constants


def rows(database: "Database", places: Iterable[int]) -> dict[int, Row]:
    """Return cards by their ids in the index. One that left the index meanwhile is left out."""
    found = {}
    for row in database.rows(_ROWS, (json.dumps(list(places)),)):
        place, card, deck, shown, facts, relation, added, edited = row[-8:]
        prompt, answer, *_ = shown.split(FIELD)
        keys = tuple(filter(None, facts.split(PART)))
        found[place] = Row(place, card, deck, prompt, answer, keys, relation, added, edited, to_state(row))
    return found


def cards(database: "Database", places: Sequence[int]) -> list[str]:
    """Return the card of each id in the index, in the order of these. One that left the index meanwhile is left out."""
    sql = "SELECT s.id, s.card FROM json_each(?) AS j CROSS JOIN search_cards AS s ON s.id = j.value"
    return [card for _, card in database.rows(sql, (json.dumps(list(places)),))]


def facts(database: "Database", places: Sequence[int]) -> list[tuple[str, str]]:
    """Return the deck and key of each fact behind the cards with these ids in the index, each fact once."""
    sql = """SELECT c.deck, t.facts FROM json_each(?) AS j CROSS JOIN search_cards AS s ON s.id = j.value
    CROSS JOIN search_shown AS t ON t.id = s.id CROSS JOIN cards AS c ON c.card = s.card"""
    found = database.rows(sql, (json.dumps(list(places)),))
    return list(dict.fromkeys((deck, key) for deck, keys in found for key in keys.split(PART) if key))


def names(database: "Database") -> dict[str, list[str]]:
    """Return the names that searches can use, each list in order: `deck`, `tag`, `relation`, `source`, `status`, `kind`, `lang`.

    A tag stands there with all that are above it. What no card has any more may be among them until the index is made anew.
    """
    found: dict[str, list[str]] = {"deck": [row[0] for row in database.rows("SELECT deck FROM search_decks ORDER BY number")]}
    for word, column in (
        ("tag", "tags"), ("relation", "relation"), ("source", "sources"), ("status", "status"), ("kind", "kind"), ("lang", "lang")
    ):  # fmt: skip
        values = database.rows("SELECT value FROM search_values WHERE word = ? AND value <> ''", (column,))
        parts = {part for (value,) in values for part in value.split(PART) if part}
        if word == "tag":
            parts = {"::".join(tag.split("::")[:end]) for tag in parts for end in range(1, tag.count("::") + 2)}
        found[word] = sorted(parts, key=lambda part: (part.casefold(), part))
    return found
