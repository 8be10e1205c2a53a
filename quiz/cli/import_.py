"""`quiz import`: take in what another program's file holds."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from quiz.cli import output
from quiz.cli.call import Call, common
from quiz.cli.clock import now
from quiz.cli.opening import check_writable, kept
from quiz.errors import UsageError
from quiz.facts.collecting import no_collecting

if TYPE_CHECKING:
    from quiz.collection.importing import ImportReport

_SHOWN = 20
"""Skipped records that are printed, unless all are asked for."""


@click.command(name="import", epilog="Example: quiz import words.csv --column Wort=subject --column English=answer --dry-run")
@click.argument("file", required=False)
@click.option("--format", metavar="NAME", help="The file's format; told by what is in it unless given.")
@click.option("--deck", metavar="ID", help="The deck that the facts go to; its own name or the file's unless given.")
@click.option("--column", "columns", metavar="NAME=ROLE", multiple=True, help="What a column holds: subject, answer, tags, …")
@click.option("--separator", metavar="SIGN", help="What stands between the cells of a table; “tab” for a tab.")
@click.option("--row-separator", metavar="SIGN", help="What stands between terms with their definitions: ;; or a blank line.")
@click.option("--encoding", metavar="NAME", help="The encoding of a text, such as cp1252.")
@click.option("--header/--no-header", default=None, help="Whether the first row of a table names its columns.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--strict", is_flag=True, help="Take nothing where anything has to be skipped.")
@click.option("--all", "everything", is_flag=True, help="Print everything that was skipped or told apart, not only 20.")
@click.option("--formats", is_flag=True, help="List the formats that can be read.")
@common
@no_collecting()  # what is taken in is held to the end, so that looking for garbage meanwhile finds none
def import_(
    call: Call,
    file: str | None,
    *,
    columns: tuple[str, ...],
    separator: str | None,
    row_separator: str | None,
    everything: bool,
    formats: bool,
    **options: str | bool | None,
) -> None:
    """Take in a file of another program.

    All of it is taken in, or nothing; what cannot be taken is told with its place. Importing a newer
    version of the file updates. The collection does not follow the file: quiz add does that.
    """
    if formats:
        _list(call)
        return
    if file is None:
        raise UsageError("Name a file: quiz import FILE. quiz import --formats lists the formats.")
    with kept(call) as collection:
        check_writable(collection)
        report = collection.import_(
            file,
            now=now(),
            mapping=dict(map(_column, columns)),
            separator=_separator(separator),
            row_separator=row_separator or None,
            progress=_progress,
            **options,  # type: ignore[arg-type]  # the other options have the names and types of its arguments
        )
    if call.json:
        output.record(report.as_data())
    else:
        _tell(report, everything=everything)


def _progress(text: str, share: float | None) -> None:
    """Say what is being done, where somebody waits for it."""
    del share
    if output.is_terminal():
        output.message(text, "dim")


def _column(given: str) -> tuple[str, str]:
    name, sign, role = given.rpartition("=")
    if not sign or not name:
        raise UsageError(f"“{given}” names no column and its role; write --column NAME=ROLE.")
    return name, role


def _separator(given: str | None) -> str | None:
    if given is None:
        return None
    found = "\t" if given.casefold() in {"tab", "\\t"} else given
    if not found or found in '\r\n"':
        raise UsageError(f"“{given}” cannot stand between cells; name one character, or tab.")
    return found


def _tell(report: "ImportReport", *, everything: bool) -> None:
    records = f"{report.records:,} record{'s' * (report.records != 1)}"
    output.line(f"{records} read as {report.title}: {report.holds}")
    if report.rivals:
        output.message(f"It may also be {' or '.join(report.rivals)}; --format says so.")
    for note in report.notes:
        output.message(note)
    for one in report.decks:
        output.line(str(one.plan), "bold")
        for conflict in one.plan.conflicts:
            output.line(f"    kept as you edited it: {conflict}", "yellow")
    if report.reviews or report.history:
        output.line(f"memory: {', '.join(report.history) or 'no change'}")
    _list_of(report.double_words, report.doubles, report.double_count, everything=everything)
    _list_of(f"{report.skipped_count:,} skipped", report.skipped, report.skipped_count, everything=everything)
    if not report.is_done:
        output.line("Nothing was changed: this was a dry run.")


def _list_of(heading: str, found: Sequence[object], count: int, *, everything: bool) -> None:
    """Print what there is to tell of single records or cards: the first twenty, or all that are named."""
    if not count:
        return
    output.line(f"{heading}:", "yellow")
    shown = found if everything else found[:_SHOWN]
    for one in shown:
        output.line(f"    {one}")
    if count > len(shown):
        more = "" if everything else "; --all shows them"
        output.line(f"    and {count - len(shown):,} more{more}")


def _list(call: Call) -> None:
    from quiz.formats import registry

    found = [one for one in registry.formats() if one.read is not None]
    for name, reason in registry.broken().items():
        output.message(f"{name} is left out: {reason}")
    if call.json:
        for one in found:
            output.record({"format": one.name, "title": one.title, "extensions": list(one.extensions), "holds": one.holds})
    else:
        output.table([("format", "is", "files end in"), *((one.name, one.title, " ".join(one.extensions)) for one in found)])
