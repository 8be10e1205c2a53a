"""What rides in the hidden field of a note: the facts that its cards ask, as far as its other fields do not tell them."""

import re
from collections.abc import Sequence
from json.encoder import encode_basestring
from typing import Any, Final
from unicodedata import is_normalized

from quiz.facts.beside import NO_QUALITIES, Beside, are_only_cited, qualities
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact, Source
from quiz.facts.values import RichText, Text
from quiz.formats.anki.hidden import harmless, summed
from quiz.formats.anki.plain import MARKDOWN, NOT_PLAIN

_OTHERWISE: Final = re.compile(f"{NOT_PLAIN.pattern}|>")
"""What is something else in a field than it is as text."""
_SIGNS: Final = ("<", ">", "&", "[", "\\", "  ")
_MOST_REMEMBERED: Final = 10_000
_ID: Final = re.compile(r"[a-zA-Z0-9_./-]+")


class Hiding:
    """Writes the hidden fields of the notes of a deck."""

    def __init__(self, deck: Deck) -> None:
        """Write those of the facts of a deck."""
        self._deck = deck
        self._beside = Beside(deck)
        self._tags: dict[frozenset[str], str] = {}
        self._sources: dict[tuple[int, ...], str] = {}

    def beside(self, fact: Fact, told: tuple[Any, ...]) -> str:
        """Return what a fact has beside what it states, as the members of an object; `told` are its qualities."""
        if told == NO_QUALITIES:
            return self.tags(fact.tags) if fact.tags else ""
        if are_only_cited(told):
            id = fact.id
            named = "" if not id else f'"id":"{id}"' if _ID.fullmatch(id) else _harmless(f',"id":{encode_basestring(id)}')
            parts = (self.tags(fact.tags) if fact.tags else "", named, self._cited(fact.sources) if fact.sources else "")
            return ",".join(filter(None, parts))
        return _harmless(self._beside.of(fact, told))

    def tags(self, tags: frozenset[str]) -> str:
        """Return tags as the members of an object."""
        found = self._tags.get(tags)
        if found is None:
            found = _harmless(self._beside.tags(tags))
            if len(self._tags) < _MOST_REMEMBERED:
                self._tags[tags] = found
        return found

    def _cited(self, sources: Sequence[Source]) -> str:
        name = tuple(map(id, sources))
        found = self._sources.get(name)
        if found is None:
            found = _harmless(self._beside.cited(sources))
            if len(self._sources) < _MOST_REMEMBERED:
                self._sources[name] = found
        return found

    def of_fact(self, fact: Fact, place: int, shown: str, beside: str | None = None) -> str:
        """Return the hidden field of the note of a fact; `shown` are its others, `beside` is what `beside` returns."""
        if not self.is_told(fact):
            return self.of_facts([fact], [place], shown)
        told = self.beside(fact, qualities(fact)) if beside is None else beside
        shown_sum = f',"sum":"{summed((shown,))}"' if fact.note or fact.feedback else ""
        return f'{{"at":[{place}],"facts":[{{{told}}}]{shown_sum}}}'

    def of_facts(self, facts: Sequence[Fact], places: Sequence[int], shown: str, more: str = "") -> str:
        """Return the hidden field of a note of some facts, of which no other field tells; `shown` are its others."""
        texts = ",".join([harmless(self._beside.whole(fact)) for fact in facts])
        return f'{{"at":[{",".join(map(str, places))}],"facts":[{texts}],"sum":"{summed((shown,))}"{more}}}'

    def is_told(self, fact: Fact) -> bool:
        """Say whether the fields of a fact tell its subject and its value."""
        value, type_of = fact.value, self._deck.relations[fact.relation].value
        if type(value) is Text and type_of == "text":
            return is_plain_field(f"{fact.subject} {value.text}")
        if type(value) is RichText and type_of == "rich":
            return is_plain_field(f"{fact.subject} {value.source}") and not MARKDOWN.search(value.source)
        return False


def _harmless(members: str) -> str:
    return harmless(f"{{{members[1:]}}}")[1:-1] if members else ""


def is_plain_field(text: str) -> bool:
    """Say whether a text is in a field what it is as text, so that reading the field gives it back."""
    if text.isascii() and text.isprintable():
        return not any(map(text.__contains__, _SIGNS))
    return not _OTHERWISE.search(text) and (text.isascii() or is_normalized("NFC", text))
