"""Anki's note types: the names of their fields, their templates and styles, from JSON (schema 11) or from tables (15 and later).

Whatever they come from, they are kept as schema 11 writes them, which Anki reads in every version.
(Numbers of fields: `proto/anki/notetypes.proto` of Anki 26.9.)
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import field, frozen

from quiz.formats.anki.database import Database
from quiz.formats.anki.limits import LARGEST_CONFIG, LONGEST_TEMPLATE, MOST_FIELDS, MOST_TEMPLATES
from quiz.formats.anki.wire import Message, WireError
from quiz.formats.format import Skipped
from quiz.text.safe import safe_line

CLOZE: Final = 1
OCCLUSION: Final = 6
"""What Anki calls the note type of its own image occlusion among those that it brings along."""


@frozen
class Template:
    """One card of a note type."""

    name: str
    question: str
    answer: str


@frozen(eq=False)
class NoteType:
    """What notes of one kind consist of."""

    id: int
    name: str
    fields: tuple[str, ...]
    templates: tuple[Template, ...]
    is_cloze: bool = False
    is_occlusion: bool = False
    data: Mapping[str, Any] = field(factory=dict, repr=False)
    """All of it, as the JSON of schema 11 has it."""

    @property
    def css(self) -> str:
        """How its cards are styled."""
        found = self.data.get("css", "")
        return found if isinstance(found, str) else ""


def note_types(database: Database) -> Iterator[NoteType | Skipped]:
    """Yield the note types of a collection, and those that cannot be used."""
    if "notetypes" in database:
        yield from _from_tables(database)
        return
    row = database.row("SELECT models FROM col") if "models" in database.columns("col") else None
    found = of_json(row[0]) if row else None
    if not isinstance(found, dict):
        if row is not None:
            yield Skipped("the note types", "They cannot be read: they are no JSON.")
        return
    for key, data in found.items():
        yield of_model(_number(key), data)


def of_json(found: object) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return what bytes of JSON hold; nothing where they are none."""
    if not isinstance(found, bytes | str) or len(found) > LARGEST_CONFIG:
        return None
    try:
        return json.loads(found)
    except (ValueError, RecursionError):
        return None


def of_model(id: int, data: object) -> NoteType | Skipped:
    """Return a note type from the JSON of schema 11."""
    where = f"note type {id}"
    if not isinstance(data, dict) or not isinstance(data.get("flds"), list) or not isinstance(data.get("tmpls"), list):
        return Skipped(where, "It has no fields and templates; its notes cannot be read.")
    name = safe_line(str(data.get("name", ""))) or str(id)
    fields = named_fields(data)
    templates = in_order(data["tmpls"])
    if not fields or not templates or len(fields) > MOST_FIELDS or len(templates) > MOST_TEMPLATES:
        return Skipped(
            f"note type “{name}”", f"It has {len(fields):,} fields and {len(templates):,} templates, and cannot be used."
        )
    return NoteType(
        id,
        name,
        tuple(one["name"] for one in fields),
        tuple(_template(one, number) for number, one in enumerate(templates, start=1)),
        is_cloze=data.get("type") == CLOZE,
        is_occlusion=data.get("originalStockKind") == OCCLUSION,
        data=data,
    )


def named_fields(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the fields of a note type in their order; those without a name are left out."""
    return [one for one in in_order(data["flds"]) if isinstance(one.get("name"), str)]


def _template(data: Mapping[str, Any], number: int) -> Template:
    question, answer = (str(data.get(key) or "")[:LONGEST_TEMPLATE] for key in ("qfmt", "afmt"))
    return Template(safe_line(str(data.get("name", ""))) or f"Card {number}", question, answer)


def in_order(found: list[Any]) -> list[dict[str, Any]]:
    """Return fields or templates in the order that they tell; those that are none are left out."""
    records = [one for one in found if isinstance(one, dict)]
    return sorted(records, key=lambda one: one["ord"] if isinstance(one.get("ord"), int) else len(records))


def _number(found: object) -> int:
    text = str(found)
    return int(text) if len(text) < 20 and text.removeprefix("-").isdecimal() else 0


def _from_tables(database: Database) -> Iterator[NoteType | Skipped]:
    fields: dict[int, list[dict[str, Any]]] = {}
    templates: dict[int, list[dict[str, Any]]] = {}
    for query, found, read in (
        ("SELECT ntid, ord, name, config FROM fields ORDER BY ntid, ord", fields, _field_data),
        ("SELECT ntid, ord, name, config FROM templates ORDER BY ntid, ord", templates, _template_data),
    ):
        for of, place, name, config in database.rows(query):
            try:
                found.setdefault(of, []).append({"name": _text(name), "ord": place, **read(_message(config))})
            except WireError as error:
                yield Skipped(f"note type {of}", f"A part of it, “{_text(name)}”, cannot be read: {error}.")
    for id, name, config in database.rows("SELECT id, name, config FROM notetypes"):
        try:
            data = _data(_message(config))
        except WireError as error:
            yield Skipped(f"note type “{safe_line(_text(name))}”", f"It cannot be read: {error}.")
            continue
        named = {"id": id, "name": _text(name), "flds": fields.get(id, []), "tmpls": templates.get(id, [])}
        yield of_model(_number(id), {**data, **named})


def _message(config: object) -> Message:
    if not isinstance(config, bytes) or len(config) > LARGEST_CONFIG:
        raise WireError("its settings are no bytes, or too many")
    return Message(config)


def _data(config: Message) -> dict[str, Any]:
    """Return the settings of a note type as schema 11 has them."""
    stock, original = config.number(9), config.number(10)
    return {
        **_other(config),
        "type": config.number(1),
        "sortf": config.number(2),
        "css": config.text(3),
        "latexPre": config.text(5),
        "latexPost": config.text(6),
        "latexsvg": bool(config.number(7)),
        **({"originalStockKind": stock} if stock else {}),
        **({"originalId": original} if original else {}),
    }


def _field_data(config: Message) -> dict[str, Any]:
    flags = {"sticky": 1, "rtl": 2, "plainText": 6, "collapsed": 7, "excludeFromSearch": 8, "preventDeletion": 11}
    optional = {"id": 9, "tag": 10}
    return {
        **_other(config),
        **{key: bool(config.number(number)) for key, number in flags.items()},
        "font": config.text(3) or "Arial",
        "size": config.number(4) or 20,
        "description": config.text(5),
        **{key: config.number(number) for key, number in optional.items() if config.has(number)},
    }


def _template_data(config: Message) -> dict[str, Any]:
    return {
        **_other(config),
        "qfmt": config.text(1),
        "afmt": config.text(2),
        "bqfmt": config.text(3),
        "bafmt": config.text(4),
        "did": config.number(5) or None,
        "bfont": config.text(6),
        "bsize": config.number(7),
        **({"id": config.number(8)} if config.has(8) else {}),
    }


def _other(config: Message) -> dict[str, Any]:
    """Return what add-ons keep with it, which Anki writes as JSON."""
    found = of_json(config.data(255)) if config.has(255) else None
    return found if isinstance(found, dict) else {}


def _text(found: object) -> str:
    return found.decode("utf-8", "replace") if isinstance(found, bytes) else ""
