"""Judging a typed number: its amount, its unit, and how far it may be off."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from quiz.cards.amounts import amounts
from quiz.cards.verdict import Finding, Outcome
from quiz.facts.quantities import Quantity
from quiz.facts.relation import Relation
from quiz.facts.units import converted, same_unit
from quiz.text.normal import folded

_NEGLIGIBLE = Decimal("1e-15")
"""Converting a unit may change the last digits, as a share of the amount."""
_FEWEST_DIGITS = 3
"""A rounded answer is a near miss only when it still has this many significant digits."""
_RANGE = re.compile(
    r"(?:between|from|zwischen|von|entre|de|da|tra|fra|tussen|van|od|от|между|从)?\s*(?P<low>[^\s].*?)"
    r"\s*(?:[\-–—〜～~至到]|から|\.\.\.?|\b(?:to|and|bis|und|à|et|a|y|até|e|tot|en|do|до|и)\b)\s*(?P<high>[^\s].*)",
    re.IGNORECASE,
)
_UNIT_AFTER = re.compile(r".*[\d½¼¾]\s*(?P<unit>\D*)")


def judge_quantity(right: Quantity, text: str, relation: Relation, lang: str) -> Finding:
    """Judge a typed number. The unit may be left out; a relation's tolerance counts, and so does “about”."""
    if folded(text) == folded(str(right)):
        return Finding(Outcome.RIGHT, str(right))
    unit = right.unit or relation.unit
    findings = [_judged_range(right, unit, typed, relation) for typed in _ranges(text, lang, unit)]
    # Of `10 to 20 km`, ten is no reading where the rest is no unit; of `twenty-six` and `a hundred and five km` all is.
    findings += [
        _judged(right, unit, typed, relation)
        for typed in amounts(text, lang, unit)
        if not findings or not typed.unit or same_unit(typed.unit, unit) or converted(Decimal(1), typed.unit, unit)
    ]
    if not findings:
        return Finding(Outcome.WRONG, note="the answer is a number")
    return min(findings, key=lambda finding: _ORDER[finding.outcome])


_ORDER: Mapping[Outcome, int] = {Outcome.RIGHT: 0, Outcome.CLOSE: 1, Outcome.WRONG: 2}


def _judged(right: Quantity, unit: str, typed: Quantity, relation: Relation) -> Finding:
    amount = typed.amount
    if typed.unit and unit and not same_unit(typed.unit, unit):
        return _in_other_unit(right, unit, typed, relation)
    if amount == right.amount and right.to is None:
        return Finding(Outcome.RIGHT, str(right))
    if _lowest(right, relation) <= amount <= _highest(right, relation):
        return Finding(Outcome.RIGHT, str(right), _how_right(right, amount))
    if _is_rounded(amount, right.amount):
        return Finding(Outcome.CLOSE, str(right), f"that is rounded: exactly {right}")
    return Finding(Outcome.WRONG)


def _in_other_unit(right: Quantity, unit: str, typed: Quantity, relation: Relation) -> Finding:
    """Judge a number whose unit is not the one asked for: the amount decides, however it is measured."""
    amount = converted(typed.amount, typed.unit, unit)
    if amount is None:
        if typed.amount == right.amount:
            # A unit of something else is a slip; of another unit for the same thing the amount would be another one.
            return Finding(Outcome.CLOSE, str(right), f"the number is right, the unit is not: {right}")
        return Finding(Outcome.WRONG, note=f"the unit asked for is {unit}")
    within = abs(amount) * _NEGLIGIBLE
    if _lowest(right, relation) - within <= amount <= _highest(right, relation) + within:
        return Finding(Outcome.RIGHT, str(right), f"in other words {right}")
    exactly = converted(right.amount, unit, typed.unit)
    if exactly is not None and _is_rounded(typed.amount, exactly):
        return Finding(Outcome.CLOSE, str(right), f"that is rounded: exactly {right}")
    if typed.amount == right.amount:
        return Finding(Outcome.WRONG, note=f"the number is right, the unit is not: {right}")
    return Finding(Outcome.WRONG, note=f"the unit asked for is {unit}")


def _how_right(right: Quantity, amount: Decimal) -> str:
    if right.to is not None and right.amount <= amount <= right.to:
        return f"it lies between: {right}"
    return f"roughly right: {right}" if right.approximate else f"right to within the tolerance: exactly {right}"


def _judged_range(right: Quantity, unit: str, typed: tuple[Quantity, Quantity], relation: Relation) -> Finding:
    """Judge a range of numbers: it is right where both of its ends would be."""
    low, high = (_judged(right, unit, end, relation) for end in typed)
    if low.outcome is not Outcome.RIGHT or high.outcome is not Outcome.RIGHT or typed[0].amount > typed[1].amount:
        return Finding(Outcome.WRONG)
    same = (typed[0].amount, typed[1].amount) == (right.amount, right.to)
    return Finding(Outcome.RIGHT, str(right), "" if same else low.note or high.note)


def _ranges(text: str, lang: str, unit: str) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield the ends of every range that `text` can be read as: `5–7 km`, `between five and seven million`."""
    match = _RANGE.fullmatch(text.strip())
    if not match:
        return
    # The first number may share the unit, and the word for a million, of the second.
    after = _UNIT_AFTER.fullmatch(match["high"])
    words = match["high"].split()
    shared = ["", after["unit"] if after else "", *(" ".join(words[place:]) for place in range(1, len(words)))]
    for high in amounts(match["high"], lang, unit):
        for tail in dict.fromkeys(shared):
            yield from ((low, high) for low in amounts(f"{match['low']} {tail}", lang, unit))


def _lowest(right: Quantity, relation: Relation) -> Decimal:
    return min(right.lowest, right.amount - _tolerated(right.amount, relation))


def _highest(right: Quantity, relation: Relation) -> Decimal:
    last = right.amount if right.to is None else right.to
    return max(right.highest, last + _tolerated(last, relation))


def _tolerated(amount: Decimal, relation: Relation) -> Decimal:
    return relation.tolerance.reach(amount) if relation.tolerance else Decimal(0)


def _is_rounded(typed: Decimal, right: Decimal) -> bool:
    if not typed or len(typed.normalize().as_tuple().digits) < _FEWEST_DIGITS:
        return False
    last, right_last = (int(number.normalize().as_tuple().exponent) for number in (typed, right))
    return last > right_last and abs(typed - right) <= Decimal(5).scaleb(last - 1)
