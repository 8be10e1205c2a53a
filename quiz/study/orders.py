"""In which order reviews are asked and new cards are met.

The orders are those that Anki offers (docs.ankiweb.net, “Display Order”). Cards that are equal in an order come by their ids, so
that every device has the same queue.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from hashlib import blake2b
from typing import TypeAlias

from quiz.memory.fsrs import Parameters, retrievability
from quiz.study.options import NewOrder, ReviewOrder
from quiz.study.queue import Waiting

ParametersOf: TypeAlias = Parameters | Callable[[str], Parameters]
"""The parameters of FSRS-6, or a function that gives those of a deck."""


def chance(item: Waiting, day: int, parameters: ParametersOf) -> float:
    """Return the chance, from 0 to 1, that a card is recalled on a study day; 0 for one never seen."""
    memory, last = item.state.memory, item.state.last_day
    if memory is None or last is None:
        return 0.0
    own = parameters(item.deck) if callable(parameters) else parameters
    return retrievability(memory.stability, day - last, own)


def by_retrievability(waiting: Iterable[Waiting], day: int, parameters: ParametersOf) -> list[Waiting]:
    """Order reviews by falling retrievability: what is still best remembered comes first, and most of it is saved."""
    return sorted(waiting, key=lambda item: (-chance(item, day, parameters), item.card))


def by_rising_retrievability(waiting: Iterable[Waiting], day: int, parameters: ParametersOf) -> list[Waiting]:
    """Order reviews by rising retrievability: what is nearest to being forgotten comes first."""
    return sorted(waiting, key=lambda item: (chance(item, day, parameters), item.card))


def by_due_day(waiting: Iterable[Waiting]) -> list[Waiting]:
    """Order reviews by the study day on which they were due, the longest ago first."""
    return sorted(waiting, key=lambda item: (item.state.due_day or 0, item.card))


def by_relative_overdueness(waiting: Iterable[Waiting], day: int) -> list[Waiting]:
    """Order reviews by the days since the last one over the interval that was given then, the largest ratio first."""
    return sorted(waiting, key=lambda item: (-(day - (item.state.last_day or 0)) / max(1, interval(item)), item.card))


def by_interval(waiting: Iterable[Waiting], *, rising: bool) -> list[Waiting]:
    """Order reviews by the interval that was last given, the shortest or the longest first."""
    return sorted(waiting, key=lambda item: (interval(item) if rising else -interval(item), item.card))


def by_difficulty(waiting: Iterable[Waiting], *, rising: bool) -> list[Waiting]:
    """Order reviews by their FSRS difficulty, the easiest or the hardest first."""

    def difficulty(item: Waiting) -> float:
        return item.state.memory.difficulty if item.state.memory else 0.0

    return sorted(waiting, key=lambda item: (difficulty(item) if rising else -difficulty(item), item.card))


def by_chance(waiting: Iterable[Waiting], seed: str) -> list[Waiting]:
    """Order cards at random; the same seed gives the same order on every machine."""
    return sorted(waiting, key=lambda item: (blake2b(f"{seed}\x1f{item.card}".encode(), digest_size=8).digest(), item.card))


def by_sibling_rounds(waiting: Iterable[Waiting]) -> list[Waiting]:
    """Order new cards in rounds: the first card of every group of siblings, then the second ones, and so on."""
    met: Counter[str] = Counter()
    rounds: list[tuple[int, Waiting]] = []
    for item in waiting:
        rounds.append((met[item.sibling], item))
        met[item.sibling] += 1
    return [item for _, item in sorted(rounds, key=lambda found: found[0])]


def interval(item: Waiting) -> int:
    """Return the days that a card was given at its last answer; 0 for one never seen."""
    due, last = item.state.due_day, item.state.last_day
    return 0 if due is None or last is None else due - last


def ordered_reviews(
    waiting: Iterable[Waiting], order: ReviewOrder, *, day: int, parameters: ParametersOf, seed: str = ""
) -> list[Waiting]:
    """Put reviews in the order that the learner chose. `seed` decides the random one, together with the study day."""
    orders: Mapping[ReviewOrder, Callable[[], list[Waiting]]] = {
        ReviewOrder.FALLING_RETRIEVABILITY: lambda: by_retrievability(waiting, day, parameters),
        ReviewOrder.RISING_RETRIEVABILITY: lambda: by_rising_retrievability(waiting, day, parameters),
        ReviewOrder.DUE_DAY: lambda: by_due_day(waiting),
        ReviewOrder.RELATIVE_OVERDUENESS: lambda: by_relative_overdueness(waiting, day),
        ReviewOrder.RISING_INTERVAL: lambda: by_interval(waiting, rising=True),
        ReviewOrder.FALLING_INTERVAL: lambda: by_interval(waiting, rising=False),
        ReviewOrder.RISING_DIFFICULTY: lambda: by_difficulty(waiting, rising=True),
        ReviewOrder.FALLING_DIFFICULTY: lambda: by_difficulty(waiting, rising=False),
        ReviewOrder.RANDOM: lambda: by_chance(waiting, f"{seed}:{day}"),
    }
    return orders[order]()


def ordered_new(waiting: Iterable[Waiting], order: NewOrder, *, seed: str = "") -> list[Waiting]:
    """Put new cards, given in their deck's order, in the order that the learner chose."""
    if order is NewOrder.RANDOM:
        return by_chance(waiting, seed)
    return by_sibling_rounds(waiting) if order is NewOrder.SIBLING_ROUNDS else list(waiting)
