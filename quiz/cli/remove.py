"""`quiz remove`: take a deck out of the collection; what is remembered of it is kept."""

import click

from quiz.cli import output
from quiz.cli.call import Call, common
from quiz.cli.clock import now
from quiz.cli.completing import decks
from quiz.cli.opening import existing


@click.command(epilog="Example: quiz remove countries")
@click.argument("deck", shell_complete=decks)
@common
def remove(call: Call, deck: str) -> None:
    """Take a deck out of the collection.

    What you remember of its cards is kept, and returns when you add it again.
    """
    with existing(call) as collection:
        collection.remove(deck, now())
    if call.json:
        output.record({"deck": deck, "archived": True})
    else:
        output.line(f"Removed {deck}. Its memory is kept: quiz add brings both back.")
