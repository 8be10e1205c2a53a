"""Whether the first row of a table names its columns: what people call columns, and whether it differs from the rows below it."""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from quiz.formats.columns import LONGEST_NAME, RELATION

_SAMPLE: Final = 200
_OWN: Final = frozenset({"subject", "since", "until", "as_of", "according_to", "status"})
"""Names that a table of quiz has, and hardly a first row that is like the others."""
_NUMBER: Final = re.compile(r"[-+]?[\d.,]+ ?%?")
_VALUE: Final = re.compile(
    r"[-+~<>≈]?[$€£]?\d[\d.,:/ \u2009\xa0\-]*(?:[%°$€£]?[CFKa-z]{0,3}|[eE][-+]?\d+)|https?://\S+|[\w.+-]+@[\w.-]+"
    r"|\S+\.(?:png|jpe?g|svg|gif|mp3|ogg|wav)"
)
_NO_NAME: Final = re.compile(r"\S+ \S+ .*\S\?$|^[\u3000-\u9fff]{4,}？$|\{\{c\d+::|\[sound:|<img |<br>|^https?://")
_IDENTIFIER: Final = re.compile(r"\??(?:[a-z]+(?:[A-Z][a-z0-9]*)+|[A-Za-z][A-Za-z0-9]*(?:[_.][A-Za-z0-9]+)+)|\?[a-z]\w*")
_PARTS: Final = re.compile(r"[\s_/.()\[\]:,\-–]+|(?<=[a-z])(?=[A-Z])|(?<=\D)(?=\d)")
_JOINING: Final = frozenset({
    *("of", "the", "a", "an", "in", "on", "for", "to", "and", "or", "by", "with", "no", "nr", "num", "#", "№"),
    *("de", "la", "le", "les", "du", "des", "l", "d", "el", "los", "las", "del", "y", "et", "e", "di", "da", "do"),
    *("der", "die", "das", "den", "und", "von", "im", "am", "zur", "zum", "och", "og", "i", "w", "na", "z", "а", "и", "из", "на"),
})  # fmt: skip
"""Words that stand between others in the names of columns."""
_DIGITS: Final = re.compile(r"\d+")
_FEW: Final = 3


def may_name_columns(cells: Sequence[str]) -> bool:
    """Say whether the first row of a table may be the names of its columns: nobody calls them by numbers or whole questions."""
    if _OWN & set(cells):
        return True
    if len(cells) > 1 and all(map(_NUMBER.fullmatch, cells)):
        return False
    return not any(len(cell) > LONGEST_NAME or _NO_NAME.search(cell) for cell in cells)


def names_columns(cells: Sequence[str], rows: Sequence[Sequence[object]]) -> bool | None:
    """Say whether the first row of a table names its columns, by it and by the rows below; nothing where that is open."""
    if _OWN & set(cells) or any(cell.startswith(RELATION) for cell in cells):
        return True
    if not may_name_columns(cells):
        return False
    below = [[str(cell or "") for cell in row] for row in rows[:_SAMPLE]]
    filled = [place for place, cell in enumerate(cells) if cell]
    if not below or not filled:
        return None
    columns = {place: [row[place] for row in below if place < len(row) and row[place]] for place in filled}
    if any(_is_counted(cells[place], columns[place]) for place in filled):
        return False
    usual = sum(is_usual(cells[place]) for place in filled)
    # One word of two may well be the first one of a list; then it says nothing.
    if 2 * usual >= max(len(filled), _FEW) or usual == len(filled):
        return True
    if any(cells[place] in columns[place] for place in filled if len(cells[place]) > 1):
        return False
    if any(_is_above_values(cells[place], columns[place]) for place in filled):
        return True
    if _differ_in_case([(cells[place], columns[place]) for place in filled]):
        return True
    if any(_is_alike(cells[place], columns[place]) for place in filled):
        return False
    return None


def _is_counted(name: str, column: Sequence[str]) -> bool:
    """Say whether a cell and one below it differ in their numbers alone: `Question 1`."""
    masked = _DIGITS.sub("0", name)
    return masked != name and any(map(str.isalpha, name)) and any(_DIGITS.sub("0", cell) == masked for cell in column)


def is_usual(name: str) -> bool:
    """Say whether columns are often called so."""
    if len(name) > 40:
        return False
    if _IDENTIFIER.fullmatch(name):
        return True
    parts = [part for part in _PARTS.split(name.casefold() if " " in name else _PARTS.sub(" ", name).casefold()) if part]
    parts = [word for part in parts for word in part.split()]
    words = [part for part in parts if not part.isdigit() and part not in _JOINING]
    return 0 < len(words) <= 4 and _usual_words().issuperset(words)


@cache
def _usual_words() -> frozenset[str]:
    """Return words by which people call columns, in several languages, in small letters."""
    return frozenset(files("quiz.formats").joinpath("header_words.txt").read_text(encoding="utf-8").split())


def _is_above_values(name: str, column: Sequence[str]) -> bool:
    """Say whether a column holds numbers, dates or addresses below a name that is none."""
    if len(column) < 2 or _VALUE.fullmatch(name) or not any(map(str.isalpha, name)):
        return False
    return sum(1 for cell in column if _VALUE.fullmatch(cell)) >= 0.9 * len(column)


def _differ_in_case(columns: Sequence[tuple[str, Sequence[str]]]) -> bool:
    """Say whether names begin with a capital and all below with small letters, or the other way round, in one column."""
    first = {_case(name) for name, _ in columns} - {""}
    if len(first) != 1:
        return False
    (case,) = first
    for _, column in columns:
        cases = [found for found in map(_case, column) if found]
        if len(cases) >= _FEW and all(found != case for found in cases):
            return True
    # Small names above capitals say more than capitals above small letters.
    return case == "small" and any({*map(_case, column)} - {""} == {"capital"} for _, column in columns)


def _case(text: str) -> str:
    letter = text.lstrip("\"'([¿¡“„«")[:1]
    return "capital" if letter.isupper() else "small" if letter.islower() else ""


def _is_alike(name: str, column: Sequence[str]) -> bool:
    """Say whether the first cell of a column is like those below it: by its first word, its last sign, or all its words."""
    if len(column) < 2:
        return False
    end = name[-1:]
    if end in ".!?。！？)" and sum(cell.endswith(end) for cell in column) >= 0.6 * len(column):
        return True
    words = name.casefold().split()
    if len(words) < 2:
        return False
    opening = sum(cell.casefold().split()[:1] == words[:1] for cell in column)
    sharing = sum(" ".join(words) in cell.casefold() for cell in column)
    return opening >= 0.5 * len(column) or sharing >= 1
