"""Delimited text: CSV, TSV, and whatever else stands between cells, in any encoding; with a header line or without one."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from attrs import evolve

from quiz.facts.around import framed, unboxed
from quiz.facts.delimited import NO_SEPARATOR, lines_in, records
from quiz.facts.rows import Cell, Row, Table
from quiz.facts.tables import Shape, is_json, read_table, read_table_bytes, separator_in, top_of
from quiz.formats.fact_rows import header_of, rows_of, text_of_cell
from quiz.formats.format import Format, Head, Noted, Outgoing, ReadOptions, Record, Written
from quiz.formats.header import names_columns
from quiz.formats.tabular import Origin, check_size, deck_id
from quiz.formats.tabular import records as table_records

_SAMPLE: Final = 50
_ROWS: Final = 200
_PROSE: Final = re.compile(r"(?<=[^\s\d])[,;](?= )")
"""A comma or semicolon as it stands in a sentence."""
_VARIABLE: Final = re.compile(r"\?\w+")
_TERM: Final = re.compile(r'<(?P<address>[^<>\s]+)>|"(?P<text>(?:[^"\\]|\\.)*)"(?:@[A-Za-z-]+|\^\^<[^<>\s]+>)?', re.DOTALL)
"""A value as Turtle writes it: an address, or words with their language or type."""
_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED: Final = {"n": "\n", "t": "\t", "r": "\r"}
_LIST: Final = 3
"""Rows of tabs with no more cells than this are mostly words with what they mean, above which nobody writes names."""


def sniff(head: Head) -> float:
    """Return how surely a file is a table: its first rows have as many cells as each other."""
    text = head.text
    if not text or text.lstrip()[:1] in {"{", "["} or is_json(text, "") or text.startswith("version https://git-lfs"):
        return 0.0
    lines = lines_in(unboxed(text))[:_SAMPLE]
    if text.lstrip().startswith("<") and "\t" not in lines[0]:
        return 0.0
    separator = separator_in(text, lines, loose=True)
    start = top_of(text, lines, separator)
    widths = [len(cells) for _, cells in framed(records(lines, separator, start=start, literal=True), separator)]
    if separator == NO_SEPARATOR or not widths:
        return 0.0
    usual = max(widths, key=widths.count)
    alike = widths.count(usual) / len(widths)
    if usual == 1:
        return 0.0
    if alike < 0.75 and separator in ",;" and is_prose(lines, separator):
        return 0.0
    return 0.4 + 0.3 * alike if len(widths) > 1 else 0.3


def is_prose(lines: list[str], separator: str) -> bool:
    """Say whether what seems to stand between cells mostly stands in sentences."""
    text = "".join(lines)
    in_text = _PROSE.findall(text).count(separator)
    return 2 * in_text > text.count(separator)


def shape_of(options: ReadOptions) -> Shape:
    """Return what the options tell of a table."""
    return Shape(options.separator, options.encoding, options.header is not False, loose=True, tick=options.tick)


def read(path: Path, options: ReadOptions) -> Iterator[Record]:
    """Read a table of delimited text."""
    check_size(path)
    table = read_table(path, shape=shape_of(options))
    if options.header is None and not has_header(table):
        yield Noted(
            "The first row was taken as one like the others, for columns are not called so. --header takes it as their names."
        )
        table = read_table(path, shape=evolve(shape_of(options), header=False))
    yield from table_records(of_query(table), Origin(path, options.deck or deck_id(path)), options)


def columns(head: Head, options: ReadOptions) -> Table:
    """Return the first rows of a table."""
    shape = shape_of(options)
    found = read_table_bytes(whole_lines(head), str(head.path), shape)
    if options.header is None and not has_header(found):
        return read_table_bytes(whole_lines(head), str(head.path), evolve(shape, header=False))
    return of_query(found)


def of_query(table: Table) -> Table:
    """Return a table of answers to a query in SPARQL, whose columns are variables, with its values in words."""
    if not all(_VARIABLE.fullmatch(name) for name in table.columns):
        return table
    rows = (Row(row.line, tuple(_value(cell) for cell in row.cells)) for row in table.rows)
    return evolve(table, columns=tuple(name[1:] for name in table.columns), rows=tuple(rows))


def _value(cell: Cell) -> Cell:
    found = _TERM.fullmatch(cell) if isinstance(cell, str) else None
    if found is None:
        return cell
    return (
        found["address"] if found["address"] is not None else _ESCAPE.sub(lambda one: _ESCAPED.get(one[1], one[1]), found["text"])
    )


def has_header(table: Table) -> bool:
    """Say whether the first row of a table, which was read as its header, is one."""
    cells = ["" if name == f"column {place}" else name for place, name in enumerate(table.columns, start=1)]
    found = names_columns(cells, [row.cells for row in table.rows[:_ROWS]])
    if found is None:
        return table.separator != "\t" or len(cells) > _LIST
    return found


def whole_lines(head: Head) -> bytes:
    """Return the beginning of a file up to the end of a line, or all of a short one."""
    if len(head.data) >= head.size:
        return head.data
    if head.data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head.data:
        return head.data[: len(head.data) // 4 * 4]
    cut = max(head.data.rfind(b"\n"), head.data.rfind(b"\r"))
    return head.data[: cut + 1] if cut > 0 else head.data


def write(outgoing: Outgoing, path: Path) -> Written:
    """Write a deck's facts as CSV: one row a record, one column a relation, then what qualifies the rows."""
    columns, rows, skipped = rows_of(outgoing)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header_of(columns))
    for number, row in enumerate(rows):
        if not number % 1000:
            outgoing.tick()
        writer.writerow([text_of_cell(row.get(column), column) for column in columns])
    path.write_bytes(text.getvalue().encode())
    return Written(facts=len(outgoing.deck.facts) - len(skipped), skipped=skipped)


FORMATS: Final = {
    "csv": Format(
        name="csv",
        title="table (CSV, TSV, …)",
        sniff=sniff,
        read=read,
        write=write,
        columns=columns,
        extensions=(".csv", ".tsv", ".tab"),
        holds="subjects, relations, values, and what qualifies them: times, status, tags, sources, wrong options",
        lacks="wording, terms and their other names, types of values, pictures, reviews",
    )
}
