"""Normal forms: what two writings of the same word have in common, at three strengths.

`plain` is for identity (spelling matters, encoding does not), `folded` for comparing what people type (case and width do not
matter), `bare` for forgiving them (accents, punctuation and spaces do not matter either).
"""

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f]")
_HIDDEN = re.compile("[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2060-\u2064]")
# Joiners and variation selectors are spelling in Persian, Sinhala or emoji; among Latin letters nobody would see a joiner.
_USELESS_JOINERS = re.compile("(?<![^\u0000-\u036f\u1e00-\u1eff])[\u200c\u200d]+")
_SPACES = re.compile(r"\s+")
_QUOTES = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u02bb": "'", "\u2032": "'", "`": "'", "\u00b4": "'"}
    | dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
)
# Letters that Unicode does not decompose but that people who lack the key type as these.
_PLAIN_LETTERS = str.maketrans(
    {
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "ħ": "h",
        "ŧ": "t",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ĸ": "k",
        "ŋ": "n",
        "ə": "a",
    }
)
_NO_LETTERS = dict.fromkeys(code for code in range(128) if unicodedata.category(chr(code))[0] not in "LNS")
_NO_LETTER_BYTES = bytes(_NO_LETTERS)
_MARKS_THAT_ARE_LETTERS = (
    "DEVANAGARI",
    "BENGALI",
    "GURMUKHI",
    "GUJARATI",
    "TAMIL",
    "TELUGU",
    "KANNADA",
    "MALAYALAM",
    "THAI",
    "LAO",
    "TIBETAN",
    "MYANMAR",
    "KHMER",
    "SINHALA",
    "KATAKANA-HIRAGANA",
    "COMBINING KATAKANA",
)


def plain(text: str) -> str:
    """Return the form under which a name is the same name: composed (NFC), single spaces, no characters that hide.

    Joiners and variation selectors stay where they are part of the spelling.
    """
    if text.isascii():
        return _SPACES.sub(" ", text).strip()
    composed = unicodedata.normalize("NFC", _HIDDEN.sub("", text))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", _USELESS_JOINERS.sub("", composed))).strip()


@lru_cache(maxsize=65_536)
def seen(text: str) -> str:
    """Return a text without letters that nobody sees, such as spaces of no width: `plain` leaves them out, too."""
    return text if text.isascii() else _HIDDEN.sub("", text)


def folded(text: str) -> str:
    """Return `text` without case, width, typographic quotes and dashes: the form in which typed answers are compared."""
    if text.isascii():
        return _SPACES.sub(" ", text.casefold().replace("`", "'")).strip()
    # Quotes before and after: full-width ones become quotes here, and an acute accent that stands alone would become a space.
    composed = unicodedata.normalize("NFC", text)
    compatible = unicodedata.normalize("NFKC", composed.translate(_QUOTES)).translate(_QUOTES)
    visible = _INVISIBLE.sub("", compatible)
    return _SPACES.sub(" ", unicodedata.normalize("NFC", visible.casefold())).strip()


@lru_cache(maxsize=65_536)
def bare(text: str) -> str:
    """Return `folded` text without accents, punctuation and spaces.

    Marks that are letters of their script (vowel signs of Indic scripts, the Japanese voicing marks) are kept. A text that is
    nothing but punctuation keeps it, so that `+` and `-` stay different.
    """
    if (known := folded(text)).isascii():
        return known.translate(_NO_LETTERS) or known
    letters = []
    for character in unicodedata.normalize("NFD", folded(text)):
        category = unicodedata.category(character)
        if category == "Mn":
            if unicodedata.name(character, "").startswith(_MARKS_THAT_ARE_LETTERS):
                letters.append(character)
        elif category[0] in "LNS" or category == "Mc":
            letters.append(character)
    kept = unicodedata.normalize("NFC", "".join(letters)).translate(_PLAIN_LETTERS)
    return kept or folded(text)


def bare_bytes(text: str) -> bytes:
    """Return `bare` text in UTF-8 without remembering it: for long lists of names that are looked at once."""
    if text.isascii() and (letters := text.lower().encode().translate(None, _NO_LETTER_BYTES)):
        return letters
    return bare(text).encode()


def script(text: str) -> str:
    """Return the writing system of the first letter in `text` (`LATIN`, `CYRILLIC`, `CJK`, …), or an empty string."""
    for character in text:
        if character.isalpha():
            return "LATIN" if character.isascii() else unicodedata.name(character, "").partition(" ")[0]
    return ""
