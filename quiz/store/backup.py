"""A copy of a collection's file, whole at every moment."""

import os
import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from quiz.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from quiz.store.connection import Database


def back_up(database: "Database", path: "Path") -> None:
    """Copy everything that is saved to a new file at `path`, replacing what is there only once the copy is complete.

    Raises:
        UsageError: a transaction is open, so what would be copied is not saved.
        StoreError: the copy could not be written; what was at `path` is still there.
    """
    if database.in_transaction:
        message = f"{database.name}: A backup cannot be made in the middle of a change; make it before or after."
        raise UsageError(message)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600))
        try:
            with closing(sqlite3.connect(part)) as copy:
                database.connection.backup(copy)
            part.replace(path)
        finally:
            with suppress(OSError):
                part.unlink()
    except (sqlite3.Error, OSError) as error:
        from quiz.store.failures import explained

        raise explained(error, str(path)) from error
