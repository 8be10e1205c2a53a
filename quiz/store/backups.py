"""The folder of backups beside a collection: their names, when the next one is due, and which old ones go.

The times are milliseconds since the epoch (UTC).
"""

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import frozen

from quiz.store.backup import back_up, open_copy, remove_killed
from quiz.store.migrations import APPLICATION_ID

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from quiz.store.connection import Database

FOLDER: Final = "backups"
"""The folder's name, beside the collection's file."""
BY_HAND: Final = "by-hand"
"""The reason of a backup that the learner made; it stays until the learner deletes it."""
LAST: Final = 10
"""How many of the newest backups stay in any case, as long as there is room."""
DAYS: Final = 30
"""For how many days the newest backup of each day stays; of older ones it is the newest of each month."""
ROOM: Final = 2 * 1024**3
"""Bytes that the automatic backups of a collection take together; older ones go first."""
FEWEST: Final = 3
"""How many of the newest automatic backups stay, however large they are."""
OFTEN: Final = 30 * 60_000
"""Milliseconds between two automatic backups of a small collection."""
SELDOM: Final = 24 * 3_600_000
"""Milliseconds between two automatic backups of a large collection."""
LARGE: Final = 64 * 1024**2
"""Bytes from which on a collection is large: copying it takes time that a learner notices."""

_NAME = re.compile(r"-(\d{4}-\d\d-\d\dT\d{6}Z)-([a-z][a-z0-9-]*)\.quiz")
_MOMENT = "%Y-%m-%dT%H%M%SZ"
_EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)


@frozen
class Backup:
    """One backup of a collection."""

    path: Path
    at: int
    """When it was made, to the second."""
    reason: str
    """What it was made before, such as `update`; `by-hand` where the learner asked for it."""
    size: int
    """Bytes."""

    @property
    def name(self) -> str:
        """Its file's name."""
        return self.path.name

    @property
    def is_automatic(self) -> bool:
        """Whether quiz made it by itself, and may delete it."""
        return self.reason != BY_HAND


def folder_of(file: Path) -> Path:
    """Return the folder that holds the backups of the collection at `file`."""
    return file.parent / FOLDER


def listed(file: Path) -> list[Backup]:
    """Return the backups of the collection at `file`, the newest first. Files that are called otherwise are none."""
    found = []
    with suppress(OSError):  # there is no such folder, or a backup went meanwhile
        for path in folder_of(file).iterdir():
            match = _NAME.fullmatch(path.name, len(file.stem)) if path.name.startswith(file.stem) else None
            with suppress(OSError, ValueError):
                if match and path.is_file():
                    found.append(Backup(path, _milliseconds(match[1]), match[2], path.stat().st_size))
    return sorted(found, key=lambda backup: (backup.at, backup.name), reverse=True)


def make(database: "Database", file: Path, reason: str, now: int) -> Backup:
    """Back up the collection at `file`, which `database` has open, and let old backups go.

    Raises:
        UsageError: a transaction is open.
        StoreError: the backup could not be written; the earlier ones are still there.
    """
    at = now - now % 1000
    taken = {backup.at for backup in listed(file)}
    while at in taken:  # names are in the order in which backups were made
        at += 1000
    path = _path(file, at, reason)
    back_up(database, path)
    remove_killed(file.parent)
    for backup in superfluous(listed(file), now):
        if backup.path != path:
            with suppress(OSError):  # another process thinned them out too
                backup.path.unlink()
    return Backup(path, at, reason, path.stat().st_size)


def is_due(backups: "Iterable[Backup]", size: int, now: int) -> bool:
    """Say whether it is time for another automatic backup of a collection of `size` bytes.

    A backup from the future, which a clock that was set back has made, keeps none from being made.
    """
    interval = SELDOM if size >= LARGE else OFTEN
    return not any(0 <= now - backup.at < interval for backup in backups)


def superfluous(backups: "Iterable[Backup]", now: int) -> list[Backup]:
    """Return the backups that may go at the moment `now`: what is left is the more thinly spread, the older it is.

    The `LAST` newest stay, the newest of each day for `DAYS` days, and the newest of each month before that; of these, those that
    fit into `ROOM`, and at least the `FEWEST` newest. Days and months are those of UTC. Backups made by hand stay.
    """
    automatic = sorted(
        (backup for backup in backups if backup.is_automatic), key=lambda found: (found.at, found.name), reverse=True
    )
    young = [backup for backup in automatic if now - backup.at < DAYS * 86_400_000]
    old = [backup for backup in automatic if now - backup.at >= DAYS * 86_400_000]
    spread = {*automatic[:LAST], *_newest_of_each(young, "%Y-%m-%d"), *_newest_of_each(old, "%Y-%m")}
    stay: list[Backup] = []
    for backup in automatic:
        if backup in spread:
            if len(stay) >= FEWEST and sum(found.size for found in (*stay, backup)) > ROOM:
                break  # what is older than one that found no room has none either
            stay.append(backup)
    return [backup for backup in automatic if backup not in stay]


def has_changed(database: "Database", last: Backup) -> bool:
    """Say whether anything was added to a collection since its last backup, by their logs. A damaged one is no backup."""
    from quiz.errors import StoreError

    present = _mark(database)
    try:
        copy = open_copy(last.path)
        try:
            return _mark(copy) != present
        finally:
            copy.close()
    except StoreError:
        return True


def _mark(database: "Database") -> "Hashable":
    """Return what changes with every event that is added to the log, and with every word about the collection itself."""
    events = database.rows("SELECT device, max(sequence), count(*) FROM events GROUP BY device")
    return tuple(sorted(events)), tuple(database.rows("SELECT key, value FROM meta ORDER BY key"))


def _newest_of_each(backups: "Iterable[Backup]", period: str) -> set[Backup]:
    """Return the newest backup of each day or month, as `period` formats it; the backups come newest first."""
    found: dict[str, Backup] = {}
    for backup in backups:
        found.setdefault(_moment(backup.at).strftime(period), backup)
    return set(found.values())


def _path(file: Path, at: int, reason: str) -> Path:
    return folder_of(file) / f"{file.stem}-{_moment(at).strftime(_MOMENT)}-{reason}.quiz"


def _moment(at: int) -> datetime:
    return _EARLIEST + timedelta(milliseconds=at)


def _milliseconds(text: str) -> int:
    return int((datetime.strptime(text, _MOMENT).replace(tzinfo=UTC) - _EARLIEST) / timedelta(milliseconds=1))


def is_ours(path: "Path") -> bool:
    """Say whether a file is a collection of quiz, or a backup of one, by its header."""
    with path.open("rb") as file:
        header = file.read(100)
    return len(header) == 100 and int.from_bytes(header[68:72], "big") == APPLICATION_ID
