"""The tables of a Markdown text: their rows are records, whatever stands around them. Of cells, the words are taken."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from attrs import evolve

from quiz.errors import FormatError, Problem
from quiz.facts.encoding import UndecodableError, decode, decoded_as
from quiz.facts.rows import Row, Table
from quiz.formats.delimited_text import whole_lines
from quiz.formats.format import Format, Head, ReadOptions, Record
from quiz.formats.html_text import from_html
from quiz.formats.markdown_html import html_of
from quiz.formats.tabular import Origin, check_size, deck_id, records
from quiz.text.safe import safe_line

_RULE: Final = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_FENCE: Final = re.compile(r"[ \t]*(?:`{3,}|~{3,})")
_CELL: Final = re.compile(r"(?:\\.|`[^`\n]*`|[^|\\`]|[\\`])*")
_MARKED: Final = re.compile(r"\*\*|\\\||`|\[[^\]\n]*\]\(|\[\[")
_LONGEST: Final = 20_000
_SHARE: Final = 0.5
"""So many of the lines stand in tables, or it is a text about something else."""


def sniff(head: Head) -> float:
    """Return how surely a text is mostly tables of Markdown that are more than rows divided by bars."""
    text = head.text or ""
    if "|" not in text or "-" not in text:
        return 0.0
    lines = text.splitlines()
    tables = list(_tables(lines))
    rows = sum(len(rows) + 2 for _, rows in tables)
    others = sum(1 for line in lines if line.strip()) - rows
    if not tables or rows < _SHARE * (rows + others):
        return 0.0
    return 0.75 if others or len(tables) > 1 or _MARKED.search(text) else 0.0


def read(path: Path, options: ReadOptions) -> Iterator[Record]:
    """Read the rows of all tables; those with the same columns are one table."""
    check_size(path)
    found = _read(path.read_bytes(), str(path), options)
    if not found:
        raise FormatError(f"{path} holds no table: a row of names, and below it a row of dashes, divided by bars.")
    for table in found:
        told = (
            {name: role for name, role in options.columns.items() if name in table.columns} if len(found) > 1 else options.columns
        )
        yield from records(table, Origin(path, options.deck or deck_id(path)), evolve(options, columns=told))


def columns(head: Head, options: ReadOptions) -> Table:
    """Return the first rows of the first table."""
    found = _read(whole_lines(head), str(head.path), options)
    return (
        found[0] if found else Table(problems=[Problem("table-empty", "the text holds no table", "Write one, divided by bars.")])
    )


def _read(data: bytes, name: str, options: ReadOptions) -> list[Table]:
    try:
        text = decode(data) if options.encoding is None else decoded_as(data, options.encoding).text
    except UndecodableError as error:
        raise FormatError(f"{name}: {error}. {error.hint}") from None
    made: dict[tuple[str, ...], tuple[list[Row], list[Problem]]] = {}
    for number, (header, rows) in enumerate(_tables(text.splitlines())):
        if not number % 100:
            options.tick()
        names = tuple(map(_words, header))
        kept, problems = made.setdefault(names, ([], []))
        for line, cells in rows:
            words = tuple(map(_words, cells))
            if any(words[len(names) :]):
                message = f"the row has {len(cells)} cells, but the header names {len(names)} columns"
                problems.append(Problem("table-row", message, r"Write \| where a bar belongs to a cell.", name, line))
            elif any(words):
                kept.append(Row(line, words[: len(names)] + ("",) * (len(names) - len(words))))
    return [Table(names, tuple(rows), problems) for names, (rows, problems) in made.items() if rows]


def _tables(lines: list[str]) -> Iterator[tuple[list[str], list[tuple[int, list[str]]]]]:
    """Yield the cells of each header, and the rows below with their lines."""
    at, is_code = 0, False
    while at + 1 < len(lines):
        is_code ^= bool(_FENCE.match(lines[at]))
        if is_code or "|" not in lines[at] or "|" not in lines[at + 1] or not _RULE.fullmatch(lines[at + 1][:_LONGEST]):
            at += 1
            continue
        header = _cells(lines[at])
        rows = []
        at += 2
        while at < len(lines) and "|" in lines[at]:
            rows.append((at + 1, _cells(lines[at])))
            at += 1
        if len(header) > 1:
            yield header, rows


def _cells(line: str) -> list[str]:
    """Return the cells of a row, without the bars at its ends."""
    bare = line.strip()
    found, at = [], 1 if bare.startswith("|") else 0
    while at < len(bare):
        end = _CELL.match(bare, at).end()  # type: ignore[union-attr]
        found.append(bare[at:end].strip())
        at = end + 1
    return found


def _words(cell: str) -> str:
    if len(cell) > _LONGEST:
        return safe_line(cell)
    return safe_line(from_html(html_of(cell.replace("\\|", "|"), inline=True)).plain).strip()


FORMATS: Final = {
    "md-table": Format(
        name="md-table",
        title="tables in Markdown",
        sniff=sniff,
        read=read,
        columns=columns,
        extensions=(".md",),
        holds="subjects, relations, values, and what qualifies them",
        lacks="everything that stands around the tables",
    )
}
