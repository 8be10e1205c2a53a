"""The tables of the search index: a cache that can be deleted and made again from the deck versions."""

from typing import Final

SEARCH: Final = (
    # number: where the deck's cards begin among the ids of search_cards. version: empty while the deck is being indexed.
    # history: the versions, with their days, that the dates of its cards were made from. lettered: whether search_letters has it.
    """CREATE TABLE search_decks (
        deck TEXT PRIMARY KEY,
        number INTEGER NOT NULL UNIQUE,
        version TEXT NOT NULL,
        history TEXT NOT NULL,
        lettered INTEGER NOT NULL CHECK (lettered IN (0, 1))
    ) STRICT, WITHOUT ROWID""",
    # Cards in the order of decks and of their places in them. words: everything that plain words are looked for in, folded.
    # relation to sources name rows of search_values. added, edited: study days.
    """CREATE TABLE search_cards (
        id INTEGER PRIMARY KEY,
        card TEXT NOT NULL UNIQUE,
        relation INTEGER NOT NULL,
        kind INTEGER NOT NULL,
        status INTEGER NOT NULL,
        lang INTEGER NOT NULL,
        tags INTEGER NOT NULL,
        sources INTEGER NOT NULL,
        added INTEGER NOT NULL,
        edited INTEGER NOT NULL,
        words TEXT NOT NULL
    ) STRICT""",
    # The words as they are written, for regular expressions; kept apart so that what is read for each search stays small.
    "CREATE TABLE search_shown (id INTEGER PRIMARY KEY, shown TEXT NOT NULL, facts TEXT NOT NULL) STRICT",
    "CREATE TABLE search_values (id INTEGER PRIMARY KEY, word TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (word, value)) STRICT",
)
"""A part of a migration step. The table `search_letters` is made with the index, where SQLite has FTS5: see `search_letters`."""
