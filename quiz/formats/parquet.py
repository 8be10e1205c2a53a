"""Parquet and Arrow (Feather, files and streams of IPC): tables of typed columns, read batch by batch.

They take pyarrow, which the extra `parquet` installs.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from quiz.errors import FormatError, Problem
from quiz.facts.rows import MOST_COLUMNS, MOST_PROBLEMS, Cell, Row, Table, TableProblems
from quiz.formats.format import Format, Head, ReadOptions, Record
from quiz.formats.tabular import Origin, deck_id, records
from quiz.text.safe import safe, safe_line

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH: Final = 5000
_FIRST: Final = 200
_STREAM: Final = b"\xff\xff\xff\xff"
"""How each message of a stream of Arrow begins."""
_LONGEST_SCHEMA: Final = 2**24
_ALWAYS: Final = 1_000_000
"""So many cells a file may have in any case, and so many characters times `_MOST_TIMES`."""
_MOST_TIMES: Final = 20
"""A file may unpack to so many times as many cells or characters as it has bytes."""


def sniff(head: Head) -> float:
    """Return how surely a file is Parquet or Arrow: they begin with their name, and a stream of Arrow with its first message."""
    if head.data.startswith((b"PAR1", b"ARROW1\0\0", b"FEA1")):
        return 1.0
    length = int.from_bytes(head.data[4:8], "little")
    is_stream = head.data.startswith(_STREAM) and 16 <= length < _LONGEST_SCHEMA and not length % 8
    return 0.9 if is_stream and len(head.data) > 16 else 0.0


def read(path: Path, options: ReadOptions) -> Iterator[Record]:
    """Read the rows of a file. Their places are the numbers of the rows, counted from 1."""
    table = _table(path, options, None)
    yield from records(table, Origin(path, options.deck or deck_id(path), place="row"), options)


def columns(head: Head, options: ReadOptions) -> Table:
    """Return the first rows of a file."""
    return _table(head.path, options, _FIRST)


def tables(path: Path, options: ReadOptions) -> Iterator[Table]:
    """Yield the rows of a file, some thousand at a time."""
    number = 0
    left = _MOST_TIMES * max(_ALWAYS, path.stat().st_size)
    for batch in _batches(path):
        options.tick()
        if batch.num_columns > MOST_COLUMNS:
            raise FormatError(f"{path} has {batch.num_columns:,} columns; at most {MOST_COLUMNS:,} are read.")
        left -= batch.num_rows * max(_MOST_TIMES, batch.num_columns)
        if left < 0:
            raise FormatError(f"{path} has more rows than a file of its size can hold.")
        problems = TableProblems("")
        try:
            names = tuple(map(safe_line, batch.schema.names))
        except UnicodeDecodeError as error:
            raise FormatError(f"{path} cannot be read: the name of a column is no text in UTF-8.") from error
        cells = [_cells(column, name, number, problems) for name, column in zip(names, batch.columns, strict=True)]
        left -= sum(len(cell) for column in cells for cell in column if isinstance(cell, str | list))
        if left < 0:
            raise FormatError(f"{path} unpacks to more than a file of its size can hold.")
        rows = tuple(Row(number + place, row) for place, row in enumerate(zip(*cells, strict=True), start=1))
        number += len(rows)
        problems.close()
        yield Table(names, rows, problems.found)


def _table(path: Path, options: ReadOptions, limit: int | None) -> Table:
    rows: list[Row] = []
    names: tuple[str, ...] = ()
    problems: list[Problem] = []
    for table in tables(path, options):
        names = table.columns
        rows += table.rows
        problems += table.problems[: MOST_PROBLEMS - len(problems)]
        if limit is not None and len(rows) >= limit:
            break
    return Table(names, tuple(rows[:limit]), problems)


def _batches(path: Path) -> "Iterator[pa.RecordBatch]":
    try:
        import pyarrow as pa
    except ImportError as error:
        message = 'Reading Parquet and Arrow files needs pyarrow; install it with: pip install "factquiz[parquet]"'
        raise FormatError(message) from error
    try:
        for batch in _found(path):
            # Lengths that lie would have memory read that is not the file's.
            batch.validate(full=True)
            yield from (batch.slice(at, _BATCH) for at in range(0, batch.num_rows, _BATCH))
    except (pa.ArrowException, ValueError, SystemError, OverflowError) as error:
        raise FormatError(f"{path} cannot be read: {_told(error)}") from error
    except OSError as error:
        # Its library tells of damage so, too.
        raise FormatError(f"{path} cannot be read: {error.strerror or _told(error)}") from error


def _told(error: Exception) -> str:
    lines = safe(str(error)).splitlines()
    return f"{lines[0].rstrip('. ')}." if lines else f"{type(error).__name__}."


def _found(path: Path) -> "Iterator[pa.RecordBatch]":
    from pyarrow import ipc, parquet

    with path.open("rb") as file:
        first = file.read(4)
        if first == b"PAR1":
            with parquet.ParquetFile(path) as about:
                texts = [column.path for column in about.schema if column.physical_type == "BYTE_ARRAY"]
            # What is stored once for many rows is not written out for each of them.
            with parquet.ParquetFile(path, read_dictionary=texts) as found:
                yield from found.iter_batches(batch_size=_BATCH)
        elif first == _STREAM:
            with ipc.open_stream(path) as stream:
                yield from stream
        elif first == b"FEA1":
            from pyarrow import feather

            yield from feather.read_table(path).to_batches(max_chunksize=_BATCH)
        else:
            with ipc.open_file(path) as reader:
                for number in range(reader.num_record_batches):
                    yield reader.get_batch(number)


def _cells(column: "pa.Array", name: str, number: int, problems: TableProblems) -> list[Cell]:
    """Return the values of a column; those that Python cannot hold are told, and are no cells."""
    try:
        if hasattr(column, "dictionary"):
            # The same words are not made over and over.
            words = [_cell(value) for value in column.dictionary.to_pylist()]
            return [None if at is None else words[at] for at in column.indices.to_pylist()]
        return [_cell(value) for value in column.to_pylist()]
    except (ValueError, OverflowError, ArithmeticError, LookupError, TypeError, OSError):
        pass
    found: list[Cell] = []
    for place, one in enumerate(column, start=number + 1):
        try:
            found.append(_cell(one.as_py()))
        except (ValueError, OverflowError, ArithmeticError, LookupError, TypeError, OSError) as error:
            found.append(None)
            problems.add("table-value", f"{name}: the {column.type} cannot be read ({_told(error)})", "Write it as text", place)
    return found


def _cell(value: Any) -> Cell:  # noqa: ANN401 - whatever a column holds
    match value:
        case None | bool() | int() | str():
            return value.strip() if isinstance(value, str) else value
        case float():
            return None if value != value else value  # noqa: PLR0124 - the test for NaN
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case list():
            return [str(item) for item in value if item is not None]
        case bytes():
            return None
        case _:
            return str(value)


FORMATS: Final = {
    "parquet": Format(
        name="parquet",
        title="Parquet or Arrow",
        sniff=sniff,
        read=read,
        columns=columns,
        extensions=(".parquet", ".arrow", ".feather"),
        holds="subjects, relations, values, and what qualifies them",
        extra="parquet",
    )
}
