"""Anki's template language: `{{Field}}`, filters, `{{#Field}}…{{/Field}}`, `{{^Field}}…{{/Field}}`, remarks.

A side that cannot be read is told with what is wrong in it, as Anki does. What is laid out is not asked here: a template that was
read gives, for the fields of a note that are filled, what stands one after the other: text, and fields with their filters.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Final, TypeAlias

from attrs import frozen

from quiz.formats.anki.limits import DEEPEST
from quiz.formats.anki.spans import between

_OTHER_BRACES: Final = "{{=<% %>=}}"
"""A side that begins so has `<% … %>` in place of braces."""
_REMARK: Final = ("<!--", "-->")
_MARKS: Final = {"{{": (("{{", "}}"), _REMARK), "<%": (("<%", "%>"), _REMARK)}
FRONT_SIDE: Final = "FrontSide"
TAGS: Final = "Tags"
SPECIAL: Final = (TAGS, "Type", "Deck", "Subdeck", "Card", "CardFlag", "CardID")
"""What a template can show besides fields; a field of that name comes first."""
CLOZE_NUMBER: Final = re.compile(r"c\d+")


class TemplateError(ValueError):
    """A side of a template that cannot be read. It says what is wrong."""


@frozen
class Shown:
    """A field that is shown."""

    name: str
    filters: tuple[str, ...] = ()
    """In the order in which they are applied: the one next to the name first."""


@frozen
class Section:
    """What is shown only where a field is filled, or only where it is not."""

    name: str
    is_negative: bool
    parts: "tuple[Part, ...]"


Part: TypeAlias = str | Shown | Section
Piece: TypeAlias = str | Shown


@lru_cache(maxsize=512)
def parsed(source: str) -> tuple[Part, ...]:
    """Return the parts of one side. Raises `TemplateError` where it cannot be read."""
    opening = "{{"
    if source.lstrip().startswith(_OTHER_BRACES):
        opening, source = "<%", source.lstrip()[len(_OTHER_BRACES) :]
    stack: list[tuple[str, bool, list[Part]]] = [("", False, [])]
    for token in _tokens(source, opening):
        parts = stack[-1][2]
        if isinstance(token, str):
            parts.append(token)
            continue
        sign, name = token
        if sign in {"#", "^"}:
            if len(stack) > DEEPEST:
                raise TemplateError(f"sections stand more than {DEEPEST} deep inside each other")
            stack.append((name, sign == "^", []))
        elif sign == "/":
            if len(stack) == 1 or stack[-1][0] != name:
                current = f"; “{stack[-1][0]}” is open" if len(stack) > 1 else ""
                raise TemplateError(f"“{{{{/{name}}}}}” closes what is not open{current}")
            _, is_negative, inside = stack.pop()
            stack[-1][2].append(Section(name, is_negative, tuple(inside)))
        else:
            *filters, field = name.split(":")
            parts.append(Shown(field, tuple(reversed(filters))))
    if len(stack) > 1:
        raise TemplateError(f"“{{{{{'^' if stack[-1][1] else '#'}{stack[-1][0]}}}}}” is not closed")
    return tuple(stack[0][2])


def _tokens(source: str, opening: str) -> Iterator[str | tuple[str, str]]:
    """Yield text, and what stands in braces as its sign (`#`, `^`, `/` or nothing) and the rest."""
    at = 0
    for start, end, place in between(source, _MARKS[opening]):
        if text := source[at:start]:
            yield text
        at = end
        if place:
            yield source[start:end]
            continue
        inside = source[start + 2 : end - 2].lstrip("{").strip()
        if len(inside) > 1 and inside[0] in "#^/":
            yield inside[0], inside[1:].lstrip()
        else:
            yield "", inside
    if text := source[at:]:
        yield text


def resolved(parts: Iterable[Part], is_filled: Callable[[str], bool]) -> Iterator[Piece]:
    """Yield what is shown, given which names are filled."""
    for part in parts:
        if not isinstance(part, Section):
            yield part
        elif is_filled(part.name) is not part.is_negative:
            yield from resolved(part.parts, is_filled)


def names_in(parts: Iterable[Part]) -> Iterator[str]:
    """Yield the names of all fields that are shown or asked for."""
    for part in parts:
        if isinstance(part, Shown):
            yield part.name
        elif isinstance(part, Section):
            yield part.name
            yield from names_in(part.parts)
