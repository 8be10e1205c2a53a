"""`quiz backup`: copy the collection, or list the copies there are."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quiz.cli import output
from quiz.cli.call import Call, common
from quiz.cli.clock import local, now
from quiz.cli.completing import files
from quiz.cli.opening import existing
from quiz.errors import UsageError

if TYPE_CHECKING:
    from quiz.store.backups import Backup


@click.command(epilog="Example: quiz backup /media/stick/quiz-backup.quiz")
@click.argument("file", required=False, shell_complete=files)
@click.option("--list", "listing", is_flag=True, help="List the backups there are, the newest first.")
@common
def backup(call: Call, file: str | None, *, listing: bool) -> None:
    """Copy the collection.

    Without FILE, the copy goes to the folder of backups beside the collection, where quiz puts those that it makes by itself
    before decks are added or updated, before it brings the collection to a new format, and before a restore. It deletes
    old ones of its own, and none of yours.
    """
    if listing:
        if file is not None:
            raise UsageError("Give either a file to back up to, or --list.")
        _list(call)
        return
    from quiz.collection.backing_up import back_up

    with existing(call) as collection:
        made = back_up(collection.store, now(), None if file is None else Path(file))
        events = collection.store.event_count()
    if call.json:
        output.record({**_data(made), "events": events})
    else:
        output.line(f"Backed up to {made.path} ({_bytes(made.size)}).")


def _list(call: Call) -> None:
    from quiz.store.backups import folder_of, listed

    found = listed(call.file)
    if call.json:
        for each in found:
            output.record(_data(each))
    elif found:
        rows = [(f"{local(each.at):%Y-%m-%d %H:%M}", each.reason, _bytes(each.size), each.name) for each in found]
        output.table([("made", "before", "size", "name"), *rows])
    else:
        output.line(f"There is no backup in {folder_of(call.file)}; quiz backup makes one.")


def _data(backup: "Backup") -> dict[str, object]:
    return {"file": str(backup.path), "at": backup.at, "reason": backup.reason, "size": backup.size}


def _bytes(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB"
