"""Note types that came from other files, made so that Anki takes them, whatever the files had in their places."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from quiz.formats.anki.notetypes import in_order, named_fields

FIELD: Final[Mapping[str, Any]] = {"font": "Arial", "size": 20, "sticky": False, "rtl": False, "media": []}
TEMPLATE: Final[Mapping[str, Any]] = {"qfmt": "", "afmt": "", "bqfmt": "", "bafmt": "", "did": None, "bfont": "", "bsize": 0}
_KINDS: Final = frozenset({"none", "any", "all"})
_MOST: Final = 2**31
"""Numbers of Anki's are below this, but for ids and moments."""
_OPTIONAL: Final = frozenset({"id", "tag", "originalId", "originalStockKind"})


def fields_of(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the fields of a note type in their order, each with all that Anki wants of it."""
    return list(_parts(named_fields(data), FIELD, "Field"))


def templates_of(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the templates of a note type in their order, each with all that Anki wants of it."""
    return list(_parts(in_order(data["tmpls"]), TEMPLATE, "Card"))


def sound(data: Mapping[str, Any], defaults: Mapping[str, Any]) -> dict[str, Any]:
    """Return pairs of which those that are among the defaults are of their types."""
    found = {key: _clean(value) for key, value in data.items() if key not in _OPTIONAL or _is_id(value)}
    return {**found, **{key: default for key, default in defaults.items() if key not in found or not _fits(found[key], default)}}


def is_requirement(found: object) -> bool:
    """Say whether a list tells which fields a template's card needs, as Anki has it."""
    match found:
        case [int(place), str(kind), [*fields]]:
            return _is_number(place) and kind in _KINDS and all(map(_is_number, fields))
        case _:
            return False


def _parts(found: Iterable[Mapping[str, Any]], defaults: Mapping[str, Any], word: str) -> Iterable[dict[str, Any]]:
    """Yield parts with names of their own: Anki has no two of one name."""
    names: set[str] = set()
    for place, one in enumerate(found):
        whole = sound(one, defaults)
        wanted = whole.get("name")
        name = wanted if isinstance(wanted, str) and wanted.strip() else f"{word} {place + 1}"
        while name.casefold() in names:
            name += "+"
        names.add(name.casefold())
        yield {**whole, "name": name, "ord": place}


def _fits(value: object, default: object) -> bool:
    match default:
        case bool():
            return isinstance(value, bool | int)
        case int():
            return _is_number(value)
        case None:
            return value is None or _is_id(value)
        case _:
            return isinstance(value, type(default))


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _MOST


def _is_id(value: object) -> bool:
    return value is None or (isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63)


def _clean(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return a value without halves of characters, which cannot be written."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
