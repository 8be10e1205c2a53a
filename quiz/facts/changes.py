"""The difference between two versions of a deck, as typed changes of its facts, subjects, members, relations and terms."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import TypeAlias

from attrs import evolve, field, frozen

from quiz.facts.corrections import MOST_COMPARED, Versions
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.facts.renaming import Renames, renames
from quiz.facts.statements import distinction
from quiz.facts.term import Term
from quiz.facts.values import SetOf, Value


class Change(StrEnum):
    """What happens to a fact, to anything else of a deck, or to a card."""

    ADDED = "added"
    RETURNED = "returned"
    """It was in the deck before; its memory is taken up again."""
    RENAMED = "renamed"
    """It is called otherwise now; memory is kept."""
    REWORDED = "reworded"
    CORRECTED = "corrected"
    """The answer was mended; memory is kept."""
    CHANGED = "changed"
    """The answer is another one, for the world changed: the card is taught again."""
    RETIRED = "retired"
    """The new version does not have it; its memory is kept in case it returns."""


class Thing(StrEnum):
    """What changed."""

    FACT = "fact"
    SUBJECT = "subject"
    MEMBER = "member"
    """A value, or one of a set: an answer, and what a card that asks backward gives."""
    RELATION = "relation"
    TERM = "term"


Part: TypeAlias = Fact | Relation | Term | Value | str


@frozen
class DeckChange:
    """One difference between two versions of a deck."""

    change: Change
    thing: Thing
    new: Part | None = None
    old: Part | None = None

    def __str__(self) -> str:
        parts = " → ".join(dict.fromkeys(_named(part) for part in (self.old, self.new) if part is not None))
        return f"{self.thing} {self.change}: {parts}"


@frozen
class Difference:
    """Everything that differs between two versions of a deck, and what is needed to follow cards from one to the other."""

    versions: Versions
    changes: tuple[DeckChange, ...]
    renames: Renames
    members: Mapping[tuple[str, str], str] = field(factory=dict)
    """Values that were mended, by relation (as it is called now) and old text: their new text."""

    def of(self, change: Change, thing: Thing | None = None) -> tuple[DeckChange, ...]:
        """Return the changes of one type, of one sort of thing where it is named."""
        return tuple(found for found in self.changes if found.change is change and thing in {None, found.thing})


def difference(old: Deck, new: Deck, earlier: Iterable[Deck] = ()) -> Difference:
    """Return what changed from `old` to `new`. What `earlier` versions had, and `old` had not, has returned.

    Facts belong together by their `id`, else by subject, relation and what tells statements apart (`distinction`); of several
    values there, those that are mended; of what is left, one value for one is a change, and the rest went and came. A fact
    whose time or claimant alone differs was corrected. So a fact that gets an end and a successor is a change of the one that
    holds now, and one more that held then. To state a fact once more, or once less, changes nothing.
    """
    called = renames(old, new)
    versions = Versions(old, new, called.subjects)
    pairs, gone, come = _paired(versions, called)
    once = {_slot(fact) for deck in earlier for fact in deck.facts} if come else set()
    found = [DeckChange(change, Thing.FACT, fact, was) for change, fact, was in pairs]
    found += [DeckChange(Change.RETURNED if _slot(fact) in once else Change.ADDED, Thing.FACT, fact) for fact in come]
    found += [DeckChange(Change.RETIRED, Thing.FACT, None, fact) for fact in gone]
    mended = {
        (fact.relation, str(one)): str(other)
        for change, fact, was in pairs
        for one, other in _mended(change, was, fact, versions)
        if str(one) != str(other)
    }
    found += _of_names(old, new, called)
    found += [DeckChange(Change.RENAMED, Thing.MEMBER, other, one) for one, other in dict.fromkeys(_pairs_of(mended))]
    found += _of_relations(old, new, called)
    found += _of_terms(versions)
    return Difference(versions, tuple(found), called, mended)


_Paired: TypeAlias = tuple[list[tuple[Change, Fact, Fact]], list[Fact], list[Fact]]


def _paired(versions: Versions, called: Renames) -> _Paired:
    """Return which fact became which and how, those that went and those that came. Facts that are the same are left out."""
    left: dict[tuple[object, ...], list[Fact]] = {}
    for fact in versions.old.facts:
        left.setdefault(_slot(_as_now(fact, called)), []).append(fact)
    come: list[Fact] = []
    pairs: list[tuple[Change, Fact, Fact]] = []
    waiting: dict[tuple[object, ...], list[Fact]] = {}
    for fact in versions.new.facts:
        waiting.setdefault(_slot(fact), []).append(fact)
    for slot, facts in waiting.items():
        olds = left.pop(slot, [])
        if olds == facts:
            continue
        olds = _once(olds)
        come += _in_slot(olds, _once(facts), versions, pairs)
        if olds:
            left[slot] = olds
    gone = [fact for olds in left.values() for fact in _once(olds)]
    by_statement: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in gone:
        moved = _as_now(fact, called)
        by_statement.setdefault((moved.subject, moved.relation, moved.value.key), []).append(fact)
    still_come = []
    for fact in come:
        same = by_statement.get((fact.subject, fact.relation, fact.value.key))
        if same:
            pairs.append((Change.CORRECTED, fact, same.pop(0)))
        else:
            still_come.append(fact)
    matched = {id(was) for _, _, was in pairs}
    return pairs, [fact for fact in gone if id(fact) not in matched], still_come


def _once(facts: list[Fact]) -> list[Fact]:
    """Return facts without those that are stated again: they say nothing more."""
    return list(dict.fromkeys(facts)) if len(facts) > 1 else facts


def _in_slot(olds: list[Fact], facts: list[Fact], versions: Versions, pairs: list[tuple[Change, Fact, Fact]]) -> list[Fact]:
    """Pair the facts that answer one question; what is left of the old ones stays in `olds`. Return the new ones left."""
    rest = []
    unchanged = set(olds) & set(facts)
    news = [fact for fact in facts if fact not in unchanged]
    olds[:] = [fact for fact in olds if fact not in unchanged]
    by_key: dict[str, list[Fact]] = {}
    for fact in olds:
        by_key.setdefault(fact.value.key, []).append(fact)
    for fact in news:
        if same := by_key.get(fact.value.key):
            was = same.pop(0)
            olds.remove(was)
            if (change := _restated(was, fact)) is not None:
                pairs.append((change, fact, was))
        else:
            rest.append(fact)
    if len(rest) * len(olds) > MOST_COMPARED:
        return rest
    left = []
    for fact in rest:
        relation = versions.new.relations.get(fact.relation)
        mended = next((old for old in olds if versions.corrected(old.value, fact.value, relation)), None)
        if mended is None:
            left.append(fact)
        else:
            olds.remove(mended)
            pairs.append((Change.CORRECTED, fact, mended))
    if len(left) == len(olds) == 1:
        pairs.append((Change.CHANGED, left.pop(), olds.pop()))
    return left


def _restated(was: Fact, fact: Fact) -> Change | None:
    """Return what happened to a fact whose value is the same, if anything did."""
    if was == fact:
        return None
    if was.subject != fact.subject or was.relation != fact.relation:
        return Change.RENAMED
    return Change.REWORDED if _statement(was) == _statement(fact) else Change.CORRECTED


def _statement(fact: Fact) -> tuple[object, ...]:
    """Return what a fact says beside its value: not where it stands, nor when that was looked up."""
    return fact.since, fact.until, fact.status, fact.according_to


def _mended(change: Change, was: Fact, fact: Fact, versions: Versions) -> Iterable[tuple[Value, Value]]:
    """Return the values of a fact that were mended, each with what it is now."""
    if isinstance(was.value, SetOf) and isinstance(fact.value, SetOf):
        return versions.mended_members(was.value.items, fact.value.items, versions.new.relations.get(fact.relation))
    return () if change is Change.CHANGED else ((was.value, fact.value),)


def _pairs_of(mended: Mapping[tuple[str, str], str]) -> Iterator[tuple[str, str]]:
    for (_, one), other in mended.items():
        yield one, other


def _slot(fact: Fact) -> tuple[object, ...]:
    return (fact.id, fact.relation) if fact.id else (fact.subject, fact.relation, distinction(fact))


def _as_now(fact: Fact, called: Renames) -> Fact:
    subject = called.subjects.get(fact.subject, fact.subject)
    relation = called.relations.get(fact.relation, fact.relation)
    if subject == fact.subject and relation == fact.relation:
        return fact
    return evolve(fact, subject=subject, relation=relation)


def _of_names(old: Deck, new: Deck, called: Renames) -> Iterator[DeckChange]:
    was = dict.fromkeys(fact.subject for fact in old.facts)
    now = dict.fromkeys(fact.subject for fact in new.facts)
    yield from (DeckChange(Change.RENAMED, Thing.SUBJECT, other, one) for one, other in called.subjects.items())
    come = set(called.subjects.values())
    yield from (DeckChange(Change.ADDED, Thing.SUBJECT, name) for name in now if name not in was and name not in come)
    gone = (name for name in was if name not in now and name not in called.subjects)
    yield from (DeckChange(Change.RETIRED, Thing.SUBJECT, None, name) for name in gone)


def _of_relations(old: Deck, new: Deck, called: Renames) -> Iterator[DeckChange]:
    back = {other: one for one, other in called.relations.items()}
    for name, relation in new.relations.items():
        was = old.relations.get(back.get(name, name))
        if was is None:
            yield DeckChange(Change.ADDED, Thing.RELATION, relation)
        elif name in back:
            yield DeckChange(Change.RENAMED, Thing.RELATION, relation, was)
        elif was != relation:
            change = Change.REWORDED if _takes(was) == _takes(relation) else Change.CHANGED
            yield DeckChange(change, Thing.RELATION, relation, was)
    for name, was in old.relations.items():
        if name not in new.relations and name not in called.relations:
            yield DeckChange(Change.RETIRED, Thing.RELATION, None, was)


def _takes(relation: Relation) -> tuple[object, ...]:
    return relation.subject, relation.value, relation.unit, relation.many


def _of_terms(versions: Versions) -> Iterator[DeckChange]:
    old, new = versions.old, versions.new
    moved: set[str] = set()
    for name, term in new.terms.items():
        was = old.terms.get(name)
        if was is None:
            former = (old.terms.get(known) for known in (*term.was, *term.aliases) if known not in new.terms)
            was = next((found for found in former if found is not None), None) or old.names.term(name)
            if was is not None and was.name not in new.terms:
                moved.add(was.name)
                yield DeckChange(Change.RENAMED, Thing.TERM, term, was)
            else:
                yield DeckChange(Change.ADDED, Thing.TERM, term)
        elif was != term:
            same = (was.type, was.broader) == (term.type, term.broader)
            yield DeckChange(Change.REWORDED if same else Change.CHANGED, Thing.TERM, term, was)
    gone = (term for name, term in old.terms.items() if name not in new.terms and name not in moved)
    yield from (DeckChange(Change.RETIRED, Thing.TERM, None, term) for term in gone)


def _named(part: Part) -> str:
    match part:
        case Fact():
            return f"{part.subject} – {part.relation} – {part.value}"
        case Relation() | Term():
            return part.name
        case _:
            return str(part)
