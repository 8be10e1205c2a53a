"""What was met on a study day, and how many groups of siblings wait: what keeps siblings and look-alikes on different days."""

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quiz.store.connection import Database

# As in `quiz.store.counts`: the cards answered on a day, by the ids that they have now.
_TODAY = """
WITH today AS (
    SELECT DISTINCT coalesce((SELECT r.card FROM renames AS r WHERE r.was = e.card), e.card) AS card
    FROM events AS e WHERE day = ?1 AND kind = 'Reviewed'
    AND NOT EXISTS (SELECT 1 FROM undone AS u WHERE u.device = e.device AND u.sequence = e.sequence)
)
"""
_INTRODUCED = """
SELECT card FROM today JOIN cards USING (card) WHERE alive = 1 AND NOT EXISTS (
    SELECT 1 FROM events AS e
    WHERE e.card IN (SELECT today.card UNION ALL SELECT r.was FROM renames AS r WHERE r.card = today.card)
    AND e.day < ?1 AND e.kind = 'Reviewed'
    AND NOT EXISTS (SELECT 1 FROM undone AS u WHERE u.device = e.device AND u.sequence = e.sequence)
) ORDER BY card
"""
_SIBLING_DAYS = """
SELECT DISTINCT e.day FROM cards AS own JOIN cards AS c ON c.deck = own.deck AND c.sibling = own.sibling AND c.alive = 1
JOIN events AS e ON e.card = c.card AND e.kind = 'Reviewed'
WHERE own.card = ?1 AND c.card <> ?1
AND NOT EXISTS (SELECT 1 FROM undone AS u WHERE u.device = e.device AND u.sequence = e.sequence)
"""
_GROUPS = """
SELECT count(*) FROM (
    SELECT DISTINCT sibling FROM cards INDEXED BY cards_due
    WHERE alive = 1 AND deck = ?1 AND phase = 'review' AND due_day <= ?2
    AND suspended = 0 AND (buried_until IS NULL OR buried_until <= ?2)
    AND (last_day = ?2 OR sibling NOT IN (SELECT value FROM json_each(?3))) LIMIT ?4
)
"""
_NEW_GROUPS = """
SELECT count(*) FROM (
    SELECT DISTINCT sibling FROM cards
    WHERE alive = 1 AND phase = 'new' AND deck = ?1
    AND suspended = 0 AND (buried_until IS NULL OR buried_until <= ?2)
    AND sibling NOT IN (SELECT value FROM json_each(?3)) LIMIT ?4
)
"""

_MARKED = """
SELECT card FROM cards WHERE deck = ?1 AND alive = 1 AND sibling IN (SELECT value FROM json_each(?2)) ORDER BY position, card
"""


class Siblings:
    """Asks the collection's file what keeps siblings, and look-alikes, on different days."""

    __slots__ = ("_database",)

    def __init__(self, database: "Database") -> None:
        """Read from this file."""
        self._database = database

    def met(self, day: int) -> set[str]:
        """Return the sibling marks of the cards that were answered on a study day, and whose answer was not taken back."""
        sql = f"{_TODAY} SELECT DISTINCT sibling FROM today JOIN cards USING (card) WHERE alive = 1"  # noqa: S608 - constants
        return {row[0] for row in self._database.rows(sql, (day,))}

    def introduced(self, day: int) -> list[str]:
        """Return the ids of the cards whose first answer was on a study day, by id."""
        return [row[0] for row in self._database.rows(_TODAY + _INTRODUCED, (day,))]

    def days(self, card: str) -> set[int]:
        """Return the study days on which a sibling of a card, in its own deck, was answered. It looks through the deck."""
        return {row[0] for row in self._database.rows(_SIBLING_DAYS, (card,))}

    def marked(self, deck: str, marks: "Iterable[str]") -> list[str]:
        """Return the ids of a deck's cards that have one of some sibling marks, in their order. It looks through the deck."""
        listed = json.dumps(sorted(marks), ensure_ascii=False)
        return [row[0] for row in self._database.rows(_MARKED, (deck, listed))]

    def mark(self, card: str) -> str:
        """Return the sibling mark of a card; nothing for one that no deck has."""
        found = self._database.row("SELECT sibling FROM cards WHERE card = ?", (card,))
        return str(found[0]) if found else ""

    def groups(self, deck: str, day: int, besides: "Iterable[str]", limit: int, *, new: bool = False) -> int:
        """Count the groups of siblings among a deck's due reviews, or among its new cards, up to `limit`.

        Those of `besides` do not count, but for a review that was answered on the day itself and is due again. It reads no more
        cards than it takes to find so many.
        """
        marks = json.dumps(sorted(besides), ensure_ascii=False)
        found: int = self._database.value(_NEW_GROUPS if new else _GROUPS, (deck, day, marks, limit))
        return found
