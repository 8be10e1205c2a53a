"""Decks: facts with the vocabulary, terms and sources that they use, under one stable id."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from attrs import evolve, field, frozen

from quiz.facts.dates import Date
from quiz.facts.fact import Fact, Source, date_or_none, encodable
from quiz.facts.media import Picture, Sound
from quiz.facts.relation import Relation
from quiz.facts.settle import Names, settle
from quiz.facts.term import Term
from quiz.facts.values import text_of
from quiz.text.safe import safe, safe_line

LONGEST_ID = 200
"""Characters."""

_Item = TypeVar("_Item")


def names_a_deck(found: str) -> bool:
    """Say whether a text can be a deck's id: one line without slashes, and something in each level between `::`."""
    fit = not any(sign in found for sign in "/\\\n") and len(found) <= LONGEST_ID
    return fit and all(text_of(level).strip(". ") for level in found.split("::"))


def _is_id(_deck: object, _field: object, found: str) -> None:
    if not names_a_deck(found):
        message = f"“{found}” cannot be a deck's id; use letters, digits, - and _, with :: between levels"
        raise ValueError(message)


def _relations(found: Mapping[str, Relation] | Iterable[Relation]) -> Mapping[str, Relation]:
    return MappingProxyType({relation.name: relation for relation in _listed(found)})


def _terms(found: Mapping[str, Term] | Iterable[Term]) -> Mapping[str, Term]:
    return MappingProxyType({term.name: term for term in _listed(found)})


def _sources(found: Mapping[str, Source] | Iterable[Source]) -> Mapping[str, Source]:
    return MappingProxyType(keyed(found))


def keyed(found: Mapping[str, Source] | Iterable[Source]) -> dict[str, Source]:
    """Return sources under the keys of a mapping; without one, under their own names, and those that share a name numbered.

    Each carries its key and no place in it. What is given twice is there once.
    """
    pairs = found.items() if isinstance(found, Mapping) else ((source.name, source) for source in found)
    sources: dict[str, Source] = {}
    for given, source in pairs:
        free = _free_names(safe_line(given) or source.name)
        name = next(name for name in free if name not in sources or sources[name] == anywhere(source))
        sources[name] = evolve(source, locator=None, key=name)
    return sources


def _listed(found: Mapping[str, _Item] | Iterable[_Item]) -> Iterable[_Item]:
    return found.values() if isinstance(found, Mapping) else found


def _facts(found: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(found)


def _prose(found: str) -> str:
    return safe(found) if safe_line(found) else ""


def _lang(found: str) -> str:
    return safe_line(found) or "en"


@frozen(slots=False, hash=False)
class Deck:
    """Facts under one id.

    Making a deck settles its facts: values take their relation's type, names become their terms' own names, and relations that
    were not declared are inferred. Raises `ValueError` for a value that its relation's type does not allow.
    """

    id: str = field(converter=safe_line, validator=_is_id)
    title: str = field(default="", converter=safe_line)
    facts: tuple[Fact, ...] = field(default=(), converter=_facts)
    relations: Mapping[str, Relation] = field(factory=dict, converter=_relations)
    terms: Mapping[str, Term] = field(factory=dict, converter=_terms)
    sources: Mapping[str, Source] = field(factory=dict, converter=_sources)
    lang: str = field(default="en", converter=_lang)
    as_of: Date | None = field(default=None, converter=date_or_none)
    description: str = field(default="", converter=_prose)
    subject_label: str = field(default="", converter=safe_line)
    """What subjects are called when no relation says so: the header of a bare table's first column."""
    kept: str = field(default="", converter=encodable)
    """What another program keeps with it and quiz does not use, as JSON. It is never shown."""
    folder: Path | None = field(default=None, eq=False, repr=False)
    """Where its pictures and sounds are; nothing for a deck that was not loaded from a file."""

    def __attrs_post_init__(self) -> None:
        # Before anyone can see it, the deck settles: the one place where a frozen record is completed.
        settled = settle(self.facts, self.relations, self.terms, self.as_of)
        object.__setattr__(self, "facts", settled.facts)
        object.__setattr__(self, "relations", MappingProxyType(dict(settled.relations)))
        object.__setattr__(self, "title", self.title or self.id)
        object.__setattr__(self, "sources", _all_sources(self.sources, self.facts))

    def of_settled(self, facts: Iterable[Fact]) -> "Deck":
        """Return this deck with other facts, which have settled in it before and state nothing that it does not declare.

        Nothing is converted or checked: for facts that were kept.
        """
        found = object.__new__(Deck)
        whole = {name: part for name, part in self.__dict__.items() if name != "by_relation"}
        found.__dict__.update(whole, facts=tuple(facts), names=self.names)
        return found

    @cached_property
    def names(self) -> Names:
        """Finds terms by any of their names."""
        return Names.of(self.terms)

    @cached_property
    def by_relation(self) -> Mapping[str, tuple[Fact, ...]]:
        """The facts of each relation, in the deck's order."""
        names = {fact.relation for fact in self.facts}
        if len(names) == 1:
            return dict.fromkeys(names, self.facts)
        found: defaultdict[str, list[Fact]] = defaultdict(list)
        for fact in self.facts:
            found[fact.relation].append(fact)
        return {name: tuple(facts) for name, facts in found.items()}

    def media(self, value: Picture | Sound) -> Path | None:
        """Return the file of a picture or sound, if it is still there, in the deck's folder, and of a type that can be used."""
        from quiz.facts.deck_folder import medium

        if self.folder is None:
            return None
        found = medium(self.folder, value.path, "picture" if isinstance(value, Picture) else "sound")
        return found if isinstance(found, Path) else None

    def names_of(self, name: str, type_name: str | None = None) -> tuple[str, ...]:
        """Return every name of the thing called `name`, the given one first."""
        term = self.names.term(name, type_name or None)
        return (name,) if term is None else tuple(dict.fromkeys((name, *term.names)))


def _all_sources(declared: Mapping[str, Source], facts: Iterable[Fact]) -> Mapping[str, Source]:
    """Return the declared sources and those that facts bring along, each without the place in it and under a name of its own."""
    found = dict(declared)
    names = {source: name for name, source in found.items()}
    known: set[int] = set()
    for fact in facts:
        if id(fact.sources) in known:
            continue
        known.add(id(fact.sources))
        for source in map(anywhere, fact.sources):
            if source not in names:
                names[source] = next(name for name in _free_names(source.name) if name not in found)
                found[names[source]] = evolve(source, key=names[source])
    return MappingProxyType(found)


def anywhere(source: Source) -> Source:
    """Return a source without the place in it."""
    return evolve(source, locator=None) if source.locator else source


def _free_names(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name} {number}" for number in count(2))
