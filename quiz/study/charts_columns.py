"""Charts of columns that stand beside each other on an axis: functions of values, without a terminal, a colour or a clock.

The words and the marks come apart, so that a screen can give each a colour; joined, they are lines of plain text.
"""

from collections.abc import Callable, Sequence
from math import ceil, floor, log10

from attrs import evolve, frozen

from quiz.study.charts import Look, shade
from quiz.text.width import columns_of

_WIDEST = 6
"""Columns of a terminal that one column of a chart takes at most, the gap after it among them."""
_STEPS = (1.0, 2.0, 5.0, 10.0)


@frozen
class Axis:
    """What the columns stand on: from which value to which one."""

    least: float
    most: float

    def share(self, value: float) -> float:
        """Return how high a value stands, from 0 to 1."""
        return min(max((value - self.least) / (self.most - self.least), 0.0), 1.0) if self.most > self.least else 0.0


@frozen
class Row:
    """One line of a chart: its words at the left, its marks, and where among them a line is drawn at the target."""

    words: str
    marks: str
    is_target: bool = False

    def __str__(self) -> str:
        return f"{self.words}{self.marks}".rstrip()


def axis(values: Sequence[float | None], *, least: float = 0.0, whole: bool = True) -> Axis:
    """Return an axis from `least` to a round number that no value is above; of counts (`whole`) to an even one, or to 1."""
    top = max((value for value in values if value is not None), default=0.0)
    if top <= least:
        return Axis(least, least + 1.0)
    size = 10.0 ** floor(log10(top - least))
    if whole and size < 1:
        size = 1.0
    step = next(step for step in _STEPS if (top - least) / (size * step) <= 10.0)
    unit = size * step / (5.0 if step > 1 else 10.0)
    unit = max(unit, 1.0) if whole else unit
    count = ceil(round((top - least) / unit, 9))
    if whole and count > 1 and count % 2:
        count += 1
    return Axis(least, least + count * unit)


def columns(
    values: Sequence[float | None],
    labels: Sequence[str],
    look: Look,
    *,
    height: int = 8,
    on: Axis | None = None,
    named: Callable[[float], str] = lambda value: f"{value:,.0f}",
    target: float | None = None,
) -> list[Row]:
    """Return a chart with a column for each value, as high as it is on the axis, and no column where there is no value.

    `labels` stand below the columns, those for which there is room; a label that is empty wants none. `named` words the values of
    the axis, at its top, middle and foot. The line of the `target` is drawn where no column hides it. More values than there is
    room for are cut at their beginning.
    """
    on = on or axis(values)
    middle = (on.least + on.most) / 2
    names = {0: named(on.most), height - 1: ""}
    if height > 3 and named(middle) not in {named(on.most), named(on.least)} and _is_exact(middle, named):
        names[height // 2] = named(middle)
    target_row = None if target is None else min(int((1.0 - on.share(target)) * height), height - 1)
    if target_row is not None and target is not None:
        names[target_row] = named(target)
    margin = max(map(columns_of, [*names.values(), named(on.least)]))
    room = max(1, look.width - margin - 2)
    shown, below = list(values[-room:]), list(labels[-room:])
    size = max(1, min(_WIDEST, room // max(1, len(shown))))
    plain = look.marks.parts == "#"
    edge, foot, corner, dash = ("|", "-", "+", "-") if plain else ("┤", "─", "└", "╌")
    rows = []
    for place in range(height):
        levels = (None if value is None else _level(value, on, height, len(look.marks.heights)) for value in shown)
        marks = "".join(_cell(level, height - 1 - place, size, look.marks.heights) for level in levels)
        is_target = place == target_row
        if is_target:
            marks = "".join(dash if mark == " " else mark for mark in marks.ljust(len(shown) * size))
        words = names.get(place, "")
        rows.append(Row(f"{words:>{margin}} {edge if words else '|' if plain else '│'}", marks, is_target))
    rows.append(Row(f"{named(on.least):>{margin}} {corner}", foot * (len(shown) * size)))
    return [*rows, Row(" " * (margin + 2), _below(below, size, room))]


def stacked(values: Sequence[Sequence[int]], labels: Sequence[str], look: Look, *, height: int = 8) -> list[Row]:
    """Return a chart of columns, each divided into shares: the first sort stands at the foot, in the darkest mark of `shade`.

    Shares are whole lines; the least sort shows where it has half of one.
    """
    on = axis([sum(value) for value in values])
    sorts = max(map(len, values), default=1)
    rows = [columns([sum(value[: place + 1]) for value in values], labels, look, height=height, on=on) for place in range(sorts)]
    high = look.marks.heights[len(look.marks.heights) // 2 :]
    found = list(rows[-1])
    for line in range(height):
        marks = ""
        for at, whole in enumerate(found[line].marks):
            there = next((place for place in range(sorts) if rows[place][line].marks[at] in high), None)
            if there is None and line == height - 1 and whole != " ":
                there = next(place for place in range(sorts) if rows[place][line].marks[at] != " ")
            marks += " " if there is None else shade(there, look.marks)
        found[line] = evolve(found[line], marks=marks)
    return found


def _is_exact(value: float, named: Callable[[float], str]) -> bool:
    """Say whether a value is what its name says: half of 1 named as a whole number would be no middle."""
    return named(value) != named(value + 0.5) or value == int(value) or "%" in named(value)


def _level(value: float, on: Axis, height: int, parts: int) -> int:
    """Return how high a value stands, in parts of a line. What is not nothing shows."""
    return max(round(on.share(value) * height * parts), 1 if value > on.least else 0)


def _cell(level: int | None, place: int, size: int, heights: str) -> str:
    """Return what a column shows in one line, counted from the foot."""
    part = 0 if level is None else min(max(level - place * len(heights), 0), len(heights))
    mark = heights[part - 1] if part else " "
    gap = 1 if size > 1 else 0
    return mark * (size - gap) + " " * gap


def _below(labels: Sequence[str], size: int, room: int) -> str:
    """Return the labels in one line, each at its column; one that would touch the label before it is left out."""
    line, end = "", 0
    for place, label in enumerate(labels):
        at = place * size
        if not label or (line and at < end + 2):
            continue
        at = min(at, room - columns_of(label))
        if at < 0 or (line and at < end + 2):
            continue
        line += " " * (at - end) + label
        end = at + columns_of(label)
    return line
