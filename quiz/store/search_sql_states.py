"""Terms of a search about what is remembered of a card, as SQL on its row `c` and on the log."""

from collections.abc import Callable, Sequence
from typing import Final

from quiz.store.search_terms import Operator, Property, Recent

Sql = tuple[str, list[object]]
_HIDDEN: Final = "(c.suspended = 1 OR coalesce(c.buried_until > ?, FALSE))"
_WAITS: Final = f"NOT {_HIDDEN}"
_TURNED: Final[dict[Operator, Operator]] = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}

_DONE: Final = """
SELECT coalesce((SELECT r.card FROM renames AS r WHERE r.was = e.card), e.card) FROM events AS e WHERE {kinds} AND {days}{rating}
AND NOT EXISTS (SELECT 1 FROM undone AS u WHERE u.device = e.device AND u.sequence = e.sequence)
"""
_KNOWN_BEFORE: Final = """
SELECT 1 FROM events AS e
WHERE e.card IN (SELECT s.card UNION ALL SELECT r.was FROM renames AS r WHERE r.card = s.card)
AND e.kind = 'Reviewed' AND e.day < ?
AND NOT EXISTS (SELECT 1 FROM undone AS u WHERE u.device = e.device AND u.sequence = e.sequence)
"""
# The unary plus keeps SQLite to the index of days.
_REVIEWS: Final = "+e.kind = 'Reviewed'"
_PLANNED: Final = "e.kind IN ('DueSet', 'Reset') AND e.kind <> 'Reviewed'"


def state_sql(state: str, day: int, leech_lapses: Sql) -> Sql:
    """Return the condition that a card is in a state on a study day; `leech_lapses` make a leech, none do where they are 0."""
    match state:
        case "new":
            return "c.phase = 'new'", []
        case "learn":
            return f"(c.phase IN ('learning', 'relearning') AND {_WAITS})", [day]
        case "review":
            return "c.phase IN ('review', 'relearning')", []
        case "due":
            return f"(c.phase <> 'new' AND c.due_day <= ? AND {_WAITS})", [day, day]
        case "suspended":
            return "c.suspended = 1", []
        case "buried":
            return "coalesce(c.buried_until > ?, FALSE)", [day]
        case "marked":
            return "c.marked = 1", []
        case "changed":
            return "c.reteach = 1", []
        case _:
            lapses, values = leech_lapses
            return f"(c.lapses > 0 AND c.lapses >= nullif({lapses}, 0))", values


def property_sql(term: Property, day: int, recall: Callable[[Callable[[float], float]], Sql]) -> Sql:
    """Return the condition that a number of a card compares with another.

    `recall` gives the SQL for a number that depends on the exponent of a deck's forgetting curve.
    """
    name, operator, number = term.name, term.operator, term.number
    match name:
        case "ivl":
            return f"(CASE WHEN c.phase = 'review' THEN c.due_day - c.last_day ELSE 0 END) {operator} ?", [int(number)]
        case "due":
            condition = f"(c.phase <> 'new' AND c.due_day - ? {operator} ? AND {_WAITS})"
            return condition, [day, int(number), day]
        case "reps" | "lapses" | "flag":
            return f"c.{name} {operator} ?", [int(number)]
        case "pos":
            return f"(c.phase = 'new' AND c.position + 1 {operator} ?)", [int(number)]
        case "s":
            return _decimal("c.stability", operator, number)
        case "d":
            return _decimal("(c.difficulty - 1) / 9", operator, number)
        case "r":
            return _recall(operator, number, day, recall)
        case _:
            return _happened(name, day, operator, int(number), term.rating)


def recent_sql(term: Recent, day: int) -> Sql:
    """Return the condition that something happened to a card within so many study days."""
    first = day - term.days + 1
    match term.what:
        case "added" | "edited":
            return f"s.{term.what} >= ?", [first]
        case "introduced":
            done, values = _happened("rated", day, ">", -term.days, None)
            return f"({done} AND NOT EXISTS ({_KNOWN_BEFORE}))", [*values, first]
        case _:
            return _happened(term.what, day, ">", -term.days, term.rating)


def _happened(what: str, day: int, operator: Operator, days: int, rating: int | None) -> Sql:
    """Return the condition that a card was graded, or given another day, on a study day that compares so with `day + days`."""
    values: list[object] = [day + days]
    graded = ""
    if rating is not None:
        graded = " AND json_extract(e.body, '$.rating') = ?"
        values.append(rating)
    kinds = _REVIEWS if what == "rated" else _PLANNED
    done = _DONE.format(kinds=kinds, days=f"e.day {operator} ?", rating=graded)
    return f"s.card IN ({done})", values


def _decimal(column: str, operator: Operator, number: str) -> Sql:
    """Compare with a number of some decimals; equal is what rounds to it."""
    if operator not in {"=", "!="}:
        return f"coalesce({column} {operator} ?, FALSE)", [float(number)]
    half = 0.5 * float(10 ** -len(number.partition(".")[2]))
    condition = f"coalesce({column} >= ? AND {column} < ?, FALSE)"
    values: list[object] = [float(number) - half, float(number) + half]
    return (condition if operator == "=" else f"(c.stability IS NOT NULL AND NOT {condition})"), values


def _recall(operator: Operator, number: str, day: int, recall: Callable[[Callable[[float], float]], Sql]) -> Sql:
    """Compare the chance of recall by the days that have passed: the forgetting curve of FSRS-6, solved for time.

    Time = stability · (R^(1/decay) - 1) / (0.9^(1/decay) - 1), with a negative decay.
    """
    passed = "max(? - c.last_day, 0)"
    half = 0.5 * float(10 ** -len(number.partition(".")[2]))
    if operator in {"=", "!="}:
        low, lows = recall(lambda decay: _span(float(number) + half, decay))
        high, highs = recall(lambda decay: _span(float(number) - half, decay))
        condition = f"coalesce({passed} > c.stability * {low} AND {passed} <= c.stability * {high}, FALSE)"
        values: Sequence[object] = [day, *lows, day, *highs]
        return (condition if operator == "=" else f"(c.stability IS NOT NULL AND NOT {condition})"), list(values)
    edge, edges = recall(lambda decay: _span(float(number), decay))
    return f"coalesce({passed} {_TURNED[operator]} c.stability * {edge}, FALSE)", [day, *edges]


def _span(chance: float, decay: float) -> float:
    if chance <= 0:
        return float("inf")
    return float((chance ** (-1 / decay) - 1) / (0.9 ** (-1 / decay) - 1))
