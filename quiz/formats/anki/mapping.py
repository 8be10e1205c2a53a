"""Which relation of a deck stands for which card of which note type: what reading works out, and writing goes back by.

A deck that came from Anki keeps it once, in `Deck.kept`; a fact keeps in `Fact.kept` only what nothing else tells.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal, TypeAlias, cast
from zlib import crc32

from attrs import field, frozen

from quiz.facts.clozes import Cloze
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact, encodable
from quiz.facts.values import RichText

KEY: Final = "anki"
"""Under which everything of Anki stands in what is kept."""
Form: TypeAlias = Literal["asked", "cloze", "drawn"]
"""`asked`: a field answers another one. `cloze`: a field is a sentence with blanks. `drawn`: the template laid the card out."""
_FORMS: Final = ("asked", "cloze", "drawn")


@frozen
class Link:
    """What a relation stands for."""

    note_type: int
    form: Form
    templates: Mapping[str, int]
    """The number of the template, counted from 0, by the kind of card. A note type of blanks has one template; what a card hides,
    `note_of` tells where it was laid out (one less than the number of its blanks), and the card itself where it is a sentence."""
    subject: int | None = None
    """The place of the field that is the fact's subject, counted from 0; for a sentence with blanks, that of the sentence."""
    value: int | None = None
    """The place of the field that is the fact's value."""

    @property
    def fields(self) -> tuple[int, ...]:
        """The places of the fields that its facts state."""
        return tuple(dict.fromkeys(place for place in (self.subject, self.value) if place is not None))

    def as_data(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        data = {"type": self.note_type, "form": self.form, "templates": dict(self.templates)}
        return data | {key: place for key in ("subject", "value") if (place := getattr(self, key)) is not None}


def _link(data: object) -> Link | None:
    if not isinstance(data, dict) or data.get("form") not in _FORMS or not isinstance(data.get("type"), int):
        return None
    templates = data.get("templates")
    numbers = (
        {str(kind): found for kind, found in templates.items() if isinstance(found, int)} if isinstance(templates, dict) else {}
    )
    subject, value = (place if isinstance(place := data.get(key), int) else None for key in ("subject", "value"))
    return Link(data["type"], cast("Form", data["form"]), numbers, subject, value)


@frozen
class KeptDeck:
    """What a deck keeps of Anki's."""

    name: str = ""
    """What Anki calls it, with `::` between levels."""
    types: Mapping[int, Mapping[str, Any]] = field(factory=dict)
    """The note types of its notes by their ids, as the JSON of schema 11 has them."""
    links: Mapping[str, Link] = field(factory=dict)
    """What each of its relations stands for, by the relation's name."""
    preset: Mapping[str, Any] = field(factory=dict)
    """The settings by which it is studied, as the JSON of schema 11 has them."""
    description: str = ""

    def as_text(self) -> str:
        """Return it for `Deck.kept`."""
        data: dict[str, Any] = {"name": self.name, "types": {str(id): one for id, one in self.types.items()}}
        data["relations"] = {name: link.as_data() for name, link in self.links.items()}
        data |= {key: found for key in ("preset", "description") if (found := getattr(self, key))}
        return json.dumps({KEY: data}, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def kept_deck(deck: Deck) -> KeptDeck:
    """Return what a deck keeps of Anki's; nothing of a deck that never was there."""
    data = _kept(deck.kept)
    types, relations = data.get("types"), data.get("relations")
    return KeptDeck(
        encodable(str(data.get("name", ""))),
        {int(id): one for id, one in types.items() if id.isdecimal() and len(id) < 19 and isinstance(one, dict)}
        if isinstance(types, dict)
        else {},
        {name: link for name, one in relations.items() if (link := _link(one))} if isinstance(relations, dict) else {},
        preset if isinstance(preset := data.get("preset"), dict) else {},
        encodable(str(data.get("description", ""))),
    )


def joined_kept(present: str, incoming: str, names: Mapping[str, str]) -> str:
    """Return what a deck keeps after it was joined with a newer version, whose relations are called by `names` where they differ.

    The note types are those of both, the newer ones where both have one. What is not Anki's stays.
    """
    if present == incoming or not (own := _kept(present)) or not (other := _kept(incoming)):
        return present or incoming
    found = {**own, **other}
    for key in ("types", "relations"):
        parts = [part for one in (own, other) if isinstance(part := one.get(key), dict)]
        found[key] = {names.get(name, name) if key == "relations" and part is other.get(key) else name: one
                      for part in parts for name, one in part.items()}  # fmt: skip
    whole = {**json.loads(present), KEY: found}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


@frozen
class KeptFact:
    """What a fact keeps of a note, where nothing else tells."""

    fields: Mapping[int, str] = field(factory=dict)
    """Fields as they are in Anki, by their places: those that the facts of the note do not state, and those that they state
    otherwise than Anki's HTML does. Only the first fact of a note in a deck has them."""
    guid: str = ""
    """The note's GUID, where the fact's id does not tell."""
    data: str = ""
    """What add-ons keep with the note."""
    sum: str = ""
    """That of the facts of the note as they were read: while they are the same, the fields are what they were."""

    def as_text(self) -> str:
        """Return it for `Fact.kept`; nothing where there is nothing to keep."""
        data: dict[str, Any] = {key: found for key in ("guid", "data", "sum") if (found := getattr(self, key))}
        if self.fields:
            data["fields"] = {str(place): raw for place, raw in self.fields.items()}
        return json.dumps({KEY: data}, ensure_ascii=False, separators=(",", ":")) if data else ""


def kept_fact(fact: Fact) -> KeptFact:
    """Return what a fact keeps of its note."""
    data = _kept(fact.kept)
    fields = data.get("fields")
    return KeptFact(
        {int(place): str(raw) for place, raw in fields.items() if place.isdecimal()} if isinstance(fields, dict) else {},
        str(data.get("guid", "")),
        str(data.get("data", "")),
        str(data.get("sum", "")),
    )


def stated_sum(facts: Iterable[Fact]) -> str:
    """Return what tells whether facts of a note still state what they did; of all else that a fact may have, nothing."""
    parts: list[str] = []
    for fact in facts:
        value = fact.value
        parts += (fact.subject, type(value).__name__, value.source if isinstance(value, RichText) else str(value))
        parts += (value.text if isinstance(value, Cloze) else "", fact.note, fact.front)
    joined = "\x1f".join(parts)
    return f"{crc32(joined.encode('utf-8', 'replace')):x}"


def note_of(fact: Fact) -> tuple[str, int]:
    """Return the GUID of the note that a fact came from, and the number of its template; an empty GUID for none."""
    guid, _, number = (fact.id or "").rpartition("/")
    return kept_fact(fact).guid or guid, int(number) if number.isdecimal() else 0


def _kept(text: str) -> Mapping[str, Any]:
    if KEY not in text:
        return {}
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    found = whole.get(KEY) if isinstance(whole, dict) else None
    return found if isinstance(found, dict) else {}
