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
from quiz.facts.clozes import is_cloze
from quiz.facts.deck import names_a_deck
from quiz.facts.delimited import NO_SEPARATOR, lines_in, separator_of
from quiz.facts.delimited import records as records_of
from quiz.facts.encoding import UndecodableError, decoded, decoded_as
from quiz.facts.rows import Row, Table
from quiz.facts.tables import Shape, read_table_bytes
from quiz.formats.anki_text_writing import write
from quiz.formats.columns import SUBJECT, layout, unique
from quiz.formats.delimited_text import sniff as sniff_table
from quiz.formats.delimited_text import whole_lines
from quiz.formats.format import Format, Head, Noted, Opened, ReadOptions, Record
from quiz.formats.header import names_columns
from quiz.formats.html_text import after_answer_line, from_html, has_markup
from quiz.formats.tabular import Origin, check_size, deck_id, records
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
_CLOZE: Final = "cloze"


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
    for deck, table in _by_deck(notes, path, options):
        yield from _records(table, deck, path, options, is_html=notes.is_html, title=notes.told.get("name", "").strip())


def columns(head: Head, options: ReadOptions) -> Table:
    """Return the first notes as rows, as they will be read."""
    notes = _notes(whole_lines(head), str(head.path), options)
    table = _named(notes)
    return _worded(table, notes.is_html, rich=False) if notes.is_html else table


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
    if "tags" in table.columns:
        place = table.columns.index("tags")
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


def _records(table: Table, deck: str, path: Path, options: ReadOptions, *, is_html: bool, title: str) -> Iterator[Record]:
    styled = is_html and any(_is_styled(row) for row in table.rows)
    shown = _worded(table, is_html, rich=styled)
    clozes = [row for row in shown.rows if isinstance(row.cells[0], str) and is_cloze(row.cells[0])]
    if clozes and len(clozes) < len(shown.rows):
        sentences = {row.line for row in clozes}
        rest = evolve(shown, rows=tuple(row for row in shown.rows if row.line not in sentences))
        yield from records(rest, Origin(path, deck, title, values="rich" if styled else "text"), options)
    if clozes:
        yield from _sentences(
            evolve(shown, rows=tuple(clozes), problems=[] if len(clozes) < len(shown.rows) else shown.problems),
            deck,
            path,
            options,
        )
    else:
        yield from records(shown, Origin(path, deck, title, values="rich" if styled else "text"), options)


def _sentences(table: Table, deck: str, path: Path, options: ReadOptions) -> Iterator[Record]:
    """Yield sentences with blanks: each is its own subject, by its words without the marks."""
    from quiz.facts.clozes import Cloze

    def subject(text: str) -> str:
        try:
            return str(Cloze(text))
        except ValueError:
            return text

    kept = [place for place, name in enumerate(table.columns) if place == 0 or name in {"tags", "id"}]
    rows = tuple(Row(row.line, (subject(str(row.cells[0])), *(row.cells[place] for place in kept))) for row in table.rows)
    columns = ("sentence", _CLOZE, *(table.columns[place] for place in kept[1:]))
    told = {"sentence": SUBJECT, _CLOZE: _CLOZE}
    found = evolve(table, columns=columns, rows=rows)
    layout(found, told)
    for record in records(found, Origin(path, deck), evolve(options, columns=told)):
        yield Opened(evolve(record.deck, subject_label="")) if isinstance(record, Opened) else record


def _is_styled(row: Row) -> bool:
    return any(isinstance(cell, str) and has_markup(cell) and from_html(cell).is_styled for cell in row.cells[1:])


def _worded(table: Table, is_html: bool, *, rich: bool) -> Table:  # noqa: FBT001 - what the file says of itself
    """Return the notes with their fields in words: what is asked plainly, what answers with its styles if `rich`."""
    if not is_html:
        return table
    own = {place for place, name in enumerate(table.columns) if name in {"tags", "id"}}
    rows = []
    for row in table.rows:
        cells = []
        for place, cell in enumerate(row.cells):
            if place in own or not isinstance(cell, str):
                cells.append(cell)
                continue
            found = from_html(after_answer_line(cell) if place else cell)
            cells.append(found.rich if rich and place == 1 else found.plain)
        rows.append(Row(row.line, tuple(cells)))
    return evolve(table, rows=tuple(rows))


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
