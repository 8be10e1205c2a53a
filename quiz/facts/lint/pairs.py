"""Names of one type: who uses them, which two are written nearly alike, and whether the deck shows that they differ."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from attrs import field, frozen

from quiz.facts.lint.inspection import Inspection
from quiz.facts.relation import Relation
from quiz.facts.values import members

_EDGE = 3
"""Letters at the start or the end that two writings of one name have in common."""
_LARGEST_GROUP = 60
"""Names with one start or end; in larger groups it tells nothing."""
_TIMES = 3
"""So many times as many facts as values make a relation one of categories."""


@frozen
class Used:
    """How the facts of a deck use a name."""

    first: int
    """The number of the first fact that does."""
    count: list[int] = field(factory=list)
    """The numbers of the facts that do."""
    subject_of: set[str] = field(factory=set)
    """The relations of which it is a subject."""
    value_of: set[str] = field(factory=set)
    """The subjects of which it is a value, with the relation."""

    def is_apart_from(self, other: "Used") -> bool:
        """Say whether the deck shows two names to be different things: one question asks both, or one answer holds both."""
        return not self.subject_of.isdisjoint(other.subject_of) or not self.value_of.isdisjoint(other.value_of)


def named_things(seen: Inspection) -> Mapping[str, Mapping[str, Used]]:
    """Return the names of each type of term that the facts use, each with its use."""
    found: dict[str, dict[str, Used]] = {}
    facts = seen.deck.facts
    for name, numbers in seen.numbered.items():
        relation = seen.deck.relations[name]
        subjects = found.setdefault(relation.subject, {}) if relation.subject else None
        values = found.setdefault(relation.value, {}) if relation.is_term else None
        if subjects is None and values is None:
            continue
        for number in numbers:
            fact = facts[number]
            if subjects is not None:
                use = subjects.get(fact.subject) or subjects.setdefault(fact.subject, Used(number))
                use.count.append(number)
                use.subject_of.add(name)
            if values is not None:
                _note(values, fact.subject, name, [str(member) for member in members(fact.value)], number)
    return found


def categories(seen: Inspection) -> Iterator[tuple[Relation, Mapping[str, int], Mapping[str, int]]]:
    """Yield the relations of plain texts in which the same words come back; how often each stands, and its first fact."""
    for name, numbers in seen.numbered.items():
        relation = seen.deck.relations[name]
        if relation.value != "text" or relation.strict:
            continue
        counts: dict[str, int] = {}
        first: dict[str, int] = {}
        for number in numbers:
            text = seen.deck.facts[number].value.key
            if text in counts:
                counts[text] += 1
            else:
                counts[text], first[text] = 1, number
                if len(counts) * _TIMES > len(numbers):
                    break
        else:
            yield relation, counts, first


def _note(found: dict[str, Used], subject: str, relation: str, values: list[str], number: int) -> None:
    for value in values:
        use = found.get(value) or found.setdefault(value, Used(number))
        use.count.append(number)
        use.value_of.add(f"{relation}\x1f{subject}")


def near_pairs(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of names that are near misses of each other but not the same letters, the earlier one first.

    Only names that begin or end alike are compared, so that it takes no longer than there are names.
    """
    from quiz.text.closeness import close
    from quiz.text.normal import bare

    groups: dict[str, list[tuple[str, str]]] = {}
    for name in names:
        letters = bare(name)
        if len(letters) > _EDGE:
            groups.setdefault(letters[:_EDGE] + "…", []).append((name, letters))
            groups.setdefault("…" + letters[-_EDGE:], []).append((name, letters))
    told: set[tuple[str, str]] = set()
    for group in groups.values():
        if len(group) > _LARGEST_GROUP:
            continue
        for (one, letters), (other, others) in combinations(group, 2):
            pair = (one, other)
            alike = abs(len(letters) - len(others)) <= 2 and letters != others
            if alike and pair not in told and close(one, other) and close(other, one):
                told.add(pair)
                yield pair
