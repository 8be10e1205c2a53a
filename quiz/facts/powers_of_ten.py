"""Words for powers of ten behind digits: what `1.4 bn`, `26,5 Mio.` and `146 млн` are multiplied by."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from quiz.facts.units import same_unit
from quiz.text.normal import bare

_EVERYWHERE = {"k": 3, "thousand": 3, "million": 6, "mn": 6, "mio": 6, "mln": 6, "bn": 9, "billion": 9, "tn": 12, "trillion": 12}
_LONG_SCALE = {"billion": 12, "trillion": 18}
# Powers of ten by word, without accents; the one-letter ones may stand next to the digits only.
_SCALES: Mapping[str, Mapping[str, int]] = {
    "en": {"hundred": 2, "thousands": 3, "m": 6, "millions": 6, "b": 9, "billions": 9, "lakh": 5, "crore": 7},
    "de": {"tausend": 3, "tsd": 3, "millionen": 6, "mrd": 9, "milliarde": 9, "milliarden": 9, "billionen": 12} | _LONG_SCALE,
    "fr": {"mille": 3, "millions": 6, "m": 6, "milliard": 9, "milliards": 9, "md": 9, "mds": 9, "billions": 12} | _LONG_SCALE,
    "es": {"mil": 3, "millon": 6, "millones": 6, "billon": 12, "billones": 12} | _LONG_SCALE,
    "it": {"mila": 3, "mille": 3, "milione": 6, "milioni": 6, "miliardo": 9, "miliardi": 9, "mld": 9},
    "pt": {"mil": 3, "milhao": 6, "milhoes": 6, "bilhao": 9, "bilhoes": 9, "mi": 6, "bi": 9},
    "nl": {"duizend": 3, "miljoen": 6, "miljard": 9, "mld": 9, "biljoen": 12},
    "ca": {"mil": 3, "milio": 6, "milions": 6},
    "sv": {"tusen": 3, "miljon": 6, "miljoner": 6, "miljard": 9, "miljarder": 9, "mdr": 9},
    "pl": {"tysiac": 3, "tysiace": 3, "tysiecy": 3, "tys": 3, "milion": 6, "miliony": 6, "milionow": 6, "miliard": 9,
           "miliardy": 9, "miliardow": 9, "mld": 9},
    "tr": {"bin": 3, "milyon": 6, "milyar": 9, "trilyon": 12},
    "ru": {"тыс": 3, "тысяча": 3, "тысячи": 3, "тысяч": 3, "млн": 6, "миллион": 6, "миллиона": 6, "миллионов": 6, "млрд": 9,
           "миллиард": 9, "миллиарда": 9, "миллиардов": 9},
    "uk": {"тис": 3, "тисяча": 3, "тисячі": 3, "тисяч": 3, "млн": 6, "мільйон": 6, "мільйони": 6, "мільйонів": 6, "млрд": 9,
           "мільярд": 9, "мільярди": 9, "мільярдів": 9},
    "el": {"χιλιαδες": 3, "εκατομμυριο": 6, "εκατομμυρια": 6, "εκ": 6, "δισεκατομμυρια": 9, "δισ": 9},
    "ar": {"الف": 3, "الاف": 3, "مليون": 6, "ملايين": 6, "مليار": 9},
    "he": {"אלף": 3, "אלפים": 3, "מיליון": 6, "מיליארד": 9},
    "hi": {"हज़ार": 3, "हजार": 3, "लाख": 5, "करोड़": 7, "अरब": 9},
    "th": {"พัน": 3, "หมื่น": 4, "แสน": 5, "ล้าน": 6, "พันล้าน": 9},
    "vi": {"nghin": 3, "trieu": 6, "ty": 9},
    "id": {"ribu": 3, "juta": 6, "miliar": 9, "triliun": 12},
}  # fmt: skip
_SCALES_BARE = {lang: {bare(word): power for word, power in words.items()} for lang, words in _SCALES.items()}
_OF = re.compile(r"^(?:(?:de|di|of)\s+|d['’]\s*)(?=\w)")
_GLUED_ONLY = frozenset({"k", "m", "b", "t"})
_WORD = re.compile("(?:[^\\W\\d_]|[\u0900-\u097f\u0e31-\u0e4e])+\\.?")


def scale(tail: str, lang: str, unit: str = "") -> list[tuple[Decimal, str]]:
    """Return the ways to read what follows a number's digits: a factor, and what is left as its unit.

    `lang` is a primary tag. A letter that is the expected `unit` is that unit, and no abbreviation of a million.
    """
    rest = tail.strip()
    match = _WORD.match(rest)
    if not match or (unit and same_unit(rest, unit)):
        return [(Decimal(1), rest)]
    word = bare(match[0])
    power = _SCALES_BARE.get(lang, {}).get(word, _EVERYWHERE.get(word))
    if power is None or (word in _GLUED_ONLY and tail[:1].isspace() and len(rest) == len(match[0]) and unit):
        return [(Decimal(1), rest)]
    left = _OF.sub("", rest[match.end() :].strip())
    factor = Decimal(10) ** power
    # `400 mil millones`: a second scale multiplies the first.
    return [(factor * more, unit_left) for more, unit_left in scale(f" {left}", lang, unit)] if left else [(factor, "")]


@lru_cache(maxsize=4096)
def scaled(unit: str) -> tuple[int, str]:
    """Return the power of ten that the English words at the beginning of a unit say, and the unit behind them.

    `million km²` is ten to the sixth `km²`. Single letters and `MN` (meganewton) are units.
    """
    total, rest = 0, unit
    while (match := _WORD.match(rest)) is not None:
        word = bare(match[0])
        power = _SCALES_BARE["en"].get(word, _EVERYWHERE.get(word))
        if power is None or word in _GLUED_ONLY or match[0] in {"MN", "TN"}:
            break
        total, rest = total + power, _OF.sub("", rest[match.end() :].strip())
    return total, rest
