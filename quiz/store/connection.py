"""One connection to a collection's file: statements, transactions, and errors that a user can read."""

import sqlite3
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from typing import Any, Final

from quiz.errors import StoreError, UsageError

Row = tuple[Any, ...]

PATIENCE: Final = 10.0
"""Seconds to wait for another process that is writing."""

_ROOM = 16_000
"""Kilobytes."""


class Database:
    """A SQLite connection that speaks in `quiz.errors` only.

    Outside a transaction every statement is durable, or has failed, when its call returns.
    Use it in the thread that made it.
    """

    __slots__ = ("_depth", "connection", "name", "read_only")

    def __init__(self, place: str, name: str, *, uri: bool = False) -> None:
        """Connect to the file, `:memory:` or, with `uri`, the SQLite URI `place`; `name` stands in messages.

        Raises:
            StoreError: there is no such file, or it cannot be opened.
        """
        self.name = name
        self.read_only = False
        """Whether nothing can be written; `quiz.store.read_only` sets it."""
        self._depth = 0
        try:
            # A collection in memory has one connection only: work that takes long uses it from a thread of its own.
            self.connection = sqlite3.connect(
                place, timeout=PATIENCE, isolation_level=None, uri=uri, check_same_thread=place != ":memory:"
            )
        except sqlite3.Error as error:
            raise self.explained(error) from error

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """Run one statement and return all of its rows."""
        self._check_transaction()
        try:
            return self.connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise self.explained(error) from error
        except UnicodeDecodeError as error:
            raise self.damaged() from error
        except (OverflowError, UnicodeEncodeError) as error:
            raise _unstorable(error) from error

    def chunks(self, sql: str, values: Sequence[object] = (), *, first: int, size: int) -> Generator[list[Row]]:
        """Run one statement and yield its rows as they are found: `first` of them, then `size` at a time; no list is empty."""
        self._check_transaction()
        try:
            with closing(self.connection.execute(sql, values)) as cursor:
                found = cursor.fetchmany(first)
                while found:
                    yield found
                    found = cursor.fetchmany(size)
        except sqlite3.Error as error:
            raise self.explained(error) from error
        except UnicodeDecodeError as error:
            raise self.damaged() from error
        except (OverflowError, UnicodeEncodeError) as error:
            raise _unstorable(error) from error

    def interrupt(self) -> None:
        """End the statement that is running now, from any thread: whoever waits for it gets `StoppedError`.

        Where none is running nothing happens.
        """
        with suppress(sqlite3.ProgrammingError):  # it is closed
            self.connection.interrupt()

    def row(self, sql: str, values: Sequence[object] = ()) -> Row | None:
        """Run one statement and return its first row, if it has one."""
        found = self.rows(sql, values)
        return found[0] if found else None

    def value(self, sql: str, values: Sequence[object] = ()) -> Any:  # noqa: ANN401 - whatever the column holds
        """Run one statement and return the first column of its first row, or `None`."""
        found = self.rows(sql, values)
        return found[0][0] if found else None

    def run(self, sql: str, values: Sequence[object] = ()) -> int:
        """Run one statement and return the number of rows that it changed."""
        self._check_transaction()
        try:
            return self.connection.execute(sql, values).rowcount
        except sqlite3.Error as error:
            raise self.explained(error) from error
        except (OverflowError, UnicodeEncodeError) as error:
            raise _unstorable(error) from error

    def run_many(self, sql: str, values: Iterable[Sequence[object]]) -> int:
        """Run one statement once for each item of `values`, all or none; return the number of rows that were changed."""
        with self.transaction():
            try:
                return self.connection.executemany(sql, values).rowcount
            except sqlite3.Error as error:
                raise self.explained(error) from error
            except (OverflowError, UnicodeEncodeError) as error:
                raise _unstorable(error) from error

    @contextmanager
    def roomy(self) -> Iterator[None]:
        """Let SQLite keep the pages of large indexes at hand while very much is written, which saves a fifth of the time."""
        usual = self.value("PRAGMA cache_size")
        self.run(f"PRAGMA cache_size = -{_ROOM}")
        try:
            yield
        finally:
            self.run(f"PRAGMA cache_size = {usual:d}")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything written inside is kept together, or nothing of it when an exception leaves the block.

        The outermost block waits for other writers, and is durable when it ends. A block inside another is part of it: an
        exception that leaves the inner one takes back what the inner one wrote, and the outer one may catch it and go on.

        Raises:
            StoreError: another process kept writing for `PATIENCE` seconds, or the disk is full or fails.
        """
        begin, commit, rollback = _words(self._depth)
        if self._depth:
            self._check_transaction()
        self._depth += 1
        try:
            self._control(begin)
            yield
            self._check_transaction()
            self._control(commit)
        except BaseException:
            # SQLite itself rolls back on some failures, such as a full disk.
            if self.in_transaction:
                for statement in rollback:
                    self._control(statement)
            raise
        finally:
            self._depth -= 1

    @contextmanager
    def joined(self) -> Iterator[None]:
        """Everything written inside is part of the transaction that is open, and goes or stays with it; else it is one itself.

        Beginning and ending an inner transaction costs as much as what a single answer writes in it. Only for what an exception
        does not leave half done: nothing is taken back but by the transaction outside.
        """
        if self._depth:
            self._check_transaction()
            yield
        else:
            with self.transaction():
                yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything read inside is of one moment, whatever others write meanwhile. Nothing may be written inside.

        Inside a transaction, or another snapshot, it is part of that.
        """
        if self._depth:
            yield
            return
        self._depth += 1
        try:
            self._control("BEGIN")
            self._control("SELECT count(*) FROM sqlite_master")  # the moment is that of the first reading
            yield
        finally:
            self._depth -= 1
            if self.in_transaction:
                self._control("ROLLBACK")

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        try:
            return self.connection.in_transaction
        except sqlite3.ProgrammingError:  # closed, which takes back what was open
            return False

    def close(self) -> None:
        """Close the connection. Closing it twice does no harm; a transaction that is open is taken back.

        Raises:
            StoreError: the disk fails. What was saved is safe in the files beside the collection.
        """
        try:
            self.connection.close()
        except sqlite3.Error as error:
            raise self.explained(error) from error

    def explained(self, error: "sqlite3.Error | OSError") -> StoreError:
        """Return the error to show for a failure."""
        from quiz.store.failures import explained

        return explained(error, self.name)

    def damaged(self) -> StoreError:
        """Return the error to show for content that quiz cannot have written."""
        from quiz.store.failures import DAMAGED

        return StoreError(f"{self.name}: {DAMAGED}")

    def _control(self, statement: str) -> None:
        try:
            self.connection.execute(statement)
        except sqlite3.Error as error:
            raise self.explained(error) from error

    def _check_transaction(self) -> None:
        """Refuse to go on in a transaction that SQLite has rolled back: a statement would be saved without its companions."""
        if self._depth and not self.in_transaction:
            message = f"{self.name}: An earlier failure has taken back the whole change. Nothing of it was saved; start it again."
            raise StoreError(message)


def _words(depth: int) -> tuple[str, str, tuple[str, ...]]:
    """Return the statements that begin, keep and take back a transaction that stands inside `depth` others."""
    if not depth:
        return "BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",)
    point = f"inner{depth}"
    return f"SAVEPOINT {point}", f"RELEASE {point}", (f"ROLLBACK TO {point}", f"RELEASE {point}")


def _unstorable(error: Exception) -> UsageError:
    if isinstance(error, OverflowError):
        return UsageError("A number does not fit in 64 bits, so it cannot be kept. Nothing was written.")
    return UsageError("A text holds half of a surrogate pair, which is no character, so it cannot be kept. Nothing was written.")
