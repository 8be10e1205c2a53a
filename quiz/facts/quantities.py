"""Quantities: a decimal amount with a unit, exact, approximate or within a tolerance."""

import re
from decimal import Decimal, InvalidOperation

from attrs import field, frozen
from attrs.validators import ge, optional

from quiz.text.safe import safe_line

EXPECTED = "a number such as 70, 1,234.5, “c. 26”, “70 minutes” or “12.0 ± 0.5 kg”"
APPROXIMATELY = Decimal("0.1")
"""How far, as a share of the amount, “about” reaches when nothing else is said."""

_ABOUT = re.compile(r"(?:c\.|ca\.|circa|about|around|approximately|approx\.?|roughly|nearly|almost|~|≈)\s*", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?P<sign>[+\-\u2212]?)"
    r"(?P<number>\d{1,3}(?:[,\u00a0\u202f\u2009 ']\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?:[eE](?P<power>[+-]?\d{1,3}))?"
)
_SEPARATORS = re.compile("[,\u00a0\u202f\u2009 ']")
_GROUPED_FROM = Decimal(10_000)


def unit_of(text: str) -> str:
    """Convert a unit to its one-line form; the percent sign and degrees are units too."""
    return safe_line(text)


@frozen
class Quantity:
    """An amount of something."""

    amount: Decimal
    unit: str = field(default="", converter=unit_of)
    approximate: bool = False
    tolerance: Decimal | None = field(default=None, validator=optional(ge(Decimal(0))))
    """Half the width of the range that is meant: 0.5 in `12.0 ± 0.5`."""

    @property
    def key(self) -> str:
        """The canonical form: equal amounts in the same unit have the same key, however they are written."""
        return f"{_digits(self.amount)} {self.unit}".rstrip()

    @property
    def precision(self) -> int:
        """Decimal places; negative for round numbers (-3 for 12,000)."""
        return -int(self.amount.normalize().as_tuple().exponent)

    @property
    def lowest(self) -> Decimal:
        """The least amount that is meant."""
        return self.amount - self._reach

    @property
    def highest(self) -> Decimal:
        """The greatest amount that is meant."""
        return self.amount + self._reach

    @property
    def _reach(self) -> Decimal:
        if self.tolerance is not None:
            return self.tolerance
        return abs(self.amount) * APPROXIMATELY if self.approximate else Decimal(0)

    def __str__(self) -> str:
        number = grouped(self.amount) if self.unit else f"{self.amount:f}"
        within = f" ± {self.tolerance}" if self.tolerance is not None else ""
        return ("c. " if self.approximate else "") + number + within + (_gap(self.unit) + self.unit if self.unit else "")

    def overlaps(self, other: "Quantity") -> bool:
        """Say whether both could mean the same amount. Amounts in different units might, since nothing tells that they do not."""
        return self.unit != other.unit or (self.lowest <= other.highest and other.lowest <= self.highest)


def parse_quantity(text: str, unit: str = "") -> Quantity:
    """Read a quantity; `unit` is used when the text names none. Raises `ValueError` when `text` is none."""
    rest, about = _ABOUT.subn("", text.strip(), count=1) if _ABOUT.match(text.strip()) else (text.strip(), 0)
    match = _NUMBER.match(rest)
    if not match:
        raise ValueError(_unreadable(text))
    tail = rest[match.end() :].strip()
    tolerance = None
    if tail.startswith(("±", "+/-")):
        within = _NUMBER.match(tail.removeprefix("±").removeprefix("+/-").strip())
        if not within:
            raise ValueError(_unreadable(text))
        tolerance = _amount(within, text)
        tail = tail.removeprefix("±").removeprefix("+/-").strip()[within.end() :].strip()
    if tail[:1].isdigit() or tail[:1] in {",", ".", ":", ";", "/", "-"}:
        raise ValueError(_unreadable(text))
    return Quantity(_amount(match, text), tail or unit, approximate=bool(about), tolerance=tolerance)


def grouped(amount: Decimal) -> str:
    """Write an amount with separators between thousands, from 10,000 on."""
    return f"{amount:,f}" if abs(amount) >= _GROUPED_FROM else f"{amount:f}"


def _amount(match: re.Match[str], text: str) -> Decimal:
    number = _SEPARATORS.sub("", match["number"]) + (f"e{match['power']}" if match["power"] else "")
    try:
        amount = Decimal(number)
    except InvalidOperation:
        raise ValueError(_unreadable(text)) from None
    # Not `-amount`, which rounds to 28 digits.
    return amount.copy_negate() if match["sign"] in {"-", "\u2212"} else amount


def _digits(amount: Decimal) -> str:
    # Not `normalize`, which rounds to 28 digits.
    written = f"{amount:f}"
    return (written.rstrip("0").rstrip(".") if "." in written else written) if amount else "0"


def _gap(unit: str) -> str:
    return "" if unit in {"%", "°", "′", "″"} else " "


def _unreadable(text: str) -> str:
    return f"“{text}” is not a number; expected {EXPECTED}"
