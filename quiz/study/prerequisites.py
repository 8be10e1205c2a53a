"""Prerequisites: a new card waits until what its deck says comes before it has been learned."""

from collections.abc import Callable, Iterable, Iterator

from quiz.memory.state import CardState, Phase
from quiz.study.queue import Waiting


def is_learned(state: CardState) -> bool:
    """Say whether a card has left its learning steps; one that was suspended holds up nothing either."""
    return state.phase in {Phase.REVIEW, Phase.RELEARNING} or state.suspended


def in_their_turn(
    waiting: Iterable[Waiting], earlier: Callable[[str], Iterable[str]], find: Callable[[str], Waiting | None], day: int
) -> Iterator[Waiting]:
    """Yield new cards whose prerequisites are learned; a card that has to wait gives its place to the new one that it waits for.

    `earlier` gives the ids of the cards that come before a card, as the deck's `after` says; `find` a card by its id, and nothing
    for one that no deck has or that cannot be asked, which holds up nothing. Where the deck's relations wait for each other in a
    circle, nothing waits for what waits for itself.
    """
    seen: set[str] = set()
    for item in waiting:
        first = _first(item, earlier, find, (item.card,))
        if first is None or first.card in seen or first.state.phase is not Phase.NEW or first.state.hidden(day):
            continue
        seen.add(first.card)
        yield first


def _first(
    item: Waiting, earlier: Callable[[str], Iterable[str]], find: Callable[[str], Waiting | None], way: tuple[str, ...]
) -> Waiting | None:
    """Return what is to be met in the place of a card: itself, the first new one before it, or nothing while one is learned."""
    for name in earlier(item.card):
        before = None if name in way else find(name)
        if before is None or is_learned(before.state):
            continue
        return _first(before, earlier, find, (*way, name)) if before.state.phase is Phase.NEW else None
    return item
