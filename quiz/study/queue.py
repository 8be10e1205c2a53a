"""The queue: how reviews, new cards and cards still being learned become one line in which no siblings are adjacent."""

from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from typing import TypeVar

from attrs import frozen

from quiz.memory.state import CardState
from quiz.study.options import Placement

_Item = TypeVar("_Item")


@frozen
class Waiting:
    """A card that waits to be asked, as far as the queue needs to know it."""

    card: str
    deck: str
    sibling: str
    """Cards with the same sibling mark give each other away: they are kept apart."""
    state: CardState


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


def placed(reviews: Sequence[_Item], others: Sequence[_Item], placement: Placement) -> list[_Item]:
    """Put other cards among the reviews, before them or after them, each in its order.

    It places new cards, and those whose learning step ended on an earlier day, as Anki's display order does
    (docs.ankiweb.net, “Display Order”).
    """
    if placement is Placement.BEFORE:
        return [*others, *reviews]
    if placement is Placement.AFTER:
        return [*reviews, *others]
    return mixed(reviews, others)


def apart(items: Sequence[_Item], sibling: Callable[[_Item], str]) -> list[_Item]:
    """Reorder as little as needed so that siblings are never adjacent, where that can be done; siblings keep their order."""
    found: list[_Item] = []
    held: dict[str, deque[_Item]] = {}
    for item in items:
        mark = sibling(item)
        if found and sibling(found[-1]) == mark:
            held.setdefault(mark, deque()).append(item)
            continue
        found.append(item)
        _release(held, found, sibling)
    # What is left shares one sibling mark: put each between two others, from the end.
    for waiting in held.values():
        for item in waiting:
            found.insert(_gap(found, sibling(item), sibling), item)
    # The places are settled; among themselves, siblings keep their order.
    in_turn: defaultdict[str, deque[_Item]] = defaultdict(deque)
    for item in items:
        in_turn[sibling(item)].append(item)
    return [in_turn[sibling(item)].popleft() for item in found]


def _release(held: dict[str, deque[_Item]], found: list[_Item], sibling: Callable[[_Item], str]) -> None:
    """Put in what was held back, as long as something of another mark than the last one is."""
    while mark := next((mark for mark in held if mark != sibling(found[-1])), None):
        found.append(held[mark].popleft())
        if not held[mark]:
            del held[mark]


def _gap(items: Sequence[_Item], mark: str, sibling: Callable[[_Item], str]) -> int:
    for place in range(len(items) - 1, -1, -1):
        before = sibling(items[place - 1]) if place else None
        if sibling(items[place]) != mark and before != mark:
            return place
    return len(items)
