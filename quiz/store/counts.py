"""What waits and what was done today, deck by deck, without reading the cards one by one."""

from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quiz.store.connection import Database


@frozen
class DeckCounts:
    """How many cards of a deck wait on a study day, before any daily limit. Hidden cards do not wait."""

    deck: str
    title: str
    new: int
    """Cards never seen."""
    learning: int
    """Cards in learning or relearning that are due before the study day ends."""
    review: int
    """Cards in review that are due on the study day or were before."""
    total: int
    """All cards of the deck, hidden ones too."""
    introduced_today: int
    """Cards whose first review was on the study day."""
    reviewed_today: int
    """Cards reviewed on the study day that had been introduced before it; each counts once, however often it was repeated."""
    learning_now: int
    """Those of `learning` whose moment has come."""


# In the order of the fields. Each inner query reads one range of one index.
_WAITING = """
SELECT deck, title,
    fresh + (
        SELECT count(*) FROM cards AS c WHERE c.deck = d.deck AND alive = 1 AND phase = 'new'
        AND buried_until IS NOT NULL AND buried_until <= ?1 AND suspended = 0
    ),
    (
        SELECT count(*) FROM cards AS c INDEXED BY cards_due
        WHERE c.deck = d.deck AND alive = 1 AND phase IN ('learning', 'relearning')
        AND due_day <= ?1 AND suspended = 0 AND (buried_until IS NULL OR buried_until <= ?1)
    ),
    (
        SELECT count(*) FROM cards AS c INDEXED BY cards_due
        WHERE c.deck = d.deck AND alive = 1 AND phase = 'review'
        AND due_day <= ?1 AND suspended = 0 AND (buried_until IS NULL OR buried_until <= ?1)
    ),
    total,
    (
        SELECT count(*) FROM cards AS c INDEXED BY cards_due
        WHERE c.deck = d.deck AND alive = 1 AND phase IN ('learning', 'relearning')
        AND due_day <= ?1 AND suspended = 0 AND (buried_until IS NULL OR buried_until <= ?1)
        AND (due_at IS NULL OR due_at <= ?2)
    )
FROM decks AS d WHERE archived = 0 ORDER BY position, deck
"""

# For each deck: cards introduced on the day, and others reviewed on it, each by the id that it has now.
_DONE = """
WITH today AS (
    SELECT DISTINCT coalesce((SELECT r.card FROM renames AS r WHERE r.was = e.card), e.card) AS card
    FROM events AS e WHERE day = ?1 AND kind = 'Reviewed'
    AND NOT EXISTS (SELECT 1 FROM undone AS u WHERE u.device = e.device AND u.sequence = e.sequence)
), done AS MATERIALIZED (
    SELECT card, EXISTS (
        SELECT 1 FROM events AS e
        WHERE e.card IN (SELECT today.card UNION ALL SELECT r.was FROM renames AS r WHERE r.card = today.card)
        AND e.day < ?1 AND e.kind = 'Reviewed'
        AND NOT EXISTS (SELECT 1 FROM undone AS u WHERE u.device = e.device AND u.sequence = e.sequence)
    ) AS known FROM today
)
SELECT deck, count(*) - sum(known), sum(known) FROM done JOIN cards USING (card) WHERE deck IS NOT NULL GROUP BY deck
"""


def load(database: "Database", decks: "Sequence[str] | None", first: int, last: int) -> dict[int, int]:
    """Return how many cards of some decks (`None`: of all) are due for review on each study day from `first` to `last`."""
    of_decks = "" if decks is None else f"deck IN ({', '.join('?' * len(decks))}) AND"
    return dict(
        database.rows(
            f"SELECT day, sum(cards) FROM load WHERE {of_decks} day BETWEEN ? AND ? GROUP BY day",  # noqa: S608 - marks
            (*(decks or ()), first, last),
        )
    )


def answers(database: "Database", first: int, last: int) -> dict[int, int]:
    """Return how many answers that stand were given on each study day from `first` to `last`; days without any are left out."""
    return dict(database.rows("SELECT day, answers FROM answers WHERE day BETWEEN ? AND ? AND answers > 0", (first, last)))


def streak(database: "Database", today: int) -> int:
    """Return how many study days in a row have an answer, up to today, which may still be empty. It reads those days only."""
    return int(
        database.value(
            """WITH RECURSIVE back (day) AS (
                SELECT coalesce((SELECT day FROM answers WHERE day = ?1 AND answers > 0), ?1 - 1)
                UNION ALL SELECT day - 1 FROM back WHERE EXISTS (
                    SELECT 1 FROM answers AS a WHERE a.day = back.day AND a.answers > 0
                )
            ) SELECT count(*) - 1 FROM back""",
            (today,),
        )
    )


def next_due(database: "Database") -> int | None:
    """Return the first study day on which a card of a current deck is due, suspended ones left out; `None` where none ever is.

    It reads one entry of an index for each deck and phase.
    """
    found = database.value(
        """SELECT min((
            SELECT due_day FROM cards AS c INDEXED BY cards_due
            WHERE alive = 1 AND c.deck = d.deck AND c.phase = p.column1 AND due_day IS NOT NULL AND suspended = 0
            ORDER BY due_day LIMIT 1
        )) FROM decks AS d, (VALUES ('learning'), ('relearning'), ('review')) AS p WHERE archived = 0"""
    )
    return None if found is None else int(found)


def counts(database: "Database", day: int, now_ms: int) -> list[DeckCounts]:
    """Return the counts of every current deck, by position and id.

    `day` is the study day in days since 1970-01-01, `now_ms` the moment in milliseconds since the epoch (UTC).
    """
    done = {deck: (introduced, reviewed) for deck, introduced, reviewed in database.rows(_DONE, (day,))}
    found = []
    for deck, title, new, learning, review, total, learning_now in database.rows(_WAITING, (day, now_ms)):
        introduced, reviewed = done.get(deck, (0, 0))
        found.append(DeckCounts(deck, title, new, learning, review, total, introduced, reviewed, learning_now))
    return found
