"""Telling the statements of one subject and relation apart: by claimant, by time, by report; or finding that they conflict."""

from collections.abc import Iterable

from attrs import frozen

from quiz.facts.fact import Fact, Status
from quiz.facts.relation import Relation

CLAIMS = frozenset({Status.ALLEGED, Status.DISPUTED, Status.DENIED})
"""Statuses that are part of the question: a claim and its denial are two cards. Announced and expected things are not: when they
come true, their cards keep their memory."""

Distinction = tuple[str, ...]
"""What tells one statement of a subject and relation from its others: claimant, claim, the time it held, when it was reported."""

_STRONGEST_FIRST = tuple(Status).index


@frozen
class Statement:
    """One fact with what tells it from the other statements of its subject and relation."""

    fact: Fact
    distinction: Distinction
    dated: bool = False
    """The question must say when this was reported, since a later report says otherwise."""
    conflicting: bool = False
    """Another fact says something else and nothing tells the two apart."""


def statements(facts: Iterable[Fact], relation: Relation) -> list[Statement]:
    """Sort out the facts of one subject and one relation.

    Facts of different claimants, or that held in different closed spans of time, are different statements. Within one such
    statement a `many` relation has a set. A single-valued one takes the latest report for the plain question and dates the
    earlier ones; then the most settled status; and what is still at odds is a conflict.
    """
    groups: dict[Distinction, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(distinction(fact), []).append(fact)
    if relation.many:
        return [Statement(fact, words) for words, group in groups.items() for fact in group]
    return [found for words, group in groups.items() for found in _single(group, words)]


def _single(group: list[Fact], words: Distinction) -> list[Statement]:
    if len({fact.value.key for fact in group}) == 1:
        return [Statement(fact, words) for fact in group]
    latest = max((fact.as_of.latest for fact in group if fact.as_of), default=None)
    newest = [fact for fact in group if latest is None or (fact.as_of and fact.as_of.latest == latest)]
    older = [fact for fact in group if fact not in newest]
    found = _by_status(newest, words)
    for fact in older:
        reported = fact.as_of.edtf if fact.as_of else ""
        rivals = {other.value.key for other in older if other.as_of == fact.as_of and other.status == fact.status}
        own = (*words, "as of", reported, fact.status.value)
        found.append(Statement(fact, own, dated=bool(reported), conflicting=len(rivals) > 1 or not reported))
    return found


def _by_status(group: list[Fact], words: Distinction) -> list[Statement]:
    strongest = min((fact.status for fact in group), key=_STRONGEST_FIRST)
    found = []
    for fact in group:
        rivals = {other.value.key for other in group if other.status == fact.status}
        own = words if fact.status == strongest else (*words, "status", fact.status.value)
        found.append(Statement(fact, own, conflicting=len(rivals) > 1))
    return found


def distinction(fact: Fact) -> Distinction:
    """Return what always tells this statement from others: who claims it, and the closed span of time in which it held.

    It depends on the fact alone, so that adding or removing other facts changes nothing. A fact that still holds (no `until`)
    has the plain question, and so has its successor when the world changes.
    """
    if fact.until is None and fact.according_to is None and fact.status not in CLAIMS:
        return ()
    claim = fact.status.value if fact.status in CLAIMS else ""
    since = fact.since.edtf if fact.since and fact.until else ""
    until = fact.until.edtf if fact.until else ""
    return (fact.according_to or "", claim, since, until)
