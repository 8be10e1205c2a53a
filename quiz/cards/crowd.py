"""Several texts, of which any might be what another text means: found without comparing it with each of them."""

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate
from typing import Any

from quiz.cards.sameness import Marks, is_known, marks, may_be_same_reading, may_be_same_words
from quiz.facts.dates import Date, reach
from quiz.facts.quantities import Quantity
from quiz.facts.unit_names import canonical
from quiz.facts.values import TermName, Text, Value
from quiz.text.romanised import is_romanised

_FEW = 4
"""So many are compared one by one: looking them up would take longer."""
_Span = tuple[Any, Any]
"""The first and the last of some days, or of some amounts."""


class Crowd:
    """Several texts; says of another one what `may_be_same_words` says of it and any of them."""

    def __init__(self, some: Iterable[Marks], lang: str) -> None:
        """Take the marks of the texts; `lang` is a primary tag."""
        self._some = tuple(some)
        self._lang = lang

    def might_be(self, one: Marks) -> bool:
        """Say whether a text might mean the same as one of these."""
        if len(self._some) <= _FEW:
            return any(may_be_same_words(one, other, self._lang) for other in self._some)
        whole, shorts = self._written
        if not whole.isdisjoint(one.whole) or one.short in whole or not shorts.isdisjoint(one.whole):
            return True
        return (
            self._lists(one)
            or ((one.letters != "" or one.initials != "") and self._abbreviates(one))
            or (one.readable and self._is_read_as(one))
            or self._romanises(one)
        )

    def any_might_be(self, values: Iterable[Value], lang: str) -> bool:
        """Say whether any of some values might be one of these, as any might that is not simply words."""
        return any(not isinstance(one, Text | TermName) or self.might_be(marks(str(one), lang)) for one in values)

    @cached_property
    def _written(self) -> tuple[frozenset[str], frozenset[str]]:
        """All normal forms, and all of those without brackets."""
        return frozenset().union(*(one.whole for one in self._some)), frozenset(one.short for one in self._some)

    def _lists(self, one: Marks) -> bool:
        """Say whether a text lists all that one of these names, or the other way round."""
        alone, listed = self._parts
        if one.lists and not alone.isdisjoint(one.parts):
            return True
        if listed.keys().isdisjoint(one.parts):
            return False
        others = (other for part in one.parts for other in listed.get(part, ()))
        return any(one.parts <= other or (one.lists and other <= one.parts) for other in others)

    @cached_property
    def _parts(self) -> tuple[frozenset[str], dict[str, set[frozenset[str]]]]:
        """What those name that list nothing; and by each thing that others list, all that they list."""
        alone = frozenset(part for one in self._some if not one.lists for part in one.parts)
        listed: dict[str, set[frozenset[str]]] = {}
        for one in self._some:
            for part in one.parts if one.lists else ():
                listed.setdefault(part, set()).add(one.parts)
        return alone, listed

    def _abbreviates(self, one: Marks) -> bool:
        """Say whether a text may be the initials of one of these, or the other way round."""
        letters, begins = self._initials
        return one.letters in begins or any(one.initials[:end] in letters for end in range(1, len(one.initials) + 1))

    @cached_property
    def _initials(self) -> tuple[frozenset[str], frozenset[str]]:
        """What may be initials, and what the initials of words begin with."""
        begins = (one.initials[:end] for one in self._some for end in range(1, len(one.initials) + 1))
        return frozenset(one.letters for one in self._some if one.letters), frozenset(begins)

    def _romanises(self, one: Marks) -> bool:
        """Say whether a text may be one of these in Latin letters, or the other way round."""
        latin, foreign = self._scripts
        if one.latin:
            return bool(foreign) and any(is_romanised(one.text, other.text, self._lang) for other in foreign)
        return one.foreign and any(is_romanised(other.text, one.text, self._lang) for other in latin)

    @cached_property
    def _scripts(self) -> tuple[list[Marks], list[Marks]]:
        return [one for one in self._some if one.latin], [one for one in self._some if one.foreign]

    def _is_read_as(self, one: Marks) -> bool:
        """Say whether a text may be the same number, amount or date as one of these."""
        return self._readable and any(map(self._read.might_be, one.readings))

    @cached_property
    def _readable(self) -> bool:
        return any(one.readable for one in self._some)

    @cached_property
    def _read(self) -> "_Readings":
        return _Readings(dict.fromkeys(reading for one in self._some for reading in one.readings))


def crowd_of(values: Iterable[Value], lang: str) -> Crowd | None:
    """Return what some values are called, or nothing where any is not simply words. `lang` is a primary tag."""
    several = list(values)
    if not all(isinstance(value, Text | TermName) for value in several):
        return None
    return Crowd((marks(str(value), lang) for value in several), lang)


class _Readings:
    """Numbers, amounts and dates; says of another one what `may_be_same_reading` says of it and any of them."""

    def __init__(self, some: Iterable[Quantity | Date]) -> None:
        dates: list[_Span] = []
        by_unit: dict[str, list[Quantity]] = {}
        self._seasons: list[Date] = []
        for one in some:
            if isinstance(one, Quantity):
                by_unit.setdefault(one.unit, []).append(one)
            elif one.season:
                # Two seasons are told apart by more than their days.
                self._seasons.append(one)
            else:
                dates.append(reach(one))
        self._dates = _Spans(dates)
        self._amounts = {unit: _Spans([(one.lowest, one.highest) for one in several]) for unit, several in by_unit.items()}
        self._any_unit = _Spans([(one.lowest, one.highest) for several in by_unit.values() for one in several])
        self._others: dict[str, list[Quantity]] = {}
        """Amounts in units that may be the same when written otherwise, or may be converted."""
        for unit, several in by_unit.items():
            self._others.setdefault(_family(unit), []).extend(several)

    def might_be(self, one: Quantity | Date) -> bool:
        if isinstance(one, Date):
            return self._dates.meet(reach(one)) or any(may_be_same_reading(one, other) for other in self._seasons)
        span = (one.lowest, one.highest)
        if not one.unit:
            return self._any_unit.meet(span)
        if any(same.meet(span) for unit in (one.unit, "") if (same := self._amounts.get(unit)) is not None):
            return True
        others = self._others.get(_family(one.unit), ())
        return any(one.unit != other.unit and may_be_same_reading(one, other) for other in others)


def _family(unit: str) -> str:
    """Return what units have in common that might be the same; units that are known might all be."""
    return "\x00" if is_known(unit) else canonical(unit)


class _Spans:
    """Several spans; tells whether another one meets any of them."""

    def __init__(self, some: list[_Span]) -> None:
        some.sort()
        self._starts = [start for start, _ in some]
        self._ends = list(accumulate((end for _, end in some), max))

    def meet(self, span: _Span) -> bool:
        start, end = span
        place = bisect_right(self._starts, end)
        return place > 0 and self._ends[place - 1] >= start
