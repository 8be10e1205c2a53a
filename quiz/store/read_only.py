"""Opening a collection only to look at it: one that this user may not write, or one that is being examined."""

from typing import TYPE_CHECKING

from quiz.errors import NotFoundError, StoreError
from quiz.store import migrations
from quiz.store.connection import Database
from quiz.store.opening import may_be_written

if TYPE_CHECKING:
    from pathlib import Path

_CANNOT_OPEN = ("SQLITE_CANTOPEN", "SQLITE_READONLY")


def open_read_only(path: "Path") -> Database:
    """Open a collection that is known to be one for this quiz, and write nothing.

    One in an older format is copied to memory and brought to the newest format there.

    Raises:
        NotFoundError: there is no such file.
        StoreError: it cannot be read, or cannot be read without writing beside it.
    """
    if not path.exists():
        message = f"{path}: There is no such collection."
        raise NotFoundError(message)
    database = _opened(path)
    try:
        if database.value("PRAGMA user_version") != migrations.newest():
            database = _renewed(database)
        database.run("PRAGMA query_only = ON")
    except BaseException:
        database.connection.close()
        raise
    database.read_only = True
    return database


def _opened(path: "Path") -> Database:
    name = str(path)
    if may_be_written(path):
        # Not with mode=ro, which would leave SQLite's files beside the collection behind.
        database = Database(name, name)
        _configure(database)
        return database
    uri = path.absolute().as_uri()
    database = Database(f"{uri}?mode=ro", name, uri=True)
    try:
        database.value("PRAGMA user_version")
    except StoreError as error:
        database.connection.close()
        if not getattr(error.__cause__, "sqlite_errorname", "").startswith(_CANNOT_OPEN):
            raise
        if _log_size(path):
            message = (
                f"{name}: The last that was saved stands in {path.name}-wal beside the collection, and cannot be read without being "
                "allowed to write there. Open the collection once where you may write, or copy both files to such a folder."
            )
            raise StoreError(message) from error
        # Nobody else has it open, or SQLite's files would stand beside it: it may be read as it is.
        database = Database(f"{uri}?immutable=1", name, uri=True)
    _configure(database)
    return database


def _configure(database: Database) -> None:
    database.run("PRAGMA cache_size = -32000")
    database.run("PRAGMA trusted_schema = OFF")


def _renewed(old: Database) -> Database:
    """Return a copy in memory, in the newest format. The old connection is closed."""
    copy = Database(":memory:", old.name)
    try:
        with old.snapshot():
            old.connection.backup(copy.connection)
        migrations.migrate(copy, "", lambda _version: None)
    except BaseException:
        copy.connection.close()
        raise
    finally:
        old.connection.close()
    return copy


def _log_size(path: "Path") -> int:
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size
    except OSError:
        return 0
