"""The names of a merge: what one side only calls otherwise is called so in every version, and edits of it follow."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from attrs import evolve

from quiz.facts.deck import Deck
from quiz.facts.renaming import renames

Decide: TypeAlias = Callable[[tuple[str, str], str, tuple[str, str, str]], str]
"""What a name becomes, of which there are base, ours and theirs: the key and the place of the thing are named first."""
_Decks: TypeAlias = tuple[Deck, Deck, Deck]
_Names: TypeAlias = Mapping[str, str]


def with_merged_names(decks: _Decks, decide: Decide) -> _Decks:
    """Return base, ours and theirs with one name for each subject, relation and term that a side has renamed."""
    base, ours, theirs = decks
    mine, new = renames(base, ours), renames(base, theirs)
    relations = _decided("relation", mine.relations, new.relations, decide)
    subjects = _decided("subject", _moved(base, mine.subjects), _moved(base, new.subjects), decide)
    own, their = _terms(base, ours), _terms(base, theirs)
    terms = _decided("term", own, their, lambda key, place, three: subjects[0].get(key[1]) or decide(key, place, three))
    found = [
        _called(deck, subjects[place], relations[place], {**subjects[place], **terms[place]}) for place, deck in enumerate(decks)
    ]
    return found[0], found[1], found[2]


def _decided(sort: str, mine: _Names, new: _Names, decide: Decide) -> tuple[_Names, _Names, _Names]:
    """Return what the names of each version become. A name that both sides gave differently is decided upon."""
    names = dict.fromkeys((*mine, *new))
    final = {name: decide((sort, name), f"{sort} {name}", (name, mine.get(name, name), new.get(name, name))) for name in names}
    return final, {mine.get(name, name): final[name] for name in names}, {new.get(name, name): final[name] for name in names}


def _moved(base: Deck, found: _Names) -> _Names:
    """Return the renamings to names that are new. A subject that joined another stays itself for as long as there are both."""
    known = {fact.subject for fact in base.facts}
    return {name: other for name, other in found.items() if other not in known}


def _terms(base: Deck, deck: Deck) -> _Names:
    """Return the terms of `base` that `deck` has under another name, by which it still knows the old one."""
    found: dict[str, str] = {}
    for name in base.terms:
        now = None if name in deck.terms else deck.names.term(name)
        if now is not None and now.name not in base.terms:
            found[name] = now.name
    return found


def _called(deck: Deck, subjects: _Names, relations: _Names, terms: _Names) -> Deck:
    """Return a deck with other names for some things. A term stays as it is where the deck has one of the other name."""
    if not any(name != other for names in (subjects, relations, terms) for name, other in names.items()):
        return deck
    facts = [
        evolve(fact, subject=subjects.get(fact.subject, fact.subject), relation=relations.get(fact.relation, fact.relation))
        if fact.subject in subjects or fact.relation in relations
        else fact
        for fact in deck.facts
    ]
    own_relations = [evolve(found, name=relations.get(name, name)) for name, found in deck.relations.items()]
    own_terms = [
        evolve(term, name=terms[name]) if name in terms and terms[name] not in deck.terms else term
        for name, term in deck.terms.items()
    ]
    return evolve(deck, facts=facts, relations=own_relations, terms=own_terms)
