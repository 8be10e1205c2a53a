"""What a learner can decide about the cards of a plan, and a plan with many such decisions at once."""

from collections.abc import Mapping

from attrs import evolve

from quiz.collection.plan import EFFECTS, Change, Plan, PlanLine
from quiz.errors import UsageError


def options(line: PlanLine) -> tuple[Change, ...]:
    """Return the decisions that a line allows, what the plan itself proposes first.

    They are those of `Plan.override`, apart from `RENAMED`, which needs another card too.
    """
    match line.change:
        case Change.RETIRED:
            return (Change.RETIRED,)
        case Change.ADDED:
            return (Change.ADDED, Change.RETIRED)
        case Change.RETURNED:
            return (Change.RETURNED, Change.CHANGED, Change.RETIRED)
        case Change.CHANGED:
            other = Change.CORRECTED
        case _:
            other = Change.CHANGED
    return (line.change, other, *((Change.ADDED,) if line.is_moved else ()), Change.RETIRED)


def meaning(line: PlanLine, decision: Change) -> str:
    """Return what a decision about a line does to its card's memory, in a few words."""
    if decision is Change.RETIRED and line.change is not Change.RETIRED:
        return "left out"
    if decision is Change.ADDED and line.change is not Change.ADDED:
        return "another card"
    return {Change.RETIRED: "asked no longer", Change.RETURNED: "taken up again"}.get(decision, EFFECTS[decision])


def decided(plan: Plan, decisions: Mapping[str, Change], same: Mapping[str, str] | None = None) -> Plan:
    """Return a plan with decisions about cards, by their ids in the new version; in one go, however many they are.

    `same` names cards that came and are those that were retired: new id and old id. Raises `UsageError` as `Plan.override` does.
    """
    for new, old in (same or {}).items():
        plan = plan.override(new, Change.RENAMED, old)
    for card, change in decisions.items():
        if change is Change.ADDED and plan.line(card).change is not Change.ADDED:
            plan = plan.override(card, change)
    rest = {card: change for card, change in decisions.items() if change is not Change.ADDED}
    if not rest:
        return plan
    if unknown := rest.keys() - {line.card.id for line in plan.lines}:
        plan.line(min(unknown))
    return evolve(plan, lines=tuple(_decided(line, rest[line.card.id]) if line.card.id in rest else line for line in plan.lines))


def _decided(line: PlanLine, change: Change) -> PlanLine:
    if change not in options(line):
        raise UsageError(f"The card {line.card.id} is {line.change}; it cannot be decided that it is {change}.")
    if change is Change.RETIRED and line.change is not Change.RETIRED:
        return evolve(line, skipped=True)
    return evolve(line, change=change)
