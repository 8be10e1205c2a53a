"""The pool of possible wrong options of one relation: each value (or subject) once, found quickly by likeness."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from random import Random

from attrs import field, frozen

from quiz.cards.witnesses import Witnesses
from quiz.facts.collecting import no_collecting
from quiz.facts.dates import Date
from quiz.facts.fact import Fact
from quiz.facts.quantities import Quantity
from quiz.facts.values import Text, Value, members
from quiz.text.normal import script

LONGEST_OPTION = 200
"""Characters; a longer text is no option that can be read at a glance."""
SEARCHED = 400
"""How many candidates of a kind of writing are tried, in the deck's order, before a form is given up. Bounds the time."""
_NEAR = 16
"""How many neighbours in magnitude are looked at on each side."""
_NEAR_IN_LENGTH = 60
"""How many texts of about the same length are drawn from, at least."""
_NEAR_IN_SPELLING = 4
"""How many neighbours in spelling are looked at on each side."""


@frozen
class Candidate:
    """A value that might be offered, and a fact that it is true of."""

    value: Value
    fact: Fact
    size: float
    """Its magnitude, or the number of its characters."""


@frozen
class _Group:
    """Candidates that do not stand out beside each other, smallest first."""

    sizes: tuple[float, ...]
    several: tuple[Candidate, ...]
    in_words: bool


@frozen
class Pool:
    """All candidates of one relation and direction that are short enough to be options."""

    candidates: tuple[Candidate, ...]
    _groups: Mapping[str, _Group]
    _in_turn: Mapping[str, tuple[Candidate, ...]]
    """The first candidates of each group, in the deck's order."""
    _spelled: "dict[str, tuple[tuple[str, ...], tuple[Candidate, ...]]]" = field(factory=dict, init=False)
    witnesses: dict[str, Witnesses] = field(factory=dict, init=False)
    """By group, some of the first candidates that are surely not the same as each other, once they were looked for."""
    _named: "dict[str, Candidate]" = field(factory=dict, init=False)
    _firsts: "dict[str, Sequence[Candidate]]" = field(factory=dict, init=False)

    @classmethod
    def of(cls, facts: Mapping[str, tuple[Fact, ...]], others: Iterable[Fact] = (), *, backward: bool) -> "Pool":
        """Gather the distinct values, or backward the subjects, of a relation's facts.

        `others` are facts of other relations with values of the same type, which may stand beside them.
        """
        found: dict[str, Candidate] = {}
        with no_collecting():
            for subject, several in facts.items():
                for fact in several[:1] if backward else several:
                    for value in (Text(subject),) if backward else members(fact.value):
                        _gather(found, value, fact)
            for fact in others:
                for value in members(fact.value):
                    _gather(found, value, fact)
            candidates = tuple(one for one in found.values() if len(str(one.value)) <= LONGEST_OPTION)
            by_group: dict[str, list[Candidate]] = {}
            for candidate in candidates:
                by_group.setdefault(group(candidate.value), []).append(candidate)
            in_turn = {name: tuple(several[:SEARCHED]) for name, several in by_group.items()}
            return cls(candidates, {name: _sorted(several) for name, several in by_group.items()}, in_turn)

    @property
    def named(self) -> "Mapping[str, Candidate]":
        """The candidates by their words."""
        if not self._named:
            self._named.update((str(one.value), one) for one in self.candidates)
        return self._named

    def like(self, value: Value, random: Random, limit: int) -> list[Candidate]:
        """Return up to `limit` candidates that look like `value`: near in magnitude, or alike in length or spelling."""
        own = group(value)
        found = self._groups.get(own)
        if found is None:
            return []
        place = bisect_left(found.sizes, size(value))
        if not found.in_words:
            # Of equal size first and last, so that there are as many neighbours below as above.
            last = bisect_right(found.sizes, size(value))
            near = (*found.several[max(0, place - _NEAR) : place], *found.several[place : last + _NEAR])
            return random.sample(near, min(limit, len(near)))
        first, last = bisect_left(found.sizes, size(value) - 1), bisect_right(found.sizes, size(value) + 1)
        if last - first < _NEAR_IN_LENGTH:
            first, last = max(0, first - _NEAR_IN_LENGTH // 2), last + _NEAR_IN_LENGTH // 2
        last = min(last, len(found.several))
        drawn = [found.several[each] for each in random.sample(range(first, last), min(limit, last - first))]
        return list({id(one): one for one in (*drawn, *self._spelled_like(own, value))}.values())

    def first(self, value: Value) -> Sequence[Candidate]:
        """Return the first candidates of the same type as `value`, in the deck's order, its own kind of writing before others."""
        own = group(value)
        if own not in self._firsts:
            same_type = type(value).__name__
            others = (one for name, several in self._in_turn.items() if name != own for one in several)
            fitting = islice((one for one in others if type(one.value).__name__ == same_type), SEARCHED)
            self._firsts[own] = (*self._in_turn.get(own, ()), *fitting)
        return self._firsts[own]

    def _spelled_like(self, own: str, value: Value) -> Sequence[Candidate]:
        if own not in self._spelled:
            ordered = sorted((str(one.value).casefold(), place) for place, one in enumerate(self._groups[own].several))
            several = self._groups[own].several
            self._spelled[own] = tuple(text for text, _ in ordered), tuple(several[place] for _, place in ordered)
        texts, several = self._spelled[own]
        place = bisect_left(texts, str(value).casefold())
        return several[max(0, place - _NEAR_IN_SPELLING) : place + _NEAR_IN_SPELLING]


def _gather(found: dict[str, Candidate], value: Value, fact: Fact) -> None:
    key = value.key
    if key not in found:
        found[key] = Candidate(value, fact, size(value))


def group(value: Value) -> str:
    """Return what options must have in common not to stand out: type, and unit, precision or script."""
    name = type(value).__name__
    match value:
        case Quantity():
            return f"{name} {value.unit}"
        case Date():
            return f"{name} {value.precision}"
        case _:
            return f"{name} {script(str(value))}"


def size(value: Value) -> float:
    """Return a number by which values of one group can be ordered: the magnitude of numbers and dates, the length of texts."""
    match value:
        case Quantity():
            return float(value.amount)
        case Date():
            year, month, day = value.latest if value.open_start else value.earliest
            return year + (month - 1) / 12 + (day - 1) / 372
        case _:
            return float(len(str(value)))


def _sorted(several: list[Candidate]) -> _Group:
    ordered = tuple(sorted(several, key=lambda one: one.size))
    return _Group(tuple(one.size for one in ordered), ordered, in_words=not isinstance(several[0].value, Quantity | Date))
