"""Putting a backup in a collection's place: looking at it first, keeping other processes out, and one change of names."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from attrs import frozen

from quiz.errors import StoreError
from quiz.store import migrations
from quiz.store.backup import copy_to, open_copy, sync_folder, unfinished
from quiz.store.connection import Database
from quiz.store.failures import explained
from quiz.store.inspection import damage
from quiz.store.logbook import Logbook

if TYPE_CHECKING:
    from pathlib import Path

_IN_USE: Final = (
    "Another process has the collection open, so it was left as it was. End every quiz that runs, here or on another machine "
    "that uses this folder; then restore."
)
_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")
_NONSENSE = ("SQLITE_CORRUPT", "SQLITE_NOTADB")


class UnreadableError(StoreError):
    """SQLite makes nothing of the collection's file, so nobody can have it open."""


@frozen
class Looked:
    """What was seen of a backup that may be restored."""

    path: "Path"
    format: int
    """The number of its format; an older one is brought to the newest when the collection is opened."""
    events: int
    """How many events its log has."""


def look(path: "Path") -> Looked:
    """Look through a whole backup without writing anything.

    Raises:
        NewerCollectionError: a newer quiz wrote it.
        StoreError: it is no collection, cannot be read, or is damaged.
    """
    database = open_copy(path)
    try:
        version = int(database.value("PRAGMA user_version"))
        migrations.check(str(path), int(database.value("PRAGMA application_id")), version, blank=False)
        if not version:
            raise StoreError(f"{path}: The file is empty, no backup of a collection.")
        if found := damage(database):
            raise StoreError(
                f"{path}: The backup is damaged, so nothing was restored: {found[0]}. Name another: quiz backup --list"
            )
        return Looked(path, version, int(database.value("SELECT count(*) FROM events")))
    finally:
        database.close()


def prepare(source: "Path", file: "Path", device: str) -> "Path":
    """Copy a backup beside the collection at `file`, give the copy its own device id, and return where it is, whole and on disk.

    Raises:
        StoreError: it could not be written; nothing is left of it.
    """
    part = unfinished(file)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        original = open_copy(source)
        try:
            copy_to(original, part)
        finally:
            original.close()
        copy = Database(str(part), str(part))
        try:
            # With its own journal, and no file that would lie beside the collection later. Who opens it first turns the
            # write-ahead log on.
            copy.value("PRAGMA journal_mode = DELETE")
            copy.run("PRAGMA synchronous = FULL")
            Logbook(copy).renew_device(device)
        finally:
            copy.connection.close()
    except BaseException as error:
        discard(part)
        if isinstance(error, sqlite3.Error | OSError) and not isinstance(error, StoreError):
            raise explained(error, str(part)) from error
        raise
    return part


def discard(part: "Path") -> None:
    """Delete a copy that was not needed, and what SQLite may have put beside it."""
    for end in ("", "-journal", "-wal", "-shm"):
        with suppress(OSError):
            part.with_name(f"{part.name}{end}").unlink()


@contextmanager
def alone(file: "Path") -> Iterator[Database]:
    """Hold a collection so that no other process can open it, with everything in the one file and nothing beside it.

    Raises:
        UnreadableError: it is damaged so much that it cannot be held.
        StoreError: another process has it open.
    """
    database = Database(str(file), str(file))
    try:
        try:
            database.run("PRAGMA busy_timeout = 1000")
            database.run("PRAGMA cache_size = -64000")
            database.run("PRAGMA locking_mode = EXCLUSIVE")
            mode = database.value("PRAGMA journal_mode = DELETE")
            database.run("BEGIN EXCLUSIVE")
            database.run("COMMIT")  # which leaves the lock where it is
        except StoreError as error:
            reason = getattr(error.__cause__, "sqlite_errorname", "")
            if reason.startswith(_BUSY):
                raise StoreError(f"{file}: {_IN_USE}") from error
            if reason.startswith(_NONSENSE):
                raise UnreadableError(str(error)) from error
            raise
        if mode != "delete":
            raise StoreError(f"{file}: {_IN_USE}")
        yield database
    finally:
        database.connection.close()


def put_in_place(part: "Path", file: "Path", held: Database | None = None) -> None:
    """Let a prepared copy be the collection from now on. Whoever is killed here leaves the old one or the new one, whole.

    `held` is the collection that was there, which nobody else has open.
    """
    if held is not None and os.name == "nt":
        held.close()  # Windows gives no open file's name to another
    try:
        part.replace(file)
        sync_folder(file.parent)
    except OSError as error:
        raise explained(error, str(file)) from error


def set_aside(file: "Path", place: "Path") -> None:
    """Copy a collection that cannot be read, and its write-ahead log, as they are, to `place`; then take the log away.

    Raises:
        StoreError: they could not be copied; they are where they were.
    """
    import shutil

    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = [end for end in ("-wal", "-shm", "-journal") if file.with_name(f"{file.name}{end}").exists()]
        for end in ("", *beside):
            shutil.copyfile(file.with_name(f"{file.name}{end}"), place.with_name(f"{place.name}{end}"))
        sync_folder(place.parent)
        for end in beside:  # or SQLite would take it for the new collection's
            file.with_name(f"{file.name}{end}").unlink()
    except OSError as error:
        raise explained(error, str(place)) from error
