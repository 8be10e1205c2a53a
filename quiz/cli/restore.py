"""`quiz restore`: make a backup the collection."""

import click

from quiz.cli import output
from quiz.cli.call import Call, common
from quiz.cli.clock import now
from quiz.cli.completing import files


@click.command(epilog="Example: quiz restore latest")
@click.argument("backup", metavar="FILE|latest|NAME", shell_complete=files)
@common
def restore(call: Call, backup: str) -> None:
    """Make a backup the collection.

    The backup is a file, the latest one, or one that quiz backup --list names; a part of its name will do. It is looked through
    first. What the collection holds now is kept as a backup, so the next quiz restore latest takes this one back. It is refused
    while another quiz has the collection open.
    """
    from quiz.collection.restoring import restore as restored

    done = restored(call.file, backup, now())
    if call.json:
        output.record(
            {
                "file": str(done.source),
                "events": done.events,
                "kept": None if done.kept is None else str(done.kept),
                "was_damaged": done.was_damaged,
                "device": done.device,
            }
        )
        return
    output.line(f"Restored {done.source}, whose log has {done.events:,} {'event' if done.events == 1 else 'events'}.")
    if done.was_damaged:
        output.line(f"The collection that was there is damaged; its files were put in {done.kept}.")
    elif done.kept is not None:
        output.line(f"The collection that was there is kept: quiz restore {done.kept.name}")
