"""Where the cells of a table's rows stand in its text."""

import re
from collections.abc import Iterator, Mapping

from attrs import field, frozen

from quiz.facts.editing.toml_spans import Span
from quiz.text.safe import safe_line

_SPACES = re.compile(" *")
_QUOTED = re.compile(r'[^"]*(?:""[^"]*)*')
_LINE_END = re.compile(r"\r\n?|\n|\Z")
_BLANK = re.compile(r"\s*")
_BETWEEN = re.compile(r"[\s,]*")


@frozen
class RowSpans:
    """Where one row stands, and its cells in it."""

    whole: Span
    """Without the end of its last line."""
    cells: Mapping[int, Span] = field(factory=dict)
    """The cells by their column's place; those that the row lacks are left out."""


def line_begins(text: str) -> list[int]:
    """Return where each line of a text begins."""
    return [0, *(found.end() for found in _LINE_END.finditer(text) if found.end() < len(text))]


def delimited_row(text: str, begin: int, separator: str) -> RowSpans:
    """Find the cells of the record of delimited text that begins at a place. Spaces around a cell are not part of it."""
    cells: dict[int, Span] = {}
    at = begin
    while True:
        first = _SPACES.match(text, at).end()  # type: ignore[union-attr]
        at = first
        if text[at : at + 1] == '"':
            at = min(_QUOTED.match(text, at + 1).end() + 1, len(text))  # type: ignore[union-attr]
        end = _LINE_END.search(text, at).start()  # type: ignore[union-attr]
        cut = text.find(separator, at, end)
        last = end if cut < 0 else cut
        cells[len(cells)] = Span(first, first + len(text[first:last].rstrip()))
        if cut < 0:
            return RowSpans(Span(begin, end), cells)
        at = cut + len(separator)


def json_rows(text: str, columns: tuple[str, ...]) -> Iterator[tuple[int, RowSpans]]:
    """Yield the objects of a JSON table that was read without problems: the offset where each begins, and its cells' values."""
    from json import JSONDecoder

    decoder = JSONDecoder()
    places = {name: place for place, name in enumerate(columns)}
    at = text.index("[") + 1 if text.lstrip().startswith("[") else 0
    while (at := _BETWEEN.match(text, at).end()) < len(text) and text[at] == "{":  # type: ignore[union-attr]
        begin, cells = at, {}
        at = _skip(text, at + 1)
        while text[at] != "}":
            key, at = decoder.raw_decode(text, at)
            at = _skip(text, _skip(text, at) + 1)
            first = at
            _, at = decoder.raw_decode(text, at)
            cells[places[safe_line(key)]] = Span(first, at)
            at = _skip(text, at)
            at = _skip(text, at + 1) if text[at] == "," else at
        at += 1
        yield begin, RowSpans(Span(begin, at), cells)


def _skip(text: str, at: int) -> int:
    return _BLANK.match(text, at).end()  # type: ignore[union-attr]
