"""Numbers in answers: what a learner may have meant by `26,5 Mio.`, `1.4bn`, `twenty-six` or `約26`."""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from quiz.cards.han_numbers import han_number
from quiz.cards.number_words import in_words
from quiz.cards.spelling import primary
from quiz.facts.powers_of_ten import scale
from quiz.facts.quantities import Quantity
from quiz.facts.units import sizes

_LONGEST = 200
_DECIMAL_POINT = frozenset({"en", "zh", "ja", "ko", "he", "hi", "th", "bn", "ta", "ur", "ga", "cy", "mt", "sw", "fil", "ms"})
"""Languages that write a point before decimals; in the others `1.234` may be a thousand or so."""

_ABOUT = re.compile(
    r"(?:c\.|ca\.?(?=[\s\d])|circa|about|around|approximately|approx\.?|roughly|nearly|almost|some|etwa|rund|ungefähr|environ|unos|"
    r"aproximadamente|около|примерно|około|yaklaşık|περίπου|حوالي|लगभग|约|約|大约|~|≈)\s*",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"(US\$|[$€£¥₽₹₺])\s*(?=[\d.+\-\u2212])")
_NUMBER = re.compile(
    r"(?P<sign>[+\-\u2212]?)\s?"
    r"(?P<digits>\d{1,3}(?:[ \u00a0\u202f\u2009'’]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)*|[.,]\d+)"
    r"(?:[eE](?P<power>[+-]?\d{1,3})(?!\w)|\s*[×x·*]\s*10\s*(?:\^|\*\*)?\s*(?P<ten>[+\-\u2212⁺⁻]?[\d⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))?"
)
_FRACTION = re.compile(
    r"(?P<sign>[+\-\u2212]?)(?:(?P<whole>\d{1,9})\s+)?(?P<over>\d{1,9})\s*[/\u2044]\s*(?P<under>\d{1,9})(?P<tail>\D*)"
)
_HALVES = {"½": " 1/2", "¼": " 1/4", "¾": " 3/4"}
_WITHIN = re.compile(r"\s*(?:±|\+/-)\s*[\d.,]+")
# Behind a number: another one, which makes it no amount but a list, or two guesses.
_ANOTHER = re.compile(
    r"^\s+[+\-\u2212]?\d|(?:[;；|&→]|->|\b(?:and|or|und|oder|et|ou|y|e|en|of|lub|и|или)\b)\s*[^\w\s]{0,3}\s*\d",
    re.IGNORECASE,
)
_GROUPS = re.compile(r"(?!0)\d{1,3}(?:[.,]\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}")
_FOREIGN_MARKS = str.maketrans({"٫": ".", "٬": "", "，": ",", "．": ".", "％": "%", "٪": "%", "　": " "})
_RAISED = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹\u2212", "+-0123456789-")


@lru_cache(maxsize=1024)
def amounts(text: str, lang: str = "en", unit: str = "") -> tuple[Quantity, ...]:
    """Return every quantity that `text` can be read as; none when it is no number.

    `lang` decides whether a comma or a point may stand before decimals; `unit` is the expected unit, which `5m` is then read
    with rather than as five million. A number without a unit has the empty one.
    """
    cleaned = _ascii_digits(text.strip().translate(_FOREIGN_MARKS))
    if not cleaned or len(cleaned) > _LONGEST:
        return ()
    cleaned = _ABOUT.sub("", cleaned, count=1) if _ABOUT.match(cleaned) else cleaned
    currency = _CURRENCY.search(cleaned)
    if currency:
        cleaned = f"{cleaned[: currency.start()]}{cleaned[currency.end() :]} {currency[1]}"
    for half, written in _HALVES.items():
        cleaned = cleaned.replace(half, written).strip()
    fraction = _FRACTION.fullmatch(cleaned)
    if fraction and int(fraction["under"]):
        amount = Decimal(fraction["whole"] or 0) + Decimal(fraction["over"]) / Decimal(fraction["under"])
        return (Quantity(-amount if fraction["sign"] in {"-", "\u2212"} else amount, fraction["tail"].strip()),)
    match = _NUMBER.match(cleaned)
    spoken = han_number(cleaned) or (None if match else in_words(cleaned, primary(lang)))
    if spoken:
        return tuple(Quantity(spoken[0] * factor, rest) for factor, rest in _scaled(f" {spoken[1]}", primary(lang), unit))
    if not match:
        return ()
    tail = _WITHIN.sub("", cleaned[match.end() :], count=1)
    if tail[:1] in {",", ".", ":", "/", "-", "–"} and (tail[1:2].strip() or any(map(str.isdecimal, tail))):
        return ()
    if _ANOTHER.search(tail):
        return ()
    return tuple(
        Quantity(amount * factor, rest)
        for amount in dict.fromkeys(_numbers(match, primary(lang)))
        for factor, rest in _scaled(tail, primary(lang), unit)
    )


def _scaled(tail: str, lang: str, unit: str) -> list[tuple[Decimal, str]]:
    """Return the factors and units that what follows a number may mean: `1500m` is a length where one is asked for."""
    found, rest = scale(tail, lang, unit), tail.strip()
    return [(Decimal(1), rest)] if unit and len(rest) == 1 and sizes(rest, unit) else found


def _numbers(match: re.Match[str], lang: str) -> list[Decimal]:
    power = int((match["power"] or match["ten"] or "0").translate(_RAISED))
    sign = -1 if match["sign"] in {"-", "\u2212"} else 1
    return [sign * Decimal(number).scaleb(power) for number in _readings(match["digits"], lang)]


def _readings(digits: str, lang: str) -> list[str]:
    packed = re.sub("[ \u00a0\u202f\u2009'’]", "", digits)
    if packed != digits:
        return [packed.replace(",", ".")]
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        decimal = max(digits.rfind("."), digits.rfind(","))
        whole = digits[:decimal]
        return [re.sub("[.,]", "", whole) + "." + digits[decimal + 1 :]] if _GROUPS.fullmatch(whole) else []
    if points + commas == 0:
        return [digits]
    groups = [re.sub("[.,]", "", digits)] if _GROUPS.fullmatch(digits) else []
    if points + commas > 1:
        return groups
    decimals = [digits.replace(",", ".")]
    if not groups:
        return decimals
    if lang in _DECIMAL_POINT:
        return groups if commas else decimals
    return decimals + groups


def _ascii_digits(text: str) -> str:
    if text.isascii():
        return text
    return "".join(c if c.isascii() or not c.isdecimal() else str(unicodedata.decimal(c)) for c in text)
