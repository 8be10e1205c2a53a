"""Finding text by its letters: an FTS5 table of every three letters that stand together, where SQLite has FTS5.

It only says where a text might be, so what it finds is looked at again. It is of its own accord neither complete nor needed: a
search without it reads all cards.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from quiz.store.connection import Database

LENGTH: Final = 3
"""Letters of a trigram. Shorter texts are not found by it."""
_MOST: Final = 12
"""Trigrams of one text that are asked for: more of them hardly narrow it."""

# detail=none keeps which cards have a trigram and not where; without content the table keeps no text either.
_MAKE: Final = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_letters "
    "USING fts5 (words, content='', columnsize=0, detail=none, tokenize='trigram case_sensitive 1')"
)


def are_possible(database: "Database") -> bool:
    """Say whether this SQLite has FTS5."""
    return bool(database.rows("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'"))


def make(database: "Database") -> None:
    """Make the table, where there is none."""
    database.run(_MAKE)


def forget(database: "Database") -> None:
    """Take out all that the table holds."""
    if database.rows("SELECT 1 FROM sqlite_master WHERE name = 'search_letters'"):
        database.run("DROP TABLE search_letters")
    make(database)


def put(database: "Database", rows: Iterable[tuple[int, str]]) -> None:
    """Put in the words of some cards, by their ids in the index."""
    database.run_many("INSERT INTO search_letters (rowid, words) VALUES (?, ?)", rows)


def take_out(database: "Database", rows: Iterable[tuple[int, str]]) -> None:
    """Take out the words of some cards, which have to be those that were put in."""
    database.run_many("INSERT INTO search_letters (search_letters, rowid, words) VALUES ('delete', ?, ?)", rows)


def asked(text: str) -> str:
    """Return the FTS5 query for what may hold a folded text; nothing for one that is too short."""
    found = [text[place : place + LENGTH] for place in range(len(text) - LENGTH + 1)]
    step = max(1, -(-len(found) // _MOST))
    chosen = dict.fromkeys([*found[::step], *found[-1:]])
    return " AND ".join('"{}"'.format(part.replace('"', '""')) for part in chosen)


def has(database: "Database", place: int, words: str) -> bool:
    """Say whether the table finds a card by the first letters of its words."""
    query = asked(words[:LENGTH])
    return not query or bool(
        database.rows("SELECT 1 FROM search_letters WHERE search_letters MATCH ? AND rowid = ?", (query, place))
    )
