"""Numbers in answers: what a learner may have meant by `26,5 Mio.`, `1.4bn`, `twenty-six` or `約26`."""

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from attrs import evolve

from quiz.cards.number_words import in_words, scale
from quiz.cards.spelling import primary
from quiz.cards.units import same_unit, sizes
from quiz.cards.verdict import Finding, Outcome
from quiz.facts.quantities import Quantity
from quiz.facts.relation import Relation
from quiz.text.normal import folded

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
_GROUPS = re.compile(r"(?!0)\d{1,3}(?:[.,]\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}")
_FOREIGN_MARKS = str.maketrans({"٫": ".", "٬": ",", "，": ",", "．": ".", "％": "%", "٪": "%", "　": " "})
_RAISED = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹\u2212", "+-0123456789-")
_FEWEST_DIGITS = 3
"""A rounded answer is a near miss only when it still has this many significant digits."""


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
    if not match:
        found = in_words(cleaned) if primary(lang) == "en" else None
        return (Quantity(found[0], found[1]),) if found else ()
    tail = _WITHIN.sub("", cleaned[match.end() :], count=1)
    if tail[:1] in {",", ".", ":", "/", "-", "–"} and tail[1:2].strip():
        return ()
    return tuple(
        Quantity(amount * factor, rest)
        for amount in dict.fromkeys(_numbers(match, primary(lang)))
        for factor, rest in scale(tail, primary(lang), unit)
    )


def judge_quantity(right: Quantity, text: str, relation: Relation, lang: str) -> Finding:
    """Judge a typed number. The unit may be left out; a relation's tolerance counts, and so does “about”."""
    if folded(text) == folded(str(right)):
        return Finding(Outcome.RIGHT, str(right))
    meant = _spelled_out(right, lang)
    unit = meant.unit or ("" if meant is not right else relation.unit)
    findings = [_judged(meant, unit, typed, relation) for typed in amounts(text, lang, unit)]
    if not findings:
        return Finding(Outcome.WRONG, note="the answer is a number")
    return min(findings, key=lambda finding: _ORDER[finding.outcome])


_ORDER: Mapping[Outcome, int] = {Outcome.RIGHT: 0, Outcome.CLOSE: 1, Outcome.WRONG: 2}


def _spelled_out(right: Quantity, lang: str) -> Quantity:
    """Return `1.4 billion $`, whose unit starts with a word for a number, as `1400000000 $`."""
    word = right.unit.partition(" ")[0].rstrip(".")
    if len(word) < 3 and word not in {"bn", "mn"}:
        return right
    factor, unit = scale(f" {right.unit}", primary(lang))[0]
    within = None if right.tolerance is None else right.tolerance * factor
    return right if factor == 1 else evolve(right, amount=right.amount * factor, unit=unit, tolerance=within)


def _judged(right: Quantity, unit: str, typed: Quantity, relation: Relation) -> Finding:
    amount = typed.amount
    if typed.unit and unit and not same_unit(typed.unit, unit):
        size = sizes(typed.unit, unit)
        if size is None or not _lowest(right, relation) * size[1] <= amount * size[0] <= _highest(right, relation) * size[1]:
            if amount == right.amount:
                return Finding(Outcome.CLOSE, str(right), f"the number is right, the unit is not: {right}")
            return Finding(Outcome.WRONG, note=f"the unit asked for is {unit}")
        return Finding(Outcome.RIGHT, str(right), f"in other words {right}")
    if amount == right.amount:
        return Finding(Outcome.RIGHT, str(right))
    if _lowest(right, relation) <= amount <= _highest(right, relation):
        exactly = "roughly right" if right.approximate else "right to within the tolerance"
        return Finding(Outcome.RIGHT, str(right), f"{exactly}: {'' if right.approximate else 'exactly '}{right}")
    if _is_rounded(amount, right.amount):
        return Finding(Outcome.CLOSE, str(right), f"that is rounded: exactly {right}")
    return Finding(Outcome.WRONG)


def _lowest(right: Quantity, relation: Relation) -> Decimal:
    return min(right.lowest, right.amount - relation.tolerance.reach(right.amount)) if relation.tolerance else right.lowest


def _highest(right: Quantity, relation: Relation) -> Decimal:
    return max(right.highest, right.amount + relation.tolerance.reach(right.amount)) if relation.tolerance else right.highest


def _is_rounded(typed: Decimal, right: Decimal) -> bool:
    if not typed or len(typed.normalize().as_tuple().digits) < _FEWEST_DIGITS:
        return False
    last, right_last = (int(number.normalize().as_tuple().exponent) for number in (typed, right))
    return last > right_last and abs(typed - right) <= Decimal(5).scaleb(last - 1)


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
