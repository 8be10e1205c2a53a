"""Field markers for record classes: what each field of an attrs class says as a fact."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypedDict, Unpack

import attrs
from attrs import NOTHING, frozen

from quiz.errors import UsageError
from quiz.facts.fields import QUALIFIERS
from quiz.facts.relation import Relation, Tolerance

MARK = "quiz"
"""The key of a field's metadata under which its marker stands."""


class FieldOptions(TypedDict, total=False):
    """What a marker passes on to `attrs.field`."""

    default: Any
    factory: Callable[[], Any]
    converter: Any
    validator: Any
    alias: str
    kw_only: bool
    repr: bool
    eq: bool
    metadata: Mapping[str, Any]


class RelationOptions(FieldOptions, total=False):
    """What `relation` takes: what a `Relation` says, beside its name and subject, and what `attrs.field` takes."""

    value: str
    """The type of its values; that of the field's annotation unless given."""
    label: str
    ask: str
    ask_back: str
    say: str
    unit: str
    of: str
    many: bool
    complete: bool
    kinds: str | Iterable[str]
    contrast: Iterable[Iterable[str]]
    after: str | Iterable[str]
    lang: str
    strict: bool
    apart: bool
    tolerance: Tolerance | str | float


@frozen
class SubjectMark:
    """The field says what the record is about."""

    type: str | None


@frozen
class RelationMark:
    """The field says something of the subject."""

    options: Mapping[str, Any]


@frozen
class QualifierMark:
    """The field qualifies everything that the record says."""

    key: str


Mark = SubjectMark | RelationMark | QualifierMark


def subject(*, type: str | None = None, **field: Unpack[FieldOptions]) -> Any:  # noqa: ANN401 - a field is of any type
    """Mark the field of an attrs class that holds what a record is about.

    Args:
        type: The type of subject, such as `country`: that of the relations' subjects, and of values that name such a record.
        field: What `attrs.field` takes: `default`, `factory`, `converter`, `validator`, `alias`, `kw_only`, and so on.
    """
    return _field(SubjectMark(type), field)


def relation(**options: Unpack[RelationOptions]) -> Any:  # noqa: ANN401 - a field is of any type
    """Mark a field of an attrs class as a relation of the field's name, whose value the field holds; `None` is no fact.

    Args:
        options: What a `Relation` says of it (`value`, `label`, `ask`, `ask_back`, `say`, `unit`, `of`, `many`, `complete`,
            `kinds`, `contrast`, `after`, `lang`, `strict`, `apart`, `tolerance`), and what `attrs.field` takes. The type of value
            comes from the field's annotation unless it is given: numbers are quantities, dates dates, `bool` is boolean, a list
            or tuple a list, a set several values of one relation, and a record class a term of the type of its subject.

    Raises:
        UsageError: The options contradict what a relation can be.
    """
    own = {key: found for key, found in options.items() if key not in FieldOptions.__annotations__}
    try:
        Relation("relation", **own)  # type: ignore[arg-type]
    except (TypeError, ValueError) as error:
        raise UsageError(str(error).replace("Relation.__init__()", "relation()")) from error
    passed = {key: found for key, found in options.items() if key in FieldOptions.__annotations__}
    return _field(RelationMark(own), passed)


def qualifier(key: str, **field: Unpack[FieldOptions]) -> Any:  # noqa: ANN401 - a field is of any type
    """Mark a field of an attrs class that qualifies everything its record says; `None` qualifies nothing.

    Args:
        key: Which qualifier it is: `since`, `until`, `as_of`, `status`, `according_to`, `source`, `at`, `tags`, `id`, `wrong`,
            `accept`, `note`, `feedback`, `front` or `kept`.
        field: What `attrs.field` takes.

    Raises:
        UsageError: There is no such qualifier.
    """
    if key not in QUALIFIERS:
        from quiz.text.closeness import nearest

        near = nearest(key, [*QUALIFIERS])
        meant = f"did you mean “{near}”?" if near else f"expected one of {', '.join(QUALIFIERS)}"
        raise UsageError(f"There is no qualifier “{key}”; {meant}")
    return _field(QualifierMark(key), field)


def mark_of(field: "attrs.Attribute[Any]") -> Mark | None:
    """Return the marker of a field, or `None` where it has none."""
    found: Mark | None = field.metadata.get(MARK)
    return found


def _field(mark: Mark, options: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a field is of any type
    unknown = [key for key in options if key not in FieldOptions.__annotations__]
    if unknown:
        raise UsageError(f"A field has no {unknown[0]}; expected some of {', '.join(FieldOptions.__annotations__)}")
    given = {"default": NOTHING, **options}
    if "factory" in options:
        del given["default"]
    return attrs.field(**{**given, "metadata": {**options.get("metadata", {}), MARK: mark}})
