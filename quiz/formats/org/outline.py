"""The outline of an Org file: its headings with their tags, properties, drawers, days and text. It reads any text."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from attrs import define, field

_HEADING: Final = re.compile(r"(\*{1,60})[ \t]+(.*)$")
_TAGS: Final = re.compile(r"(?:^|[ \t]+):((?:[\w@#%]+:)+)[ \t]*$")
_TODO: Final = re.compile(r"(?:TODO|DONE|NEXT|WAITING|CANCELLED|CANCELED)(?=\s|$)[ \t]*")
_PRIORITY: Final = re.compile(r"\[#[A-Z0-9]\][ \t]*")
_PLANNED: Final = re.compile(r"[ \t]*(?:(?:SCHEDULED|DEADLINE|CLOSED):[ \t]*[<\[][^>\]\n]{4,80}[>\]][ \t]*)+$")
_SCHEDULED: Final = re.compile(r"SCHEDULED:[ \t]*<([^>\n]{4,80})>")
_DRAWER: Final = re.compile(r"[ \t]*:([A-Za-z_][\w-]{0,60}):[ \t]*$")
_END: Final = re.compile(r"[ \t]*:END:[ \t]*$", re.IGNORECASE)
_PROPERTY: Final = re.compile(r"[ \t]*:([^\s:]{1,80}):[ \t]*(.*?)[ \t]*$")
_BEGIN: Final = re.compile(r"[ \t]*#\+begin_(\w+)", re.IGNORECASE)
_END_OF: Final = re.compile(r"[ \t]*#\+end_(\w+)[ \t]*$", re.IGNORECASE)
_KEYWORD: Final = re.compile(r"[ \t]*#\+(\w+):[ \t]*(.*?)[ \t]*$")
_REMARK: Final = re.compile(r"[ \t]*#(?:\s|$)")
MOST_DRAWER: Final = 2_000
"""Lines of a drawer; one that is not closed by then is none."""


@define
class Heading:
    """A heading with what stands under it, up to the next one."""

    level: int
    title: str
    line: int
    """Its line, counted from 1."""
    tags: tuple[str, ...] = ()
    parent: "Heading | None" = None
    properties: dict[str, str] = field(factory=dict)
    """By their names in upper case."""
    drawers: dict[str, list[str]] = field(factory=dict)
    """The lines of its other drawers, by their names in upper case."""
    scheduled: str = ""
    body: list[str] = field(factory=list)
    """Its lines, without drawers, remarks and days."""
    children: "list[Heading]" = field(factory=list)
    is_marked: bool = False
    """Whether its text has remarks: what is otherwise empty then counts as text."""

    @property
    def text(self) -> str:
        """Its text."""
        return "\n".join(self.body).strip("\n")

    @property
    def path(self) -> tuple[str, ...]:
        """The titles of the headings above it, the outermost first."""
        above: list[str] = []
        one = self.parent
        while one is not None and one.level:
            above.append(one.title)
            one = one.parent
        return tuple(reversed(above))

    @property
    def inherited_tags(self) -> tuple[str, ...]:
        """The tags of the headings above it and of the file."""
        return () if self.parent is None else (*self.parent.inherited_tags, *self.parent.tags)

    def property(self, name: str) -> str:
        """Return a property of it or of the nearest heading above that has it; nothing where none has."""
        one: Heading | None = self
        while one is not None:
            if name in one.properties:
                return one.properties[name].strip('"')
            one = one.parent
        return ""

    def all(self) -> "Iterator[Heading]":
        """Yield the headings below it, in the order of the file."""
        waiting = list(reversed(self.children))
        while waiting:
            one = waiting.pop()
            yield one
            waiting += reversed(one.children)


def outline(text: str) -> Heading:
    """Return the outline of a file: a heading of level 0 with all others below it. Its properties are the file's keywords."""
    root = current = Heading(0, "", 0)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    ends = _Ends(lines)
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if (found := _HEADING.match(line)) is not None:
            current = _heading(found, at, current)
        elif (block := _BEGIN.match(line)) is not None:
            at = _block(lines, at, ends.of_block(block[1], at), current)
        elif (drawer := _DRAWER.match(line)) is not None and not _END.match(line):
            at = _drawer(lines, at, drawer[1].upper(), ends.of_drawer(at), current)
        elif not current.level and (keyword := _KEYWORD.match(line)) is not None:
            name = keyword[1].upper()
            if name == "FILETAGS":
                root.tags += tuple(tag for tag in re.split(r"[:\s]+", keyword[2]) if tag)
            else:
                root.properties.setdefault(name, keyword[2])
        elif _REMARK.match(line):
            current.is_marked = True
        elif _KEYWORD.match(line):
            continue
        elif _PLANNED.match(line):
            day = _SCHEDULED.search(line)
            current.scheduled = current.scheduled or (day[1] if day else "")
        else:
            current.body.append(line.rstrip())
    return root


def _heading(found: re.Match[str], line: int, last: Heading) -> Heading:
    level, title = len(found[1]), found[2].strip()
    parent: Heading = last
    while parent.level >= level and parent.parent is not None:
        parent = parent.parent
    tags = _TAGS.search(title)
    if tags:
        title = title[: tags.start()].rstrip()
    title = _PRIORITY.sub("", _TODO.sub("", title, count=1) if _TODO.match(title) else title, count=1)
    one = Heading(level, title, line, tuple(filter(None, tags[1].split(":"))) if tags else (), parent)
    parent.children.append(one)
    return one


class _Ends:
    """Where blocks and drawers of a text end: found once for all of them, however many are never closed."""

    def __init__(self, lines: list[str]) -> None:
        """Look through the lines when something begins."""
        self._lines = lines
        self._blocks: dict[str, list[int]] | None = None
        self._drawers: list[int] | None = None
        self._headings: list[int] = []

    def of_block(self, kind: str, at: int) -> int | None:
        """Return the line, counted from 0, that ends a block which begins above a line; nothing for one that is not closed."""
        if self._blocks is None:
            self._blocks = {}
            for place, line in enumerate(self._lines):
                if (found := _END_OF.match(line)) is not None:
                    self._blocks.setdefault(found[1].casefold(), []).append(place)
        return _next(self._blocks.get(kind.casefold(), []), at, 5 * MOST_DRAWER)

    def of_drawer(self, at: int) -> int | None:
        """Return the line that ends a drawer; nothing for one that is not closed before the next heading."""
        if self._drawers is None:
            self._drawers = [place for place, line in enumerate(self._lines) if _END.match(line)]
            self._headings = [place for place, line in enumerate(self._lines) if _HEADING.match(line)]
        end = _next(self._drawers, at, MOST_DRAWER)
        heading = _next(self._headings, at, MOST_DRAWER)
        return end if heading is None or (end is not None and end < heading) else None


def _next(places: list[int], at: int, most: int) -> int | None:
    found = bisect_left(places, at)
    return places[found] if found < len(places) and places[found] < at + most else None


def _block(lines: list[str], at: int, end: int | None, current: Heading) -> int:
    """Take a block in, in which nothing else begins; return the place behind it. One that is never closed is text."""
    if end is None:
        current.body.append(lines[at - 1])
        return at
    current.body += [lines[at - 1], *(line.removeprefix(",") for line in lines[at:end]), lines[end]]
    return end + 1


def _drawer(lines: list[str], at: int, name: str, end: int | None, current: Heading) -> int:
    """Take a drawer in; return the place behind it. One that is not closed is text."""
    if end is None:
        current.body.append(lines[at - 1])
        return at
    inside = lines[at:end]
    if name == "PROPERTIES":
        pairs = (_PROPERTY.match(line) for line in inside)
        current.properties.update((pair[1].upper(), pair[2]) for pair in pairs if pair is not None)
    else:
        current.drawers[name] = inside
    return end + 1
