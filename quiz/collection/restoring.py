"""Restoring a collection from a backup; what was there before is kept as a backup itself."""

from datetime import UTC, datetime
from pathlib import Path

from attrs import frozen

from quiz.collection.backing_up import found
from quiz.errors import StoreError, UsageError
from quiz.store import backups, replacing
from quiz.store.backup import back_up
from quiz.store.inspection import damage
from quiz.store.logbook import random_device
from quiz.study.day import milliseconds


@frozen
class Restored:
    """What a restore has done."""

    source: Path
    """The backup that is the collection now."""
    events: int
    """How many events its log has."""
    kept: Path | None
    """Where the collection is that was there before; `None` where there was none."""
    was_damaged: bool
    """Whether that one was damaged; its files were put there as they were."""
    device: str
    """The new device id, since the same backup may be restored elsewhere too."""


def restore(file: Path, name: str, now: datetime) -> Restored:
    """Make a backup the collection at `file`. `name` is a file, `latest`, or a part of the name of one of its backups.

    The backup is looked through first, and is left as it was. It becomes the collection in one step: whoever is killed meanwhile
    leaves the old or the new one, whole.

    Raises:
        NotFoundError: there is no such backup.
        UsageError: several backups are meant, or the collection itself.
        NewerCollectionError: a newer quiz wrote the backup.
        StoreError: the backup is damaged; another process has the collection open; or the disk is full. Nothing was changed.
    """
    source = found(file, name)
    if file.exists() and source.samefile(file):
        raise UsageError(f"{source} is the collection itself; name a backup of it.")
    looked = replacing.look(source)
    device = random_device()
    part = replacing.prepare(source, file, device)
    try:
        if not file.exists():
            replacing.put_in_place(part, file)
            return Restored(source, looked.events, None, was_damaged=False, device=device)
        kept, was_damaged = _swap(part, file, milliseconds(now))
    finally:
        replacing.discard(part)
    return Restored(source, looked.events, kept, was_damaged=was_damaged, device=device)


def _swap(part: Path, file: Path, at: int) -> tuple[Path, bool]:
    """Keep the present collection, and put the prepared one in its place. Return where it was kept, and whether it is damaged."""
    aside = _aside(file, at)
    try:
        with replacing.alone(file) as present:
            is_damaged = bool(damage(present))
            kept = aside
            try:
                if is_damaged:
                    back_up(present, aside)
                else:
                    kept = backups.make(present, file, "restore", at).path
            except StoreError as error:
                raise StoreError(f"Nothing was restored, because the present collection could not be kept. {error}") from error
            replacing.put_in_place(part, file, present)
            return kept, is_damaged
    except replacing.UnreadableError:  # SQLite makes nothing of it, so nobody else has it open
        replacing.set_aside(file, aside)
        replacing.put_in_place(part, file)
        return aside, True


def _aside(file: Path, at: int) -> Path:
    """Return a name for damaged files under which nobody takes them for a backup."""
    moment = datetime.fromtimestamp(at / 1000, tz=UTC)
    return backups.folder_of(file) / f"{file.stem}-{moment:%Y-%m-%dT%H%M%SZ}-damaged"
