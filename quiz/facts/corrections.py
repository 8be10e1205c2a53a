"""Whether another value is the old one mended, so that nothing new has to be learned, or another one."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from attrs import field, frozen

from quiz.facts.dates import Date
from quiz.facts.deck import Deck
from quiz.facts.quantities import Quantity
from quiz.facts.relation import Relation
from quiz.facts.values import Listed, SetOf, TermName, Text, Value, may_be_same, members
from quiz.text.closeness import close
from quiz.text.normal import folded

MOST_COMPARED = 10_000
"""Pairs of values of one question that are looked at for mistakes that were mended; more are taken as they are."""


@frozen(slots=False, eq=False)
class Versions:
    """Two versions of a deck, and what is called otherwise in the newer one."""

    old: Deck
    new: Deck
    renamed: Mapping[str, str] = field(factory=dict)
    """Subjects by their old names."""

    @cached_property
    def named(self) -> frozenset[str]:
        """Every name of anything that the new version speaks of."""
        found = {fact.subject for fact in self.new.facts}
        for fact in self.new.facts:
            found.update(str(member) for member in members(fact.value))
        return frozenset(found.union(*(term.names for term in self.new.terms.values())))

    def corrected(self, one: Value, other: Value, relation: Relation | None = None) -> bool:
        """Say whether the value `other` of the new version is `one` of the old one, mended.

        It is where both are names of one thing in either version, could mean the same amount or time (by their units, their
        reach or the relation's tolerance), or where `one` is a near miss of `other` and no name of anything else.
        """
        type_name = getattr(one, "type", "") or getattr(other, "type", "")
        return self.same_thing(str(one), str(other), type_name) or self._mended(one, other, relation)

    def same_thing(self, one: str, other: str, type_name: str = "") -> bool:
        """Say whether a name of the old version and one of the new version are names of the same thing, of a type if named."""
        if self.renamed.get(one) == other:
            return True
        own = self.new.terms.get(one)
        if own is not None and other not in own.names:
            return False  # the new version still has it, as something else
        return bool(_folded(self.old.names_of(one, type_name)) & _folded(self.new.names_of(other, type_name)))

    def _mended(self, one: Value, other: Value, relation: Relation | None) -> bool:
        match one, other:
            case Quantity(), Quantity():
                return may_be_same(one, other) or _within(one, other, relation)
            case Date(), Date():
                return may_be_same(one, other)
            case (Text() | TermName(), Text() | TermName()):
                # A near miss that is the name of something else, such as Iran for Iraq, is another answer.
                return close(str(one), str(other)) and str(one) not in self.named
            case Listed(), Listed():
                return len(one.items) == len(other.items) and all(
                    item == mended or self.corrected(item, mended, relation)
                    for item, mended in zip(one.items, other.items, strict=True)
                )
            case SetOf(), SetOf():
                gone = len({item.key for item in one.items} - {item.key for item in other.items})
                return len(one.items) == len(other.items) and gone == len(self.mended_members(one.items, other.items, relation))
            case _:
                return folded(str(one)) == folded(str(other))

    def mended_members(
        self, old: Iterable[Value], new: Iterable[Value], relation: Relation | None = None
    ) -> list[tuple[Value, Value]]:
        """Return the members of an old answer that a new one has mended, each with what it is now."""
        olds, news = {member.key: member for member in old}, {member.key: member for member in new}
        gone = [member for key, member in olds.items() if key not in news]
        come = [member for key, member in news.items() if key not in olds]
        if len(gone) * len(come) > MOST_COMPARED:
            return []
        found = []
        for member in gone:
            mended = next((other for other in come if self.corrected(member, other, relation)), None)
            if mended is not None:
                come.remove(mended)
                found.append((member, mended))
        return found


def _within(one: Quantity, other: Quantity, relation: Relation | None) -> bool:
    tolerance = relation.tolerance if relation else None
    return tolerance is not None and one.unit == other.unit and abs(one.amount - other.amount) <= tolerance.reach(other.amount)


def _folded(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(folded, names))
