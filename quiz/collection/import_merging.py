"""Joining what a file says with what a deck says already: what the file states takes the place of what it is another word for."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from itertools import count
from typing import TypeAlias

from attrs import evolve

from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.facts.settle import Names, infer, typed
from quiz.facts.statements import distinction
from quiz.facts.values import Listed, SetOf, Text, written
from quiz.formats.anki.mapping import joined_kept
from quiz.formats.anki.origins import superseded
from quiz.formats.format import Skipped

_Key: TypeAlias = tuple[Hashable, ...]


def joined(present: Deck, incoming: Deck, without: Collection[str] = ()) -> tuple[Deck, list[Skipped]]:
    """Return a deck with everything that another one says, and what of that its relations cannot hold.

    A fact takes the place of the one with its `id`; else of all that say the same relation of the same subject, for the same time
    and by the same claimant. The deck keeps its title, its wording and whatever else the incoming one says nothing of; but where
    facts are apart, as those of other programs are, the file's wording counts, and a fact is known by its id alone, whatever its
    relation is called. Facts with the ids of `without` are left out, and those of which the cards are now those of other facts
    of their notes.
    """
    gone = superseded(present, incoming)
    incoming, names = _reconciled(present, incoming, gone)
    kept = joined_kept(present.kept, incoming.kept, names)
    if gone or kept != present.kept:
        present = _with(present, [fact for fact in present.facts if fact.id not in gone] if gone else present.facts, kept)
    relations = _declared(present)
    relations |= {name: one for name, one in _declared(incoming).items() if one.apart or name not in relations}
    terms = {**incoming.terms, **present.terms}
    fitting, skipped = _fitting(incoming, relations, terms, present.id)
    apart = {name for name, one in relations.items() if one.apart}
    facts = [fact for fact in _in_place(present.facts, fitting, apart) if fact.id not in without]
    if (settled := _of_settled(present, incoming, relations, facts)) is not None:
        return settled, skipped
    loose = [fact if fact.relation in relations else _as_written(fact) for fact in facts]
    return evolve(present, facts=loose, relations=relations, terms=terms), skipped


def _with(deck: Deck, facts: Sequence[Fact], kept: str) -> Deck:
    """Return a deck with some of its facts, and with what it keeps."""
    if all(one.declared for one in deck.relations.values()):
        return evolve(deck, facts=(), kept=kept).of_settled(facts)
    return evolve(deck, facts=facts, kept=kept, relations=[one for one in deck.relations.values() if one.declared])


def _reconciled(present: Deck, incoming: Deck, gone: Collection[str]) -> tuple[Deck, dict[str, str]]:
    """Return the incoming deck with relations of other names, where the deck needs its own of that name for facts that it keeps.

    The names come with it. Facts with the ids of `gone` are not kept.

    Those are relations of facts that are apart, which other kinds of card or of values are wanted of: as where a file holds only
    such notes as have fewer cards.
    """
    ids = {fact.id for fact in incoming.facts}
    names: dict[str, str] = {}
    for name, relation in incoming.relations.items():
        own = present.relations.get(name)
        if own is None or not relation.apart or _is_reworded(own, relation):
            continue
        if any(fact.relation == name and fact.id not in ids and fact.id not in gone for fact in present.facts):
            alike = (
                one for one, other in present.relations.items() if evolve(other, name=name, label=relation.label) == relation
            )
            fresh = (f"{name} {number}" for number in count(2))
            taken = present.relations.keys() | incoming.relations.keys() | set(names.values())
            names[name] = next(alike, None) or next(free for free in fresh if free not in taken)
    if not names:
        return incoming, names
    relations = [
        evolve(one, name=names[name], label=one.words) if name in names else one for name, one in incoming.relations.items()
    ]
    facts = [evolve(fact, relation=names[fact.relation]) if fact.relation in names else fact for fact in incoming.facts]
    return evolve(incoming, relations=relations, facts=facts), names


def _is_reworded(own: Relation, other: Relation) -> bool:
    """Say whether two relations of one name make the same cards of the same values, in whatever words."""
    return (own.asked, own.value, own.of, own.many, own.apart) == (other.asked, other.value, other.of, other.many, other.apart)


def _fitting(
    incoming: Deck, relations: Mapping[str, Relation], terms: Mapping[str, object], deck: str
) -> tuple[list[Fact], list[Skipped]]:
    """Return the facts that relations can hold, and the others as what is skipped."""
    unlike = {name for name in incoming.by_relation if name in relations and relations[name] != incoming.relations[name]}
    if not unlike:
        return list(incoming.facts), []
    names = Names.of(terms)  # type: ignore[arg-type]
    kept: list[Fact] = []
    skipped: list[Skipped] = []
    for fact in incoming.facts:
        try:
            if fact.relation in unlike:
                typed(fact.value, relations[fact.relation], names)
        except (TypeError, ValueError) as error:
            skipped.append(Skipped(f"{fact.subject} – {fact.relation}", f"The deck {deck} cannot hold it: {error}"))
        else:
            kept.append(fact)
    return kept, skipped


def _of_settled(present: Deck, incoming: Deck, relations: Mapping[str, Relation], facts: list[Fact]) -> Deck | None:
    """Return the deck of facts that have settled in the very words that it has now; nothing where some have not."""
    sources = {**incoming.sources, **present.sources}
    if present.terms != incoming.terms or any(sources[key] != one for key, one in incoming.sources.items()):
        return None
    for deck in (present, incoming):
        for name in deck.by_relation:
            own = relations.get(name)
            if own is None or (own.value, own.of, own.unit) != (
                deck.relations[name].value, deck.relations[name].of, deck.relations[name].unit,
            ):  # fmt: skip
                return None
    return evolve(present, facts=(), relations=relations, sources=sources).of_settled(facts)


def _in_place(present: Iterable[Fact], incoming: Iterable[Fact], apart: Collection[str]) -> list[Fact]:
    """Return facts with the incoming ones where those stood that they take the place of, and the others at the end."""
    by_id: dict[_Key, _Key] = {}
    places: dict[_Key, list[Fact]] = {}
    for fact in present:
        key = _stated(fact)
        if fact.id:
            own = _by_id(fact, apart)
            key = by_id.setdefault(own, own)
            by_id.setdefault(_stated(fact), key)
        places.setdefault(key, []).append(fact)
    came: dict[_Key, list[Fact]] = {}
    for fact in incoming:
        own = _by_id(fact, apart)
        stated = _stated(fact)
        if (fact.id and own in by_id) or (fact.id and fact.relation in apart):
            came.setdefault(own, []).append(fact)
        elif not fact.id and (known := by_id.get(stated)) is not None and stated not in places:
            # The file has no ids any more; the deck keeps its own.
            came.setdefault(known, []).append(evolve(fact, id=str(known[1])) if known not in came else fact)
        else:
            came.setdefault(stated if stated in places or not fact.id else own, []).append(fact)
    found: list[Fact] = []
    for key, facts in places.items():
        found += came.pop(key, facts)
    for facts in came.values():
        found += facts
    return found


def _by_id(fact: Fact, apart: Collection[str]) -> _Key:
    return ("id", fact.id) if fact.relation in apart else ("id", fact.id, fact.relation)


def _stated(fact: Fact) -> _Key:
    return ("fact", fact.subject, fact.relation, *distinction(fact))


def _declared(deck: Deck) -> dict[str, Relation]:
    """Return the relations of which a deck says more than its facts do; a version that was kept names the inferred ones too."""
    apart = {name for name, one in deck.relations.items() if one.apart}
    loose = [_as_written(fact) for fact in deck.facts if fact.relation not in apart]
    plain = {one.name: one for one in infer(loose, {}, deck.names, deck.as_of)}
    return {name: one for name, one in deck.relations.items() if one.declared and one != plain.get(name)}


def _as_written(fact: Fact) -> Fact:
    if type(fact.value) is Text:  # as most are: there is nothing to make anew
        return fact
    return fact if isinstance(fact.value, Listed | SetOf) else fact.with_value(Text(written(fact.value)))
