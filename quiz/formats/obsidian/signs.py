"""The signs of a line: what makes it a card, and the tags that choose decks."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import Final

from quiz.formats.obsidian.settings import Settings

TAG: Final = re.compile(r"(?:(?<=\s)|^)#(?!\d+(?:\s|$))[\w/-]*\w[\w/-]*", re.UNICODE)
_HIGHLIGHT: Final = re.compile(r"==[^=\s][^\n]*?==|==[^=\n]+==")
_BOLD: Final = re.compile(r"\*\*(?=\S)(?:(?!\*\*)[^\n])+(?<=\S)\*\*")
_CURLY: Final = re.compile(r"\{\{[^\n{}]+\}\}")
_FRONT_TAG: Final = re.compile(r"[^\s,\[\]\"'#]+")


class Shape(Enum):
    """How a card is written."""

    INLINE = "inline"
    INLINE_BOTH = "inline both"
    BELOW = "below"
    BELOW_BOTH = "below both"
    SENTENCE = "sentence"


def inline_shape(line: str, settings: Settings) -> Shape | None:
    """Return which card stands on one line, if any does: the longer sign counts first."""
    both = (settings.inline_both, Shape.INLINE_BOTH)
    one = (settings.inline, Shape.INLINE)
    for sign, shape in sorted((both, one), key=lambda pair: -len(pair[0])):
        if place_of(line, sign) >= 0:
            return shape
    return None


def place_of(line: str, sign: str) -> int:
    """Return where a sign stands in a line outside of code and formulas, or -1."""
    at = line.find(sign)
    while at >= 0:
        before = line[:at]
        if before.count("`") % 2 == 0 and before.replace("\\$", "").count("$") % 2 == 0 and "<!--" not in before:
            return at
        at = line.find(sign, at + 1)
    return -1


def blanks_in(line: str, settings: Settings) -> bool | None:
    """Say whether words of a line are blanks for sure; nothing where there are none."""
    bare = re.sub(r"`[^`\n]*`", "`", line)
    if any(opened in line and closed in line.partition(opened)[2] for opened, closed in settings.own):
        return True
    if settings.highlights and _HIGHLIGHT.search(bare):
        return True
    if settings.curly is not False and _CURLY.search(bare):
        return True
    if settings.bold is not False and _BOLD.search(bare):
        return settings.bold is True
    return None


def has_inline_card(text: str, settings: Settings) -> bool:
    """Say whether a card stands on one line of a text."""
    return any(inline_shape(line, settings) is not None for line in text.splitlines())


def deck_tags(line: str, settings: Settings) -> tuple[str, ...]:
    """Return the tags of a line that choose a deck."""
    return tuple(found for found in TAG.findall(line) if is_deck(found, settings))


def is_deck(tag: str, settings: Settings) -> bool:
    """Say whether a tag chooses a deck."""
    name = tag.casefold()
    return any(name == own.casefold() or name.startswith(f"{own.casefold()}/") for own in settings.tags)


def front_tags(front: str) -> Iterator[str]:
    """Yield the tags that the lines at the top give, with the number sign."""
    inside = False
    for line in front.split("\n"):
        key, colon, rest = line.partition(":")
        if colon and not line[:1].isspace() and not line.lstrip().startswith("-"):
            inside = key.strip().casefold() in {"tags", "tag"}
            found = rest
        else:
            found = line.strip().removeprefix("-")
        if inside:
            yield from (f"#{tag}" for tag in _FRONT_TAG.findall(found))
