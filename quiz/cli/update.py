"""`quiz update`: take in what has changed in the files that decks follow, after showing it."""

import sys
from typing import TYPE_CHECKING

import click

from quiz.cli import output, plans
from quiz.cli.call import Call, common
from quiz.cli.clock import now
from quiz.cli.completing import decks as decks_of
from quiz.cli.deciding import Decisions
from quiz.cli.opening import check_writable, existing
from quiz.errors import DeckError, UsageError

if TYPE_CHECKING:
    from quiz.collection.collection import Collection
    from quiz.collection.plan import Plan


@click.command(epilog="Example: quiz update --dry-run")
@click.argument("decks", metavar="[DECK]...", nargs=-1, shell_complete=decks_of)
@click.option("--yes", is_flag=True, help="Apply the changes without asking.")
@click.option("--dry-run", is_flag=True, help="Only show them.")
@click.option("--all", "everything", is_flag=True, help="Show every card, not twenty of each change.")
@click.option("--keep", multiple=True, metavar="CARD", help="Keep the memory of a changed card.")
@click.option("--reteach", multiple=True, metavar="CARD", help="Teach a card again whose memory would be kept.")
@click.option("--skip", "--retire", multiple=True, metavar="CARD", help="Leave a card out: it is suspended.")
@click.option("--apart", multiple=True, metavar="CARD", help="Start a renamed card anew: it is another one.")
@click.option("--same", multiple=True, nargs=2, metavar="OLD NEW", help="Move the memory of a retired card to an added one.")
@click.option("--theirs", is_flag=True, help="In conflicts, take the file's version over your own edits.")
@click.option("--undo", is_flag=True, help="Take back the last update of the named decks.")
@common
def update(  # noqa: PLR0913 - one parameter for each option
    call: Call,
    decks: tuple[str, ...],
    *,
    yes: bool,
    dry_run: bool,
    everything: bool,
    theirs: bool,
    undo: bool,
    keep: tuple[str, ...],
    reteach: tuple[str, ...],
    skip: tuple[str, ...],
    apart: tuple[str, ...],
    same: tuple[tuple[str, str], ...],
) -> int:
    """Show what has changed in decks' files, and apply it.

    A card that is mended, reworded or renamed keeps its memory; one whose answer is another now is taught again; one that is gone
    is kept for the case that it returns. In a terminal you are asked first; elsewhere nothing is applied without --yes. Any
    card can be decided otherwise: CARD is its id, the beginning of it, or words of its question.
    """
    decisions = Decisions(keep, reteach, skip, apart, same)
    with existing(call) as collection:
        if undo or yes:
            check_writable(collection)
        if undo:
            if not decks or dry_run or theirs or decisions != Decisions():
                raise UsageError("Name the decks to take back, and nothing else: quiz update --undo DECK")
            _take_back(call, collection, decks)
            return 0
        found, failed = _planned(collection, decks, theirs=theirs)
        found = decisions.taken(found)
        loads = [collection.load(plan, now()) for plan in found]
        if not call.json:
            for plan, load in zip(found, loads, strict=True):
                plans.show(plan, load, everything=everything)
        asks = not call.json and output.is_terminal()
        applied = not dry_run and (yes or (asks and _agreed(found)))
        if applied:
            _apply(collection, found)
    if call.json:
        for plan, load in zip(found, loads, strict=True):
            output.record(plans.as_data(plan, load, applied=applied))
    _say_what_was_done(found, applied=applied, asked=dry_run or asks)
    return 1 if failed else 0


def _planned(collection: "Collection", decks: tuple[str, ...], *, theirs: bool) -> "tuple[list[Plan], bool]":
    """Return the plans of the decks that are meant, and whether a file could not be used, which is told."""
    found: list[Plan] = []
    failed = False
    for _, plan in collection.updates(*(collection.named(decks) if decks else ()), take_theirs=theirs):
        if isinstance(plan, DeckError):
            output.problems(plan.problems)
            failed = True
        else:
            found.append(plan)
    return found, failed


def _apply(collection: "Collection", found: "list[Plan]") -> None:
    if not all(plan.is_empty for plan in found):
        collection.back_up_before("update", now())
    with collection.store.transaction():
        for plan in found:
            collection.apply(plan, now())


def _agreed(found: "list[Plan]") -> bool:
    """Ask whether to apply plans; those that change no card need no question."""
    if all(plan.is_empty for plan in found):
        return True
    output.prompt("Apply? [y/N]")
    return sys.stdin.readline().strip().casefold() in {"y", "yes"}


def _say_what_was_done(found: "list[Plan]", *, applied: bool, asked: bool) -> None:
    changing = [plan.deck.id for plan in found if not plan.is_empty]
    if not changing:
        return
    if applied:
        output.message(f"Applied. To take it back: quiz update --undo {' '.join(changing)}")
    else:
        output.message("Nothing was applied." if asked else "Nothing was applied; add --yes.")


def _take_back(call: Call, collection: "Collection", decks: tuple[str, ...]) -> None:
    collection.back_up_before("undo", now())
    with collection.store.transaction():
        edited = {deck: collection.undo_plan(deck, now()) for deck in dict.fromkeys(decks)}
    for deck, edit in edited.items():
        title = collection.store.deck_row(deck).title
        if call.json:
            output.record({"deck": deck, "title": title, "undone": True})
        elif edit:
            output.line(f"{title}: your last edit was taken back.")
        else:
            output.line(f"{title}: the last update was taken back; quiz update does it again.")
