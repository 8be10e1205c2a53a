"""Siblings on different days: cards that give each other away are not asked on one day, where that can be helped.

Nothing is recorded for it; what is left out today is due tomorrow as before. Anki does the same by burying (docs.ankiweb.net,
“Burying”). That siblings are never adjacent is the business of `quiz.study.queue.apart`, and of the line for those still being
learned.
"""

from collections.abc import Callable, Iterable

from quiz.study.options import Spacing
from quiz.study.queue import Waiting


def not_met_first(waiting: Iterable[Waiting], met: Iterable[str]) -> tuple[list[Waiting], list[Waiting]]:
    """Divide cards, keeping their order: one of each group of siblings that was not met today, and the rest.

    `met` holds the sibling marks of what was met today.
    """
    known = set(met)
    first: list[Waiting] = []
    rest: list[Waiting] = []
    for item in waiting:
        (rest if item.sibling in known else first).append(item)
        known.add(item.sibling)
    return first, rest


def spaced(waiting: Iterable[Waiting], met: Iterable[str], spacing: Spacing) -> list[Waiting]:
    """Return the cards that may be asked today, those that no sibling gives away first.

    Under `strict` the others are left out, under `where-possible` they come last, and under `free` nothing changes.
    """
    if spacing is Spacing.FREE:
        return list(waiting)
    first, rest = not_met_first(waiting, met)
    return first if spacing is Spacing.STRICT else first + rest


def longest_waiting(waiting: Iterable[Waiting], met: Iterable[str], day: int, spacing: Callable[[str], Spacing]) -> list[Waiting]:
    """Return the reviews that may be asked today, in their order: of siblings, the one that has been due for longest.

    Choosing by the due day, and not by the order in which they are asked, keeps one sibling from holding up another for ever.
    `spacing` gives what holds in a deck: under `strict` the others are left out, under `where-possible` they come last, and under
    `free` they stay where they are. A card that was answered on study day `day` itself, and is due again because its fact has
    changed, is not in its own way.
    """
    items = list(waiting)
    by_wait = sorted(items, key=lambda item: (item.state.due_day or 0, item.state.last_day or 0, item.card))
    chosen = {item.card for item in not_met_first(by_wait, met)[0]}
    chosen |= {item.card for item in items if item.state.last_day == day}
    ways = {deck: spacing(deck) for deck in {item.deck for item in items}}
    first = [item for item in items if item.card in chosen or ways[item.deck] is Spacing.FREE]
    return first + [item for item in items if item.card not in chosen and ways[item.deck] is Spacing.WHERE_POSSIBLE]


def take_new(waiting: Iterable[Waiting], limit: int, met: Iterable[str] = ()) -> list[Waiting]:
    """Take up to `limit` new cards in their order, siblings on different days where there are enough others."""
    return spaced(waiting, met, Spacing.WHERE_POSSIBLE)[:limit]
