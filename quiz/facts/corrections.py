"""Whether another value is the old one mended, so that nothing new has to be learned, or another one."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import PurePosixPath

from attrs import evolve, field, frozen

from quiz.facts.clozes import Cloze
from quiz.facts.dates import Date, parse_date
from quiz.facts.deck import Deck
from quiz.facts.media import Picture, Sound
from quiz.facts.quantities import Quantity, parse_quantity
from quiz.facts.relation import Relation
from quiz.facts.sameness import may_be_same
from quiz.facts.units import converted, same_unit
from quiz.facts.values import Listed, SetOf, TermName, Text, Value, members
from quiz.text.closeness import close
from quiz.text.normal import folded

MOST_COMPARED = 10_000
"""Pairs of values of one question that are looked at for mistakes that were mended; more are taken as they are."""

_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\d{4}")


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
        reach or the relation's tolerance), or where `one` is a near miss of `other` and no name of anything else. Amounts whose
        units nobody can convert, such as those of two currencies, are the same only if one had none or was misspelt. A picture
        or sound is the same where only its folder or ending is another, or its file's name was misspelt.
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
                return _same_amount(one, other) or _within(one, other, relation)
            case Date(), Date():
                return may_be_same(one, other)
            case (Text(), Quantity() | Date()) | (Quantity(), Text() | Date()) | (Date(), Text() | Quantity()):
                return any(self._mended(*both, relation) for both in _measured(one, other))
            case (Text() | TermName(), Text() | TermName()) | (Cloze(), Cloze()):
                # A near miss that is the name of something else, such as Iran for Iraq, is another answer.
                if close(str(one), str(other)) and str(one) not in self.named:
                    return True
                return isinstance(one, Text) and any(self._mended(*both, relation) for both in _measured(one, other))
            case Picture() | Sound(), Picture() | Sound():
                return type(one) is type(other) and self._same_file(one.path, other.path)
            case Listed(), Listed():
                return len(one.items) == len(other.items) and all(
                    item == mended or self.corrected(item, mended, relation)
                    for item, mended in zip(one.items, other.items, strict=True)
                )
            case SetOf(), SetOf():
                mended = {old.key: new.key for old, new in self.mended_members(one.items, other.items, relation)}
                return {mended.get(item.key, item.key) for item in one.items} == {item.key for item in other.items}
            case _:
                return folded(str(one)) == folded(str(other))

    def mended_members(
        self, old: Iterable[Value], new: Iterable[Value], relation: Relation | None = None
    ) -> list[tuple[Value, Value]]:
        """Return the members of an old answer that a new one has mended, each with what it is now.

        Two that are names of one thing may have become the same member.
        """
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
            elif len(gone) * len(news) <= MOST_COMPARED:
                mended = next((other for other in news.values() if self.same_thing(str(member), str(other))), None)
            if mended is not None:
                found.append((member, mended))
        return found

    def _same_file(self, one: str, other: str) -> bool:
        old, new = PurePosixPath(one), PurePosixPath(other)
        if old.stem == new.stem:
            return self._files[0][old.stem] == self._files[1][new.stem] == 1
        return old.parent == new.parent and close(old.stem, new.stem) and not self._files[1][old.stem]

    @cached_property
    def _files(self) -> tuple[Counter[str], Counter[str]]:
        """How many pictures and sounds of either version have a name, without folder and ending."""
        old, new = ({value.path for value in _media(deck)} for deck in (self.old, self.new))
        return Counter(PurePosixPath(path).stem for path in old), Counter(PurePosixPath(path).stem for path in new)


def _media(deck: Deck) -> Iterable[Picture | Sound]:
    return (value for fact in deck.facts for value in members(fact.value) if isinstance(value, Picture | Sound))


def _same_amount(one: Quantity, other: Quantity) -> bool:
    if one.unit == other.unit or same_unit(one.unit, other.unit) or converted(one.amount, one.unit, other.unit) is not None:
        return may_be_same(one, other)
    return (not one.unit or not other.unit or close(one.unit, other.unit)) and may_be_same(evolve(one, unit=other.unit), other)


def _within(one: Quantity, other: Quantity, relation: Relation | None) -> bool:
    tolerance = relation.tolerance if relation else None
    amount = one.amount if one.unit == other.unit else converted(one.amount, one.unit, other.unit)
    return tolerance is not None and amount is not None and abs(amount - other.amount) <= tolerance.reach(other.amount)


def _measured(one: Value, other: Value) -> Iterable[tuple[Value, Value]]:
    """Yield two values, of which one or both are text, as the amounts or times that they say, as far as both do."""
    readers: tuple[tuple[re.Pattern[str], Callable[[str], Value]], ...] = (
        (_DIGIT, parse_quantity),
        (_YEAR, parse_date),  # fewer digits may be a fraction, a score or a version
    )
    for signs, parse in readers:
        if signs.search(str(one)) and signs.search(str(other)):
            with suppress(ValueError):
                yield parse(str(one)), parse(str(other))


def _folded(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(folded, names))
