"""The reader: works figures out in a thread of its own, over the collection opened once more, so that the screen never waits."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import datetime
from threading import Event
from time import sleep
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from quiz.collection.collection import Collection
    from quiz.collection.figures import Figures

Found = TypeVar("Found")

_BREATH = 0.001
"""Seconds for which the reading lets go of Python's global lock now and then, so that keys are dealt with at once."""


class StoppedError(Exception):
    """Nobody wants the figures any longer."""


class Reader:
    """Answers questions about one moment, one after the other. What was worked out once is kept.

    A collection in memory is read where it is: it has one connection only, and is small.
    """

    def __init__(self, collection: "Collection", now: datetime, deck: str | None) -> None:
        """Read a collection as it is at a moment: all decks, or one and those below it."""
        self._collection = collection
        self._now = now
        self._deck = deck
        self._figures: dict[int | None, Figures] = {}
        self._stack = ExitStack()
        self._own: Collection | None = None
        self._stop = Event()
        self._thread = ThreadPoolExecutor(1, "figures") if collection.store.path is not None else None
        self.answers = 0
        """How many answers the present reading has read, to tell people."""

    async def ask(self, question: "Callable[[Collection, Callable[[int | None], Figures]], Found]") -> Found:
        """Return the answer to a question about the collection and its figures since a study day.

        Raises what the question raises, and `StoppedError` after `close`.
        """
        if self._thread is None:
            return question(self._collection, self._since)
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._asked, question)

    def close(self) -> None:
        """Stop what is being read, and close the collection."""
        self._stop.set()
        if self._thread is not None:
            self._thread.submit(self._stack.close)
            self._thread.shutdown(wait=False)

    def _asked(self, question: "Callable[[Collection, Callable[[int | None], Figures]], Found]") -> Found:
        if self._stop.is_set():
            raise StoppedError
        if self._own is None:
            self._own = self._stack.enter_context(self._collection.beside())
        return question(self._own, self._since)

    def _since(self, day: int | None) -> "Figures":
        if day not in self._figures:
            self._figures[day] = (self._own or self._collection).figures(self._now, self._deck, since=day, glance=self._glance)
        return self._figures[day]

    def _glance(self, number: int) -> None:
        self.answers = number
        sleep(_BREATH)
        if self._stop.is_set():
            raise StoppedError
