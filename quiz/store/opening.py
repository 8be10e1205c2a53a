"""Opening a collection's file: looking before touching, creating, and bringing it to the newest version."""

import os
import time
from typing import TYPE_CHECKING

from quiz.errors import StoreError
from quiz.store import migrations
from quiz.store.connection import PATIENCE, Database

if TYPE_CHECKING:
    from pathlib import Path

_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100
_WAL = 2
"""What the header's bytes 18 and 19 say of a file in WAL mode (https://www.sqlite.org/fileformat2.html#the_database_header)."""


def open_file(path: "Path", device: str, *, read_only: bool = False) -> Database:
    """Open the collection at `path`; create it, and the folder it is in, if there is none. `device` names a new one.

    One that this user may not write, or with `read_only`, is opened to be looked at, and nothing is written.

    Raises:
        NewerCollectionError: a newer quiz wrote it; not a byte of it was changed.
        NotFoundError: there is none, and with `read_only` none is created.
        StoreError: it is no collection, or cannot be opened; not a byte of it was changed.
    """
    name = str(path)
    _check_version()
    header = b"" if read_only and not path.exists() else _header(path, name)
    only_looks = read_only or bool(header and not may_be_written(path))
    if only_looks and not may_be_written(path):
        from quiz.store.read_only import check_log

        check_log(path)
    if header:
        _look(path, name, header)
    if only_looks:
        from quiz.store.read_only import open_read_only

        return open_read_only(path)
    while True:
        place = _identity(path)
        try:
            database = _opened(path, device, header)
        except StoreError:
            if _identity(path) == place:
                raise
        else:
            # What was read has locked the file: from now on no restore can put another one in its place. If one came before,
            # what would be written to the old file would be lost.
            if _identity(path) == place:
                return database
            database.connection.close()
        header = _header(path, name)


def open_memory(device: str) -> Database:
    """Return a new collection that is kept in memory only, and is gone when it is closed."""
    _check_version()
    database = Database(":memory:", "collection in memory")
    _configure(database)
    migrations.migrate(database, device, lambda _version: None)
    return database


def _check_version() -> None:
    import sqlite3

    if sqlite3.sqlite_version_info < (3, 37):  # STRICT tables
        message = f"quiz needs SQLite 3.37 or newer, but this Python has {sqlite3.sqlite_version}. Use a newer Python."
        raise StoreError(message)


def _opened(path: "Path", device: str, header: bytes) -> Database:
    """Open a collection to write to it, and bring it to the newest format."""
    database = Database(str(path), str(path))
    try:
        _configure(database)
        if len(header) < _HEADER_BYTES or header[18] != _WAL:
            _switch_to_wal(database)
        if database.value("PRAGMA user_version") != migrations.newest():
            migrations.migrate(database, device, lambda version: _back_up(path, version))
    except BaseException:
        database.connection.close()
        raise
    return database


def may_be_written(path: "Path") -> bool:
    """Say whether this user may write the file and the folder that it is in, where SQLite keeps files beside it."""
    effective = os.access in os.supports_effective_ids
    return os.access(path, os.W_OK, effective_ids=effective) and os.access(path.parent, os.W_OK, effective_ids=effective)


def _identity(path: "Path") -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _header(path: "Path", name: str) -> bytes:
    """Return the first bytes of the file, none if it is empty or was just created."""
    try:
        try:
            with path.open("rb") as file:
                return file.read(_HEADER_BYTES)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            # What a learner answers is nobody else's business. SQLite gives the files beside this one the same permissions.
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            return b""
    except OSError as error:
        from quiz.store.failures import explained

        raise explained(error, name) from error


def _look(path: "Path", name: str, header: bytes) -> None:
    """Refuse a file that this quiz must not touch, without touching it.

    Reading without locks may catch the file while another process is creating it; then its header changes, and it is looked at
    again.
    """
    deadline = time.monotonic() + PATIENCE
    while True:
        logged = _has_log(path)
        try:
            return _look_once(path, name, header, logged=logged)
        except StoreError:
            time.sleep(0.01)
            again = _header(path, name)
            changed = again != header or _has_log(path)
            if logged or not changed or time.monotonic() > deadline:  # with a log, SQLite reads with locks: that is final
                raise
            header = again


def _look_once(path: "Path", name: str, header: bytes, *, logged: bool) -> None:
    if len(header) < _HEADER_BYTES or not header.startswith(_MAGIC):
        message = f"{name}: The file is no SQLite database, so no quiz collection; it was left as it was. Name another."
        raise StoreError(message)
    version = int.from_bytes(header[60:64], "big")
    application = int.from_bytes(header[68:72], "big")
    # With a write-ahead log, or without our mark, the header is not the whole truth: ask SQLite, reading only.
    if application == migrations.APPLICATION_ID and not logged:
        migrations.check(name, application, version, blank=False)
        return
    mode = "mode=ro" if logged else "immutable=1"
    database = Database(f"{path.absolute().as_uri()}?{mode}", name, uri=True)
    try:
        with database.snapshot():  # of one moment: another process may be creating it
            migrations.check(
                name,
                int(database.value("PRAGMA application_id")),
                int(database.value("PRAGMA user_version")),
                blank=not database.value("SELECT count(*) FROM sqlite_master"),
            )
    finally:
        database.close()


def _has_log(path: "Path") -> bool:
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size > 0
    except OSError:
        return False


def _configure(database: Database) -> None:
    database.run("PRAGMA synchronous = FULL")
    database.run("PRAGMA foreign_keys = ON")
    database.run("PRAGMA cache_size = -16000")  # KiB; a large deck is put in several times as fast
    # Pages of the write-ahead log that are carried over at once, which an answer has to wait for: four times as seldom as usual.
    database.run("PRAGMA wal_autocheckpoint = 4000")
    database.run("PRAGMA trusted_schema = OFF")  # a collection may come from anyone


def _switch_to_wal(database: Database) -> None:
    """Turn the write-ahead log on; the file remembers it. Where the file system cannot do it, SQLite stays with its journal."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            database.value("PRAGMA journal_mode = WAL")
        except StoreError as error:
            # SQLite does not wait here by itself while another process opens the new file.
            busy = getattr(error.__cause__, "sqlite_errorname", "").startswith("SQLITE_BUSY")
            if not busy or time.monotonic() > deadline:
                raise
            time.sleep(0.005)
        else:
            return


def _back_up(path: "Path", version: int) -> None:
    from quiz.store import backups

    # A second connection, because the first one is in the transaction that will migrate: it reads what was there before.
    before = Database(str(path), str(path))
    try:
        backups.make(before, path, f"format-{version}", time.time_ns() // 1_000_000)
    except StoreError as error:
        message = (
            f"{path}: This collection has an older format. Opening it brings it to the newest one, but the backup that comes "
            f"before could not be written, so it was left as it was. {error}"
        )
        raise StoreError(message) from error
    finally:
        before.close()
