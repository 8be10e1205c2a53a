"""`quiz save`: write a deck, with your own edits, into the file that it follows, or a copy of it elsewhere."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quiz.cli import output
from quiz.cli.call import Call, common
from quiz.cli.clock import now
from quiz.cli.completing import decks
from quiz.cli.opening import existing
from quiz.errors import UsageError

if TYPE_CHECKING:
    from quiz.collection.collection import Collection


@click.command(epilog="Example: quiz save rivers")
@click.argument("deck", shell_complete=decks)
@click.option("--to", "target", metavar="PATH", help="Write a copy to this folder or .toml file instead.")
@common
def save(call: Call, deck: str, *, target: str | None) -> None:
    """Write your edits of a deck into its file.

    What you changed is changed there; comments, order and layout stay as they are. A file that was changed meanwhile is left
    alone: quiz update takes its changes in first.
    """
    with existing(call) as collection:
        if target is not None:
            _copy(call, collection, deck, Path(target))
            return
        from quiz.collection.saving import save_to_file, told

        saved = save_to_file(collection, deck, now())
        path = collection.store.deck_row(deck).path
    if call.json:
        counts = {"added": saved.added, "changed": saved.changed, "removed": saved.removed, "declarations": saved.words}
        output.record({"deck": deck, "path": path, "files": list(map(str, saved.files)), **counts})
        return
    if not saved.files:
        output.line(f"{path} says all this already; nothing was written.")
        return
    output.line(f"Saved {deck}: {told(saved)}.")
    for file in saved.files:
        output.line(f"  {file}")


def _copy(call: Call, collection: "Collection", deck: str, target: Path) -> None:
    from quiz.facts.writing import deck_file, dump_files

    found = collection.deck(deck)
    if deck_file(target).exists():
        raise UsageError(f"{deck_file(target)} exists already; name another place.")
    files = dump_files(found, target)
    if call.json:
        counts = {"added": len(found.facts), "changed": 0, "removed": 0, "declarations": 0}
        output.record({"deck": deck, "path": str(target), "files": list(map(str, files)), **counts})
    else:
        output.line(f"Wrote a copy of {deck} to {target}. The deck itself goes on following its own file.")
