"""What a deck knows of all its values: who has which, and which values might be the same."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import field, frozen

from quiz.cards.by_subject import BySubject, join
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact, Status
from quiz.facts.relation import Relation
from quiz.facts.values import RichText, TermName, Text, Value, members
from quiz.text.normal import bare

if TYPE_CHECKING:
    from quiz.cards.card import Card, Form
    from quiz.cards.pool import Pool
    from quiz.cards.sameness import Marks

_WORDS = frozenset({Text, RichText})
_STATED = Status.STATED


def note_of(fact: Fact) -> str:
    """Return the name of the note of which a fact is, as other programs have them: its id up to the last slash."""
    return fact.id.rpartition("/")[0] if fact.id else ""


@frozen(slots=False, eq=False)
class Index:
    """A deck's facts by relation and subject, with what follows from them. Built once; shared by the deck's cards."""

    deck: Deck
    _by_subject: dict[str, BySubject] = field(factory=dict, init=False, repr=False)
    _traits: dict[str, frozenset[tuple[str, str]]] = field(factory=dict, init=False, repr=False)
    _words: dict[str, bool] = field(factory=dict, init=False, repr=False)
    _pools: "dict[tuple[str, bool], Pool]" = field(factory=dict, init=False, repr=False)
    _latest: "list[tuple[Card, Callable[[Value], bool]]]" = field(factory=list, init=False, repr=False)

    @property
    def is_whole(self) -> bool:
        """Whether all facts of the deck are here."""
        return True

    def facts_of(self, relation: str) -> BySubject:
        """Return the facts of a relation by subject, both in the order of their first use; sorted once."""
        if relation not in self._by_subject:
            apart = relation in self.deck.relations and self.deck.relations[relation].apart
            self._by_subject[relation] = BySubject(self.deck.by_relation.get(relation, ()), apart=apart)
        return self._by_subject[relation]

    @cached_property
    def subjects(self) -> Mapping[str, Mapping[str, tuple[Fact, ...]]]:
        """The facts of each relation by subject, both in the order of their first use."""
        return {name: self.facts_of(name) for name in self.deck.by_relation}

    def traits(self, subject: str) -> frozenset[tuple[str, str]]:
        """Return what is said of a subject with a term or a text, as relation and value: what two subjects may have in common."""
        if subject not in self._traits:
            said = ((name, self.facts_of(name).entries.get(subject)) for name in self.deck.by_relation)
            facts = [(name, fact) for name, found in said if found for fact in (found if isinstance(found, list) else (found,))]
            self._traits[subject] = frozenset(
                (name, fact.value.key) for name, fact in facts if isinstance(fact.value, Text | TermName)
            )
        return self._traits[subject]

    @cached_property
    def alike(self) -> Mapping[str, tuple[str, ...]]:
        """Subjects that differ only in case, accents, spaces or punctuation, and so may be the same thing, by their letters."""
        found: dict[str, str | list[str]] = {}
        for subject in {fact.subject: None for fact in self.deck.facts}:
            join(found, bare(subject), subject)
        return {letters: tuple(subjects) for letters, subjects in found.items() if isinstance(subjects, list)}

    def are_words(self, relation: Relation) -> bool:
        """Say whether the facts of a relation all state words, and nothing qualifies their questions; looked at once."""
        name = relation.name
        if name not in self._words:
            facts = self.deck.by_relation[name]
            self._words[name] = {type(fact.value) for fact in facts} <= _WORDS and not any(
                fact.until or fact.according_to is not None or fact.status is not _STATED for fact in facts
            )
        return self._words[name]

    def group_of(self, fact: Fact) -> str:
        """Return the mark of the siblings of a fact that is asked by itself: the subject of the first fact of its note."""
        note = note_of(fact)
        return self._notes.get(note, fact.subject) if note else fact.subject

    @cached_property
    def _notes(self) -> Mapping[str, str]:
        """The subject of the first fact of each note."""
        first: dict[str, str] = {}
        for fact in self.deck.facts:
            if fact.id and self.deck.relations[fact.relation].apart and (note := note_of(fact)):
                first.setdefault(note, fact.subject)
        return first

    @cached_property
    def are_alone(self) -> bool:
        """Whether no two facts with an id are of one note."""
        names = [fact.id for fact in self.deck.facts if fact.id is not None]
        if all(self.deck.relations[name].apart for name in self.deck.by_relation):
            notes = {name.rpartition("/")[0] for name in names}
            if "" not in notes:
                return len(notes) == len(names)
        return len(self._notes) == len(names)

    def values(self, relation: Relation, subject: str) -> tuple[Value, ...]:
        """Every value that the deck names for a subject, at any time and by whoever claims it; members of sets one by one."""
        found = self.facts_of(relation.name).entries.get(subject, ())
        if isinstance(found, Fact):
            return members(found.value)
        return tuple(member for fact in found for member in members(fact.value))

    def known(self, relation: Relation, subject: str) -> tuple[Value, ...]:
        """Every value that the deck names for a subject, and for those whose names are written nearly the same.

        What their authors take for right besides is among them.
        """
        found = self._right(relation, subject)
        if found and (alike := self.alike.get(bare(subject))):
            return tuple(other for name in alike for other in self._right(relation, name))
        return found

    def _right(self, relation: Relation, subject: str) -> tuple[Value, ...]:
        found = self.facts_of(relation.name).entries.get(subject, ())
        several = (found,) if isinstance(found, Fact) else found
        values = self.values(relation, subject)
        return (*values, *(Text(text) for fact in several for text in fact.accept)) if any(f.accept for f in several) else values

    def surely_false(self, relation: Relation, subject: str, value: Value) -> bool:
        """Say whether the deck proves that `value` is not, and never was, a value of `subject`.

        It does where the subject's values are known, all of them differ, and the relation has one value a subject or the deck
        names them all (`complete`). What is said of a subject whose name is written nearly the same counts too. Another alias,
        a broader or narrower term, an equal quantity or an overlapping date is never a difference.
        """
        if relation.many and not relation.complete:
            return False
        known = self.known(relation, subject)
        return bool(known) and not any(self.may_be_same(value, other, relation.lang) for other in known)

    def may_be_same(self, one: Value, other: Value, lang: str | None = None) -> bool:
        """Say whether two values might be the same thing, by their writing and by everything the deck says of their names."""
        if not isinstance(one, Text | TermName) or not isinstance(other, Text | TermName):
            from quiz.facts.sameness import may_be_same

            return may_be_same(one, other)
        from quiz.cards.sameness import may_be_same_words
        from quiz.cards.spelling import primary

        tag = primary(lang or self.deck.lang)
        if any(may_be_same_words(first, second, tag) for first in self.marks(one, tag) for second in self.marks(other, tag)):
            return True
        return bool(self.deck.terms) and self.related(one.key, other.key)

    def marks(self, value: Value, tag: str) -> "tuple[Marks, ...]":
        """Return the marks of a value, and of all other names that the deck has for it. `tag` is a primary language tag."""
        from quiz.cards.sameness import marks

        text = str(value)
        if not self.deck.terms:
            return (marks(text, tag),)
        return tuple(marks(name, tag) for name in self.deck.names_of(text))

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
            self._pools[key] = Pool.of(self.facts_of(relation.name), others, backward=backward)
        return self._pools[key]

    def test_of(self, card: "Card", make: "Callable[[Card], Callable[[Value], bool]]") -> Callable[[Value], bool]:
        """Return the test that `make` makes for a card; that of the latest card is kept, as it is asked for several times."""
        if not self._latest or self._latest[0][0] is not card:
            self._latest[:] = [(card, make(card))]
        return self._latest[0][1]

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
