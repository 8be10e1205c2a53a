"""Table rows as fact records: which column is the subject, which are relations, and what qualifies a row or a column."""

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve, frozen

from quiz.facts.fields import COLUMN, QUALIFIERS, TABLE, Path, Places, Report, described
from quiz.facts.records import Placed, Vocabulary, qualified, statements_of
from quiz.facts.relation import Relation
from quiz.facts.tables import Table

_SPLIT = ";"


@frozen
class _Column:
    """What one column of a table holds."""

    place: int
    name: str
    relation: str
    declared: Relation | None
    raw: Mapping[str, Any]
    qualifiers: Mapping[str, Any]
    unit: str
    split: str


def facts_of_table(
    table: Table, name: str, entry: Mapping[str, Any], path: Path, report: Report, words: Vocabulary
) -> list[Placed]:
    """Return the facts of a table as its `[[tables]]` entry describes it. Mistakes in the table name its own file and line."""
    own = evolve(report, places=Places(name, _line))
    for problem in table.problems:
        report.problems.add(problem)
    spec = report.read(path, {key: found for key, found in entry.items() if key != "columns"}, TABLE)
    defaults = {key: found for key, found in spec.items() if key in QUALIFIERS}
    subject = spec.get("subject", table.columns[0] if table.columns else "")
    if subject not in table.columns:
        report.unknown((*path, "subject"), subject, table.columns, "column")
        return []
    qualifying = {} if "columns" in entry else {name: table.columns.index(name) for name in QUALIFIERS if name in table.columns}
    if "columns" in entry:
        named = report.table((*path, "columns"), entry["columns"])
    else:
        named = {name: name for name in table.columns if name != subject and name not in qualifying}
    columns = list(_columns(table, named, {**spec, **defaults}, path, report, words))
    return list(_rows(table, table.columns.index(subject), columns, qualifying, own, words))


def bare_facts(table: Table, name: str, report: Report, words: Vocabulary) -> list[Placed]:
    """Return the facts of a table that nothing describes: the first column the subject, every other one a relation."""
    own = evolve(report, places=Places(name, _line))
    columns = [_Column(place, name, name, None, {}, {}, "", "") for place, name in enumerate(table.columns) if place]
    return list(_rows(table, 0, columns, {}, own, words, "warning"))


def _columns(
    table: Table, named: Mapping[str, Any], spec: Mapping[str, Any], path: Path, report: Report, words: Vocabulary
) -> Iterator[_Column]:
    for name, described_as in named.items():
        where = (*path, "columns", name)
        if name not in table.columns:
            report.unknown(where, name, table.columns, "column")
            continue
        options = {"relation": described_as} if isinstance(described_as, str) else report.table(where, described_as)
        good = report.read(where, options, COLUMN)
        relation = good.get("relation", name)
        raw = {key: found for key, found in {**spec, **good}.items() if key in QUALIFIERS}
        split, unit = good.get("split", spec.get("split", _SPLIT)), good.get("unit", "")
        declared = words.relations.get(relation)
        yield _Column(table.columns.index(name), name, relation, declared, raw, qualified(raw, where, report, words), unit, split)


def _rows(
    table: Table,
    subject: int,
    columns: list[_Column],
    qualifying: Mapping[str, int],
    report: Report,
    words: Vocabulary,
    lenient: str = "error",
) -> Iterator[Placed]:
    for line, cells in table.rows:
        name = cells[subject]
        if name is None or name == "":
            if any(cell not in {None, ""} for cell in cells if not isinstance(cell, list)):
                hint = f"Fill the column {table.columns[subject]}."
                report.add(("row", line), "missing-subject", "The row has no subject; it is left out", hint, lenient)
            continue
        where: Path = ("row", line)
        if isinstance(name, list | bool):
            report.add(where, "wrong-value", f"{described(name)} stands where a subject was expected", "Write a text.")
            continue
        report.unsafe((*where, table.columns[subject]), str(name))
        of_row = {
            key: cells[place].split(_SPLIT) if key in {"source", "tags"} and isinstance(cells[place], str) else cells[place]
            for key, place in qualifying.items()
            if cells[place] not in {None, ""}
        } if qualifying else {}
        read = report.read(where, of_row, QUALIFIERS) if of_row else {}
        for column in columns:
            cell = cells[column.place]
            if cell is None or cell == "":
                continue
            qualifiers = column.qualifiers
            if read:
                qualifiers = qualified({**column.raw, **read}, where, report, words)
            raw = _cell(cell, column)
            yield from statements_of(str(name), column.relation, raw, qualifiers, (*where, column.name), report, words)


def _cell(cell: object, column: _Column) -> object:
    declared = column.declared
    if isinstance(cell, str) and declared is not None and (declared.many or declared.value in {"list", "set"}):
        return [part.strip() for part in cell.split(column.split) if part.strip()]
    if column.unit and isinstance(cell, str | int | float) and not isinstance(cell, bool):
        return cell if str(cell).endswith(column.unit) else f"{cell} {column.unit}"
    return cell


def _line(path: Path) -> int | None:
    return path[1] if len(path) > 1 and isinstance(path[1], int) else None
