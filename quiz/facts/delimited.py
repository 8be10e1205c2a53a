"""Delimited text: which separator divides it, and its records with the lines on which they begin."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple, TypeAlias

from quiz.facts.around import above, framed

SEPARATORS = {"\t": "tab", ";": "semicolon", "|": "vertical bar", ",": "comma"}
"""What may stand between cells. Where two explain a file equally well, the first one does: text is full of commas."""

NO_SEPARATOR = "\x1f"
"""Separates nothing: for files of one column."""

_QUOTE_HINT = 'Close it; or, where it belongs to the text, put the cell in quotes and write the inner quote twice: "6"" pipe".'
_SAMPLE = 200
_MOST_BROKEN = 50
"""After so many quotes that do not close as they should, those between tabs stand for themselves; others take in what follows."""
_SPACES = re.compile(" *")
_SPACED = re.compile(r'(?:"[^"\n]*"|-?[\d.eE+-]+|NA)(?: (?:"[^"\n]*"|-?[\d.eE+-]+|NA))+[\r\n]*|"[^"\n]*"[\r\n]*')
"""A line of quoted words and numbers with spaces between, as R writes tables."""
_QUOTED = re.compile(r'[^"]*(?:""[^"]*)*')
# Commas and semicolons that belong to text and numbers: “Paris, France”, “1,5”.
_IN_TEXT = {",": re.compile(r",(?=\s)|(?<=\d),(?=\d)"), ";": re.compile(r";(?= )")}

Report: TypeAlias = Callable[[str, str, str, int], object]
"""Takes a problem's code, message, hint and line."""


def _unreported(_code: str, _message: str, _hint: str, _line: int) -> None:
    pass


def lines_in(text: str) -> list[str]:
    r"""Return the lines of a text with their ends; `\n`, `\r\n` and a bare `\r` end a line."""
    return io.StringIO(text, newline="").readlines()


def remarks(lines: list[str]) -> int:
    """Return how many lines above a table begin with a number sign and a space: what people say of it, which is no part of it."""
    number = 0
    while number < len(lines) and (lines[number].startswith("# ") or not lines[number].strip()):
        number += 1
    return number if number < len(lines) and any(line.startswith("# ") for line in lines[:number]) else 0


def separator_of(lines: list[str], *, loose: bool = False) -> str:
    """Return what stands between the cells of these lines: one of `SEPARATORS`, or `NO_SEPARATOR`.

    It divides the first record, and most of the next ones into as many cells. Where nothing divides the first record but
    something divides the next ones alike, that is meant, and the header is wrong. With `loose`, titles may stand above.
    """
    fits = [fit for separator in SEPARATORS if (fit := _fit(lines, separator, loose=loose)).likely]
    found = [fit for fit in fits if fit.width > 1] or fits
    if not found:
        return (
            " "
            if loose and sum(map(bool, map(_SPACED.fullmatch, lines[:_SAMPLE]))) > 0.9 * len(lines[:_SAMPLE])
            else NO_SEPARATOR
        )
    best = max(fit.alike for fit in found)
    contenders = [fit for fit in found if fit.alike >= 0.9 * best]
    # Of equals, `max` takes the first.
    found_best = max(contenders, key=lambda fit: (round(fit.between, 1), fit.width)).separator
    for fit in contenders:
        if (
            fit.separator != found_best != "\t"
            and _is_tight(lines, fit.separator)
            and _divides_a_cell(lines, fit.separator, found_best)
        ):
            return fit.separator
    return found_best


def _is_tight(lines: list[str], separator: str) -> bool:
    """Say whether hardly any of the separators has a space behind it, as those of text have."""
    sample = "".join(lines[:_SAMPLE])
    return sample.count(f"{separator} ") < 0.1 * sample.count(separator)


def _divides_a_cell(lines: list[str], outer: str, inner: str) -> bool:
    """Say whether one separator stands within one and the same column that the other one makes, and not the other way round."""
    return len(_columns_with(lines, outer, inner)) == 1 < len(_columns_with(lines, inner, outer))


def _columns_with(lines: list[str], separator: str, text: str) -> set[int]:
    found = islice(records(lines, separator), _SAMPLE)
    return {place for _, cells in found for place, cell in enumerate(cells) if text in cell}


def records(
    lines: list[str], separator: str, report: Report = _unreported, start: int = 0, *, literal: bool = False
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Split lines, from index `start` on, into records: the line of the file where each begins (from 1), and its cells, stripped.

    Quotes are as in RFC 4180. Blank records are left out. What cannot be read is left out too and told to `report`, with a
    code, a message, a hint and a line. With `literal`, a quote that takes in tabs of further lines, or never closes, stands for
    itself: many programs write tabs between cells and no quotes around them.
    """
    broken = 0
    while start < len(lines):
        if literal and separator == "\t" and broken >= _MOST_BROKEN:
            yield from _all_unquoted(lines, start)
            return
        # Not `islice`, which would walk to `start` each time.
        rest = map(lines.__getitem__, range(start, len(lines)))
        reader = csv.reader(rest, delimiter=separator, strict=True, skipinitialspace=True)
        first = start + 1
        line = first
        try:
            for found in reader:
                if literal and separator == "\t" and line + 1 < first + reader.line_num and any(map(_takes_in_tabs, found)):
                    start, broken = line, broken + 1
                    yield line, _unquoted(lines[line - 1], separator)
                    break
                cells = tuple(map(str.strip, found))
                if any(cells):
                    yield line, cells
                line = first + reader.line_num
            else:
                return
        except csv.Error:
            # A quote that stands for itself, one that never closes, or a cell that is too large for the csv module, whose limit
            # holds for the whole process and is not ours to change.
            broken += 1
            start, by_hand = _record_by_hand(lines, line - 1, separator, report, literal=literal and broken < _MOST_BROKEN)
            if by_hand and any(by_hand):
                yield line, by_hand


def _all_unquoted(lines: list[str], start: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    for index in range(start, len(lines)):
        cells = _unquoted(lines[index], "\t")
        if any(cells):
            yield index + 1, cells


def _takes_in_tabs(cell: str) -> bool:
    return "\t" in cell and "\n" in cell


def _unquoted(line: str, separator: str) -> tuple[str, ...]:
    return tuple(map(str.strip, line.split(separator)))


class _Fit(NamedTuple):
    """How well a separator explains the first records of a file."""

    separator: str
    width: int
    """The cells of the first record."""
    alike: float
    """The share of records that have as many cells as the first one; those with fewer, but more than one, count half."""
    between: float
    """The share of the separators that do not look like part of a text or a number."""
    others: float
    """The share of the other records that are divided into one and the same number of cells."""

    @property
    def likely(self) -> bool:
        """Whether this may be the separator at all."""
        if self.width > 1:
            return self.between > 0 or self.alike > 0.5
        return self.between > 0.5 and self.others >= 2 / 3


def _fit(lines: list[str], separator: str, *, loose: bool) -> _Fit:
    broken: list[int] = []
    read = records(lines, separator, lambda _code, _message, _hint, line: broken.append(line), literal=loose)
    found = list(islice(framed(read, separator) if loose else read, _SAMPLE))
    count = len(found) + len(broken)
    top = above(iter(found)) if loose else 1
    widths = [len(cells) for line, cells in found if line >= top]
    if not widths:
        return _Fit(separator, 0, 0, 0, 0)
    width = widths[0]
    alike = sum(1 if other == width else 0.5 if 1 < other < width else 0 for other in widths) / count
    divided = [other for other in widths[1:] if other > 1]
    others = max(map(divided.count, set(divided))) / (count - 1) if divided else 0
    sample = "".join(lines[:_SAMPLE])
    number = sample.count(separator)
    in_text = len(_IN_TEXT[separator].findall(sample)) if separator in _IN_TEXT else 0
    return _Fit(separator, width, alike, (number - in_text) / number if number else 0, others)


def _record_by_hand(
    lines: list[str], index: int, separator: str, report: Report, *, literal: bool
) -> tuple[int, tuple[str, ...] | None]:
    """Split the record that begins at `lines[index]`, however large, and return the index after it and its cells, if it has any.

    A cell on one line in which text follows a closing quote keeps its quotes: `"No," she said`. Over several lines that is a
    problem, for then the quote was most likely left open and the next one closed it.
    """
    cells: list[str] = []
    at, start = 0, index
    while True:
        begin, opened, line, text = at, index, lines[index], None
        at = _SPACES.match(line, at).end()  # type: ignore[union-attr]
        if line[at : at + 1] == '"':
            quoted = _rest_of_quoted(lines, index, at + 1)
            if quoted is None and literal and separator == "\t":
                return start + 1, _unquoted(lines[start], separator)
            if quoted is None:
                message = f"a quote opens here and never closes; it takes in {_lines(len(lines) - index)} to the end of the file"
                report("table-quote", message, _QUOTE_HINT, index + 1)
                return index + 1 if literal else len(lines), None
            text, index, at = quoted
            line = lines[index]
        end = line.find(separator, at)
        after = line[at:] if end < 0 else line[at:end]
        if text is None:
            text = after
        elif after.strip():
            if index != opened:
                message = f"a quote opens here and closes on line {index + 1}, in the middle of a cell"
                if literal and separator == "\t":
                    return start + 1, _unquoted(lines[start], separator)
                report("table-quote", message, _QUOTE_HINT, opened + 1)
                return opened + 1 if literal else index + 1, None
            text = line[begin:] if end < 0 else line[begin:end]
        cells.append(text.strip())
        if end < 0:
            return index + 1, tuple(cells)
        at = end + 1


def _rest_of_quoted(lines: list[str], index: int, at: int) -> tuple[str, int, int] | None:
    """Return the text from `at` to the closing quote, and the index of its line and the place after it; nothing without one."""
    pieces: list[str] = []
    while index < len(lines):
        line = lines[index]
        end = _QUOTED.match(line, at).end()  # type: ignore[union-attr]
        pieces.append(line[at:end])
        if end < len(line):
            return "".join(pieces).replace('""', '"'), index, end + 1
        index, at = index + 1, 0
    return None


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count:,} lines"
