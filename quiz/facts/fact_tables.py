"""Facts as tables, for decks of many facts: one row a record, one column a relation, in the facts' order."""

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from attrs import field, frozen

from quiz.facts.checks import remarks_text
from quiz.facts.fields import QUALIFIERS
from quiz.facts.grouping import Stated, takes_several
from quiz.facts.relation import Relation
from quiz.facts.tables import read_table_bytes

_MOST_COLUMNS = 64
"""Relations in one table; the facts of more go on in another one."""
_SPLITS = (";", "|", "/", "¦", "§", "~", "^")
_SEVERAL = ";"
"""What stands between the sources or the tags of a row."""
_SEVERAL_IN_A_CELL = ("source", "tags", "wrong", "accept")
_SUBJECT = "subject"


@frozen
class FactTable:
    """A table of facts."""

    name: str
    """Its file's name."""
    entry: Mapping[str, Any]
    """What its `[[tables]]` entry says of it, but for the path."""
    content: bytes


class UnfitError(ValueError):
    """Facts that no row of a table can state."""


@frozen
class _Segment:
    """Facts that make one table, as rows."""

    relations: dict[str, int] = field(factory=dict)
    """The place of each relation's column."""
    rows: list[list[Stated]] = field(factory=list)


def as_tables(facts: Iterable[Stated], relations: Mapping[str, Relation], taken: Collection[str]) -> list[FactTable]:
    """Return tables that state the facts in their order, under file names that are not `taken`.

    Raises `UnfitError` where a table's cells cannot say what a fact says.
    """
    names = (name for number in count(1) if (name := "facts.csv" if number == 1 else f"facts-{number}.csv") not in taken)
    return [_table(segment, relations, name) for segment, name in zip(_segments(facts, relations), names, strict=False)]


def _segments(facts: Iterable[Stated], relations: Mapping[str, Relation]) -> Iterator[_Segment]:
    """Divide facts into tables, and these into rows in which the columns keep the order of the facts."""
    segment = _Segment()
    for stated in facts:
        name = stated.fact.relation
        if name in {_SUBJECT, *QUALIFIERS}:
            raise UnfitError(name)
        if name not in segment.relations:
            if len(segment.relations) == _MOST_COLUMNS:
                yield segment
                segment = _Segment()
            segment.relations[name] = len(segment.relations)
        row = segment.rows[-1] if segment.rows else []
        if row and row[0].goes_with(stated) and _follows(row[-1], stated, segment, relations):
            row.append(stated)
        else:
            segment.rows.append([stated])
    if segment.rows:
        yield segment


def _follows(last: Stated, stated: Stated, segment: _Segment, relations: Mapping[str, Relation]) -> bool:
    before, here = segment.relations[last.fact.relation], segment.relations[stated.fact.relation]
    return before < here or (before == here and takes_several(relations.get(stated.fact.relation)))


def _table(segment: _Segment, relations: Mapping[str, Relation], name: str) -> FactTable:
    qualified = [row[0].qualifiers for row in segment.rows]
    keys = [key for key in QUALIFIERS if any(key in found for found in qualified)]
    shared = {key: qualified[0][key] for key in keys if all(found.get(key) == qualified[0].get(key) for found in qualified)}
    rows_keys = [key for key in keys if key not in shared]
    split = _split(segment, relations)
    columns = (_SUBJECT, *segment.relations, *rows_keys)
    rows = [
        (row[0].fact.subject, *_cells(row, segment, split), *_qualifying(row[0].qualifiers, rows_keys)) for row in segment.rows
    ]
    content = _csv([columns, *rows])
    read = read_table_bytes(content, name)
    if read.columns != columns or [row.cells for row in read.rows] != rows:
        raise UnfitError(name)
    return FactTable(name, {"subject": _SUBJECT, **({} if split == _SEVERAL else {"split": split}), **shared}, content)


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def _cells(row: list[Stated], segment: _Segment, split: str) -> list[str]:
    cells = [""] * len(segment.relations)
    for stated in row:
        place = segment.relations[stated.fact.relation]
        written = _written(stated.value, split)
        if not written or written != written.strip():
            raise UnfitError(written)
        cells[place] = f"{cells[place]}{split} {written}" if cells[place] else written
    return cells


def _written(value: object, split: str) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str() | int() | float():
            return str(value)
        case list() if all(isinstance(item, str) for item in value):
            return f"{split} ".join(value)
        case _:
            raise UnfitError(str(value))


def _split(segment: _Segment, relations: Mapping[str, Relation]) -> str:
    """Return what may stand between the values of a cell: something that no value holds."""
    parts: set[str] = set()
    for row in segment.rows:
        for stated in row:
            relation = relations.get(stated.fact.relation)
            if relation is not None and (relation.many or relation.value in {"list", "set"}):
                parts.update(map(str, stated.value if isinstance(stated.value, list) else [stated.value]))
    whole = "".join(parts)
    for sign in _SPLITS:
        if sign not in whole:
            return sign
    raise UnfitError("no sign is left to divide the values of a cell")


def _qualifying(qualifiers: Mapping[str, Any], keys: Iterable[str]) -> Iterator[str]:
    for key in keys:
        found = qualifiers.get(key, "")
        if key in _SEVERAL_IN_A_CELL:
            yield _several(_listed(found))
        elif isinstance(found, str):
            yield found
        elif key == "feedback":
            yield remarks_text(found)
        else:
            raise UnfitError(key)


def _listed(found: Any) -> list[Any]:  # noqa: ANN401 - whatever a file can hold
    return found if isinstance(found, list) else [found]


def _several(found: Iterable[str]) -> str:
    parts = list(found)
    if any(not isinstance(part, str) or _SEVERAL in part for part in parts):
        raise UnfitError(str(parts))
    return f"{_SEVERAL} ".join(parts)
