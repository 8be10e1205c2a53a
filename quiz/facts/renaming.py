"""Finding what is only called otherwise in a new version of a deck: its relations and subjects."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import TypeAlias

from attrs import field, frozen

from quiz.facts.corrections import Versions
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.text.closeness import close
from quiz.text.normal import folded

Trait: TypeAlias = tuple[Hashable, ...]

_MOST_HOLDERS = 50
"""What more things than this have in common tells nothing of them, and comparing them all would take for ever."""


@frozen
class Renames:
    """What is called otherwise: old names to new ones."""

    relations: Mapping[str, str] = field(factory=dict)
    subjects: Mapping[str, str] = field(factory=dict)


def renames(old: Deck, new: Deck) -> Renames:
    """Return the relations and subjects of `old` that `new` has under another name only.

    A subject that went is one that came, where one of these holds: they are names of one term in either version; it is a former
    name (`was`) of the other, which may then have been there before; one of its facts kept its `id`; they are within two slips
    of each other, the old name is not used otherwise, and a fact agrees; or their facts agree in at least two thirds, of which
    nothing else has as many in common (two facts or more, or the only one). A relation is the same where its name is within two
    slips, or its facts agree so.
    Where several could be meant, none is.
    """
    if old.facts == new.facts and old.terms == new.terms:
        return Renames()
    relations = _matched(
        _traits(old, lambda fact: (fact.relation, (fact.subject, folded(str(fact.value))))),
        _traits(new, lambda fact: (fact.relation, (fact.subject, folded(str(fact.value))))),
        close,
    )
    return Renames(relations, _subjects(old, new, relations))


def _subjects(old: Deck, new: Deck, relations: Mapping[str, str]) -> dict[str, str]:
    versions = Versions(old, new)
    was = _traits(old, lambda fact: (fact.subject, (relations.get(fact.relation, fact.relation), folded(str(fact.value)))))
    now = _traits(new, lambda fact: (fact.subject, (fact.relation, folded(str(fact.value)))))
    gone, come = was.keys() - now.keys(), now.keys() - was.keys()
    joined = _joined(new, gone, now.keys())
    gone -= joined.keys()
    if not gone or not come:
        return joined
    by_id = {(fact.id, fact.relation): fact.subject for fact in new.facts if fact.id and fact.subject in come}
    found: dict[str, str] = {}
    for fact in old.facts:
        if fact.subject in gone and fact.id and (named := by_id.get((fact.id, relations.get(fact.relation, fact.relation)))):
            found.setdefault(fact.subject, named)
    for name in gone - found.keys():
        if (called := _own_name(versions, name, come)) is not None:
            found[name] = called
    found = {name: called for name, called in found.items() if Counter(found.values())[called] == 1}
    taken = set(found.values())
    return (
        joined
        | found
        | _matched(
            {name: traits for name, traits in was.items() if name not in found and name not in joined},
            {name: traits for name, traits in now.items() if name not in taken},
            lambda one, other: close(one, other) and one not in versions.named,
        )
    )


def _joined(new: Deck, gone: AbstractSet[str], now: AbstractSet[str]) -> dict[str, str]:
    """Return the names that went and are former names of a subject, whether it came or was there beside them."""
    found: dict[str, str] = {}
    for term in new.terms.values():
        if term.name in now:
            found.update((name, term.name) for name in term.was if name in gone and new.names.term(name) is term)
    return found


def _own_name(versions: Versions, name: str, come: Iterable[str]) -> str | None:
    """Return the new name of the term that `name` is called in either version, where it is one that came."""
    candidates = come if isinstance(come, set) else set(come)
    for term in (versions.new.names.term(name), versions.old.names.term(name)):
        meant = [other for other in (term.names if term else ()) if other in candidates and versions.same_thing(name, other)]
        if len(meant) == 1:
            return meant[0]
    return None


def _traits(deck: Deck, of: Callable[[Fact], tuple[str, Trait]]) -> dict[str, set[Trait]]:
    found: dict[str, set[Trait]] = {}
    for fact in deck.facts:
        name, trait = of(fact)
        found.setdefault(name, set()).add(trait)
    return found


def _matched(was: Mapping[str, set[Trait]], now: Mapping[str, set[Trait]], near: Callable[[str, str], bool]) -> dict[str, str]:
    """Return which of the names that went is which of those that came, by what is said of them."""
    gone = {name: traits for name, traits in was.items() if name not in now}
    come = {name: traits for name, traits in now.items() if name not in was}
    if not gone or not come:
        return {}
    telling = set().union(*gone.values()) & set().union(*come.values())
    holders_old, holders_new = _holders(was, telling), _holders(now, telling)
    scores: dict[tuple[str, str], tuple[bool, int]] = {}
    for name, traits in gone.items():
        candidates: set[str] = set()
        for trait in traits & telling:
            holders = [other for other in holders_new[trait] if other in come]
            candidates.update(holders if len(holders) <= _MOST_HOLDERS else ())
        for other in candidates:
            common = traits & come[other]
            count, most = len(common), max(len(traits), len(come[other]))
            alone = _alone(common, holders_old) and _alone(common, holders_new)
            if near(name, other):
                scores[name, other] = (True, count)
            elif alone and (3 * count >= 2 * most if count > 1 else most == 1):
                scores[name, other] = (False, count)
    return _best(scores)


def _holders(traits: Mapping[str, set[Trait]], telling: set[Trait]) -> dict[Trait, set[str]]:
    found: dict[Trait, set[str]] = {trait: set() for trait in telling}
    for name, several in traits.items():
        for trait in several & telling:
            found[trait].add(name)
    return found


def _alone(common: set[Trait], holders: Mapping[Trait, set[str]]) -> bool:
    """Say whether only one name has all of these traits."""
    return len(set.intersection(*(holders[trait] for trait in common))) == 1


def _best(scores: Mapping[tuple[str, str], tuple[bool, int]]) -> dict[str, str]:
    """Return the pairs that are better than every other pair with one of their names."""
    by_old: dict[str, list[tuple[tuple[bool, int], str]]] = {}
    by_new: dict[str, list[tuple[tuple[bool, int], str]]] = {}
    for (name, other), score in scores.items():
        by_old.setdefault(name, []).append((score, other))
        by_new.setdefault(other, []).append((score, name))
    found = {}
    for name, several in by_old.items():
        best = _only_best(several)
        if best is not None and _only_best(by_new[best]) == name:
            found[name] = best
    return found


def _only_best(several: list[tuple[tuple[bool, int], str]]) -> str | None:
    best = max(score for score, _ in several)
    names = [name for score, name in several if score == best]
    return names[0] if len(names) == 1 else None
