"""The queue: in which order cards come up, and which new ones are taken today."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from attrs import frozen

from quiz.memory.fsrs import Parameters, retrievability
from quiz.memory.state import CardState

_Item = TypeVar("_Item")


@frozen
class Waiting:
    """A card that waits to be asked, as far as the queue needs to know it."""

    card: str
    deck: str
    sibling: str
    """Cards with the same sibling mark give each other away: they are kept apart."""
    state: CardState


def by_retrievability(waiting: Iterable[Waiting], day: int, parameters: Parameters) -> list[Waiting]:
    """Order reviews by falling retrievability: what is still best remembered comes first, and most of it is saved."""

    def chance(item: Waiting) -> float:
        if item.state.memory is None or item.state.last_day is None:
            return 0.0
        return retrievability(item.state.memory.stability, day - item.state.last_day, parameters)

    return sorted(waiting, key=lambda item: (-chance(item), item.card))


def take_new(waiting: Iterable[Waiting], limit: int, seen_today: Iterable[str] = ()) -> list[Waiting]:
    """Take up to `limit` new cards in their order, siblings on different days where there are enough others.

    First one card of each sibling group that has not been met today; only then, if places are left, the rest.
    """
    met = set(seen_today)
    first: list[Waiting] = []
    rest: list[Waiting] = []
    for item in waiting:
        if item.sibling in met:
            rest.append(item)
        else:
            met.add(item.sibling)
            first.append(item)
    return (first + rest)[:limit]


def mixed(reviews: Sequence[_Item], new: Sequence[_Item]) -> list[_Item]:
    """Spread the new cards evenly among the reviews, each in its order."""
    total = len(reviews) + len(new)
    if not new or not reviews:
        return [*reviews, *new]
    found: list[_Item] = []
    taken = 0
    for place in range(total):
        if (taken + 1) * total <= (place + 1) * len(new):
            found.append(new[taken])
            taken += 1
        else:
            found.append(reviews[place - taken])
    return found


def apart(items: Sequence[_Item], sibling: Callable[[_Item], str]) -> list[_Item]:
    """Reorder as little as needed so that siblings are never adjacent, where that can be done; siblings keep their order."""
    found: list[_Item] = []
    held: list[_Item] = []
    for item in items:
        held.append(item)
        _release(held, found, sibling)
    # What is left shares one sibling mark: put each between two others, from the end.
    for item in held:
        place = _gap(found, sibling(item), sibling)
        found.insert(place, item)
    # The places are settled; among themselves, siblings keep their order.
    in_turn: defaultdict[str, deque[_Item]] = defaultdict(deque)
    for item in items:
        in_turn[sibling(item)].append(item)
    return [in_turn[sibling(item)].popleft() for item in found]


def _release(held: list[_Item], found: list[_Item], sibling: Callable[[_Item], str]) -> None:
    moved = True
    while moved:
        moved = False
        for place, item in enumerate(held):
            if not found or sibling(found[-1]) != sibling(item):
                found.append(held.pop(place))
                moved = True
                break


def _gap(items: Sequence[_Item], mark: str, sibling: Callable[[_Item], str]) -> int:
    for place in range(len(items) - 1, -1, -1):
        before = sibling(items[place - 1]) if place else None
        if sibling(items[place]) != mark and before != mark:
            return place
    return len(items)
