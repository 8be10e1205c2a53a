"""Searching while somebody types: in a thread of its own, over a connection of its own, and only ever for the last wish."""

import sys
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition, Event, Thread
from typing import TYPE_CHECKING, Final

from attrs import frozen
from textual.message import Message

from quiz.collection.searching import places
from quiz.errors import QuizError, StoppedError

if TYPE_CHECKING:
    from datetime import datetime

    from quiz.collection.collection import Collection

PAUSE: Final = 0.05
"""Seconds after a letter in which another one may follow, before the search begins."""
_FIRST: Final = 100
"""Cards of the first page."""
_HELD: Final = 0.05
"""Seconds for which a search stands still at most, so that the screen can be painted."""
_SWITCH: Final = 0.0005
"""Seconds after which Python lets the screen's thread go on while a search is running; the usual 0.005 is felt in each key."""


@frozen
class Wish:
    """A search that somebody wants the result of."""

    number: int
    """Counts the wishes; the highest counts."""
    text: str
    now: "datetime"
    order: str = "position"
    down: bool = False
    eager: bool = False
    """Whether not to wait for another letter."""


class Page(Message):
    """Cards that a search found: the first ones, or all others."""

    def __init__(self, wish: Wish, found: "array[int]", *, first: bool = True, last: bool = True) -> None:
        """Say where they stand in the index, whether they are the first ones, and whether there are no others."""
        super().__init__()
        self.wish, self.found, self.first, self.last = wish, found, first, last


class Failed(Message):
    """A search that cannot be meant, or that could not be made."""

    def __init__(self, wish: Wish, error: QuizError) -> None:
        """Say what is wrong."""
        super().__init__()
        self.wish, self.error = wish, error


class Indexing(Message):
    """The index is being filled first."""

    def __init__(self, deck: str, done: int, total: int) -> None:
        """Say how far it is."""
        super().__init__()
        self.deck, self.done, self.total = deck, done, total


class Searcher:
    """Answers wishes one after the other, the last one first and the others not at all.

    A collection in memory has one connection only: there a wish is answered at once, in the thread that has it.
    """

    def __init__(self, collection: "Collection", post: Callable[[Message], object]) -> None:
        """Search `collection`, and post what comes of it."""
        self._collection = collection
        self._post = post
        self._wish: Wish | None = None
        self._latest = 0
        self._closed = False
        self._own: Collection | None = None
        self._changed = Condition()
        self._free = Event()
        self._free.set()
        self._thread: Thread | None = None

    @property
    def at_once(self) -> bool:
        """Whether wishes are answered before `want` returns."""
        store = self._collection.store
        return store.path is None or store.read_only

    def want(self, wish: Wish) -> None:
        """Search for this, and no longer for anything else."""
        self._latest = wish.number
        if self.at_once:
            self._answer(self._collection, wish)
            return
        with self._changed:
            self._wish = wish
            self._changed.notify()
            if self._own is not None:
                self._own.store.database.interrupt()
        self._free.set()
        if self._thread is None:
            self._thread = Thread(target=self._run, name="search", daemon=True)
            self._thread.start()

    def hold(self) -> None:
        """Let the search stand still for a moment: the screen has something to paint, and only one of both can run Python.

        It goes on with `go_on`, with the next wish, and at the latest after `_HELD` seconds.
        """
        if not self.at_once:
            self._free.clear()

    def go_on(self) -> None:
        """Go on after `hold`: the screen is painted."""
        self._free.set()

    def close(self) -> None:
        """Search no more."""
        with self._changed:
            self._closed = True
            self._latest += 1
            self._changed.notify()
            if self._own is not None:
                self._own.store.database.interrupt()
        self._free.set()
        if self._thread is not None:
            self._thread.join(timeout=2)

    def _run(self) -> None:
        try:
            with self._collection.beside() as own:
                self._own = own
                try:
                    while (wish := self._next()) is not None:
                        with _giving_way():
                            self._answer(own, wish)
                finally:
                    with self._changed:
                        self._own = None
        except QuizError as error:
            self._thread = None
            self._say(Failed(self._wish or Wish(self._latest, "", self._now()), error))

    def _now(self) -> "datetime":
        from quiz.collection.clock import local_now

        return local_now()

    def _next(self) -> Wish | None:
        """Wait for a wish, and until no other one follows it at once; nothing when the searcher is closed."""
        with self._changed:
            while True:
                while self._wish is None and not self._closed:
                    self._changed.wait()
                wish, self._wish = self._wish, None
                if self._closed or wish is None:
                    return None
                if wish.eager or not self._changed.wait_for(lambda: self._wish is not None or self._closed, PAUSE):
                    return wish

    def _answer(self, collection: "Collection", wish: Wish) -> None:
        def stopped() -> bool:
            self._give_way()
            return wish.number != self._latest

        def told(deck: str, done: int, total: int) -> None:
            if self._closed:
                raise StoppedError("The index was left as it was.")
            self._say(Indexing(deck, done, total))

        try:
            found = places(
                collection, wish.text, wish.now, order=wish.order, down=wish.down, first=_FIRST, stopped=stopped, told=told
            )
            first = array("q", next(found, []))
            rest = array("q")
            for more in found:
                if not rest:
                    self.hold()
                    self._say(Page(wish, first, last=False))
                rest.extend(more)
                if stopped():
                    found.close()
                    return
            self._say(Page(wish, rest, first=False) if rest else Page(wish, first))
        except StoppedError:
            return
        except QuizError as error:
            if not stopped():
                self._say(Failed(wish, error))

    def _give_way(self) -> None:
        """Stand still while the screen is held for."""
        if not self._free.is_set():
            self._free.wait(_HELD)
            self._free.set()

    def _say(self, message: Message) -> None:
        if not self._closed:
            self._post(message)


@contextmanager
def _giving_way() -> Iterator[None]:
    """Let the screen's thread have its turn sooner than Python usually does."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)
