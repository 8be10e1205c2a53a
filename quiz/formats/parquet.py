"""Parquet and Arrow (Feather, files and streams of IPC): tables of typed columns, read batch by batch.

They take pyarrow, which the extra `parquet` installs.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from quiz.errors import FormatError
from quiz.facts.rows import Cell, Row, Table
from quiz.formats.format import Format, Head, ReadOptions, Record
from quiz.formats.tabular import Origin, deck_id, records

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH: Final = 5000
_FIRST: Final = 200
_STREAM: Final = b"\xff\xff\xff\xff"
"""How each message of a stream of Arrow begins."""
_LONGEST_SCHEMA: Final = 2**24


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
    for batch in _batches(path):
        options.tick()
        cells = [[_cell(value) for value in column.to_pylist()] for column in batch.columns]
        rows = tuple(Row(number + place, row) for place, row in enumerate(zip(*cells, strict=True), start=1))
        number += len(rows)
        yield Table(tuple(map(str, batch.schema.names)), rows)


def _table(path: Path, options: ReadOptions, limit: int | None) -> Table:
    rows: list[Row] = []
    names: tuple[str, ...] = ()
    for table in tables(path, options):
        names = table.columns
        rows += table.rows
        if limit is not None and len(rows) >= limit:
            break
    return Table(names, tuple(rows[:limit]))


def _batches(path: Path) -> "Iterator[pa.RecordBatch]":
    try:
        import pyarrow as pa
        from pyarrow import ipc, parquet
    except ImportError as error:
        message = 'Reading Parquet and Arrow files needs pyarrow; install it with: pip install "factquiz[parquet]"'
        raise FormatError(message) from error
    try:
        with path.open("rb") as file:
            first = file.read(4)
            if first == b"PAR1":
                with parquet.ParquetFile(path) as found:
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
    except (pa.ArrowException, ValueError) as error:
        raise FormatError(f"{path} cannot be read: {str(error).splitlines()[0]}") from error


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
