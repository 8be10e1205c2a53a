"""Simple patterns as Python's `re` writes them, which it matches several times as fast as the automaton does.

Python's engine goes back and tries again, so only patterns are handed to it that give it nothing to go back to: with at most one
part of a length that varies, and at most one choice. On a text of some length even these are left to the automaton.
"""

import re
from collections.abc import Callable
from typing import Final

from quiz.store.search_automaton import Matcher
from quiz.store.search_patterns import FIELD, PART, Either, Letters, Pattern, Place, Repeated, Sequence

LONGEST: Final = 500
"""Characters in a text that Python's engine is given."""
_MOST: Final = 200
"""Repetitions of one part."""
# What has an ASCII letter as its other case (the only two outside ASCII: the long s and the sign of the kelvin).
_OTHERS: Final = {"s": "\u017f", "k": "\u212a"}
_BORDERS: Final = f"{PART}{FIELD}"
_PLACES: Final = {"^": rf"(?<![^{_BORDERS}])", "$": rf"(?![^{_BORDERS}])"}


def matching(matcher: Matcher, pattern: Pattern) -> Callable[[str], bool]:
    """Return what says whether a pattern matches somewhere in a text, as fast as can be."""
    source = simple(pattern)
    if source is None:
        return matcher.matches
    search = re.compile(source).search
    slowly = matcher.matches
    return lambda text: search(text) is not None if len(text) <= LONGEST else slowly(text)


def simple(pattern: Pattern) -> str | None:
    """Return a pattern for Python's `re` without flags; nothing for one that is not simple."""
    left = [1, 1]
    found = _source(pattern, left)
    return found if min(left) >= 0 else None


def _source(pattern: Pattern, left: list[int]) -> str | None:
    """Return the source, and count down how many parts may vary, and how many choices there may be."""
    match pattern:
        case Letters():
            return _letters(pattern)
        case Place(at):
            return _PLACES.get(at)
        case Sequence(items):
            parts = [_source(item, left) for item in items]
            return None if None in parts else "".join(map(str, parts))
        case Either(items):
            left[1] -= 1
            parts = [_source(item, left) for item in items]
            return None if None in parts else f"(?:{'|'.join(map(str, parts))})"
        case Repeated(item, least, most):
            if not isinstance(item, Letters) or max(least, most or 0) > _MOST:
                return None
            left[0] -= least != most
            one = _letters(item)
            return None if one is None else f"{one}{{{least},{'' if most is None else most}}}"


def _letters(letters: Letters) -> str | None:
    """Return a class of characters; nothing for one with others than those of ASCII, digits and spaces in it."""
    members = [*letters.singles, *(edge for pair in letters.ranges for edge in pair)]
    if not all(map(str.isascii, members)):
        return None
    tests = []
    for test in letters.tests:
        if test is str.isdecimal:
            tests.append(r"\d")
        elif test is str.isspace and letters.negated:
            tests.append(r"\s")
        else:
            return None
    each = {*letters.singles, *(chr(code) for low, high in letters.ranges for code in range(ord(low), ord(high) + 1))}
    if letters.caseless:
        each |= {variant for one in each for variant in (one.lower(), one.upper())}
        each |= {other for one, other in _OTHERS.items() if one in each}
    inside = "".join(map(re.escape, sorted(each - set(_BORDERS)))) + "".join(tests)
    if letters.negated:
        return f"[^{inside}{_BORDERS}]"
    return f"[{inside}]" if inside else r"[^\s\S]"
