r"""Patterns of a search: how text is folded for it, texts with wildcards, and what every pattern is made of."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

from attrs import frozen

PART: Final = "\x1f"
"""Stands between the parts of a text, such as the names of one thing. No deck holds this character."""
FIELD: Final = "\x1e"
"""Stands between the fields of a text: its question, its answer and so on."""
BORDERS: Final = frozenset((PART, FIELD))

WHOLE: Final = ("^", "$")
"""The ends of a part."""
WORD: Final = ("b", "b")
"""The borders of words."""

Test = Callable[[str], bool]


@frozen
class Letters:
    """One character out of some."""

    singles: frozenset[str] = frozenset()
    ranges: tuple[tuple[str, str], ...] = ()
    tests: tuple[Test, ...] = ()
    negated: bool = False
    caseless: bool = True

    def has(self, letter: str) -> bool:
        """Say whether a character is one of them. Those between parts never are, so that no match reaches over two parts."""
        if letter in BORDERS:
            return False
        found = any(map(self._holds, variants(letter) if self.caseless else (letter,)))
        return found != self.negated

    def _holds(self, letter: str) -> bool:
        return (
            letter in self.singles
            or any(low <= letter <= high for low, high in self.ranges)
            or any(test(letter) for test in self.tests)
        )


@frozen
class Place:
    """A place between characters: `^` and `$` are the ends of a part, `b` the border of a word, `B` any other place."""

    at: str


@frozen
class Sequence:
    """One after the other."""

    items: "tuple[Pattern, ...]"


@frozen
class Either:
    """One of several."""

    items: "tuple[Pattern, ...]"


@frozen
class Repeated:
    """Something several times; without `most`, any number of times from `least` on."""

    item: "Pattern"
    least: int
    most: int | None


Pattern = Letters | Place | Sequence | Either | Repeated


def fold(text: str) -> str:
    """Return `text` without case, accents and other combining marks, and without compatibility forms such as full width.

    What Anki's `nc:` does (`without_combining` in rslib: NFKD without the characters of category M), with the case of all scripts
    folded, and the syllables of Hangul whole.
    """
    if text.isascii():
        return text.lower()
    letters = _USUAL_MARKS.sub("", unicodedata.normalize("NFKD", text))
    if not letters.isascii():
        letters = letters.translate(_NO_MARKS)
    return letters.lower() if letters.isascii() else unicodedata.normalize("NFC", letters).casefold()


class _Marks(dict[int, int | None]):
    """What becomes of each character: itself, or nothing of a combining mark. Filled as characters are met."""

    def __missing__(self, code: int) -> int | None:
        found = self[code] = None if unicodedata.category(chr(code))[0] == "M" else code
        return found


_USUAL_MARKS: Final = re.compile("[\u0300-\u036f]+")
_NO_MARKS: Final = _Marks()


_ANY: Final = Letters(negated=True, caseless=False)


@cache
def variants(letter: str) -> tuple[str, ...]:
    """Return a character in lower and upper case, itself first. The dotless i is no variant of I, whose fold is another."""
    found = (letter, letter.lower(), letter.upper(), letter.casefold())
    return tuple(dict.fromkeys(one for one in found if len(one) == 1 and (one == letter or fold(one) == fold(letter))))


def is_word(letter: str) -> bool:
    """Say whether a character is part of a word."""
    return letter.isalnum() or letter == "_" or unicodedata.category(letter)[0] == "M"


# Wildcards


def pieces(glob: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a text with wildcards, in order, as what they are and what they say.

    They are `text`, `*` (any characters, or none) and `_` (one character). A backslash takes the next character as it is.
    """
    text: list[str] = []
    letters = iter(glob)
    for letter in letters:
        if letter in "*_":
            if text:
                yield "text", "".join(text)
                text.clear()
            yield letter, letter
        else:
            text.append(next(letters, "\\") if letter == "\\" else letter)
    if text:
        yield "text", "".join(text)


def like(glob: str) -> str:
    """Return a text with wildcards, folded, as the pattern of SQL's LIKE, with backslashes as its escapes, anywhere in a text."""
    found = ["%"]
    for kind, text in pieces(glob):
        if kind == "text":
            found.append(fold(text).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_"))
        else:
            found.append("%" if kind == "*" else "_")
    return "".join(found) + "%"


def wildcards(glob: str, *edges: str) -> Pattern:
    """Return a text with wildcards, folded, as a pattern between two places, or anywhere in a part."""
    start, end = edges or ("", "")
    found: list[Pattern] = [Place(start)] if start else []
    for kind, text in pieces(glob):
        if kind == "text":
            found += [Letters(frozenset((letter,)), caseless=False) for letter in fold(text)]
        else:
            found.append(Repeated(_ANY, 0, None) if kind == "*" else _ANY)
    return Sequence((*found, Place(end)) if end else tuple(found))


# What every match holds


def certain(pattern: Pattern) -> list[str]:
    """Return texts that are, folded, in the folded form of every text that a pattern matches."""
    found: list[str] = []
    run: list[str] = []

    def end() -> None:
        if run:
            found.append(fold("".join(run)))
            run.clear()

    items = pattern.items if isinstance(pattern, Sequence) else (pattern,)
    for item in items:
        if isinstance(item, Letters) and (letter := _only(item)):
            run.append(letter)
            continue
        if not isinstance(item, Place):
            end()
        if isinstance(item, Sequence) or (isinstance(item, Repeated) and item.least):
            found += certain(item.item if isinstance(item, Repeated) else item)
    end()
    return found


def _only(letters: Letters) -> str:
    """Return the one character that is meant; none for a part of a Hangul syllable, which folding may join to the next."""
    if letters.negated or letters.ranges or letters.tests or len(letters.singles) != 1:
        return ""
    (letter,) = letters.singles
    return "" if unicodedata.name(letter, "").startswith("HANGUL") else letter
