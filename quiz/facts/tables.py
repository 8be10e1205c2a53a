"""Tables: CSV, TSV and JSON Lines, told apart by what is in them, with the file's line of every row.

Nothing here knows what the columns mean. A table is read whole; whatever is wrong with it is told in `Table.problems`.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from os import fstat
from pathlib import Path

from attrs import frozen

from quiz.errors import Problem
from quiz.facts.delimited import NO_SEPARATOR, SEPARATORS, framed, lines_in, records, remarks, separator_of
from quiz.facts.encoding import LARGEST, SAVE_AS_UTF8, TooLargeError, UndecodableError, decoded, decoded_as
from quiz.facts.json_rows import read_json
from quiz.facts.rows import HEADER_HINT, WIDE, Row, Table, TableProblems, named, too_wide
from quiz.text.safe import safe_line

_TICK = 2000
"""So many rows are read between two calls of `Shape.tick`."""
_SEPARATOR_HINT = "If this is a table, say what stands between its cells."
_SEPARATOR_LINE = re.compile(r'"?sep=([^\w\s"]|\t| )"?[ ,;|\t]*(?:\r\n?|\n|\Z)', re.IGNORECASE)
# What Anki writes above its text exports, which have no header.
_ANKI = re.compile(r"#(?:separator|html|columns|tags|notetype|deck|guid|if matches)(?: column)?:", re.IGNORECASE)
_MARKUP = re.compile(r"\s*<(?:\?xml|!doctype|html)\b", re.IGNORECASE)
_JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*[\[{])')
_PERHAPS_JSON = re.compile(r"\s*[\[{]")


def _unwatched() -> None:
    pass


@frozen
class Shape:
    """What is told of a table beside its bytes; what is not told is found out from what is in it."""

    separator: str | None = None
    """What stands between the cells: one character."""
    encoding: str | None = None
    """A name that Python knows."""
    header: bool = True
    """Whether the first row names the columns; else they are called `column 1` and so on."""
    skip: int = 0
    """How many lines stand above the table."""
    flat: bool = False
    """Whether the objects inside a JSON object are taken apart: `{"name": {"en": …}}` has the column `name.en`."""
    tick: Callable[[], None] = _unwatched
    """Called now and then while rows are read. What it raises ends the reading."""


FOUND_OUT = Shape()
"""Nothing is told."""


def read_table(path: Path | str, *, name: str | None = None, shape: Shape = FOUND_OUT) -> Table:
    """Read a table from a file; `name` is what its problems call it, the path as given unless set.

    A file that is not there, is no text or too large is a problem like any other.
    """
    name = str(path) if name is None else name
    try:
        with Path(path).open("rb") as file:
            size = fstat(file.fileno()).st_size
            data = file.read(LARGEST + 1) if size <= LARGEST else b""
    except OSError as error:
        message = f"the file cannot be read: {error.strerror or type(error).__name__}"
        return Table(problems=[Problem("table-unreadable", message, "Check its name and rights.", name)])
    if size > LARGEST:
        return Table(problems=[_undecodable(TooLargeError(size), name)])
    # A pipe has no size beforehand; more than is allowed is found out by reading it.
    return read_table_bytes(data, name, shape)


def read_table_bytes(data: bytes, name: str, shape: Shape = FOUND_OUT) -> Table:
    """Read a table from a file's bytes; `name` is what its problems call it. Only `.json…` at its end tells anything else."""
    try:
        text, encoding, guessed = decoded(data) if shape.encoding is None else decoded_as(data, shape.encoding)
    except UndecodableError as error:
        return Table(problems=[_undecodable(error, name)])
    problems = TableProblems(name)
    if guessed:
        message = f"the file is not UTF-8; it was read as {encoding}, which is a guess"
        problems.add("table-encoding", message, f"If letters look wrong: {SAVE_AS_UTF8}", severity="warning")
    if not text.strip(" \t\r\n" + "".join(SEPARATORS)):
        problems.add("table-empty", "the file is empty", HEADER_HINT)
        return Table(problems=problems.found)
    if not shape.skip and shape.separator is None and is_json(text, name):
        columns, rows = read_json(text, problems, flat=shape.flat, tick=shape.tick)
    else:
        columns, rows = _read_delimited(text, problems, shape)
    problems.close()
    return Table(columns, rows, problems.found)


def is_json(text: str, name: str) -> bool:
    """Say whether a table's text is JSON, by what is in it or, where that may be, by its file's name."""
    return bool(_JSON.match(text) or (name.lower().endswith((".json", ".jsonl", ".ndjson")) and _PERHAPS_JSON.match(text)))


def separator_in(text: str, lines: list[str]) -> str:
    """Return what stands between the cells of a delimited text: what its first line tells, else what its lines show."""
    told = _SEPARATOR_LINE.match(text)
    return told[1] if told else separator_of(lines[remarks(lines) :])


def _undecodable(error: UndecodableError, name: str) -> Problem:
    return Problem(f"table-{error.code}", str(error), error.hint, name, error.line)


def _read_delimited(text: str, problems: TableProblems, shape: Shape) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    if not shape.skip and _ANKI.match(text):
        problems.add(
            "table-header",
            "this is a text export of Anki, which has no header line",
            "Delete the lines that start with #, and write a header line.",
            1,
        )
        return (), ()
    if _MARKUP.match(text):
        hint = "Save the table as CSV."
        problems.add("table-format", "this is XML or HTML, not a table", hint, 1)
        return (), ()
    lines = lines_in(text)
    told = _SEPARATOR_LINE.match(text)
    separator = shape.separator or separator_in(text, lines)
    start = shape.skip or (1 if told else remarks(lines))
    found = framed(_watched(records(lines, separator, problems.add, start=start), shape.tick), separator)
    if not shape.header:
        return _without_header(found, problems)
    line, header = next(found, (0, ()))
    # Where there are few columns, rows need not all be in memory twice.
    left = list(found) if len(header) > WIDE else found
    if wide := too_wide(len(header), (cells for _, cells in left)):
        problems.add("table-columns", wide, _SEPARATOR_HINT, line)
        return (), ()
    if not header:
        if not problems.found:
            problems.add("table-empty", "the file has no header line", HEADER_HINT)
        return (), ()
    columns = tuple(map(safe_line, header))
    if len(columns) == 1 and separator != NO_SEPARATOR and not told and shape.separator is None:
        between = SEPARATORS[separator]
        message = f"the header names one column, “{columns[0]}”, but the rows have several cells with a {between} between"
        problems.add("table-header", message, HEADER_HINT, line)
        return columns, ()
    rows = list(_fitted(left, len(columns), separator, lines, problems))
    width = _width(columns, rows)
    names = named(columns[:width], line, problems)
    if width < len(columns):
        rows = [Row(row.line, row.cells[:width]) for row in rows]
    return names, tuple(rows)


def _watched(found: Iterable[tuple[int, tuple[str, ...]]], tick: Callable[[], None]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, record in enumerate(found):
        if not number % _TICK:
            tick()
        yield record


def _without_header(
    found: Iterable[tuple[int, tuple[str, ...]]], problems: TableProblems
) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """Return numbered columns, as many as the longest row has, and every row."""
    rows = [Row(line, cells) for line, cells in found]
    width = max((len(row.cells) for row in rows), default=0)
    if wide := too_wide(width, (row.cells for row in rows)):
        problems.add("table-columns", wide, _SEPARATOR_HINT, next(row.line for row in rows if len(row.cells) == width))
        return (), ()
    columns = tuple(f"column {number}" for number in range(1, width + 1))
    return columns, tuple(Row(row.line, row.cells + ("",) * (width - len(row.cells))) for row in rows)


def _fitted(
    found: Iterable[tuple[int, tuple[str, ...]]], width: int, separator: str, lines: list[str], problems: TableProblems
) -> Iterator[Row]:
    """Make every record as long as the header; missing cells at the end are no facts."""
    for line, cells in found:
        if len(cells) == width:
            yield Row(line, cells)
        elif len(cells) < width:
            yield Row(line, cells + ("",) * (width - len(cells)))
        elif not any(cells[width:]):
            yield Row(line, cells[:width])
        elif len(tight := _tightly_divided(lines[line - 1], separator)) == width:
            yield Row(line, tight)
        else:
            filled = max(number for number, cell in enumerate(cells, start=1) if cell)
            message = f"the row has {filled} cells, but the header names {width} columns"
            hint = f"Put quotes around a cell that holds a {SEPARATORS.get(separator, 'separator')}, or delete what is too much."
            problems.add("table-row", message, hint, line)


def _tightly_divided(line: str, separator: str) -> tuple[str, ...]:
    """Return the cells of a line that only separators divide which no space follows: others belong to text, as in “a; b”."""
    if separator not in ",;" or '"' in line:
        return ()
    return tuple(map(str.strip, re.split(rf"{separator}(?![ \t])", line.rstrip("\r\n"))))


def _width(columns: tuple[str, ...], rows: list[Row]) -> int:
    """Return how many columns there are without those at the end that have neither a name nor a value."""
    width = len(columns)
    while width > 1 and not columns[width - 1] and not any(row.cells[width - 1] for row in rows):
        width -= 1
    return width
