"""Quantities: a decimal amount or a range with a unit, exact, approximate or within a tolerance."""

import re
from decimal import Context, Decimal, InvalidOperation

from attrs import field, frozen
from attrs.validators import ge, optional

from quiz.facts.powers_of_ten import scaled
from quiz.facts.units import Measure, measure, same_unit
from quiz.text.safe import safe_line

EXPECTED = "a number such as 70, 1,234.5, “c. 26”, “70 minutes”, “10–20 km”, “$1.4 billion” or “12.0 ± 0.5 kg”"
APPROXIMATELY = Decimal("0.1")
"""How far, as a share of the amount, “about” reaches when nothing else is said."""
SIGNS = (
    "$",
    "€",
    "£",
    "¥",
    "₹",
    "₽",
    "₺",
    "₩",
    "₪",
    "฿",
    "₫",
    "₦",
    "₴",
    "US$",
    "A$",
    "C$",
    "CA$",
    "NZ$",
    "HK$",
    "R$",
    "S$",
    "NT$",
)
"""Signs of currencies that stand before the amount."""

_ABOUT = re.compile(r"(?:c\.|ca\.|circa|about|around|approximately|approx\.?|roughly|nearly|almost|~|≈)\s*", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?P<sign>[+\-\u2212]?)"
    r"(?P<number>\d{1,3}(?:[,\u00a0\u202f\u2009 ']\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    r"(?:[eE](?P<power>[+-]?\d{1,3})(?!\w))?"
)
_SEPARATORS = re.compile("[,\u00a0\u202f\u2009 ']")
_CODES = "USD|EUR|GBP|JPY|CHF|CNY|RMB|INR|RUB|AUD|CAD|NZD|HKD|SGD|KRW|BRL|ZAR|MXN|SEK|NOK|DKK|PLN|CZK|HUF|ILS|TRY"
_CURRENCY = re.compile(
    r"(?P<sign>[+\-\u2212]?)\s?"
    rf"(?P<currency>{'|'.join(map(re.escape, sorted(SIGNS, key=len, reverse=True)))}|(?:{_CODES})(?=[\s\d]))"
    r"\s*(?=[+\-\u2212]?\.?\d)"
)
_LETTERS = {"k": "thousand", "m": "million", "b": "billion", "t": "trillion"}
_LETTER = re.compile(r"[kmbt](?![^\W\d_])", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:between|from)\s+", re.IGNORECASE)
_END = rf"(?=(?:{_CURRENCY.pattern.replace('?P<sign>', '?:').replace('?P<currency>', '?:')})?[+\-\u2212]?\.?\d)"
_TO = re.compile(rf"(?P<own>[^\d–—±,;:\x22]{{0,40}}?)\s*(?:–|—|\.\.\.?|…|\bto\b|(?P<and>\band\b))\s*{_END}", re.IGNORECASE)
_QUOTED = re.compile(r'\s*"(?P<unit>.+)"\s*')
_SIMPLE_UNIT = re.compile(r'(?:[^\W\d_]|[%°′″$€£¥₹₽₺₩])[^\d"±]*|[^\W\d_]+\^?[2-9](?:/[^\W\d_]+)?')
"""A unit that can stand behind a number as it is, unless it begins with a digit such as ²; any other is put in quotes."""
_WITHIN = re.compile(r"\s*(?:±|\+/-)\s*")
_GROUPED_FROM = Decimal(10_000)
_FEWEST_DIGITS = 3
"""A number with so many digits may be the rounded form of one in another unit."""
_EXACT = Context(prec=10_000)
_NEGLIGIBLE = Decimal("1e-15")


def unit_of(text: str) -> str:
    """Convert a unit to its one-line form; the percent sign and degrees are units too."""
    return safe_line(text)


@frozen
class Quantity:
    """An amount of something. A unit that begins with a word for a number, such as `million km`, multiplies the amount."""

    amount: Decimal
    unit: str = field(default="", converter=unit_of)
    approximate: bool = False
    tolerance: Decimal | None = field(default=None, validator=optional(ge(Decimal(0))))
    """Half the width of the range that is meant: 0.5 in `12.0 ± 0.5`."""
    to: Decimal | None = None
    """The upper end of a range: 20 in `10–20 km`."""

    def __attrs_post_init__(self) -> None:
        if self.to is not None and not self.amount < self.to:
            message = f"{self.amount}–{self.to} is no range; expected the smaller number first"
            raise ValueError(message)
        if len(self.unit) > 1 and (found := scaled(self.unit))[0]:
            # Here a record is completed before anyone sees it, as the deck's are: equal amounts are equal however written.
            power, unit = found
            object.__setattr__(self, "unit", unit)
            for name in ("amount", "tolerance", "to"):
                number = getattr(self, name)
                object.__setattr__(self, name, None if number is None else _EXACT.scaleb(number, power))

    @property
    def key(self) -> str:
        """The canonical form: equal amounts in the same unit have the same key, however they are written."""
        until = "" if self.to is None else f"..{_digits(self.to)}"
        return f"{_digits(self.amount)}{until} {self.unit}".rstrip()

    @property
    def precision(self) -> int:
        """Decimal places; negative for round numbers (-3 for 12,000)."""
        return -int(self.amount.normalize().as_tuple().exponent)

    @property
    def lowest(self) -> Decimal:
        """The least amount that is meant."""
        return self.amount - self._reach(self.amount)

    @property
    def highest(self) -> Decimal:
        """The greatest amount that is meant."""
        last = self.amount if self.to is None else self.to
        return last + self._reach(last)

    def _reach(self, end: Decimal) -> Decimal:
        if self.tolerance is not None:
            return self.tolerance
        return abs(end) * APPROXIMATELY if self.approximate else Decimal(0)

    def __str__(self) -> str:
        within = f" ± {self.tolerance:f}" if self.tolerance is not None else ""
        about, unit, show = "c. " if self.approximate else "", self.unit, grouped if self.unit else _plain
        between = "–" if self.amount >= 0 else " to "
        number = show(self.amount) if self.to is None else f"{show(self.amount)}{between}{show(self.to)}"
        if unit in SIGNS and self.amount >= 0:
            return f"{about}{unit}{number}{within}"
        return about + number + within + (_gap(unit) + unit if unit else "")

    @property
    def written(self) -> str:
        """The quantity as `parse_quantity` reads it back."""
        until = "" if self.to is None else f"..{self.to:f}"
        within = f" ± {self.tolerance:f}" if self.tolerance is not None else ""
        number = f"{'c. ' if self.approximate else ''}{self.amount:f}{until}{within}"
        if not self.unit or (_SIMPLE_UNIT.fullmatch(self.unit) and not self.unit[0].isdigit()):
            return f"{number} {self.unit}".rstrip()
        return f'{number} "{self.unit}"'

    def overlaps(self, other: "Quantity") -> bool:
        """Say whether both could mean the same amount.

        Amounts in different units are converted; a number of three or more digits may have been rounded then. A unit that is
        missing or that nobody knows might be any, and what a currency is worth changes. Units of different things never agree.
        """
        if self.unit == other.unit or (self.unit and other.unit and same_unit(self.unit, other.unit)):
            return self.lowest <= other.highest and other.lowest <= self.highest
        one, two = measure(self.unit), measure(other.unit)
        if one is None or two is None:
            return True
        if one.dimension != two.dimension:
            return False
        return not (one.fixed and two.fixed) or _meet(_span(self, one), _span(other, two))


def parse_quantity(text: str, unit: str = "") -> Quantity:
    """Read a quantity; `unit` is used when the text names none. Raises `ValueError` when `text` is none."""
    if text.isascii() and text.isdigit():
        return Quantity(Decimal(text), unit)
    rest = text.strip()
    about = _ABOUT.match(rest)
    try:
        return _read(rest[about.end() :] if about else rest, unit, approximate=bool(about))
    except (ValueError, InvalidOperation):
        message = f"“{text}” is not a number; expected {EXPECTED}"
        raise ValueError(message) from None


def grouped(amount: Decimal) -> str:
    """Write an amount with separators between thousands, from 10,000 on."""
    return f"{amount:,f}" if abs(amount) >= _GROUPED_FROM else f"{amount:f}"


@frozen
class _End:
    """A number in a text: one end of a range, or a tolerance."""

    amount: Decimal
    currency: str
    tail: str
    """What follows it."""

    @classmethod
    def read(cls, text: str) -> "_End":
        """Read the number that begins a text. Raises `ValueError` where none does."""
        money = _CURRENCY.match(text)
        if money:
            text = money["sign"] + text[money.end() :]
        match = _NUMBER.match(text)
        if not match:
            raise ValueError(text)
        number = _SEPARATORS.sub("", match["number"]) + (f"e{match['power']}" if match["power"] else "")
        # Not `-amount`, which rounds to 28 digits.
        amount = Decimal(number).copy_negate() if match["sign"] in {"-", "\u2212"} else Decimal(number)
        tail = text[match.end() :]
        if money and (letter := _LETTER.match(tail)):
            tail = f"{_LETTERS[letter[0].casefold()]} {tail[1:].strip()}"
        return cls(amount, money["currency"] if money else "", tail)


def _read(text: str, unit: str, *, approximate: bool) -> Quantity:
    between = _BETWEEN.match(text)
    first = last = _End.read(text[between.end() :] if between else text)
    to = _TO.match(first.tail)
    if to and (between or not to["and"]):
        last = _End.read(first.tail[to.end() :])
    elif to or between:
        raise ValueError(text)
    within = _WITHIN.match(last.tail)
    ends = first, last, _End.read(last.tail[within.end() :]) if within else last
    return _quantity(ends, to["own"] if to else "", unit, approximate=approximate)


def _quantity(ends: tuple[_End, _End, _End], own: str, unit: str, *, approximate: bool) -> Quantity:
    first, last, end = ends
    if quoted := _QUOTED.fullmatch(end.tail):
        to = None if first is last else last.amount
        return Quantity(first.amount, quoted["unit"], approximate, None if end is last else end.amount, to)
    tail = end.tail.strip()
    per = (first.currency or last.currency) and tail[:1] == "/" and tail[1:2].isalpha()
    if tail[:1].isdigit() or (tail[:1] in {",", ".", ":", ";", "/", "-", "–", "—", "…", "±"} and not per):
        raise ValueError(tail)
    power, behind = scaled(tail)
    own_power, own_unit = scaled(own.strip())
    currency = last.currency or first.currency
    if first.currency not in {"", currency} or (own_unit and not same_unit(own_unit, behind or currency)):
        raise ValueError(own)
    if currency:
        behind = "" if same_unit(behind, currency) else behind
        behind = currency + (behind if per else f" {behind}").rstrip()
    amount = _EXACT.scaleb(first.amount, own_power or (0 if own_unit else power))
    to = None if first is last else _EXACT.scaleb(last.amount, power)
    tolerance = None if end is last else _EXACT.scaleb(end.amount, power)
    return Quantity(amount, behind or unit, approximate, tolerance, None if to == amount else to)


def _span(quantity: Quantity, unit: Measure) -> tuple[Decimal, Decimal] | None:
    """Return the least and the greatest amount that is meant, in base units."""
    last = quantity.amount if quantity.to is None else quantity.to
    try:
        return (
            unit.in_base(quantity.lowest - _rounding(quantity.amount)),
            unit.in_base(quantity.highest + _rounding(last)),
        )
    except ArithmeticError:
        return None


def _rounding(amount: Decimal) -> Decimal:
    """Return half a unit of the last place of a number that may have been rounded."""
    _, digits, exponent = amount.normalize().as_tuple()
    return Decimal(5).scaleb(int(exponent) - 1) if len(digits) >= _FEWEST_DIGITS else Decimal(0)


def _meet(one: tuple[Decimal, Decimal] | None, other: tuple[Decimal, Decimal] | None) -> bool:
    if one is None or other is None:
        return True
    slack = _NEGLIGIBLE * max(abs(end) for end in (*one, *other))
    return one[0] <= other[1] + slack and other[0] <= one[1] + slack


def _plain(amount: Decimal) -> str:
    return f"{amount:f}"


def _digits(amount: Decimal) -> str:
    # Not `normalize`, which rounds to 28 digits.
    written = _plain(amount)
    return (written.rstrip("0").rstrip(".") if "." in written else written) if amount else "0"


def _gap(unit: str) -> str:
    return "" if unit in {"%", "°", "′", "″"} else " "
