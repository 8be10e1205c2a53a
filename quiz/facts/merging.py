"""Three-way merging: the learner's own edits of a deck, carried over to a new version of the deck that they were made on."""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Mapping
from typing import Any, TypeAlias, TypeVar

from attrs import evolve, field, fields, frozen

from quiz.facts.deck import Deck
from quiz.facts.fact import Fact, Source
from quiz.facts.merged_names import with_merged_names
from quiz.facts.relation import Relation
from quiz.facts.settle import Names, infer, typed
from quiz.facts.statements import distinction
from quiz.facts.term import Term
from quiz.facts.values import Listed, SetOf, Text, Value, written

_Key: TypeAlias = tuple[Hashable, ...]
_Any = TypeVar("_Any")
_Three: TypeAlias = tuple[_Any, _Any, _Any]
_Record = TypeVar("_Record", Relation, Term, Source)

_HEAD = ("title", "lang", "as_of", "description", "subject_label", "kept")


@frozen
class Conflict:
    """Something that both the learner and the new version changed, each in another way. The learner's way was kept."""

    key: _Key
    """Names the thing: what `merge` takes to decide the other way."""
    place: str
    """The thing in words: `France – capital`, `relation capital: ask`."""
    base: str
    """What it was when the learner edited it; empty for nothing."""
    ours: str
    """What the learner made of it; empty where it was taken out."""
    theirs: str
    """What the new version makes of it."""

    def __str__(self) -> str:
        return f"{self.place}: yours is {_told(self.ours)}, the new version has {_told(self.theirs)}"


@frozen
class Merged:
    """A deck with the edits of both sides, and where they were at odds."""

    deck: Deck
    conflicts: tuple[Conflict, ...] = ()


def merge(base: Deck, ours: Deck, theirs: Deck, take_theirs: Collection[_Key] = ()) -> Merged:
    """Return `theirs` with every edit that leads from `base` to `ours`.

    What only one side changed is taken from it; what both made the same is as both have it. Where both changed one thing
    differently, ours stays, and a conflict tells so; `take_theirs` holds the keys of conflicts in which theirs is wanted.

    One thing is: a key of the head, of a relation or of a term; a source; a fact. Facts are the same by their `id`, else by
    subject, relation and what tells statements apart, and where there are several of those, by value. A fact is one thing with
    all its qualifiers, for half of one and half of another would be a statement that nobody made; only tags are merged one by
    one. What one side only calls otherwise is called so in the edits of the other. An edit of a value that the new version's
    relation cannot hold is in conflict too, and there theirs is taken.
    """
    if ours in (base, theirs):
        return Merged(theirs)
    if theirs == base:
        return Merged(ours)
    sides = _Sides(frozenset(take_theirs))
    base, ours, theirs = with_merged_names((base, ours, theirs), sides.one)
    if ours in (base, theirs):
        return Merged(theirs, tuple(sides.conflicts))
    head: dict[str, Any] = {
        key: sides.one(("deck", key), f"deck: {key}", (getattr(base, key), getattr(ours, key), getattr(theirs, key)))
        for key in _HEAD
    }
    relations = sides.records("relation", (_declared(base, theirs), _declared(ours, theirs), _declared(theirs, theirs)))
    terms = sides.records("term", (base.terms, ours.terms, theirs.terms))
    sources = sides.records("source", (base.sources, ours.sources, theirs.sources))
    words = sides.holding(_Words(relations, Names.of(terms), _unsure((base, ours, theirs))), theirs)
    settled = [tuple(map(words.settled, deck.facts)) for deck in (base, ours, theirs)]
    facts = sides.fitting(sides.facts((settled[0], settled[1], settled[2])), theirs.facts, words)
    deck = evolve(theirs, facts=facts, relations=words.relations, terms=terms, sources=sources, **head)
    return Merged(deck, tuple(sides.conflicts))


def _declared(deck: Deck, theirs: Deck) -> dict[str, Relation]:
    """Return the relations that a deck declares.

    A version that was kept names its inferred relations too. Where theirs does not declare one, it counts as declared only if it
    says something that its facts do not.
    """
    doubtful = {name for name in deck.relations if name not in theirs.relations or not theirs.relations[name].declared}
    # From values as they are written: a type that was given to them is a thing to say.
    facts = [_as_written(fact) for fact in deck.facts if fact.relation in doubtful]
    plain = {relation.name: relation for relation in infer(facts, {}, deck.names)}
    return {name: found for name, found in deck.relations.items() if found.declared and found != plain.get(name)}


def _as_written(fact: Fact) -> Fact:
    return fact if isinstance(fact.value, Listed | SetOf) else fact.with_value(Text(written(fact.value)))


def _unsure(decks: tuple[Deck, ...]) -> frozenset[str]:
    """Return the relations whose values are of different types: where none is declared, each deck infers its own."""
    types: dict[str, set[str]] = {}
    for deck in decks:
        for name, relation in deck.relations.items():
            types.setdefault(name, set()).add(relation.value)
    return frozenset(name for name, found in types.items() if len(found) > 1)


@frozen
class _Words:
    """The vocabulary of the merged deck, in which facts of all sides are compared."""

    relations: Mapping[str, Relation]
    names: Names
    unsure: frozenset[str] = frozenset()
    """Relations whose values are compared as text: what type they are of shows only once all facts are together."""

    def fits(self, fact: Fact) -> bool:
        """Say whether a fact's relation can hold its value."""
        return self._typed(fact) is not None

    def settled(self, fact: Fact) -> Fact:
        """Return a fact with its value in its relation's type and the names that its terms have now, as far as that can be."""
        value = self._typed(fact) or fact.value
        relation = self.relations.get(fact.relation)
        term = self.names.term(fact.subject, relation.subject if relation else None) if self.names.terms else None
        subject = term.name if term else fact.subject
        return fact if value == fact.value and subject == fact.subject else evolve(fact, value=value, subject=subject)

    def _typed(self, fact: Fact) -> Value | None:
        relation = self.relations.get(fact.relation)
        if relation is None:
            return Text(written(fact.value)) if fact.relation in self.unsure else fact.value
        try:
            return typed(fact.value, relation, self.names)
        except (ValueError, TypeError):
            return None


@frozen
class _Sides:
    """Decides between two sides, and remembers where they were at odds."""

    take_theirs: frozenset[_Key]
    conflicts: list[Conflict] = field(factory=list)

    def one(self, key: _Key, place: str, three: _Three[_Any], told: Callable[[Any], str] | None = None) -> _Any:
        """Return what one thing becomes, of which there are base, ours and theirs. `None` stands for one that is not there."""
        base, ours, theirs = three
        if ours in (base, theirs):
            return theirs
        if theirs == base:
            return ours
        say = told or _shown
        self.conflicts.append(Conflict(key, place, say(base), say(ours), say(theirs)))
        return theirs if key in self.take_theirs else ours

    def records(self, sort: str, three: _Three[Mapping[str, _Record]]) -> dict[str, _Record]:
        """Merge records by name, and where all sides have one, key by key."""
        found: dict[str, _Record] = {}
        for name in _in_order(tuple(map(tuple, three))):
            was, own, new = (records.get(name) for records in three)
            record: _Record | None
            if was is None and isinstance(own, Term) and isinstance(new, Term):
                was = Term(name)  # each side told something of it
            if was is not None and own is not None and new is not None:
                record = self._by_keys((sort, name), (was, own, new))
            else:
                record = self.one((sort, name), f"{sort} {name}", (was, own, new))
            if record is not None:
                found[name] = record
        return found

    def _by_keys(self, key: _Key, three: _Three[_Record]) -> _Record:
        base, ours, theirs = three
        if ours in (base, theirs):
            return theirs
        changed: dict[str, Any] = {}
        for part in fields(type(base)):
            if part.name in {"name", "declared", "key"}:
                continue
            values = (getattr(base, part.name), getattr(ours, part.name), getattr(theirs, part.name))
            place = f"{key[0]} {key[1]}: {part.name}"
            several = part.name in {"aliases", "was", "broader"}
            changed[part.name] = _joined(values) if several else self.one((*key, part.name), place, values)
        return evolve(theirs, **changed)

    def holding(self, words: _Words, theirs: Deck) -> _Words:
        """Return the vocabulary with their relation in place of each of ours that could not hold what they say."""
        unfit = {fact.relation for fact in theirs.facts if not words.fits(fact)}
        for name in sorted(unfit):
            own, new = words.relations[name], theirs.relations[name]
            self.conflicts.append(Conflict(("relation", name), f"relation {name}", "", own.value, new.value))
        return evolve(words, relations={**words.relations, **{name: theirs.relations[name] for name in unfit}})

    def facts(self, three: _Three[tuple[Fact, ...]]) -> dict[_Key, Fact]:
        """Merge facts, each by its key."""
        several = {slot for facts in three for slot, count in Counter(map(_slot, facts)).items() if count > 1}
        was, own, new = (_keyed(facts, several) for facts in three)
        found = {}
        for key in _in_order((tuple(was), tuple(own), tuple(new))):
            fact = self._fact(key, (was.get(key), own.get(key), new.get(key)))
            if fact is not None:
                found[key] = fact
        return found

    def _fact(self, key: _Key, three: _Three[Fact | None]) -> Fact | None:
        base, ours, theirs = three
        if base is not None and ours is not None and theirs is not None:
            tags = _joined((tuple(sorted(base.tags)), tuple(sorted(ours.tags)), tuple(sorted(theirs.tags))))
            three = (evolve(base, tags=tags), evolve(ours, tags=tags), evolve(theirs, tags=tags))
        return self.one(key, _place(ours or theirs or base), three, _stated)

    def fitting(self, facts: Mapping[_Key, Fact], theirs: tuple[Fact, ...], words: _Words) -> list[Fact]:
        """Return the facts whose relations can hold them; in place of others, which are ours, those of the new version."""
        several = {slot for slot, count in Counter(map(_slot, theirs)).items() if count > 1}
        known: dict[_Key, Fact] | None = None
        found = []
        for key, fact in facts.items():
            if words.fits(fact):
                found.append(fact)
                continue
            known = _keyed(theirs, several) if known is None else known
            new = known.get(key)
            self.conflicts.append(Conflict(key, _place(fact), "", _stated(fact), _stated(new)))
            if new is not None:
                found.append(new)
        return found


def _slot(fact: Fact) -> _Key:
    return ("id", fact.id, fact.relation) if fact.id else ("fact", fact.subject, fact.relation, *distinction(fact))


def _keyed(facts: tuple[Fact, ...], several: Collection[_Key]) -> dict[_Key, Fact]:
    """Return facts by their keys: the slot, and the value where a slot holds several; what is said twice counts twice."""
    found: dict[_Key, Fact] = {}
    for fact in facts:
        slot = _slot(fact)
        key: _Key = (*slot, "value", fact.value.key) if slot in several else slot
        number = 2
        while key in found:
            key = (*slot, "value", fact.value.key, str(number))
            number += 1
        found[key] = fact
    return found


_Ordered = TypeVar("_Ordered", bound=Hashable)


def _in_order(three: tuple[tuple[_Ordered, ...], ...]) -> list[_Ordered]:
    """Return the keys of ours and theirs, once each: in the order of theirs, each of ours after the one that it follows in ours.

    Where only we changed the order, it is ours.
    """
    base, ours, theirs = three
    first, second = (ours, theirs) if base == theirs else (theirs, ours)
    known = set(first)
    after: dict[_Ordered | None, list[_Ordered]] = {}
    last: _Ordered | None = None
    for key in second:
        if key in known:
            last = key
        else:
            after.setdefault(last, []).append(key)
    found = list(after.get(None, ()))
    for key in first:
        found.append(key)
        found += after.get(key, ())
    return found


def _joined(three: _Three[tuple[str, ...]]) -> tuple[str, ...]:
    """Merge names one by one: what either side added is there, what either side took out is not."""
    base, ours, theirs = three
    if ours in (base, theirs):
        return theirs
    if theirs == base:
        return ours
    return tuple(name for name in _in_order(three) if (name in ours) + (name in theirs) > (name in base))


def _place(fact: Fact | None) -> str:
    return f"{fact.subject} – {fact.relation}" if fact else ""


def _stated(fact: Fact | None) -> str:
    if fact is None:
        return ""
    times = [f"{word} {date}" for word, date in (("since", fact.since), ("until", fact.until), ("as of", fact.as_of)) if date]
    said = [str(fact.value), *times, *(str(source) for source in fact.sources)]
    said += [] if fact.status == "stated" else [str(fact.status)]
    said += [f"{word} {text}" for word, text in (("note:", fact.note), ("shown as", fact.front)) if text]
    return ", ".join([*said, *(f"also {text}" for text in fact.accept), *(f"not {text}" for text in fact.wrong)])


def _shown(part: object) -> str:
    if isinstance(part, tuple):
        return ", ".join(map(str, part))
    return "" if part is None else str(getattr(part, "name", part))


def _told(text: str) -> str:
    return f"“{text}”" if text else "none"
