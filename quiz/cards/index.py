"""What a deck knows of all its values: who has which, and which values might be the same."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import field, frozen

from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.facts.values import TermName, Text, Value, may_be_same, members
from quiz.text.normal import bare

if TYPE_CHECKING:
    from quiz.cards.card import Card, Form
    from quiz.cards.pool import Pool


@frozen(slots=False, eq=False)
class Index:
    """A deck's facts by relation and subject, with what follows from them. Built once; shared by the deck's cards."""

    deck: Deck
    _pools: "dict[tuple[str, bool], Pool]" = field(factory=dict, init=False, repr=False)

    @cached_property
    def subjects(self) -> Mapping[str, Mapping[str, tuple[Fact, ...]]]:
        """The facts of each relation by subject, both in the order of their first use."""
        found: dict[str, dict[str, list[Fact]]] = {}
        for fact in self.deck.facts:
            found.setdefault(fact.relation, {}).setdefault(fact.subject, []).append(fact)
        return {name: {subject: tuple(facts) for subject, facts in by_subject.items()} for name, by_subject in found.items()}

    @cached_property
    def traits(self) -> Mapping[str, frozenset[str]]:
        """What is said of each subject with a value that is a term or a short text: what two subjects may have in common."""
        found: dict[str, set[str]] = {}
        for fact in self.deck.facts:
            if isinstance(fact.value, Text | TermName):
                found.setdefault(fact.subject, set()).add(f"{fact.relation}\x1f{fact.value.key}")
        return {subject: frozenset(said) for subject, said in found.items()}

    @cached_property
    def alike(self) -> Mapping[str, tuple[str, ...]]:
        """Subjects that differ only in case, accents, spaces or punctuation, and so may be the same thing, by their letters."""
        found: dict[str, dict[str, None]] = {}
        for fact in self.deck.facts:
            found.setdefault(bare(fact.subject), {})[fact.subject] = None
        return {letters: tuple(subjects) for letters, subjects in found.items() if len(subjects) > 1}

    def values(self, relation: Relation, subject: str) -> tuple[Value, ...]:
        """Every value that the deck names for a subject, at any time and by whoever claims it; members of sets one by one."""
        facts = self.subjects.get(relation.name, {}).get(subject, ())
        return tuple(member for fact in facts for member in members(fact.value))

    def surely_false(self, relation: Relation, subject: str, value: Value) -> bool:
        """Say whether the deck proves that `value` is not, and never was, a value of `subject`.

        It does where the subject's values are known, all of them differ, and the relation has one value a subject or the deck
        names them all (`complete`). What is said of a subject whose name is written nearly the same counts too. Another alias,
        a broader or narrower term, an equal quantity or an overlapping date is never a difference.
        """
        if relation.many and not relation.complete:
            return False
        known = self.values(relation, subject)
        if known and (alike := self.alike.get(bare(subject))):
            known = tuple(other for name in alike for other in self.values(relation, name))
        return bool(known) and not any(self.may_be_same(value, other) for other in known)

    def may_be_same(self, one: Value, other: Value) -> bool:
        """Say whether two values might be the same thing, by everything the deck says of their names."""
        if may_be_same(one, other):
            return True
        if not self.deck.terms or not isinstance(one, Text | TermName) or not isinstance(other, Text | TermName):
            return False
        return self.related(one.key, other.key)

    def related(self, one: str, other: str) -> bool:
        """Say whether two names are names of one term, or one term contains the other."""
        term, rival = self.deck.names.term(one), self.deck.names.term(other)
        if term is None or rival is None:
            names = {name.casefold() for name in (*(term.names if term else ()), *(rival.names if rival else ()))}
            return one.casefold() in names and other.casefold() in names
        return term is rival or rival.name in self.broader(term.name) or term.name in self.broader(rival.name)

    def broader(self, name: str) -> frozenset[str]:
        """Return the names of all terms that contain the one called `name`, however far up."""
        found: set[str] = set()
        open_ends = [name]
        while open_ends:
            term = self.deck.names.term(open_ends.pop())
            for above in term.broader if term else ():
                wider = self.deck.names.term(above)
                key = wider.name if wider else above
                if key not in found:
                    found.add(key)
                    open_ends.append(key)
        return frozenset(found)

    def pool(self, relation: Relation, *, backward: bool) -> "Pool":
        """Return the values (or, backward, the subjects) among which wrong options for a relation are found."""
        from quiz.cards.pool import Pool

        key = (relation.name, backward)
        if key not in self._pools:
            others = () if backward else self._same_type(relation)
            self._pools[key] = Pool.of(self.subjects.get(relation.name, {}), others, backward=backward)
        return self._pools[key]

    def _same_type(self, relation: Relation) -> Iterator[Fact]:
        """Yield the facts of other relations whose values could stand beside those of `relation`: terms of its type, dates."""
        if not relation.is_term and relation.value != "date":
            return
        for other in self.deck.relations.values():
            if other.name != relation.name and other.value == relation.value:
                yield from self.deck.by_relation.get(other.name, ())

    def forms(self, card: "Card") -> "tuple[Form, ...]":
        """Return every form that a card allows."""
        from quiz.cards.forms import forms

        return forms(card)
