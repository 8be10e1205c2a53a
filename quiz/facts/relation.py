"""The vocabulary of a deck: what a relation's subject and value are, and how it is worded."""

import re
from collections.abc import Callable, Collection, Iterable
from decimal import Decimal

from attrs import field, frozen
from attrs.validators import min_len

from quiz.facts.fact import line_or_none
from quiz.facts.quantities import parse_quantity
from quiz.facts.values import BUILT_IN_TYPES
from quiz.text.safe import safe_line

KINDS = ("forward", "backward", "cloze", "order", "contrast")
"""The kinds of card that a relation can ask for."""

_ASKED_BOTH_WAYS = frozenset({"text", "rich", "picture", "sound"})
_PLACEHOLDER = re.compile(r"\{(\w*)\}")


def kinds_or_none(found: str | Iterable[str] | None) -> tuple[str, ...] | None:
    """Convert the kinds a relation asks for. Raises `ValueError` for a kind that does not exist."""
    if found is None:
        return None
    several = tuple(dict.fromkeys((found,) if isinstance(found, str) else found))
    for kind in several:
        if kind not in KINDS:
            message = f"“{kind}” is not a kind of card; expected some of {', '.join(KINDS)}"
            raise ValueError(message)
    return several


def pairs_of(found: Iterable[Iterable[str]]) -> tuple[tuple[str, str], ...]:
    """Convert pairs of subjects. Raises `ValueError` for anything that is no two different names."""
    pairs = []
    for pair in found:
        names = () if isinstance(pair, str) else tuple(map(safe_line, pair))
        if len(names) != 2 or not all(names) or names[0] == names[1]:
            message = f"{'“' + pair + '”' if isinstance(pair, str) else list(names)} is no pair of two different subjects"
            raise ValueError(message)
        pairs.append((names[0], names[1]))
    return tuple(pairs)


def names_of(found: str | Iterable[str]) -> tuple[str, ...]:
    """Convert one name or several, each once."""
    several = (found,) if isinstance(found, str) else found
    return tuple(dict.fromkeys(name for name in map(safe_line, several) if name))


def check_template(wording: str, names: Collection[str]) -> None:
    """Raise `ValueError` for a template that wants anything filled in but `names`."""
    for name in placeholders(wording):
        if name not in names:
            expected = " or ".join(f"{{{known}}}" for known in names)
            message = f"{{{name}}} is not a placeholder here; expected {expected}"
            raise ValueError(message)
    if set("{}") & set(_PLACEHOLDER.sub("", wording)):
        message = f"a brace in “{wording}” is not closed; expected {' or '.join(f'{{{known}}}' for known in names)}"
        raise ValueError(message)


def _template(*names: str) -> Callable[[object, object, str | None], None]:
    def check(_relation: object, _part: object, wording: str | None) -> None:
        check_template(wording or "", names)

    return check


def _type(found: str) -> str:
    return safe_line(found) or "text"


@frozen
class Tolerance:
    """How far a typed number may be off: an amount, or a share of the right one."""

    amount: Decimal
    share: bool = False

    def reach(self, right: Decimal) -> Decimal:
        """Return how far from `right` an answer may be."""
        return abs(right) * self.amount / 100 if self.share else self.amount

    def __str__(self) -> str:
        return f"{self.amount:f} %" if self.share else f"{self.amount:f}"


def tolerance_or_none(found: "Tolerance | str | float | None") -> Tolerance | None:
    """Convert `5 %`, `"0.5"` or a number. Raises `ValueError` when it is neither."""
    if found is None or isinstance(found, Tolerance):
        return found
    quantity = parse_quantity(str(found))
    if quantity.amount < 0 or quantity.unit not in {"", "%"}:
        message = f"“{found}” is not a tolerance; expected an amount or a share such as 5 %"
        raise ValueError(message)
    return Tolerance(quantity.amount, share=quantity.unit == "%")


@frozen
class Relation:
    """How subjects and values of one name belong together."""

    name: str = field(converter=safe_line, validator=min_len(1))
    subject: str | None = field(default=None, converter=line_or_none)
    """The type of its subjects."""
    value: str = field(default="text", converter=_type)
    """The type of its values: one of `BUILT_IN_TYPES`, or a type of term."""
    label: str = field(default="", converter=safe_line)
    """The relation in words."""
    ask: str | None = field(default=None, converter=line_or_none, validator=_template("subject"))
    ask_back: str | None = field(default=None, converter=line_or_none, validator=_template("value"))
    say: str | None = field(default=None, converter=line_or_none, validator=_template("subject", "value"))
    unit: str = field(default="", converter=safe_line)
    many: bool = False
    """Whether a subject may have several values at once, as it may have several sentences of the learner's own."""
    complete: bool = False
    """Whether the deck names every value of each subject that it names."""
    kinds: tuple[str, ...] | None = field(default=None, converter=kinds_or_none)
    contrast: tuple[tuple[str, str], ...] = field(default=(), converter=pairs_of)
    """Pairs of subjects that are easily taken for each other: a card for each pair asks which has which value."""
    after: tuple[str, ...] = field(default=(), converter=names_of)
    """The relations that come before it: a subject's new card waits until the cards of these have been learned."""
    lang: str | None = field(default=None, converter=line_or_none)
    strict: bool = False
    """Whether a typed answer must match letter by letter."""
    tolerance: Tolerance | None = field(default=None, converter=tolerance_or_none)
    of: str = field(default="", converter=safe_line)
    """The type of the members of its lists or sets; text unless set."""
    apart: bool = False
    """Whether each of its facts is asked by itself: two of one subject are neither one answer nor a contradiction."""
    declared: bool = field(default=True, eq=False)
    """False for a relation that was inferred from the facts that use it."""

    def __attrs_post_init__(self) -> None:
        if self.value == "cloze":
            object.__setattr__(self, "many", True)

    @property
    def words(self) -> str:
        """The label, or the name with spaces for underscores."""
        return self.label or self.name.replace("_", " ")

    @property
    def is_term(self) -> bool:
        """Whether its values are terms."""
        return self.value not in BUILT_IN_TYPES

    @property
    def asked(self) -> tuple[str, ...]:
        """The kinds of card to make. They never depend on wording, so that rewording loses no card."""
        kinds = self.kinds
        if kinds is None and self.value == "cloze":
            kinds = ("cloze",)
        elif kinds is None:
            kinds = ("forward", "backward") if self.is_term or self.value in _ASKED_BOTH_WAYS else ("forward",)
        return (*kinds, "contrast") if self.contrast and "contrast" not in kinds else kinds


def fill(template: str, **values: str) -> str:
    """Put `values` into a template by name. Only known names are replaced; nothing is ever evaluated."""
    return _PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), template)


def placeholders(template: str) -> tuple[str, ...]:
    """Return the names that a template wants filled, in their order."""
    return tuple(_PLACEHOLDER.findall(template))
