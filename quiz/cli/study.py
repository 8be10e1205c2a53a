"""`quiz study`: the app, straight into a session."""

from typing import Any

import click

from quiz.cli.call import Call, common
from quiz.cli.choosing import choosing
from quiz.cli.completing import decks


@click.command(epilog="Example: quiz study countries")
@click.argument("deck", required=False, shell_complete=decks)
@choosing
@common
def study(call: Call, deck: str | None, **options: Any) -> int:  # noqa: ANN401 - Click's values
    """Study in the app.

    All decks, or one and those below it.
    """
    from quiz.cli import start

    given = any(found is not None and found is not False and found != () for found in options.values())
    return start.study(call, deck, options if given else None)
