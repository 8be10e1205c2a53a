"""The plan of a change: what a new version of a deck does to the learner's cards, shown before it is done."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from attrs import frozen

from quiz.cards.card import Card
from quiz.collection.corrections import corrected, things
from quiz.facts.deck import Deck


class Change(StrEnum):
    """What happens to a card."""

    ADDED = "added"
    RETURNED = "returned"
    """It was in the deck before; its memory is taken up again."""
    REWORDED = "reworded"
    CORRECTED = "corrected"
    """The answer was mended; memory is kept."""
    CHANGED = "changed"
    """The answer is another one: the card is taught again."""
    RETIRED = "retired"
    """The new version does not have it; its memory is kept in case it returns."""


@frozen
class PlanLine:
    """One card and what happens to it."""

    change: Change
    card: Card
    was: Card | None = None

    def __str__(self) -> str:
        if self.was is None or self.change is Change.RETIRED:
            return f"{self.change}: {self.card.prompt} → {self.card.answer}"
        if self.change is Change.REWORDED:
            return f"{self.change}: {self.was.prompt} → {self.card.prompt}"
        return f"{self.change}: {self.card.prompt}  {self.was.answer} → {self.card.answer}"


@frozen
class Plan:
    """What taking a deck, or its new version, into the collection would do."""

    deck: Deck
    cards: tuple[Card, ...]
    lines: tuple[PlanLine, ...]
    path: str | None = None
    """The file or folder that the deck will follow."""
    replaces: str | None = None
    """The version that the plan was made against; `None` for a deck that is new or was removed."""

    @property
    def is_empty(self) -> bool:
        """Whether no card changes."""
        return not self.lines

    def count(self, change: Change) -> int:
        """Return how many cards a change happens to."""
        return sum(1 for line in self.lines if line.change is change)

    def of(self, *changes: Change) -> tuple[PlanLine, ...]:
        """Return the lines of some changes."""
        return tuple(line for line in self.lines if line.change in changes)

    def __str__(self) -> str:
        counts = ", ".join(f"{number} {change}" for change in Change if (number := self.count(change)))
        return f"{self.deck.title}: {counts or 'no change'}"


def plan(
    deck: Deck,
    cards: Iterable[Card],
    before: Iterable[Card],
    former: Mapping[str, Card | None],
    *,
    path: str | None = None,
    replaces: str | None = None,
) -> Plan:
    """Return what `deck`, whose cards are `cards`, would change.

    `before` are the cards of its present version. `former` are the cards that the learner has seen and that the present version
    does not have: as the deck last had them, or `None` where that is not known.
    """
    cards = tuple(cards)
    old = {card.id: card for card in before}
    new = {card.id for card in cards}
    named = things(deck) if old or former else frozenset()
    lines = [line for card in cards if (line := _line(card, old.get(card.id), former, named))]
    lines += [PlanLine(Change.RETIRED, card, card) for card in old.values() if card.id not in new]
    return Plan(deck, cards, tuple(lines), path, replaces)


def _line(card: Card, was: Card | None, former: Mapping[str, Card | None], named: frozenset[str]) -> PlanLine | None:
    if was is None:
        if card.id not in former:
            return PlanLine(Change.ADDED, card)
        once = former[card.id]
        if once is None or _same_answer(once, card) or corrected(once, card, named):
            return PlanLine(Change.RETURNED, card)
        return PlanLine(Change.CHANGED, card, once)
    if not _same_answer(was, card):
        return PlanLine(Change.CORRECTED if corrected(was, card, named) else Change.CHANGED, card, was)
    return PlanLine(Change.REWORDED, card, was) if card.prompt != was.prompt else None


def _same_answer(was: Card, card: Card) -> bool:
    return [member.key for member in was.members] == [member.key for member in card.members]
