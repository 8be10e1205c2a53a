"""A collection's file as a whole: what looks after it, copies it and looks through it needs no more than this."""

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from quiz.store.connection import Database


class Whole:
    """The part of a `Store` that knows nothing of decks and events."""

    __slots__ = ()
    _database: "Database"

    @property
    def database(self) -> "Database":
        """The connection, for those parts of quiz that look after the file as a whole."""
        return self._database

    @property
    def read_only(self) -> bool:
        """Whether it can only be looked at."""
        return self._database.read_only

    @contextmanager
    def copied_to_memory(self) -> "Iterator[None]":
        """Go on with a copy of a read-only collection in memory, which may be written inside the block."""
        from quiz.store import read_only

        read_only.move_to_memory(self._database)
        yield
        read_only.seal(self._database)

    def snapshot(self) -> "AbstractContextManager[None]":
        """Read inside what the collection held at one moment, whatever others write meanwhile; write nothing inside."""
        return self._database.snapshot()
