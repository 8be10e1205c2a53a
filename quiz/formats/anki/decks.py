r"""Anki's decks: which there are, what quiz calls them, and how each is studied.

(Numbers of fields: `proto/anki/decks.proto` of Anki 26.9. Levels are divided by `\x1f` in tables, by `::` in JSON.)
"""

import re
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any, Final

from attrs import field, frozen

from quiz.facts.deck import LONGEST_ID, names_a_deck
from quiz.formats.anki.database import Database
from quiz.formats.anki.notetypes import of_json
from quiz.formats.anki.wire import Message, WireError
from quiz.text.safe import safe_line

DEFAULT: Final = 1
"""The deck of cards whose own deck is missing."""
_UNFIT = re.compile(r"\s*[/\\]\s*")


@frozen(eq=False)
class AnkiDeck:
    """A deck of a collection."""

    id: int
    name: str
    """With `::` between levels."""
    is_filtered: bool = False
    preset: int = 0
    """The id of the settings by which it is studied."""
    description: str = ""
    desired_retention: float | None = None
    """Its own, where it differs from that of its settings."""
    data: dict[str, Any] = field(factory=dict, repr=False)


def decks(database: Database) -> dict[int, AnkiDeck]:
    """Return the decks of a collection by their ids. What cannot be read of one is left out, and its cards keep its name."""
    if "decks" in database:
        return {one.id: one for one in _from_table(database)}
    row = database.row("SELECT decks FROM col") if "decks" in database.columns("col") else None
    found = of_json(row[0]) if row else None
    made = {}
    for key, data in found.items() if isinstance(found, dict) else ():
        if isinstance(data, dict) and str(key).removeprefix("-").isdecimal() and len(str(key)) < 20:
            one = _from_json(int(key), data)
            made[one.id] = one
    return made


def _from_json(id: int, data: dict[str, Any]) -> AnkiDeck:
    preset, retention = data.get("conf"), data.get("desiredRetention")
    return AnkiDeck(
        id,
        _levels(str(data.get("name", "")).split("::")),
        is_filtered=bool(data.get("dyn")),
        preset=preset if isinstance(preset, int) else 0,
        description=str(data.get("desc") or ""),
        # Schema 11 has it in hundredths.
        desired_retention=retention / 100 if isinstance(retention, int) and 0 < retention < 100 else None,
        data={"desc": data["desc"]} if data.get("desc") else {},
    )


def _from_table(database: Database) -> Iterator[AnkiDeck]:
    for id, name, kind in database.rows("SELECT id, name, kind FROM decks"):
        if not isinstance(id, int) or not isinstance(name, bytes):
            continue
        named = _levels(name.decode("utf-8", "replace").split("\x1f"))
        try:
            whole = Message(kind if isinstance(kind, bytes) else b"")
            normal = Message(whole.data(1))
        except WireError:
            yield AnkiDeck(id, named)
            continue
        description, retention = normal.text(4), normal.real(10)
        yield AnkiDeck(
            id,
            named,
            is_filtered=whole.has(2),
            preset=normal.number(1),
            description=description,
            desired_retention=retention if 0 < retention < 1 else None,
            data={"desc": description, **({"md": True} if normal.number(5) else {})} if description else {},
        )


def _levels(levels: list[str]) -> str:
    return "::".join(safe_line(level) or "blank" for level in levels)


class DeckNames:
    """Gives each of Anki's decks an id that quiz can have, always the same one for the same name."""

    def __init__(self) -> None:
        """Begin without any."""
        self._names: dict[str, str] = {}

    def id_of(self, name: str) -> str:
        """Return the id of a deck: its name, but for what no id can hold. Two decks never share one."""
        found = "::".join(_UNFIT.sub("-", safe_line(level)).strip(". ") or "blank" for level in name.split("::"))
        if not names_a_deck(found) or self._names.setdefault(found.casefold(), name) != name:
            mark = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
            found = f"{found[: LONGEST_ID - 12].rstrip('.: -')}-{mark}"
            self._names[found.casefold()] = name
        return found
