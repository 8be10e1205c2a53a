"""`quiz study`: the app, straight into a session."""

from typing import Any

import click

from quiz.cli import output
from quiz.cli.call import Call, common
from quiz.cli.choosing import choosing, session_of
from quiz.cli.completing import decks
from quiz.errors import UsageError


@click.command(epilog="Example: quiz study countries")
@click.argument("deck", required=False, shell_complete=decks)
@choosing
@common
def study(call: Call, deck: str | None, **options: Any) -> int:  # noqa: ANN401 - Click's values
    """Study in the app.

    All decks, or one and those below it.
    """
    drill = f"quiz drill {deck}" if deck else "quiz drill"
    if call.json:
        raise UsageError(f"The app prints no JSON. For a program: {drill} --json")
    if not output.is_terminal():
        raise UsageError(f"The app needs a terminal. Without one: {drill}")
    from quiz.cli.clock import now
    from quiz.cli.opening import check_writable, studied

    given = any(found is not None and found is not False and found != () for found in options.values())
    with studied(call) as collection:
        check_writable(collection)
        if deck:
            collection.named(deck)
        if given:
            session_of(collection, deck, now(), options)  # what is wrong with them is told before the app fills the screen
        from quiz.tui.starting import hurry

        hurry()
        from quiz.tui.app import run_over

        make = (lambda opened, moment: session_of(opened, deck, moment, options)) if given else None
        return run_over(collection, call.home, deck or "", make)
