"""What does not go with the rest: keys that say nothing of their type, languages that are none, units that do not match."""

import re
from collections.abc import Iterator

from quiz.errors import Edit, Problem
from quiz.facts.deck import Deck
from quiz.facts.fields import Path
from quiz.facts.lint.inspection import Inspection
from quiz.facts.quantities import Quantity

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def languages(seen: Inspection) -> Iterator[Problem]:
    """A language is named that is no language tag."""
    for path, lang in _languages(seen.deck):
        if not _LANGUAGE.fullmatch(lang):
            message = f"“{lang}” is not a language; expected a tag such as en, de or pt-BR"
            dashed = lang.replace("_", "-")
            fix = (Edit("word", path, lang, dashed),) if _LANGUAGE.fullmatch(dashed) else ()
            hint = f"Did you mean “{dashed}”?" if fix else "Write the language's tag (BCP 47)."
            yield seen.declared(path, "wrong-language", message, hint, "error", fix=fix)


def _languages(deck: Deck) -> Iterator[tuple[Path, str]]:
    yield ("deck", "lang"), deck.lang
    for relation in deck.relations.values():
        if relation.lang:
            yield ("relations", relation.name, "lang"), relation.lang


def misplaced(seen: Inspection) -> Iterator[Problem]:
    """A relation has a unit or a tolerance, but its values are no amounts."""
    for relation in seen.deck.relations.values():
        path = ("relations", relation.name)
        if seen.is_doubtful(relation.name, "value") or relation.value == "quantity":
            continue
        if relation.unit:
            hint = 'Set value = "quantity", or delete it.'
            yield seen.declared((*path, "unit"), "misplaced-key", f"A {relation.value} has no unit", hint, "error")
        if relation.tolerance is not None and relation.value != "date":
            hint = 'Set value = "quantity", or delete it.'
            message = f"A tolerance is how far a number may be off, and a {relation.value} is none"
            yield seen.declared((*path, "tolerance"), "misplaced-key", message, hint)


def units(seen: Inspection) -> Iterator[Problem]:
    """The values of one relation are in units of which one is no multiple of the other, or some have none."""
    from quiz.facts.units import canonical

    for name, numbers in seen.numbered.items():
        if seen.deck.relations[name].value != "quantity":
            continue
        first: dict[str, tuple[int, str]] = {}
        for number in numbers:
            value = seen.deck.facts[number].value
            if isinstance(value, Quantity):
                first.setdefault(canonical(value.unit) if value.unit else "", (number, value.unit))
        if len(first) > 1:
            told = " and ".join(f"“{unit}”" if unit else "no unit" for _, unit in first.values())
            hint = f"Write them all in one unit; unit = … in [relations.{name}] is that of numbers that have none."
            last = list(first.values())[1][0]
            yield seen.problem(last, "mixed-units", f"“{name}” has values with {told}", hint)


CHECKS = (languages, misplaced, units)
