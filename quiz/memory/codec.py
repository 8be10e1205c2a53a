"""Events as plain data, and back: the form in which the log is stored and travels between devices.

The schema stays readable for ever. So the names and the defaults of fields are part of it: a field that has its default is
left out of the data, and a new field may only be added with a default that says what its absence has meant so far.
Reading ignores fields that it does not know. Whoever passes events on should pass on the data and not what was read from it.
"""

from collections.abc import Callable, Mapping
from types import NoneType
from typing import Any, TypeAlias

from attrs import NOTHING, fields

from quiz.errors import UnknownEventError
from quiz.memory.events import (
    Archived,
    Buried,
    Crammed,
    DeckVersion,
    DueSet,
    Edited,
    Event,
    Fitted,
    Flagged,
    Given,
    Marked,
    Renamed,
    Reset,
    Resumed,
    Retaught,
    Reviewed,
    Suspended,
    Undone,
)
from quiz.memory.rating import Rating
from quiz.memory.state import Phase

JSON: TypeAlias = "dict[str, JSON] | list[JSON] | str | int | float | bool | None"
"""Whatever the standard library's `json` writes and reads."""

_KINDS: tuple[type[Event], ...] = (
    Reviewed,
    Undone,
    Suspended,
    Resumed,
    Buried,
    Marked,
    Retaught,
    Renamed,
    DeckVersion,
    Edited,
    Archived,
    Crammed,
    Reset,
    DueSet,
    Fitted,
    Given,
    Flagged,
)


def to_data(event: Event) -> dict[str, JSON]:
    """Return an event as JSON data: its kind under `event`, and every field that differs from its default.

    Text is kept as it is, and `from_data(to_data(event)) == event`.

    Raises:
        UnknownEventError: the event is of a class that has no place in the log.
    """
    kind = type(event)
    plan = _WRITING.get(kind)
    if plan is None:
        message = f"{kind.__name__} is no kind of event that can be stored."
        raise UnknownEventError(message)
    data: dict[str, JSON] = {"event": kind.__name__}
    for name, default, plain in plan:
        value = getattr(event, name)
        if value != default:
            data[name] = value if plain is None else plain(value)
    return data


def from_data(data: Mapping[str, Any]) -> Event:
    """Return the event that `to_data` wrote. Fields that are absent have their defaults, unknown ones are ignored.

    Raises:
        UnknownEventError: the kind (or the rating or phase) is one that only a newer quiz knows, or the data is damaged:
            a field is missing or of the wrong type.
    """
    name = data.get("event")
    reading = _READING.get(name) if isinstance(name, str) else None
    if reading is None:
        message = f"An event of kind {name!r} is unknown to this version of quiz. Update quiz to read it."
        raise UnknownEventError(message)
    kind, plan = reading
    values: dict[str, Any] = {}
    for field, required, types, build in plan:
        if field not in data:
            if required:
                message = f"A {name} event is damaged: it has no {field!r}. Restore it from a backup or another device."
                raise UnknownEventError(message)
            continue
        value = data[field]
        if type(value) not in types:  # isinstance() would take True for a number
            raise _damaged(name, field, value)
        try:
            values[field] = value if build is None else build(value)
        except (TypeError, ValueError):
            raise _damaged(name, field, value) from None
    return kind(**values)


def _damaged(name: object, field: str, value: object) -> UnknownEventError:
    message = f"A {name} event cannot be read: its {field!r} is {value!r}. A newer quiz wrote it, or it is damaged."
    return UnknownEventError(message)


def _marks_to_data(marks: tuple[tuple[str, bool], ...]) -> JSON:
    return [[member, given] for member, given in marks]


def _marks_from_data(data: list[Any]) -> tuple[tuple[str, bool], ...]:
    marks = tuple((member, given) for member, given in data)
    if not all(type(member) is str and type(given) is bool for member, given in marks):
        message = "a mark is a member and whether it was given"
        raise TypeError(message)
    return marks


def _pairs_to_data(pairs: tuple[tuple[str, str], ...]) -> JSON:
    return [[old, new] for old, new in pairs]


def _pairs_from_data(data: list[Any]) -> tuple[tuple[str, str], ...]:
    pairs = tuple((old, new) for old, new in data)
    if not all(type(name) is str for pair in pairs for name in pair):
        message = "a pair is an old and a new name"
        raise TypeError(message)
    return pairs


def _phase_to_data(phase: Phase | None) -> str | None:
    return None if phase is None else str(phase)


def _phase_from_data(data: str | None) -> Phase | None:
    return None if data is None else Phase(data)


def _number_from_data(data: float | None) -> float | None:
    return None if data is None else float(data)


def _numbers_from_data(data: list[Any]) -> tuple[float, ...]:
    if not all(type(number) in {int, float} for number in data):
        message = "a parameter is a number"
        raise TypeError(message)
    return tuple(map(float, data))


def _options_from_data(data: list[Any]) -> tuple[str, ...]:
    if not all(type(option) is str for option in data):
        message = "an option is text"
        raise TypeError(message)
    return tuple(data)


# How a field is written and read, by its annotation: the types that its data may have, then what makes plain data of the
# value, and the value of plain data, where they are not the same. An event with a field of another type fails at import.
_Form: TypeAlias = tuple[tuple[type, ...], Callable[[Any], JSON] | None, Callable[[Any], Any] | None]
_FORMS: dict[object, _Form] = {
    int: ((int,), None, None),
    int | None: ((int, NoneType), None, None),
    str: ((str,), None, None),
    str | None: ((str, NoneType), None, None),
    bool: ((bool,), None, None),
    float | None: ((float, int, NoneType), None, _number_from_data),
    tuple[float, ...]: ((list,), list, _numbers_from_data),
    Rating: ((int,), int, Rating),
    Phase: ((str,), str, Phase),
    Phase | None: ((str, NoneType), _phase_to_data, _phase_from_data),
    tuple[str, ...]: ((list,), list, _options_from_data),
    tuple[tuple[str, bool], ...]: ((list,), _marks_to_data, _marks_from_data),
    tuple[tuple[str, str], ...]: ((list,), _pairs_to_data, _pairs_from_data),
}
# For each kind: name, default (NOTHING where there is none, which equals no value) and writer of every field.
_WRITING = {kind: tuple((field.name, field.default, _FORMS[field.type][1]) for field in fields(kind)) for kind in _KINDS}
# For each kind's name: the class, and name, whether required, allowed types and reader of every field.
_READING = {
    kind.__name__: (
        kind,
        tuple((field.name, field.default is NOTHING, _FORMS[field.type][0], _FORMS[field.type][2]) for field in fields(kind)),
    )
    for kind in _KINDS
}
