"""The columns of the list of cards: which ones a width has room for, and what stands in each."""

from collections.abc import Callable
from typing import Final

from attrs import frozen

from quiz.memory.state import CardState, Phase
from quiz.store.search_rows import Row
from quiz.text.safe import safe
from quiz.tui.times import DAY, days, interval


@frozen
class View:
    """What the cells have to know beside the row."""

    day: int
    """The study day."""
    title: Callable[[str], str]
    """A deck's title."""
    recall: Callable[[Row], float | None]
    """The chance of recall now."""
    leech: Callable[[Row], bool]


@frozen
class Column:
    """One column."""

    name: str
    """What it is sorted by, as `quiz.store.search_sorts.SORTS` calls it."""
    head: str
    width: int
    """Cells; of those that share what is left, their weight."""
    text: Callable[[Row, View], str]
    shares: bool = False
    right: bool = False


def standing(state: CardState, day: int) -> str:
    """Return in a word where a card stands."""
    if state.suspended:
        return "suspended"
    if state.buried_until is not None and state.buried_until > day:
        return "buried"
    return "changed" if state.reteach else str(state.phase)


_SIGNS: Final = {"suspended": "@", "buried": "-", "changed": "!", "new": "+", "learning": "~", "relearning": "~", "review": " "}


def signs(row: Row, view: View) -> str:
    """Return three signs for where a card stands, its mark, and whether it is a leech; the first two are the keys that do it."""
    return _SIGNS[standing(row.state, view.day)] + ("*" if row.state.marked else " ") + ("L" if view.leech(row) else " ")


LEGEND: Final = "+ new  ~ learning  @ suspended  - buried  ! changed  * marked  L leech"


def _due(row: Row, view: View) -> str:
    state = row.state
    if state.phase is Phase.NEW or state.due_day is None:
        return "new"
    away = state.due_day - view.day
    return days(away) if abs(away) < 2 else f"in {interval(away * DAY)}" if away > 0 else f"{interval(-away * DAY)} ago"


def _interval(row: Row, _view: View) -> str:
    state = row.state
    if state.phase is not Phase.REVIEW or state.due_day is None or state.last_day is None:
        return "·"
    return interval((state.due_day - state.last_day) * DAY)


def _stability(row: Row, _view: View) -> str:
    return "·" if row.state.memory is None else interval(round(row.state.memory.stability * DAY))


def _difficulty(row: Row, _view: View) -> str:
    return "·" if row.state.memory is None else f"{row.state.memory.difficulty:.1f}"


def _recall(row: Row, view: View) -> str:
    found = view.recall(row)
    return "·" if found is None else f"{found:.0%}"


def _ago(day: int, view: View) -> str:
    away = view.day - day
    return days(-away) if away < 2 else f"{interval(away * DAY)} ago"


_number: Final = "{:,}".format

QUESTION: Final = Column("question", "question", 3, lambda row, _: row.prompt, shares=True)
ANSWER: Final = Column("answer", "answer", 2, lambda row, _: row.answer, shares=True)
_EXTRA: Final = (
    Column("due", "due", 9, _due, right=True),
    Column("interval", "interval", 8, _interval, right=True),
    Column("lapses", "lapses", 6, lambda row, _: _number(row.state.lapses) if row.state.lapses else "·", right=True),
    Column("recall", "recall", 6, _recall, right=True),
    Column("state", "state", 10, lambda row, view: standing(row.state, view.day)),
    Column("position", "deck", 14, lambda row, view: view.title(row.deck)),
    Column("stability", "stability", 9, _stability, right=True),
    Column("difficulty", "difficulty", 10, _difficulty, right=True),
    Column("reps", "answered", 8, lambda row, _: _number(row.state.reps) if row.state.reps else "·", right=True),
    Column("added", "added", 10, lambda row, view: _ago(row.added, view), right=True),
    Column("edited", "edited", 10, lambda row, view: _ago(row.edited, view), right=True),
)
_BY_WIDTH: Final = ((44, 1), (90, 2), (100, 3), (112, 4), (126, 5), (144, 6))
"""From so many cells on, so many of the columns beside question and answer are shown."""

FRONT: Final = 6
"""Cells before the first column: the pointer, whether the card is selected, its signs, and a space."""
_GAP: Final = 2
_LEAST_CUT: Final = 12
_LONGEST: Final = 2000
"""Characters of a text that are looked at for its line."""


def name_of(sort: str) -> str:
    """Return what an order is called."""
    return next((one.head for one in (QUESTION, ANSWER, *_EXTRA) if one.name == sort), sort)


def columns(width: int, sort: str) -> list[tuple[Column, int]]:
    """Return the columns that a list of so many cells shows, each with its width: the one it is sorted by among them."""
    number = max((count for least, count in _BY_WIDTH if width >= least), default=0)
    extra = list(_EXTRA[:number])
    wanted = next((one for one in _EXTRA if one.name == sort), None)
    if wanted is not None and wanted not in extra and sort != "position":
        extra = [*extra[: max(0, number - 1)], wanted]
    room = width - FRONT - sum(one.width + _GAP for one in extra)
    if room < 24 and extra:  # what it is sorted by stays, as long as there is room for a question
        return [(QUESTION, max(4, room - 0)), *((one, one.width) for one in extra)]
    if room < 20:
        return [(QUESTION, max(4, room))]
    answer = (room - _GAP) * ANSWER.width // (QUESTION.width + ANSWER.width)
    return [(QUESTION, room - _GAP - answer), (ANSWER, answer), *((one, one.width) for one in extra)]


def cells(row: Row, shown: list[tuple[Column, int]], view: View) -> list[str]:
    """Return what stands in each column, cut or filled to its width."""
    from quiz.tui.lines import fitted

    found = []
    for column, width in shown:
        text = column.text(row, view)
        found.append(
            text.rjust(width) if column.right else _middle_cut(text, width) if column is QUESTION else fitted(text, width)
        )
    return found


def _middle_cut(text: str, width: int) -> str:
    """Return one line of so many cells, cut in its middle: many questions begin alike and end with what they ask about."""
    from rich.cells import cell_len, set_cell_size

    from quiz.tui.lines import fitted

    whole = " ".join(safe(text[:_LONGEST]).split())
    length = cell_len(whole)
    if length <= width or width < _LEAST_CUT or len(text) > _LONGEST:
        return fitted(text[:_LONGEST], width)
    left = set_cell_size(whole, width // 2).rstrip()
    right = set_cell_size(whole[::-1], width - cell_len(left) - 1)[::-1]
    return fitted(f"{left}…{right}", width)


def head(column: Column, width: int, *, sort: str, down: bool) -> str:
    """Return the head of a column: with an arrow where the list is sorted by it."""
    arrow = ("▼" if down else "▲") if column.name == sort else ""
    words = column.head[: width - 1] + arrow if arrow else column.head[:width]
    return words.rjust(width) if column.right else words.ljust(width)
