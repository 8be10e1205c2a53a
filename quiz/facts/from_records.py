"""Decks from records: instances of attrs classes whose fields are marked with what they say."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Unpack

import attrs
from attrs import evolve, frozen

from quiz.errors import Problem
from quiz.facts.building import Building, DeckOptions
from quiz.facts.checks import described
from quiz.facts.deck import Deck
from quiz.facts.record_fields import Mark, QualifierMark, RelationMark, SubjectMark, mark_of
from quiz.facts.record_types import UnknownTypeError, annotation_of, value_type
from quiz.facts.relation import Relation

_HINT = "Mark one field with quiz.subject(), and those that say something of it with quiz.relation()."


@frozen
class _Described:
    """A record class, and what its fields say."""

    subject: str
    relations: tuple[Relation, ...]
    qualifiers: Mapping[str, str]
    """The field of each qualifier."""

    def row(self, record: object) -> dict[str, Any]:
        """Return what a record says, by relation and qualifier."""
        own = {name: name for name in (self.subject, *(relation.name for relation in self.relations))}
        return {key: _named(getattr(record, name)) for key, name in {**own, **self.qualifiers}.items()}

    @property
    def entry(self) -> dict[str, Any]:
        """How its rows are read, as a deck's table is described."""
        return {"subject": self.subject, "columns": {relation.name: relation.name for relation in self.relations}}

    def told(self, problem: Problem) -> Problem:
        """Return a problem at the field's own name, where that is not the qualifier's."""
        head, dot, key = problem.where.partition(".")
        return evolve(problem, where=f"{head}{dot}{self.qualifiers.get(key, key)}")


def from_records(records: Iterable[object], *, id: str, **deck: Unpack[DeckOptions]) -> Deck:
    """Make a deck of records: instances of attrs classes with fields that `subject`, `relation` and `qualifier` mark.

    A deck may hold records of several classes. A field without a marker says nothing. A value that is itself a record stands
    for that record's subject; what else it says is not read unless it is among `records` too.

    Args:
        records: The records, read once, in the order in which their cards are to be met.
        id: The deck's id, which never changes.
        deck: What else there is to say of the deck: see `DeckOptions`. Its relations win over those of the markers.

    Raises:
        DeckError: Something is wrong; all of it is told, each with its place, such as `records[3].population`.
    """
    given = list(records)
    building = Building.of(id, deck, "records")
    names = {type(record).__name__: type(record) for record in given}
    classes: dict[type, _Described | None] = {}
    for number, record in enumerate(given):
        if type(record) not in classes:
            classes[type(record)] = _described(record, number, names, building)
    known = {kind: found for kind, found in classes.items() if found is not None}
    building = evolve(building, relations=_joined(known, building) | {**building.relations})
    facts = []
    problems = building.report.problems.found
    for kind, found in known.items():
        before = len(problems)
        rows = ((number, found.row(record)) for number, record in enumerate(given) if type(record) is kind)
        facts += building.facts(rows, found.entry)
        problems[before:] = map(found.told, problems[before:])
    return building.deck(sorted(facts, key=lambda placed: placed.path[1]))


def _described(record: object, number: int, names: Mapping[str, type], building: Building) -> _Described | None:
    """Read the markers of a record's class; `number` is that of its first record. What is wrong with them is told once."""
    kind = type(record)
    if not attrs.has(kind):
        message = f"{described(record)} stands where a record of an attrs class was expected"
        building.report.add(("row", number), "wrong-type", message, _HINT)
        return None
    marks = {field.name: mark for field in attrs.fields(kind) if (mark := mark_of(field))}
    subjects = {name: mark for name, mark in marks.items() if isinstance(mark, SubjectMark)}
    if len(subjects) != 1:
        there = f"{len(subjects)} subjects, {' and '.join(subjects)}" if subjects else "no subject"
        building.report.add((kind.__name__,), "missing-subject", f"The class {kind.__name__} has {there}", _HINT)
        return None
    ((subject, mark),) = subjects.items()
    qualifiers = [(said.key, name) for name, said in marks.items() if isinstance(said, QualifierMark)]
    _told_apart(kind, marks, qualifiers, building)
    relations = []
    for name, said in marks.items():
        if isinstance(said, RelationMark):
            options = {**said.options}
            try:
                options = value_type(annotation_of(kind, name, names), options) | options
            except UnknownTypeError as error:
                building.report.add((kind.__name__, name), "wrong-type", str(error), "Say value=… in quiz.relation().")
            relations.append(Relation(name, mark.type, **options))
    return _Described(subject, tuple(relations), dict(qualifiers))


def _told_apart(kind: type, marks: Mapping[str, Mark], qualifiers: list[tuple[str, str]], building: Building) -> None:
    """Tell of qualifiers that two fields give, or that share their name with a field which says something else."""
    counts = Counter(key for key, _ in qualifiers)
    for key, name in qualifiers:
        if counts[key] > 1 or not isinstance(marks.get(key), QualifierMark | None):
            other = next(field for field in marks if field != name and (field == key or (key, field) in qualifiers))
            message = f"The fields {name} and {other} of {kind.__name__} are both called {key}"
            building.report.add((kind.__name__, name), "shared-name", message, "Keep one of them, or rename the other.")


def _joined(classes: Mapping[type, _Described], building: Building) -> dict[str, Relation]:
    """Return the relations of all classes. One that several classes have is of no one type of subject."""
    found: dict[str, Relation] = {}
    for kind, described_class in classes.items():
        for relation in described_class.relations:
            known = found.setdefault(relation.name, relation)
            if evolve(known, subject=None) != evolve(relation, subject=None):
                message = f"“{relation.name}” is not the same relation in {kind.__name__} as in a class before it"
                hint = "Give both fields the same type and options, or one of them another name."
                if relation.name not in building.relations:
                    building.report.add((kind.__name__, relation.name), "shared-name", message, hint)
            elif known.subject != relation.subject:
                found[relation.name] = evolve(known, subject=None)
    return found


def _named(value: object) -> object:
    """Return a value with the names of the records in it in their place."""
    if isinstance(value, list | tuple):
        return [_named(item) for item in value]
    if isinstance(value, set | frozenset):
        return {_named(item) for item in value}
    kind = type(value)
    if attrs.has(kind):
        for field in attrs.fields(kind):
            if isinstance(mark_of(field), SubjectMark):
                return _named(getattr(value, field.name))
    return value
