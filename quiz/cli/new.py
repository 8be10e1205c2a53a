"""`quiz new`: start a deck from a small one that works."""

from pathlib import Path
from shlex import quote

import click

from quiz.cli import output
from quiz.cli.call import Call, common
from quiz.cli.completing import folders


@click.command(epilog="Example: quiz new rivers-of-peru")
@click.argument("deck", shell_complete=folders)
@common
def new(call: Call, deck: str) -> None:
    """Start a deck.

    DECK is its folder; the deck.toml in it tells what can be said, with one relation and one fact to put yours in place of.
    """
    from quiz.collection.new_decks import deck_id, start_deck

    folder = Path(deck)
    name = folder.resolve().name
    file = start_deck(folder, name, example=True)
    identity = deck_id(name)
    if call.json:
        output.record({"deck": identity, "path": str(file)})
    else:
        output.line(f"Started {file}. Write your facts there, then:")
        output.line(f"  quiz check {quote(deck)}")
        output.line(f"  quiz add {quote(deck)}")
