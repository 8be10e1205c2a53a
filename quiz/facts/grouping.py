"""Gathering facts into records, as people write them: what is said of one subject, with the same qualifiers, is one record."""

import re
from collections.abc import Container, Iterable, Mapping
from typing import Any

from attrs import field, frozen

from quiz.facts.fact import Fact
from quiz.facts.fields import QUALIFIERS
from quiz.facts.relation import Relation

_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")
_LARGEST = 2**53
"""Larger whole numbers are written as text: other programs that read TOML would round them."""
_OWN = frozenset({"subject", *QUALIFIERS})


@frozen
class Stated:
    """One fact as the data of its record: subject, relation and value, and what qualifies it."""

    fact: Fact
    value: Any
    """The value as the data of a file."""
    qualifiers: Mapping[str, Any]
    """The qualifiers as the data of a file, by key."""

    def goes_with(self, other: "Stated") -> bool:
        """Say whether two facts may stand in one record."""
        return self.fact.subject == other.fact.subject and self.qualifiers == other.qualifiers


@frozen
class Pair:
    """One relation with its value, or with several."""

    relation: str
    facts: list[Stated] = field(factory=list)

    @property
    def data(self) -> Any:  # noqa: ANN401 - whatever a file can hold
        """What stands right of the equals sign."""
        return self.facts[0].value if len(self.facts) == 1 else [stated.value for stated in self.facts]


@frozen
class Record:
    """One `[[facts]]` table."""

    pairs: list[Pair] = field(factory=list)

    @property
    def first(self) -> Stated:
        """The first fact of it."""
        return self.pairs[0].facts[0]

    def data(self, declared: Container[str]) -> dict[str, Any]:
        """Return it as the data of a file; `declared` are the relations that the deck declares."""
        first = self.first
        named = {pair.relation: pair.data for pair in self.pairs}
        if not is_key(first.fact.relation, declared):
            named = {"relation": first.fact.relation, "value": self.pairs[0].data}
        return {"subject": first.fact.subject, **named, **first.qualifiers}


def is_key(relation: str, declared: Container[str]) -> bool:
    """Say whether a relation can be the key of its value; else it is written as `relation = "…"`, `value = …`."""
    return relation not in _OWN and (relation != "relation" or relation in declared)


def grouped(facts: Iterable[Stated], relations: Mapping[str, Relation], declared: Container[str]) -> list[Record]:
    """Gather facts into records without changing their order.

    Values of one relation become one list where the relation takes several, each of them single.
    """
    found: list[Record] = []
    for stated in facts:
        name = stated.fact.relation
        if found and found[-1].first.goes_with(stated):
            record = found[-1]
            if record.pairs[-1].relation == name:
                if takes_several(relations.get(name)):
                    record.pairs[-1].facts.append(stated)
                    continue
            elif all(_joins(pair.relation, declared) for pair in (*record.pairs, Pair(name))) and all(
                pair.relation != name for pair in record.pairs
            ):
                record.pairs.append(Pair(name, [stated]))
                continue
        found.append(Record([Pair(name, [stated])]))
    return found


def _joins(relation: str, declared: Container[str]) -> bool:
    return is_key(relation, declared) and relation not in {"relation", "value"}


def takes_several(relation: Relation | None) -> bool:
    """Say whether several values of a relation, each of them single, can stand in one list."""
    return relation is not None and relation.many and relation.value not in {"list", "set"}


def natural(found: Any, relation: Relation | None) -> Any:  # noqa: ANN401 - whatever a file can hold
    """Return a value's data as people write it: a quantity in its relation's own unit as a number."""
    if relation is None or relation.value != "quantity" or not isinstance(found, str):
        return found
    amount = found.removesuffix(f" {relation.unit}") if relation.unit else found
    if not _NUMBER.fullmatch(amount) or amount in {"-0", "-0.0"}:
        return found
    if "." in amount:
        return float(amount) if repr(float(amount)) == amount else found
    return int(amount) if abs(int(amount)) < _LARGEST else found
