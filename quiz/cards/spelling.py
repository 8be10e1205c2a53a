"""How much of a spelling counts: one normal form of an answer for each level of tolerance, from strict to loose."""

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache

from quiz.cards.abbreviations import spelled_out
from quiz.cards.articles import split_article
from quiz.text.normal import bare, folded, plain


class Level(IntEnum):
    """How tolerantly two writings were found equal. What is equal at `SPELLED` or before is equal up to `BARE`."""

    SAME = 0
    FOLDED = 1
    """But for case, width, and the shape of quotes and dashes."""
    SPELLED = 2
    """But for a leading article, punctuation and spaces."""
    DIGRAPHS = 3
    """But for letters written as two: `Muenchen`."""
    BARE = 4
    """But for accents."""
    ABBREVIATED = 5
    """But for words written short: `St. Petersburg`."""
    SHORT = 6
    """But for what the right writing adds in brackets: `Georgia (country)`."""


ACCENTS_COUNT = frozenset({"vi", "yo", "ig", "ee", "ln"})
"""Languages in which most letters have twins that differ by a tone mark only: without them a word is misspelt."""

_AND = {"en": "and", "fr": "et", "de": "und", "es": "y", "it": "e", "pt": "e", "nl": "en", "ca": "i", "sv": "och", "da": "og",
        "nb": "og", "no": "og", "pl": "i", "cs": "a", "tr": "ve", "el": "και", "ru": "и", "uk": "і", "hu": "és",
        "fi": "ja"}  # fmt: skip
_DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae", "œ": "oe", "þ": "th"})
_TURKISH = str.maketrans({"I": "ı", "İ": "i"})
# The Armenian ligature of two letters is written with another second letter in capitals.
_SAME_LETTER = {"ru": ("ё", "е"), "he": ("־", " "), "hy": ("եւ", "եվ")}
_STRETCH = "ـ"
"""Stretches Arabic words and means nothing."""
# Katakana are read as hiragana; Arabic letters that many writers and keyboards do not tell apart.
_SOUNDS_ALIKE = str.maketrans(
    {chr(code): chr(code - 0x60) for code in range(0x30A1, 0x30F7)} | {"ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه"}
)
# Before another consonant a nasal may be written as a dot (`हिन्दी`, `हिंदी`); the dot below borrowed sounds is often left out.
_NASAL = re.compile("[\u0919\u091e\u0923\u0928\u092e]\u094d(?=[\u0915-\u0939])|\u0901")
_DOTS_BELOW = str.maketrans(dict.fromkeys("\u093c\u09bc\u0a3c\u0abc\u0b3c\u0cbc"))
_BRACKETS = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）)\s*$")
# Between digits these are part of a number; before one, a dash may be its sign.
_KEPT = re.compile(r"(?<=\d)[.,:/\- ](?=\d)|(?:(?<=\s)|^)-(?=[\d.])|[#%*@]")
_ASCII_SIGNS = re.compile(r"[\d#%*@&]")
_ASCII_MARKS = str.maketrans(dict.fromkeys(c for c in map(chr, range(128)) if unicodedata.category(c)[0] in "PZC"))
_KEPT_MARKS = re.compile(r"([.,:/\-#%*@ ]+)")


def primary(lang: str) -> str:
    """Return the primary tag of a language: `de` of `de-AT`."""
    return lang.partition("-")[0].lower()


@lru_cache(maxsize=65_536)
def form(text: str, level: Level, lang: str) -> str:
    """Return the normal form of `text` at a level; `lang` is a primary tag. Texts with equal forms are equal at that level."""
    match level:
        case Level.SAME:
            return plain(text)
        case Level.FOLDED:
            return _folded(text, lang)
        case Level.SPELLED:
            return _spelled(form(text, Level.FOLDED, lang), lang)
        case Level.DIGRAPHS:
            return form(text, Level.SPELLED, lang).translate(_DIGRAPHS)
        case Level.BARE:
            # The Arabic article shows only now where its first letter was written with a mark.
            found = _unaccented(form(text, Level.SPELLED, lang))
            return split_article(found, lang)[1] if lang == "ar" else found
        case Level.ABBREVIATED:
            return form(spelled_out(form(text, Level.FOLDED, lang), lang), Level.BARE, lang)
        case Level.SHORT:
            return form(without_brackets(text), Level.BARE, lang)


def without_brackets(text: str) -> str:
    """Return `text` without what stands in brackets at its end, unless nothing else is left."""
    return _BRACKETS.sub("", text) or text


def article(text: str, lang: str) -> str:
    """Return the leading article of `text`, or nothing."""
    return split_article(_unquoted(form(text, Level.FOLDED, lang)), lang)[0]


def _folded(text: str, lang: str) -> str:
    if lang in {"tr", "az"}:
        text = text.translate(_TURKISH)
    same = folded(text)
    if same.isascii():
        return same
    same = same.replace(_STRETCH, "")
    return same.replace(*_SAME_LETTER[lang]) if lang in _SAME_LETTER else same


def _spelled(text: str, lang: str) -> str:
    rest = split_article(_unquoted(text).removesuffix("."), lang)[1]
    if rest.isalnum():
        return rest
    if rest.isascii() and not _ASCII_SIGNS.search(rest):
        found = rest.translate(_ASCII_MARKS)
        if len(found) > 1 and found.isalnum():
            return found
    if "&" in rest:
        rest = rest.replace("&", f" {_AND.get(lang, 'and')} ")
    kept = {match.start() for match in _KEPT.finditer(rest)}
    found = "".join(c for place, c in enumerate(rest) if place in kept or c.isalnum() or unicodedata.category(c)[0] in "MS")
    # A lone letter with a mark (`n!`, `f'`, `c#`) is a sign of its own, and so is what consists of marks alone.
    return found if sum(map(str.isalnum, found)) > 1 else rest


def _unquoted(text: str) -> str:
    """Return `text` without the quotes and marks before its first word, behind which an article would not be seen."""
    if text[:1] == "'" == text.rstrip(".!?")[-1:]:
        return text[1:]
    return text.lstrip('"¿¡ ') or text


def _unaccented(text: str) -> str:
    if text.isascii():
        return text
    parts = _KEPT_MARKS.split(text)
    found = "".join(part if place % 2 else bare(part) if part else "" for place, part in enumerate(parts))
    return _NASAL.sub("\u0902", found.translate(_SOUNDS_ALIKE)).translate(_DOTS_BELOW)
