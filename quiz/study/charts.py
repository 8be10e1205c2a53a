"""Charts as lines of text, for the command line and the app: functions of values, without a terminal, a colour or a clock.

Nothing is said by colour. Every mark has a number beside it or a legend below it, and each chart has a second set of marks in
plain ASCII. A line is never wider than asked, unless its words leave no room at all.
"""

from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import ceil

from attrs import evolve, frozen

from quiz.study.day import date_of_day
from quiz.study.statistics_retention import monday
from quiz.text.safe import safe_line
from quiz.text.width import columns_of

_LONGEST_LABEL = 28
_SHORTEST_BAR = 8
WEEKDAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@frozen
class Marks:
    """What charts are drawn with."""

    parts: str
    """A column's width of a bar, from the thinnest part to the full one."""
    heights: str
    """From the lowest to the highest."""
    shades: str
    """From nothing to the most."""
    cut: str
    """What stands for words that were cut off."""


BLOCKS = Marks("▏▎▍▌▋▊▉█", "▁▂▃▄▅▆▇█", "·░▒▓█", "…")
ASCII = Marks("#", "_.-:=+*#", ".-+*#", "..")


@frozen
class Look:
    """How charts are drawn: how many columns wide, and with which marks."""

    width: int = 80
    marks: Marks = BLOCKS

    def narrower(self, columns: int) -> "Look":
        """Return the look that leaves so many columns free."""
        return evolve(self, width=max(1, self.width - columns))


@frozen
class Bar:
    """One line of a bar chart."""

    label: str
    value: float
    text: str
    """What is written behind it."""


@frozen
class Stack:
    """One line of a chart of shares: how many of each of up to four sorts."""

    label: str
    counts: tuple[int, ...]
    text: str


def bars(rows: Sequence[Bar], look: Look, *, most: float | None = None) -> list[str]:
    """Return horizontal bars, one a row; the longest one, or one of the value `most`, fills the room that words leave."""
    return [" ".join(found).rstrip() for found in bar_parts(rows, look, most=most)]


def bar_parts(rows: Sequence[Bar], look: Look, *, most: float | None = None) -> list[tuple[str, str, str]]:
    """Return what a line of `bars` consists of: the label and the text, each padded, and the bar."""
    labels, texts, room = _beside([(row.label, row.text) for row in rows], look)
    top = most or max((row.value for row in rows), default=0) or 1
    drawn = [_bar(row.value / top, room, look.marks) for row in rows]
    return list(zip(labels, texts, drawn, strict=True))


def stacks(rows: Sequence[Stack], look: Look) -> list[str]:
    """Return bars of one length, each divided into shares, from the darkest mark for the first sort to the lightest."""
    return [" ".join(found).rstrip() for found in stack_parts(rows, look)]


def stack_parts(rows: Sequence[Stack], look: Look) -> list[tuple[str, str, str]]:
    """Return what a line of `stacks` consists of: the label and the text, each padded, and the bar."""
    labels, texts, room = _beside([(row.label, row.text) for row in rows], look)
    drawn = [_stack(row.counts, room, look.marks) for row in rows]
    return list(zip(labels, texts, drawn, strict=True))


def shade(place: int, marks: Marks) -> str:
    """Return the mark of a sort in `stacks` and `table`, by its place from 0."""
    return marks.shades[::-1][place]


def sparkline(values: Sequence[float | None], look: Look, *, least: float = 0.0, most: float | None = None) -> str:
    """Return one column for each value, as high as it is between `least` and `most`; a space where there is none.

    The lowest mark stands for `least` and no more. More values than columns are cut at their beginning.
    """
    shown = values[-look.width :]
    top = most if most is not None else max((value for value in shown if value is not None), default=0)
    heights = look.marks.heights

    def mark(value: float | None) -> str:
        if value is None:
            return " "
        share = (value - least) / (top - least) if top > least else 0.0
        return heights[min(max(ceil(share * (len(heights) - 1)), 0), len(heights) - 1)]

    return "".join(map(mark, shown))


def calendar(by_day: Mapping[int, int], today: int, look: Look) -> list[str]:
    """Return a calendar up to study day `today`, a column a week and a row a weekday, shaded by how much was done."""
    weeks = max(1, min(53, look.width - 4))
    first = monday(today) - 7 * (weeks - 1)
    most = max((by_day.get(day, 0) for day in range(first, today + 1)), default=0)
    lines = [f"    {months_above(first, weeks)}".rstrip()]
    for weekday, name in enumerate(WEEKDAYS):
        days = [first + 7 * week + weekday for week in range(weeks)]
        marks = [" " if day > today else shaded(by_day.get(day, 0), most, look.marks) for day in days]
        lines.append(f"{name:<4}{''.join(marks)}".rstrip())
    return [*lines, f"    {legend(most, look.marks)}"]


def months_above(first: int, weeks: int, size: int = 1) -> str:
    """Return the line above a calendar of weeks from study day `first` on, each `size` columns wide: months where they begin."""
    line = list(" " * weeks * size)
    for week in range(weeks):
        date = date_of_day(first + 7 * week)
        at = week * size
        if date.day <= 7 and at + 3 <= len(line):
            line[at : at + 3] = MONTHS[date.month - 1]
    return "".join(line)


def shaded(count: int, most: int, marks: Marks) -> str:
    """Return the shade of a day on which so much was done, of at most `most`."""
    return marks.shades[ceil(count * (len(marks.shades) - 1) / most) if most else 0]


def legend(most: int, marks: Marks) -> str:
    """Return what the shades of a calendar mean."""
    if not most:
        return f"{marks.shades[0]} nothing"
    steps = len(marks.shades) - 1
    bounds = [most * step // steps for step in range(1, steps + 1)]
    named = [f"{mark} up to {bound:,}" for mark, bound in zip(marks.shades[1:], bounds, strict=True) if bound]
    return f"{marks.shades[0]} none  {'  '.join(named)}"


def table(rows: Mapping[str, Mapping[str, int]], columns: Sequence[str], look: Look, *, limit: int = 20) -> list[str]:
    """Return a table of marks: a row for each name, and a column for each of `columns`, by number, which are listed first.

    A cell's number is the place of its mark, as `shade` has it; a cell that a row does not have stays empty. At most `limit` rows
    are drawn, and told how many are left.
    """
    size = len(str(len(columns))) + 1
    labels = [_cut(safe_line(name), _LONGEST_LABEL, look.marks) for name in list(rows)[:limit]]
    widest = max(map(columns_of, labels), default=0)
    shown = columns[: max(1, (look.width - widest) // size)]
    lines = _wrapped([f"{number} {safe_line(name)}" for number, name in enumerate(shown, start=1)], look.width)
    if len(shown) < len(columns):
        lines.append(f"and {len(columns) - len(shown)} more that have no room here")
    lines.append(" " * widest + "".join(f"{number:>{size}}" for number in range(1, len(shown) + 1)))
    for label, row in zip(labels, rows.values(), strict=False):
        cells = "".join((shade(row[name], look.marks) if name in row else " ").rjust(size) for name in shown)
        lines.append(f"{_padded(label, widest)}{cells}".rstrip())
    if len(rows) > limit:
        lines.append(f"and {len(rows) - limit} more")
    return lines


def _beside(words: Sequence[tuple[str, str]], look: Look) -> tuple[list[str], list[str], int]:
    """Return labels and texts, each made equally wide, and the columns that are left for the bars."""
    labels = [_cut(safe_line(label), _LONGEST_LABEL, look.marks) for label, _ in words]
    texts = [safe_line(text) for _, text in words]
    first, second = (max(map(columns_of, found), default=0) for found in (labels, texts))
    spare = look.width - second - 2 - _SHORTEST_BAR
    if first > spare:
        first = max(spare, 4)
        labels = [_cut(label, first, look.marks) for label in labels]
    room = max(look.width - first - second - 2, 1)
    padded = [" " * (second - columns_of(text)) + text for text in texts]
    return [_padded(label, first) for label in labels], padded, room


def _bar(share: float, room: int, marks: Marks) -> str:
    """Return a bar of the share, from 0 to 1, of the room. What is not nothing shows."""
    parts = len(marks.parts)
    length = min(max(share, 0.0), 1.0) * room * parts
    whole, rest = divmod(max(round(length), 1) if share > 0 else 0, parts)
    return marks.parts[-1] * whole + (marks.parts[rest - 1] if rest else "")


def _stack(counts: Sequence[int], room: int, marks: Marks) -> str:
    total = sum(counts)
    if not total:
        return ""
    ends = [round(end * room / total) for end in accumulate(counts)]
    return "".join(shade(place, marks) * (end - begin) for place, (begin, end) in enumerate(zip([0, *ends], ends, strict=False)))


def _wrapped(items: Sequence[str], width: int) -> list[str]:
    lines: list[str] = []
    for item in items:
        if lines and columns_of(lines[-1]) + 2 + columns_of(item) <= width:
            lines[-1] += f"  {item}"
        else:
            lines.append(item)
    return lines


def _cut(text: str, width: int, marks: Marks) -> str:
    if columns_of(text) <= width:
        return text
    while text and columns_of(text) + columns_of(marks.cut) > width:
        text = text[:-1]
    return text.rstrip() + marks.cut


def _padded(text: str, width: int) -> str:
    return text + " " * (width - columns_of(text))
