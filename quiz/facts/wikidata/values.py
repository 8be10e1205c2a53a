"""Wikidata's values as quiz has them: items, quantities, times and texts.

The formats are those of the Wikibase JSON data model. A year is signed and counts no year 0: -1 is 1 BC.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from attrs import evolve

from quiz.facts.dates import Date
from quiz.facts.quantities import Quantity
from quiz.facts.values import TermName, Text, Value
from quiz.facts.wikidata.entities import ITEM

JULIAN = "Q1985786"
"""The proleptic Julian calendar."""
PLAIN_TYPES = {
    "wikibase-item": ITEM,
    "quantity": "quantity",
    "time": "date",
    "monolingualtext": "text",
    "string": "text",
    "url": "text",
}
"""Wikidata's types of values that are taken unless told otherwise, and the types of relation that they make."""
ASKED_TYPES = {"external-id": "text", "globe-coordinate": "text", "wikibase-property": "text"}
"""Those that are taken only where their property is asked for."""

_UNITS = {
    "Q11573": "m", "Q828224": "km", "Q174728": "cm", "Q174789": "mm", "Q25343": "m²", "Q712226": "km²", "Q35852": "ha",
    "Q25517": "m³", "Q11582": "L", "Q11570": "kg", "Q41803": "g", "Q191118": "t", "Q11574": "s", "Q7727": "minutes",
    "Q25235": "hours", "Q573": "days", "Q577": "years", "Q25267": "°C", "Q11229": "%", "Q4916": "€", "Q4917": "US$",
}  # fmt: skip
"""Units that people write with a sign; any other has its label."""
_TIME = re.compile(r"([+-]\d{1,16})-(\d{2})-(\d{2})T")
_SPANS = {8: 10, 7: 100, 6: 1000}
"""Years in a decade, a century and a millennium, by Wikidata's precision."""


def entity_of(value: Mapping[str, Any]) -> str:
    """Return the id of the entity that a value names. Old documents have only its number."""
    if isinstance(value.get("id"), str):
        return str(value["id"])
    letter = {"item": "Q", "property": "P"}[value.get("entity-type", "item")]
    return f"{letter}{int(value['numeric-id'])}"


def value_of(kind: str, value: Any, name: Callable[[str], str]) -> Value:  # noqa: ANN401 - JSON
    """Return a value of one of Wikidata's types; `name` says what an entity is called. Raises `ValueError` and its like."""
    match kind:
        case "wikibase-item":
            return TermName(name(entity_of(value)), ITEM)
        case "wikibase-property":
            return Text(name(entity_of(value)))
        case "quantity":
            return quantity_of(value, name)
        case "time":
            return date_of(value)
        case "monolingualtext":
            return _text(value["text"])
        case "globe-coordinate":
            return Text(_place(value))
        case _:
            return _text(value)


def quantity_of(value: Mapping[str, Any], name: Callable[[str], str]) -> Quantity:
    """Return a quantity. Bounds become its tolerance, the wider one where they are not equally far."""
    amount = _decimal(value["amount"])
    unit = str(value.get("unit", "1")).rpartition("/")[2]
    sign = "" if unit == "1" else name(unit)
    reach = max(
        (abs(_decimal(value[bound]) - amount) for bound in ("upperBound", "lowerBound") if value.get(bound) is not None),
        default=Decimal(0),
    )
    return Quantity(amount, _UNITS.get(unit, sign) if sign == unit else sign, tolerance=reach or None)


def date_of(value: Mapping[str, Any]) -> Date:
    """Return a date at its precision: day, month, year; a decade, century or millennium as a span of years.

    A date of the Julian calendar stays as it is written. Raises `ValueError` for one that is vaguer than a millennium.
    """
    match = _TIME.match(value["time"])
    precision = value["precision"]
    if not match or precision not in {6, 7, 8, 9, 10, 11}:
        message = f"a date of precision {precision} is too vague to be asked" if match else "the time is not one"
        raise ValueError(message)
    year, month, day = (int(part) for part in match.groups())
    if precision in _SPANS:
        first, last = _span(year, _SPANS[precision])
        return Date(_astronomical(first), end=Date(_astronomical(last)))
    return Date(_astronomical(year), month if precision > 9 else None, day if precision > 10 else None)


def is_julian(value: Mapping[str, Any]) -> bool:
    """Say whether a day is one of the Julian calendar."""
    return str(value.get("calendarmodel", "")).endswith(JULIAN) and value.get("precision") == 11


def about(value: Value) -> Value:
    """Return a date or quantity as an approximate one."""
    return evolve(value, approximate=True) if isinstance(value, Date | Quantity) else value


def perhaps(value: Value) -> Value:
    """Return a date as an uncertain one."""
    return evolve(value, uncertain=True) if isinstance(value, Date) else value


def _span(year: int, years: int) -> tuple[int, int]:
    """Return the first and last year around `year`: 1950 to 1959, but 1801 to 1900, and 100 BC to 1 BC."""
    if years == 10:
        first = abs(year) // 10 * 10
        return (first, first + 9) if year > 0 else (-first - 9, -first or -1)
    number = -(-abs(year) // years) or 1
    first, last = (number - 1) * years + 1, number * years
    return (first, last) if year > 0 else (-last, -first)


def _astronomical(year: int) -> int:
    return year + 1 if year < 0 else year


def _decimal(found: object) -> Decimal:
    try:
        number = Decimal(str(found))
    except InvalidOperation:
        number = Decimal("nan")
    if not number.is_finite():
        raise ValueError("the amount is no number")
    return number


def _text(found: object) -> Text:
    if not isinstance(found, str) or not Text(found).text:
        raise ValueError("the text is empty")
    return Text(found)


def _place(value: Mapping[str, Any]) -> str:
    north, east = float(value["latitude"]), float(value["longitude"])
    return f"{abs(north):.4f}° {'N' if north >= 0 else 'S'}, {abs(east):.4f}° {'E' if east >= 0 else 'W'}"
