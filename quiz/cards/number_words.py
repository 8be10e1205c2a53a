"""Numbers in words, in the languages that text2num reads: `twenty-six`, `zwei Millionen`, `deux virgule cinq`."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from quiz.text.normal import folded

SPOKEN = frozenset({"en", "fr", "de", "es", "it", "pt", "nl"})
"""The primary tags of the languages whose number words are read."""

_MOST_WORDS = 24
_MINUS = frozenset({"minus", "negative", "moins", "menos", "meno", "min"})
_POINT = {"en": "point", "fr": "virgule", "de": "komma", "es": "coma", "it": "virgola", "pt": "vírgula", "nl": "komma"}
# What people leave out or write otherwise, and text2num does not know.
_RESPELLED: Mapping[str, tuple[tuple[str, str], ...]] = {
    "en": ((r"\ban?(?= (?:hundred|thousand|million|billion|trillion|dozen)\b)", "one"),),
    "de": (
        ("fuenf", "fünf"),
        ("zwoelf", "zwölf"),
        (r"\banderthalb\b", "eins und eine halbe"),
        (r"\b(\w+)einhalb\b", r"\1 und eine halbe"),
        (r"\beine?(?= (?:million|milliarde|billion|dutzend)\b)", "eins"),
    ),
    "fr": ((r"\bzero\b", "zéro"),),
    "es": (("veintidos", "veintidós"), ("veintitres", "veintitrés")),
    "it": ((r"\bventitre\b", "ventitré"),),
    "pt": (("milhao", "milhão"), ("milhoes", "milhões"), (r"\btres\b", "três"), ("virgula", "vírgula")),
    "nl": (("(?<=twee|drie)en(?=[a-z])", "ën"), (r"\béén\b", "een")),
}
_DOZEN = {
    "en": "dozens?",
    "fr": "douzaines?",
    "de": "dutzend",
    "es": "docenas?",
    "it": "dozzin[ae]",
    "pt": "dúzias?",
    "nl": "dozijn",
}
# `half a million` before a scale word, and `two and a half` after a number.
_HALF = {
    "en": "half (?:one )?", "fr": "(?:un )?demi[- ]", "de": "(?:eine )?halbe ", "es": "medio ", "it": "mezzo ", "pt": "meio ",
    "nl": "(?:een )?half ",
}  # fmt: skip
_AND_A_HALF = {
    "en": "and a half", "fr": "et demie?", "es": "y medi[ao]", "it": "e mezz[oa]", "pt": "e mei[oa]", "nl": "en een half",
    "de": "und eine? halbe?",
}  # fmt: skip
_SCALES = (Decimal(10**12), Decimal(10**9), Decimal(10**6))
_LARGE = re.compile(r"(?:mi|bi|tr)")


@lru_cache(maxsize=1024)
def in_words(text: str, lang: str = "en") -> tuple[Decimal, str] | None:
    """Read a number in words at the start of `text`; return it with what follows, or nothing.

    `twenty-six`, `a hundred and five km`, `three point five` with ` million` left over. `lang` is a primary tag.
    """
    if lang not in SPOKEN:
        return None
    spoken = folded(text)
    for pattern, respelled in _RESPELLED.get(lang, ()):
        spoken = re.sub(pattern, respelled, spoken)
    first, _, rest = spoken.partition(" ")
    sign = -1 if first in _MINUS else 1
    found = _unsigned(rest if sign < 0 else spoken, lang)
    return None if found is None else (sign * found[0], found[1])


def _unsigned(spoken: str, lang: str) -> tuple[Decimal, str] | None:
    half = re.match(_HALF[lang], spoken)
    if half and _LARGE.match(spoken, half.end()):
        return Decimal("0.5"), spoken[half.end() :]
    words = spoken.split(" ")
    taken, whole = _longest(words, lang)
    if not taken:
        return None
    amount = Decimal(whole)
    if words[taken : taken + 1] == [_POINT[lang]]:
        digits, after = _digits(words[taken + 1 :], lang)
        if digits:
            amount, taken = Decimal(f"{whole}.{digits}"), taken + 1 + after
    left = " ".join(words[taken:])
    if dozen := re.match(rf"(?:{_DOZEN[lang]})(?!\w)\s*", left):
        return amount * 12, left[dozen.end() :]
    if more := re.match(rf"(?:{_AND_A_HALF[lang]})(?!\w)\s*", left):
        # `Dos millones y medio` is half a million more.
        scale = next((scale for scale in _SCALES if amount and amount % scale == 0), Decimal(1))
        return amount + scale / 2, left[more.end() :]
    return amount, left


def _longest(words: list[str], lang: str) -> tuple[int, int]:
    """Return how many words at the beginning are one number, and which."""
    from text_to_num import text2num  # type: ignore[import-untyped]

    for taken in range(min(len(words), _MOST_WORDS), 0, -1):
        # An `o` is a zero only where digits are spoken one by one.
        if words[:taken] != ["o"]:
            try:
                return taken, int(text2num(" ".join(words[:taken]), lang))
            except ValueError:
                continue
    return 0, 0


def _digits(words: list[str], lang: str) -> tuple[str, int]:
    """Return the digits behind the point, and how many words they are: `one four` as well as `vingt-cinq`."""
    digits, taken = "", 0
    while taken < len(words):
        # One word at a time in English, where `five million` begins with the digit that belongs here.
        more, number = _longest(words[taken : taken + 1], lang)
        if not more or number >= 100:
            break
        digits, taken = digits + str(number), taken + more
    return digits, taken
