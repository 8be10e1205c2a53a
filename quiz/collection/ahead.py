"""Making things in a thread, ahead of whoever takes them.

It saves time where who takes them mostly waits for SQLite, which needs no Python meanwhile: statement by statement, each of which
works much off. Going through many rows one by one beside a busy thread takes longer than without it.
"""

from collections.abc import Iterable, Iterator
from queue import Full, Queue
from threading import Event, Thread
from typing import Final, Generic, TypeVar

from attrs import frozen

T = TypeVar("T")

_PATIENCE: Final = 0.1
"""Seconds between two looks at whether anything is still wanted."""


@frozen
class _Last(Generic[T]):
    """Nothing comes after this: all is there, or making it has failed."""

    error: BaseException | None = None


def ahead(items: Iterable[T], most: int) -> Iterator[T]:
    """Yield items, which a thread of its own makes at once, up to `most` of them before they are taken.

    Raises what making them raises. Where they are not taken to the end, the thread ends after the one that it makes.
    """
    made: Queue[T | _Last[T]] = Queue(most)
    stopped = Event()
    thread = Thread(target=_make, args=(items, made, stopped), daemon=True)
    try:
        thread.start()
    except RuntimeError:  # there are no threads here, or too many
        yield from items
        return
    try:
        while not isinstance(found := made.get(), _Last):
            yield found
        if found.error is not None:
            raise found.error
    finally:
        stopped.set()
        thread.join()


def _make(items: Iterable[T], made: "Queue[T | _Last[T]]", stopped: Event) -> None:
    try:
        for item in items:
            if not _put(item, made, stopped):
                return
    except BaseException as error:  # noqa: BLE001 - whoever takes them gets it
        _put(_Last(error), made, stopped)
    else:
        _put(_Last(), made, stopped)


def _put(item: "T | _Last[T]", made: "Queue[T | _Last[T]]", stopped: Event) -> bool:
    while not stopped.is_set():
        try:
            made.put(item, timeout=_PATIENCE)
        except Full:
            continue
        return True
    return False
