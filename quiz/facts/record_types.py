"""From a field's annotation to the type of its relation's values."""

import sys
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from decimal import Decimal
from enum import Enum
from types import NoneType, SimpleNamespace, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from quiz.facts.dates import Date
from quiz.facts.quantities import Quantity
from quiz.facts.record_fields import SubjectMark, mark_of
from quiz.facts.values import Boolean, Listed, SetOf

_TYPES: Mapping[type, str] = {
    bool: "boolean",  # before int, of which it is one
    Boolean: "boolean",
    int: "quantity",
    float: "quantity",
    Decimal: "quantity",
    Quantity: "quantity",
    date: "date",
    Date: "date",
    Listed: "list",
    SetOf: "set",
}


class UnknownTypeError(ValueError):
    """An annotation that cannot be read."""


def annotation_of(kind: type[attrs.AttrsInstance], name: str, names: Mapping[str, type]) -> object:
    """Return what a field is annotated with, a quoted annotation resolved.

    `names` are classes that it may name although its module does not, such as those made inside a function. Raises
    `UnknownTypeError` when it names anything else that is not there.
    """
    field = attrs.fields_dict(kind)[name]
    # The oldest class that annotates it so: the annotation is read in that one's module.
    bases = [base for base in reversed(kind.__mro__) if attrs.has(base) and name in attrs.fields_dict(base)]
    owner = next(base for base in bases if attrs.fields_dict(base)[name].type == field.type)
    known = vars(sys.modules[owner.__module__]) if owner.__module__ in sys.modules else {}
    try:
        return get_type_hints(SimpleNamespace(__annotations__={name: field.type}), dict(known), dict(names))[name]
    except (NameError, SyntaxError, TypeError, AttributeError) as error:
        raise UnknownTypeError(f"The annotation of {kind.__name__}.{name} cannot be read: {error}") from error


def value_type(annotation: object, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options of a relation that follow from an annotation.

    They are `value`, `of` for a list of anything but texts, and `many` for a set of such.
    """
    if "value" in options:
        return {"many": True} if _is_set(_plain(annotation)) and options["value"] not in {"set", "list"} else {}
    found = _plain(annotation)
    if _is_set(found):
        kinds = [_type_of(item) for item in get_args(found)]
        return {"value": kinds[0], "many": True} if kinds and kinds[0] != "text" else {"value": "set"}
    kind = _type_of(found)
    members = {_type_of(item) for item in get_args(found) if item is not Ellipsis} if kind == "list" else set()
    if members and "of" not in options and (only := _only(members)) not in {"text", "list"}:
        return {"value": "list", "of": only}
    return {"value": "quantity" if kind == "text" and {"unit", "tolerance"} & {*options} else kind}


def _plain(annotation: object) -> object:
    """Return an annotation without what only says that there may be nothing."""
    if get_origin(annotation) in {Union, UnionType}:
        some = [part for part in get_args(annotation) if part is not NoneType]
        if len(some) == 1:
            return _plain(some[0])
    return getattr(annotation, "__supertype__", annotation)


def _is_set(annotation: object) -> bool:
    found = get_origin(annotation) or annotation
    return isinstance(found, type) and issubclass(found, AbstractSet)


def _type_of(annotation: object) -> str:
    found = _plain(annotation)
    origin = get_origin(found)
    if origin in {Union, UnionType}:
        return _only({_type_of(part) for part in get_args(found) if part is not NoneType})
    if origin is Literal:
        return _only({_type_of(type(part)) for part in get_args(found)})
    kind = origin or found
    if not isinstance(kind, type):
        return "text"
    if issubclass(kind, Enum):
        return _only({_type_of(type(member.value)) for member in kind})
    if attrs.has(kind):
        marks = (mark_of(field) for field in attrs.fields(kind))
        if subjects := [mark for mark in marks if isinstance(mark, SubjectMark)]:
            return subjects[0].type or "text"
    if issubclass(kind, Sequence) and not issubclass(kind, str):
        return "list"
    return next((name for known, name in _TYPES.items() if issubclass(kind, known)), "text")


def _only(types: set[str]) -> str:
    return next(iter(types)) if len(types) == 1 else "text"
