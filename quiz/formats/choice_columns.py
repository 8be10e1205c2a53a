"""Tables of questions with options, as quizzes write them: the options in one list, or in a column each, and which one is right.

They become a question with its answer and the other options, which are wrong. What is right is named by its words, by its letter
or by its number.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from attrs import evolve, frozen

from quiz.facts.rows import Cell, Row, Table

WRONG: Final = "wrong"
_LISTS: Final = frozenset(
    {"options", "choices", "alternatives", "answers", "answeroptions", "possibleanswers", "opciones", "optionen", "opções"}
)
_RIGHT: Final = frozenset(
    {
        "answer", "correct", "correctanswer", "correctanswers", "correctoption", "correctchoice", "correctindex",
        "correctanswerindex", "answerindex", "answerkey", "rightanswer", "right", "solution", "expected", "ans", "key",
        "respuesta", "respuestacorrecta", "réponse", "lösung", "antwort", "richtig",
    }
)  # fmt: skip
_WRONG: Final = re.compile(r"(?:incorrect|wrong|false)(?:answers?|options?|choices?)?\d?|distractors?\d?|wrong")
_OPTION: Final = re.compile(r"(?:option|choice|alternative|opt|opcion|opción|answer|antwort|réponse)s?[ _.-]?([a-h]|[1-8])")
_LETTER: Final = re.compile(r"[a-h]")
_MARK: Final = re.compile(r"\s*\(?([A-Ha-h])\s?[).:]\s+(?=\S)")
_FEW: Final = 2
_TEXT: Final = ".text"
_LABELS: Final = ".label"


@frozen
class _Layout:
    """Which columns hold what, by their places."""

    options: tuple[int, ...]
    right: int
    wrong: tuple[int, ...]
    letters: tuple[str, ...]
    """What the options are called, where they have columns of their own."""
    is_index: bool = False
    """Whether the column of what is right is called an index."""

    @property
    def rest(self) -> frozenset[int]:
        """The columns that are put together."""
        return frozenset({*self.options, *self.wrong, self.right})


def is_of_choices(column: str) -> bool:
    """Say whether a column is called as those of options are."""
    plain = _plain(column)
    return plain in _LISTS or bool(_WRONG.fullmatch(plain) or _OPTION.fullmatch(_called(column)))


def with_choices(table: Table, told: Mapping[str, str]) -> Table:
    """Return a table with the options of its questions as wrong answers; as it is, where it has none.

    So it is, too, where somebody tells what one of the columns holds that would be put together.
    """
    table = _without_labels(table)
    found = _layout(table)
    if found is None or any(table.columns[place] in told for place in found.rest - {found.right}):
        return table
    name = "answer" if table.columns[found.right] not in told else table.columns[found.right]
    kept = [place for place in range(len(table.columns)) if place not in found.rest]
    columns = [table.columns[place] for place in kept]
    at = sum(1 for place in kept if place < found.right)
    names = (*columns[:at], name, WRONG, *columns[at:])
    if len(set(names)) < len(names):
        return table
    base = _base(table, found)
    rows = []
    for row in table.rows:
        right, wrong = _answer(row.cells, found, base)
        cells = [row.cells[place] for place in kept]
        rows.append(Row(row.line, (*cells[:at], right, wrong, *cells[at:])))
    return evolve(table, columns=names, rows=tuple(rows))


def _without_labels(table: Table) -> Table:
    """Return a table whose options say by labels of their own which one is right (`choices.text`, `choices.label`) without these.

    What is right is then named by the words of the option.
    """
    lists = [
        name.removesuffix(_TEXT) for name in table.columns if name.endswith(_TEXT) and _plain(name.removesuffix(_TEXT)) in _LISTS
    ]
    right = [place for place, name in enumerate(table.columns) if _plain(name) in _RIGHT]
    if len(lists) != 1 or f"{lists[0]}{_LABELS}" not in table.columns or len(right) != 1:
        return table
    texts, labels = table.columns.index(f"{lists[0]}{_TEXT}"), table.columns.index(f"{lists[0]}{_LABELS}")
    rows = []
    for row in table.rows:
        cells, options, called = list(row.cells), row.cells[texts], row.cells[labels]
        if isinstance(options, list) and isinstance(called, list) and (key := str(cells[right[0]])) in called[: len(options)]:
            cells[right[0]] = options[called.index(key)]
        rows.append(Row(row.line, tuple(cell for place, cell in enumerate(cells) if place != labels)))
    columns = [lists[0] if place == texts else name for place, name in enumerate(table.columns) if place != labels]
    return evolve(table, columns=tuple(columns), rows=tuple(rows))


def _layout(table: Table) -> _Layout | None:
    plain = list(map(_plain, table.columns))
    wrong = tuple(place for place, name in enumerate(plain) if _WRONG.fullmatch(name) and name != WRONG)
    listed = [place for place, name in enumerate(plain) if name in _LISTS and _holds_lists(table, place)]
    options, letters = ((listed[0],), ()) if len(listed) == 1 else _own_columns(table.columns, plain)
    right = [place for place, name in enumerate(plain) if name in _RIGHT and place not in {*options, *wrong}]
    if len(right) != 1 or not (options or wrong):
        return None
    return _Layout(options, right[0], wrong, letters, is_index="index" in plain[right[0]])


def _plain(column: str) -> str:
    return re.sub(r"\(.*?\)|[\s_-]", "", column.casefold())


def _called(column: str) -> str:
    """Return what a column is called, without what is said of it in brackets: `Answer 3 (optional)`."""
    return re.sub(r"\s{0,5}\([^()]*\)", "", column.casefold()).strip()


def _holds_lists(table: Table, place: int) -> bool:
    return any(isinstance(row.cells[place], list) for row in table.rows)


def _own_columns(columns: Sequence[str], plain: Sequence[str]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Return the columns of options that have one each, and what they are called: `Option A`, `options.A`, `A`."""
    found = {place: match[1] for place, name in enumerate(columns) if (match := _OPTION.fullmatch(_called(name)))}
    if len(found) < _FEW:
        found = {place: name for place, name in enumerate(plain) if _LETTER.fullmatch(name)}
        if "".join(found.values())[:3] != "abc":
            return (), ()
    return tuple(found), tuple(found.values())


def _base(table: Table, found: _Layout) -> int:
    """Return with which number the options begin to be counted, where numbers say which one is right."""
    keys = [(row.cells[found.right], len(_options(row.cells, found))) for row in table.rows]
    numbers = [
        (int(key), most) for key, most in keys if isinstance(key, int | str) and str(key).isdecimal() and len(str(key)) < 3
    ]
    if any(number == 0 for number, _ in numbers):
        return 0
    if any(number == most for number, most in numbers):
        return 1
    # Programs count from 0, people from 1.
    is_program = found.is_index or all(isinstance(key, int) for key, _ in keys)
    return 0 if is_program else 1


def _options(cells: Sequence[Cell], found: _Layout) -> list[str]:
    texts: list[str] = []
    for place in found.options:
        cell = cells[place]
        texts += map(str, cell) if isinstance(cell, list) else [] if cell is None else [_said(cell)]
    return texts


def _said(cell: Cell) -> str:
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def _answer(cells: Sequence[Cell], found: _Layout, base: int) -> tuple[Cell, list[str]]:
    """Return what is right in a row, and what is wrong."""
    options = _options(cells, found)
    key = cells[found.right]
    wrong = [one for place in found.wrong for one in _several(cells[place])]
    if not any(options):
        return key, wrong
    right = [at for one in _several(key) for at in _named(one, options, found, base)]
    if not right and isinstance(key, str):
        parts = re.split(r"\s*[,;|]\s*", key.strip()) if not key.strip().isalpha() else list(key.strip())
        several = [_named(one, options, found, base) for one in parts]
        right = [at for one in several for at in one] if len(parts) > 1 and all(several) else []
    texts = [_MARK.sub("", one, count=1) if _are_marked(options) else one for one in options]
    if not right:
        return key, [text for text in [*texts, *wrong] if text]
    said = [texts[at] for at in dict.fromkeys(right)]
    left = [text for at, text in enumerate(texts) if at not in right and text and text not in said]
    return said[0] if len(said) == 1 else said, [*left, *wrong]


def _several(cell: Cell) -> list[str]:
    if cell is None or cell == "":
        return []
    return [_said(one) for one in cell] if isinstance(cell, list) else [_said(cell)]


def _are_marked(options: Sequence[str]) -> bool:
    """Say whether options begin with their letters: `A) …`, `B) …`."""
    marks = [match[1].casefold() if (match := _MARK.match(one)) else "" for one in options]
    return len(marks) > 1 and marks == [chr(ord("a") + at) for at in range(len(marks))]


def _named(key: str, options: Sequence[str], found: _Layout, base: int) -> list[int]:
    """Return the option that is meant by its words, its letter or its number; nothing where none is."""
    plain = [one.strip().casefold() for one in options]
    said = key.strip().casefold()
    bare = _MARK.sub("", said, count=1)
    for one in () if found.is_index else (said, bare):
        if one in plain:
            return [plain.index(one)]
    without = [_MARK.sub("", one, count=1) for one in plain]
    if _are_marked(options) and bare in without:
        return [without.index(bare)]
    match = re.fullmatch(r"(?:option|choice|answer)?[\s_]?\(?([a-h]|\d{1,2})[).]?", said)
    if match is None:
        return []
    if match[1] in found.letters:
        return [found.letters.index(match[1])]
    at = int(match[1]) - base if match[1].isdecimal() else ord(match[1]) - ord("a")
    return [at] if 0 <= at < len(options) else []
