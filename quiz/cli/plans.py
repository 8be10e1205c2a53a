"""Showing what a deck's new version changes, before and after it is done."""

import shutil
import textwrap
from typing import TYPE_CHECKING, Any

from quiz.cli import output

if TYPE_CHECKING:
    from quiz.collection.load import Load
    from quiz.collection.plan import Plan, PlanLine
    from quiz.facts.merging import Conflict

_SHOWN = 20
"""Cards that are shown of each change, unless all are asked for."""
_ID = 6
"""Characters of a card's id that are shown, at least."""
_STYLES = {"changed": "yellow", "added": "green", "retired": "red"}


def counts_of(plan: "Plan") -> dict[str, int]:
    """Return how many cards each change happens to, all changes named."""
    from quiz.collection.plan import Change

    return {str(change): plan.count(change) for change in Change}


def show(plan: "Plan", load: "Load", *, everything: bool) -> None:
    """Print a plan: its sum, conflicts, names that changed, and the cards by what happens to them; then what it adds a day.

    Of each change twenty cards are shown unless `everything` is wanted. Each stands with as much of its id as names it.
    """
    from quiz.collection.plan import EFFECTS, Change

    output.line(str(plan), "bold")
    for conflict in plan.conflicts:
        _wrapped(f"    conflict  {conflict}", "yellow")
    for text in _renamed(plan):
        _wrapped(f"    {text}")
    length = _shortest(plan)
    for change in Change:
        lines = plan.of(change)
        if not lines:
            continue
        output.line(f"  {change}: {EFFECTS[change]}", _STYLES.get(change, "bold"))
        for line in lines if everything else lines[:_SHOWN]:
            note = "  (left out)" if line.skipped else ""
            _wrapped(f"    {line.card.id[:length]}  {line.text}{note}")
        if len(lines) > _SHOWN and not everything:
            output.line(f"    and {len(lines) - _SHOWN} more; --all shows them")
    if plan.lines:
        output.line(f"  {load}")


def as_data(plan: "Plan", load: "Load", *, applied: bool) -> dict[str, Any]:
    """Return a plan as `quiz update --json` prints it."""
    return {
        "deck": plan.deck.id,
        "title": plan.deck.title,
        "path": plan.path,
        "applied": applied,
        **counts_of(plan),
        "load": {"a_day": round(load.a_day, 2), "by_day": list(load.by_day)},
        "conflicts": [_conflict_data(conflict) for conflict in plan.conflicts],
        "cards": [_line_data(line) for line in plan.lines],
    }


def _line_data(line: "PlanLine") -> dict[str, Any]:
    was = line.was
    return {
        "card": line.card.id,
        "change": str(line.change),
        "effect": line.effect,
        "skipped": line.skipped,
        "prompt": line.card.prompt,
        "answer": line.card.answer,
        "old_card": was.id if was else None,
        "old_prompt": was.prompt if was else None,
        "old_answer": was.answer if was else None,
    }


def _conflict_data(conflict: "Conflict") -> dict[str, Any]:
    return {"place": conflict.place, "base": conflict.base, "yours": conflict.ours, "theirs": conflict.theirs}


def _renamed(plan: "Plan") -> list[str]:
    """Return which subjects and relations are only called otherwise."""
    from quiz.facts.changes import Change, Thing

    things = {Thing.SUBJECT, Thing.RELATION}
    return [str(change) for change in plan.changes if change.change is Change.RENAMED and change.thing in things][:_SHOWN]


def _shortest(plan: "Plan") -> int:
    """Return how many characters of an id tell all cards of a plan apart."""
    ids = {line.card.id for line in plan.lines}
    length = _ID
    while len({card[:length] for card in ids}) < len(ids):
        length += 1
    return length


def _wrapped(text: str, style: str = "") -> None:
    """Print a line; in a terminal, broken between words with its further lines under its first word."""
    if not output.is_terminal():
        output.line(text, style)
        return
    width = shutil.get_terminal_size().columns
    start = len(text) - len(text.lstrip())
    indent = " " * (start + len(text.lstrip().split("  ", 1)[0]) + 2 if "  " in text.strip() else start + 2)
    for number, part in enumerate(textwrap.wrap(text, width, subsequent_indent=indent, drop_whitespace=True) or [text]):
        output.line(part if number else text[:start] + part.lstrip(), style)
