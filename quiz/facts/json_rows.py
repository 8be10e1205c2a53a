"""Rows of JSON: objects, one a line or in one array."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NoReturn

from quiz.facts.rows import MOST_PROBLEMS, Cell, Row, TableProblems, named, too_wide
from quiz.text.safe import safe_line

_OBJECT_HINT = 'Write every row as an object: {"name": "Oslo", "founded": 1040}.'
_CELL_HINT = "Write text, a number, true, false, null or a list of texts."
_KEYS_HINT = "Give all objects the same keys."
_TICK = 2000
_DEEPEST = 4
"""Objects inside each other that are taken apart."""
_BETWEEN = re.compile(r"[\s,]*")


def _unwatched() -> None:
    pass


def read_json(
    text: str, problems: TableProblems, *, flat: bool = False, tick: Callable[[], None] = _unwatched
) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """Read objects, one a line or in one array. Columns are their keys, in the order in which they first appear.

    With `flat`, what is inside objects has columns of its own: `name.en`. `tick` is called now and then.
    """
    return rows_of(_json_items(text, problems), problems, flat=flat, tick=tick)


def rows_of(
    items: Iterable[tuple[int, object]], problems: TableProblems, *, flat: bool = False, tick: Callable[[], None] = _unwatched
) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """Return the columns and rows of objects, each with its line. With `flat`, a bad cell costs no other one."""
    columns: dict[str, int] = {}
    found: list[tuple[int, dict[str, Cell]]] = []
    for number, (line, item) in enumerate(items):
        if not number % _TICK:
            tick()
        if not isinstance(item, dict):
            problems.add("table-row", "this is no JSON object", _OBJECT_HINT, line)
            continue
        if flat and any(isinstance(value, dict) for value in item.values()):
            item = dict(_flat(item))  # noqa: PLW2901 - the same object, otherwise told
        cells = _cells(item, problems, line, flat=flat)
        for key in cells:
            columns.setdefault(key, line)
        if any(cells.values()) or any(cell not in (None, "", []) for cell in cells.values()):
            found.append((line, cells))
    if wide := too_wide(len(columns), (cells.values() for _, cells in found)):
        problems.add("table-columns", wide, _KEYS_HINT, found[0][0] if found else None)
        return (), ()
    names = named(tuple(map(safe_line, columns)), next(iter(columns.values()), None), problems)
    if not names and not problems.found:
        problems.add("table-empty", "the file holds no objects with keys", _OBJECT_HINT)
    return names, tuple(Row(line, tuple(map(cells.get, columns))) for line, cells in found)


def _cells(item: Mapping[str, object], problems: TableProblems, line: int, *, flat: bool) -> dict[str, Cell]:
    """Return what an object holds; with `flat` what is good of it, else nothing where a value is none of a cell."""
    try:
        # Most values are texts and whole numbers: settled here, they cost a call less.
        return {
            key: value.strip() if type(value) is str else value if type(value) is int else _cell(key, value)
            for key, value in item.items()
        }
    except ValueError as error:
        if flat:
            return dict(_good_cells(item, problems, line))
        problems.add("table-cell", str(error), _CELL_HINT, line)
        return {}


def _good_cells(item: Mapping[str, object], problems: TableProblems, line: int) -> Iterator[tuple[str, Cell]]:
    for key, value in item.items():
        try:
            yield key, _cell(key, value)
        except ValueError as error:
            problems.add("table-cell", str(error), _CELL_HINT, line)


def _flat(item: Mapping[str, object], above: str = "", depth: int = 1) -> Iterator[tuple[str, object]]:
    """Yield what is in an object and in the objects inside it, each by its way there."""
    for key, value in item.items():
        if isinstance(value, dict) and depth < _DEEPEST:
            yield from _flat(value, f"{above}{key}.", depth + 1)
        else:
            yield f"{above}{key}", value


def _json_items(text: str, problems: TableProblems) -> Iterator[tuple[int, object]]:
    """Yield the values in a text with the lines on which they begin: those of one array, or those that follow each other."""
    from json import JSONDecodeError, JSONDecoder

    text = text.replace("\r\n", "\n").replace("\r", "\n")
    decoder = JSONDecoder(object_pairs_hook=_object, parse_constant=_refuse_constant)
    at, line, counted, broken = 0, 1, 0, 0
    is_array = text.lstrip().startswith("[")
    if is_array:
        at = text.index("[") + 1
    while (at := _BETWEEN.match(text, at).end()) < len(text):  # type: ignore[union-attr]
        line, counted = line + text.count("\n", counted, at), at
        if is_array and text[at] == "]":
            is_array = False
            at += 1
            continue
        try:
            found, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            reason = error.msg if isinstance(error, JSONDecodeError) else str(error)
            if isinstance(error, RecursionError):
                reason = "it is nested too deeply"
            elif "integer string conversion" in reason:
                reason = "a number in it is too long to be one; write it as text"
            problems.add("table-row", f"this is not JSON: {reason}", _OBJECT_HINT, line)
            broken += 1
            at = text.find("\n", at)
            if is_array or at < 0 or broken == MOST_PROBLEMS:
                return
        else:
            yield line, found
    if is_array:
        hint = "It may be cut off; take a fresh copy, or close it with ]."
        problems.add("table-row", "the file ends inside its array", hint, line)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        double = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key “{safe_line(double)}” stands in it twice")
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _cell(key: str, value: object) -> Cell:
    """Return a JSON value as a cell. Raises `ValueError` for objects, lists in lists, and numbers that are too large."""
    match value:
        case str():
            return value.strip()
        case float() if value in {float("inf"), float("-inf")}:
            raise ValueError(f"the number in “{safe_line(key)}” is too large")
        case None | bool() | int() | float():
            return value
        case list():
            return [_item(key, item) for item in value if item is not None]
        case _:
            raise ValueError(f"“{safe_line(key)}” holds an object")


def _item(key: str, value: object) -> str:
    cell = _cell(key, value)
    if isinstance(cell, list):
        raise ValueError(f"“{safe_line(key)}” holds a list of lists")  # noqa: TRY004 - the value is wrong, not the call
    return {True: "true", False: "false"}[cell] if isinstance(cell, bool) else str(cell)
