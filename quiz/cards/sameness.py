"""Whether two writings might mean the same thing: what an option must not have in common with the answer, or with another option.

Errs towards yes. Other case, accents, articles, punctuation and spaces, abbreviations and initials, letters written as two, Latin
letters for those of another script, what stands in brackets, a list that holds the other writing, and the same number, date or
amount written differently are no difference.
"""

import re
from contextlib import suppress
from functools import lru_cache

from attrs import frozen

from quiz.cards.abbreviations import as_initials, initials, spelled_out
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
_INVERTED = re.compile(r"(.+), (?:the|an?|la|le|les|el|los|las|il|lo|der|die|das)", re.IGNORECASE)
"""An article put last, for the alphabet's sake: “Bahamas, The”."""
_BARE_PERCENT = re.compile(r"\d{1,3} ?%")
"""A share, although EDTF could take it for an early year that is approximate and uncertain."""
_LOOSE = tuple(level for level in Level if Level.DIGRAPHS <= level != Level.SHORT)
"""What is equal at a stricter level is equal at one of these."""
_LONGEST_READ = 40
"""Characters: a longer text is no number and no date."""


@frozen
class Marks:
    """What a text shares with every other writing of the same thing, at one tolerance or another."""

    text: str
    whole: frozenset[str]
    """Its normal forms."""
    short: str
    """Its normal form without what stands in brackets or as an article at its end; empty where nothing does."""
    parts: frozenset[str]
    """The normal forms of the things that it lists; of one that lists nothing, its own."""
    lists: bool
    """Whether it lists several things."""
    lang: str
    readable: bool
    """Whether it might be a number, an amount or a date."""
    letters: str
    """What it says as initials, where it may be some."""
    initials: str
    """The initials of its words, where it has several."""
    latin: bool
    """Whether it may be Latin letters for a word of another script."""
    foreign: bool
    """Whether it may be such a word."""

    @property
    def readings(self) -> tuple[Quantity | Date, ...]:
        """The numbers, amounts and dates that it can be read as."""
        return _readings(self.text, self.lang) if self.readable else ()


@lru_cache(maxsize=65_536)
def marks(text: str, lang: str) -> Marks:
    """Return the marks of a text. `lang` is a primary tag."""
    whole = _whole(text, lang)
    is_ascii, letters, begins = text.isascii(), as_initials(text), initials(text) if " " in text or "-" in text else ""
    if is_ascii and _LETTERS_AND_SPACES.fullmatch(text) and not _SEPARATOR.search(text):
        plain = frozenset((bare(text),))
        return Marks(
            text,
            whole,
            "",
            plain,
            lists=False,
            lang=lang,
            readable=False,
            letters=letters,
            initials=begins,
            latin=True,
            foreign=False,
        )
    inverted = _INVERTED.fullmatch(text)
    outside = inverted[1] if inverted else without_brackets(text)
    short = form(outside, Level.BARE, lang) if outside != text else ""
    several = [part for part in _SEPARATOR.split(text) if part]
    parts = frozenset(map(bare, several)) or frozenset((bare(text),))
    latin, foreign = is_ascii and script(text) == "LATIN", not is_ascii and has_romanisation(text)
    readable = len(text) <= _LONGEST_READ and any(map(str.isnumeric, text))
    return Marks(text, whole, short, parts, len(several) > 1, lang, readable, letters, begins, latin, foreign)


def _whole(text: str, lang: str) -> frozenset[str]:
    same = form(text, Level.FOLDED, lang)
    if lang == "ar" or not same.isascii():
        return frozenset((bare(text), *(form(text, level, lang) for level in _LOOSE)))
    # Without accents all levels but the last are one.
    spelled, out = form(text, Level.SPELLED, lang), spelled_out(same, lang)
    return frozenset((bare(text), spelled) if out == same else (bare(text), spelled, form(out, Level.BARE, lang)))


def may_be_same_words(one: Marks, other: Marks, lang: str) -> bool:
    """Say whether two texts might mean the same thing."""
    if not one.whole.isdisjoint(other.whole) or one.short in other.whole or other.short in one.whole:
        return True
    if (one.lists or other.lists) and (one.parts <= other.parts or other.parts <= one.parts):
        return True
    if (
        one.readable
        and other.readable
        and any(may_be_same_reading(first, second) for first in one.readings for second in other.readings)
    ):
        return True
    if (one.letters and other.initials.startswith(one.letters)) or (other.letters and one.initials.startswith(other.letters)):
        return True
    return (one.latin and other.foreign and is_romanised(one.text, other.text, lang)) or (
        one.foreign and other.latin and is_romanised(other.text, one.text, lang)
    )


@lru_cache(maxsize=65_536)
def _readings(text: str, lang: str) -> tuple[Quantity | Date, ...]:
    found: list[Quantity | Date] = [*amounts(text, lang), *dates(text, lang)]
    if _BARE_PERCENT.fullmatch(text):
        found = [reading for reading in found if isinstance(reading, Quantity)]
    for type_name in ("quantity",) if _BARE_PERCENT.fullmatch(text) else ("quantity", "date"):
        with suppress(ValueError):
            value = parse_value(text, type_name)
            if isinstance(value, Quantity | Date):
                found.append(value)
    return tuple(dict.fromkeys(found))


def may_be_same_reading(one: Quantity | Date, other: Quantity | Date) -> bool:
    """Say whether two readings might be the same number, amount or date."""
    match one, other:
        case (Date(), Date()):
            return one.overlaps(other)
        case (Quantity(), Quantity()) if "" in {one.unit, other.unit} or same_unit(one.unit, other.unit):
            # Whoever leaves the unit out may mean any.
            return one.lowest <= other.highest and other.lowest <= one.highest
        case (Quantity(), Quantity()):
            # What is no unit may be any word, such as a title after the number of a volume.
            return is_known(one.unit) and is_known(other.unit) and one.overlaps(other)
        case _:
            return False


def is_known(unit: str) -> bool:
    """Say whether a text is the name of a unit that can be converted."""
    return canonical(unit) in PINT_NAMES
