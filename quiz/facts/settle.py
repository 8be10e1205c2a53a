"""Settling: every value takes its relation's type, every name its term, and relations nobody declared are inferred."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from attrs import evolve, frozen

from quiz.facts.clozes import Cloze, is_cloze
from quiz.facts.dates import Date, parse_date
from quiz.facts.fact import Fact
from quiz.facts.media import Picture, Sound
from quiz.facts.quantities import Quantity
from quiz.facts.relation import Relation
from quiz.facts.statements import distinction, statements
from quiz.facts.term import Term
from quiz.facts.values import (
    BUILT_IN_TYPES,
    FALSE_WORDS,
    TRUE_WORDS,
    Boolean,
    Listed,
    RichText,
    SetOf,
    TermName,
    Text,
    Value,
    list_or_set,
    parse_value,
    written,
)
from quiz.text.normal import folded

# A number as a table writes it. With leading zeros it is a code, such as a postal code, and stays text.
_PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")
_PLAIN_DATE = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")


@frozen
class Names:
    """Finds the term that a name means."""

    terms: Mapping[str, Term]
    _by_name: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, terms: Mapping[str, Term]) -> "Names":
        """Index all the names of `terms`."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for term in terms.values():
            for name in dict.fromkeys(folded(name) for name in term.names):
                found[name].append(term.name)
        return cls(terms, {name: tuple(owners) for name, owners in found.items()})

    def term(self, name: str, type_name: str | None = None) -> Term | None:
        """Return the term called `name`, of the given type where one is given.

        A term's own name wins over aliases; a name that several terms share names none of them.
        """
        own = self.terms.get(name)
        if own is not None and (not type_name or not own.type or own.type == type_name):
            return own
        owners = [self.terms[owner] for owner in self._by_name.get(folded(name), ())]
        fitting = [term for term in owners if not type_name or term.type == type_name]
        return fitting[0] if len(fitting) == 1 else None


@frozen
class Settled:
    """Facts and relations as a deck holds them."""

    facts: tuple[Fact, ...]
    relations: Mapping[str, Relation]


def settle(
    facts: Iterable[Fact], relations: Mapping[str, Relation], terms: Mapping[str, Term], as_of: Date | None = None
) -> Settled:
    """Give every fact's value its relation's type and its subject and value their terms' own names.

    `as_of` is when facts that do not say so were reported.

    Relations that are used without being declared are inferred: their type from all their values together, `many` where a
    subject repeats with different values that neither time nor claimant nor status tells apart. Raises `ValueError` for a value
    that its declared type does not allow. A list where the relation takes single values is several facts, as in a deck file.
    """
    names = Names.of(terms)
    listed = _one_by_one(facts, relations)
    inferred = infer(listed, relations, names, as_of)
    complete = {name: _whole(relation) for name, relation in relations.items()}
    complete |= {relation.name: relation for relation in inferred}
    return Settled(tuple(_settled(fact, complete[fact.relation], names) for fact in listed), complete)


def _one_by_one(facts: Iterable[Fact], declared: Mapping[str, Relation]) -> tuple[Fact, ...]:
    """Return the facts with a list or a set, where the relation takes single values, as one fact for each of its items."""
    listed = tuple(facts)
    several = {fact.relation for fact in listed if isinstance(fact.value, Listed | SetOf)}
    if not several:
        return listed
    kinds: dict[str, set[type]] = {}
    for fact in listed:
        if fact.relation in several and fact.relation not in declared:
            kinds.setdefault(fact.relation, set()).add(type(fact.value))
    whole = {name for name in several if name in declared and declared[name].value in {"list", "set"}}
    whole |= {name for name, types in kinds.items() if len(types) == 1}
    found: list[Fact] = []
    for fact in listed:
        if isinstance(fact.value, Listed | SetOf) and fact.relation not in whole:
            found += [fact.with_value(item) for item in fact.value.items]
        else:
            found.append(fact)
    return tuple(found)


def infer(facts: Iterable[Fact], declared: Mapping[str, Relation], names: Names, as_of: Date | None = None) -> list[Relation]:
    """Return the relations that `facts` use without declaring them, in the order of their first use."""
    loose: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.relation not in declared:
            loose.setdefault(fact.relation, []).append(fact)
    return [_inferred(name, found, names, as_of) for name, found in loose.items()]


def _inferred(name: str, facts: list[Fact], names: Names, as_of: Date | None) -> Relation:
    relation = _whole(Relation(name, value=_common_type([fact.value for fact in facts], names), declared=False))
    by_subject: dict[str, list[Fact]] = {}
    for fact in facts:
        by_subject.setdefault(fact.subject, []).append(fact)
    if names.terms:
        by_subject = _by_term(by_subject, names)
    repeated = [several for several in by_subject.values() if len(several) > 1]
    found = [
        statement
        for several in repeated
        for statement in statements([_settled(fact, relation, names) for fact in several], relation, as_of)
    ]
    told_apart = any(statement.distinction != distinction(statement.fact) for statement in found)
    many = not told_apart and any(statement.conflicting for statement in found)
    return evolve(relation, many=True) if many else relation


def _by_term(facts: Mapping[str, list[Fact]], names: Names) -> dict[str, list[Fact]]:
    """Put the facts of subjects together that are names of one term."""
    found: dict[str, list[Fact]] = {}
    for subject, several in facts.items():
        term = names.term(subject)
        found.setdefault(term.name if term else subject, []).extend(several)
    return found


def _whole(relation: Relation) -> Relation:
    """Return the relation of sets as what it is: one with several values."""
    return evolve(relation, many=True) if relation.value == "set" and not relation.many else relation


def _common_type(values: list[Value], names: Names) -> str:
    for type_name, fits in _FITTING:
        if all(fits(value) for value in values):
            return type_name
    named = {value.type if isinstance(value, TermName) else "" for value in values}
    if len(named) == 1 and (told := named.pop()) and told not in BUILT_IN_TYPES:
        return told
    if names.terms:
        terms = [names.term(str(value)) for value in values]
        types = {term.type if term else "" for term in terms}
        if len(types) == 1 and (only := types.pop()):
            return only
    return "text"


def _is_number(value: Value) -> bool:
    return isinstance(value, Quantity) or (isinstance(value, Text) and _PLAIN_NUMBER.fullmatch(value.text) is not None)


def _is_date(value: Value) -> bool:
    if not isinstance(value, Text):
        return isinstance(value, Date)
    if not _PLAIN_DATE.fullmatch(value.text):
        return False
    try:
        parse_value(value.text, "date")
    except ValueError:
        return False
    return True


def _is_cloze(value: Value) -> bool:
    if not isinstance(value, Text):
        return isinstance(value, Cloze)
    if "{{" not in value.text or not is_cloze(value.text):
        return False
    try:
        parse_value(value.text, "cloze")
    except ValueError:
        return False
    return True


def _is_boolean(value: Value) -> bool:
    return isinstance(value, Boolean) or (isinstance(value, Text) and folded(value.text) in TRUE_WORDS | FALSE_WORDS)


_FITTING = (
    ("quantity", _is_number),
    ("date", _is_date),
    ("boolean", _is_boolean),
    ("cloze", _is_cloze),
    ("list", lambda value: isinstance(value, Listed)),
    ("set", lambda value: isinstance(value, SetOf)),
    ("rich", lambda value: isinstance(value, RichText)),
    ("picture", lambda value: isinstance(value, Picture)),
    ("sound", lambda value: isinstance(value, Sound)),
)
_TYPES: Mapping[type, str] = {
    RichText: "rich",
    Quantity: "quantity",
    Date: "date",
    Boolean: "boolean",
    Picture: "picture",
    Sound: "sound",
    Cloze: "cloze",
}
"""The types of value that say what they are."""


def _settled(fact: Fact, relation: Relation, names: Names) -> Fact:
    value = typed(fact.value, relation, names)
    subject = fact.subject
    if names.terms:
        if type(value) is Text and not relation.declared and (known := names.term(value.text)):
            # Were all of its values terms, the relation would be one of terms: a name means the same thing either way.
            value = Text(known.name)
        own = names.term(subject, relation.subject)
        subject = own.name if own else subject
    if value is fact.value and subject == fact.subject:
        return fact
    return fact.restated(subject, value)


def typed(value: Value, relation: Relation, names: Names) -> Value:
    """Return `value` in its relation's type. Raises `ValueError` when it cannot be of that type."""
    if relation.value in {"list", "set"}:
        return _several(value, relation, names)
    if isinstance(value, Listed | SetOf):
        return type(value)([_typed(item, "text", "", names) for item in value.items])
    return _typed(value, relation.value, relation.unit, names)


def _several(value: Value, relation: Relation, names: Names) -> Value:
    """Return a list or a set of the type of member that its relation names."""
    of = relation.of or "text"
    items = value.items if isinstance(value, Listed | SetOf) else ()
    if not isinstance(value, Listed | SetOf):
        read = parse_value(written(value), relation.value, relation.unit, of=of)
        items = read.items if isinstance(read, Listed | SetOf) else ()
    return list_or_set(relation.value, [_typed(item, of, relation.unit, names) for item in items])


def _typed(value: Value, kind: str, unit: str, names: Names) -> Value:
    """Return a single value in the type called `kind`."""
    own = _TYPES.get(type(value))
    if own == kind:
        return evolve(value, unit=unit) if isinstance(value, Quantity) and unit and not value.unit else value
    match value:
        case Text() if own is None:
            return value if kind == "text" else _named(parse_value(value.text, kind, unit), names)
        case TermName():
            return _named(value if value.type == kind else parse_value(value.name, kind, unit), names)
        case Quantity() if kind == "date" and value.to is None and value.amount == value.amount.to_integral_value():
            return parse_date(f"{value.amount:.0f}")
        case RichText() | Picture() | Sound() if kind == "text":
            return Text(str(value))
        case RichText():
            return _named(parse_value(value.text, kind, unit), names)
        case _:
            return _named(parse_value(written(value), kind, unit), names)


def _named(value: Value, names: Names) -> Value:
    if not isinstance(value, TermName):
        return value
    term = names.term(value.name, value.type)
    return value if term is None else TermName(term.name, value.type)
