"""The shape of a collection's file: which step it stands at, which this quiz knows, and how it is brought there.

`user_version` counts the steps that a file has taken.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from quiz.errors import NewerCollectionError, StoreError
from quiz.store import steps

if TYPE_CHECKING:
    from quiz.store.connection import Database

APPLICATION_ID: Final = 0x5155495A
"""`QUIZ` in ASCII, in the header of every collection's file."""


def newest() -> int:
    """Return the version of the files that this quiz writes."""
    return len(steps.MIGRATIONS)


def check(name: str, application: int, version: int, *, blank: bool) -> None:
    """Refuse a file that this quiz must not touch, by what its header says and whether it is `blank`, without any table.

    Raises:
        NewerCollectionError: a newer quiz wrote the file.
        StoreError: it is another program's database.
    """
    if application == APPLICATION_ID:
        if version > newest():
            message = (
                f"{name}: A newer quiz wrote this collection (format {version}; this quiz knows up to {newest()}). "
                "It was left as it was. Update quiz to open it."
            )
            raise NewerCollectionError(message)
    elif application or version or not blank:
        message = f"{name}: The file is another program's database, no quiz collection; it was left as it was. Name another."
        raise StoreError(message)


def migrate(database: "Database", device: str, back_up: Callable[[int], None]) -> None:
    """Bring a file to the newest version in one transaction, whichever process comes first.

    `device` names this collection in its events if the file is new. `back_up` is called with the old version before
    the first step on a file that has one, while no other process can write.

    Raises:
        NewerCollectionError, StoreError: as `check`, or the steps could not be written; then the file is as it was.
    """
    with database.transaction():
        version = int(database.value("PRAGMA user_version"))
        check(
            database.name,
            int(database.value("PRAGMA application_id")),
            version,
            blank=not database.value("SELECT count(*) FROM sqlite_master"),
        )
        if version == newest():
            return
        if version:
            back_up(version)
        for step in steps.MIGRATIONS[version:]:
            for statement in step:
                database.run(statement)
        if not version:
            database.run("INSERT INTO meta (key, value) VALUES ('device', ?)", (device,))
        database.run(f"PRAGMA application_id = {APPLICATION_ID}")
        database.run(f"PRAGMA user_version = {newest()}")
