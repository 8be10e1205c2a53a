"""One process at a time fills the search index: a mark in the collection that its holder renews, and that lapses when it dies."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from quiz.errors import StoreError

if TYPE_CHECKING:
    from quiz.store.connection import Database

_KEY: Final = "search_lease"
_LASTS: Final = 8.0
"""Seconds without a sign of life after which another process takes over."""
_PAUSE: Final = 0.05


@contextmanager
def leased(database: "Database") -> Iterator[Callable[[], None]]:
    """Hold the mark inside the block, after waiting for whoever holds it; yield what renews it.

    Renewing it belongs into each transaction that writes: it raises `StoreError` where another process has taken over meanwhile.
    """
    name = f"{os.getpid()}-{os.urandom(4).hex()}"
    while not _taken(database, name):
        time.sleep(_PAUSE)

    def renew() -> None:
        mine = (f"{time.time()} {name}", _KEY, f"% {name}")
        if not database.run("UPDATE meta SET value = ? WHERE key = ? AND value LIKE ?", mine):
            raise StoreError(f"{database.name}: Another process fills the search index now. Nothing was lost; search again.")

    try:
        yield renew
    finally:
        database.run("DELETE FROM meta WHERE key = ? AND value LIKE ?", (_KEY, f"% {name}"))


def _taken(database: "Database", name: str) -> bool:
    with database.transaction():
        held = database.value("SELECT value FROM meta WHERE key = ?", (_KEY,))
        now = time.time()
        if held is not None and abs(now - float(str(held).partition(" ")[0])) < _LASTS:
            return False
        database.run(
            "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (_KEY, f"{now} {name}"),
        )
    return True
