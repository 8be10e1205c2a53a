"""`quiz due`: what waits today."""

from typing import TYPE_CHECKING

import click

from quiz.cli import output
from quiz.cli.call import Call, common
from quiz.cli.clock import now
from quiz.cli.opening import studied

if TYPE_CHECKING:
    from quiz.collection.studying import Due


@click.command(epilog="Example: quiz due --json")
@common
def due(call: Call) -> None:
    """Print what waits today in each deck."""
    with studied(call) as collection:
        found = collection.due(now())
    show(found, json=call.json)


def show(found: "list[Due]", *, json: bool) -> None:
    """Print what waits in each deck: new cards, cards in their learning steps, and reviews."""
    if json:
        for deck in found:
            output.record({"deck": deck.deck, "new": deck.new, "learning": deck.learning, "review": deck.review})
        return
    if not found:
        output.line("No decks. quiz add PATH adds one, quiz add --bundled those that ship with quiz.")
        return
    rows: list[tuple[str | int, ...]] = [(deck.deck, deck.new, deck.learning, deck.review, deck.title) for deck in found]
    if len(found) > 1:
        rows.append(("all", *(sum(row) for row in zip(*((d.new, d.learning, d.review) for d in found), strict=True)), ""))
    output.table([("deck", "new", "learning", "review", "title"), *rows])
