"""The facts of one relation by subject, and what they state, without a container for each of the many subjects with one fact."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import TypeVar

from attrs import evolve

from quiz.facts.dates import Date
from quiz.facts.fact import Fact, Status
from quiz.facts.relation import Relation
from quiz.facts.statements import Statement, statements

_Key = TypeVar("_Key", bound=Hashable)
_Item = TypeVar("_Item")


def join(found: dict[_Key, _Item | list[_Item]], key: _Key, item: _Item) -> None:
    """Put an item with the others of its key: a lone one as itself, several as a list."""
    known = found.get(key)
    if known is None:
        found[key] = item
    elif isinstance(known, list):
        known.append(item)
    else:
        found[key] = [known, item]


class BySubject(Mapping[str, tuple[Fact, ...]]):
    """The facts of one relation by subject, both in the order of their first use."""

    __slots__ = ("entries",)

    def __init__(self, facts: Iterable[Fact], *, apart: bool = False) -> None:
        """Sort facts by their subjects. Where they are `apart`, no fact's card depends on whether it has an id."""
        found: dict[str, Fact | list[Fact]] = {}
        stated = Status.STATED
        for fact in facts:
            subject = fact.subject
            if subject in found:
                join(found, subject, fact)
            else:
                alone = fact.status is stated and fact.until is None and fact.according_to is None and (apart or fact.id is None)
                found[subject] = fact if alone else [fact]
        self.entries = found
        """A lone fact as itself, if nothing qualifies its question and no id of its own names its card; others in a list."""

    def __getitem__(self, subject: str) -> tuple[Fact, ...]:
        found = self.entries[subject]
        return (found,) if isinstance(found, Fact) else tuple(found)

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


class Said(Mapping[str, list[Statement]]):
    """The statements of one relation by subject, each sorted out when it is looked up."""

    __slots__ = ("_as_of", "_relation", "facts")

    def __init__(self, facts: BySubject, relation: Relation, as_of: Date | None = None) -> None:
        """Sort out nothing yet. `as_of` is when facts that do not say so were reported."""
        self.facts = facts
        self._relation = relation
        self._as_of = as_of

    def __getitem__(self, subject: str) -> list[Statement]:
        return self.of(self.facts.entries[subject])

    def __iter__(self) -> Iterator[str]:
        return iter(self.facts)

    def __len__(self) -> int:
        return len(self.facts)

    def of(self, found: Fact | list[Fact]) -> list[Statement]:
        """Return the statements of one entry."""
        if isinstance(found, Fact):
            return [Statement(found, ())]
        return [self._dated(statement) for statement in statements(found, self._relation, self._as_of)]

    def _dated(self, statement: Statement) -> Statement:
        """Return a statement whose question must say when it was reported with a fact that says so."""
        if statement.dated and statement.fact.as_of is None:
            return evolve(statement, fact=evolve(statement.fact, as_of=self._as_of))
        return statement
