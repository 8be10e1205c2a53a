"""Answers that are too large to be recalled at once."""

from collections import Counter
from collections.abc import Iterator

from quiz.errors import Problem
from quiz.facts.lint.inspection import Inspection
from quiz.facts.statements import distinction
from quiz.facts.values import SetOf, Text, members

LARGEST_SET = 20
"""Members; over 12 are asked one by one, and over so many are a list to look up."""
LONGEST_VALUE = 300
"""Characters of a text that can still be recalled."""


def large_sets(seen: Inspection) -> Iterator[Problem]:
    """A question has more right answers than anybody recalls. It is told once a relation and side."""
    for name, numbers in seen.numbered.items():
        relation = seen.deck.relations[name]
        facts = seen.deck.facts
        if "forward" in relation.asked and relation.many and not seen.is_doubtful(name, "many"):
            sizes = Counter[tuple[str, object]]()
            for number in numbers if name in seen.repeated or relation.value == "set" else ():
                fact = facts[number]
                sizes[fact.subject, distinction(fact)] += len(fact.value.items) if isinstance(fact.value, SetOf) else 1
            yield from _told(seen, name, "has {} values", Counter({key[0]: size for key, size in sizes.items()}))
        if "backward" in relation.asked and not seen.is_bare and len(numbers) > LARGEST_SET:
            back = Counter(str(member) for number in numbers for member in members(facts[number].value))
            yield from _told(seen, name, "is the value of {} subjects", back)


def _told(seen: Inspection, name: str, what: str, sizes: Counter[str]) -> Iterator[Problem]:
    large = [(owner, size) for owner, size in sizes.most_common() if size > LARGEST_SET]
    if large:
        owner, size = large[0]
        more = f", and {len(large) - 1:,} more have over {LARGEST_SET}" if len(large) > 1 else ""
        message = f"“{owner}” {what.format(f'{size:,}')} for “{name}”, too many for one answer{more}"
        hint = "Split the relation into smaller ones, or leave the direction out of kinds."
        relation = seen.deck.relations[name]
        yield seen.of_relation(relation, "kinds" if relation.kinds else "", "large-set", message, hint)


def long_values(seen: Inspection) -> Iterator[Problem]:
    """A text is too long to be recalled word for word. It is told once a relation, at the longest."""
    for name, numbers in seen.numbered.items():
        if not seen.deck.relations[name].asked:
            continue
        facts = seen.deck.facts
        sizes = {n: len(value.text) for n in numbers if isinstance(value := facts[n].value, Text)}
        long = [number for number, size in sizes.items() if size > LONGEST_VALUE]
        if long:
            longest = max(long, key=sizes.__getitem__)
            count = "A value" if len(long) == 1 else f"{len(long):,} values, this one before all,"
            what = f"{count} of “{name}” {'has' if len(long) == 1 else 'have'} over {LONGEST_VALUE} characters"
            message = f"{what}; here {sizes[longest]:,}"
            yield seen.problem(longest, "long-value", message, "Ask for less: state its parts, or write a cloze.")


CHECKS = (large_sets, long_values)
