"""The lines of a plan as a list: conflicts first, then the cards by what happens to them."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from attrs import frozen
from textual.content import Content

from quiz.collection.decisions import meaning
from quiz.collection.plan import Change, Plan, PlanLine
from quiz.facts.merging import Conflict
from quiz.tui.lines import fitted
from quiz.tui.rows import Rows

_ORDER = (
    Change.CHANGED, Change.RETIRED, Change.ADDED, Change.RETURNED, Change.RENAMED, Change.CORRECTED, Change.REWORDED,
)  # fmt: skip
"""What asks most of the learner comes first."""
_HEADS = {
    Change.CHANGED: ("Changed", "the answer is another one now"),
    Change.RETIRED: ("Retired", "no longer in the deck; memory is kept for a return"),
    Change.ADDED: ("Added", "new cards"),
    Change.RETURNED: ("Returned", "they were in the deck before"),
    Change.RENAMED: ("Renamed", "called otherwise"),
    Change.CORRECTED: ("Corrected", "the answer was mended"),
    Change.REWORDED: ("Reworded", "asked in other words"),
}
_CONFLICTS = ("Conflicts", "you and the new version changed the same thing")
_POINTER = "▌ "
EFFECT = 20
"""Cells of the column that says what happens to the memory."""
_DECIDED = "✎ "


@frozen
class _Group:
    head: tuple[str, str]
    lines: Sequence[PlanLine | Conflict]


class PlanList(Rows):
    """Shows a plan as it was made; what the learner decided otherwise stands beside each line."""

    def __init__(self) -> None:
        """Start empty; `take` says what is shown."""
        super().__init__()
        self._groups: list[_Group] = []
        self._starts: list[int] = []
        self._count = 0
        self.decisions: Mapping[str, Change] = {}
        self.same: Mapping[str, str] = {}
        self.theirs: frozenset[Conflict] = frozenset()

    def take(self, plan: Plan, conflicts: Sequence[Conflict]) -> None:
        """List a plan's lines as it was made, after some conflicts."""
        # Those of a deck that is new are made as they are looked at, however many they are.
        groups = [
            _Group(_HEADS[change], plan.lines if plan.is_first else plan.of(change)) for change in _ORDER if plan.count(change)
        ]
        self._groups = [*([_Group(_CONFLICTS, conflicts)] if conflicts else []), *groups]
        self._starts, self._count = [], 0
        for group in self._groups:
            self._starts.append(self._count)
            self._count += 1 + len(group.lines)
        self.changed()

    @property
    def count(self) -> int:
        """How many rows there are, headings among them."""
        return self._count

    def choosable(self, place: int) -> bool:
        """Say whether a row is no heading."""
        return place not in self._starts

    @property
    def chosen(self) -> PlanLine | Conflict | None:
        """What the cursor stands on."""
        return self._at(self.cursor) if self._count else None

    def alike(self) -> Sequence[PlanLine | Conflict]:
        """Return the lines of the group that the cursor stands in."""
        return self._groups[bisect_right(self._starts, self.cursor) - 1].lines if self._count else ()

    def show(self, decisions: Mapping[str, Change], same: Mapping[str, str], theirs: frozenset[Conflict]) -> None:
        """Show what was decided."""
        self.decisions, self.same, self.theirs = decisions, same, theirs
        self.refresh()

    def line(self, place: int, width: int, *, chosen: bool) -> Content:
        """Return a heading, or a line with what it means."""
        found = self._at(place)
        if found is None:
            return self._head(place, width)
        effect, is_own = self.effect(found)
        room = max(8, width - len(_POINTER) - EFFECT - 1)
        text = found.text if isinstance(found, PlanLine) else found.place
        return Content.assemble(
            (_POINTER if chosen else "  ", "$primary"),
            (fitted(text, room), "bold" if chosen else ""),
            " ",
            (fitted((_DECIDED if is_own else "") + effect, EFFECT), "bold $primary" if is_own else "$quiet"),
        )

    def effect(self, found: PlanLine | Conflict) -> tuple[str, bool]:
        """Return what happens to a line, and whether the learner decided it so."""
        if isinstance(found, Conflict):
            return ("the new version", True) if found in self.theirs else ("yours is kept", False)
        if found.card.id in self.same:
            return "the same as before", True
        if found.change is Change.RETIRED and found.card.id in self.same.values():
            return "goes on elsewhere", True
        decision = self.decisions.get(found.card.id)
        return meaning(found, decision or found.change), decision is not None

    def _at(self, place: int) -> PlanLine | Conflict | None:
        number = bisect_right(self._starts, place) - 1
        inside = place - self._starts[number] - 1
        return None if inside < 0 else self._groups[number].lines[inside]

    def _head(self, place: int, width: int) -> Content:
        group = self._groups[self._starts.index(place)]
        name, means = group.head
        head = Content.assemble((f"{name} {len(group.lines):,}", "bold"), (f"  {means}", "$quiet"))
        return head.truncate(width, ellipsis=True)
