"""The search index: what every card of the current decks says, kept in tables that are filled from the deck versions.

It is a cache. It is brought up to date before a search, deck by deck, and what has not changed is not written again.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, Final

from attrs import frozen

from quiz.errors import NotFoundError
from quiz.store import search_letters
from quiz.store.search_lease import leased
from quiz.store.search_order import DECK, ordered_ids

if TYPE_CHECKING:
    from quiz.store.connection import Database, Row

Told = Callable[[int, int], None]
"""Is told how many cards of how many are done."""
History = Sequence[tuple[str, int]]
"""The versions of a deck, each with the study day on which it came."""

_Numbers = dict[tuple[str, ...], tuple[int, ...]]
"""Of some qualities of a card, the numbers that they have in the index."""

_CHUNK: Final = 20_000
"""Cards that are written in one transaction, so that an answer in another process waits no longer than that takes."""
_APART: Final = 64
"""What lies between the numbers of two decks, so that a deck can come between them later."""
_VALUES: Final = ("relation", "kind", "status", "lang", "tags", "sources")


@frozen
class Entry:
    """What the index holds of a card. Lists have `PART` around each item."""

    card: str
    qualities: tuple[str, ...]
    """Its relation, kind, status and language, the tags of its facts and the names of their sources."""
    added: int
    """The study day since which the deck has had the card."""
    edited: int
    """The study day since which the card has had these words."""
    words: str
    """The fields of `shown`, folded: what plain words are looked for in."""
    shown: str
    """The card's words as they are written: question, answer, other answers, subjects, given side, values; `FIELD` is between."""
    facts: str


def outdated(database: "Database") -> list[str]:
    """Return the decks whose cards are not in the index as they stand now, by position."""
    return [row[0] for row in database.rows(_OUTDATED)]


_OUTDATED: Final = """
SELECT d.deck FROM decks AS d LEFT JOIN search_decks AS s ON s.deck = d.deck
WHERE d.archived = 0 AND s.version IS NOT d.version ORDER BY d.position, d.deck
"""

_GONE: Final = "FROM search_decks WHERE deck NOT IN (SELECT deck FROM decks WHERE archived = 0)"


def is_behind(database: "Database") -> bool:
    """Say whether any deck came, changed or left since the index was filled."""
    return bool(database.rows(f"{_OUTDATED} LIMIT 1") or database.rows(f"SELECT 1 {_GONE} LIMIT 1"))


def prepare(database: "Database") -> None:
    """Take out decks that left, and everything where the index has no place for a deck, or lacks what it could have."""
    with leased(database) as renew:
        for deck, number in database.rows(f"SELECT deck, number {_GONE}"):
            with database.transaction():
                renew()
                database.run("UPDATE search_decks SET version = '', history = '' WHERE deck = ?", (deck,))
            _take_out(database, list(_places(database, number).values()), renew)
            with database.transaction():
                renew()
                database.run("DELETE FROM search_decks WHERE deck = ?", (deck,))
        lettered = database.rows("SELECT 1 FROM search_decks WHERE lettered = 0") and search_letters.are_possible(database)
        if lettered or _numbers(database) is None:
            _empty(database, renew)


def forget(database: "Database") -> None:
    """Take everything out of the index; the next search fills it again."""
    with leased(database) as renew:
        _empty(database, renew)


def history(database: "Database", deck: str) -> History:
    """Return the versions from which the dates in the index were made; none where it has to be filled from the first one on."""
    found = database.value("SELECT history FROM search_decks WHERE deck = ?", (deck,))
    return [(version, day) for version, day in json.loads(found or "[]")]


def asked(database: "Database", deck: str) -> set[str]:
    """Return the cards of a deck that can be asked, as they were put in: no others are found."""
    return {row[0] for row in database.rows("SELECT card FROM cards WHERE deck = ? AND alive = 1", (deck,))}


def dates(database: "Database", deck: str) -> dict[str, tuple[int, int, str]]:
    """Return of each card of a deck in the index when it was added and edited, and its words."""
    rows = database.rows(
        """SELECT c.card, c.added, c.edited, t.shown FROM search_decks AS d CROSS JOIN search_cards AS c
        ON c.id >= d.number * ?1 AND c.id < (d.number + 1) * ?1 CROSS JOIN search_shown AS t ON t.id = c.id WHERE d.deck = ?2""",
        (DECK, deck),
    )
    return {card: (added, edited, shown) for card, added, edited, shown in rows}


def put(
    database: "Database",
    deck: str,
    version: str,
    *,
    versions: History,
    cards: Sequence[str],
    entries: Iterable[Entry],
    told: Told | None = None,
) -> None:
    """Make these the cards of a deck in the index: `cards` are their ids, `entries` what they say, in the same order.

    What is written is durable chunk by chunk. When it is stopped, the next call goes on.
    """
    with leased(database) as renew:
        if database.value("SELECT version FROM search_decks WHERE deck = ?", (deck,)) == version:
            return  # another process was quicker
        number, lettered = _begin(database, deck, renew)
        known = _places(database, number)
        ids = ordered_ids(cards, known, number)
        _take_out(database, [place for card, place in known.items() if ids.get(card) != place], renew)
        kept = {place for card, place in known.items() if ids.get(card) == place}
        values: _Numbers = {}
        done = 0
        for chunk in _chunks(entries):
            with database.transaction():
                renew()
                _put_chunk(database, [(ids[entry.card], entry) for entry in chunk], kept, values)
            done += len(chunk)
            if told:
                told(done, len(cards))
        with database.transaction():
            renew()
            database.run(
                "UPDATE search_decks SET version = ?, history = ?, lettered = ? WHERE deck = ?",
                (version, json.dumps(list(versions)), int(lettered), deck),
            )


def differences(database: "Database", deck: str, entries: Iterable[Entry]) -> int:
    """Return the number of cards of a deck for which the index holds something else than these entries, which are in order.

    That the table of letters finds them is tried with a hundredth of them.
    """
    wrong = 0
    rows = _deck_rows(database, deck)
    for number, (row, entry) in enumerate(zip_longest(rows, entries)):
        if row is None or row[1] != entry:
            wrong += 1
        elif number % 100 == 0 and search_letters.are_possible(database):
            wrong += not search_letters.has(database, row[0], row[1].words)
    return wrong


def _begin(database: "Database", deck: str, renew: Callable[[], None]) -> tuple[int, bool]:
    """Note that a deck is being filled; return its number, and whether its letters are kept."""
    lettered = search_letters.are_possible(database)
    with database.transaction():
        renew()
        if lettered:
            search_letters.make(database)
        number = _number(database, deck)
        database.run(
            """INSERT INTO search_decks (deck, number, version, history, lettered) VALUES (?, ?, '', '', ?)
            ON CONFLICT (deck) DO UPDATE SET version = '', history = ''""",
            (deck, number, int(lettered)),
        )
    return number, lettered


def _put_chunk(database: "Database", chunk: list[tuple[int, Entry]], kept: set[int], values: _Numbers) -> None:
    there = [place for place, _ in chunk if place in kept]
    same = {place: _entry(row) for place, row in _rows(database, there[0], there[-1])} if there else {}
    new = [(place, entry) for place, entry in chunk if same.get(place) != entry]
    _take_out(database, [place for place, _ in new if place in kept])
    for qualities in {entry.qualities for _, entry in new} - values.keys():
        values[qualities] = tuple(_value(database, word, value) for word, value in zip(_VALUES, qualities, strict=True))
    database.run_many(
        f"INSERT INTO search_cards (id, card, {', '.join(_VALUES)}, added, edited, words) "  # noqa: S608 - constants
        f"VALUES (?, ?, {', '.join('?' * len(_VALUES))}, ?, ?, ?)",
        ((place, entry.card, *values[entry.qualities], entry.added, entry.edited, entry.words) for place, entry in new),
    )
    database.run_many(
        "INSERT INTO search_shown (id, shown, facts) VALUES (?, ?, ?)",
        ((place, entry.shown, entry.facts) for place, entry in new),
    )
    if search_letters.are_possible(database):
        search_letters.put(database, ((place, entry.words) for place, entry in new))


def _take_out(database: "Database", places: list[int], renew: Callable[[], None] = lambda: None) -> None:
    """Take rows out of the index by their ids."""
    for start in range(0, len(places), _CHUNK):
        with database.transaction():
            renew()
            chunk = json.dumps(places[start : start + _CHUNK])
            if search_letters.are_possible(database):
                words = database.rows("SELECT id, words FROM search_cards WHERE id IN (SELECT value FROM json_each(?))", (chunk,))
                search_letters.take_out(database, words)
            for table in ("search_cards", "search_shown"):
                database.run(f"DELETE FROM {table} WHERE id IN (SELECT value FROM json_each(?))", (chunk,))  # noqa: S608 - a constant


def _empty(database: "Database", renew: Callable[[], None]) -> None:
    with database.transaction():
        renew()
        for table in ("search_decks", "search_cards", "search_shown", "search_values"):
            database.run(f"DELETE FROM {table}")  # noqa: S608 - a constant
        if search_letters.are_possible(database):
            search_letters.forget(database)


def _places(database: "Database", number: int) -> dict[str, int]:
    """Return the ids in the index of the cards of the deck with this number."""
    return dict(database.rows("SELECT card, id FROM search_cards WHERE id >= ?1 * ?2 AND id < (?1 + 1) * ?2", (number, DECK)))


def _deck_rows(database: "Database", deck: str) -> "Iterator[tuple[int, Entry]]":
    number = database.value("SELECT number FROM search_decks WHERE deck = ?", (deck,))
    if number is not None:
        yield from ((place, _entry(row)) for place, row in _rows(database, number * DECK, (number + 1) * DECK - 1))


def _rows(database: "Database", first: int, last: int) -> "Iterator[tuple[int, Row]]":
    names = ", ".join(f"(SELECT value FROM search_values WHERE id = c.{word})" for word in _VALUES)  # noqa: S608 - constants
    for row in database.rows(
        f"""SELECT c.id, c.card, {names}, c.added, c.edited, c.words, t.shown, t.facts
        FROM search_cards AS c CROSS JOIN search_shown AS t ON t.id = c.id WHERE c.id BETWEEN ? AND ? ORDER BY c.id""",  # noqa: S608
        (first, last),
    ):
        yield row[0], row[1:]


def _entry(row: "Row") -> Entry:
    card, *qualities, added, edited, words, shown, facts = row
    return Entry(card, tuple(qualities), added, edited, words, shown, facts)


def _value(database: "Database", word: str, value: str) -> int:
    """Return the number of a value, which it gets when it is new."""
    # StrEnum members are texts, and are kept as such.
    database.run("INSERT INTO search_values (word, value) VALUES (?, ?) ON CONFLICT DO NOTHING", (word, str(value)))
    return int(database.value("SELECT id FROM search_values WHERE word = ? AND value = ?", (word, str(value))))


def _number(database: "Database", deck: str) -> int:
    """Return the number of a deck in the index."""
    found = _numbers(database)
    if found is None or deck not in found:  # another process archived it, or moved decks
        raise NotFoundError(f"{database.name}: The deck {deck!r} was moved or removed meanwhile; search again.")
    return found[deck]


def _numbers(database: "Database") -> dict[str, int] | None:
    """Return a number for each current deck, ascending with its position; nothing where those in the index leave no room."""
    rows = database.rows(
        """SELECT d.deck, s.number FROM decks AS d LEFT JOIN search_decks AS s ON s.deck = d.deck
        WHERE d.archived = 0 ORDER BY d.position, d.deck"""
    )
    found: dict[str, int] = {}
    last = 0
    for place, (deck, number) in enumerate(rows):
        if number is None:
            above = next((there for _, there in rows[place:] if there is not None), None)
            number = last + _APART if above is None else (last + above) // 2  # noqa: PLW2901 - the number that it gets
        if number <= last:
            return None
        found[deck] = last = number
    return found


def _chunks(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    left = iter(entries)
    while chunk := list(islice(left, _CHUNK)):
        yield chunk
