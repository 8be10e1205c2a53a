"""The learner's own decisions about the cards of a plan, as `quiz update` takes them."""

from typing import TYPE_CHECKING

from attrs import frozen

from quiz.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from quiz.collection.plan import Change, Plan, PlanLine

_LISTED = 10
"""Cards that are named where several are meant."""


@frozen
class Decisions:
    """What the options of `quiz update` name: cards by their id, the beginning of it, or words of their question."""

    keep: tuple[str, ...] = ()
    reteach: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    same: tuple[tuple[str, str], ...] = ()

    def taken(self, plans: "list[Plan]") -> "list[Plan]":
        """Return the plans with all decisions.

        Raises `NotFoundError` for a card that no plan changes, and `UsageError` for one that is not clear or cannot be decided
        so.
        """
        from quiz.collection.plan import Change

        for old, new in self.same:
            plans = _decided(plans, new, Change.RENAMED, old)
        for names, change in (
            (self.apart, Change.ADDED),
            (self.keep, Change.CORRECTED),
            (self.reteach, Change.CHANGED),
            (self.skip, Change.RETIRED),
        ):
            for name in names:
                plans = _decided(plans, name, change)
        return plans


def _decided(plans: "list[Plan]", name: str, change: "Change", was: str | None = None) -> "list[Plan]":
    """Return the plans with one decision about the card that `name` means."""
    plan, line = _meant(plans, name)
    old = None if was is None else _meant([plan], was)[1].card.id
    return [plan.override(line.card.id, change, old) if other is plan else other for other in plans]


def _meant(plans: "list[Plan]", wanted: str) -> "tuple[Plan, PlanLine]":
    """Return the one line that a name means, and its plan."""
    from quiz.text.normal import folded

    lines = [(plan, line) for plan in plans for line in plan.lines]
    words = folded(wanted).split()
    for meant in (
        [found for found in lines if found[1].card.id == wanted],
        [found for found in lines if found[1].card.id.startswith(wanted)],
        [found for found in lines if words and all(word in folded(found[1].card.prompt) for word in words)],
    ):
        if len(meant) == 1:
            return meant[0]
        if meant:
            listed = "\n".join(f"{line.card.id}  {line.card.prompt}" for _, line in meant[:_LISTED])
            more = f"\nand {len(meant) - _LISTED} more" if len(meant) > _LISTED else ""
            raise UsageError(f"“{wanted}” means {len(meant)} cards; name one by its id:\n{listed}{more}")
    raise NotFoundError(f"No card that changes has the id or the words “{wanted}”; quiz update --dry-run --all shows them.")
