"""What SQLite's failures mean for a learner: what happened, what became of the answer, and what to do next."""

from typing import TYPE_CHECKING

from quiz.errors import StoppedError, StoreError

if TYPE_CHECKING:
    import sqlite3

DAMAGED = "The collection's file is damaged, and nothing more was written to it. Keep a copy of it, then restore a backup."

_BY_NAME = (
    (
        "SQLITE_FULL",
        "The disk is full, so the last change was NOT saved; everything saved before it is safe. Free some space and go on.",
    ),
    (
        "SQLITE_BUSY",
        "Another process holds the collection and did not let go of it in time, so the last change was NOT saved. Try again.",
    ),
    (
        "SQLITE_LOCKED",
        "The collection is being read and written at once by this program, so the last change was NOT saved. Try again.",
    ),
    (
        "SQLITE_READONLY",
        "The collection is read-only, so nothing can be saved in it. Make the file and its folder writable for you.",
    ),
    (
        "SQLITE_CANTOPEN",
        "The collection cannot be opened. You must be allowed to write to it and to its folder: SQLite keeps files beside it.",
    ),
    ("SQLITE_PERM", "Opening the collection is not permitted. Make the file and its folder writable for you."),
    (
        "SQLITE_CORRUPT",
        DAMAGED,
    ),
    (
        "SQLITE_NOTADB",
        "The file is not a SQLite database, so it is no quiz collection; it was left as it was. Name another file.",
    ),
    (
        "SQLITE_IOERR",
        "The disk failed or is full, so the last change was NOT saved; everything saved before it is safe. Check the disk.",
    ),
    (
        "SQLITE_TOOBIG",
        "The last change is larger than SQLite can keep, so it was NOT saved.",
    ),
    (
        "SQLITE_CONSTRAINT_TRIGGER",
        "The change was refused, and nothing was written",
    ),
)
"""What the beginning of SQLite's name for a failure stands for, the more special one first."""


def explained(error: "sqlite3.Error | OSError", name: str) -> StoreError:
    """Return the error to show for a failure of SQLite or of the file system on the collection called `name`."""
    code = str(getattr(error, "sqlite_errorname", ""))
    if code == "SQLITE_INTERRUPT":
        return StoppedError(f"{name}: The search was stopped. Nothing was written.")
    for prefix, message in _BY_NAME:
        if code.startswith(prefix):
            detail = "" if message.endswith(".") else f": {error}."
            return StoreError(f"{name}: {message}{detail}")
    if "closed database" in str(error):
        return StoreError(f"{name}: The collection has been closed. Open it again to go on.")
    if "thread" in str(error):
        return StoreError(f"{name}: The collection was opened in another thread. Use it there, or open it once more in this one.")
    reason = getattr(error, "strerror", None) or str(error)
    return StoreError(f"{name}: The collection could not be read or written: {reason}. The last change was NOT saved.")
