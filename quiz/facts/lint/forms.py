"""Kinds of card that a relation asks for but cannot have."""

from collections.abc import Iterator

from quiz.errors import Problem
from quiz.facts.lint.inspection import Inspection
from quiz.facts.relation import Relation

_COMPARABLE = frozenset({"quantity", "date"})
_FEWEST_IN_ORDER = 3
"""Facts with different values that make an order worth asking."""


def unfit_kinds(seen: Inspection) -> Iterator[Problem]:
    """A relation asks for an order of what has none, or for a contrast where nothing changed and nothing stands beside it."""
    for relation in seen.deck.relations.values():
        if seen.is_doubtful(relation.name, "value", "kinds") or relation.kinds is None:
            continue
        for message, hint in _unfit(seen, relation):
            yield seen.declared(("relations", relation.name, "kinds"), "unfit-kind", message, hint)


def _unfit(seen: Inspection, relation: Relation) -> Iterator[tuple[str, str]]:
    facts = seen.facts_of(relation.name)
    if "order" in relation.asked:
        if relation.value not in _COMPARABLE:
            message = f"“{relation.name}” asks for an order, but a {relation.value} comes neither before nor after another"
            yield message, 'Take "order" out of kinds, or set value = "quantity" or "date".'
        elif facts and len({fact.value.key for fact in facts}) < _FEWEST_IN_ORDER:
            message = f"“{relation.name}” asks for an order of fewer than {_FEWEST_IN_ORDER} different values"
            yield message, 'State more facts, or take "order" out of kinds.'
    if "contrast" in relation.asked and facts and not relation.contrast:
        past = any(fact.until is not None for fact in facts)
        if not past and len({fact.subject for fact in facts}) < 2:
            message = f"“{relation.name}” asks for a contrast, but has one subject and nothing that has ended"
            yield message, 'State what held before, with until, or take "contrast" out of kinds.'


CHECKS = (unfit_kinds,)
