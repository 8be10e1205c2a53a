"""From a table's rows to the records of an import: facts by what the columns hold, and each row that gave none, with why."""

import re
from collections.abc import Callable, Iterator
from itertools import islice, pairwise
from pathlib import Path
from typing import Final

from attrs import evolve, frozen

from quiz.errors import FormatError, Problem
from quiz.facts.deck import LONGEST_ID, Deck, names_a_deck
from quiz.facts.fact import Fact, Source
from quiz.facts.fields import Places, Report
from quiz.facts.records import RecordReader, Vocabulary
from quiz.facts.relation import Relation
from quiz.facts.rows import Row, Table
from quiz.facts.settle import Names
from quiz.facts.table_records import facts_of_table
from quiz.formats.choice_columns import with_choices
from quiz.formats.columns import ANSWER, IGNORE, Layout, arranged, cell_of, layout
from quiz.formats.format import Noted, Opened, ReadOptions, Record, Skipped, Taken
from quiz.text.safe import safe_line

LARGEST: Final = 128 * 2**20
"""Bytes of a text from which facts are imported. They are all in memory at once, some twenty times as large as in the file."""
_CHUNK: Final = 500
_MOST_NOTES: Final = 20
_NO_NAME: Final = re.compile(r"(column|field) \d+")
_ROW = re.compile(r"row\[(\d+)\](?:\.(.*))?", re.DOTALL)


@frozen
class Origin:
    """Where a table comes from, and what is known of it beside its rows."""

    path: Path
    deck: str
    """The id of the deck of its facts."""
    title: str = ""
    place: str = "line"
    """What the place of a row is called."""
    values: str = "text"
    """The type of the answers to questions."""


def deck_id(path: Path) -> str:
    """Return the id that the deck of a file gets: its name without the ending."""
    found = safe_line(path.stem or path.name).replace("\\", "-").replace("/", "-")[:LONGEST_ID].strip()
    return found if names_a_deck(found) else "imported"


def check_size(path: Path) -> None:
    """Raise `FormatError` for a text that is too large to be imported at once."""
    size = path.stat().st_size
    if size > LARGEST:
        raise FormatError(
            f"{path} is too large: {size / 2**20:,.0f} MiB, and at most {LARGEST // 2**20} MiB are imported at once. "
            "Split it into several files; they can go to one deck. From code, quiz.records reads it record by record."
        )


def records(table: Table, origin: Origin, options: ReadOptions) -> Iterator[Record]:
    """Yield the deck of a table, and what became of each of its rows.

    Raises `FormatError` for a table that cannot be read at all, and `UsageError` where its columns cannot be what they are told.
    """
    yield from _problems(table, origin)
    table = with_choices(table, options.columns)
    found = layout(table, options.columns)
    yield from _left_out(found, options)
    head = _head(table, found, origin)
    yield Opened(head)
    yield from _rows(table, found, head, origin, options.tick)


def _left_out(found: Layout, options: ReadOptions) -> Iterator[Record]:
    """Tell which columns were left out by their names."""
    names = [name for name, role in found.roles.items() if role == IGNORE and name not in options.columns and name != "column 1"]
    if names:
        what = f"The column {names[0]} is" if len(names) == 1 else f"The columns {', '.join(names[:_MOST_NOTES])} are"
        yield Noted(f"{what} not asked for; --column NAME=RELATION asks for one.")


def _rows(table: Table, found: Layout, head: Deck, origin: Origin, tick: Callable[[], None]) -> Iterator[Record]:
    words = Vocabulary(head.relations, Names.of({}), head.sources)
    label = _labels(table, origin)
    table, entry = arranged(table, found)
    # Several objects of JSON may stand on one line: rows are told apart by their numbers.
    left = iter(Row(number, row.cells) for number, row in enumerate(table.rows))
    notes = 0
    while chunk := tuple(islice(left, _CHUNK)):
        tick()
        report = Report(Places("", lambda path: path[1] if len(path) > 1 and isinstance(path[1], int) else None))
        facts: dict[int, list[Fact]] = {}
        for placed in facts_of_table(evolve(table, rows=chunk), "", entry, (), RecordReader(words, report)):
            facts.setdefault(int(placed.path[1]), []).append(placed.fact)
        wrong: dict[int, list[Problem]] = {}
        for problem in report.problems.found:
            number = _row_of(problem)
            if problem.severity == "warning":
                notes += 1
                if notes <= _MOST_NOTES:
                    yield Noted(f"{_where(problem, label(number))}: {problem.message}. {problem.hint}")
            else:
                wrong.setdefault(number, []).append(problem)
        for row in chunk:
            told = wrong.get(row.line, ())
            for problem in told:
                yield Skipped(_where(problem, label(row.line)), f"{problem.message}. {problem.hint}".strip())
            if row.line in facts:
                yield Taken(label(row.line), tuple(facts[row.line]))
            elif not told:
                yield Skipped(label(row.line), "It states nothing of its subject; every other cell is empty.")


def _labels(table: Table, origin: Origin) -> Callable[[int], str]:
    """Return what names the place of a row, by its number from 0: its line, or where several share a line, its number from 1."""
    lines = [row.line for row in table.rows]
    if all(one < other for one, other in pairwise(lines)):
        return lambda number: f"{origin.place} {lines[number]}"
    return lambda number: f"record {number + 1}"


def _row_of(problem: Problem) -> int:
    match = _ROW.match(problem.where)
    return int(match[1]) if match else 0


def _problems(table: Table, origin: Origin) -> Iterator[Record]:
    """Tell of what is wrong with the file. Raises `FormatError` where there is no row left because of it."""
    errors = [problem for problem in table.problems if problem.severity == "error"]
    if not table.rows:
        first = (
            errors[0] if errors else Problem("", "it has a header, and no row below it", "Fill it, or say that it has no header.")
        )
        line = f", line {first.line}" if first.line else ""
        raise FormatError(f"{origin.path}{line}: {first.message}. {first.hint}".strip())
    for problem in table.problems:
        where = f"{origin.place} {problem.line}" if problem.line else ""
        if problem.severity == "warning" or problem.code == "table-header":
            yield Noted(f"{where + ': ' if where else ''}{problem.message}. {problem.hint}".strip())
        else:
            yield Skipped(where, f"{problem.message}. {problem.hint}".strip())


def _where(problem: Problem, place: str) -> str:
    match = _ROW.match(problem.where)
    return f"{place}, {match[2]}" if match and match[2] else place


def _head(table: Table, found: Layout, origin: Origin) -> Deck:
    label = found.subject if not _NO_NAME.fullmatch(found.subject) else ""
    if (bare := label.removesuffix("Label")) in found.columns:
        label = bare  # as Wikidata calls the words for a thing
    return Deck(
        origin.deck,
        origin.title,
        relations=[_answer(table, found, origin)] if ANSWER in found.roles.values() else (),
        sources=_sources(table, found),
        subject_label=label,
    )


def _answer(table: Table, found: Layout, origin: Origin) -> Relation:
    """Return the relation of a question, which is the subject, to its answer."""
    subject = found.columns.index(found.subject)
    answer = next(place for place, column in enumerate(found.columns) if found.roles[column] == ANSWER)
    known: dict[str, str] = {}
    many = any(
        isinstance(row.cells[answer], list)
        or known.setdefault(str(row.cells[subject]), str(row.cells[answer])) != str(row.cells[answer])
        for row in table.rows
    )
    return Relation(ANSWER, value=origin.values, ask="{subject}", say="{subject} — {value}", kinds="forward", many=many)


def _sources(table: Table, found: Layout) -> dict[str, Source]:
    """Return the sources that the rows name, by what the cells call them."""
    column = next((column for column, role in found.qualifiers.items() if role == "source"), None)
    if column is None:
        return {}
    place = found.columns.index(column)
    named: dict[str, Source] = {}
    for row in table.rows:
        cell = cell_of(row.cells[place], "source")
        for name in cell if isinstance(cell, list) else [] if cell is None else [str(cell)]:
            if name not in named and safe_line(name):
                named[name] = Source(name, url=name if name.startswith(("http://", "https://")) else None, key=name)
    return named
