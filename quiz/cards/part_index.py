"""An index over the facts of a few subjects of a large deck, with a sample of the others to draw wrong options from.

What is proved of a subject needs the facts of that subject, and of those whose names are written nearly the same; they are all
here. What other subjects have is needed only to find something that is wrong, and any of them will do.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import field, frozen

from quiz.cards.by_subject import BySubject
from quiz.cards.index import Index
from quiz.facts.fact import Fact

if TYPE_CHECKING:
    from quiz.cards.pool import Pool
    from quiz.facts.relation import Relation


@frozen(slots=False, eq=False)
class PartIndex(Index):
    """Facts of a few subjects, which `deck` holds, before those of a sample, which is taken when it is first needed."""

    sample: Callable[[], Index] = field(kw_only=True, repr=False)

    @property
    def is_whole(self) -> bool:
        """A part of a deck is not the whole of it."""
        return False

    def facts_of(self, relation: str) -> BySubject:
        """Return the facts of a relation by subject: those of this part, then those of the sample."""
        if relation not in self._by_subject:
            own = BySubject(self.deck.by_relation.get(relation, ()))
            own.entries = _Entries(own.entries, lambda: self.sample().facts_of(relation).entries)  # type: ignore[assignment]
            self._by_subject[relation] = own
        return self._by_subject[relation]

    @cached_property
    def alike(self) -> Mapping[str, tuple[str, ...]]:
        """Subjects that may be the same thing, by their letters: of this part, then of the sample."""
        return {**self.sample().alike, **Index(self.deck).alike}

    def traits(self, subject: str) -> frozenset[tuple[str, str]]:
        """Return what is said of a subject, of this part or of the sample."""
        own = any(subject in BySubject(facts) for facts in self.deck.by_relation.values())
        return super().traits(subject) if own else self.sample().traits(subject)

    def pool(self, relation: "Relation", *, backward: bool) -> "Pool":
        """Return the values, or subjects, of the sample."""
        return self.sample().pool(relation, backward=backward)


class _Entries(Mapping[str, "Fact | list[Fact]"]):
    """The entries of a part before those of the sample, which is taken for what the part does not have."""

    __slots__ = ("_more", "_own")

    def __init__(self, own: Mapping[str, "Fact | list[Fact]"], more: Callable[[], Mapping[str, "Fact | list[Fact]"]]) -> None:
        self._own = own
        self._more = more

    def __getitem__(self, subject: str) -> "Fact | list[Fact]":
        return self._own[subject] if subject in self._own else self._more()[subject]

    def __iter__(self) -> Iterator[str]:
        yield from self._own
        yield from (subject for subject in self._more() if subject not in self._own)

    def __len__(self) -> int:
        return len({*self._own, *self._more()})
