"""Looking through a collection's file for what SQLite, its schema and its log must be, without any knowledge of decks."""

import re
from typing import TYPE_CHECKING, Final

from attrs import frozen

from quiz.errors import QuizError, StoreError
from quiz.store import decks, doubles, migrations, renames, states
from quiz.store.connection import Database
from quiz.store.records import COLUMNS, to_event

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_PAGE: Final = 5000
"""Events that are read at a time."""
_MOST: Final = 20
"""Problems of SQLite's own checks that are told."""
_TRUTH: Final = frozenset({"meta", "events", "versions"})
"""The tables that hold what cannot be worked out from others."""
_OF_INDEXES = re.compile(r"(wrong # of entries in index|row \d+ missing from index|non-unique entry in index|.* in index)")
"""What SQLite says where only an index is wrong, which can be made anew."""

_LOAD: Final = """SELECT deck, due_day AS day, count(*) AS cards FROM cards
    WHERE alive AND phase = 'review' AND NOT suspended AND due_day IS NOT NULL GROUP BY deck, due_day"""
"""What `load` has to hold."""

_ANSWERS: Final = """SELECT day, count(*) AS answers FROM events AS e WHERE kind = 'Reviewed'
    AND NOT EXISTS (SELECT 1 FROM undone AS u WHERE u.device = e.device AND u.sequence = e.sequence) GROUP BY day"""
"""What `answers` has to hold."""


@frozen
class Part:
    """A part of the schema: a table, an index or a trigger."""

    kind: str
    name: str
    sql: str


def damage(database: Database) -> list[str]:
    """Return what SQLite finds wrong with a file, nothing if it is whole. Each is a sentence."""
    try:
        found = [str(row[0]) for row in database.rows(f"PRAGMA integrity_check({_MOST})")]
        if found == ["ok"]:
            rows = database.rows("PRAGMA foreign_key_check")[:_MOST]
            return [f"A row of {table} names a row of {parent} that is not there." for table, _, parent, _ in rows]
    except StoreError as error:
        return [str(error)]
    return [f"{line.rstrip('.')}." for text in found for line in text.splitlines() if not line.startswith("***")]


def is_of_indexes(problems: "list[str]") -> bool:
    """Say whether all that is wrong are indexes, which hold nothing that the tables do not."""
    return bool(problems) and all(_OF_INDEXES.match(problem) for problem in problems)


def differing_parts(database: Database) -> tuple[list[Part], list[Part], list[Part]]:
    """Return the parts of the schema that are missing, those that are not as they should be, and those that are too many."""
    should = _parts(_fresh())
    are = _parts(database)
    missing = [part for name, part in should.items() if name not in are]
    other = [part for name, part in should.items() if name in are and are[name] != part]
    return missing, other, [part for name, part in are.items() if name not in should]


def unreadable_events(database: Database) -> "Iterator[tuple[str, int, str]]":
    """Give the device, the number and the reason of each event that this quiz cannot read."""
    rowid = 0
    while True:
        page = database.rows(f"SELECT {COLUMNS}, rowid FROM events WHERE rowid > ? ORDER BY rowid LIMIT ?", (rowid, _PAGE))  # noqa: S608
        for row in page:
            try:
                to_event(database, row[:-1])
            except QuizError as error:
                yield str(row[0]), int(row[1]), str(error)
        if len(page) < _PAGE:
            return
        rowid = page[-1][-1]


def gaps(database: Database) -> dict[str, int]:
    """Return how many numbers are missing below the last one of each device that lacks some."""
    rows = database.rows("SELECT device, max(sequence) - count(*) FROM events GROUP BY device")
    return {str(device): int(missing) for device, missing in rows if missing}


def wrong_versions(database: Database) -> "Iterator[str]":
    """Give the names of the deck versions whose content is another than the one that they are named after."""
    for digest in decks.digests(database):
        try:
            decks.version(database, digest)
        except StoreError:
            yield digest


def undone_is_right(database: Database) -> bool:
    """Say whether the caches of what was taken back say what the log says."""
    named, cancelled = _undone(database)
    twice = doubles.of_log(database, former_ids(database))
    known = {(row[0], row[1]) for row in database.rows("SELECT device, sequence FROM doubles")}
    return (named, cancelled, twice) == (_known_undoings(database), _known_undone(database), known)


def renew_undone(database: Database) -> None:
    """Work out anew what was taken back."""
    named, cancelled = _undone(database)
    with database.transaction():
        database.run("DELETE FROM undoings")
        database.run("DELETE FROM undone")
        database.run_many(
            "INSERT INTO undoings VALUES (?, ?, ?, ?)", ((*name, *target) for name, target in sorted(named.items()))
        )
        database.run_many("INSERT INTO undone (device, sequence) VALUES (?, ?)", sorted(cancelled))
        database.run("DELETE FROM doubles")
        twice = doubles.of_log(database, former_ids(database))
        database.run_many("INSERT INTO doubles (device, sequence) VALUES (?, ?)", sorted(twice))


def renames_are_right(database: Database) -> bool:
    """Say whether the cache of what cards are called now says what the log says."""
    return former_ids(database) == renames.former(database)


def put_parts(database: Database) -> None:
    """Make what is missing of the schema, and make anew or take away indexes and triggers that are not as they should be.

    No table is changed or taken away, and none is made that holds what cannot be worked out.

    Raises:
        StoreError: a part cannot be made.
    """
    missing, other, extra = differing_parts(database)
    with database.transaction():
        for part in (*other, *extra):
            if part.kind in {"index", "trigger", "view"}:
                quoted = part.name.replace('"', '""')
                database.run(f'DROP {part.kind} "{quoted}"')
        for part in sorted((*missing, *other), key=lambda part: part.kind != "table"):
            if part.kind != "table" or (part in missing and part.name not in _TRUTH):
                database.run(part.sql)


def places(database: Database, deck: str, *, with_content: bool) -> dict[str, tuple[int, str, str | None]]:
    """Return the position, the sibling mark and, where it is wanted, the content of each card that a deck has."""
    content = "content" if with_content else "NULL"
    rows = database.rows(f"SELECT card, position, sibling, {content} FROM cards WHERE deck = ? AND alive = 1", (deck,))  # noqa: S608
    return {card: (position, sibling, kept) for card, position, sibling, kept in rows}


def decks_of_living_cards(database: Database) -> set[str]:
    """Return the decks to which cards say that they belong."""
    return {str(row[0]) for row in database.rows("SELECT DISTINCT deck FROM cards WHERE alive = 1")}


def take_out_cards(database: Database, current: "Sequence[str]") -> None:
    """Take the cards of all decks but these out of every queue. What is remembered of them is kept."""
    marks = ", ".join("?" * len(current))
    database.run(f"UPDATE cards SET alive = 0 WHERE alive = 1 AND deck NOT IN ({marks})", current)  # noqa: S608 - marks


def miscounted_decks(database: Database) -> list[str]:
    """Return the decks whose cards are not as many as it is kept of them."""
    rows = database.rows(
        """SELECT deck FROM decks AS d WHERE (total, fresh) IS NOT (
            SELECT count(*), coalesce(sum(phase = 'new' AND NOT suspended AND buried_until IS NULL), 0)
            FROM cards AS c WHERE c.deck = d.deck AND alive = 1
        ) ORDER BY deck"""
    )
    return [str(row[0]) for row in rows]


def miscounted_days(database: Database) -> list[tuple[str, int]]:
    """Return the decks and study days of which the number of due cards is another than it is kept."""
    rows = database.rows(
        f"""SELECT deck, day FROM (
            SELECT deck, day, cards FROM load WHERE cards <> 0 EXCEPT {_LOAD}
        ) UNION SELECT deck, day FROM ({_LOAD} EXCEPT SELECT deck, day, cards FROM load) ORDER BY deck, day"""  # noqa: S608 - a constant
    )
    return [(str(deck), int(day)) for deck, day in rows]


def recount_days(database: Database) -> None:
    """Count the due cards of each deck and study day anew."""
    with database.transaction():
        database.run("DELETE FROM load")
        database.run(f"INSERT INTO load (deck, day, cards) {_LOAD}")


def miscounted_answers(database: Database) -> list[int]:
    """Return the study days of which the number of answers is another than it is kept."""
    rows = database.rows(
        f"""SELECT day FROM (SELECT day, answers FROM answers WHERE answers <> 0 EXCEPT {_ANSWERS})
        UNION SELECT day FROM ({_ANSWERS} EXCEPT SELECT day, answers FROM answers) ORDER BY day"""  # noqa: S608 - a constant
    )
    return [int(row[0]) for row in rows]


def recount_answers(database: Database) -> None:
    """Count the answers of each study day anew."""
    with database.transaction():
        database.run("DELETE FROM answers")
        database.run(f"INSERT INTO answers (day, answers) {_ANSWERS}")


def overtaken(database: Database) -> list[str]:
    """Return the devices of which the checkpoint claims to know events that the log does not have."""
    rows = database.rows(
        """SELECT device FROM applied AS a WHERE sequence > coalesce(
            (SELECT max(e.sequence) FROM events AS e WHERE e.device = a.device), 0
        ) ORDER BY device"""
    )
    return [str(row[0]) for row in rows]


def forget_overtaken(database: Database) -> None:
    """Take back such claims."""
    database.run_many("DELETE FROM applied WHERE device = ?", [(device,) for device in overtaken(database)])


def taken_back(database: Database) -> set[tuple[str, int]]:
    """Return the names of the events that are taken back, from the log itself."""
    return _undone(database)[1]


def former_ids(database: Database) -> dict[str, str]:
    """Return what each card that was renamed is called now, by its former id, from the log itself."""
    from quiz.memory.events import Renamed, Undone
    from quiz.memory.replay import lineage
    from quiz.store.reading import events

    return lineage(events(database, kinds=(Renamed, Undone)))


def cards_with_memory(database: Database) -> list[str]:
    """Return the ids of the cards of which something is remembered."""
    marks = ", ".join("?" * len(states.DEFAULTS))
    rows = database.rows(
        f"SELECT card FROM cards WHERE ({states.COLUMNS}) IS NOT ({marks}) ORDER BY card",  # noqa: S608 - constants
        states.DEFAULTS,
    )
    return [str(row[0]) for row in rows]


def _fresh() -> Database:
    database = Database(":memory:", "collection in memory")
    migrations.migrate(database, "fresh", lambda _version: None)
    return database


def _parts(database: Database) -> "Mapping[tuple[str, str], Part]":
    rows = database.rows(
        # The letters of the search index are made when it is filled, and not with the format.
        "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND sql IS NOT NULL "
        "AND name NOT LIKE 'search\\_letters%' ESCAPE '\\'"
    )
    return {(kind, name): Part(kind, name, sql) for kind, name, sql in rows}


_Name = tuple[str, int]


def _undone(database: Database) -> tuple[dict[_Name, _Name], set[_Name]]:
    from quiz.memory.events import Undone
    from quiz.memory.replay import cancelled
    from quiz.store.reading import events

    found = [event for event in events(database, kinds=(Undone,)) if isinstance(event, Undone)]
    named = {(event.device, event.sequence): (event.target_device, event.target_sequence) for event in found}
    return named, cancelled(found) | doubles.of_log(database, former_ids(database))


def _known_undoings(database: Database) -> dict[_Name, _Name]:
    rows = database.rows("SELECT device, sequence, target_device, target_sequence FROM undoings")
    return {(row[0], row[1]): (row[2], row[3]) for row in rows}


def _known_undone(database: Database) -> set[_Name]:
    return {(row[0], row[1]) for row in database.rows("SELECT device, sequence FROM undone")}
