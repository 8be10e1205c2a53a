"""Opening a collection only to look at it: one that this user may not write, or one that is being examined."""

from typing import TYPE_CHECKING

from quiz.errors import NotFoundError, StoreError
from quiz.store import migrations
from quiz.store.connection import Database
from quiz.store.opening import may_be_written

if TYPE_CHECKING:
    from pathlib import Path


def open_read_only(path: "Path") -> Database:
    """Open a collection that is known to be one for this quiz, and write nothing.

    One in an older format is copied to memory and brought to the newest format there.

    Raises:
        NotFoundError: there is no such file.
        StoreError: it cannot be read.
    """
    if not path.exists():
        message = f"{path}: There is no such collection."
        raise NotFoundError(message)
    database = Database(*_place(path), uri=True)
    try:
        database.run("PRAGMA cache_size = -32000")
        database.run("PRAGMA trusted_schema = OFF")
        if database.value("PRAGMA user_version") != migrations.newest():
            move_to_memory(database)
            migrations.migrate(database, "", lambda _version: None)
        seal(database)
    except BaseException:
        database.connection.close()
        raise
    return database


def move_to_memory(database: Database) -> None:
    """Go on with a copy of a collection in memory, which can be written. The file is closed."""
    copy = Database(":memory:", database.name).connection
    try:
        with database.snapshot():
            database.connection.backup(copy)
    except BaseException:
        copy.close()
        raise
    database.connection.close()
    database.connection = copy
    database.read_only = False


def seal(database: Database) -> None:
    """Let nothing be written to it any more."""
    database.run("PRAGMA query_only = ON")
    database.read_only = True


def check_log(path: "Path") -> None:
    """Raise `StoreError` for a collection that may not be written, beside which a killed process left what it saved last."""
    if _beside(path, "wal") and not path.with_name(f"{path.name}-shm").exists():
        message = (
            f"{path}: The last that was saved stands in {path.name}-wal beside the collection, and cannot be read without being "
            "allowed to write there. Open the collection once where you may write, or copy both files to a folder of yours."
        )
        raise StoreError(message)


def _place(path: "Path") -> tuple[str, str]:
    """Return the URI to open, and the name for messages."""
    uri = path.absolute().as_uri()
    if may_be_written(path):
        return uri, str(path)  # not with mode=ro, which would leave SQLite's files beside the collection behind
    if path.with_name(f"{path.name}-wal").exists():
        return f"{uri}?mode=ro", str(path)
    # Nobody has it open, so it can be read as it is. With mode=ro, SQLite would need to put files of this user beside those of
    # another one, who could then not write them.
    return f"{uri}?immutable=1", str(path)


def _beside(path: "Path", end: str) -> int:
    """Return the size of SQLite's file beside a collection, 0 where there is none."""
    try:
        return path.with_name(f"{path.name}-{end}").stat().st_size
    except OSError:
        return 0
