"""Splitting an answer into the members it names, where a member may contain the very sign that separates them."""

import re
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from attrs import frozen

_STRONG = re.compile(r"\s*(?:[;；\n|•]|->|→|=>|➔)\s*")
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
    separators a part can contain.
    """
    listed = tuple(names)
    widest = tuple(1 + max((len(separator.findall(name)) for name in listed), default=0) for separator in _SEPARATORS)
    return tuple(_split(text.strip(), find, widest, 0))


def parts(text: str) -> tuple[str, ...]:
    """Split an answer wherever it might be a list of guesses: at semicolons, commas, slashes and words for “or”."""
    return tuple(filter(None, (part.strip() for part in _GUESSES.split(text))))


_GUESSES = re.compile(
    r"[;；\n|,，、،/?]|->|→|\s(?:or|oder|ou|o|of|lub|albo|veya|ya da|ή|или|чи|eller|vai|vagy|या|أو|או)\s|"
    r"(?<=\S)(?:或者?|または|か)(?=\S)",
    re.IGNORECASE,
)


def _split(text: str, find: Callable[[str], Found | None], widest: tuple[int, ...], level: int) -> list[Part[Found]]:
    whole = find(text)
    if whole is not None:
        return [Part(text, whole)]
    if level == len(_SEPARATORS):
        return [Part(text, None)] if text else []
    spans = _spans(text, _SEPARATORS[level])
    if len(spans) == 1 and spans[0] == (0, len(text)):
        return _split_deeper(text, find, widest, level)
    if len(spans) > _MOST_PARTS:
        return [Part(text, None)]
    found: list[Part[Found]] = []
    place = 0
    while place < len(spans):
        start = spans[place][0]
        for last in range(min(len(spans), place + widest[level]) - 1, place, -1):
            joined = text[start : spans[last][1]].strip()
            member = find(joined)
            if member is not None:
                found.append(Part(joined, member))
                place = last + 1
                break
        else:
            found += _split(text[start : spans[place][1]].strip(), find, widest, level + 1)
            place += 1
    if _SEPARATORS[level] is _SPACE:
        return found if all(part.found is not None for part in found) else [Part(text, None)]
    return found


def _split_deeper(text: str, find: Callable[[str], Found | None], widest: tuple[int, ...], level: int) -> list[Part[Found]]:
    without_bullet = _BULLET.sub("", text)
    return _split(without_bullet, find, widest, level + 1) if without_bullet else []


def _spans(text: str, separator: re.Pattern[str]) -> list[tuple[int, int]]:
    found, start = [], 0
    for match in separator.finditer(text):
        if text[start : match.start()].strip():
            found.append((start, match.start()))
        start = match.end()
    if text[start:].strip():
        found.append((start, len(text)))
    return found
