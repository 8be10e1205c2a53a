"""Finding cards by a search: one SQL statement, made of its terms, over the search index and what is remembered of the cards.

Of three ways the cheapest is taken. Where letters narrow the search to a few cards, these are looked at; where the cards' states
do, those; else all cards are gone through in their order, until there are enough.
"""

import json
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Final, Literal

from attrs import field, frozen

from quiz.errors import StoppedError, StoreError, UsageError
from quiz.store import search_letters
from quiz.store.search_automaton import OutOfTimeError
from quiz.store.search_sorts import SORTS, let_recall_be_sorted, order_by
from quiz.store.search_sql import Compiler, Today, letters_of
from quiz.store.search_terms import And, Node, Not, Or, Property, Recent, State

if TYPE_CHECKING:
    from quiz.store.connection import Database

Order = Literal["position", "due", "added", "edited", "stability", "difficulty", "lapses", "reps"]

ORDERS: Final[dict[str, str]] = {
    "position": "s.id",
    "due": "c.due_day IS NULL, c.due_day, c.due_at, s.id",
    "added": "s.added DESC, s.id",
    "edited": "s.edited DESC, s.id",
    "stability": "c.stability IS NULL, c.stability, s.id",
    "difficulty": "c.difficulty IS NULL, c.difficulty DESC, s.id",
    "lapses": "c.lapses DESC, s.id",
    "reps": "c.reps DESC, s.id",
}
"""By decks and places in them; the longest due, the newest, the weakest, the hardest, the most often forgotten or asked first."""

PATIENCE: Final = 20.0
"""Seconds that a search may take."""
_FEW: Final = 3000
"""Up to so many cards are looked at one by one."""
_STEPS: Final = 20_000
"""Steps of SQLite's machine between two looks at the clock."""


@frozen
class Search:
    """A search of one day, ready to be run."""

    node: Node
    today: Today
    patience: float = PATIENCE
    stopped: Callable[[], bool] = lambda: False
    """Asked again and again while the search runs; once it says so, the search ends with `StoppedError`."""
    _deadline: list[float] = field(factory=lambda: [float("inf")])

    def cards(self, database: "Database", *, order: str = "position", limit: int | None = None, offset: int = 0) -> list[str]:
        """Return the ids of the cards that are found, in an order out of `ORDERS`: at most `limit`, after the first `offset`.

        Raises `UsageError` for an order that there is not, a relation that no card has, or a search that takes too long.
        """
        if order not in ORDERS:
            raise UsageError(f"There is no order “{order}” of cards; there are {', '.join(ORDERS)}.")
        if (limit is not None and limit < 0) or offset < 0:
            raise UsageError("A limit and an offset count from 0.")
        with self._run(database) as compiler:
            source, values = self._found(database, compiler, joined=not ORDERS[order].startswith("s."))
            found = database.rows(
                f"SELECT s.card {source} ORDER BY {ORDERS[order]} LIMIT ? OFFSET ?",
                (*values, -1 if limit is None else limit, offset),
            )
        return [row[0] for row in found]

    def places(
        self, database: "Database", *, order: str = "position", down: bool = False, first: int = 100, size: int = 400
    ) -> Generator[list[int]]:
        """Yield the ids in the index of all cards that are found, in an order out of `SORTS`: `first` of them, then the others.

        They come as SQLite finds them, `size` at a time. `down` turns the order round. Raises as `cards` does, and
        `StoppedError` when `stopped` says so or the connection was interrupted.
        """
        ordered = order_by(order, down=down, day=self.today.day)
        with self._run(database) as compiler:
            source, values = self._found(database, compiler, joined=SORTS[order].is_of_states)
            sql = f"SELECT s.id {source} ORDER BY {ordered}"
            # Functions can only be taken away from SQLite when nothing is being read any more.
            with closing(database.chunks(sql, values, first=first, size=size)) as chunks:
                for found in chunks:
                    yield [row[0] for row in found]

    def count(self, database: "Database") -> int:
        """Return how many cards are found. Raises `UsageError` as `cards` does."""
        with self._run(database) as compiler:
            if _is_of_states(self.node):
                source, values = _remembered(compiler, self.node)
            else:
                source, values = self._found(database, compiler, joined=False)
            return int(database.value(f"SELECT count(*) {source}", values))

    def _found(self, database: "Database", compiler: Compiler, *, joined: bool) -> tuple[str, list[object]]:
        """Return what stands between SELECT and ORDER BY."""
        condition, values = compiler.sql(self.node)
        few = self._few(database, compiler)
        if few is not None:
            condition, values = f"{few[0]} AND {condition}", [*few[1], *values]
        tables = "search_cards AS s"
        if joined or "c." in condition:
            tables += " CROSS JOIN cards AS c ON c.card = s.card"
        return f"FROM {tables} WHERE {condition}", values

    def _few(self, database: "Database", compiler: Compiler) -> tuple[str, list[object]] | None:
        """Return a condition on the few cards of which the search finds some or all; nothing where they are not few."""
        query = letters_of(self.node)
        if query and search_letters.are_possible(database):
            ids = database.rows("SELECT rowid FROM search_letters WHERE search_letters MATCH ? LIMIT ?", (query, _FEW + 1))
            if len(ids) <= _FEW:
                return "s.id IN (SELECT value FROM json_each(?))", [json.dumps([row[0] for row in ids])]
        for part in self.node.nodes if isinstance(self.node, And) else (self.node,):
            if not _is_of_states(part):
                continue
            source, values = _remembered(compiler, part)
            cards = database.rows(f"SELECT c.card {source} LIMIT ?", (*values, _FEW + 1))
            if len(cards) <= _FEW:
                return "s.card IN (SELECT value FROM json_each(?))", [json.dumps([row[0] for row in cards])]
        return None

    @contextmanager
    def _run(self, database: "Database") -> Iterator[Compiler]:
        """Let patterns be tried, and end what takes too long."""
        self._deadline[0] = monotonic() + self.patience
        compiler = Compiler(database, self.today, lambda: float("-inf") if self.stopped() else self._deadline[0])
        late = [False]

        def tried(number: int, text: str) -> bool:
            if self.stopped():
                raise StoppedError(database.name)
            try:
                return compiler.matchers[number](text)
            except OutOfTimeError:
                late[0] = True
                raise

        def looked() -> bool:
            late[0] = late[0] or monotonic() > self._deadline[0]
            return late[0] or self.stopped()

        connection = database.connection
        connection.create_function("search_matches", 2, tried, deterministic=True)
        connection.set_progress_handler(looked, _STEPS)
        forget = let_recall_be_sorted(database, self.today)
        try:
            yield compiler
        except (StoreError, OutOfTimeError) as error:
            if self.stopped():
                raise StoppedError(f"{database.name}: The search was stopped.") from error
            if not late[0] and not isinstance(error, OutOfTimeError):
                raise
            raise UsageError(
                f"The search took longer than {self.patience:g} seconds and was ended. "
                "Add a word, a deck or a state to narrow it, or make its patterns simpler."
            ) from error
        finally:
            forget()
            connection.set_progress_handler(None, 0)
            connection.create_function("search_matches", 2, None)


def _remembered(compiler: Compiler, node: Node) -> tuple[str, list[object]]:
    """Return what stands behind SELECT for a term that asks only of states: the index need not be read for it."""
    condition, values = compiler.sql(node)
    return f"FROM cards AS c WHERE c.alive = 1 AND {condition.replace('s.card', 'c.card')}", values


def _is_of_states(node: Node) -> bool:
    """Say whether a term asks only what the cards' states or the log tell."""
    match node:
        case State() | Property():
            return True
        case Recent(what):
            return what in {"rated", "resched"}
        case Not(inner):
            return _is_of_states(inner)
        case And(nodes) | Or(nodes):
            return all(map(_is_of_states, nodes))
        case _:
            return False
