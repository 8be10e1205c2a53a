"""The plan of a change: what a new version of a deck does to the learner's cards, shown before it is done."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import overload

from attrs import evolve, frozen

from quiz.cards.card import Card, Kind
from quiz.errors import UsageError
from quiz.facts.changes import Change, DeckChange, Difference
from quiz.facts.corrections import Versions
from quiz.facts.deck import Deck
from quiz.facts.merging import Conflict

__all__ = ["EFFECTS", "Change", "Plan", "PlanLine", "plan"]

EFFECTS: Mapping[Change, str] = {
    Change.ADDED: "new to learn",
    Change.RETURNED: "memory is taken up again",
    Change.RENAMED: "memory moves along",
    Change.REWORDED: "memory is kept",
    Change.CORRECTED: "memory is kept",
    Change.CHANGED: "taught again",
    Change.RETIRED: "asked no longer; memory is kept for a return",
}
"""What each change of a card means for its memory."""

_KEEPING = frozenset({Change.RENAMED, Change.REWORDED, Change.CORRECTED})


@frozen
class PlanLine:
    """One card and what happens to it."""

    change: Change
    card: Card
    was: Card | None = None
    """The card before: under another id where it was renamed."""
    members: tuple[tuple[str, str], ...] = ()
    """The canonical forms of the answer's members that are only called otherwise now: old and new."""
    skipped: bool = False
    """Whether the learner wants the card left out: it is suspended."""

    @property
    def is_moved(self) -> bool:
        """Whether the card has another id than before, to which its memory moves."""
        return self.was is not None and self.was.id != self.card.id and self.change not in {Change.ADDED, Change.RETIRED}

    @property
    def effect(self) -> str:
        """What happens to the memory of the card."""
        return "left out: suspended" if self.skipped else EFFECTS[self.change]

    def __str__(self) -> str:
        return f"{self.change}: {self.text}"

    @property
    def text(self) -> str:
        """The card, with the old wording or answer where it had another one."""
        card, was = self.card, self.was
        if was is None or self.change is Change.RETIRED or (card.prompt, card.answer) == (was.prompt, was.answer):
            return f"{card.prompt} → {card.answer}"
        if card.answer == was.answer or self.change is Change.REWORDED:
            return f"{was.prompt} → {card.prompt}"
        if self.change is Change.RENAMED and card.prompt != was.prompt:
            return f"{was.prompt} → {card.prompt}  {was.answer} → {card.answer}"
        return f"{card.prompt}  {was.answer} → {card.answer}"


@frozen
class AllAdded(Sequence[PlanLine]):
    """The lines of a deck of which nothing is known yet: each card is added. They are made as they are looked at."""

    cards: Sequence[Card]

    @overload
    def __getitem__(self, place: int) -> PlanLine: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[PlanLine, ...]: ...
    def __getitem__(self, place: int | slice) -> PlanLine | tuple[PlanLine, ...]:
        if isinstance(place, slice):
            return tuple(PlanLine(Change.ADDED, card) for card in self.cards[place])
        return PlanLine(Change.ADDED, self.cards[place])

    def __len__(self) -> int:
        return len(self.cards)

    def __iter__(self) -> Iterator[PlanLine]:
        return (PlanLine(Change.ADDED, card) for card in self.cards)


@frozen
class Plan:
    """What taking a deck, or its new version, into the collection would do."""

    deck: Deck
    """The deck as the learner will have it."""
    cards: Sequence[Card]
    lines: Sequence[PlanLine]
    path: str | None = None
    """The file or folder that the deck will follow."""
    replaces: str | None = None
    """The version that the plan was made against; `None` for a deck that is new or was removed."""
    upstream: Deck | None = None
    """The deck of the file, where the learner's own edits make `deck` differ from it."""
    is_edit: bool = False
    """Whether this is the learner's own edit, and no version of the file."""
    conflicts: tuple[Conflict, ...] = ()
    """Where an edit of the learner's and the new version change the same thing; the edit is kept."""
    changes: tuple[DeckChange, ...] = ()
    """What changed in the deck's facts, subjects, members, relations and terms."""

    @property
    def is_empty(self) -> bool:
        """Whether no card changes."""
        return not self.lines

    @property
    def is_first(self) -> bool:
        """Whether nothing was known of any card of the deck when the plan was made, and all are taken in."""
        return isinstance(self.lines, AllAdded)

    def count(self, change: Change) -> int:
        """Return how many cards a change happens to."""
        if self.is_first:
            return len(self.lines) if change is Change.ADDED else 0
        return sum(1 for line in self.lines if line.change is change)

    def of(self, *changes: Change) -> tuple[PlanLine, ...]:
        """Return the lines of some changes."""
        if self.is_first and Change.ADDED not in changes:
            return ()
        return tuple(line for line in self.lines if line.change in changes)

    @property
    def skipped(self) -> int:
        """How many cards are left out."""
        return 0 if self.is_first else sum(line.skipped for line in self.lines)

    def line(self, card: str) -> PlanLine:
        """Return the line of a card, by its id in the new version. Raises `UsageError` where it does not change."""
        for line in self.lines:
            if line.card.id == card:
                return line
        raise UsageError(
            f"The card {card} is not changed by this update of {self.deck.id}, so there is nothing to decide about it."
        )

    def override(self, card: str, change: Change, was: str | None = None) -> "Plan":
        """Return the plan with the learner's own decision about one card, by its id in the new version.

        `CORRECTED` keeps the memory of a card, `CHANGED` teaches it again, `RETIRED` leaves it out (it is suspended). `ADDED`
        says that a renamed card is another one than before, and `RENAMED` that a card that came is the one that `was` names,
        which was retired: memory moves and, where both have some, becomes one. Raises `UsageError` for a decision that the
        card's line does not allow.
        """
        if self.is_first:
            return evolve(self, lines=tuple(self.lines)).override(card, change, was)
        line = self.line(card)
        match change:
            case Change.RETIRED if line.change is not Change.RETIRED:
                lines = self._with(line, evolve(line, skipped=True))
            case Change.CORRECTED | Change.REWORDED if line.change is Change.CHANGED:
                lines = self._with(line, evolve(line, change=change))
            case Change.CHANGED if line.change in {*_KEEPING, Change.RETURNED, Change.CHANGED}:
                lines = self._with(line, evolve(line, change=change))
            case Change.CORRECTED if line.change in _KEEPING:
                lines = tuple(self.lines)
            case Change.ADDED if line.is_moved and line.was is not None:
                lines = (*self._with(line, PlanLine(Change.ADDED, line.card)), PlanLine(Change.RETIRED, line.was, line.was))
            case Change.RENAMED if line.change in {Change.ADDED, Change.RETURNED} and was is not None:
                old = self.line(was)
                if old.change is not Change.RETIRED:
                    raise UsageError(f"The card {was} is not retired by this update, so its memory cannot move to {card}.")
                lines = tuple(other for other in self._with(line, evolve(line, change=change, was=old.card)) if other is not old)
            case _:
                raise UsageError(f"The card {card} is {line.change}; it cannot be decided that it is {change}.")
        return evolve(self, lines=lines)

    def _with(self, line: PlanLine, decided: PlanLine) -> tuple[PlanLine, ...]:
        return tuple(decided if other is line else other for other in self.lines)

    def __str__(self) -> str:
        counts = [f"{number:,} {change}" for change in Change if (number := self.count(change))]
        counts += [f"{number:,} left out" for number in [self.skipped] if number]
        conflicts = f"{len(self.conflicts)} conflict{'s' * (len(self.conflicts) > 1)}" if self.conflicts else ""
        return f"{self.deck.title}: {', '.join([*counts, *filter(None, [conflicts])]) or 'no change'}"


def plan(
    difference: Difference,
    cards: Iterable[Card],
    before: Iterable[Card],
    former: Mapping[str, Card | None],
    *,
    vacant: AbstractSet[str] = frozenset(),
    away: bool = False,
) -> tuple[PlanLine, ...]:
    """Return what happens to each card when a deck's new version, whose cards are `cards`, takes the place of the old one.

    `before` are the cards of the old version. `former` are the cards that the learner has seen and that the old version does not
    have, or that are `away` with it because the deck was removed: as the deck last had them, or `None` where that is not known.
    The memory of `vacant` ones moved to other cards when they were renamed.
    """
    from quiz.collection.following import followed

    cards = tuple(cards)
    old, new = {card.id: card for card in before}, {card.id for card in cards}
    present = {} if away else old
    gone = [card for card in old.values() if card.id not in new]
    # What no version had that still counts may have been answered under a name that was taken back since.
    come = (card for card in cards if card.id not in old and (card.id in vacant or former.get(card.id) is None))
    moved = followed(gone, come, difference)
    versions = difference.versions
    lines = []
    for card in cards:
        was = present.get(card.id) or moved.get(card.id)
        line = _line(card, was, versions) if was is not None else _unknown(card, former, versions)
        if line is not None:
            lines.append(line)
    kept = {card.id for card in moved.values()}
    lines += [PlanLine(Change.RETIRED, card, card) for card in gone if not away and card.id not in kept]
    return tuple(lines)


def _unknown(card: Card, former: Mapping[str, Card | None], versions: Versions) -> PlanLine | None:
    """Return the line of a card that the old version does not have."""
    if card.id not in former:
        return PlanLine(Change.ADDED, card)
    once = former[card.id]
    line = None if once is None else _line(card, once, versions)
    if line is None or line.change is not Change.CHANGED:
        return PlanLine(Change.RETURNED, card)
    return line


def _line(card: Card, was: Card, versions: Versions) -> PlanLine | None:
    """Return what happened to a card that is still there, perhaps under another id; `None` for nothing that can be seen."""
    olds, news = [member.key for member in was.members], [member.key for member in card.members]
    moved = card.id != was.id
    # A sentence of the learner's own is its own name: other words in it are no other name of what it is about.
    called_otherwise = moved and (card.kind is not Kind.CLOZE or card.prompt == was.prompt or card.subject != was.subject)
    if olds == news:
        if called_otherwise:
            return PlanLine(Change.RENAMED, card, was)
        reworded = moved or (card.prompt, card.front) != (was.prompt, was.front)
        return PlanLine(Change.REWORDED, card, was) if reworded else None
    if card.kind is Kind.ORDER and [key for key in olds if key in news] == [key for key in news if key in olds]:
        # More facts have only changed the company in which its subject is shown.
        return PlanLine(Change.RENAMED if moved else Change.REWORDED, card, was)
    pairs = versions.mended_members(was.members, card.members, card.relation)
    mended = {one.key: other.key for one, other in pairs}
    now = list(dict.fromkeys(mended.get(key, key) for key in olds))
    if (now if card.parts else sorted(now)) != (news if card.parts else sorted(news)):
        return PlanLine(Change.CHANGED, card, was, tuple(mended.items()))
    only_named = all(versions.renamed.get(str(one)) == str(other) for one, other in pairs)
    change = Change.RENAMED if called_otherwise or only_named else Change.CORRECTED
    return PlanLine(change, card, was, tuple(mended.items()))
