"""Files larger than memory: their records one after the other, of tables some thousand rows at a time.

CSV, JSON Lines, Parquet and Arrow files are read in pieces: memory does not grow with them, and no limit of size holds for them.
Of the other formats, packages of Anki are read note by note from their database; the rest are read whole.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from io import TextIOWrapper
from os import PathLike
from pathlib import Path
from typing import Final

from attrs import evolve

from quiz.errors import FormatError
from quiz.facts.around import unboxed
from quiz.facts.delimited import lines_in
from quiz.facts.encoding import UndecodableError, decoded, decoded_as
from quiz.facts.rows import Row, Table
from quiz.facts.tables import Shape, read_table_bytes, separator_in, top_of
from quiz.formats import delimited_text, parquet
from quiz.formats.format import Head, Noted, Opened, ReadOptions, Record, Skipped
from quiz.formats.reading import chosen, stream
from quiz.formats.sniffing import head_of
from quiz.formats.tabular import Origin, deck_id
from quiz.formats.tabular import records as table_records

_PIECE: Final = 4 * 2**20
"""Characters of a text that are read at once."""
_LONGEST_RECORD: Final = 32 * 2**20
"""Characters of one record, however many lines it has."""


def records(
    path: str | PathLike[str],
    *,
    format: str | None = None,
    deck: str | None = None,
    columns: Mapping[str, str] | None = None,
    separator: str | None = None,
    encoding: str | None = None,
    header: bool | None = None,
    tick: Callable[[], None] = lambda: None,
) -> Iterator[Record]:
    """Yield the records of a file as they are read; the arguments are those of `quiz.read`.

    What columns hold is guessed by the first some thousand rows, unless it is told. A deck is opened again where later rows tell
    more of it; what was said last counts.

    Raises:
        FormatError: it cannot be read, or no further, with the reason.
        UsageError: there is no such format, or no such column.
    """
    options = ReadOptions(deck=deck, columns=columns or {}, separator=separator, encoding=encoding, header=header, tick=tick)
    file = Path(path)
    found, _ = chosen(file, format, options)
    streamed = evolve(found, read=_PIECEWISE[found.name]) if found.name in _PIECEWISE else found
    yield from stream(file, streamed, options)


def _delimited(path: Path, options: ReadOptions) -> Iterator[Record]:
    head = head_of(path)
    text, encoding = _decoded(head, options)
    lines = lines_in(text)
    separator = options.separator or separator_in(unboxed(text), lines_in(unboxed(text)), loose=True)
    is_named = options.header is not False and (options.header is True or _names_columns(head, options))
    shape = Shape(separator, encoding, is_named, top_of(text, lines, separator), loose=True, tick=options.tick)
    tables = map(delimited_text.of_query, _texts(path, encoding, shape))
    yield from _tables(tables, Origin(path, options.deck or deck_id(path)), options)


def _lines(path: Path, options: ReadOptions) -> Iterator[Record]:
    _, encoding = _decoded(head_of(path), options)
    shape = Shape(encoding=encoding, flat=True, tick=options.tick)
    yield from _tables(_texts(path, encoding, shape, name="x.jsonl"), Origin(path, options.deck or deck_id(path)), options)


def _batches(path: Path, options: ReadOptions) -> Iterator[Record]:
    yield from _tables(parquet.tables(path, options), Origin(path, options.deck or deck_id(path), place="row"), options)


def _decoded(head: Head, options: ReadOptions) -> tuple[str, str]:
    """Return the text of the beginning of a file, and its encoding. Raises `FormatError` where it is no text."""
    data = delimited_text.whole_lines(head)
    try:
        found = decoded(data) if options.encoding is None else decoded_as(data, options.encoding)
    except UndecodableError as error:
        raise FormatError(f"{head.path}: {error}. {error.hint}") from None
    return found.text, found.encoding


def _names_columns(head: Head, options: ReadOptions) -> bool:
    table = read_table_bytes(delimited_text.whole_lines(head), str(head.path), delimited_text.shape_of(options))
    return delimited_text.has_header(table)


def _texts(path: Path, encoding: str, shape: Shape, name: str = "x.csv") -> Iterator[Table]:
    """Yield the tables of a text, one for each piece; each has the header of the first one."""
    with path.open("rb") as raw, TextIOWrapper(raw, encoding, newline="") as file:
        header, at, left = "", 0, list[str]()
        try:
            ahead = file.readlines(_PIECE)
            ahead[:1] = [line.removeprefix("\ufeff") for line in ahead[:1]]
            while True:
                lines, ahead = left + ahead, file.readlines(_PIECE)
                is_last = not ahead
                if not lines:
                    return
                whole = len(lines) if is_last or name != "x.csv" else _whole(lines, has_header=bool(header) or not shape.header)
                if sum(map(len, lines[whole:])) > _LONGEST_RECORD:
                    raise FormatError(f"{path}, line {at + whole + 1}: the record that begins here does not end.")
                table = read_table_bytes((header + "".join(lines[:whole])).encode("utf-8"), name, evolve(shape, encoding="utf-8"))
                yield _moved(table, at - header.count("\n"))
                if not header and shape.header and name == "x.csv":
                    header = _header(lines, shape.skip or 0)
                shape = evolve(shape, skip=0)
                at += whole
                left = lines[whole:]
                if is_last:
                    return
        except UnicodeDecodeError as error:
            hint = "Name its encoding, or save it as UTF-8."
            raise FormatError(f"{path}: after line {at:,} the file is not {encoding}: {error.reason}. {hint}") from None


def _moved(table: Table, lines: int) -> Table:
    """Return a piece with the places of the file: so many lines further down."""
    rows = tuple(Row(row.line + lines, row.cells) for row in table.rows)
    problems = [evolve(problem, line=problem.line + lines) if problem.line else problem for problem in table.problems]
    return evolve(table, rows=rows, problems=problems)


def _whole(lines: list[str], *, has_header: bool) -> int:
    """Return how many lines hold whole records: the last one may go on behind them. At least one record is whole."""
    number = len(lines) - 1
    quotes = 0
    # A quote that is open at the end was opened by one more than are there; every other one closes.
    for place, line in enumerate(lines[:-1]):
        quotes += line.count('"')
        if not quotes % 2:
            number = place + 1
    return number if quotes % 2 and number < len(lines) - 1 and (number > 1 or has_header) else len(lines) - 1 or 1


def _header(lines: list[str], above: int) -> str:
    """Return the lines of a text down to its header, without those above it, with an end that can be counted."""
    number = above + 1
    while number < len(lines) and "".join(lines[above:number]).count('"') % 2:
        number += 1
    return "\n".join(line.rstrip("\r\n") for line in lines[above:number]) + "\n"


def _tables(tables: Iterable[Table], origin: Origin, options: ReadOptions) -> Iterator[Record]:
    """Yield the records of tables that are pieces of one."""
    opened: Opened | None = None
    told: set[str] = set()
    for table in tables:
        if opened is not None and not table.rows:
            for problem in table.problems:
                yield Skipped(f"{origin.place} {problem.line}" if problem.line else "", f"{problem.message}. {problem.hint}")
            continue
        for record in table_records(table, origin, options):
            if isinstance(record, Opened):
                found = record if opened is None else _joined(opened, record)
                if opened is None or found.deck != opened.deck:
                    yield found
                opened = found
            elif not isinstance(record, Noted):
                yield record
            elif record.text not in told and len(told) < 100:
                told.add(record.text)
                yield record
        if opened is not None and not options.columns:
            options = evolve(options, columns=_roles(table, options))


def _roles(table: Table, options: ReadOptions) -> Mapping[str, str]:
    """Return what the columns of the first piece hold, which holds for the others too."""
    from quiz.formats.choice_columns import with_choices
    from quiz.formats.columns import layout

    return layout(with_choices(table, options.columns), options.columns).roles


def _joined(known: Opened, later: Opened) -> Opened:
    """Return a deck as it was opened, with what later rows tell of it."""
    relations = {
        name: evolve(relation, many=relation.many or (name in known.deck.relations and known.deck.relations[name].many))
        for name, relation in {**known.deck.relations, **later.deck.relations}.items()
    }
    return Opened(evolve(known.deck, relations=relations, sources={**known.deck.sources, **later.deck.sources}))


_PIECEWISE: Final[Mapping[str, Callable[[Path, ReadOptions], Iterator[Record]]]] = {
    "csv": _delimited,
    "jsonl": _lines,
    "parquet": _batches,
}
