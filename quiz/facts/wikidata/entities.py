"""Wikidata's entity documents: read from a file or from data, and what their items and properties are called."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from os import PathLike
from pathlib import Path
from typing import Any, TypeAlias

from attrs import field, frozen

from quiz.errors import DeckError, Problem
from quiz.facts.checks import described
from quiz.facts.term import Term
from quiz.facts.values import text_of
from quiz.text.normal import folded

Entity: TypeAlias = Mapping[str, Any]
ITEM = "item"
"""The type of the terms that items become."""
_HINT = "Give the JSON of Special:EntityData, of wbgetentities, or of a dump: one object, an array, or one object a line."


def entities_in(found: object) -> list[Entity]:
    """Return the entities of a file's path or of its data: a document, a single entity, or several. Raises `DeckError`."""
    name = ""
    if isinstance(found, str | PathLike):
        name = str(found)
        found = _read(Path(found), name)
    entities = [entity for entity in _listed(found) if isinstance(entity.get("id"), str)]
    if not entities:
        raise DeckError([Problem("no-entities", f"{described(found)} holds no Wikidata entities", _HINT, name)])
    return entities


def table(found: object) -> Mapping[str, Any]:
    """Return `found` if it is a table. Wikidata writes an empty one as an empty list."""
    return found if isinstance(found, Mapping) else {}


def _read(path: Path, name: str) -> object:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise DeckError([Problem("missing-file", f"The file cannot be read: {reason}", _HINT, name)]) from error
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return [*_lines(text, name)]


def _lines(text: str, name: str) -> Iterator[object]:
    """Yield the objects of a dump: one a line, with or without the array's brackets and commas."""
    for number, line in enumerate(text.split("\n"), start=1):
        bare = line.strip().rstrip(",")
        if bare in {"", "[", "]"}:
            continue
        try:
            yield json.loads(bare)
        except (ValueError, RecursionError) as error:
            reason = getattr(error, "msg", "it is nested too deeply")
            raise DeckError([Problem("table-row", f"This is not JSON: {reason}", _HINT, name, number)]) from error


def _listed(found: object) -> Iterator[Entity]:
    if isinstance(found, Mapping):
        inside = found.get("entities")
        yield from _listed([*inside.values()] if isinstance(inside, Mapping) else inside) if inside is not None else [found]
    elif isinstance(found, Iterable) and not isinstance(found, str | bytes):
        for one in found:
            if isinstance(one, Mapping):
                yield from _listed(one)


@frozen
class Labels:
    """What entities are called in one language; the id where nothing says it."""

    lang: str
    entities: Mapping[str, Entity]
    given: Mapping[str, str]
    _shared: Counter[str] = field(factory=Counter)

    @classmethod
    def of(cls, entities: Iterable[Entity], lang: str, given: Mapping[str, str]) -> "Labels":
        """Gather the labels of entities, and those that were `given` by id."""
        found = cls(lang, {entity["id"]: entity for entity in entities}, given)
        known = {*found.entities, *given}
        found._shared.update(found.label(one) for one in known if not one.startswith("P"))
        return found

    def label(self, entity: str) -> str:
        """Return an entity's label in the language, in the one that it is part of, or in any (`mul`)."""
        labels = table(self.entities.get(entity, {}).get("labels"))
        for lang in (self.lang, self.lang.partition("-")[0], "mul"):
            text = table(labels.get(lang)).get("value")
            if isinstance(text, str) and text_of(text):
                return text_of(text)
        return text_of(self.given.get(entity, "")) or text_of(entity)

    def name(self, item: str) -> str:
        """Return the name of an item: its label, with its id where several items have that label."""
        label = self.label(item)
        return f"{label} ({item})" if self._shared[label] > 1 else label

    def terms(self, items: Iterable[str]) -> list[Term]:
        """Return the items as terms. An alias that several of them share, or that is another's name, is none of theirs."""
        names = {item: self.name(item) for item in dict.fromkeys(items)}
        aliases = {item: [*self._aliases(item)] for item in names}
        owners = Counter(name for item, own in names.items() for name in {folded(text) for text in (own, *aliases[item])})
        return [
            Term(own, ITEM, [alias for alias in aliases[item] if owners[folded(alias)] == 1 and folded(alias) != folded(own)])
            for item, own in names.items()
        ]

    def _aliases(self, item: str) -> Iterator[str]:
        every = table(self.entities.get(item, {}).get("aliases"))
        for lang in dict.fromkeys((self.lang, self.lang.partition("-")[0])):
            several = every.get(lang)
            for alias in several if isinstance(several, list) else ():
                text = table(alias).get("value")
                if isinstance(text, str) and text_of(text):
                    yield text_of(text)
