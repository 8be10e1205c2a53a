"""Keeping up: what is kept of every card's memory is made to say what the log says."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from quiz.memory.replay import MODEL, replay_in_order

if TYPE_CHECKING:
    from quiz.collection.tuning import Tuning
    from quiz.store.store import Store

_FEW = 5_000
"""Newer events up to which their cards are replayed one by one; of more than that, and a tenth of the log, all is replayed."""


def catch_up(store: "Store", tuning: "Tuning") -> int:
    """Bring the checkpoint up to the end of the log; return how many newer events there were, about.

    There are some after a crash, after a program that added events by itself, and, once, with a quiz of other rules. In all other
    cases nothing is read but the number of the last event of each device.
    """
    newer = store.newer()
    if store.model != MODEL or are_many(newer, store):
        rebuild(store, tuning)
    elif newer:
        from quiz.collection.adding import refresh

        with store.transaction():
            refresh(store, store.cards_of_newer(), tuning)
            store.note_applied(MODEL)
    return newer


def are_many(newer: int, store: "Store") -> bool:
    """Say whether replaying the whole log is quicker than replaying the cards of so many newer events one by one."""
    return newer > _FEW and newer * 10 > store.event_count()


def rebuild(store: "Store", tuning: "Tuning") -> None:
    """Replay the whole log, and keep what it says of every card. Events are read one by one; only states are held in memory."""
    with store.transaction():
        states = replay_in_order(store.card_log(), store.taken_back(), store.former_ids(), tuning.of_card)
        store.clear_states()
        store.put_states(states)
        store.note_applied(MODEL)


@contextmanager
def kept_up(store: "Store") -> Iterator[None]:
    """Say that the checkpoint knows the events that are added inside, for whoever refreshes the states that they concern."""
    with store.transaction():
        known = not store.newer() and store.model == MODEL
        yield
        if known:
            store.note_applied(MODEL)
