"""JSON: objects, one a line (JSON Lines) or in one array; an object is one record, its keys are columns."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from attrs import evolve

from quiz.facts.rows import Table
from quiz.facts.tables import Shape, is_json, read_table, read_table_bytes
from quiz.formats.delimited_text import whole_lines
from quiz.formats.fact_rows import header_of, rows_of
from quiz.formats.format import Format, Head, Outgoing, ReadOptions, Record, Written
from quiz.formats.tabular import Origin, check_size, deck_id, records


def sniff_array(head: Head) -> float:
    """Return how surely a file is an array of objects, or one object after the other over several lines."""
    text = head.text
    if not text or not is_json(text, ""):
        # Other JSON than objects: that will be told when it is read.
        return 0.2 if text and text.lstrip()[:1] in {"[", "{"} else 0.0
    if text.lstrip().startswith("["):
        return 0.9
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
    return 0.9 if isinstance(found, dict) and (not rest.strip() or rest.lstrip().startswith("{")) else 0.0


def read(path: Path, options: ReadOptions) -> Iterator[Record]:
    """Read objects as the rows of a table."""
    check_size(path)
    table = read_table(path, name=_as_json(path), shape=_shape(options))
    yield from records(table, Origin(path, options.deck or deck_id(path)), options)


def columns(head: Head, options: ReadOptions) -> Table:
    """Return the first objects as rows. What is wrong because the file goes on is left out."""
    data = head.data if len(head.data) >= head.size else whole_lines(head)
    found = read_table_bytes(data, _as_json(head.path), _shape(options))
    return evolve(found, problems=[] if len(head.data) < head.size and found.rows else found.problems)


def _shape(options: ReadOptions) -> Shape:
    return Shape(encoding=options.encoding, flat=True, tick=options.tick)


def _as_json(path: Path) -> str:
    return str(path) if path.suffix.casefold() in {".json", ".jsonl", ".ndjson"} else f"{path}.json"


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
        extensions=(".json",),
        holds=_HOLDS,
        lacks=_LACKS,
    ),
    "jsonl": Format(
        name="jsonl",
        title="JSON Lines",
        sniff=sniff_lines,
        read=read,
        write=write_lines,
        columns=columns,
        extensions=(".jsonl", ".ndjson"),
        holds=_HOLDS,
        lacks=_LACKS,
    ),
}
