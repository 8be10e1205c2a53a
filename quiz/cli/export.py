"""`quiz export`: write a deck to a file of another program."""

import click

from quiz.cli import output
from quiz.cli.call import Call, common
from quiz.cli.opening import existing
from quiz.errors import UsageError

_SHOWN = 20


@click.command(epilog="Example: quiz export rivers rivers.csv")
@click.argument("deck", required=False)
@click.argument("file", required=False)
@click.option("--format", metavar="NAME", help="The file's format; told by how its name ends unless given.")
@click.option("--force", is_flag=True, help="Replace what is there.")
@click.option("--formats", is_flag=True, help="List the formats that can be written.")
@common
def export(call: Call, deck: str | None, file: str | None, *, format: str | None, force: bool, formats: bool) -> None:
    """Write a deck to a file of another program.

    The file is there whole, or not at all. What the format cannot hold is told.
    """
    if formats:
        _list(call)
        return
    if deck is None or file is None:
        raise UsageError("Name a deck and a file: quiz export DECK FILE. quiz export --formats lists the formats.")
    with existing(call) as collection:
        report = collection.export(deck, file, format=format, force=force)
    if call.json:
        output.record(report.as_data())
        return
    output.line(f"Wrote {report} to {report.path}.")
    if report.skipped:
        output.line(f"{len(report.skipped):,} left out:", "yellow")
        for skipped in report.skipped[:_SHOWN]:
            output.line(f"    {skipped}")
        if len(report.skipped) > _SHOWN:
            output.line(f"    and {len(report.skipped) - _SHOWN:,} more")


def _list(call: Call) -> None:
    from quiz.formats.writing import writing_formats

    for one in writing_formats():
        if call.json:
            output.record(
                {
                    "format": one.name,
                    "title": one.title,
                    "extensions": list(one.extensions),
                    "holds": one.holds,
                    "lacks": one.lacks,
                }
            )
        else:
            output.line(f"{one.name}: {one.title}", "bold")
            output.line(f"    holds {one.holds}")
            output.line(f"    lacks {one.lacks}")
