"""The plan of a change: what a new version of a deck does to the learner's cards, shown before it is done."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from attrs import frozen

from quiz.cards.card import Card
from quiz.cards.generation import generate
from quiz.facts.deck import Deck
from quiz.facts.values import may_be_same
from quiz.memory.state import CardState
from quiz.text.closeness import distance


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
    """The version that the plan was made against; `None` for a deck that is new or was archived."""

    @property
    def is_new(self) -> bool:
        """Whether the deck is not in the collection yet."""
        return self.replaces is None

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
    before: Iterable[Card],
    states: Mapping[str, CardState],
    path: str | None = None,
    replaces: str | None = None,
) -> Plan:
    """Return what `deck` would change. `before` are the cards of its present version, `states` what is known of any card."""
    cards = tuple(generate(deck))
    old = {card.id: card for card in before}
    new = {card.id for card in cards}
    lines = [line for card in cards if (line := _line(card, old.get(card.id), states.get(card.id)))]
    lines += [PlanLine(Change.RETIRED, card, card) for card in old.values() if card.id not in new]
    return Plan(deck, cards, tuple(lines), path, replaces)


def _line(card: Card, was: Card | None, state: CardState | None) -> PlanLine | None:
    if was is None:
        return PlanLine(Change.RETURNED if state is not None and state.reps else Change.ADDED, card)
    if [member.key for member in card.members] != [member.key for member in was.members]:
        return PlanLine(Change.CORRECTED if _corrected(was, card) else Change.CHANGED, card, was)
    return PlanLine(Change.REWORDED, card, was) if card.prompt != was.prompt else None


def _corrected(was: Card, card: Card) -> bool:
    """Say whether the new answer is the old one mended: an alias, equal within what was meant, or a slip of two letters."""
    if len(was.members) != len(card.members):
        return False
    return all(_mended(was, str(one), card, str(other)) for one, other in zip(was.members, card.members, strict=True)) or all(
        may_be_same(one, other) for one, other in zip(was.members, card.members, strict=True)
    )


def _mended(was: Card, one: str, card: Card, other: str) -> bool:
    if one == other or one in card.accepted or other in was.accepted:
        return True
    names_another = any(str(fact.value) == one or fact.subject == one for fact in card.deck.facts)
    digits = any(character.isdigit() for character in one + other)
    return not names_another and not digits and distance(one, other) <= 2
