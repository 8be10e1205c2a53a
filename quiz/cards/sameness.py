"""Whether two writings might mean the same thing: what an option must not have in common with the answer, or with another option.

Errs towards yes. Other case, accents, articles, punctuation and spaces, abbreviations and initials, letters written as two, Latin
letters for those of another script, what stands in brackets, a list that holds the other writing, and the same number, date or
amount written differently are no difference.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache

from attrs import frozen

from quiz.cards.abbreviations import as_initials, initials
from quiz.cards.amounts import amounts
from quiz.cards.spelling import Level, form, without_brackets
from quiz.cards.typed_dates import dates
from quiz.facts.dates import Date
from quiz.facts.quantities import Quantity
from quiz.facts.unit_names import PINT_NAMES, canonical
from quiz.facts.units import same_unit
from quiz.facts.values import parse_value
from quiz.text.normal import bare, script
from quiz.text.romanised import has_romanisation, is_romanised

# What may stand between the things that one text lists: “English, Spanish & French”, “euro (EUR)”.
_SEPARATOR = re.compile(
    r"\s*(?:[,;/|\n&()\[\]（）•·、，；،؛]|\s[-–—+]\s|\b(?:and|or|und|oder|et|ou|y|og|och|и|или)\b)\s*", re.IGNORECASE
)
_LETTERS_AND_SPACES = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*")
_DIGIT = re.compile(r"\d")
_LOOSE = tuple(level for level in Level if Level.DIGRAPHS <= level != Level.SHORT)
"""What is equal at a stricter level is equal at one of these."""
_LONGEST_READ = 40
"""Characters: a longer text is no number and no date."""


_FEW = 8


@frozen
class Marks:
    """What a text shares with every other writing of the same thing, at one tolerance or another."""

    text: str
    whole: frozenset[str]
    """Its normal forms."""
    short: str
    """Its normal form without what stands in brackets at its end; empty where nothing does."""
    parts: frozenset[str]
    """The normal forms of the things that it lists; of one that lists nothing, its own."""
    lists: bool
    """Whether it lists several things."""
    readings: tuple[Quantity | Date, ...]
    """The numbers, amounts and dates that it can be read as."""
    letters: str
    """What it says as initials, where it may be some."""
    initials: str
    """The initials of its words, where it has several."""
    latin: bool
    """Whether it may be Latin letters for a word of another script."""
    foreign: bool
    """Whether it may be such a word."""


@lru_cache(maxsize=65_536)
def marks(text: str, lang: str) -> Marks:
    """Return the marks of a text. `lang` is a primary tag."""
    own = bare(text)
    whole = {own, *(form(text, level, lang) for level in _LOOSE)}
    is_ascii, letters, begins = text.isascii(), as_initials(text), initials(text) if " " in text or "-" in text else ""
    if is_ascii and _LETTERS_AND_SPACES.fullmatch(text) and not _SEPARATOR.search(text):
        plain = frozenset((own,))
        return Marks(
            text,
            frozenset(whole),
            "",
            plain,
            lists=False,
            readings=(),
            letters=letters,
            initials=begins,
            latin=True,
            foreign=False,
        )
    outside = without_brackets(text)
    short = form(outside, Level.BARE, lang) if outside != text else ""
    several = [part for part in _SEPARATOR.split(text) if part]
    parts = frozenset(map(bare, several)) or frozenset((own,))
    latin, foreign = is_ascii and script(text) == "LATIN", not is_ascii and has_romanisation(text)
    return Marks(text, frozenset(whole), short, parts, len(several) > 1, _readings(text, lang), letters, begins, latin, foreign)


def may_be_same_words(one: Marks, other: Marks, lang: str) -> bool:
    """Say whether two texts might mean the same thing."""
    if not one.whole.isdisjoint(other.whole) or one.short in other.whole or other.short in one.whole:
        return True
    if (one.lists or other.lists) and (one.parts <= other.parts or other.parts <= one.parts):
        return True
    if one.readings and other.readings and any(_meet(first, second) for first in one.readings for second in other.readings):
        return True
    if (one.letters and other.initials.startswith(one.letters)) or (other.letters and one.initials.startswith(other.letters)):
        return True
    return (one.latin and other.foreign and is_romanised(one.text, other.text, lang)) or (
        one.foreign and other.latin and is_romanised(other.text, one.text, lang)
    )


def _readings(text: str, lang: str) -> tuple[Quantity | Date, ...]:
    if len(text) > _LONGEST_READ or not _DIGIT.search(text):
        return ()
    found: list[Quantity | Date] = [*amounts(text, lang), *dates(text, lang)]
    for type_name in ("quantity", "date"):
        with suppress(ValueError):
            value = parse_value(text, type_name)
            if isinstance(value, Quantity | Date):
                found.append(value)
    return tuple(dict.fromkeys(found))


def _meet(one: Quantity | Date, other: Quantity | Date) -> bool:
    match one, other:
        case (Date(), Date()):
            return one.overlaps(other)
        case (Quantity(), Quantity()) if one.unit == other.unit or same_unit(one.unit, other.unit):
            return one.lowest <= other.highest and other.lowest <= one.highest
        case (Quantity(), Quantity()):
            # What is no unit may be any word, such as a title after the number of a volume.
            known = canonical(one.unit) in PINT_NAMES and canonical(other.unit) in PINT_NAMES
            return known and one.overlaps(other)
        case _:
            return False


class Crowd:
    """Several texts, of which any might be what another text means."""

    __slots__ = ("_abbreviated", "_common", "_lang", "_read", "_some")

    def __init__(self, some: Iterable[Marks], lang: str) -> None:
        """Take the marks of the texts; `lang` is a primary tag."""
        self._some = tuple(some)
        self._lang = lang
        if len(self._some) > _FEW:
            self._common = frozenset(mark for one in self._some for mark in (*one.whole, *one.parts, one.short) if mark)
            self._abbreviated = any(one.letters or one.foreign for one in self._some)
            self._read = any(one.readings for one in self._some)

    def might_be(self, one: Marks) -> bool:
        """Say whether a text might mean the same as one of these."""
        if len(self._some) > _FEW and not self._must_compare(one):
            return False
        return any(may_be_same_words(one, other, self._lang) for other in self._some)

    def _must_compare(self, one: Marks) -> bool:
        """Say whether a text must be compared with each; most have nothing in common with any."""
        if self._abbreviated or one.letters or one.foreign or (self._read and one.readings):
            return True
        return not self._common.isdisjoint((*one.whole, *one.parts, one.short))
