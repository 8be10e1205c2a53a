"""What a table's file holds: rows under named columns, and whatever is wrong with them."""

from typing import NamedTuple, TypeAlias

from attrs import field, frozen

from quiz.errors import Problem, Severity

Cell: TypeAlias = str | int | float | bool | list[str] | None
"""What stands in one cell: text in CSV and TSV; in JSON Lines whatever JSON has but objects. `None` and `""` are no fact."""

MOST_PROBLEMS = 50
"""So many problems of one kind are told one by one; the others are only counted."""

HEADER_HINT = "Write a header line with a name for every column."


class Row(NamedTuple):
    """One row, as long as the header."""

    line: int
    """The line of the file on which the row begins, counted from 1."""
    cells: tuple[Cell, ...]


@frozen(eq=False)
class Table:
    """What a table's file holds."""

    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    problems: list[Problem] = field(factory=list)
    """Everything wrong with the file; rows with an error are left out of `rows`."""


class TableProblems:
    """Gathers a file's problems, and counts those of a kind beyond the first `MOST_PROBLEMS`."""

    def __init__(self, file: str) -> None:
        """Gather the problems of the file with this name."""
        self.file = file
        self.found: list[Problem] = []
        self._counts: dict[str, int] = {}

    def add(self, code: str, message: str, hint: str, line: int | None = None, severity: Severity = "error") -> None:
        """Note a problem of a kind, told by its code."""
        count = self._counts[code] = self._counts.get(code, 0) + 1
        if count <= MOST_PROBLEMS:
            self.found.append(Problem(code, message, hint, self.file, line, severity=severity))

    def close(self) -> None:
        """Say how many problems were not told one by one."""
        for code, count in self._counts.items():
            if count > MOST_PROBLEMS:
                message = f"{count - MOST_PROBLEMS:,} more problems of this kind"
                self.found.append(Problem(code, message, "Mend the first ones; the others may go with them.", self.file))


def named(columns: tuple[str, ...], line: int | None, problems: TableProblems) -> tuple[str, ...]:
    """Return the names of the columns. One without a name gets its number for a name; the same name twice is a problem."""
    first: dict[str, int] = {}
    for number, name in enumerate(columns, start=1):
        if not name:
            message = f"column {number} of {len(columns)} has no name; it is called “column {number}”"
            problems.add("table-header", message, "Write its name in the header line, or delete the column.", line, "warning")
        elif name in first:
            message = f"columns {first[name]} and {number} are both named “{name}”"
            problems.add("table-header", message, "Give each column a name of its own.", line)
        first.setdefault(name, number)
    return tuple(name or f"column {number}" for number, name in enumerate(columns, start=1))
