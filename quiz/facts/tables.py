"""Tables: CSV, TSV and JSON Lines, told apart by what is in them, with the file's line of every row.

Nothing here knows what the columns mean. A table is read whole; whatever is wrong with it is told in `Table.problems`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from os import fstat
from pathlib import Path

from attrs import frozen

from quiz.errors import Problem
from quiz.facts.around import above, framed, unboxed, without_count
from quiz.facts.delimited import NO_SEPARATOR, SEPARATORS, lines_in, records, remarks, separator_of
from quiz.facts.encoding import LARGEST, SAVE_AS_UTF8, TooLargeError, UndecodableError, decoded, decoded_as
from quiz.facts.json_rows import read_json
from quiz.facts.rows import HEADER_HINT, WIDE, Row, Table, TableProblems, named, too_wide
from quiz.text.safe import safe_line

_TICK = 2000
"""So many rows are read between two calls of `Shape.tick`."""
_SAMPLE = 200
_NULL = "\\N"
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
    skip: int | None = None
    """How many lines stand above the table."""
    flat: bool = False
    """Whether the objects inside a JSON object are taken apart: `{"name": {"en": …}}` has the column `name.en`."""
    loose: bool = False
    """Whether more than the table may stand in the file: titles above it, counts below it, names of rows without a name for them,
    a backslash with N for nothing, quotes that stand for themselves. Else those are mistakes."""
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
        separator = ""
    else:
        text = unboxed(text) if shape.loose else text
        lines = lines_in(text)
        separator = shape.separator or separator_in(text, lines, loose=shape.loose)
        columns, rows = _read_delimited(text, lines, separator, problems, shape)
    problems.close()
    return Table(columns, rows, problems.found, separator)


def is_json(text: str, name: str) -> bool:
    """Say whether a table's text is JSON, by what is in it or, where that may be, by its file's name."""
    return bool(_JSON.match(text) or (name.lower().endswith((".json", ".jsonl", ".ndjson")) and _PERHAPS_JSON.match(text)))


def separator_in(text: str, lines: list[str], *, loose: bool = False) -> str:
    """Return what stands between the cells of a delimited text: what its first line tells, else what its lines show."""
    told = _SEPARATOR_LINE.match(text)
    return told[1] if told else separator_of(lines[remarks(lines) :], loose=loose)


def top_of(text: str, lines: list[str], separator: str) -> int:
    """Return how many lines stand above the table: one that tells the separator, remarks, titles."""
    start = 1 if _SEPARATOR_LINE.match(text) else remarks(lines)
    return max(start, above(framed(records(lines, separator, start=start, literal=True), separator)) - 1)


def _undecodable(error: UndecodableError, name: str) -> Problem:
    return Problem(f"table-{error.code}", str(error), error.hint, name, error.line)


def _read_delimited(
    text: str, lines: list[str], separator: str, problems: TableProblems, shape: Shape
) -> tuple[tuple[str, ...], tuple[Row, ...]]:
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
    found = _records(text, lines, separator, problems, shape)
    if not shape.header:
        return _without_header(found, problems)
    line, header = next(found, (0, ()))
    if shape.loose:
        header, found = _with_names_of_rows(header, found)
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
    is_told = shape.separator is not None or _SEPARATOR_LINE.match(text)
    if len(columns) == 1 and separator != NO_SEPARATOR and not is_told:
        between = SEPARATORS[separator]
        message = f"the header names one column, “{columns[0]}”, but the rows have several cells with a {between} between"
        problems.add("table-header", message, HEADER_HINT, line)
        return columns, ()
    divided = lines if shape.loose else ()
    rows = list(_fitted(left, len(columns), separator, divided, problems))
    columns, rows = _without_empty(columns, rows, everywhere=shape.loose)
    return named(columns, line, problems), tuple(rows)


def _below_titles(text: str, lines: list[str], separator: str, problems: TableProblems) -> int:
    """Return on which line, counted from 0, a table begins, and tell of the lines above it that may be missed."""
    top = top_of(text, lines, separator)
    told = [line for line in lines[:top] if line.strip() and not line.startswith("#") and not _SEPARATOR_LINE.match(line)]
    if told:
        message = f"what stands above the table was left out: “{safe_line(told[0].strip())[:60]}”"
        problems.add("table-above", message, "", 1, "warning")
    return top


def _without_nulls(record: tuple[int, tuple[str, ...]]) -> tuple[int, tuple[str, ...]]:
    r"""Return a record with nothing in the cells in which a database wrote `\N`."""
    return (record[0], tuple("" if cell == _NULL else cell for cell in record[1])) if _NULL in record[1] else record


def _with_names_of_rows(
    header: tuple[str, ...], found: Iterator[tuple[int, tuple[str, ...]]]
) -> tuple[tuple[str, ...], Iterator[tuple[int, tuple[str, ...]]]]:
    """Return a header as long as its rows, where each of them begins with a name, above which nothing stands, as in R."""
    first = list(islice(found, _SAMPLE))
    names = [cells[0] for _, cells in first]
    if names and all(len(cells) == len(header) + 1 and cells[0] for _, cells in first) and len(set(names)) == len(names):
        header = ("", *header)
    return header, chain(first, found)


def _without_empty(columns: tuple[str, ...], rows: list[Row], *, everywhere: bool) -> tuple[tuple[str, ...], list[Row]]:
    """Return columns and rows without the columns that have neither a name nor a value: those at the end, or all."""
    empty = {place for place, name in enumerate(columns) if not name and not any(row.cells[place] for row in rows)}
    if not everywhere:
        last = max((place for place in range(len(columns)) if place not in empty), default=0)
        empty = {place for place in empty if place > last}
    kept = [place for place in range(len(columns)) if place not in empty] or [0]
    if len(kept) == len(columns):
        return columns, rows
    return tuple(columns[place] for place in kept), [Row(row.line, tuple(row.cells[place] for place in kept)) for row in rows]


def _records(
    text: str, lines: list[str], separator: str, problems: TableProblems, shape: Shape
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the records of a table, from its header on."""
    if shape.skip is not None:
        start = shape.skip
    elif shape.loose:
        start = _below_titles(text, lines, separator, problems)
    else:
        start = 1 if _SEPARATOR_LINE.match(text) else remarks(lines)
    read = records(lines, separator, problems.add, start=start, literal=shape.loose)
    found = framed(_watched(read, shape.tick), separator)
    return map(_without_nulls, without_count(found)) if shape.loose else found


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
    filled = [Row(row.line, row.cells + ("",) * (width - len(row.cells))) for row in rows]
    return columns, tuple(filled)


def _fitted(
    found: Iterable[tuple[int, tuple[str, ...]]], width: int, separator: str, lines: Sequence[str], problems: TableProblems
) -> Iterator[Row]:
    """Make every record as long as the header; missing cells at the end are no facts.

    `lines` are the file's, where a row that has too many cells may be divided anew.
    """
    for line, cells in found:
        if len(cells) == width:
            yield Row(line, cells)
        elif len(cells) < width:
            yield Row(line, cells + ("",) * (width - len(cells)))
        elif not any(cells[width:]):
            yield Row(line, cells[:width])
        elif lines and len(tight := _tightly_divided(lines[line - 1], separator)) == width:
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
