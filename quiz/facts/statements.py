"""Telling the statements of one subject and relation apart: by claimant, by time, by report; or finding that they conflict."""

from collections.abc import Iterable

from attrs import frozen

from quiz.facts.dates import Date
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


def statements(facts: Iterable[Fact], relation: Relation, as_of: Date | None = None) -> list[Statement]:
    """Sort out the facts of one subject and one relation. `as_of` is when facts that do not say so were reported: the deck's own.

    Facts of different claimants, or that held in different closed spans of time, are different statements. Within one such
    statement a `many` relation has a set. A single-valued one takes the most settled status for the plain question, and of that
    the latest report; weaker statuses and earlier reports are told apart by naming them. What is still at odds is a conflict.

    Another fact, or a date of report for one of them, adds statements but never changes what tells the others apart. The facts of
    a relation that is `apart` are statements each by itself.
    """
    if relation.apart:
        return [Statement(fact, distinction(fact)) for fact in facts]
    groups: dict[Distinction, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(distinction(fact), []).append(fact)
    if relation.many:
        return [Statement(fact, words) for words, group in groups.items() for fact in group]
    return [found for words, group in groups.items() for found in _by_status(group, words, as_of)]


def _by_status(group: list[Fact], words: Distinction, as_of: Date | None) -> list[Statement]:
    if len(group) == 1 or len({fact.value.key for fact in group}) == 1:
        return [Statement(fact, words) for fact in group]
    strongest = min((fact.status for fact in group), key=_STRONGEST_FIRST)
    classes: dict[Status, list[Fact]] = {}
    for fact in group:
        classes.setdefault(fact.status, []).append(fact)
    found = []
    for status, several in classes.items():
        plain = words if status == strongest else (*words, "status", status.value)
        found += _by_report(several, plain, (*words, "as of", status.value), as_of)
    return found


def _by_report(group: list[Fact], plain: Distinction, earlier: Distinction, as_of: Date | None) -> list[Statement]:
    """Tell the facts of one status apart by when they were reported. Where nothing says when, a fact is no earlier report.

    The latest one is told apart by `plain`, the others by `earlier` and their dates, whatever other statuses there are.
    """
    if len({fact.value.key for fact in group}) == 1:
        return [Statement(fact, plain) for fact in group]
    if not any(fact.as_of for fact in group):
        as_of = None
    latest = max((date.latest for fact in group if (date := fact.as_of or as_of)), default=None)
    reports: dict[str, list[Fact]] = {}
    for fact in group:
        date = fact.as_of or as_of
        superseded = date is not None and date.latest != latest
        reports.setdefault(_edtf(date) if superseded else "", []).append(fact)
    found = []
    for reported, several in reports.items():
        own = (*earlier, reported) if reported else plain
        conflicting = len({fact.value.key for fact in several}) > 1
        found += [Statement(fact, own, dated=bool(reported), conflicting=conflicting) for fact in several]
    return found


def _edtf(date: Date | None) -> str:
    return date.edtf if date else ""


def distinction(fact: Fact) -> Distinction:
    """Return what always tells this statement from others: who claims it, and the closed span of time in which it held.

    It depends on the fact alone, so that adding or removing other facts changes nothing. A fact that still holds (no `until`)
    has the plain question, and so has its successor when the world changes.
    """
    if fact.until is None and fact.according_to is None and fact.status not in CLAIMS:
        return ()
    claim = fact.status.value if fact.status in CLAIMS else ""
    return (fact.according_to or "", claim, _edtf(fact.since) if fact.until else "", _edtf(fact.until))
