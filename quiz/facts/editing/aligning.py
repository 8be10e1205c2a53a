"""Which fact of an edited deck was which before: in order, so that what stayed in its place can stay there in its file too."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher

from quiz.facts.fact import Fact

_SAME: tuple[Callable[[Fact], Hashable], ...] = (
    lambda fact: fact,
    lambda fact: (fact.subject, fact.relation, fact.since, fact.until, fact.as_of, fact.status, fact.according_to, fact.id),
    lambda fact: (fact.subject, fact.relation),
    lambda fact: (fact.relation, fact.value),
)
"""What makes two facts one, from sure to likely: equal; another value; other qualifiers too; another subject."""


def aligned(old: Sequence[Fact], new: Sequence[Fact]) -> list[int | None]:
    """Return for each new fact the place of the old one that it was, if it was one. The places rise."""
    found: list[int | None] = [None] * len(new)
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        found[first] = first
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
        found[-last] = len(old) - last
    for place, other in _pairs(old, new, range(first, len(old) - last), range(first, len(new) - last), 0):
        found[other] = place
    return found


def _pairs(old: Sequence[Fact], new: Sequence[Fact], here: range, there: range, level: int) -> Iterator[tuple[int, int]]:
    """Yield the pairs of places, of the old facts `here` and the new ones `there`, by what makes them one at this level."""
    if not here or not there or level == len(_SAME):
        return
    numbers: dict[Hashable, int] = {}
    one = [numbers.setdefault(_SAME[level](old[place]), len(numbers)) for place in here]
    other = [numbers.setdefault(_SAME[level](new[place]), len(numbers)) for place in there]
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from zip(here[a:b], there[c:d], strict=True)
        elif kind == "replace":
            yield from _pairs(old, new, here[a:b], there[c:d], level + 1)
