"""A deck under inspection: its facts by relation and subject, where each stands, and what could not be read."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from attrs import frozen

from quiz.errors import Problem, Severity
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact, Status
from quiz.facts.fields import QUALIFIERS, TELLING, Fix, Path
from quiz.facts.reading import Reading
from quiz.facts.relation import Relation
from quiz.facts.values import Text, Value, written

_ANYTHING = frozenset({"at", "id", "tags", "according_to", "accept", "note", "front"})
"""Qualifiers that any text fits."""


@frozen(slots=False)
class Inspection:
    """A deck being checked, and where its facts stand. Facts go by their numbers, in the deck's order."""

    deck: Deck
    reading: Reading
    today: date | None = None
    """The day on which the deck is read; without one, nothing is old."""

    @cached_property
    def is_bare(self) -> bool:
        """Whether nothing is declared, so that nothing can be blamed for not being declared."""
        return not any(relation.declared for relation in self.deck.relations.values())

    @property
    def has_deck_file(self) -> bool:
        """Whether the deck has a file of its own, and is no bare table."""
        return self.reading.places.file.endswith(".toml")

    @cached_property
    def numbered(self) -> Mapping[str, list[int]]:
        """The numbers of each relation's facts."""
        found: dict[str, list[int]] = {}
        for number, fact in enumerate(self.deck.facts):
            found.setdefault(fact.relation, []).append(number)
        return found

    @cached_property
    def repeated(self) -> Mapping[str, Mapping[str, list[int]]]:
        """For each relation, the subjects of which it has several facts, with the numbers of these."""
        found: dict[str, dict[str, list[int]]] = {}
        facts = self.deck.facts
        for name, numbers in self.numbered.items():
            first: dict[str, int] = {}
            several: dict[str, list[int]] = {}
            for number in numbers:
                other = first.setdefault(facts[number].subject, number)
                if other != number:
                    several.setdefault(facts[number].subject, [other]).append(number)
            if several:
                found[name] = several
        return found

    def facts_of(self, relation: str) -> list[Fact]:
        """Return the facts of a relation."""
        return [self.deck.facts[number] for number in self.numbered.get(relation, ())]

    def problem(self, fact: int, code: str, message: str, hint: str, severity: Severity = "warning", *, fix: Fix = ()) -> Problem:
        """Return a problem at the place of one fact, by its number."""
        placed = self.reading.facts[fact]
        return placed.places.problem(placed.path, code, message, hint, severity, fix=fix)

    def declared(
        self, path: Path, code: str, message: str, hint: str, severity: Severity = "warning", *, fix: Fix = ()
    ) -> Problem:
        """Return a problem at a place of the deck's own file."""
        return self.reading.places.problem(path, code, message, hint, severity, fix=fix)

    def of_relation(self, relation: Relation, key: str, code: str, message: str, hint: str) -> Problem:
        """Return a warning about a relation as a whole: at its key where it is declared, else at its first fact."""
        if relation.declared:
            path = ("relations", relation.name, key) if key else ("relations", relation.name)
            return self.declared(path, code, message, hint)
        return self.problem(self.numbered[relation.name][0], code, message, hint)

    def is_doubtful(self, relation: str, *keys: str) -> bool:
        """Say whether one of these keys of a relation could not be read."""
        return bool(self.reading.doubtful) and any(self.reading.is_doubtful(("relations", relation, key)) for key in keys)

    def fitting_qualifiers(self, relation: str) -> list[str]:
        """Return the qualifiers under which every value of a relation could stand, so that its name may be misspelt for one."""
        values = [fact.value for fact in self.facts_of(relation)]
        return [key for key in QUALIFIERS if all(self._fits(key, value) for value in values)]

    def _fits(self, qualifier: str, value: Value) -> bool:
        if qualifier in _ANYTHING:
            return isinstance(value, Text)
        if qualifier == "source":
            return str(value) in self.deck.sources
        if qualifier == "status":
            return str(value) in tuple(Status)
        try:
            QUALIFIERS[qualifier](written(value))
        except (ValueError, TypeError):
            return False
        return True

    @cached_property
    def misspelt(self) -> frozenset[tuple[str, Path]]:
        """The records, by file and place, in which a relation that nobody declared looks like a misspelt qualifier."""
        if self.is_bare or all(relation.declared for relation in self.deck.relations.values()):
            return frozenset()
        from quiz.text.closeness import nearest

        loose = [name for name in self.numbered if not self.deck.relations[name].declared]
        known = [name for name, relation in self.deck.relations.items() if relation.declared]
        named = {name for name in loose if nearest(name, [*known, *self.fitting_qualifiers(name)]) in TELLING}
        return frozenset((p.places.file, p.path[:2]) for p in self.reading.facts if p.fact.relation in named)

    def is_sound(self, number: int) -> bool:
        """Say whether all the qualifiers of a fact could be read."""
        placed = self.reading.facts[number]
        return placed.sound and (not self.misspelt or (placed.places.file, placed.path[:2]) not in self.misspelt)
