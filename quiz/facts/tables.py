"""Tables: CSV, TSV and JSON Lines, told apart by what is in them, with the file's line of every row.

Nothing here knows what the columns mean. A table is read whole; whatever is wrong with it is told in `Table.problems`.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from os import fstat
from pathlib import Path
from typing import NamedTuple, NoReturn, TypeAlias

from attrs import field, frozen

from quiz.errors import Problem, Severity
from quiz.facts.encoding import LARGEST, SAVE_AS_UTF8, TooLargeError, UndecodableError, decoded
from quiz.text.safe import safe_line

Cell: TypeAlias = str | int | float | bool | list[str] | None
"""What stands in one cell: text in CSV and TSV; in JSON Lines whatever JSON has but objects. `None` and `""` are no fact."""

MOST_PROBLEMS = 50
"""So many problems of one kind are told one by one; the others are only counted."""

_QUOTE_HINT = 'Close it; or, where it belongs to the text, put the cell in quotes and write the inner quote twice: "6"" pipe".'
_OBJECT_HINT = 'Write every row as an object: {"name": "Oslo", "founded": 1040}.'
_HEADER_HINT = "Write a header line with a name for every column."

SEPARATORS = {"\t": "tab", ";": "semicolon", "|": "vertical bar", ",": "comma"}
"""What may stand between cells. Where two explain a file equally well, the first one does: text is full of commas."""

NO_SEPARATOR = "\x1f"
"""Separates nothing: for files of one column."""

_SAMPLE = 200
_SEPARATOR_LINE = re.compile(r'"?sep=([,;|\t])"?[ ,;|\t]*(?:\r\n?|\n|\Z)', re.IGNORECASE)
# What Anki writes above its text exports, which have no header.
_ANKI = re.compile(r"#(?:separator|html|columns|tags|notetype|deck|guid|if matches)(?: column)?:", re.IGNORECASE)
_MARKUP = re.compile(r"\s*<(?:\?xml|!doctype|html)\b", re.IGNORECASE)
_JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*[\[{])')
_PERHAPS_JSON = re.compile(r"\s*[\[{]")
_BETWEEN = re.compile(r"[\s,]*")
_SPACES = re.compile(" *")
_QUOTED = re.compile(r'[^"]*(?:""[^"]*)*')
# Commas and semicolons that belong to text and numbers: “Paris, France”, “1,5”.
_IN_TEXT = {",": re.compile(r",(?=\s)|(?<=\d),(?=\d)"), ";": re.compile(r";(?= )")}


Report: TypeAlias = Callable[[str, str, str, int], object]
"""Takes a problem's code, message, hint and line."""


def _unreported(_code: str, _message: str, _hint: str, _line: int) -> None:
    pass


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


def read_table(path: Path | str, *, name: str | None = None) -> Table:
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
    return read_table_bytes(data, name)


def read_table_bytes(data: bytes, name: str) -> Table:
    """Read a table from a file's bytes; `name` is what its problems call it. Only `.json…` at its end tells anything else."""
    try:
        text, encoding, guessed = decoded(data)
    except UndecodableError as error:
        return Table(problems=[_undecodable(error, name)])
    problems = _Problems(name)
    if guessed:
        message = f"the file is not UTF-8; it was read as {encoding}, which is a guess"
        problems.add("table-encoding", message, f"If letters look wrong: {SAVE_AS_UTF8}", severity="warning")
    if not text.strip(" \t\r\n" + "".join(SEPARATORS)):
        problems.add("table-empty", "the file is empty", _HEADER_HINT)
        return Table(problems=problems.found)
    if _JSON.match(text) or (name.lower().endswith((".json", ".jsonl", ".ndjson")) and _PERHAPS_JSON.match(text)):
        columns, rows = _read_json(text, problems)
    else:
        columns, rows = _read_delimited(text, problems)
    problems.close()
    return Table(columns, rows, problems.found)


def lines_in(text: str) -> list[str]:
    r"""Return the lines of a text with their ends; `\n`, `\r\n` and a bare `\r` end a line."""
    return io.StringIO(text, newline="").readlines()


def separator_of(lines: list[str]) -> str:
    """Return what stands between the cells of these lines: one of `SEPARATORS`, or `NO_SEPARATOR`.

    It divides the first record, and most of the next ones into as many cells. Where nothing divides the first record but
    something divides the next ones alike, that is meant, and the header is wrong.
    """
    fits = [fit for separator in SEPARATORS if (fit := _fit(lines, separator)).likely]
    found = [fit for fit in fits if fit.width > 1] or fits
    if not found:
        return NO_SEPARATOR
    best = max(fit.alike for fit in found)
    contenders = [fit for fit in found if fit.alike >= 0.9 * best]
    # Of equals, `max` takes the first.
    return max(contenders, key=lambda fit: (round(fit.between, 1), fit.width)).separator


def records(
    lines: list[str], separator: str, report: Report = _unreported, start: int = 0
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Split lines, from index `start` on, into records: the line of the file where each begins (from 1), and its cells, stripped.

    Quotes are as in RFC 4180. Blank records are left out. What cannot be read is left out too and told to `report`, with a
    code, a message, a hint and a line.
    """
    while start < len(lines):
        # Not `islice`, which would walk to `start` each time.
        rest = map(lines.__getitem__, range(start, len(lines)))
        reader = csv.reader(rest, delimiter=separator, strict=True, skipinitialspace=True)
        first = start + 1
        line = first
        try:
            for found in reader:
                cells = tuple(map(str.strip, found))
                if any(cells):
                    yield line, cells
                line = first + reader.line_num
        except csv.Error:
            # A quote that stands for itself, one that never closes, or a cell that is too large for the csv module, whose limit
            # holds for the whole process and is not ours to change.
            start, by_hand = _record_by_hand(lines, line - 1, separator, report)
            if by_hand and any(by_hand):
                yield line, by_hand
        else:
            return


class _Problems:
    """Gathers a file's problems, and counts those of a kind beyond the first `MOST_PROBLEMS`."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Problem] = []
        self._counts: dict[str, int] = {}

    def add(self, code: str, message: str, hint: str, line: int | None = None, severity: Severity = "error") -> None:
        count = self._counts[code] = self._counts.get(code, 0) + 1
        if count <= MOST_PROBLEMS:
            self.found.append(Problem(code, message, hint, self.file, line, severity=severity))

    def close(self) -> None:
        for code, count in self._counts.items():
            if count > MOST_PROBLEMS:
                message = f"{count - MOST_PROBLEMS:,} more problems of this kind"
                self.found.append(Problem(code, message, "Mend the first ones; the others may go with them.", self.file))


def _undecodable(error: UndecodableError, name: str) -> Problem:
    return Problem(f"table-{error.code}", str(error), error.hint, name, error.line)


class _Fit(NamedTuple):
    """How well a separator explains the first records of a file."""

    separator: str
    width: int
    """The cells of the first record."""
    alike: float
    """The share of records that have as many cells as the first one; those with fewer, but more than one, count half."""
    between: float
    """The share of the separators that do not look like part of a text or a number."""
    others: float
    """The share of the other records that are divided into one and the same number of cells."""

    @property
    def likely(self) -> bool:
        """Whether this may be the separator at all."""
        if self.width > 1:
            return self.between > 0 or self.alike > 0.5
        return self.between > 0.5 and self.others >= 2 / 3


def _fit(lines: list[str], separator: str) -> _Fit:
    broken: list[int] = []
    found = islice(records(lines, separator, lambda _code, _message, _hint, line: broken.append(line)), _SAMPLE)
    widths = [len(cells) for _, cells in found]
    if not widths:
        return _Fit(separator, 0, 0, 0, 0)
    width, count = widths[0], len(widths) + len(broken)
    alike = sum(1 if other == width else 0.5 if 1 < other < width else 0 for other in widths) / count
    divided = [other for other in widths[1:] if other > 1]
    others = max(map(divided.count, set(divided))) / (count - 1) if divided else 0
    sample = "".join(lines[:_SAMPLE])
    number = sample.count(separator)
    in_text = len(_IN_TEXT[separator].findall(sample)) if separator in _IN_TEXT else 0
    return _Fit(separator, width, alike, (number - in_text) / number if number else 0, others)


def _record_by_hand(lines: list[str], index: int, separator: str, report: Report) -> tuple[int, tuple[str, ...] | None]:
    """Split the record that begins at `lines[index]`, however large, and return the index after it and its cells, if it has any.

    A cell on one line in which text follows a closing quote keeps its quotes: `"No," she said`. Over several lines that is a
    problem, for then the quote was most likely left open and the next one closed it.
    """
    cells: list[str] = []
    at = 0
    while True:
        begin, opened, line, text = at, index, lines[index], None
        at = _SPACES.match(line, at).end()  # type: ignore[union-attr]
        if line[at : at + 1] == '"':
            quoted = _rest_of_quoted(lines, index, at + 1)
            if quoted is None:
                message = f"a quote opens here and never closes; it takes in {_lines(len(lines) - index)} to the end of the file"
                report("table-quote", message, _QUOTE_HINT, index + 1)
                return len(lines), None
            text, index, at = quoted
            line = lines[index]
        end = line.find(separator, at)
        after = line[at:] if end < 0 else line[at:end]
        if text is None:
            text = after
        elif after.strip():
            if index != opened:
                message = f"a quote opens here and closes on line {index + 1}, in the middle of a cell"
                report("table-quote", message, _QUOTE_HINT, opened + 1)
                return index + 1, None
            text = line[begin:] if end < 0 else line[begin:end]
        cells.append(text.strip())
        if end < 0:
            return index + 1, tuple(cells)
        at = end + 1


def _rest_of_quoted(lines: list[str], index: int, at: int) -> tuple[str, int, int] | None:
    """Return the text from `at` to the closing quote, and the index of its line and the place after it; nothing without one."""
    pieces: list[str] = []
    while index < len(lines):
        line = lines[index]
        end = _QUOTED.match(line, at).end()  # type: ignore[union-attr]
        pieces.append(line[at:end])
        if end < len(line):
            return "".join(pieces).replace('""', '"'), index, end + 1
        index, at = index + 1, 0
    return None


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count:,} lines"


def _read_delimited(text: str, problems: _Problems) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    if _ANKI.match(text):
        problems.add("table-header", "this is a text export of Anki, which has no header line", "Import it by `quiz import`.", 1)
        return (), ()
    if _MARKUP.match(text):
        hint = "Save the table as CSV, or import it by `quiz import`."
        problems.add("table-format", "this is XML or HTML, not a table", hint, 1)
        return (), ()
    lines = lines_in(text)
    told = _SEPARATOR_LINE.match(text)
    separator = told[1] if told else separator_of(lines)
    found = records(lines, separator, problems.add, start=1 if told else 0)
    line, header = next(found, (0, ()))
    if not header:
        if not problems.found:
            problems.add("table-empty", "the file has no header line", _HEADER_HINT)
        return (), ()
    columns = tuple(map(safe_line, header))
    if len(columns) == 1 and separator != NO_SEPARATOR and not told:
        between = SEPARATORS[separator]
        message = f"the header names one column, “{columns[0]}”, but the rows have several cells with a {between} between"
        problems.add("table-header", message, _HEADER_HINT, line)
        return columns, ()
    rows = list(_fitted(found, len(columns), separator, problems))
    width = _width(columns, rows)
    _check_names(columns[:width], line, problems)
    if width < len(columns):
        rows = [Row(row.line, row.cells[:width]) for row in rows]
    return columns[:width], tuple(rows)


def _fitted(found: Iterable[tuple[int, tuple[str, ...]]], width: int, separator: str, problems: _Problems) -> Iterator[Row]:
    """Make every record as long as the header; missing cells at the end are no facts."""
    for line, cells in found:
        if len(cells) == width:
            yield Row(line, cells)
        elif len(cells) < width:
            yield Row(line, cells + ("",) * (width - len(cells)))
        elif not any(cells[width:]):
            yield Row(line, cells[:width])
        else:
            filled = max(number for number, cell in enumerate(cells, start=1) if cell)
            message = f"the row has {filled} cells, but the header names {width} columns"
            hint = f"Put quotes around a cell that holds a {SEPARATORS.get(separator, 'separator')}, or delete what is too much."
            problems.add("table-row", message, hint, line)


def _width(columns: tuple[str, ...], rows: list[Row]) -> int:
    """Return how many columns there are without those at the end that have neither a name nor a value."""
    width = len(columns)
    while width > 1 and not columns[width - 1] and not any(row.cells[width - 1] for row in rows):
        width -= 1
    return width


def _check_names(columns: tuple[str, ...], line: int | None, problems: _Problems) -> None:
    first: dict[str, int] = {}
    for number, name in enumerate(columns, start=1):
        if not name:
            message = f"column {number} of {len(columns)} has no name"
            problems.add("table-header", message, "Write its name in the header line, or delete the column.", line)
        elif name in first:
            message = f"columns {first[name]} and {number} are both named “{name}”"
            problems.add("table-header", message, "Give each column a name of its own.", line)
        first.setdefault(name, number)


def _read_json(text: str, problems: _Problems) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """Read objects, one a line or in one array. Columns are their keys, in the order in which they first appear."""
    columns: dict[str, int] = {}
    found: list[tuple[int, dict[str, Cell]]] = []
    for line, item in _json_items(text, problems):
        if not isinstance(item, dict):
            problems.add("table-row", "this is no JSON object", _OBJECT_HINT, line)
            continue
        try:
            cells = {key: _cell(key, value) for key, value in item.items()}
        except ValueError as error:
            problems.add("table-cell", str(error), "Write text, a number, true, false, null or a list of texts.", line)
            continue
        for key in cells:
            columns.setdefault(key, line)
        if any(cells.values()) or any(cell not in (None, "", []) for cell in cells.values()):
            found.append((line, cells))
    names = tuple(map(safe_line, columns))
    _check_names(names, next(iter(columns.values()), None), problems)
    if not names and not problems.found:
        problems.add("table-empty", "the file holds no objects with keys", _OBJECT_HINT)
    return names, tuple(Row(line, tuple(map(cells.get, columns))) for line, cells in found)


def _json_items(text: str, problems: _Problems) -> Iterator[tuple[int, object]]:
    """Yield the values in a text with the lines on which they begin: those of one array, or those that follow each other."""
    from json import JSONDecodeError, JSONDecoder

    text = text.replace("\r\n", "\n").replace("\r", "\n")
    decoder = JSONDecoder(object_pairs_hook=_object, parse_constant=_refuse_constant)
    at, line, counted, broken = 0, 1, 0, 0
    is_array = text.lstrip().startswith("[")
    if is_array:
        at = text.index("[") + 1
    while (at := _BETWEEN.match(text, at).end()) < len(text):  # type: ignore[union-attr]
        line, counted = line + text.count("\n", counted, at), at
        if is_array and text[at] == "]":
            is_array = False
            at += 1
            continue
        try:
            found, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            reason = error.msg if isinstance(error, JSONDecodeError) else str(error)
            if isinstance(error, RecursionError):
                reason = "it is nested too deeply"
            problems.add("table-row", f"this is not JSON: {reason}", _OBJECT_HINT, line)
            broken += 1
            at = text.find("\n", at)
            if is_array or at < 0 or broken == MOST_PROBLEMS:
                return
        else:
            yield line, found
    if is_array:
        hint = "It may be cut off; take a fresh copy, or close it with ]."
        problems.add("table-row", "the file ends inside its array", hint, line)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        double = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key “{safe_line(double)}” stands in it twice")
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _cell(key: str, value: object) -> Cell:
    """Return a JSON value as a cell. Raises `ValueError` for objects, lists in lists, and numbers that are too large."""
    match value:
        case str():
            return value.strip()
        case float() if value in {float("inf"), float("-inf")}:
            raise ValueError(f"the number in “{safe_line(key)}” is too large")
        case None | bool() | int() | float():
            return value
        case list():
            return [_item(key, item) for item in value if item is not None]
        case _:
            raise ValueError(f"“{safe_line(key)}” holds an object")


def _item(key: str, value: object) -> str:
    cell = _cell(key, value)
    if isinstance(cell, list):
        raise ValueError(f"“{safe_line(key)}” holds a list of lists")  # noqa: TRY004 - the value is wrong, not the call
    return {True: "true", False: "false"}[cell] if isinstance(cell, bool) else str(cell)
