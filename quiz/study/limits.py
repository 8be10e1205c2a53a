"""The day's limits, deck by deck. A limit on `a` bounds what comes from `a` and from `a::b` together, as Anki's do.

A room is how much may still come from a level of decks, that is a deck with those below it; levels without a room are not
bounded.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from quiz.study.queue import Waiting


@lru_cache(maxsize=65_536)
def levels(deck: str) -> tuple[str, ...]:
    """Return the levels that a deck belongs to, the widest first: `a`, `a::b` and `a::b::c` for `a::b::c`."""
    parts = deck.split("::")
    return tuple("::".join(parts[: place + 1]) for place in range(len(parts)))


def rooms(limits: Mapping[str, int], done: Mapping[str, int]) -> dict[str, int]:
    """Return the room that each level's limit leaves, given how much was done or taken in each deck. It is never below 0."""
    used = dict.fromkeys(limits, 0)
    for deck, count in done.items():
        for level in levels(deck):
            if level in used:
                used[level] += count
    return {level: max(0, limit - used[level]) for level, limit in limits.items()}


def room_of(deck: str, left: Mapping[str, int]) -> int | None:
    """Return how much may come from one deck: the least room of its levels; `None` where nothing bounds it."""
    return min((left[level] for level in levels(deck) if level in left), default=None)


def within(waiting: Iterable[Waiting], left: Mapping[str, int]) -> list[Waiting]:
    """Take cards in their order as long as every level of their deck has room."""
    open_ = dict(left)
    taken = []
    for item in waiting:
        bounds = [level for level in levels(item.deck) if level in open_]
        if all(open_[level] > 0 for level in bounds):
            taken.append(item)
            for level in bounds:
                open_[level] -= 1
    return taken


def shares(counts: Mapping[str, int], left: Mapping[str, int]) -> dict[str, int]:
    """Return how many of each deck's waiting cards fit into the rooms, the decks served in their order."""
    open_ = dict(left)
    found = {}
    for deck, count in counts.items():
        room = room_of(deck, open_)
        found[deck] = count if room is None else min(count, room)
        for level in levels(deck):
            if level in open_:
                open_[level] -= found[deck]
    return found


def tighter(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    """Return the smaller room of each level: how new cards count against the reviews' limit where the learner wants it."""
    return {level: min(found[level] for found in (one, other) if level in found) for level in {**one, **other}}
