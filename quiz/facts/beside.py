"""What a fact has beside its statement, as JSON: its qualifiers, sources, tags and texts, in the order of `fact_data`."""

from collections.abc import Sequence
from json import JSONEncoder
from json.encoder import encode_basestring
from operator import attrgetter
from typing import Any, Final

from attrs import fields

from quiz.facts.deck import Deck
from quiz.facts.fact import Fact, Source, Status
from quiz.facts.values import RichText, Text
from quiz.facts.writing import citations, fact_data, keys_of

_MOST_REMEMBERED: Final = 10_000
"""Sets of tags, and lists of sources, of which the JSON is remembered."""
_NAMES: Final = tuple(part.name for part in fields(Fact)[3:])
_dumps: Final = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
qualities: Final = attrgetter(*(name for name in _NAMES if name != "tags"))
"""Returns all that a fact has beside its statement and its tags."""
NO_QUALITIES: Final = tuple(getattr(Fact, name) for name in _NAMES if name != "tags")


def are_only_cited(told: tuple[object, ...]) -> bool:
    """Say whether there are no qualities but sources, and an id."""
    return told[:5] == NO_QUALITIES[:5] and told[7:] == NO_QUALITIES[7:]


class Beside:
    """Writes what the facts of a deck have beside their statements."""

    def __init__(self, deck: Deck) -> None:
        """Write that of the facts of a deck, whose sources have keys there."""
        self._keys = keys_of(deck)
        self._relations = {name: f',"relation":{encode_basestring(name)},"value":' for name in deck.by_relation}
        self._tags: dict[frozenset[str], str] = {frozenset(): ""}
        self._sources: dict[tuple[int, ...], str] = {(): ""}

    def whole(self, fact: Fact) -> str:
        """Return a fact as JSON."""
        value = fact.value
        words = value.text if type(value) is Text else value.source if type(value) is RichText else None
        if words is None:
            return _dumps(fact_data(fact, self._keys))
        found = f'{{"subject":{encode_basestring(fact.subject)}{self._relations[fact.relation]}{encode_basestring(words)}'
        return f"{found}{self.of(fact)}}}"

    def of(self, fact: Fact, told: tuple[Any, ...] | None = None) -> str:
        """Return members of an object, each with a comma before it; nothing where a fact has nothing beside what it states.

        `told` are its `qualities`, where they are known.
        """
        told = told or qualities(fact)
        tags = fact.tags
        if told == NO_QUALITIES:
            return self.tags(tags) if tags else ""
        since, until, as_of, status, who, sources, id, wrong, accept, note, feedback, front, kept = told
        found = ""
        if since or until or as_of:
            dates = (("since", since), ("until", until), ("as_of", as_of))
            found = "".join(f',"{name}":{encode_basestring(date.edtf)}' for name, date in dates if date)
        if status is not Status.STATED:
            found += f',"status":{encode_basestring(str(status))}'
        if who:
            found += f',"according_to":{encode_basestring(who)}'
        if tags:
            found += self.tags(tags)
        if id:
            found += f',"id":{encode_basestring(id)}'
        if wrong or accept or note or feedback or front or kept:
            found += f',"wrong":{_dumps(wrong)}' if wrong else ""
            found += f',"accept":{_dumps(accept)}' if accept else ""
            found += f',"note":{encode_basestring(note)}' if note else ""
            found += f',"feedback":{_dumps(feedback)}' if feedback else ""
            found += f',"front":{encode_basestring(front)}' if front else ""
            found += f',"kept":{encode_basestring(kept)}' if kept else ""
        return found + self.cited(sources) if sources else found

    def tags(self, tags: frozenset[str]) -> str:
        """Return tags as such a member."""
        found = self._tags.get(tags)
        if found is None:
            found = f',"tags":{_dumps(sorted(tags))}'
            if len(self._tags) < _MOST_REMEMBERED:
                self._tags[tags] = found
        return found

    def cited(self, sources: Sequence[Source]) -> str:
        """Return sources as such a member."""
        # By what they are, and not by what they say: most facts of a deck share their sources, which live as long as it does.
        name = tuple(map(id, sources))
        found = self._sources.get(name)
        if found is None:
            found = f',"source":{_dumps(citations(sources, self._keys))}'
            if len(self._sources) < _MOST_REMEMBERED:
                self._sources[name] = found
        return found
