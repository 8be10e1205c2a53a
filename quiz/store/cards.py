"""The cards of the current decks: putting them in, and fetching those that are due or new."""

import json
from itertools import repeat
from operator import add
from typing import TYPE_CHECKING

from attrs import frozen

from quiz.errors import NotFoundError, UsageError
from quiz.memory.state import CardState
from quiz.store.states import COLUMNS, to_state

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quiz.memory.state import Phase
    from quiz.store.connection import Database, Row

_SHOWN = "suspended = 0 AND (buried_until IS NULL OR buried_until <= ?)"
"""As `CardState.hidden`: takes the study day."""
_NEW_CARD = "INSERT INTO cards (deck, position, sibling, content, card, alive) VALUES (?, ?, ?, ?, ?, 1) ON CONFLICT DO NOTHING"

_NEW_CARDS = """INSERT INTO cards (deck, position, sibling, content, card, alive)
    SELECT ?1, ?2 + key, substr(value, ?5), ?4, substr(value, 1, ?5 - 1), 1
    FROM json_each(?3) WHERE true ON CONFLICT DO NOTHING"""
_NEW_CARDS_OF_THEIR_OWN = """INSERT INTO cards (deck, position, sibling, content, card, alive)
    SELECT ?1, ?2 + key, json_extract(value, '$[1]'), json_extract(value, '$[2]'), json_extract(value, '$[0]'), 1
    FROM json_each(?3) WHERE true ON CONFLICT DO NOTHING"""


@frozen
class CardRow:
    """A card's place in its deck."""

    card: str
    position: int
    """New cards are introduced by position."""
    sibling: str
    """Cards with the same text here are siblings."""
    content: str | None = None
    """What makes the card again from the facts of its subjects."""


@frozen
class Insertion:
    """One statement that puts many cards in, from a JSON list that SQLite reads by itself."""

    count: int
    sql: str
    values: "tuple[object, ...]"
    """Those behind the deck."""


@frozen
class CardBatch:
    """Cards that follow each other in their deck and have one content, or each its own."""

    position: int
    """Of the first one."""
    content: str | None
    count: int
    width: int
    """The length of an id."""
    ids: str
    """Their ids, one behind the other."""
    siblings: "Sequence[str]"
    contents: "Sequence[str | None] | None" = None
    """Of each card its own, where they have not one."""

    @classmethod
    def of(
        cls,
        position: int,
        content: str | None,
        names: "Sequence[str]",
        siblings: "Sequence[str]",
        contents: "Sequence[str | None] | None" = None,
    ) -> "CardBatch":
        """Return the batch of some cards with these ids. Raises `UsageError` where they are not equally long."""
        width = len(names[0])
        if set(map(len, names)) != {width}:
            raise UsageError("The ids of the cards of a deck are not equally long.")
        return cls(position, content, len(names), width, "".join(names), siblings, contents)

    def names(self) -> "Iterator[str]":
        """Yield their ids."""
        return (self.ids[start : start + self.width] for start in range(0, len(self.ids), self.width))

    def insertion(self) -> "Insertion":
        """Return what puts them in."""
        if self.contents is not None:
            text = json.dumps([*zip(self.names(), self.siblings, self.contents, strict=True)], ensure_ascii=False)
            return Insertion(self.count, _NEW_CARDS_OF_THEIR_OWN, (self.position, text))
        # Each id with its sibling behind it.
        text = json.dumps(list(map(add, self.names(), self.siblings)), ensure_ascii=False)
        return Insertion(self.count, _NEW_CARDS, (self.position, text, self.content, self.width + 1))

    def rows(self) -> "Iterator[CardRow]":
        """Yield them one by one."""
        contents = repeat(self.content) if self.contents is None else self.contents
        each = zip(self.names(), self.siblings, contents, strict=False)
        for position, (card, sibling, content) in enumerate(each, self.position):
            yield CardRow(card, position, sibling, content)


@frozen
class ScheduledCard:
    """A card of a current deck with what is remembered of it."""

    card: str
    deck: str
    position: int
    sibling: str
    state: CardState


def put_cards(database: "Database", deck: str, rows: "Iterable[CardRow]") -> None:
    """Make these, and no others, the cards of a deck. What is remembered of any card is kept; what is unchanged is not written.

    A card that another deck has moves here.

    Raises:
        NotFoundError: the collection never had such a deck.
        UsageError: a card is there twice.
    """
    with database.transaction():
        if not database.rows("SELECT 1 FROM decks WHERE deck = ?", (deck,)):
            message = f"{database.name}: There is no deck {deck!r} to put cards into."
            raise NotFoundError(message)
        columns = "card, position, sibling, content, alive"
        old = {row[0]: row for row in database.rows(f"SELECT {columns} FROM cards WHERE deck = ?", (deck,))}  # noqa: S608 - constants
        seen: set[str] = set()
        moved: list[tuple[str, int, str, str | None, str]] = []
        unknown: list[tuple[str, int, str, str | None, str]] = []
        for row in rows:
            if row.card in seen:
                message = f"Deck {deck!r} has card {row.card!r} twice. Nothing was written."
                raise UsageError(message)
            seen.add(row.card)
            known = old.get(row.card)
            if known != (row.card, row.position, row.sibling, row.content, 1):
                (unknown if known is None else moved).append((deck, row.position, row.sibling, row.content, row.card))
        gone = [(card,) for card, known in old.items() if known[4] and card not in seen]
        database.run_many("UPDATE cards SET alive = 0 WHERE card = ?", gone)
        inserted = database.run_many(_NEW_CARD, unknown)
        if inserted < len(unknown):  # some of them were in another deck, or are remembered from a log
            moved += unknown
        # Not an upsert: with the triggers on updates it takes three times as long, even where it only inserts.
        database.run_many("UPDATE cards SET deck = ?, position = ?, sibling = ?, content = ?, alive = 1 WHERE card = ?", moved)
        recount(database, deck)


def put_first_cards(database: "Database", deck: str, batches: "Iterable[CardBatch]") -> None:
    """Put in the cards of a deck that never had any, as `put_cards` does."""
    given: list[CardBatch] = []

    def noted() -> "Iterator[CardBatch]":
        for batch in batches:
            given.append(batch)
            yield batch

    with database.transaction():
        count = insert_cards(database, deck, (batch.insertion() for batch in noted()))
        if count is not None:
            count_first_cards(database, deck, count)
        else:
            put_cards(database, deck, (row for batch in given for row in batch.rows()))


def insert_cards(database: "Database", deck: str, insertions: "Iterable[Insertion]") -> int | None:
    """Put in the cards of a deck that never had any, and need not be there yet; return how many.

    Return nothing where some are known from a log, or from another deck: these stay as they are, and `put_cards` is needed too.
    """
    count = 0
    with database.transaction(), database.roomy():
        before = database.connection.total_changes
        for one in insertions:
            count += one.count
            database.run(one.sql, (deck, *one.values))
        return count if database.connection.total_changes - before == count else None


def count_first_cards(database: "Database", deck: str, count: int) -> None:
    """Say how many cards a deck has that has no other ones than `insert_cards` has put in."""
    database.run("UPDATE decks SET total = ?, fresh = ? WHERE deck = ?", (count, count, deck))


def knows_any(database: "Database", batches: "Iterable[CardBatch]") -> bool:
    """Say whether anything is known of any of some cards: they are in a deck, or remembered from a log."""
    if not database.rows("SELECT 1 FROM cards LIMIT 1"):
        return False
    sql = "SELECT 1 FROM json_each(?) CROSS JOIN cards ON card = value LIMIT 1"
    return any(database.rows(sql, (json.dumps(list(batch.names())),)) for batch in batches)


def recount(database: "Database", deck: str) -> None:
    """Count a deck's cards anew after some came or went; triggers count what the change of a state or of the deck does."""
    database.run(
        """UPDATE decks SET (total, fresh) = (
            SELECT count(*), coalesce(sum(phase = 'new' AND NOT suspended AND buried_until IS NULL), 0)
            FROM cards WHERE deck = ?1 AND alive = 1
        ) WHERE deck = ?1""",
        (deck,),
    )


def due_cards(
    database: "Database",
    decks: "Iterable[str] | None",
    day: int,
    *,
    phases: "Iterable[Phase | str]" = ("learning", "relearning", "review"),
    limit: int | None = None,
) -> list[ScheduledCard]:
    """Return the cards of these decks (`None`: of all) and phases that are due on study day `day` or were before, and not hidden.

    They come by due day, moment within the day, position and id.
    """
    chosen = _chosen(database, decks)
    wanted = [str(phase) for phase in phases]
    if not chosen or not wanted:
        return []  # SQLite finds no way to use the index that is asked for, and says so as an error
    rows = database.rows(
        f"""SELECT {COLUMNS}, card, deck, position, sibling FROM cards INDEXED BY cards_due
        WHERE alive = 1 AND deck IN ({_marks(chosen)}) AND phase IN ({_marks(wanted)}) AND due_day <= ? AND {_SHOWN}
        ORDER BY due_day, due_at, position, card LIMIT ?""",  # noqa: S608 - constants
        (*chosen, *wanted, day, day, -1 if limit is None else limit),
    )
    return [_scheduled(row) for row in rows]


def new_cards(
    database: "Database", decks: "Iterable[str] | None", day: int, limit: int | None = None, *, position: int = 0
) -> list[ScheduledCard]:
    """Return up to `limit` cards never seen and not hidden on study day `day`: deck after deck (`None`: all), by position.

    Those whose position in their deck is below `position` are left out.
    """
    found: list[ScheduledCard] = []
    for deck in _chosen(database, decks):
        rows = database.rows(
            f"""SELECT {COLUMNS}, card, deck, position, sibling FROM cards
            WHERE alive = 1 AND phase = 'new' AND deck = ? AND position >= ? AND {_SHOWN}
            ORDER BY position, card LIMIT ?""",  # noqa: S608 - constants
            (deck, position, day, -1 if limit is None else limit - len(found)),
        )
        found.extend(_scheduled(row) for row in rows)
        if len(found) == limit:
            break
    return found


def scheduled(database: "Database", card: str) -> ScheduledCard:
    """Return a card of a current deck.

    Raises:
        NotFoundError: no current deck has it.
    """
    row = database.row(
        f"SELECT {COLUMNS}, card, deck, position, sibling FROM cards WHERE card = ? AND alive = 1",  # noqa: S608 - a constant
        (card,),
    )
    if row is None:
        message = f"{database.name}: No current deck has a card {card!r}."
        raise NotFoundError(message)
    return _scheduled(row)


def deck_cards(database: "Database", deck: str) -> list[ScheduledCard]:
    """Return every card of a current deck, hidden ones too, by position."""
    rows = database.rows(
        f"SELECT {COLUMNS}, card, deck, position, sibling FROM cards WHERE alive = 1 AND deck = ? ORDER BY position, card",  # noqa: S608
        (deck,),
    )
    return [_scheduled(row) for row in rows]


def _chosen(database: "Database", decks: "Iterable[str] | None") -> list[str]:
    if decks is not None:
        return list(dict.fromkeys(decks))
    return [row[0] for row in database.rows("SELECT deck FROM decks WHERE archived = 0 ORDER BY position, deck")]


def _marks(values: "Sequence[str]") -> str:
    return ", ".join("?" * len(values))


def _scheduled(row: "Row") -> ScheduledCard:
    card, deck, position, sibling = row[-4:]
    return ScheduledCard(card, deck, position, sibling, to_state(row))
