"""Delimited text: CSV, TSV, and whatever else stands between cells, in any encoding; with a header line or without one."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from attrs import evolve

from quiz.facts.delimited import NO_SEPARATOR, framed, lines_in, records, remarks
from quiz.facts.rows import Table
from quiz.facts.tables import Shape, is_json, read_table, read_table_bytes, separator_in
from quiz.formats.columns import LONGEST_NAME, RELATION
from quiz.formats.fact_rows import header_of, rows_of, text_of_cell
from quiz.formats.format import Format, Head, Noted, Outgoing, ReadOptions, Record, Written
from quiz.formats.tabular import Origin, check_size, deck_id
from quiz.formats.tabular import records as table_records

_SAMPLE: Final = 50
_FEW: Final = 5
_OWN: Final = frozenset({"since", "until", "as_of", "according_to", "status"})
"""Names that a table of quiz has, and hardly a first row that is like the others."""
_NUMBER: Final = re.compile(r"[-+]?[\d.,]+ ?%?")
_NO_NAME: Final = re.compile(r"\S+ \S+ .*\S\?$|^[\u3000-\u9fff]{4,}？$|\{\{c\d+::|\[sound:|<img |<br>|^https?://")


def sniff(head: Head) -> float:
    """Return how surely a file is a table: its first rows have as many cells as each other."""
    text = head.text
    if not text or text.lstrip()[:1] in {"{", "["} or is_json(text, "") or text.startswith("version https://git-lfs"):
        return 0.0
    lines = lines_in(text)[:_SAMPLE]
    if text.lstrip().startswith("<") and "\t" not in lines[0]:
        return 0.0
    separator = separator_in(text, lines)
    widths = [len(cells) for _, cells in framed(records(lines, separator, start=remarks(lines)), separator)]
    if separator == NO_SEPARATOR or not widths:
        return 0.0
    most = max(widths, key=widths.count)
    if most == 1 and len(widths) > _FEW:
        return 0.0  # commas within sentences
    alike = widths.count(most) / len(widths)
    return 0.4 + 0.3 * alike if len(widths) > 1 else 0.3


def shape_of(options: ReadOptions) -> Shape:
    """Return what the options tell of a table."""
    return Shape(options.separator, options.encoding, options.header is not False, tick=options.tick)


def read(path: Path, options: ReadOptions) -> Iterator[Record]:
    """Read a table of delimited text."""
    check_size(path)
    table = read_table(path, shape=shape_of(options))
    if options.header is None and not names_columns(table.columns):
        yield Noted(
            "The first row was taken as one like the others, for columns are not called so. --header takes it as their names."
        )
        table = read_table(path, shape=evolve(shape_of(options), header=False))
    yield from table_records(table, Origin(path, options.deck or deck_id(path)), options)


def columns(head: Head, options: ReadOptions) -> Table:
    """Return the first rows of a table."""
    shape = shape_of(options)
    found = read_table_bytes(whole_lines(head), str(head.path), shape)
    if options.header is None and not names_columns(found.columns):
        return read_table_bytes(whole_lines(head), str(head.path), evolve(shape, header=False))
    return found


def names_columns(cells: Sequence[str]) -> bool:
    """Say whether the first row of a table may be the names of its columns: nobody calls them by numbers or whole questions."""
    if _OWN & set(cells) or any(cell.startswith(RELATION) for cell in cells):
        return True
    if len(cells) > 1 and all(map(_NUMBER.fullmatch, cells)):
        return False
    return not any(len(cell) > LONGEST_NAME or _NO_NAME.search(cell) for cell in cells)


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
