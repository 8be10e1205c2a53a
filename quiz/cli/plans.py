"""Showing what a deck's new version changes, before and after it is done."""

from typing import TYPE_CHECKING, Any

from quiz.cli import output

if TYPE_CHECKING:
    from quiz.collection.plan import Plan, PlanLine

_SHOWN = 20
"""Cards that are shown of each change, unless all are asked for."""


def counts_of(plan: "Plan") -> dict[str, int]:
    """Return how many cards each change happens to, all changes named."""
    from quiz.collection.plan import Change

    return {str(change): plan.count(change) for change in Change}


def show(plan: "Plan", *, everything: bool) -> None:
    """Print a plan: its sum, then the cards by what happens to them, twenty of each change unless `everything` is wanted."""
    from quiz.collection.plan import Change

    output.line(str(plan))
    for change in Change:
        lines = plan.of(change)
        if not lines:
            continue
        output.line(f"  {change}", "bold")
        for line in lines if everything else lines[:_SHOWN]:
            output.line(f"    {str(line).removeprefix(f'{change}: ')}")
        if len(lines) > _SHOWN and not everything:
            output.line(f"    and {len(lines) - _SHOWN} more; --all shows them")


def as_data(plan: "Plan", *, applied: bool) -> dict[str, Any]:
    """Return a plan as `quiz update --json` prints it."""
    return {
        "deck": plan.deck.id,
        "title": plan.deck.title,
        "path": plan.path,
        "applied": applied,
        **counts_of(plan),
        "cards": [_line_data(line) for line in plan.lines],
    }


def _line_data(line: "PlanLine") -> dict[str, Any]:
    was = line.was
    return {
        "card": line.card.id,
        "change": str(line.change),
        "prompt": line.card.prompt,
        "answer": line.card.answer,
        "old_prompt": was.prompt if was else None,
        "old_answer": was.answer if was else None,
    }
