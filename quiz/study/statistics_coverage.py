"""Coverage: how much of each subject's relations is known, as a table of subjects and relations."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from enum import StrEnum

from attrs import field, frozen

from quiz.cards.card import Card
from quiz.memory.state import CardState, Phase


class Level(StrEnum):
    """How far a fact is known."""

    NEW = "new"
    """None of its cards was ever answered."""
    LEARNING = "learning"
    """Some were, but not all of them are past their learning steps."""
    KNOWN = "known"
    """All are past their learning steps."""


@frozen
class Coverage:
    """For each subject and relation that has a fact, how far it is known."""

    cells: Mapping[str, Mapping[str, Level]] = field(factory=dict)
    """By subject, then by relation, both in the order of the decks."""

    @property
    def relations(self) -> dict[str, dict[Level, int]]:
        """For each relation, how many subjects stand at each level."""
        found: dict[str, Counter[Level]] = {}
        for row in self.cells.values():
            for relation, level in row.items():
                found.setdefault(relation, Counter())[level] += 1
        return {relation: {level: counts[level] for level in Level} for relation, counts in found.items()}

    @property
    def levels(self) -> dict[Level, int]:
        """How many facts stand at each level, all relations together."""
        counts = Counter(level for row in self.cells.values() for level in row.values())
        return {level: counts[level] for level in Level}


def coverage(cards: Iterable[Card], states: Mapping[str, CardState]) -> Coverage:
    """Return the coverage of the cards' subjects and relations.

    A cell's cards are those that ask about its subject alone: forward, backward where the answer is this one subject, and cloze.
    Cards of several subjects and those that are not asked have no cell; a card without a state is new.
    """
    phases: defaultdict[str, defaultdict[str, list[Phase]]] = defaultdict(lambda: defaultdict(list))
    for card in cards:
        facts = card.facts
        if not card.asked or not facts or any(fact.subject != facts[0].subject for fact in facts):
            continue
        state = states.get(card.id)
        phases[facts[0].subject][card.relation.name].append(Phase.NEW if state is None else state.phase)
    return Coverage({subject: {name: _level(found) for name, found in row.items()} for subject, row in phases.items()})


def _level(phases: list[Phase]) -> Level:
    if all(phase is Phase.NEW for phase in phases):
        return Level.NEW
    return Level.KNOWN if all(phase is Phase.REVIEW for phase in phases) else Level.LEARNING
