"""A collection of schema 11: everything but notes, cards and answers is JSON in one row."""

import json
import sqlite3
from collections.abc import Mapping
from typing import Any, Final

from quiz.formats.anki.writing.content import Content, DeckRow, Options
from quiz.formats.anki.writing.sound_types import fields_of, is_requirement, sound, templates_of

_DEFAULT: Final = Options(1, "Default")


def fill(connection: sqlite3.Connection, content: Content) -> None:
    """Write the row of a collection."""
    at = content.at // 1000
    models = {str(one["id"]): {**model(one), "mod": at} for one in content.types}
    decks = {str(one.id): _deck(one, at) for one in content.all_decks}
    options = {str(one.id): _options(one, at) for one in (_DEFAULT, *content.options)}
    texts = (json.dumps(one, ensure_ascii=False) for one in (content.config, models, decks, options))
    connection.execute(
        "INSERT INTO col VALUES (1, ?, ?, ?, 11, 0, 0, 0, ?, ?, ?, ?, '{}')", (content.created, content.at, content.at, *texts)
    )


def model(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return a note type with all that schema 11 wants of it."""
    fields, templates = fields_of(data), templates_of(data)
    defaults = {"type": 0, "sortf": 0, "css": "", "latexPre": LATEX_PRE, "latexPost": LATEX_POST, "latexsvg": False}
    fixed = {"usn": -1, "mod": 0, "did": None, "tags": [], "vers": [], "flds": fields, "tmpls": templates}
    found = {**sound(data, defaults), "id": data["id"], **fixed}
    needed = found.get("req")
    if not isinstance(needed, list) or not all(map(is_requirement, needed)):
        found["req"] = [[place, "any", [0]] for place in range(len(templates))]
    return found


LATEX_PRE: Final = (
    "\\documentclass[12pt]{article}\n\\special{papersize=3in,5in}\n\\usepackage[utf8]{inputenc}\n"
    "\\usepackage{amssymb,amsmath}\n\\pagestyle{empty}\n\\setlength{\\parindent}{0in}\n\\begin{document}\n"
)
LATEX_POST: Final = "\\end{document}"


def _deck(deck: DeckRow, at: int) -> dict[str, Any]:
    today = {name: [0, 0] for name in ("newToday", "revToday", "lrnToday", "timeToday")}
    return {
        **today,
        "id": deck.id,
        "mod": at if deck.id != 1 else 0,
        "name": deck.name,
        "usn": -1 if deck.id != 1 else 0,
        "collapsed": False,
        "browserCollapsed": False,
        "desc": deck.description,
        "dyn": 0,
        "conf": deck.options,
        "extendNew": 0,
        "extendRev": 0,
    }


def _options(options: Options, at: int) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": options.id,
        "mod": at if options.id != 1 else 0,
        "name": options.name,
        "usn": -1 if options.id != 1 else 0,
        "maxTaken": 60,
        "autoplay": True,
        "timer": 0,
        "replayq": True,
        "new": {
            "bury": False,
            "delays": list(options.steps),
            "initialFactor": 2500,
            "ints": [1, 4, 0],
            "order": 1,
            "perDay": options.new_a_day,
        },
        "rev": {
            "bury": False,
            "ease4": 1.3,
            "ivlFct": 1.0,
            "maxIvl": options.longest_interval,
            "perDay": options.reviews_a_day,
            "hardFactor": 1.2,
        },
        "lapse": {"delays": list(options.relearning_steps), "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0.0},
        "dyn": False,
    }
    if options.parameters:
        found[f"fsrsParams{_VERSIONS.get(len(options.parameters), 6)}"] = list(options.parameters)
    return found if options.desired_retention is None else found | {"desiredRetention": options.desired_retention}


_VERSIONS: Final = {17: 4, 19: 5, 21: 6}
