"""The questions of a GIFT file before they are read: what stands between blank lines, with the remarks above it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from attrs import evolve, field, frozen

_LINE_END = re.compile(r"\r\n|\r|\n")
_BRACE = re.compile(r"\\[\\:#={}~n]|([{}])")
_BLANK: Final = " \t\x0b\0"
_ID = re.compile(r"\[id:((?:\\\]|[^\]\x00-\x1f\x7f])+)\]")
_TAG = re.compile(r"\[tag:((?:\\\]|[^\]<>`\x00-\x1f\x7f])+)\]")
_TITLED = re.compile(r"::[^:].*?::")
LONGEST: Final = 50_000
"""Letters of a question; in a longer line nothing is looked for."""
CATEGORY: Final = "$CATEGORY:"
"""What begins the line that names a category."""


@frozen
class Block:
    """Lines that are one question, or a category."""

    lines: tuple[str, ...]
    numbers: tuple[int, ...]
    """The number of each of the lines in the file, counted from 1."""
    id: str | None = None
    """What a remark above it calls it: `[id:…]`."""
    tags: tuple[str, ...] = ()
    """What remarks above it name: `[tag:…]`."""

    @property
    def text(self) -> str:
        """All its lines."""
        return "\n".join(self.lines)

    def line_at(self, place: int) -> int:
        """Return the number of the line in the file in which a place of the text is."""
        return self.numbers[min(self.text.count("\n", 0, place), len(self.numbers) - 1)]


@frozen
class _Remarks:
    """What the lines that begin with two slashes say of the next question."""

    ids: list[str] = field(factory=list)
    tags: list[str] = field(factory=list)

    def add(self, line: str) -> None:
        self.ids.extend(found.strip().replace("\\]", "]") for found in _ID.findall(line))
        self.tags.extend(found.replace("\\]", "]") for found in _TAG.findall(line))

    def block(self, lines: Sequence[str], numbers: Sequence[int]) -> Block:
        found = Block(tuple(lines), tuple(numbers), self.ids[-1] if self.ids else None, tuple(self.tags))
        self.ids.clear()
        self.tags.clear()
        return found


def blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a file in their order.

    A blank line ends a block, but where its answers are open and the next brace of the file closes them. A line of a category
    is a block by itself, and a title between colons begins one, with no blank line above them too. Of questions below each other
    that would be one with two groups of answers, which none can be, each is a block.
    """
    for found in _between_blanks(text):
        starts = _starts(found)
        if len(starts) == 1:
            yield found
            continue
        for start, end in pairwise([*starts, len(found.lines)]):
            part = evolve(found, lines=found.lines[start:end], numbers=found.numbers[start:end])
            yield evolve(part, id=None, tags=()) if start else part


def _starts(block: Block) -> list[int]:
    """Return the places of the lines with which questions begin: the first one, and each below a line that ends with answers."""
    text, starts, line, at = block.text, [0], 0, 0
    if text.count("{") < 2 or max(map(len, block.lines)) > LONGEST:
        return starts
    braces = [(found.start(), found[1]) for found in _BRACE.finditer(text) if found[1]]
    for (closed, sign), (opened, other) in pairwise(braces):
        if sign == other:
            return [0]
        if sign == "}":
            rest, end, words = text[closed + 1 : opened].partition("\n")
            if rest.strip(_BLANK) or not end or words.lstrip(_BLANK)[:1].islower():
                return [0]
            line, at = line + text.count("\n", at, closed), closed
            starts.append(line + 1)
    return starts


def _between_blanks(text: str) -> Iterator[Block]:
    """Yield what stands between blank lines."""
    lines = _LINE_END.split(text.removeprefix("\ufeff"))
    closes = _closing(lines)
    remarks = _Remarks()
    held: list[str] = []
    numbers: list[int] = []
    is_open = False
    for number, line in enumerate(lines, start=1):
        bare = line.strip(_BLANK)
        if bare.startswith("//"):
            if not held:
                remarks.add(bare)
        elif not is_open and (bare.startswith(CATEGORY) or (held and _TITLED.match(bare))):
            if held:
                yield remarks.block(held, numbers)
            held, numbers, is_open = [line], [number], _is_open_after(line, is_open=False)
            if bare.startswith(CATEGORY):
                yield remarks.block(held, numbers)
                held, numbers, is_open = [], [], False
        elif bare or (is_open and closes[number - 1]):
            held.append(line if bare else "")
            numbers.append(number)
            is_open = _is_open_after(line, is_open=is_open)
        elif held:
            yield remarks.block(held, numbers)
            held, numbers, is_open = [], [], False
    if held:
        yield remarks.block(held, numbers)


def _is_open_after(line: str, *, is_open: bool) -> bool:
    """Say whether a brace is open at the end of a line."""
    for found in _BRACE.finditer(line) if len(line) <= LONGEST else ():
        if found[1]:
            is_open = found[1] == "{"
    return is_open


def _closing(lines: Sequence[str]) -> list[bool]:
    """Return for each line whether the next brace, from it on, is one that closes, and no question begins before it."""
    found = [False] * len(lines)
    closes = False
    for number in range(len(lines) - 1, -1, -1):
        bare = lines[number].strip(_BLANK)
        if bare.startswith("//"):
            pass
        elif bare.startswith((CATEGORY, "::")):
            closes = False
        elif len(bare) <= LONGEST and (brace := next((one[1] for one in _BRACE.finditer(bare) if one[1]), None)):
            closes = brace == "}"
        found[number] = closes
    return found
