"""JSON: objects, one a line (JSON Lines) or in one array; an object is one record, its keys are columns."""

import json
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from attrs import evolve

from quiz.facts.deck import names_a_deck
from quiz.facts.encoding import UndecodableError, decoded, decoded_as
from quiz.facts.json_rows import rows_of as rows_of_objects
from quiz.facts.rows import Table, TableProblems
from quiz.facts.tables import Shape, is_json, read_table, read_table_bytes
from quiz.formats.anki.decks import DeckNames
from quiz.formats.delimited_text import whole_lines
from quiz.formats.fact_rows import header_of, rows_of
from quiz.formats.format import Format, Head, Outgoing, ReadOptions, Record, Written
from quiz.formats.json_shapes import Shaped, shaped
from quiz.formats.tabular import Origin, check_size, deck_id, records
from quiz.formats.wikidata import sniff as sniff_wikidata

_OTHERS: Final = 0.3
"""How surely JSON that another reader knows by its keys is meant for this one."""
_LINES: Final = (".jsonl", ".ndjson")
"""How the names of files of JSON Lines end."""


def sniff_array(head: Head) -> float:
    """Return how surely a file is an array of objects, or one object after the other over several lines."""
    text = head.text
    if not text or not is_json(text, ""):
        # Other JSON than objects: that will be told when it is read.
        return 0.2 if text and text.lstrip()[:1] in {"[", "{"} else 0.0
    if text.lstrip().startswith("["):
        return _OTHERS if sniff_wikidata(head) else 0.9
    return 0.3 if sniff_lines(head) < 0.5 else 0.0


def sniff_lines(head: Head) -> float:
    """Return how surely a file is JSON Lines: its first line is an object."""
    text = head.text
    if not text or not is_json(text, "") or not text.lstrip().startswith("{"):
        return 0.0
    first, _, rest = text.lstrip().partition("\n")
    try:
        found = json.loads(first)
    except (ValueError, RecursionError):
        return 0.0
    if not isinstance(found, dict) or (rest.strip() and not rest.lstrip().startswith("{")):
        return 0.0
    if sniff_wikidata(head):
        return _OTHERS
    lines = head.path.suffix.casefold() in _LINES
    return 0.9 if rest.strip() or shaped(first, lines=lines) is None else 0.25


def read(path: Path, options: ReadOptions, *, lines: bool = False) -> Iterator[Record]:
    """Read objects as the rows of a table, or of one for each deck; from a file of `lines`, each is a row."""
    check_size(path)
    decks = _decks(path.read_bytes(), options, lines=lines)
    if decks is None:
        table = read_table(path, name=_as_json(path), shape=_shape(options))
        yield from records(table, Origin(path, options.deck or deck_id(path)), options)
        return
    for id, found in _named(decks, path, options):
        table = _table(found, path, options)
        told = options
        if len(decks) > 1:
            told = evolve(options, columns={name: role for name, role in options.columns.items() if name in table.columns})
        yield from records(table, Origin(path, id), told)


def _decks(data: bytes, options: ReadOptions, *, lines: bool) -> list[Shaped] | None:
    """Return the decks of JSON that is more than a list of flat objects."""
    try:
        text = (decoded(data) if options.encoding is None else decoded_as(data, options.encoding)).text
    except UndecodableError:
        return None  # what reads it as a table tells
    return shaped(text, lines=lines)


def _named(decks: list[Shaped], path: Path, options: ReadOptions) -> Iterator[tuple[str, Shaped]]:
    """Yield the decks with their ids."""
    names = DeckNames()
    for found in decks:
        name = names.id_of(found.name) if found.name else ""
        yield options.deck or (name if names_a_deck(name) else deck_id(path)), found


def _table(found: Shaped, path: Path, options: ReadOptions) -> Table:
    problems = TableProblems(str(path))
    columns, rows = rows_of_objects(found.items, problems, flat=True, tick=options.tick)
    problems.close()
    return Table(columns, rows, problems.found)


def columns(head: Head, options: ReadOptions, *, lines: bool = False) -> Table:
    """Return the first objects as rows, those of the first deck. What is wrong because the file goes on is left out."""
    decks = _decks(head.data if len(head.data) >= head.size else _whole(head), options, lines=lines)
    if decks is not None:
        return _table(decks[0], head.path, options)
    data = head.data if len(head.data) >= head.size else whole_lines(head)
    found = read_table_bytes(data, _as_json(head.path), _shape(options))
    return evolve(found, problems=[] if len(head.data) < head.size and found.rows else found.problems)


def decks_in(head: Head, options: ReadOptions, *, lines: bool = False) -> tuple[str, ...]:
    """Return the ids of the decks that a file names."""
    decks = _decks(head.data if len(head.data) >= head.size else _whole(head), options, lines=lines)
    if decks is None:
        return (options.deck or deck_id(head.path),)
    return tuple(dict.fromkeys(id for id, _ in _named(decks, head.path, options)))


def _whole(head: Head) -> bytes:
    check_size(head.path)
    return head.path.read_bytes()


def _shape(options: ReadOptions) -> Shape:
    return Shape(encoding=options.encoding, flat=True, tick=options.tick)


def _as_json(path: Path) -> str:
    return str(path) if path.suffix.casefold() in {".json", *_LINES} else f"{path}.json"


def write_lines(outgoing: Outgoing, path: Path) -> Written:
    """Write a deck's facts as JSON Lines: one object a record."""
    objects, written = _objects(outgoing)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for found in objects:
            file.write(json.dumps(found, ensure_ascii=False) + "\n")
    return written


def write_array(outgoing: Outgoing, path: Path) -> Written:
    """Write a deck's facts as one array of objects, one a line."""
    objects, written = _objects(outgoing)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("[")
        for number, found in enumerate(objects):
            file.write(f"{',' if number else ''}\n  {json.dumps(found, ensure_ascii=False)}")
        file.write("\n]\n")
    return written


def _objects(outgoing: Outgoing) -> tuple[Iterable[dict[str, object]], Written]:
    columns, rows, skipped = rows_of(outgoing)
    names = dict(zip(columns, header_of(columns), strict=True))

    def objects() -> Iterator[dict[str, object]]:
        for number, row in enumerate(rows):
            if not number % 1000:
                outgoing.tick()
            yield {names[column]: row[column] for column in columns if column in row}

    return objects(), Written(facts=len(outgoing.deck.facts) - len(skipped), skipped=skipped)


_HOLDS: Final = (
    "subjects, relations, values with lists and numbers, and what qualifies them: times, status, tags, sources, wrong options"
)
_LACKS: Final = "wording, terms and their other names, types of values, pictures, reviews"
FORMATS: Final = {
    "json": Format(
        name="json",
        title="JSON",
        sniff=sniff_array,
        read=read,
        write=write_array,
        columns=columns,
        decks=decks_in,
        extensions=(".json",),
        holds=_HOLDS,
        lacks=_LACKS,
    ),
    "jsonl": Format(
        name="jsonl",
        title="JSON Lines",
        sniff=sniff_lines,
        read=partial(read, lines=True),
        write=write_lines,
        columns=partial(columns, lines=True),
        decks=partial(decks_in, lines=True),
        extensions=_LINES,
        holds=_HOLDS,
        lacks=_LACKS,
    ),
}
