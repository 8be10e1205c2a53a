"""The pool of possible wrong options of one relation: each value (or subject) once, found quickly by likeness."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from random import Random

from attrs import frozen

from quiz.facts.dates import Date
from quiz.facts.fact import Fact
from quiz.facts.quantities import Quantity
from quiz.facts.values import Text, Value, members
from quiz.text.normal import script

_NEAR = 12
"""How many neighbours in magnitude are looked at on each side."""


@frozen
class Candidate:
    """A value that might be offered, and a fact that it is true of."""

    value: Value
    fact: Fact
    group: str


@frozen
class Pool:
    """All candidates of one relation and direction."""

    candidates: tuple[Candidate, ...]
    _by_group: Mapping[str, tuple[Candidate, ...]]
    _ranked: Mapping[str, tuple[tuple[float, ...], tuple[Candidate, ...]]]

    @classmethod
    def of(cls, facts: Mapping[str, tuple[Fact, ...]], others: Iterable[Fact] = (), *, backward: bool) -> "Pool":
        """Gather the distinct values, or backward the subjects, of a relation's facts.

        `others` are facts of other relations with values of the same type, which may stand beside them.
        """
        found: dict[str, Candidate] = {}
        for subject, several in facts.items():
            for fact in several[:1] if backward else several:
                for value in (Text(subject),) if backward else members(fact.value):
                    if value.key not in found:
                        found[value.key] = Candidate(value, fact, group(value))
        for fact in others:
            for value in members(fact.value):
                if value.key not in found:
                    found[value.key] = Candidate(value, fact, group(value))
        candidates = tuple(found.values())
        by_group: dict[str, list[Candidate]] = {}
        for candidate in candidates:
            by_group.setdefault(candidate.group, []).append(candidate)
        ranked = {name: _ranked(several) for name, several in by_group.items() if magnitude(several[0].value) is not None}
        return cls(candidates, {name: tuple(several) for name, several in by_group.items()}, ranked)

    def like(self, value: Value, random: Random, limit: int) -> list[Candidate]:
        """Return up to `limit` candidates that look like `value`: near in magnitude, or of the same kind of writing."""
        own = group(value)
        if own in self._ranked:
            sizes, several = self._ranked[own]
            place = bisect_left(sizes, magnitude(value) or 0.0)
            near = several[max(0, place - _NEAR) : place + _NEAR + 1]
            return random.sample(near, min(limit, len(near)))
        several = self._by_group.get(own, ())
        return random.sample(several, min(limit, len(several)))

    def first(self, value: Value, limit: int) -> Iterator[Candidate]:
        """Yield up to `limit` candidates of the same type as `value`, in the deck's order, its own kind of writing first."""
        own = group(value)
        same_type = type(value).__name__
        yield from islice(self._by_group.get(own, ()), limit)
        others = (candidate for candidate in self.candidates if candidate.group != own and candidate.group.startswith(same_type))
        yield from islice(others, limit)


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


def magnitude(value: Value) -> float | None:
    """Return a number by which values of one group can be ordered, or `None` for those that have no order."""
    match value:
        case Quantity():
            return float(value.amount)
        case Date():
            year, month, day = value.latest if value.open_start else value.earliest
            return year + (month - 1) / 12 + (day - 1) / 372
        case _:
            return None


def _ranked(several: list[Candidate]) -> tuple[tuple[float, ...], tuple[Candidate, ...]]:
    ordered = sorted(((magnitude(candidate.value) or 0.0, place) for place, candidate in enumerate(several)))
    return tuple(size for size, _ in ordered), tuple(several[place] for _, place in ordered)
