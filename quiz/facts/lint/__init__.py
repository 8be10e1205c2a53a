"""Lint: what loads but will not make good cards. Each code has a page of its own under `docs/reference/checks/`."""

from collections.abc import Callable, Iterator
from datetime import date

from quiz.errors import Problem
from quiz.facts.lint import (
    answers,
    claims,
    disagreements,
    fitting,
    forms,
    names,
    prerequisites,
    sizes,
    terms,
    times,
    vocabulary,
    wording,
)
from quiz.facts.lint.inspection import Inspection
from quiz.facts.loading import DeckPath, examine
from quiz.facts.reading import Reading

__all__ = ["check", "in_order", "lint"]

_FAMILIES: tuple[tuple[Callable[[Inspection], Iterator[Problem]], ...], ...] = (
    disagreements.CHECKS,
    vocabulary.CHECKS,
    prerequisites.CHECKS,
    terms.CHECKS,
    claims.CHECKS,
    times.CHECKS,
    wording.CHECKS,
    names.CHECKS,
    forms.CHECKS,
    fitting.CHECKS,
    answers.CHECKS,
    sizes.CHECKS,
)


def check(path: DeckPath, today: date | None = None) -> tuple[Problem, ...]:
    """Return everything wrong with the deck at `path`, errors and warnings, in the order of their places. Raises nothing.

    What only time makes wrong (an old report, a forecast whose day has come) is told where `today` is given.
    """
    return in_order(examine(path), today)


def in_order(reading: Reading, today: date | None = None) -> tuple[Problem, ...]:
    """Return everything wrong with a deck that was read, file by file, from top to bottom."""
    found = [*reading.problems, *lint(reading, today)]
    return tuple(sorted(found, key=lambda problem: (problem.file, problem.line or 0)))


def lint(reading: Reading, today: date | None = None) -> Iterator[Problem]:
    """Yield what is wrong with a deck that was read, beyond what kept it from being read."""
    if reading.deck is None:
        return
    seen = Inspection(reading.deck, reading, today)
    for family in _FAMILIES:
        for find in family:
            yield from find(seen)
