"""Backups of a collection: by hand, and before whatever changes much of it."""

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.errors import NotFoundError, StoreError, UsageError
from quiz.store import backups
from quiz.store.backups import BY_HAND, Backup, is_ours, listed
from quiz.study.day import milliseconds

if TYPE_CHECKING:
    from quiz.store.store import Store

SWITCH = "QUIZ_BACKUPS"
"""`off` in this variable makes quiz leave out the backups that it would make by itself before decks are added or updated."""


def back_up(store: "Store", now: datetime, target: Path | None = None) -> Backup:
    """Copy the collection to `target`, or into its folder of backups; return what was written. A copy is read once more.

    Raises:
        UsageError: the collection is in memory and no target is given, or the target is the collection itself, or a file that is
            no collection.
        StoreError: the copy could not be written, or the collection is damaged and so is the copy.
    """
    from quiz.store.backup import open_copy
    from quiz.store.inspection import damage

    at = milliseconds(now)
    if target is None:
        made = backups.make(store.database, _file(store), BY_HAND, at)
    else:
        if store.path is not None and target.exists() and target.samefile(store.path):
            raise UsageError(f"{target} is the collection itself; name another file.")
        if target.is_dir():
            target /= f"{'collection' if store.path is None else store.path.stem}-{now:%Y-%m-%d}.quiz"
        if target.exists() and not is_ours(target):
            raise UsageError(
                f"{target} is there already, and is no collection of quiz; it was left as it was. Name another file."
            )
        store.backup_to(target)
        made = Backup(target, at, BY_HAND, target.stat().st_size)
    copy = open_copy(made.path)
    try:
        if problems := damage(copy):
            raise StoreError(
                f"{made.path} was written, but the collection is damaged, and so is the copy: {problems[0]} Run quiz doctor."
            )
    finally:
        copy.close()
    return made


def before(store: "Store", reason: str, now: datetime) -> Backup | None:
    """Make the backup that comes before a large change, where one is due and something changed since the last one.

    Nothing is done for a collection in memory or without any event, inside a transaction, or where `QUIZ_BACKUPS` is `off`.

    Raises:
        StoreError: it could not be written. Whoever wanted to change something should not go on.
    """
    if store.path is None or store.read_only or store.database.in_transaction or os.environ.get(SWITCH) == "off":
        return None
    at = milliseconds(now)
    present = listed(store.path)
    if not backups.is_due(present, _size(store.path), at) or not store.event_count():
        return None
    if present and not backups.has_changed(store.database, present[0]):
        return None
    return certainly_before(store, reason, now)


def certainly_before(store: "Store", reason: str, now: datetime) -> Backup:
    """Make the backup that comes before a dangerous change, whenever the last one was made. Raises as `before` does."""
    file = _file(store)
    try:
        return backups.make(store.database, file, reason, milliseconds(now))
    except StoreError as error:
        raise StoreError(
            f"Nothing was changed, because the backup that comes before could not be written. {error} "
            f"Old backups are in {backups.folder_of(file)}."
        ) from error


def found(file: Path, name: str, present: Iterable[Backup] | None = None) -> Path:
    """Return the backup of the collection at `file` that a name means: `latest`, a file, or a part of one backup's name.

    Raises:
        NotFoundError: there is none.
        UsageError: several are meant.
    """
    known = list(listed(file) if present is None else present)
    if name == "latest":
        if not known:
            raise NotFoundError(f"There is no backup of this collection in {backups.folder_of(file)}.")
        return known[0].path
    if Path(name).is_file():
        return Path(name)
    meant = [backup for backup in known if backup.name == name] or [backup for backup in known if name and name in backup.name]
    if not meant:
        raise NotFoundError(f"There is no file and no backup “{name}”; quiz backup --list shows the backups.")
    if len(meant) > 1:
        names = ", ".join(backup.name for backup in meant[:10])
        raise UsageError(f"“{name}” means {len(meant)} backups; name one of them: {names}")
    return meant[0].path


def _file(store: "Store") -> Path:
    if store.path is None:
        raise UsageError("A collection in memory has no folder of backups; name a file.")
    return store.path


def _size(file: Path) -> int:
    log = file.with_name(f"{file.name}-wal")
    return sum(each.stat().st_size for each in (file, log) if each.exists())
