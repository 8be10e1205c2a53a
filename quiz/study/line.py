"""The line: the cards that a session still holds, and which of them comes next."""

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain

from quiz.study.queue import Waiting


class Line:
    """Cards in their order; those in their learning steps come when they are due, and those that were put first come first."""

    def __init__(self, queue: Iterable[Waiting], learning: Iterable[Waiting]) -> None:
        """Hold the cards of `queue` in their order, and those of `learning` for their moments."""
        self._queue = deque(queue)
        self._learning = {item.card: item for item in learning}
        self._first: list[Waiting] = []
        self._last: Waiting | None = None

    def __iter__(self) -> Iterator[Waiting]:
        """Give every card that is held: those put first, those in their learning steps, and the queue."""
        yield from reversed(self._first)
        yield from self._learning.values()
        yield from self._queue

    def take(self, at: int, ahead: int) -> Waiting | None:
        """Take the next card out of the line; `None` when none can be asked at the moment `at`, in milliseconds.

        Learning cards that are due come before the queue. Those due within `ahead` milliseconds come when nothing else is left,
        or when everything else is a sibling of the card that was asked last: a sibling, or the very same card, follows only
        where there is no other.
        """
        if self._first:
            return self._first.pop()
        soon = sorted((item for item in self._learning.values() if _due_at(item) <= at + ahead), key=_by_due)
        due = [item for item in soon if _due_at(item) <= at]
        chosen = self._first_of(due, self._queue, soon[len(due) :])
        if chosen is not None:
            self._take_out(chosen)
        return chosen

    def _first_of(self, *several: Iterable[Waiting]) -> Waiting | None:
        """Return the first item that gives nothing away; where all do, the first of those that give away least."""
        least: Waiting | None = None
        for item in chain.from_iterable(several):
            given = self._gives_away(item)
            if given == (False, False):
                return item
            if least is None or given < self._gives_away(least):
                least = item
        return least

    def _take_out(self, item: Waiting) -> None:
        """Take out an item of the queue or of those in their learning steps: quick, for it stands near the front."""
        if self._learning.pop(item.card, None) is not item:
            place = next(place for place, other in enumerate(self._queue) if other is item)
            del self._queue[place]

    def asked(self, item: Waiting) -> None:
        """Note the card that is being asked, so that the next one is no sibling of it."""
        self._last = item

    def put_first(self, item: Waiting) -> None:
        """Put a card before all others."""
        self._first.append(item)

    def put_learning(self, item: Waiting) -> None:
        """Put a card in for the moment at which its state says it is due."""
        self._learning[item.card] = item

    def put_last(self, item: Waiting) -> None:
        """Put a card after all others."""
        self._queue.append(item)

    def drop(self, card: str) -> list[Waiting]:
        """Take a card out, wherever it stands, and return what stood there."""
        dropped = [item for item in self if item.card == card]
        self._learning.pop(card, None)
        self._queue = deque(item for item in self._queue if item.card != card)
        self._first = [item for item in self._first if item.card != card]
        return dropped

    def next_due(self) -> int | None:
        """Return when the next card in its learning steps is due, in milliseconds since the epoch (UTC)."""
        return min((_due_at(item) for item in self._learning.values()), default=None)

    def _gives_away(self, item: Waiting) -> tuple[bool, bool]:
        last = self._last
        return (False, False) if last is None else (item.sibling == last.sibling, item.card == last.card)


def _due_at(item: Waiting) -> int:
    return item.state.due_at or 0


def _by_due(item: Waiting) -> tuple[int, str]:
    return _due_at(item), item.card
