"""`quiz update`: take in what has changed in the files that decks follow, after showing it."""

import sys
from typing import TYPE_CHECKING

import click

from quiz.cli import output, plans
from quiz.cli.call import Call, common
from quiz.cli.clock import now
from quiz.cli.opening import existing
from quiz.errors import DeckError

if TYPE_CHECKING:
    from quiz.collection.collection import Collection
    from quiz.collection.plan import Plan


@click.command(epilog="Example: quiz update --dry-run")
@click.argument("decks", metavar="[DECK]...", nargs=-1)
@click.option("--yes", is_flag=True, help="Apply the changes without asking.")
@click.option("--dry-run", is_flag=True, help="Only show them.")
@click.option("--all", "everything", is_flag=True, help="Show every card, not twenty of each change.")
@common
def update(call: Call, decks: tuple[str, ...], *, yes: bool, dry_run: bool, everything: bool) -> int:
    """Show what has changed in decks' files, and apply it.

    A card whose answer is mended or reworded keeps its memory; one whose answer is another now is taught again; one that is gone
    is kept for the case that it returns. In a terminal you are asked first; elsewhere nothing is applied without --yes.
    """
    with existing(call) as collection:
        found, failed = _planned(collection, decks)
        if not call.json:
            for plan in found:
                plans.show(plan, everything=everything)
        asks = not call.json and output.is_terminal()
        applied = not dry_run and (yes or (asks and _agreed(found)))
        if applied:
            with collection.store.transaction():
                for plan in found:
                    collection.apply(plan, now())
    if call.json:
        for plan in found:
            output.record(plans.as_data(plan, applied=applied))
    if not applied and any(not plan.is_empty for plan in found):
        output.message("Nothing was applied." if dry_run or asks else "Nothing was applied; add --yes.")
    return 1 if failed else 0


def _planned(collection: "Collection", decks: tuple[str, ...]) -> "tuple[list[Plan], bool]":
    """Return the plans of the decks that are meant, and whether a file could not be used, which is told."""
    found: list[Plan] = []
    failed = False
    for _, plan in collection.updates(*(collection.named(decks) if decks else ())):
        if isinstance(plan, DeckError):
            output.problems(plan.problems)
            failed = True
        else:
            found.append(plan)
    return found, failed


def _agreed(found: "list[Plan]") -> bool:
    """Ask whether to apply plans; those that change no card need no question."""
    if all(plan.is_empty for plan in found):
        return True
    output.prompt("Apply? [y/N]")
    return sys.stdin.readline().strip().casefold() in {"y", "yes"}
