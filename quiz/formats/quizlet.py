"""Quizlet's exports: terms and definitions as text, with whatever its user chose between the two and between the rows.

Which that is, is guessed by what divides all rows alike, or told. A row in which the sign between term and definition is missing
goes on with the definition above it, where rows are lines.
"""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from attrs import evolve, frozen

from quiz.errors import FormatError
from quiz.facts.deck import Deck
from quiz.facts.delimited import lines_in, separator_of
from quiz.facts.encoding import UndecodableError, decode, decoded_as
from quiz.formats.authored import Authored
from quiz.formats.column_names import names_a_pair
from quiz.formats.delimited_text import is_prose
from quiz.formats.delimited_text import sniff as sniff_table
from quiz.formats.format import Format, Head, Noted, Opened, ReadOptions, Record, Skipped, Taken
from quiz.formats.header import names_columns
from quiz.formats.html_text import Fragment
from quiz.formats.tabular import check_size, deck_id
from quiz.text.rich_signs import escaped, lines_escaped
from quiz.text.safe import safe, safe_line

_CELLS: Final = (
    "\t", "|||", ":::", "::", ";;", "||", "##", "@@", "%%", "==>", "=>", "->", "→", " = ", " == ", " – ", " — ", " -- ", " - ",
    " : ", ": ", "：", " | ", "|", "~", "^", "=", ", ", "; ", ",", ";",
)  # fmt: skip
"""What may stand between a term and its definition, what is least likely to stand within either first."""
_ROWS: Final = (
    "\n\n\n",
    "\n\n",
    "\n---\n",
    "\n***\n",
    "|||",
    ";;;",
    ";;",
    "###",
    "##",
    "@@@",
    "@@",
    "$$$",
    "%%",
    "~~",
    "\n",
    ";",
)
"""What may stand between rows. A blank line, or an unusual sign, counts before the end of a line."""
_SAMPLE: Final = 400
_LONGEST_TERM: Final = 300
_TABLE: Final = 0.68
_MARKED: Final = re.compile(r"^(?:#+ |[-*+] |> |```|</?[a-z!?]|\{|\[|---$|ANSWER:|::.*::|//|\$CATEGORY|Q:|A:|C:)", re.MULTILINE)
_NUMBERED: Final = re.compile(r"^\d+[.)] ", re.MULTILINE)
_SPACED: Final = (", ", "; ")
_LOOSE: Final = {",": re.compile(r"^\s|,(?!\s)"), ";": re.compile(r"^\s|;(?!\s)")}
"""What shows that a sign divides more than a term from its definition."""
_ENDS: Final = re.compile(r"\r\n|\r")
_SIGNS: Final = {"\\t": "\t", "\\n": "\n", "tab": "\t", "newline": "\n", "space": " ", "blank line": "\n\n"}


@frozen
class _Layout:
    """How a text is divided."""

    cell: str
    row: str
    sureness: float = 0.0


def sniff(head: Head) -> float:
    """Return how surely a text is divided into pairs by signs that no table of single characters and lines has."""
    text = head.text
    if not text or text.lstrip()[:1] in {"<", "{", "["} or text.startswith(("#separator", "version https://git-lfs")):
        return 0.0
    found = _layout(_ENDS.sub("\n", text), is_whole=len(head.data) >= head.size)
    if found is None:
        return 0.0
    lines = lines_in(text)[:50]
    separator = separator_of(lines) if found.row == "\n" else ""
    if len(found.cell) == 1 and separator in {",", ";", "\t", "|"} and separator != found.cell:
        return 0.0  # it divides what stands within the cells of a table
    is_table = separator in {",", ";", "\t", "|"} and sniff_table(head) > _TABLE
    return found.sureness - (0.2 if is_table and len(found.cell) > 1 and not is_prose(lines, separator) else 0.0)


def _layout(text: str, *, is_whole: bool = True) -> _Layout | None:
    """Return what most likely divides a text."""
    best: _Layout | None = None
    for row in _ROWS:
        rows = [one for one in islice(_rows(text, row), _SAMPLE + 1) if one.strip()]
        if not is_whole and len(rows) > 1:
            rows = rows[:-1]
        if len(rows) < 2 or sum(1 for one in rows for _ in _MARKED.finditer(one)) > len(rows) * 0.2:
            continue
        numbered = sum(1 for one in rows for _ in _NUMBERED.finditer(one)) > len(rows) * 0.2
        # Lines with numbers may go on with a definition whose sign is a tab; else they are a list.
        for cell in ("\t",) if numbered else _CELLS:
            if cell == row or (row == ";" and cell in {";;", "::"}) or cell.strip() == row.strip() != "":
                continue
            sure = _sureness(rows, cell, row)
            if sure and (best is None or sure > best.sureness):
                best = _Layout(cell, row, sure)
    return best


def _sureness(rows: list[str], cell: str, row: str) -> float:
    """Say how well two signs divide a text: as pairs each of whose halves says something."""
    pairs = [one.split(cell) for one in rows]
    whole = [pair for pair in pairs if len(pair) >= 2 and pair[0].strip() and any(part.strip() for part in pair[1:])]
    share = len(whole) / len(rows)
    single = sum(1 for pair in whole if len(pair) == 2) / len(rows)
    if any(len(pair[0]) > _LONGEST_TERM for pair in whole):
        return 0.0
    if cell == "\t" and row == "\n":
        # Lines that go on with a definition have no tab; without any, this is a table as any other.
        return (
            0.74 if len(pairs[0]) == 2 and 0.2 <= share < 1 and single >= share * 0.95 and len(whole) > 1 else 0.3 * (single == 1)
        )
    if cell in _SPACED:
        # All signs are alike, as they are within a sentence: the first one divides where mostly there is no other.
        is_loose = row == "\n" and 0.5 <= single < 1 and all(_is_loose(one, cell) for one in rows)
        return 0.72 if is_loose and len(pairs[0]) == 2 else 0.0
    if row == "\n" and cell in _LOOSE and single < 1 and all(_is_loose(one, cell) for one in rows):
        return 0.0 if names_a_pair(*rows[0].split(cell, 1)) else 0.72
    if row == "\n" and len(cell) == 1:
        # A table as any other, unless its name says that it is a text; then its first row is no heading.
        alike = single == 1 == share and cell in {",", ";", "~", "^", "=", "：", "→"} and not any('"' in one for one in rows)
        is_named = cell in {",", ";"} and alike and names_columns(pairs[0], pairs[1:])
        return 0.66 if alike and not is_named else 0.0
    needed = 1.0 if row == ";" or cell in {",", ";", "=", "|", ": "} else 0.95
    often = 0.6 if row == ";" and cell.startswith(" ") else 0.95 if len(cell.strip()) < 2 else 0.9
    if share < needed or single < often:
        return 0.0
    many = any("\n" in one.strip("\n") for one in rows)
    odd = 0.72 if row == "\n" else 0.7 if row == ";" else 0.76 if many or "\n" not in row else 0.74
    return odd + (0.02 if len(cell.strip()) > 1 or cell == "\t" else 0.0)


def _is_loose(row: str, cell: str) -> bool:
    """Say whether a sign divides a row once, and stands further on only before a space, as it does within a sentence."""
    term, sign, definition = row.rstrip().partition(cell)
    return bool(sign and term.strip() and definition.strip()) and not _LOOSE[cell.strip()].search(definition)


def _rows(text: str, row: str) -> Iterator[str]:
    at = 0
    while at <= len(text):
        end = text.find(row, at)
        if end < 0:
            yield text[at:]
            return
        yield text[at:end]
        at = end + len(row)


def read(path: Path, options: ReadOptions) -> Iterator[Record]:
    """Read terms with their definitions."""
    check_size(path)
    data = path.read_bytes()
    try:
        text = _ENDS.sub("\n", decode(data) if options.encoding is None else decoded_as(data, options.encoding).text)
    except UndecodableError as error:
        raise FormatError(f"{path}: {error}. {error.hint}") from None
    layout = _told(text, options)
    made = Authored()
    deck = Deck(options.deck or deck_id(path))
    yield Opened(deck)
    has_header = options.header if options.header is not None else _has_header(text, layout)
    for count, (line, one) in enumerate(_joined(text, layout)):
        if not count % 500:
            options.tick()
        if has_header and not count:
            yield Noted(f"The first row, “{safe_line(one)[:60]}”, was taken as names of columns. --no-header takes it as a pair.")
            continue
        term, sign, definition = one.partition(layout.cell)
        where = f"line {line}"
        if not sign:
            yield Skipped(where, f"Nothing stands between a term and its definition here; {_shown(layout.cell)} does elsewhere.")
            continue
        try:
            found = made.pair(_fragment(term), _fragment(definition))
        except ValueError as error:
            yield Skipped(where, f"{error}.")
            continue
        yield Taken(where, (found.fact,))
    yield Opened(evolve(deck, relations=made.relations))


def _has_header(text: str, layout: _Layout) -> bool:
    """Say whether the first of the lines that are pairs is no pair but says what they are."""
    rows = [one.split(layout.cell) for one in islice(_rows(text, layout.row), _SAMPLE)] if layout.row == "\n" else []
    rows = [[cell.strip() for cell in row] for row in rows if len(row) == 2]
    return bool(rows) and bool(names_columns(rows[0], rows[1:]))


def _told(text: str, options: ReadOptions) -> _Layout:
    """Return what divides a text: as told, and else by a guess."""
    cell, row = (None if sign is None else _SIGNS.get(sign, sign.replace("\\t", "\t").replace("\\n", "\n"))
                 for sign in (options.separator, options.row_separator))  # fmt: skip
    if cell and row:
        return _Layout(cell, row)
    if cell or row:
        guesses = [
            _Layout(one, other, _told_sureness(text, one, other))
            for one in ([cell] if cell else _CELLS)
            for other in ([row] if row else _ROWS)
            if one != other
        ]
        return max(guesses, key=lambda guess: guess.sureness)
    return _layout(text) or _Layout("\t", "\n")


def _told_sureness(text: str, cell: str, row: str) -> float:
    rows = [one for one in islice(_rows(text, row), _SAMPLE) if one.strip()]
    pairs = sum(1 for one in rows if one.count(cell) == 1 and all(part.strip() for part in one.split(cell)))
    more = sum(1 for one in rows if one.count(cell) > 1)
    return (pairs + 0.3 * more) / len(rows) if rows else 0.0


def _joined(text: str, layout: _Layout) -> Iterator[tuple[int, str]]:
    """Yield the rows with the lines on which they begin; lines without a term go on with the row above them."""
    waiting: tuple[int, list[str]] | None = None
    line = 1
    for one in _rows(text, layout.row):
        start = line + len(one) - len(one.lstrip("\n"))
        line += one.count("\n") + layout.row.count("\n")
        if layout.row == "\n" and layout.cell not in one:
            if waiting is not None:
                waiting[1].append(one)
            elif one.strip():
                yield start, one
            continue
        if waiting is not None:
            yield waiting[0], "\n".join(waiting[1])
        waiting = (start, [one]) if one.strip() else None
    if waiting is not None:
        yield waiting[0], "\n".join(waiting[1])


def _fragment(text: str) -> Fragment:
    words = safe(text).strip()
    return Fragment(words, lines_escaped(escaped(words)))


def _shown(sign: str) -> str:
    return {"\t": "a tab", "\n": "the end of a line"}.get(sign, f"“{sign.strip() or sign}”")


FORMATS: Final = {
    "quizlet": Format(
        name="quizlet",
        title="Quizlet export (terms and definitions)",
        sniff=sniff,
        read=read,
        extensions=(".txt",),
        holds="terms and definitions, with any signs between them and between rows",
        lacks="everything else",
    )
}
