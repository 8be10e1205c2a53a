"""The orders in which a list of cards can stand, both ways: each is worked out by SQLite and never takes all cards apart."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from attrs import frozen

from quiz.errors import UsageError
from quiz.store.search_patterns import FIELD

if TYPE_CHECKING:
    from quiz.store.connection import Database
    from quiz.store.search_sql import Today


@frozen
class Sort:
    """One order."""

    sql: str
    """What it goes by, of the rows `s` of search_cards and `c` of cards. Cards that have none of it come last either way."""
    down: bool = False
    """Whether it starts with the greatest, where nobody says otherwise."""
    more: str = ""
    """What decides among equals, before their places in the decks do."""

    @property
    def is_of_states(self) -> bool:
        """Whether it goes by what is remembered of the cards."""
        return "c." in self.sql


_ANSWER: Final = f"substr(s.words, instr(s.words, char({ord(FIELD)})) + 1)"
_STANDING: Final = (
    "CASE WHEN c.suspended = 1 THEN 5 WHEN coalesce(c.buried_until > :day, FALSE) THEN 4 "
    "ELSE (CASE c.phase WHEN 'new' THEN 0 WHEN 'learning' THEN 1 WHEN 'relearning' THEN 2 ELSE 3 END) END"
)

SORTS: Final[dict[str, Sort]] = {
    "position": Sort("s.id"),
    "question": Sort("s.words"),
    "answer": Sort(_ANSWER),
    "due": Sort("c.due_day", more="c.due_at"),
    "interval": Sort("CASE WHEN c.phase = 'review' THEN c.due_day - c.last_day END"),
    "lapses": Sort("c.lapses", down=True),
    "state": Sort(_STANDING),
    "stability": Sort("c.stability"),
    "difficulty": Sort("c.difficulty", down=True),
    "recall": Sort("CASE WHEN c.stability IS NOT NULL THEN search_recall(c.deck, c.stability, :day - c.last_day) END"),
    "reps": Sort("c.reps", down=True),
    "added": Sort("s.added", down=True),
    "edited": Sort("s.edited", down=True),
}
"""By their names: by decks and the places in them; by what a card says, when it is due, how well it is known and since when."""


def order_by(name: str, *, down: bool, day: int) -> str:
    """Return what stands behind ORDER BY. Raises `UsageError` for a name that no order has."""
    if name not in SORTS:
        raise UsageError(f"There is no order “{name}” of cards; there are {', '.join(SORTS)}.")
    sort = SORTS[name]
    way = " DESC" if down else ""
    sql = sort.sql.replace(":day", str(int(day)))
    if name == "position":
        return f"{sql}{way}"
    more = f", {sort.more}{way}" if sort.more else ""
    return f"({sql}) IS NULL, {sql}{way}{more}, s.id"


def let_recall_be_sorted(database: "Database", today: "Today") -> Callable[[], None]:
    """Let SQLite work out chances of recall, by the forgetting curve of FSRS-6; return what takes that away again."""

    def recall(deck: str, stability: float, passed: int) -> float:
        decay = today.decays.get(deck, today.decay)
        factor = float(0.9 ** (-1 / decay)) - 1
        return float((1 + factor * max(passed, 0) / max(stability, 0.001)) ** -decay)

    database.connection.create_function("search_recall", 3, recall, deterministic=True)
    return lambda: database.connection.create_function("search_recall", 3, None)
