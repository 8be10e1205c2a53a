"""The types of value that a fact can state, and what they have in common: a text, a canonical key, and a test for falseness."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import TypeAlias

from attrs import field, frozen

from quiz.facts.clozes import Cloze
from quiz.facts.dates import EARLIEST, Date, Day, date_of, parse_date
from quiz.facts.media import Picture, Sound, parse_picture, parse_sound
from quiz.facts.quantities import Quantity, parse_quantity
from quiz.text.normal import folded, plain
from quiz.text.rich import Span, canonical_of, plain_of, spans
from quiz.text.safe import safe

TRUE_WORDS = frozenset({"true", "yes"})
FALSE_WORDS = frozenset({"false", "no"})
BUILT_IN_TYPES = ("text", "rich", "quantity", "date", "boolean", "list", "set", "picture", "sound", "cloze")
"""The names of value types; any other name is a type of term."""

_BLANK_START = re.compile(r"\A(?:[^\S\n]*\n)+")


def text_of(text: object) -> str:
    """Convert a text to its safe and composed form, without white space at its ends."""
    found = str(text)
    if found.isascii() and found.isprintable() and "  " not in found:
        return found.strip()
    found = safe(found)
    return plain(found) if found.isprintable() else "\n".join(plain(line) for line in found.split("\n")).strip()


def lines_of(text: object) -> str:
    """Convert text to its safe and composed form; of several lines, each keeps what it is indented by: code needs it."""
    found = str(text)
    if found.isascii() and found.isprintable() and "  " not in found:
        return found.strip()
    # What can be printed as it is has no line ends.
    if found.isprintable() or "\n" not in (found := safe(found)).strip():
        return text_of(found)
    lines = (line.expandtabs(4) for line in found.strip("\n").split("\n"))
    whole = "\n".join(" " * (len(line) - len(line.lstrip(" "))) + _spaced(line).strip() for line in lines).rstrip()
    # A first line of nothing but spaces is none; without it, the text is the same each time that it is read.
    whole = _BLANK_START.sub("", whole)
    return whole if "\n" in whole else text_of(whole)


def _spaced(line: str) -> str:
    """Return a line of code or prose in its plain form, with the spaces inside it where they line something up."""
    words = line.strip()
    return re.sub(r"[^\S ]", " ", words) if words.isascii() else " ".join(plain(part) for part in words.split(" "))


@frozen
class Text:
    """Words."""

    text: str = field(converter=lines_of)

    @property
    def key(self) -> str:
        """The canonical form, in which no line is indented."""
        return text_of(self.text) if "\n" in self.text else self.text

    def __str__(self) -> str:
        return self.text


def settled_text(text: str) -> Text:
    """Return words that are in their own form already: nothing is converted."""
    found: Text = object.__new__(Text)
    object.__setattr__(found, "text", text)
    return found


@frozen
class RichText(Text):
    """Words with styles: a small part of Markdown, and TeX between dollar signs.

    Its `text`, by which it is shown, compared and typed, is without them. So is its `key`: another style is no other value.
    """

    source: str = field(converter=lines_of)
    """The words as their author wrote them."""
    text: str = field(init=False, eq=False, repr=False)
    """Found when it is first asked for: whoever only carries a deck from one file to another needs no reading of it."""

    def __getattr__(self, name: str) -> str:
        if name != "text":
            message = f"rich text has no {name!r}"
            raise AttributeError(message)
        found = _shown(self.source)
        object.__setattr__(self, "text", found)
        return found

    @property
    def key(self) -> str:
        """The canonical form, which does not depend on how formulas are shown; pictures and sounds are their files."""
        if "$" not in self.source and "![" not in self.source:
            return text_of(plain_of(self.source)) if "\n" in self.source else self.text
        return text_of(canonical_of(text_of(self.source)))

    @property
    def spans(self) -> tuple[Span, ...]:
        """The words with their styles, for a screen."""
        return spans(self.source)

    def __str__(self) -> str:
        return self.text


def settled_rich(source: str) -> RichText:
    """Return rich text that is in its own form already: nothing is converted."""
    found: RichText = object.__new__(RichText)
    object.__setattr__(found, "source", source)
    return found


def _shown(source: str) -> str:
    """Return the words of rich text: in lines, where it has lists, tables or code."""
    if "\n" in source:
        # Only here: next to no value has any.
        from quiz.text.blocks import blocks, has_blocks, words_of

        if has_blocks(source):
            return lines_of(words_of(blocks(source)))
    return text_of(plain_of(source))


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
    # Of several with one key, whichever came first, the same one stays.
    ordered = sorted(items, key=lambda item: (type(item).__name__, written(item)))
    return tuple(sorted({item.key: item for item in ordered}.values(), key=_place))


def _place(item: "Value") -> tuple[str, Decimal, Day, str]:
    """Return where an item stands in a set: numbers and dates by size, all else by its key."""
    amount = item.amount if isinstance(item, Quantity) and item.amount.is_finite() else Decimal(0)
    return type(item).__name__, amount, item.earliest if isinstance(item, Date) else EARLIEST, item.key


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


Value: TypeAlias = Text | RichText | TermName | Quantity | Date | Boolean | Listed | SetOf | Picture | Sound | Cloze


def value_of(found: object) -> Value:
    """Convert what Python or TOML calls a value to a quiz value.

    Text stays text, numbers become quantities, dates dates; a list or tuple keeps its order, a set has none.
    Raises `TypeError` for anything else.
    """
    match found:
        case str():
            return Text(found)
        case Text() | TermName() | Quantity() | Date() | Boolean() | Listed() | SetOf() | Picture() | Sound() | Cloze():
            return found
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


def parse_value(text: str, type_name: str, unit: str = "", split: str = ";", of: str = "text") -> Value:
    """Read a value of the named type from text; `of` is the type of a list's or a set's members.

    Raises `ValueError`, with what was expected, when it cannot be one.
    """
    match type_name:
        case "quantity":
            return parse_quantity(text, unit)
        case "list" | "set":
            parts = [part for part in text.split(split) if part.strip()]
            return list_or_set(type_name, [parse_value(part, of, unit) for part in parts])
        case _:
            reader = _READERS.get(type_name)
            return reader(text) if reader else TermName(text, type_name)


def list_or_set(type_name: str, items: "Iterable[Value]") -> Listed | SetOf:
    """Return a list or a set, by the name of its type. Raises `ValueError` where one of its members is one too."""
    found = tuple(items)
    if any(isinstance(item, Listed | SetOf) for item in found):
        raise ValueError("a list or a set cannot hold another one")
    return Listed(found) if type_name == "list" else SetOf(found)


def written(value: Value) -> str:
    """Return text that `parse_value` reads back as an equal value of the same type; a list's or set's only without `;` in it."""
    match value:
        case Date():
            return value.edtf
        case Quantity() | Picture() | Sound():
            return value.written
        case RichText():
            return value.source
        case Cloze():
            return value.text
        case Listed(items) | SetOf(items):
            return "; ".join(written(item) for item in items)
        case _:
            return str(value)


def members(value: Value) -> tuple[Value, ...]:
    """Return the members of a set, or the one value itself."""
    return value.items if isinstance(value, SetOf) else (value,)


def _parse_boolean(text: str) -> Boolean:
    word = folded(text)
    if word in TRUE_WORDS or word in FALSE_WORDS:
        return Boolean(word in TRUE_WORDS)
    message = f"“{text}” is neither true nor false; expected true, false, yes or no"
    raise ValueError(message)


_READERS: Mapping[str, Callable[[str], Value]] = {
    "text": Text,
    "rich": RichText,
    "date": parse_date,
    "boolean": _parse_boolean,
    "picture": parse_picture,
    "sound": parse_sound,
    "cloze": Cloze,
}


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
