"""Relations and sources: used without being declared, declared without being used, misspelt."""

from collections.abc import Iterator

from quiz.errors import Edit, Problem
from quiz.facts.deck import anywhere
from quiz.facts.fields import Fix
from quiz.facts.lint.inspection import Inspection
from quiz.facts.values import BUILT_IN_TYPES

_SHORTEST_TYPO = 5
"""Letters; shorter names of types are too near to each other to tell a slip from another name."""


def undeclared(seen: Inspection) -> Iterator[Problem]:
    """A relation is used without being declared, perhaps because its name is misspelt.

    Sentences with blanks need no wording: under `cloze` they are never told, under another name only where it looks misspelt.
    """
    from quiz.text.closeness import nearest

    if (seen.is_bare and not seen.deck.relations) or seen.reading.is_doubtful(("relations",)):
        return
    known = [relation.name for relation in seen.deck.relations.values() if relation.declared]
    if not known and not seen.has_deck_file:
        return
    for name, numbers in seen.numbered.items():
        if seen.deck.relations[name].declared:
            continue
        sentences = seen.deck.relations[name].value == "cloze"
        near = None if sentences and name == "cloze" else nearest(name, [*known, *seen.fitting_qualifiers(name)])
        if sentences and not near:
            continue
        hint = f"Did you mean “{near}”?" if near else f"Declare it under [relations.{name}] to word its questions."
        message = f"The relation “{name}” is not declared; it has default wording"
        fix = _renamed(seen, numbers, name, near) if near else ()
        yield seen.problem(numbers[0], "undeclared-relation", message, hint, fix=fix)


def _renamed(seen: Inspection, numbers: list[int], name: str, near: str) -> Fix:
    """Return the edits that rename a relation wherever the deck's own file uses it; none where a table's header does."""
    edits = []
    for number in numbers:
        placed = seen.reading.facts[number]
        if placed.path[0] != "facts" or placed.path[-1] not in {name, "value"}:
            return ()
        path = placed.path if placed.path[-1] == name else (*placed.path[:-1], "relation")
        edits.append(Edit("word", path, name, near))
    return tuple(dict.fromkeys(edits))


def misspelt_subjects(seen: Inspection) -> Iterator[Problem]:
    """A relation is said of a type that nothing else speaks of, and that is nearly the name of another one."""
    from quiz.text.closeness import nearest

    told: set[str] = set()
    for relation in seen.deck.relations.values():
        kind = relation.subject
        if not kind or len(kind) < _SHORTEST_TYPO or seen.is_doubtful(relation.name, "subject"):
            continue
        others = {other.subject for other in seen.deck.relations.values() if other is not relation}
        others |= {other.value for other in seen.deck.relations.values()} - {*BUILT_IN_TYPES}
        others |= {term.type for term in seen.deck.terms.values()}
        near = None if kind in others else nearest(kind, sorted(filter(None, others - told)))
        if near:
            told.add(kind)
            path = ("relations", relation.name, "subject")
            message = f"No term is a {kind}, and no other relation speaks of one"
            fix = (Edit("word", path, kind, near),)
            yield seen.declared(path, "unknown-type", message, f"Did you mean “{near}”?", fix=fix)


def unused_relations(seen: Inspection) -> Iterator[Problem]:
    """A relation is declared that no fact uses."""
    if _holds_unread(seen):
        return
    from quiz.text.closeness import nearest

    loose = [name for name in seen.numbered if not seen.deck.relations[name].declared]
    for relation in seen.deck.relations.values():
        # Where a name like it is used, one of the two is misspelt, which is told already.
        if relation.declared and relation.name not in seen.numbered and not nearest(relation.name, loose):
            message = f"No fact uses the relation “{relation.name}”"
            yield seen.declared(
                ("relations", relation.name), "unused-relation", message, "State something with it, or delete it."
            )


def unused_sources(seen: Inspection) -> Iterator[Problem]:
    """A source is declared that no fact comes from."""
    if _holds_unread(seen):
        return
    used = {id(fact.sources): fact.sources for fact in seen.deck.facts}
    cited = {anywhere(source).key for sources in used.values() for source in sources}
    if not cited:
        # That all facts lack one is told there.
        return
    for key, source in seen.deck.sources.items():
        if source.key == key and key not in cited:
            message = f"No fact comes from the source “{key}”"
            yield seen.declared(
                ("sources", key), "unused-source", message, f'Write source = "{key}" where it fits, or delete it.'
            )


def no_facts(seen: Inspection) -> Iterator[Problem]:
    """A deck's file states nothing at all."""
    if seen.has_deck_file and not seen.reading.facts and not seen.reading.problems:
        hint = "Write [[facts]] with a subject, a relation and its value, or name a table under [[tables]]."
        yield seen.declared((), "no-facts", "The deck states nothing, so it makes no cards", hint)


def _holds_unread(seen: Inspection) -> bool:
    """Say whether something could not be read that may use what seems unused; or nothing is stated yet."""
    return bool(seen.reading.errors or seen.reading.doubtful) or not seen.deck.facts


CHECKS = (undeclared, misspelt_subjects, unused_relations, unused_sources, no_facts)
