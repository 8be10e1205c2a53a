"""Joining what a file says with what a deck says already: what the file states takes the place of what it is another word for."""

from collections.abc import Hashable, Iterable
from typing import TypeAlias

from attrs import evolve

from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.facts.settle import Names, infer, typed
from quiz.facts.statements import distinction
from quiz.facts.values import Listed, SetOf, Text, written
from quiz.formats.format import Skipped

_Key: TypeAlias = tuple[Hashable, ...]


def joined(present: Deck, incoming: Deck) -> tuple[Deck, list[Skipped]]:
    """Return a deck with everything that another one says, and what of that its relations cannot hold.

    A fact takes the place of the one with its `id`; else of all that say the same relation of the same subject, for the same time
    and by the same claimant. The deck keeps its title, its wording and whatever else the incoming one says nothing of.
    """
    relations = _declared(present)
    relations |= {name: one for name, one in _declared(incoming).items() if name not in relations}
    terms = {**incoming.terms, **present.terms}
    names = Names.of(terms)
    kept: list[Fact] = []
    skipped: list[Skipped] = []
    for fact in incoming.facts:
        try:
            if fact.relation in relations:
                typed(fact.value, relations[fact.relation], names)
        except (TypeError, ValueError) as error:
            skipped.append(Skipped(f"{fact.subject} – {fact.relation}", f"The deck {present.id} cannot hold it: {error}"))
        else:
            kept.append(fact)
    facts = _in_place(present.facts, kept)
    loose = [fact if fact.relation in relations else _as_written(fact) for fact in facts]
    return evolve(present, facts=loose, relations=relations, terms=terms), skipped


def _in_place(present: Iterable[Fact], incoming: Iterable[Fact]) -> list[Fact]:
    """Return facts with the incoming ones where those stood that they take the place of, and the others at the end."""
    by_id: dict[_Key, _Key] = {}
    places: dict[_Key, list[Fact]] = {}
    for fact in present:
        key = _stated(fact)
        if fact.id:
            key = by_id.setdefault(("id", fact.id, fact.relation), ("id", fact.id, fact.relation))
            by_id.setdefault(_stated(fact), key)
        places.setdefault(key, []).append(fact)
    came: dict[_Key, list[Fact]] = {}
    for fact in incoming:
        own: _Key = ("id", fact.id, fact.relation)
        if fact.id and own in by_id:
            came.setdefault(own, []).append(fact)
        elif not fact.id and (known := by_id.get(_stated(fact))) is not None and _stated(fact) not in places:
            # The file has no ids any more; the deck keeps its own.
            came.setdefault(known, []).append(evolve(fact, id=str(known[1])) if known not in came else fact)
        else:
            came.setdefault(_stated(fact) if _stated(fact) in places or not fact.id else own, []).append(fact)
    found: list[Fact] = []
    for key, facts in places.items():
        found += came.pop(key, facts)
    for facts in came.values():
        found += facts
    return found


def _stated(fact: Fact) -> _Key:
    return ("fact", fact.subject, fact.relation, *distinction(fact))


def _declared(deck: Deck) -> dict[str, Relation]:
    """Return the relations of which a deck says more than its facts do; a version that was kept names the inferred ones too."""
    plain = {one.name: one for one in infer([_as_written(fact) for fact in deck.facts], {}, deck.names, deck.as_of)}
    return {name: one for name, one in deck.relations.items() if one.declared and one != plain.get(name)}


def _as_written(fact: Fact) -> Fact:
    if type(fact.value) is Text:  # as most are: there is nothing to make anew
        return fact
    return fact if isinstance(fact.value, Listed | SetOf) else fact.with_value(Text(written(fact.value)))
