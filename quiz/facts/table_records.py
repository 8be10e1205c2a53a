"""Table rows as fact records: which column is the subject, which are relations, and what qualifies a row or a column."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeGuard

from attrs import evolve, field, frozen

from quiz.errors import Severity
from quiz.facts.checks import described
from quiz.facts.fact import Fact
from quiz.facts.fields import COLUMN, QUALIFIERS, TABLE, Path, Places
from quiz.facts.records import Placed, RecordReader
from quiz.facts.relation import Relation
from quiz.facts.rows import Cell, Row, Table
from quiz.facts.values import Text, text_of

_SPLIT = ";"
_SEVERAL = ("source", "tags", "wrong", "accept")
"""Qualifiers of which a cell may hold several."""


@frozen
class _Column:
    """What one column of a table holds."""

    place: int
    name: str
    relation: str
    declared: Relation | None = None
    raw: Mapping[str, Any] = field(factory=dict)
    """Qualifiers as they were written, for the table and for this column."""
    qualifiers: Mapping[str, Any] = field(factory=dict)
    unit: str = ""
    split: str = _SPLIT

    @property
    def is_plain(self) -> bool:
        """Whether a plain text in it states just that."""
        said = self.declared is None or (self.declared.value == "text" and not self.declared.many and not self.declared.subject)
        return said and not self.qualifiers and not self.unit and _is_plain(self.relation) and self.relation != "cloze"


@frozen
class _Layout:
    """How the rows of one table are read."""

    table: Table
    subject: int
    columns: tuple[_Column, ...]
    qualifying: Mapping[str, int]
    """The columns that qualify their row, by the qualifier's name."""
    nameless: Severity = "error"
    """What a row without a subject is."""


def facts_of_table(table: Table, name: str, entry: Mapping[str, Any], path: Path, reader: RecordReader) -> list[Placed]:
    """Return the facts of a table as its `[[tables]]` entry describes it. Mistakes in the table name its own file and line."""
    report = reader.report
    for problem in table.problems:
        report.problems.add(problem)
    spec = report.read(path, {key: found for key, found in entry.items() if key != "columns"}, TABLE)
    if not table.columns:
        return []
    subject = spec.get("subject", table.columns[0])
    named = report.table((*path, "columns"), entry.get("columns", {}))
    if subject not in table.columns:
        # Read on in the column that was meant, so that what is wrong in the rows is told too.
        near = report.unknown((*path, "subject"), subject, table.columns, "column")
        if near is None:
            list(_columns(table, named, _sound(spec, path, reader), path, reader))
            return []
        subject = near
    qualifying = {key: table.columns.index(key) for key in QUALIFIERS if key in {*table.columns} - {subject, *named}}
    if "columns" not in entry:
        named = {column: column for column in table.columns if column != subject and column not in qualifying}
    columns = tuple(_columns(table, named, _sound(spec, path, reader), path, reader))
    found = list(_rows(_Layout(table, table.columns.index(subject), columns, qualifying), name, reader))
    return _told_if_empty(found, table, name, reader)


def bare_facts(table: Table, name: str, reader: RecordReader) -> list[Placed]:
    """Return the facts of a table that nothing describes: the first column the subject, every other one a relation."""
    subject = subject_column(table)
    columns = tuple(_Column(place, column, column) for place, column in enumerate(table.columns) if place > subject)
    found = list(_rows(_Layout(table, subject, columns, {}, "warning"), name, reader))
    return _told_if_empty(found, table, name, reader)


def _told_if_empty(found: list[Placed], table: Table, name: str, reader: RecordReader) -> list[Placed]:
    """Return what was found in a table, and warn where that is nothing although nothing was wrong with it."""
    if not found and not reader.report.problems.errors:
        what = "has no column beside that of its subjects" if len(table.columns) < 2 else "has no row with a subject and a value"
        hint = (
            "The first column holds what facts are about, every other what is said of it; commas, semicolons, tabs or | divide."
        )
        report = evolve(reader.report, places=Places(name, _line))
        report.add((), "no-facts", f"The table {what}, so it makes no cards", hint, "warning")
    return found


def subject_column(table: Table) -> int:
    """Return the place of the column that holds a bare table's subjects.

    It is the first one; or the second, where the first only counts the rows, as programs write it: without a name, from 0 or 1.
    """
    return 1 if len(table.columns) > 2 and table.columns[0] == "column 1" and _counts(table) else 0


def _counts(table: Table) -> bool:
    found = [str(row.cells[0]) for row in table.rows]
    return bool(found) and any(found == [str(number) for number in range(first, first + len(found))] for first in (0, 1))


def _sound(spec: Mapping[str, Any], path: Path, reader: RecordReader) -> Mapping[str, Any]:
    """Return what `[[tables]]` says of every row, without what was found wrong, so that it is told once and not per column."""
    before = len(reader.report.problems.found)
    reader.qualified({key: found for key, found in spec.items() if key in QUALIFIERS}, path)
    if len(reader.report.problems.found) == before:
        return spec
    known = reader.words.sources
    cited = tuple((key, place) for key, place in spec.get("source", ()) if key in known)
    return {key: found for key, found in spec.items() if key != "until"} | ({"source": cited} if "source" in spec else {})


def _columns(
    table: Table, named: Mapping[str, Any], spec: Mapping[str, Any], path: Path, reader: RecordReader
) -> Iterator[_Column]:
    for name, meaning in named.items():
        where = (*path, "columns", name)
        column = name
        if name not in table.columns:
            near = reader.report.unknown(where, name, table.columns, "column")
            if near is None or near in named:
                continue
            column = near
        options = {"relation": meaning} if isinstance(meaning, str) else reader.report.table(where, meaning)
        good = reader.report.read(where, options, COLUMN)
        relation = good.get("relation", name)
        both = {key: found for key, found in {**spec, **good}.items() if key in QUALIFIERS}
        raw = _sound(both, where, reader)
        yield _Column(
            table.columns.index(column),
            column,
            relation,
            reader.words.relations.get(relation),
            raw,
            reader.qualified(raw, where),
            good.get("unit", ""),
            good.get("split", spec.get("split", _SPLIT)),
        )


def _rows(layout: _Layout, name: str, reader: RecordReader) -> Iterator[Placed]:
    reader = evolve(reader, report=evolve(reader.report, places=Places(name, _line)))
    places = reader.report.places
    plain = {column.place for column in layout.columns if column.is_plain}
    for row in layout.table.rows:
        told = row.cells[layout.subject]
        subject: str | None = told if (plainly := _is_plain(told)) else _subject(row, layout, reader)
        if subject is None:
            continue
        where: Path = ("row", row.line)
        before = len(reader.report.problems.found)
        own = _of_row(row, layout, reader) if layout.qualifying else {}
        sound = reader.tells_apart(before)
        for column in layout.columns:
            cell = row.cells[column.place]
            if cell is None or cell == "":
                continue
            if column.place in plain and not own and plainly and _is_plain(cell):
                # Nearly every cell of a large table: there is nothing to convert, and nothing that could be wrong.
                yield Placed(Fact.plain(subject, column.relation, Text(cell)), places, (*where, column.name))
                continue
            qualifiers = column.qualifiers
            if own:
                before = len(reader.report.problems.found)
                qualifiers = reader.qualified({**column.raw, **own}, where)
                sound = sound and reader.tells_apart(before)
            placed = reader.statements(subject, column.relation, _value(cell, column), qualifiers, (*where, column.name))
            yield from placed if sound else (evolve(fact, sound=False) for fact in placed)


def _is_plain(cell: Cell) -> TypeGuard[str]:
    """Say whether a cell is a text that is in its safe and composed form as it stands."""
    return type(cell) is str and cell.isascii() and cell.isprintable() and "  " not in cell and cell.strip() == cell != ""


def _subject(row: Row, layout: _Layout, reader: RecordReader) -> str | None:
    cell, column = row.cells[layout.subject], layout.table.columns[layout.subject]
    if cell is None or (isinstance(cell, str) and not text_of(cell)):
        if any(other not in {None, ""} for other in row.cells if not isinstance(other, list)):
            hint = f"Fill the column {column}."
            message = "The row has no subject" + ("; it is left out" if layout.nameless == "warning" else "")
            reader.report.add(("row", row.line), "missing-subject", message, hint, layout.nameless)
        return None
    if isinstance(cell, list | bool):
        message = f"{described(cell)} stands where a subject was expected"
        reader.report.add(("row", row.line), "wrong-value", message, "Write a text.")
        return None
    reader.report.unsafe(("row", row.line, column), str(cell))
    return str(cell)


def _of_row(row: Row, layout: _Layout, reader: RecordReader) -> dict[str, Any]:
    """Return the qualifiers that stand in a row's own cells."""
    found: dict[str, Any] = {}
    for key, place in layout.qualifying.items():
        cell = row.cells[place]
        if cell is not None and cell != "":
            found[key] = _parts(cell, _SPLIT) if key in _SEVERAL and isinstance(cell, str) else cell
    return reader.report.read(("row", row.line), found, QUALIFIERS)


def _value(cell: Cell, column: _Column) -> object:
    declared = column.declared
    if isinstance(cell, str) and declared is not None and (declared.many or declared.value in {"list", "set"}):
        return _parts(cell, column.split)
    if column.unit and isinstance(cell, str | int | float) and not isinstance(cell, bool):
        return cell if str(cell).endswith(column.unit) else f"{cell} {column.unit}"
    return cell


def _parts(cell: str, split: str) -> list[str]:
    return [part.strip() for part in cell.split(split) if part.strip()]


def _line(path: Path) -> int | None:
    return path[1] if len(path) > 1 and isinstance(path[1], int) else None
