"""Relief after a break: of a backlog the most valuable first, new cards held back, the rest spread over days."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from quiz.memory.fsrs import Parameters, next_state, retrievability
from quiz.memory.rating import Rating

if TYPE_CHECKING:
    from quiz.study.orders import ParametersOf
    from quiz.study.queue import Waiting

HORIZON = 30
"""Days ahead at which the worth of an answer is reckoned."""


def is_backlog(due: int, limit: int, days: int) -> bool:
    """Say whether `due` reviews are more than `days` days' limit. With `days` or a limit of 0 nothing is a backlog.

    The reviews done today should be among `due`, so that the answer is the same all day.
    """
    return days > 0 and limit > 0 and due > days * limit


def held_back(new: int, *, backlog: bool) -> int:
    """Return how many new cards a day takes: none while there is a backlog, since each would add to it."""
    return 0 if backlog else new


def worth(item: "Waiting", day: int, parameters: "ParametersOf", *, relearning_steps: int = 1) -> float:
    """Return the retention that is expected to be gained by one answer: how much likelier the card is known a month from now.

    With retrievability `R` today, the card is known in `HORIZON` days with the chance `R·r(S_good) + (1 - R)·r(S_again)` if it is
    asked today, and with the chance that its forgetting curve gives if it is not. The difference is divided by the answers that
    asking takes: one, and one more for each relearning step when it was forgotten. Stabilities and curve are those of FSRS-6;
    knowledge as the sum of retrievabilities over workload is the measure of “The Optimal Retention” (wiki of
    open-spaced-repetition/fsrs4anki, 2024). A card never seen is worth 0.
    """
    memory, last = item.state.memory, item.state.last_day
    if memory is None or last is None:
        return 0.0
    own: Parameters = parameters(item.deck) if callable(parameters) else parameters
    elapsed = max(0, day - last)
    now = retrievability(memory.stability, elapsed, own)
    known, forgotten = (next_state(memory, elapsed, rating, own).stability for rating in (Rating.GOOD, Rating.AGAIN))
    asked = now * retrievability(known, HORIZON, own) + (1.0 - now) * retrievability(forgotten, HORIZON, own)
    gained = asked - retrievability(memory.stability, elapsed + HORIZON, own)
    return gained / (1.0 + (1.0 - now) * relearning_steps)


def by_worth(waiting: "Iterable[Waiting]", day: int, parameters: "ParametersOf") -> "list[Waiting]":
    """Order reviews by what an answer to each is worth, the most valuable first."""
    return sorted(waiting, key=lambda item: (-worth(item, day, parameters), item.card))


def over_days(waiting: "Iterable[Waiting]", a_day: int) -> "list[list[Waiting]]":
    """Spread reviews over days in their order, `a_day` on each; all on one day where there is no limit (0)."""
    items = list(waiting)
    size = a_day or max(1, len(items))
    return [items[start : start + size] for start in range(0, len(items), size)]
