"""What the plan of a change says: its sum, the answers a day that it adds, and each line in full."""

from typing import TYPE_CHECKING

from textual.content import Content

from quiz.collection.plan import Change, Plan, PlanLine
from quiz.facts.merging import Conflict
from quiz.tui.lines import fitted, joined, plain

if TYPE_CHECKING:
    from quiz.collection.load import Load

NO_CARD = plain("No card changes. What else is new in the deck is taken in.", "$quiet")
_HEIGHTS = "▁▂▃▄▅▆▇█"
_WORDS = 30
"""Cells that the words beside and below the bars take."""
_FULL_TEXT = 3
"""Lines that the chosen card has below the list."""


def counted(plan: Plan, conflicts: int) -> Content:
    """Return how many cards each change happens to."""
    counts = [f"{number:,} {change}" for change in Change if (number := plan.count(change))]
    counts += [f"{plan.skipped:,} left out"] if plan.skipped else []
    counts += [f"{conflicts:,} conflict{'s' * (conflicts > 1)}"] if conflicts else []
    return plain(" · ".join(counts) or "No card changes")


def daily(load: "Load", width: int) -> Content:
    """Return the answers a day that a plan adds, as bars and in words."""
    top = max((abs(number) for number in load.by_day), default=0)
    if not top:
        return plain("It adds no reviews.", "$quiet")
    wide = 2 if width >= len(load.by_day) * 2 + 50 else 1
    bars = [(_bar(number, top) * wide, "$primary" if number > 0 else "$success" if number else "$line") for number in load.by_day]
    if width < len(load.by_day) + _WORDS:
        return joined([Content.assemble(*bars), plain(f"{load.a_day:+z.1f} reviews a day", "$quiet")])
    row = Content.assemble(("today ", "$quiet"), *bars, (f" in {len(load.by_day)} days", "$quiet"))
    return joined([row, plain(str(load), "$quiet")])


def _bar(number: int, top: int) -> str:
    """Return a day's bar: upward what is added, hanging from above what is taken away."""
    if not number:
        return "·"
    if number < 0:
        return "▔"
    return _HEIGHTS[max(0, -(-number * len(_HEIGHTS) // top) - 1)]


def _sides(conflict: Conflict) -> list[tuple[str, str]]:
    return [("before", conflict.base), ("yours", conflict.ours), ("new version", conflict.theirs)]


def _side(name: str, side: str, width: int) -> Content:
    label = f"{name.ljust(12)} "
    return Content.assemble((label, "$quiet"), fitted(side or "nothing", width - len(label)).rstrip())


def detail(chosen: "PlanLine | Conflict", effect: str, is_own: bool, width: int) -> Content:  # noqa: FBT001 - as the list gives it
    """Return all of a line: a card with what happens to it, or the sides of a conflict."""
    if isinstance(chosen, Conflict):
        return joined(_side(name, side, width) for name, side in _sides(chosen))
    happens = f"{_named(effect)}, as you decided" if is_own else _named(effect)
    return joined([plain(fitted(chosen.text, width * _FULL_TEXT - 8).rstrip()), plain(happens, "$quiet")])


def deciding(line: PlanLine, decision: Change) -> str:
    """Return what deciding so is called."""
    match decision:
        case Change.RETIRED:
            return "Leave out"
        case Change.CHANGED:
            return "Teach again"
        case Change.RETURNED:
            return "Take up again"
        case Change.ADDED:
            return "Learn" if line.change is Change.ADDED else "Another card"
    return "Keep memory"


def _named(words: str) -> str:
    return words[:1].upper() + words[1:]
