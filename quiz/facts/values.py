"""The types of value that a fact can state, and what they have in common: a text, a canonical key, and a test for falseness."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from attrs import field, frozen

from quiz.facts.dates import Date, date_of, parse_date
from quiz.facts.quantities import Quantity, parse_quantity
from quiz.text.normal import bare, folded, plain
from quiz.text.safe import safe

TRUE_WORDS = frozenset({"true", "yes"})
FALSE_WORDS = frozenset({"false", "no"})
BUILT_IN_TYPES = ("text", "quantity", "date", "boolean", "list", "set")
"""The names of value types; any other name is a type of term."""

# What may stand between the things that one text lists: “English, Spanish & French”, “euro (EUR)”.
_PARTS = re.compile(r"\s*(?:[,;/|\n&()•·、，；،؛]|\b(?:and|or)\b)\s*")


def text_of(text: object) -> str:
    """Convert a text to its safe and composed form, without white space at its ends."""
    return (
        plain(found) if (found := safe(str(text))).isprintable() else "\n".join(plain(line) for line in found.split("\n")).strip()
    )


@frozen
class Text:
    """Words."""

    text: str = field(converter=text_of)

    @property
    def key(self) -> str:
        """The canonical form."""
        return self.text

    def __str__(self) -> str:
        return self.text


@frozen
class TermName:
    """A thing that the deck knows by name, with aliases and broader terms."""

    name: str = field(converter=text_of)
    type: str = ""

    @property
    def key(self) -> str:
        """The canonical form: the term's own name, whichever alias the deck's author wrote."""
        return self.name

    def __str__(self) -> str:
        return self.name


@frozen
class Boolean:
    """True or false."""

    true: bool

    @property
    def key(self) -> str:
        """The canonical form."""
        return "true" if self.true else "false"

    def __str__(self) -> str:
        return "yes" if self.true else "no"


def _items(items: "Iterable[Value]") -> "tuple[Value, ...]":
    return tuple(items)


@frozen
class Listed:
    """Several values in an order that matters."""

    items: "tuple[Value, ...]" = field(converter=_items)

    @property
    def key(self) -> str:
        """The canonical form."""
        return "\n".join(item.key for item in self.items)

    def __str__(self) -> str:
        return ", ".join(str(item) for item in self.items)


def _sorted_items(items: "Iterable[Value]") -> "tuple[Value, ...]":
    return tuple(found for _, found in sorted({item.key: item for item in items}.items()))


@frozen
class SetOf:
    """Several values in no order, each once."""

    items: "tuple[Value, ...]" = field(converter=_sorted_items)

    @property
    def key(self) -> str:
        """The canonical form."""
        return "\n".join(item.key for item in self.items)

    def __str__(self) -> str:
        return ", ".join(str(item) for item in self.items)


Value: TypeAlias = Text | TermName | Quantity | Date | Boolean | Listed | SetOf


def value_of(found: object) -> Value:
    """Convert what Python or TOML calls a value to a quiz value.

    Text stays text, numbers become quantities, dates dates; a list or tuple keeps its order, a set has none.
    Raises `TypeError` for anything else.
    """
    match found:
        case Text() | TermName() | Quantity() | Date() | Boolean() | Listed() | SetOf():
            return found
        case str():
            return Text(found)
        case bool():
            return Boolean(found)
        case int():
            return Quantity(Decimal(found))
        case Decimal() if found.is_finite():
            return Quantity(found)
        case float() if found == found and abs(found) != float("inf"):  # noqa: PLR0124 - the test for NaN
            return Quantity(Decimal(repr(found)))
        case date():
            return date_of(found)
        case list() | tuple():
            return Listed([_item_of(item) for item in found])
        case set() | frozenset():
            return SetOf([_item_of(item) for item in found])
        case _:
            message = f"a value cannot be {_described(found)}; use text, a number, a date, true or false, a list or a set"
            raise TypeError(message)


def _item_of(found: object) -> Value:
    if isinstance(found, list | tuple | set | frozenset | Listed | SetOf):
        raise TypeError("a list or a set cannot hold another one")
    return value_of(found)


def parse_value(text: str, type_name: str, unit: str = "", split: str = ";") -> Value:
    """Read a value of the named type from text. Raises `ValueError`, with what was expected, when it cannot be one."""
    match type_name:
        case "text":
            return Text(text)
        case "quantity":
            return parse_quantity(text, unit)
        case "date":
            return parse_date(text)
        case "boolean":
            return _parse_boolean(text)
        case "list":
            return Listed([Text(part) for part in text.split(split) if part.strip()])
        case "set":
            return SetOf([Text(part) for part in text.split(split) if part.strip()])
        case _:
            return TermName(text, type_name)


def written(value: Value) -> str:
    """Return text that `parse_value` reads back as an equal value of the same type."""
    match value:
        case Date():
            return value.edtf
        case Quantity():
            within = f" ± {value.tolerance}" if value.tolerance is not None else ""
            return f"{'c. ' if value.approximate else ''}{value.amount:f}{within} {value.unit}".strip()
        case _:
            return str(value)


def members(value: Value) -> tuple[Value, ...]:
    """Return the members of a set, or the one value itself."""
    return value.items if isinstance(value, SetOf) else (value,)


def may_be_same(one: Value, other: Value) -> bool:
    """Say whether two values might state the same thing, so that neither can be called false where the other is true.

    Errs towards `True`: other spellings, overlapping dates and ranges, other units, and a text that lists the other one.
    """
    match one, other:
        case (Quantity(), Quantity()):
            return one.overlaps(other)
        case (Date(), Date()):
            return one.overlaps(other)
        case (Boolean(), Boolean()):
            return one == other
        case (Text() | TermName(), Text() | TermName()):
            return _same_words(str(one), str(other))
        case (Listed() | SetOf(), Listed() | SetOf()):
            return sorted(bare(item.key) for item in one.items) == sorted(bare(item.key) for item in other.items)
        case _:
            return folded(str(one)) == folded(str(other))


def _same_words(one: str, other: str) -> bool:
    if folded(one) == folded(other) or bare(one) == bare(other):
        return True
    if not (_PARTS.search(one) or _PARTS.search(other)):
        return False
    parts, other_parts = _parts(one), _parts(other)
    return parts <= other_parts or other_parts <= parts


@lru_cache(maxsize=65_536)
def _parts(text: str) -> frozenset[str]:
    return frozenset(bare(part) for part in _PARTS.split(text) if part) or frozenset({bare(text)})


def _parse_boolean(text: str) -> Boolean:
    word = folded(text)
    if word in TRUE_WORDS or word in FALSE_WORDS:
        return Boolean(word in TRUE_WORDS)
    message = f"“{text}” is neither true nor false; expected true, false, yes or no"
    raise ValueError(message)


def _described(found: object) -> str:
    names: Mapping[type, str] = {
        dict: "a table",
        type(None): "nothing",
        float: f"the number {found}",
        Decimal: f"the number {found}",
    }
    if isinstance(found, time):
        return f"the time {found}"
    return names.get(type(found), f"of the Python type {type(found).__name__}")
