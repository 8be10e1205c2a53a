"""`quiz doctor`: whether the collection is whole, and mending it."""

from typing import TYPE_CHECKING

import click

from quiz.cli import output
from quiz.cli.call import Call, common
from quiz.cli.clock import now
from quiz.cli.opening import check_writable
from quiz.errors import NewerCollectionError, NotFoundError, StoreError

if TYPE_CHECKING:
    from quiz.collection.doctor import Report, Result


@click.command(epilog="Example: quiz doctor --repair")
@click.option("--repair", is_flag=True, help="Mend what can be worked out anew, after a backup.")
@common
def doctor(call: Call, *, repair: bool) -> int:
    """Look through the whole collection.

    The event log and the versions of decks hold everything. Both are read through; all else is worked out from them once more and
    compared. Without --repair nothing is written; with it, the log stays as it is. The code is 0 where nothing is wrong, or
    nothing any more.
    """
    report = _report(call, repair=repair)
    for result in report.results:
        _show(call, result)
    if not call.json and not report.is_whole:
        _advise(call, report, repair=repair)
    if report.backup is not None:
        output.message(f"Before mending, the collection was backed up to {report.backup}.")
    return 0 if report.is_whole else 1


def _report(call: Call, *, repair: bool) -> "Report":
    from quiz.collection import doctor as room
    from quiz.collection.collection import Collection
    from quiz.collection.settings import FILE as SETTINGS
    from quiz.collection.settings import Settings
    from quiz.store.store import Store

    if not call.file.exists():
        raise NotFoundError(f"There is no collection in {call.home} yet; quiz add PATH starts one.")
    try:
        # Not with `Collection.open`, which would bring what is kept of the cards up to date before it could be looked at.
        with Collection(Store.open(call.file, read_only=not repair), Settings.of(call.home / SETTINGS)) as collection:
            if repair:
                check_writable(collection)
            return room.repair(collection, now()) if repair else room.examine(collection)
    except NewerCollectionError:
        raise
    except StoreError as error:
        raise StoreError(f"{error}\n{_salvage(call)}") from error


def _show(call: Call, result: "Result") -> None:
    if call.json:
        output.record(
            {
                "check": result.check,
                "ok": not result.problems,
                "problems": list(result.problems),
                "notes": list(result.notes),
                "mended": list(result.mended),
            }
        )
        return
    head, style = ("wrong", "red") if result.problems else ("mended", "yellow") if result.mended else ("ok", "green")
    output.line(f"{head:8}{result.says}.", style)
    for said in (*result.problems, *result.mended, *result.notes):
        output.line(f"        {said}")


def _advise(call: Call, report: "Report", *, repair: bool) -> None:
    if report.can_be_mended and not repair:
        output.line("quiz doctor --repair mends what can be worked out anew. It makes a backup first.")
    else:
        output.line(_salvage(call))


def _salvage(call: Call) -> str:
    from quiz.store.backups import listed

    found = listed(call.file)
    if not found:
        return f"There is no backup of this collection. Keep a copy of {call.file} as it is."
    newest = f"quiz restore latest brings back the newest backup, {found[0].name}, and keeps the present files"
    return f"{newest}; quiz backup --list names others."
