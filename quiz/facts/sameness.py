"""Whether two values might state the same thing: then neither can be proved false by the other."""

import re
from functools import lru_cache

from quiz.facts.dates import Date
from quiz.facts.media import Picture, Sound
from quiz.facts.quantities import Quantity
from quiz.facts.values import Boolean, Listed, SetOf, TermName, Text, Value
from quiz.text.normal import bare, folded

_MOST_MEMBERS = 60
# What may stand between the things that one text lists: “English, Spanish & French”, “euro (EUR)”.
_PARTS = re.compile(r"\s*(?:[,;/|\n&()•·、，；،؛]|\b(?:and|or)\b)\s*")


def may_be_same(one: Value, other: Value) -> bool:
    """Say whether two values might state the same thing, so that neither can be called false where the other is true.

    Errs towards `True`: other spellings, overlapping dates and ranges, other units, and a text that lists the other one.
    """
    match one, other:
        case (Quantity(), Quantity()):
            return one.overlaps(other)
        case (Date(), Date()):
            return one.overlaps(other)
        case (Boolean(), Boolean()):
            return one == other
        case (Text() | TermName(), Text() | TermName()):
            return _same_words(str(one), str(other))
        case (Listed() | SetOf(), Listed() | SetOf()):
            return one.key == other.key or _same_members(one.items, other.items)
        case (Picture(), Picture()) | (Sound(), Sound()):
            return one.key == other.key
        case _:
            return folded(str(one)) == folded(str(other))


def _same_words(one: str, other: str) -> bool:
    if folded(one) == folded(other) or bare(one) == bare(other):
        return True
    if not (_PARTS.search(one) or _PARTS.search(other)):
        return False
    parts, other_parts = _parts(one), _parts(other)
    return parts <= other_parts or other_parts <= parts


def _same_members(one: tuple[Value, ...], other: tuple[Value, ...]) -> bool:
    """Say whether every member of each may be a member of the other. Long lists are compared by their letters alone."""
    if max(len(one), len(other)) > _MOST_MEMBERS:
        return {bare(item.key) for item in one} == {bare(item.key) for item in other}
    return all(any(may_be_same(item, twin) for twin in there) for here, there in ((one, other), (other, one)) for item in here)


@lru_cache(maxsize=65_536)
def _parts(text: str) -> frozenset[str]:
    return frozenset(bare(part) for part in _PARTS.split(text) if part) or frozenset({bare(text)})
