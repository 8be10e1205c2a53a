"""`quiz decks`: the decks of the collection."""

import click

from quiz.cli import output
from quiz.cli.call import Call, common
from quiz.cli.clock import now
from quiz.cli.opening import studied


@click.command(epilog="Example: quiz decks --archived")
@click.option("--archived", is_flag=True, help="Those that were removed; quiz add brings them back with their memory.")
@common
def decks(call: Call, *, archived: bool) -> None:
    """List decks and the files that they follow."""
    with studied(call) as collection:
        rows = collection.decks(archived=archived)
        totals = {due.deck: due.total for due in collection.due(now())}
    if call.json:
        for row in rows:
            cards = totals.get(row.deck, 0)
            output.record({"deck": row.deck, "title": row.title, "cards": cards, "path": row.path, "archived": row.archived})
    elif rows:
        listed = [(row.deck, totals.get(row.deck, 0), row.title, _followed(row.path)) for row in rows]
        output.table([("deck", "cards", "title", "follows"), *listed])
    else:
        output.line("No deck was removed." if archived else "No decks. quiz add PATH adds one.")


def _followed(path: str | None) -> str:
    from quiz.collection.places import IMPORTED

    return (path or "").replace(IMPORTED, "imported from ", 1)
