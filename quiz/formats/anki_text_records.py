"""The notes of Anki's plain text as records: questions with their answers, one way or both, and sentences with blanks."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from attrs import evolve

from quiz.facts.clozes import is_cloze
from quiz.facts.rows import Row, Table
from quiz.formats.columns import ANSWER, SUBJECT, layout
from quiz.formats.format import Opened, ReadOptions, Record, Taken
from quiz.formats.html_text import after_answer_line, from_html, has_markup
from quiz.formats.tabular import Origin, records
from quiz.text.rich_signs import escaped, lines_escaped

_CLOZE: Final = "cloze"
_BOTH: Final = f"{ANSWER}, both ways"
_FORWARD: Final = ("forward",)
_REVERSED: Final = re.compile(r"revers|invers|invert|beide richtungen", re.IGNORECASE)
"""How Anki calls, in several languages, the type of note whose fields are asked both ways."""
_OPTIONAL: Final = re.compile(r"op[ct]ion", re.IGNORECASE)
"""How it calls the one that is asked back only where a third field holds anything."""


def names_both_ways(type: str) -> bool:
    """Say whether a type of note is called as those whose fields are asked both ways."""
    return bool(_REVERSED.search(type))


def records_of_notes(
    table: Table, origin: Origin, options: ReadOptions, *, is_html: bool, types: Mapping[int, str]
) -> Iterator[Record]:
    """Yield the notes of a deck, of which some have a type that is asked both ways: those, by their lines."""
    styled = is_html and any(_is_styled(row) for row in table.rows)
    shown = worded(table, is_html, rich=styled)
    origin = evolve(origin, values="rich" if styled else "text")
    clozes = {row.line for row in shown.rows if isinstance(row.cells[0], str) and is_cloze(row.cells[0])}
    both = {row.line for row in shown.rows if row.line not in clozes and _is_both(row, types.get(row.line, ""))}
    others = tuple(row for row in shown.rows if row.line not in clozes | both)
    problems = shown.problems
    if others or not (clozes or both):
        for record in records(evolve(shown, rows=tuple(_plain(row, types) for row in others)), origin, options):
            yield _apart(record, ANSWER, _FORWARD) if both else record
        problems = []  # told once
    if both:
        rows = tuple(_plain(row, types) for row in shown.rows if row.line in both)
        for record in records(evolve(shown, rows=rows, problems=problems), origin, options):
            yield _apart(record, _BOTH, (*_FORWARD, "backward"))
        problems = []
    if clozes:
        notes = {row.line: _beside(row, table.columns, is_html=is_html) for row in table.rows if row.line in clozes}
        rows = tuple(row for row in shown.rows if row.line in clozes)
        yield from _sentences(evolve(shown, rows=rows, problems=problems), origin, options, notes)


def _is_both(row: Row, type: str) -> bool:
    """Say whether a note of a type is asked both ways; of one whose third field says so, by that field."""
    return bool(type) and (not _OPTIONAL.search(type) or (len(row.cells) > 2 and bool(str(row.cells[2] or "").strip())))


def _plain(row: Row, types: Mapping[int, str]) -> Row:
    """Return a note without the field that only says that it is asked back, too."""
    if len(row.cells) < 3 or not _OPTIONAL.search(types.get(row.line, "")):
        return row
    return Row(row.line, (*row.cells[:2], "", *row.cells[3:]))


def _apart(record: Record, name: str, kinds: tuple[str, ...]) -> Record:
    """Return a record of questions with answers, so that each is asked by itself, in some kinds of card."""
    if isinstance(record, Opened) and ANSWER in (known := record.deck.relations):
        relation = evolve(known[ANSWER], name=name, label=ANSWER, ask_back="{value}", kinds=kinds, many=False, apart=True)
        relations = [relation if one == ANSWER else other for one, other in known.items()]
        return evolve(record, deck=evolve(record.deck, relations=relations))
    if isinstance(record, Taken):
        facts = tuple(evolve(fact, relation=name) if fact.relation == ANSWER else fact for fact in record.facts)
        return evolve(record, facts=facts)
    return record


def _beside(row: Row, names: tuple[str, ...], *, is_html: bool) -> str:
    """Return what a note with blanks says in its other fields, as rich text."""
    cells = [str(cell) for name, cell in zip(names, row.cells, strict=True) if name not in {"tags", "id"} and cell][1:]
    texts = [from_html(cell).rich if is_html else lines_escaped(escaped(cell)) for cell in cells]
    return "\n\n".join(filter(None, map(str.strip, texts)))


def _sentences(table: Table, origin: Origin, options: ReadOptions, notes: Mapping[int, str]) -> Iterator[Record]:
    """Yield sentences with blanks: each is its own subject, by its words without the marks."""
    from quiz.facts.clozes import Cloze

    def subject(text: str) -> str:
        try:
            return str(Cloze(text))
        except ValueError:
            return text

    kept = [place for place, name in enumerate(table.columns) if place == 0 or name in {"tags", "id"}]
    rows = tuple(
        Row(row.line, (subject(str(row.cells[0])), *(row.cells[place] for place in kept), notes[row.line])) for row in table.rows
    )
    columns = ("sentence", _CLOZE, *(table.columns[place] for place in kept[1:]), "note")
    told = {"sentence": SUBJECT, _CLOZE: _CLOZE}
    found = evolve(table, columns=columns, rows=rows)
    layout(found, told)
    for record in records(found, evolve(origin, title="", values="text"), evolve(options, columns=told)):
        yield Opened(evolve(record.deck, subject_label="")) if isinstance(record, Opened) else record


def _is_styled(row: Row) -> bool:
    return any(isinstance(cell, str) and has_markup(cell) and from_html(cell).is_styled for cell in row.cells[1:])


def worded(table: Table, is_html: bool, *, rich: bool) -> Table:  # noqa: FBT001 - what the file says of itself
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
