"""Changing many cards at once: in one transaction, with progress, and in a way that can be taken back."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Literal

from quiz.errors import StoppedError
from quiz.memory.events import Buried, CardEvent, DueSet, Marked, Reset, Resumed, Suspended
from quiz.study.day import milliseconds

if TYPE_CHECKING:
    from datetime import datetime

    from quiz.collection.collection import Collection
    from quiz.memory.state import CardState

Change = Literal["suspend", "resume", "bury", "mark", "unmark", "reset", "due"]
"""What can be done to cards. `resume` takes them back out of suspension and burial."""

Told = Callable[[int, int], bool]
"""Is told how many cards of how many are done; answers whether to go on."""

_PACE = 500
"""Cards between two times that it is told."""


def change(
    collection: "Collection",
    cards: Sequence[str],
    what: Change,
    now: "datetime",
    *,
    due_day: int = 0,
    told: Told = lambda _done, _of: True,
) -> list[CardEvent]:
    """Do something to cards, and return what was written: nothing for a card that is so already.

    `due_day` is the study day on which they are due, with `due`; a new card has no day that could be moved and is left as it is.
    All are changed or none. Raises `StoppedError` when `told` says to stop, and `NotFoundError` for a card that there is not.
    """
    at, day = milliseconds(now), collection.day(now)
    written: list[CardEvent] = []
    store = collection.store
    with store.transaction():
        for number in range(0, len(cards), _PACE):
            go_on(told(number, len(cards)))
            states = store.states(cards[number : number + _PACE])
            made = {
                card: _event(what, card, at, day, due_day)
                for card, state in states.items()
                if _would_change(state, what, day, due_day)
            }
            written += collection.journal.record_all(made)
        told(len(cards), len(cards))
    return written


def take_back(
    collection: "Collection", events: Sequence[CardEvent], now: "datetime", *, told: Told = lambda _done, _of: True
) -> None:
    """Undo events, the last one first: all of them or none. Raises `StoppedError` when `told` says to stop."""
    at, day = milliseconds(now), collection.day(now)
    with collection.store.transaction():
        latest = events[::-1]
        for number in range(0, len(latest), _PACE):
            go_on(told(number, len(latest)))
            collection.journal.take_back_all(latest[number : number + _PACE][::-1], at, day)
        told(len(events), len(events))


def go_on(wanted: bool) -> None:  # noqa: FBT001 - the answer of a function
    """Raise `StoppedError` where the work is no longer wanted."""
    if not wanted:
        raise StoppedError("Stopped. Nothing was changed.")


def all_are(states: "Iterable[CardState]", what: Change, day: int) -> bool:
    """Say whether a change would do nothing to any of these cards on a study day."""
    return not any(_would_change(state, what, day, 0) for state in states)


def _would_change(state: "CardState", what: Change, day: int, due_day: int) -> bool:
    match what:
        case "suspend":
            return not state.suspended
        case "resume":
            return state.suspended or (state.buried_until is not None and state.buried_until > day)
        case "bury":
            return not state.suspended and (state.buried_until is None or state.buried_until <= day)
        case "mark":
            return not state.marked
        case "unmark":
            return state.marked
        case "reset":
            return bool(state.reps) or state.memory is not None
        case "due":
            return state.due_day is not None and state.due_day != due_day


def _event(what: Change, card: str, at: int, day: int, due_day: int) -> CardEvent:
    match what:
        case "suspend":
            return Suspended(card=card, at=at, day=day)
        case "resume":
            return Resumed(card=card, at=at, day=day)
        case "bury":
            return Buried(card=card, at=at, day=day, until=day + 1)
        case "mark" | "unmark":
            return Marked(card=card, at=at, day=day, on=what == "mark")
        case "reset":
            return Reset(card=card, at=at, day=day)
        case "due":
            return DueSet(card=card, at=at, day=day, due_day=due_day)
