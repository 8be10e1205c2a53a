"""Answers that are none: words that stand for a missing value, and a subject that is its own value."""

from collections.abc import Iterator

from quiz.errors import Problem
from quiz.facts.lint.inspection import Inspection
from quiz.facts.values import TermName, Text
from quiz.text.normal import folded

_MISSING = frozenset(
    {
        "n/a",
        "#n/a",
        "n.a.",
        "tbd",
        "tba",
        "todo",
        "to do",
        "fixme",
        "unknown",
        "null",
        "?",
        "??",
        "???",
        "-",
        "--",
        "…",
        "...",
        "xxx",
    }
)
"""What people and programs write where they have no value."""
_LONGEST = max(map(len, _MISSING))


def placeholders(seen: Inspection) -> Iterator[Problem]:
    """A value says that there is none. It is told once a relation."""
    for name, numbers in seen.numbered.items():
        if seen.deck.relations[name].value in {"quantity", "date", "boolean"}:
            continue
        facts = seen.deck.facts
        found = [
            number
            for number in numbers
            if isinstance(value := facts[number].value, Text | TermName)
            and len(text := value.key) <= _LONGEST
            and (folded(text) in _MISSING or text == "NaN")
        ]
        if found:
            shown = facts[found[0]].value
            more = f" ({len(found):,} times)" if len(found) > 1 else ""
            message = f"“{shown}” stands for “{name}”{more}, and would be asked as its answer"
            yield seen.problem(found[0], "placeholder-value", message, "Leave out what is not known; an empty cell is no fact.")


def own_values(seen: Inspection) -> Iterator[Problem]:
    """A subject is its own value, though both are of the same type or of none, so that its question names its answer."""
    if seen.is_bare:
        return
    for name, numbers in seen.numbered.items():
        relation = seen.deck.relations[name]
        kinds = {relation.subject, relation.value} - {"text", None}
        if len(kinds) > 1 or (relation.is_term and not relation.subject):
            continue
        for number in numbers:
            fact = seen.deck.facts[number]
            if isinstance(fact.value, Text | TermName) and fact.subject == str(fact.value):
                message = f"“{fact.subject}” is said to be its own “{name}”, so the question names its answer"
                yield seen.problem(number, "subject-is-value", message, "Correct one of them, or leave the fact out.")


CHECKS = (placeholders, own_values)
