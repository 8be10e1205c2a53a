"""Anki's “Notes in Plain Text”: rows of fields, with or without the lines above that tell the separator and what the columns are.

The first field is asked and the second one answers, unless `#columns:` or the importer says otherwise. A first field with blanks
(`{{c1::…}}`) is a sentence with blanks. (Anki 26.9, `rslib/src/import_export/text/csv/metadata.rs`.)
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from attrs import evolve, field, frozen

from quiz.errors import FormatError
from quiz.facts.deck import names_a_deck
from quiz.facts.delimited import NO_SEPARATOR, lines_in, separator_of
from quiz.facts.delimited import records as records_of
from quiz.facts.encoding import UndecodableError, decoded, decoded_as
from quiz.facts.rows import Row, Table
from quiz.facts.tables import Shape, read_table_bytes
from quiz.formats.anki_text_records import names_both_ways, records_of_notes, worded
from quiz.formats.anki_text_writing import write
from quiz.formats.column_names import TAGS
from quiz.formats.columns import unique
from quiz.formats.delimited_text import sniff as sniff_table
from quiz.formats.delimited_text import whole_lines
from quiz.formats.format import Format, Head, Noted, ReadOptions, Record
from quiz.formats.header import names_columns
from quiz.formats.html_text import has_markup
from quiz.formats.tabular import Origin, check_size, deck_id
from quiz.text.safe import safe_line

_HEADER = re.compile(r"#([a-z][a-z ]*):(.*)", re.IGNORECASE)
_KNOWN: Final = frozenset(
    {
        "separator",
        "html",
        "tags",
        "columns",
        "notetype",
        "deck",
        "guid column",
        "notetype column",
        "deck column",
        "tags column",
        "if matches",
        "name",
    }
)
_SEPARATORS: Final = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "colon": ":", "space": " "}


@frozen
class _Notes:
    """The rows of a file, and what its first lines say of them."""

    table: Table
    told: Mapping[str, str] = field(factory=dict)
    """The header lines, by their keys in lower case."""
    is_html: bool = False

    def place(self, key: str) -> int | None:
        """Return the place of a column that a header line gives by its number, counted from 1."""
        found = self.told.get(f"{key} column", "").strip()
        number = int(found) if found.isascii() and found.isdigit() and len(found) < 6 else 0
        return number - 1 if 0 < number <= len(self.table.columns) else None

    def types(self) -> dict[int, str]:
        """Return the types of the notes that are asked both ways, by their lines."""
        place, every = self.place("notetype"), self.told.get("notetype", "")
        told = ((row.line, every if place is None else str(row.cells[place])) for row in self.table.rows)
        return {line: name for line, name in told if names_both_ways(name)}


def sniff(head: Head) -> float:
    """Return how surely a file is Anki's: it begins with a header line of Anki, or its rows are divided by tabs."""
    text = head.text
    if not text:
        return 0.0
    match = _HEADER.match(text)
    if match and match[1].casefold() in _KNOWN:
        return 0.98
    lines = lines_in(text)[:50]
    if "\t" not in text or separator_of(lines) != "\t" or not (sure := sniff_table(head)):
        return 0.0
    rows = [cells for _, cells in records_of(lines, "\t", literal=True)]
    # Anki writes no header, so a first row that is one speaks for a table.
    return sure - (0.2 if names_columns(rows[0], rows[1:]) else 0.05)


def read(path: Path, options: ReadOptions) -> Iterator[Record]:
    """Read notes: one deck, or one for each name in the deck column."""
    check_size(path)
    notes = _notes(path.read_bytes(), str(path), options)
    yield from _told(notes)
    types = notes.types()
    for deck, table in _by_deck(notes, path, options):
        origin = Origin(path, deck, notes.told.get("name", "").strip())
        yield from records_of_notes(table, origin, options, is_html=notes.is_html, types=types)


def columns(head: Head, options: ReadOptions) -> Table:
    """Return the first notes as rows, as they will be read."""
    notes = _notes(whole_lines(head), str(head.path), options)
    table = _named(notes)
    return worded(table, notes.is_html, rich=False) if notes.is_html else table


def decks_in(head: Head, options: ReadOptions) -> tuple[str, ...]:
    """Return the ids of the decks of the first notes."""
    notes = _notes(whole_lines(head), str(head.path), options)
    return tuple(deck for deck, _ in _by_deck(notes, head.path, options))


def _notes(data: bytes, name: str, options: ReadOptions) -> _Notes:
    try:
        text = (decoded(data) if options.encoding is None else decoded_as(data, options.encoding)).text
    except UndecodableError as error:
        raise FormatError(f"{name}: {error}. {error.hint}") from None
    lines = lines_in(text)
    told: dict[str, str] = {}
    skip = 0
    for line in lines:
        match = _HEADER.match(line)
        if not line.startswith("#"):
            break
        skip += 1
        if match:
            told.setdefault(match[1].casefold(), match[2].strip("\r\n"))
    separator = options.separator or _separator(told, lines[skip:])
    header = options.header is True and "columns" not in told
    table = read_table_bytes(data, name, Shape(separator, options.encoding, header=header, skip=skip or None, tick=options.tick))
    # A line that begins with a number sign is a remark, where the sign is not in quotes.
    rows = tuple(row for row in table.rows if not lines[row.line - 1].startswith("#"))
    html = told.get("html", "").strip().casefold()
    is_html = html == "true" or (html != "false" and has_markup("".join(lines[skip : skip + 200])))
    return _Notes(evolve(table, rows=rows), told, is_html)


def _separator(headers: Mapping[str, str], lines: list[str]) -> str:
    told = headers.get("separator", "")
    word = told.strip().casefold()
    if word in _SEPARATORS:
        return _SEPARATORS[word]
    if told.strip(" ") and len(told.strip(" ")) == 1:
        return told.strip(" ")
    if headers and "\t" in next((line for line in lines if line.strip()), ""):
        # What Anki itself writes unless it is told otherwise.
        return "\t"
    found = separator_of([line for line in lines[:200] if not line.startswith("#")])
    return "\t" if found == NO_SEPARATOR else found


def _told(notes: _Notes) -> Iterator[Record]:
    for key in notes.told:
        if key not in _KNOWN:
            yield Noted(f"The line “#{safe_line(key)}:” above the notes means nothing to quiz; it is left out.")


def _named(notes: _Notes) -> Table:
    """Return the notes with names for their columns; those for the kind of note and its deck are left out."""
    table = notes.table
    given = notes.told.get("columns")
    names = list(table.columns)
    if given is not None:
        separator = _SEPARATORS.get(notes.told.get("separator", "").strip().casefold(), "\t")
        for place, name in enumerate(given.split(separator)[: len(names)]):
            names[place] = safe_line(name).strip() or names[place]
    elif names[:1] == ["column 1"]:
        special = {notes.place(key) for key in ("guid", "notetype", "deck", "tags")}
        fields = [place for place in range(len(names)) if place not in special]
        for number, place in enumerate(fields, start=1):
            names[place] = f"field {number}"
    for key, name in (("tags", "tags"), ("guid", "id")):
        named = notes.place(key)
        if named is not None:
            names[named] = name
    away = {notes.place("notetype"), notes.place("deck")}
    fields = [place for place in range(len(names)) if place not in {*away, notes.place("tags"), notes.place("guid")}]
    if table.rows and not fields:
        raise FormatError("By the lines above the notes, no column is left for what is asked. Mend them, or tell the columns.")
    # What is asked comes first, whatever stands before it in the file.
    kept = [*fields, *(place for place in range(len(names)) if place not in {*away, *fields})]
    rows = tuple(Row(row.line, tuple(row.cells[place] for place in kept)) for row in table.rows)
    table = evolve(table, columns=unique(names[place] for place in kept), rows=rows)
    if notes.place("guid") is not None:
        table = _known_once(table)
    every = notes.told.get("tags", "").split()
    return _tagged(table, every) if every else table


def _known_once(table: Table) -> Table:
    """Return notes of which no two have one id: a later one that has an earlier one's is known by its words."""
    place, seen, rows = table.columns.index("id"), set[str](), []
    for row in table.rows:
        id = str(row.cells[place])
        rows.append(Row(row.line, (*row.cells[:place], "", *row.cells[place + 1 :])) if id in seen else row)
        seen.add(id)
    return evolve(table, rows=tuple(rows))


def _tagged(table: Table, every: list[str]) -> Table:
    """Give every note the tags that the first lines name."""
    place = next((at for at, name in enumerate(table.columns) if name.casefold().strip() in TAGS), None)
    if place is not None:
        rows = (
            Row(row.line, tuple(f"{cell} {' '.join(every)}" if at == place else cell for at, cell in enumerate(row.cells)))
            for row in table.rows
        )
        return evolve(table, rows=tuple(rows))
    rows = (Row(row.line, (*row.cells, " ".join(every))) for row in table.rows)
    return evolve(table, columns=(*table.columns, "tags"), rows=tuple(rows))


def _by_deck(notes: _Notes, path: Path, options: ReadOptions) -> list[tuple[str, Table]]:
    """Return the notes of each deck, with its id."""
    table = _named(notes)
    place = notes.place("deck")
    told = _as_id(notes.told.get("deck", ""))
    if options.deck or place is None:
        return [(options.deck or told or deck_id(path), table)]
    found: dict[str, list[Row]] = {}
    for row, whole in zip(table.rows, notes.table.rows, strict=True):
        found.setdefault(_as_id(str(whole.cells[place])) or told or deck_id(path), []).append(row)
    first = True
    tables = []
    for deck, rows in found.items():
        # What is wrong with the file is told once.
        tables.append((deck, evolve(table, rows=tuple(rows), problems=table.problems if first else [])))
        first = False
    return tables or [(told or deck_id(path), table)]


def _as_id(name: str) -> str:
    found = "::".join(part.strip().strip(".") for part in safe_line(name).replace("/", "-").replace("\\", "-").split("::"))
    return found if names_a_deck(found) else ""


FORMATS: Final = {
    "anki-text": Format(
        name="anki-text",
        title="Anki notes in plain text",
        sniff=sniff,
        read=read,
        write=write,
        columns=columns,
        decks=decks_in,
        extensions=(".txt",),
        holds="one note a card: what is asked, what answers, tags, the deck",
        lacks="wrong options, sources, times and terms; reviews and due days; pictures and sounds",
    )
}
