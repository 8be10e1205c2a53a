"""`quiz study`: the app, straight into a session."""

import click

from quiz.cli import output
from quiz.cli.call import Call, common
from quiz.errors import UsageError


@click.command(epilog="Example: quiz study countries")
@click.argument("deck", required=False)
@click.option("--search", metavar="TEXT", help="Ask the cards that this search finds, due or not.")
@common
def study(call: Call, deck: str | None, search: str | None) -> int:
    """Study in the app.

    All decks, or one and those below it.
    """
    drill = f"quiz drill {deck}" if deck else "quiz drill"
    if call.json:
        raise UsageError(f"The app prints no JSON. For a program: {drill} --json")
    if not output.is_terminal():
        raise UsageError(f"The app needs a terminal. Without one: {drill}")
    from quiz.cli.opening import check_writable, studied

    with studied(call) as collection:
        check_writable(collection)
        collection.named(deck)
        if search is not None:
            from quiz.cli.clock import now
            from quiz.collection import searching

            searching.session(collection, search, now(), deck=deck)
    from quiz.tui.app import run

    return run(call.home, deck, search)
