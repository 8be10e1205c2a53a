"""Editing a table's file: single cells, rows put in and taken out, with its separator, quotes, encoding and line ends kept."""

import codecs
from bisect import bisect_right
from collections.abc import Mapping
from json import dumps
from typing import Any

from quiz.errors import UsageError
from quiz.facts.delimited import lines_in
from quiz.facts.editing.cell_spans import RowSpans, delimited_row, json_rows, line_begins
from quiz.facts.editing.splices import Splices
from quiz.facts.encoding import decoded
from quiz.facts.rows import Table
from quiz.facts.tables import is_json, read_table_bytes, separator_in

_MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


class TableEdits:
    """Edits of one table's file. Rows are named by the line on which they began."""

    def __init__(self, data: bytes, name: str) -> None:
        """Edit a table that was read without errors. Raises `UsageError` for one whose lines do not tell its rows apart."""
        self.table: Table = read_table_bytes(data, name)
        self.name = name
        text, self._encoding, _ = decoded(data)
        mark = _MARKS.get(self._encoding, b"")
        self._mark = mark if data.startswith(mark) else b""
        if self._mark + text.encode(self._encoding) != data:
            raise UsageError(f"{name} cannot be written in its encoding, {self._encoding}, without a change; save it as UTF-8.")
        self._splices = Splices(text)
        self._begins = line_begins(text)
        self._is_json = is_json(text, name)
        self._separator = "" if self._is_json else separator_in(text, lines_in(text))
        self._is_array = self._is_json and text.lstrip().startswith("[")
        self._json = self._json_rows() if self._is_json else {}
        self._added: dict[int, list[Mapping[int, Any]]] = {}

    def _json_rows(self) -> dict[int, RowSpans]:
        found: dict[int, RowSpans] = {}
        for begin, row in json_rows(self._splices.text, self.table.columns):
            line = bisect_right(self._begins, begin)
            if line in found:
                raise UsageError(f"{self.name}: line {line} holds several rows; write each on a line of its own.")
            found[line] = row
        return found

    def as_read(self, found: Any) -> Any:  # noqa: ANN401 - whatever a cell can hold
        """Return what reading a cell gives after `found` was written to it."""
        if self._is_json or isinstance(found, str):
            return found
        return _plain(found)

    def is_empty(self) -> bool:
        """Say whether nothing was edited."""
        return self._splices.is_empty and not self._added

    def row(self, line: int) -> RowSpans:
        """Return where the row that begins on a line stands."""
        if self._is_json:
            return self._json[line]
        return delimited_row(self._splices.text, self._begins[line - 1], self._separator)

    def put(self, line: int, cells: Mapping[int, Any]) -> None:
        """Set cells of a row, by their columns' places; an empty text empties one."""
        row = self.row(line)
        if self._is_json:
            self._put_json(row, cells)
            return
        missing = {place: found for place, found in cells.items() if place not in row.cells}
        for place, found in cells.items():
            if place in row.cells:
                span = row.cells[place]
                quoted = self._splices.text[span.begin : span.begin + 1] == '"'
                self._splices.replace(*span, self._cell(found, quoted=quoted))
        if any(found != "" for found in missing.values()):
            rest = range(len(row.cells), max(missing) + 1)
            self._splices.insert(row.whole.end, "".join(self._separator + self._cell(missing.get(place, "")) for place in rest))

    def _put_json(self, row: RowSpans, cells: Mapping[int, Any]) -> None:
        for place, found in cells.items():
            if place in row.cells:
                self._splices.replace(*row.cells[place], _json(found if found != "" else None))
            elif found != "":
                end = max((span.end for span in row.cells.values()), default=row.whole.begin + 1)
                pair = f"{_json(self.table.columns[place])}: {_json(found)}"
                self._splices.insert(end, f", {pair}" if row.cells else pair)

    def drop(self, line: int) -> None:
        """Take a row out, with its lines."""
        text, span = self._splices.text, self.row(line).whole
        begin, end = self._splices.line_begin(span.begin), self._splices.line_end(span.end)
        if self._is_array:
            after = text[span.end : end].strip()
            before = text[: span.begin].rstrip()
            if text[begin : span.begin].strip() or after not in {"", ","}:
                raise UsageError(
                    f"{self.name}: the row of line {line} shares its lines with others; write it on lines of its own."
                )
            if not after and before.endswith(","):
                self._splices.replace(len(before) - 1, len(before))
        self._splices.replace(begin, self._splices.next_line(span.end))

    def add(self, cells: Mapping[int, Any], after: int | None = None) -> None:
        """Put a row in after the one that begins on a line, or as the first one."""
        self._added.setdefault(after or 0, []).append(cells)

    def result(self) -> bytes:
        """Return what the file now holds. Raises `UsageError` where its encoding lacks a letter."""
        for after, rows in sorted(self._added.items()):
            self._insert(after, rows)
        self._added.clear()
        text = self._splices.result()
        try:
            return self._mark + text.encode(self._encoding)
        except UnicodeEncodeError as error:
            letter = text[error.start]
            raise UsageError(f"{self.name} is in {self._encoding}, which has no “{letter}”; save it as UTF-8 first.") from None

    def _insert(self, after: int, rows: list[Mapping[int, Any]]) -> None:
        newline = self._splices.newline
        if not after:
            raise UsageError(f"{self.name} has no row to put another one after; write one by hand.")
        end = self.row(after).whole.end
        indent = self._splices.indent(self._begins[after - 1]) if self._is_json else ""
        comma = "," if self._is_array else ""
        at = end if self._is_array else self._splices.line_end(end)
        self._splices.insert(at, "".join(f"{comma}{newline}{indent}{self._row(cells)}" for cells in rows))

    def _row(self, cells: Mapping[int, Any]) -> str:
        columns = self.table.columns
        if self._is_json:
            pairs = (
                f"{_json(columns[place])}: {_json(cells[place])}" for place in range(len(columns)) if cells.get(place, "") != ""
            )
            return f"{{{', '.join(pairs)}}}"
        return self._separator.join(self._cell(cells.get(place, "")) for place in range(len(columns)))

    def _cell(self, found: object, *, quoted: bool = False) -> str:
        text = _plain(found)
        special = self._separator in text or any(sign in text for sign in '"\r\n')
        return '"{}"'.format(text.replace('"', '""')) if quoted or special else text


def _plain(found: object) -> str:
    return {True: "true", False: "false"}[found] if isinstance(found, bool) else str(found)


def _json(found: object) -> str:
    return dumps(found, ensure_ascii=False)
