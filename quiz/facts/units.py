"""Units: which are the same however they are written, what they measure, and how large one is in another."""

import re
from collections.abc import Mapping
from decimal import Context, Decimal
from fractions import Fraction
from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeAlias

from attrs import frozen

from quiz.facts.unit_names import CURRENCIES, MADE_OF_OTHERS, PEOPLE, PINT_NAMES, canonical
from quiz.text.normal import bare

if TYPE_CHECKING:
    from pint import UnitRegistry

__all__ = ["Measure", "canonical", "converted", "measure", "same_unit", "sizes"]

Dimension: TypeAlias = tuple[tuple[str, Fraction], ...]
"""Base dimensions with their powers; none for a mere number, such as a percentage."""

_AMBIGUOUS = frozenset(
    {"ton", "gallon", "gal", "pint", "pt", "quart", "qt", "cup", "bushel", "floz", "fluidounce", "pound", "calorie", "cal"}
)
"""Units of another size in another country or trade."""
_MISLEADING = frozenset({"pH", "M", "B", "G", "MM", "MG", "point", "points", "count", "counts"})
"""What is a unit to pint and mostly none to people."""
_CASE_IS_SIZE = frozenset({"Mm", "Mg", "Ml", "ML", "Ms"})
"""Symbols that another case makes a unit of the table, which is another one."""
_SAME_IN_CAPITALS = frozenset({"C", "F", "K", "L"})
_NOT_LINEAR = frozenset({"decibel", "bel", "neper", "octave", "decade", "decibelmilliwatt", "decibelmicrowatt"})
_ODD = re.compile(r"[/*^·(]|.*[/*^·(]$|.*[()\[\]{}=]")
_LONGEST = 60
_MOST_PARTS = 6
_PLAIN = re.compile(r"[^\W\d_]{1,30}(?:_[^\W\d_]{1,30}){0,3}|[%°]")
_RAISED = re.compile(
    r"(?P<name>[^\W\d_²³¹⁴⁵⁶⁷⁸⁹]{1,30}|[%°]|°[CF])(?:(?:\^|\*\*)?(?P<exponent>[-+\u2212\u207b]?[1-9\u00b9\u00b2\u00b3\u2074-\u2079]))?"
)
_PER = re.compile(r"\s+per\s+|\s*/\s*", re.IGNORECASE)
_TIMES = re.compile(r"[\s·⋅×]+|(?<!\*)\*(?!\*)")
_POWERS = {"square": 2, "sq": 2, "cubic": 3, "cu": 3}
_DIGITS = str.maketrans("⁻¹²³⁴⁵⁶⁷⁸⁹\u2212", "-123456789-")
_TWENTY_DIGITS, _PINT_DIGITS, _FORTY_DIGITS = Context(prec=20), Context(prec=24), Context(prec=40)


@frozen
class Measure:
    """What a unit measures, and how to get from it to the base unit of that."""

    dimension: Dimension
    factor: Decimal
    offset: Decimal = Decimal(0)
    fixed: bool = True
    """Whether its size never changes. That of a currency does."""

    def in_base(self, amount: Decimal) -> Decimal:
        """Return an amount of the unit in base units. Raises `ArithmeticError` where that is too large to be written."""
        return _FORTY_DIGITS.add(_FORTY_DIGITS.multiply(amount, self.factor), self.offset)


def same_unit(one: str, other: str) -> bool:
    """Say whether two units are the same, however they are written. `MW` and `mW` are not: a prefix's case is its size."""
    if canonical(one) != canonical(other):
        return False
    first, second = one[:1], other[:1]
    prefixed = 1 < len(one) == len(other) and one[1:] == other[1:] and one[1:2].isupper()
    return not (prefixed and first != second and {first, second} == {"m", "M"})


def converted(amount: Decimal, unit: str, into: str) -> Decimal | None:
    """Return an amount of one unit in another, to 20 digits; nothing where that is not fixed or not known."""
    one, other = measure(unit), measure(into)
    if one is None or other is None or one.dimension != other.dimension or not (one.fixed and other.fixed):
        return None
    try:
        return _TWENTY_DIGITS.divide(
            _TWENTY_DIGITS.subtract(_TWENTY_DIGITS.plus(one.in_base(amount)), other.offset), other.factor
        )
    except ArithmeticError:
        return None


def sizes(one: str, other: str) -> tuple[Decimal, Decimal] | None:
    """Return how large two units are in a third; nothing where that is not fixed or not known, or where zero is not nothing."""
    first, second = measure(one), measure(other)
    if first is None or second is None or first.dimension != second.dimension or not (first.fixed and second.fixed):
        return None
    if first.offset or second.offset:
        return None
    return first.factor, second.factor


@lru_cache(maxsize=4096)
def measure(unit: str) -> Measure | None:
    """Return what a unit measures and how large it is; nothing for one that nobody knows or that says several things.

    Units are looked up by name, in any spelling of the table above or of pint's; `km/h`, `kg m^-3` and `square miles` are taken
    apart first. Nothing in a unit is ever evaluated.
    """
    if not unit or len(unit) > _LONGEST:
        return None
    return _named(unit) or _compound(unit)


def _named(name: str) -> Measure | None:
    """Return the measure of a unit with a name of its own."""
    if name in _MISLEADING or _ODD.match(name) or bare(name).removesuffix("s") in _AMBIGUOUS:
        return None
    own_case = name in _CASE_IS_SIZE or (len(name) == 1 and name.isupper() and name not in _SAME_IN_CAPITALS)
    symbol = name if own_case else canonical(name)
    if symbol == PEOPLE:
        return Measure(((PEOPLE, Fraction(1)),), Decimal(1))
    if symbol in CURRENCIES:
        return Measure((("money", Fraction(1)),), Decimal(1), fixed=False)
    if symbol in MADE_OF_OTHERS:
        return _compound(MADE_OF_OTHERS[symbol])
    if symbol in PINT_NAMES:
        return _by_pint(PINT_NAMES[symbol])
    words = re.sub(r"[\s-]+", "_", name)
    return _by_pint(words) or (_by_pint(words.casefold()) if len(words) > 3 else None)


def _compound(unit: str) -> Measure | None:
    """Return the measure of units that are multiplied, divided and raised to powers."""
    text = _PER.sub("/", unit)
    above, slash, below = text.partition("/")
    parts = [(part, 1) for part in _TIMES.split(above) if part] + [(part, -1) for part in _TIMES.split(below) if part]
    if len(parts) > _MOST_PARTS or "/" in below or (slash and not below.strip()):
        return None
    dimension: dict[str, Fraction] = {}
    factor = Decimal(1)
    power = 1
    for part, sign in parts:
        if part.casefold() in _POWERS:
            power = _POWERS[part.casefold()]
            continue
        match = _RAISED.fullmatch(part)
        known = _named(match["name"]) if match else None
        if match is None or known is None or known.offset or not known.fixed:
            return None
        exponent = sign * power * int((match["exponent"] or "1").translate(_DIGITS))
        power = 1
        for base, size in known.dimension:
            dimension[base] = dimension.get(base, Fraction(0)) + Fraction(size) * exponent
        factor = _FORTY_DIGITS.multiply(factor, _FORTY_DIGITS.power(known.factor, exponent))
    if not parts or power != 1:
        return None
    return Measure(_sorted(dimension), factor)


def _by_pint(name: str) -> Measure | None:
    """Return the measure of the unit that pint knows by one plain name. Its parser, which would take expressions, is not used."""
    if not _PLAIN.fullmatch(name):
        return None
    from pint.errors import PintError

    registry = _registry()
    try:
        meanings = registry.parse_unit_name(name)
        if not meanings or any(meaning[1] in _NOT_LINEAR for meaning in meanings):
            return None
        zero, one = (registry.Quantity(Decimal(amount), name).to_base_units().magnitude for amount in (0, 1))
        dimension = {base: Fraction(str(power)) for base, power in registry.get_dimensionality(name).items()}
    except (PintError, ArithmeticError, ValueError, TypeError, AttributeError):
        return None
    if zero.is_nan() or one.is_nan() or zero == one:
        return None
    return Measure(_sorted(dimension), _FORTY_DIGITS.subtract(one, zero).normalize(_PINT_DIGITS), zero.normalize(_PINT_DIGITS))


@cache
def _registry() -> "UnitRegistry[Decimal]":
    """Return pint's units, with exact sizes. Loading them takes a fifth of a second, so that is done when two units differ."""
    from pint import UnitRegistry

    return UnitRegistry(non_int_type=Decimal)


def _sorted(dimension: Mapping[str, Fraction]) -> Dimension:
    return tuple(sorted((base, power) for base, power in dimension.items() if power))
