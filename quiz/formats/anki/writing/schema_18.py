"""A collection of schema 18: a table for everything, with protocol buffers where a row has more to say.

(Numbers of fields: `proto/anki/{notetypes,decks,deck_config}.proto` of Anki 26.9.)
"""

import json
import sqlite3
from collections.abc import Mapping
from typing import Any, Final

from quiz.formats.anki.writing.content import Content, DeckRow, Options
from quiz.formats.anki.writing.messages import data, message, number, real, reals, varint
from quiz.formats.anki.writing.schema_11 import model

_KINDS: Final = {"none": 0, "any": 1, "all": 2}
_PARAMETERS: Final = {17: 3, 19: 5, 21: 6}
"""The fields that hold the parameters of FSRS, by how many these are."""
_DEFAULT: Final = Options(1, "Default")
_OF_TYPE: Final = frozenset(
    [
        "id",
        "name",
        "flds",
        "tmpls",
        "type",
        "sortf",
        "css",
        "latexPre",
        "latexPost",
        "latexsvg",
        "originalStockKind",
        "originalId",
        "req",
        "usn",
        "mod",
        "did",
        "tags",
        "vers",
    ]
)
_OF_FIELD: Final = frozenset(
    [
        "name",
        "ord",
        "sticky",
        "rtl",
        "font",
        "size",
        "description",
        "plainText",
        "collapsed",
        "excludeFromSearch",
        "id",
        "tag",
        "preventDeletion",
        "media",
    ]
)
_OF_TEMPLATE: Final = frozenset(("name", "ord", "qfmt", "afmt", "bqfmt", "bafmt", "did", "bfont", "bsize", "id"))


def fill(connection: sqlite3.Connection, content: Content) -> None:
    """Write all tables but those of notes, cards and answers."""
    at = content.at // 1000
    connection.execute(
        "INSERT INTO col VALUES (1, ?, ?, ?, 18, 0, 0, 0, '', '', '', '', '')", (content.created, content.at, content.at)
    )
    config = ((key, json.dumps(value).encode()) for key, value in content.config.items() if value is not None)
    connection.executemany("INSERT INTO config VALUES (?, 0, 0, ?)", config)
    for one in content.types:
        _fill_type(connection, model(one), at)
    options = (_DEFAULT, *content.options)
    connection.executemany(
        "INSERT INTO deck_config VALUES (?, ?, ?, -1, ?)",
        ((one.id, one.name, at if one.id != 1 else 0, _options(one)) for one in options),
    )
    decks = content.all_decks
    connection.executemany(
        "INSERT INTO decks VALUES (?, ?, ?, -1, ?, ?)",
        (
            (one.id, one.name.replace("::", "\x1f"), at if one.id != 1 else 0, number(1, 1) + number(2, 1), _deck(one))
            for one in decks
        ),
    )
    tags = {tag.casefold(): tag for tag in sorted(content.tags, reverse=True)}
    connection.executemany("INSERT INTO tags VALUES (?, -1, 0, NULL)", ((tag,) for tag in sorted(tags.values())))


def _fill_type(connection: sqlite3.Connection, one: Mapping[str, Any], at: int) -> None:
    id = one["id"]
    requirements = b"".join(
        message(8, number(1, place) + number(2, _KINDS.get(kind, 0)) + data(3, b"".join(map(varint, fields))))
        for place, kind, fields in one["req"]
    )
    config = (
        number(1, one["type"]) + number(2, one["sortf"]) + data(3, one["css"]) + data(5, one["latexPre"])
        + data(6, one["latexPost"]) + number(7, one["latexsvg"]) + requirements + number(9, one.get("originalStockKind") or 0)
        + number(10, one.get("originalId") or 0) + _other(one, _OF_TYPE)
    )  # fmt: skip
    connection.execute("INSERT INTO notetypes VALUES (?, ?, ?, -1, ?)", (id, one["name"], at, config))
    connection.executemany(
        "INSERT INTO fields VALUES (?, ?, ?, ?)", ((id, field["ord"], field["name"], _field(field)) for field in one["flds"])
    )
    connection.executemany(
        "INSERT INTO templates VALUES (?, ?, ?, ?, -1, ?)",
        ((id, template["ord"], template["name"], at, _template(template)) for template in one["tmpls"]),
    )


def _field(one: Mapping[str, Any]) -> bytes:
    return (
        number(1, bool(one["sticky"])) + number(2, bool(one["rtl"])) + data(3, str(one["font"])) + number(4, one["size"])
        + data(5, one.get("description") or "") + number(6, bool(one.get("plainText"))) + number(7, bool(one.get("collapsed")))
        + number(8, bool(one.get("excludeFromSearch"))) + _optional(9, one.get("id")) + _optional(10, one.get("tag"))
        + number(11, bool(one.get("preventDeletion"))) + _other(one, _OF_FIELD)
    )  # fmt: skip


def _template(one: Mapping[str, Any]) -> bytes:
    return (
        data(1, one["qfmt"]) + data(2, one["afmt"]) + data(3, one["bqfmt"]) + data(4, one["bafmt"]) + number(5, one["did"] or 0)
        + data(6, one["bfont"]) + number(7, one["bsize"]) + _optional(8, one.get("id")) + _other(one, _OF_TEMPLATE)
    )  # fmt: skip


def _optional(field: int, value: object) -> bytes:
    return number(field, value) if isinstance(value, int) else b""


def _other(one: Mapping[str, Any], known: frozenset[str]) -> bytes:
    """Return what Anki does not know and keeps, as JSON."""
    other = {key: value for key, value in one.items() if key not in known}
    return data(255, json.dumps(other, ensure_ascii=False)) if other else b""


def _deck(deck: DeckRow) -> bytes:
    return message(1, number(1, deck.options) + data(4, deck.description))


def _options(one: Options) -> bytes:
    parameters = reals(_PARAMETERS[len(one.parameters)], one.parameters) if len(one.parameters) in _PARAMETERS else b""
    retention = one.desired_retention if one.desired_retention is not None else 0.9
    return (
        reals(1, one.steps) + reals(2, one.relearning_steps) + parameters + reals(4, [1.0] * 7) + number(9, one.new_a_day)
        + number(10, one.reviews_a_day) + real(11, 2.5) + real(12, 1.3) + real(13, 1.2) + real(15, 1.0)
        + number(16, one.longest_interval) + number(17, 1) + number(18, 1) + number(19, 4)
        + number(21, 1) + number(22, 8) + number(24, 60) + real(37, retention)
        + real(40, 0.9) + number(44, 1)
    )  # fmt: skip
