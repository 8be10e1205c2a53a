"""`quiz check`: everything wrong with a deck, and how to mend it; with `--fix`, what is mechanical is mended."""

from typing import TYPE_CHECKING

import click

from quiz.cli import output
from quiz.cli.call import Call, common
from quiz.cli.completing import decks_and_files

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quiz.errors import Problem
    from quiz.facts.mending import Hunk


@click.command(epilog="Example: quiz check my-deck other.csv --json")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, shell_complete=decks_and_files)
@click.option("--fix", is_flag=True, help="Mend what is mechanical in the files themselves, then tell what is left.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@common
def check(call: Call, paths: tuple[str, ...], fix: bool, diff: bool) -> int:  # noqa: FBT001 - Click gives them by name
    """Tell what is wrong with decks or tables.

    Ends with 1 where there are errors, which keep a deck from being added; warnings do not.
    """
    from quiz.cli.clock import now
    from quiz.cli.finding import place
    from quiz.facts.lint import check as examine

    today = now().date()
    found: list[Problem] = []
    mended = 0
    for path in map(place, paths):
        if fix or diff:
            from quiz.facts.mending import mend

            mending = mend(path, today)
            if fix and not diff:
                mending.write()
            _tell_mended(call, mending.mended, mending.hunks)
            mended += len(mending.mended)
            found += mending.left
        else:
            found += examine(path, today)
    if call.json:
        for problem in found:
            output.record(_record(problem))
    else:
        output.problems(found, result=True)
    output.flush()
    errors = sum(1 for problem in found if problem.severity == "error")
    told = counted(errors, len(found) - errors)
    if mended:
        told = f"{mended} {'would be mended' if diff else 'mended'}; {told}"
    elif easy := sum(1 for problem in found if problem.fix and not (fix or diff)):
        told = f"{told}; “quiz check --fix” mends {easy}"
    output.message(told)
    return 1 if errors else 0


def _record(problem: "Problem", *, mended: bool = False) -> dict[str, object]:
    return {
        "severity": problem.severity,
        "code": problem.code,
        "file": problem.file,
        "line": problem.line,
        "where": problem.where,
        "message": problem.message,
        "hint": problem.hint,
        "fixable": bool(problem.fix),
        **({"mended": True} if mended else {}),
    }


def _tell_mended(call: Call, mended: "Iterable[Problem]", hunks: "Iterable[Hunk]") -> None:
    """Print what was mended, and the lines before and after."""
    for problem in mended:
        if call.json:
            output.record(_record(problem, mended=True))
        else:
            place = f"{problem.file}:{problem.line}" if problem.line else problem.file
            output.line(f"{place}: mended: {problem.message}", "green")
    for hunk in hunks:
        if call.json:
            output.record({"file": hunk.file, "line": hunk.line, "before": hunk.before, "after": hunk.after})
            continue
        output.line(f"{hunk.file}:{hunk.line}", "bold")
        for text in hunk.before:
            output.line(f"  - {text}", "red")
        for text in hunk.after:
            output.line(f"  + {text}", "green")


def counted(errors: int, warnings: int) -> str:
    """Return how many problems there are, in words."""
    several = ((errors, "error"), (warnings, "warning"))
    parts = [f"{number} {word}{'' if number == 1 else 's'}" for number, word in several if number]
    return ", ".join(parts) or "no problems"
