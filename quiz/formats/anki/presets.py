"""Anki's deck options: how decks are studied, from JSON (schema 11 and 14) or from tables (15 and later).

(Numbers of fields: `proto/anki/deck_config.proto` of Anki 26.9.)
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import field, frozen

from quiz.formats.anki.database import Database
from quiz.formats.anki.notetypes import of_json
from quiz.formats.anki.wire import Message, WireError

_LENGTHS: Final = (21, 19, 17)
"""How many parameters FSRS-6, 5 and 4.5 have; the newest that are there count."""


@frozen(eq=False)
class Preset:
    """Options that decks share."""

    id: int
    name: str
    steps: int = 2
    """How many learning steps a new card has."""
    relearning_steps: int = 1
    parameters: tuple[float, ...] = ()
    """Those of FSRS; none where they were never worked out."""
    desired_retention: float | None = None
    data: Mapping[str, Any] = field(factory=dict, repr=False)
    """What of it differs from Anki's own defaults and means something elsewhere, as the JSON of schema 11 has it."""


def presets(database: Database) -> dict[int, Preset]:
    """Return the options of a collection by their ids; what cannot be read is left out."""
    return {one.id: one for one in _presets(database)}


def _presets(database: Database) -> Iterator[Preset]:
    if "deck_config" in database:
        for id, name, config in database.rows("SELECT id, name, config FROM deck_config"):
            if not isinstance(id, int) or not isinstance(config, bytes):
                continue
            named = name.decode("utf-8", "replace") if isinstance(name, bytes) else ""
            if isinstance(data := of_json(config), dict):
                yield of_config(id, data)
                continue
            try:
                yield _from_message(id, named, Message(config))
            except WireError:
                continue
        return
    row = database.row("SELECT dconf FROM col") if "dconf" in database.columns("col") else None
    found = of_json(row[0]) if row else None
    for key, data in found.items() if isinstance(found, dict) else ():
        if isinstance(data, dict) and str(key).isdecimal() and len(str(key)) < 20:
            yield of_config(int(key), data)


def of_config(id: int, data: Mapping[str, Any]) -> Preset:
    """Return options from the JSON of schema 11 or 14."""
    new, lapse = (part if isinstance(part := data.get(key), dict) else {} for key in ("new", "lapse"))
    steps, again = (part if isinstance(part, list) else [] for part in (new.get("delays"), lapse.get("delays")))
    known = [data.get(key) for key in ("fsrsParams6", "fsrsParams5", "fsrsParams4", "fsrsWeights")]
    return Preset(
        id,
        str(data.get("name", "")),
        len(steps),
        len(again),
        _parameters(tuple(one) for one in known if isinstance(one, list) and all(isinstance(part, int | float) for part in one)),
        _share(data.get("desiredRetention")),
        _kept(str(data.get("name", "")), new, data.get("rev"), data),
    )


def _kept(name: str, new: Mapping[str, Any], review: object, data: Mapping[str, Any]) -> dict[str, Any]:
    reviews = review if isinstance(review, dict) else {}
    found = {"name": name, "new": new.get("perDay"), "rev": reviews.get("perDay"), "maxIvl": reviews.get("maxIvl")}
    found["desiredRetention"] = data.get("desiredRetention")
    return {key: part for key, part in found.items() if isinstance(part, int | float | str) and part}


def _from_message(id: int, name: str, config: Message) -> Preset:
    retention = config.real(37)
    kept = {"name": name, "new": config.number(9), "rev": config.number(10), "maxIvl": config.number(16)}
    kept["desiredRetention"] = round(retention, 4)
    return Preset(
        id,
        name,
        len(config.reals(1)),
        len(config.reals(2)),
        _parameters(config.reals(number) for number in (6, 5, 3)),
        _share(retention),
        {key: part for key, part in kept.items() if part},
    )


def _parameters(known: Iterator[tuple[float, ...]]) -> tuple[float, ...]:
    """Return the parameters of the newest FSRS of which there are any."""
    return next((tuple(float(one) for one in found) for found in known if len(found) in _LENGTHS), ())


def _share(found: object) -> float | None:
    return round(float(found), 4) if isinstance(found, int | float) and 0 < found < 1 else None
