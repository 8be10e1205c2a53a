"""`quiz check`: everything wrong with a deck, and how to mend it."""

import click

from quiz.cli import output
from quiz.cli.call import Call, common


@click.command(epilog="Example: quiz check my-deck other.csv --json")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@common
def check(call: Call, paths: tuple[str, ...]) -> int:
    """Tell what is wrong with decks or tables.

    Ends with 1 where there are errors, which keep a deck from being added; warnings do not.
    """
    from quiz.cli.finding import place
    from quiz.facts.lint import check as examine

    found = [problem for path in paths for problem in examine(place(path))]
    if call.json:
        for problem in found:
            output.record(
                {
                    "severity": problem.severity,
                    "code": problem.code,
                    "file": problem.file,
                    "line": problem.line,
                    "where": problem.where,
                    "message": problem.message,
                    "hint": problem.hint,
                }
            )
    else:
        output.problems(found, result=True)
    output.flush()
    errors = sum(1 for problem in found if problem.severity == "error")
    output.message(counted(errors, len(found) - errors))
    return 1 if errors else 0


def counted(errors: int, warnings: int) -> str:
    """Return how many problems there are, in words."""
    several = ((errors, "error"), (warnings, "warning"))
    parts = [f"{number} {word}{'' if number == 1 else 's'}" for number, word in several if number]
    return ", ".join(parts) or "no problems"
