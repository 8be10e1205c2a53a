"""What a table's file holds: rows under named columns, and whatever is wrong with them."""

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from attrs import field, frozen

from quiz.errors import Problem, Severity

Cell: TypeAlias = str | int | float | bool | list[str] | None
"""What stands in one cell: text in CSV and TSV; in JSON Lines whatever JSON has but objects. `None` and `""` are no fact."""

MOST_PROBLEMS = 50
"""So many problems of one kind are told one by one; the others are only counted."""

MOST_COLUMNS = 2_000
"""A table with more columns is none; most likely something else than its separator was taken for one."""
_MOST_EMPTY = 50
"""So many times as many cells as hold something a wide table may have: each of them takes memory."""
WIDE = 100
"""A table with more columns is looked at for whether they can be meant."""

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
    separator: str = ""
    """What stands between its cells, in a text."""


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


def too_wide(columns: int, rows: Iterable[Iterable[Cell]] = ()) -> str:
    """Say why rows, as long as each of them is in the file, cannot be put under so many columns; nothing where they can."""
    if columns > MOST_COLUMNS:
        return f"it has {columns:,} columns, and at most {MOST_COLUMNS:,} are read"
    if columns > WIDE:
        number = filled = 0
        for number, row in enumerate(rows, start=1):  # noqa: B007 - it counts them
            filled += sum(cell not in (None, "") for cell in row)
        if columns * number > _MOST_EMPTY * max(filled, 1):
            return f"it has {columns:,} columns, and hardly a row has more than a few of them"
    return ""
