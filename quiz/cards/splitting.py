"""Splitting an answer into the members it names, where a member may contain the very sign that separates them."""

import re
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from attrs import frozen

_STRONG = re.compile(r"\s*(?:->|=>|[;；\n|•→➔>])\s*")
_AND = re.compile(
    r"\s*[,，、،/]|(?:^|\s+)(?:and|und|et|y|e|ed|en|och|og|i|a|oraz|ve|ile|και|и|і|та|és|ja|sowie|और|एवं|&|\+|plus|then|dann|puis)\s+|"
    r"\s+ו(?=\S)|\s+و\s*(?=\S)|"
    r"(?<=\S)[和与與及と](?=\S)",
    re.IGNORECASE,
)
_SPACE = re.compile(r"\s+")
_SEPARATORS = (_STRONG, _AND, _SPACE)
_BULLET = re.compile(r"^\s*(?:[-–*•]|\(?\d{1,2}[.)])\s+")
_MOST_PARTS = 64
_MOST_EDGES = 64
"""How many ways to cut a part out of the separators around it are tried."""

Found = TypeVar("Found")


@frozen
class Part(Generic[Found]):
    """A part of an answer, and the member that it names, if any."""

    text: str
    found: Found | None


def split(text: str, find: Callable[[str], Found | None], names: Iterable[str]) -> tuple[Part[Found], ...]:
    """Split an answer so that as many parts as possible are found.

    Whole before parts, long parts before short ones; semicolons and line ends separate first, then commas and words for
    “and”. Spaces separate only where every word is then found. `names` are the names that may be found: they tell how many
    separators a part can contain, and whether it can begin or end with one (`And Justice for All`).
    """
    listed = tuple(names)
    return tuple(_split(text.strip(), find, tuple(_bounds(separator, listed) for separator in _SEPARATORS), 0))


def parts(text: str) -> tuple[str, ...]:
    """Split an answer wherever it might be a list of guesses: at semicolons, commas, slashes and words for “or”."""
    return tuple(filter(None, (part.strip() for part in _GUESSES.split(text))))


_GUESSES = re.compile(
    r"[;；\n|,，、،/?]|->|→|\s(?:or|oder|ou|o|of|lub|albo|veya|ya da|ή|или|чи|eller|vai|vagy|या|أو|או)\s|"
    r"(?<=\S)(?:或者?|または|か)(?=\S)",
    re.IGNORECASE,
)


@frozen
class _Bounds:
    """What the parts between separators of one kind can be."""

    widest: int
    """How many pieces a part can be made of."""
    edges: bool
    """Whether a part can begin or end with a separator."""


def _bounds(separator: re.Pattern[str], names: tuple[str, ...]) -> _Bounds:
    found = [[(match.start(), match.end()) for match in separator.finditer(name)] for name in names]
    edges = any(
        matches and (matches[0][0] == 0 or matches[-1][1] == len(name)) for name, matches in zip(names, found, strict=True)
    )
    return _Bounds(1 + max(map(len, found), default=0), edges)


def _split(text: str, find: Callable[[str], Found | None], bounds: tuple[_Bounds, ...], level: int) -> list[Part[Found]]:
    whole = find(text)
    if whole is not None:
        return [Part(text, whole)]
    if level == len(_SEPARATORS):
        return [Part(text, None)] if text else []
    spans = _spans(text, _SEPARATORS[level])
    if len(spans) == 1 and spans[0] == (0, len(text)):
        return _split_deeper(text, find, bounds, level)
    if len(spans) > _MOST_PARTS:
        return [Part(text, None)]
    found: list[Part[Found]] = []
    place = 0
    while place < len(spans):
        taken, part = _longest(text, spans, place, find, bounds[level])
        if part is None:
            found += _split(text[slice(*spans[place])].strip(), find, bounds, level + 1)
        else:
            found.append(part)
        place += taken
    if _SEPARATORS[level] is _SPACE:
        return found if all(part.found is not None for part in found) else [Part(text, None)]
    return found


def _longest(
    text: str, spans: list[tuple[int, int]], place: int, find: Callable[[str], Found | None], bounds: _Bounds
) -> tuple[int, Part[Found] | None]:
    """Return the longest part that begins with a piece and is found, and how many pieces it is made of."""
    start = spans[place][0]
    before = spans[place - 1][1] if place else 0
    for last in range(min(len(spans), place + bounds.widest) - 1, place - 1, -1):
        end = spans[last][1]
        after = spans[last + 1][0] if last + 1 < len(spans) else len(text)
        # A single piece alone is left to be split further.
        tried = [(start, end)] if last > place else []
        if bounds.edges:
            tried += [(first, stop) for first in range(before, start + 1) for stop in range(after, end - 1, -1)][:_MOST_EDGES]
        for first, stop in tried:
            joined = text[first:stop].strip()
            member = find(joined)
            if member is not None:
                return last - place + 1, Part(joined, member)
    return 1, None


def _split_deeper(text: str, find: Callable[[str], Found | None], bounds: tuple[_Bounds, ...], level: int) -> list[Part[Found]]:
    without_bullet = _BULLET.sub("", text)
    return _split(without_bullet, find, bounds, level + 1) if without_bullet else []


def _spans(text: str, separator: re.Pattern[str]) -> list[tuple[int, int]]:
    found, start = [], 0
    for match in separator.finditer(text):
        if text[start : match.start()].strip():
            found.append((start, match.start()))
        start = match.end()
    if text[start:].strip():
        found.append((start, len(text)))
    return found
