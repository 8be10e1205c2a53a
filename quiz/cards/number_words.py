"""Numbers in words: the English ones, and what `million` is called elsewhere."""

import re
from collections.abc import Mapping
from decimal import Decimal

from quiz.cards.units import same_unit
from quiz.text.normal import bare, folded

_ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
         "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = {word: number for number, word in enumerate(_ONES)} | {word: 10 * number for number, word in enumerate(_TENS, start=2)}
_LARGE = {"thousand": Decimal(10**3), "million": Decimal(10**6), "billion": Decimal(10**9), "trillion": Decimal(10**12)}
_MIDDLING = {"hundred": Decimal(100), "dozen": Decimal(12)}
_ARTICLES = {"a": Decimal(1), "an": Decimal(1), "half": Decimal("0.5")}

_EVERYWHERE = {"k": 3, "thousand": 3, "million": 6, "mn": 6, "mio": 6, "mln": 6, "bn": 9, "billion": 9, "tn": 12, "trillion": 12}
_LONG_SCALE = {"billion": 12, "trillion": 18}
# Powers of ten by word, without accents; the last ones may stand next to the digits only.
_SCALES: Mapping[str, Mapping[str, int]] = {
    "en": {"hundred": 2, "thousands": 3, "m": 6, "millions": 6, "b": 9, "billions": 9, "lakh": 5, "crore": 7},
    "de": {"tausend": 3, "tsd": 3, "millionen": 6, "mrd": 9, "milliarde": 9, "milliarden": 9, "billionen": 12} | _LONG_SCALE,
    "fr": {"mille": 3, "millions": 6, "m": 6, "milliard": 9, "milliards": 9, "md": 9, "mds": 9, "billions": 12} | _LONG_SCALE,
    "es": {"mil": 3, "millon": 6, "millones": 6, "billones": 12} | _LONG_SCALE,
    "it": {"mila": 3, "mille": 3, "milione": 6, "milioni": 6, "miliardo": 9, "miliardi": 9, "mld": 9},
    "pt": {"mil": 3, "milhao": 6, "milhoes": 6, "bilhao": 9, "bilhoes": 9, "mi": 6, "bi": 9},
    "nl": {"duizend": 3, "miljoen": 6, "miljard": 9, "mld": 9, "biljoen": 12},
    "pl": {"tysiac": 3, "tysiace": 3, "tysiecy": 3, "tys": 3, "milion": 6, "miliony": 6, "milionow": 6, "miliard": 9,
           "miliardy": 9, "miliardow": 9, "mld": 9},
    "tr": {"bin": 3, "milyon": 6, "milyar": 9, "trilyon": 12},
    "ru": {"тыс": 3, "тысяча": 3, "тысячи": 3, "тысяч": 3, "млн": 6, "миллион": 6, "миллиона": 6, "миллионов": 6, "млрд": 9,
           "миллиард": 9, "миллиарда": 9, "миллиардов": 9},
    "el": {"χιλιαδες": 3, "εκατομμυριο": 6, "εκατομμυρια": 6, "εκ": 6, "δισεκατομμυρια": 9, "δισ": 9},
    "ar": {"الف": 3, "الاف": 3, "مليون": 6, "ملايين": 6, "مليار": 9},
    "he": {"אלף": 3, "אלפים": 3, "מיליון": 6, "מיליארד": 9},
    "hi": {"हज़ार": 3, "हजार": 3, "लाख": 5, "करोड़": 7, "अरब": 9},
}  # fmt: skip
_SCALES_BARE = {lang: {bare(word): power for word, power in words.items()} for lang, words in _SCALES.items()}
_GLUED_ONLY = frozenset({"k", "m", "b", "t"})
_HAN = {"十": 1, "百": 2, "千": 3, "万": 4, "萬": 4, "亿": 8, "億": 8, "兆": 12}


def scale(tail: str, lang: str, unit: str = "") -> list[tuple[Decimal, str]]:
    """Return the ways to read what follows a number's digits: a factor, and what is left as its unit.

    `lang` is a primary tag. A letter that is the expected `unit` is that unit, and no abbreviation of a million.
    """
    rest = tail.strip()
    if rest[:1] in _HAN:
        return [(Decimal(10) ** _HAN[rest[0]], rest[1:].strip())]
    match = re.match(r"(?:[^\W\d_]|[\u0900-\u097f])+\.?", rest)
    if not match or (unit and same_unit(rest, unit)):
        return [(Decimal(1), rest)]
    word = bare(match[0])
    power = _SCALES_BARE.get(lang, {}).get(word, _EVERYWHERE.get(word))
    if power is None or (word in _GLUED_ONLY and tail[:1].isspace() and len(rest) == len(match[0]) and unit):
        return [(Decimal(1), rest)]
    left = rest[match.end() :].strip()
    left = re.sub(r"^(?:de|d'|di|of)\s*(?=\w)", "", left)
    factor = Decimal(10) ** power
    # `400 mil millones`: a second scale multiplies the first.
    return [(factor * more, unit_left) for more, unit_left in scale(f" {left}", lang, unit)] if left else [(factor, "")]


def in_words(text: str) -> tuple[Decimal, str] | None:
    """Read an English number in words at the start of `text`; return it with what follows as its unit, or nothing.

    `twenty-six`, `a hundred and five km`, `three point five million`.
    """
    words = folded(text).replace("-", " ").split(" ")
    sign = -1 if words[0] in {"minus", "negative"} else 1
    words = words[1:] if sign < 0 else words
    total, group, taken = Decimal(0), Decimal(0), 0
    decimals: int | None = None
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else ""
        if place == 0 and word in _ARTICLES and (following in _LARGE or following in _MIDDLING):
            group = _ARTICLES[word]
        elif word in _SMALL:
            decimals = None if decimals is None else decimals + 1
            group += Decimal(_SMALL[word]).scaleb(-(decimals or 0))
        elif word in _MIDDLING and (taken or word == "dozen"):
            group = (group or 1) * _MIDDLING[word]
        elif word in _LARGE and taken:
            total, group, decimals = total + group * _LARGE[word], Decimal(0), None
        elif word == "point" and taken:
            decimals = 0
        elif not (word == "and" and taken and following in _SMALL):
            break
        taken = place + 1
    return (sign * (total + group), " ".join(words[taken:])) if taken else None
