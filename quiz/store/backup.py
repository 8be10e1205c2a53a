"""A copy of a collection's file, whole at every moment."""

import os
import sqlite3
import time
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Final

from quiz.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from quiz.store.connection import Database

_PAGES: Final = 4096
"""Pages that are copied at a time, 16 MB of them, so that Ctrl-C need not wait for a large collection."""
_STALE: Final = 3_600
"""Seconds without writing after which an unfinished copy is one that was killed."""
_PART: Final = "part"
"""How the name of an unfinished copy ends."""


def back_up(database: "Database", path: "Path") -> None:
    """Copy everything that is saved to a new file at `path`, replacing what is there only once the copy is complete and on disk.

    The copy shows one moment, and neither holds up others that write meanwhile nor is begun anew because of them.

    Raises:
        UsageError: a transaction is open, so what would be copied is not saved.
        StoreError: the copy could not be written; what was at `path` is still there.
    """
    if database.in_transaction:
        message = f"{database.name}: A backup cannot be made in the middle of a change; make it before or after."
        raise UsageError(message)
    part = unfinished(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            copy_to(database, part)
            part.replace(path)
            sync_folder(path.parent)
        finally:
            with suppress(OSError):
                part.unlink()
    except (sqlite3.Error, OSError) as error:
        from quiz.store.failures import explained

        raise explained(error, str(path)) from error


def copy_to(database: "Database", place: "Path") -> None:
    """Copy everything that is saved to a file that nobody else can read. Raises `sqlite3.Error` and `OSError` as they come."""
    os.close(os.open(place, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600))
    with database.snapshot(), closing(sqlite3.connect(place, isolation_level=None)) as copy:
        copy.execute("PRAGMA synchronous = FULL")
        database.connection.backup(copy, pages=_PAGES)


def open_copy(path: "Path") -> "Database":
    """Open a file that is some copy of a collection, to read it and to leave nothing beside it. Raises `StoreError`."""
    from quiz.store.connection import Database

    log = path.with_name(f"{path.name}-wal")
    mode = "mode=ro" if log.exists() and log.stat().st_size else "immutable=1"
    database = Database(f"{path.absolute().as_uri()}?{mode}", str(path), uri=True)
    try:
        database.run("PRAGMA cache_size = -64000")  # KiB; looking through a large one takes a fraction of the time
    except BaseException:
        database.close()
        raise
    return database


def unfinished(path: "Path") -> "Path":
    """Return the name of a copy that will be called `path` once it is complete; remove those that were killed."""
    remove_killed(path.parent)
    return path.with_name(f"{path.name}.{os.getpid()}.{_PART}")


def remove_killed(folder: "Path") -> None:
    """Remove the unfinished copies in a folder at which nobody has written for a while, and what SQLite put beside them."""
    with suppress(OSError):
        for left in folder.glob(f"*.quiz.*.{_PART}*"):
            if time.time() - left.stat().st_mtime > _STALE:
                left.unlink()


def sync_folder(folder: "Path") -> None:
    """Wait until the names in a folder are on disk, where the system can tell."""
    if os.name != "posix":
        return
    with suppress(OSError):  # some file systems refuse it, and keep names in order by themselves
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
