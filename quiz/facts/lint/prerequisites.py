"""Prerequisites: relations that come after one that there is not, or after themselves."""

from collections.abc import Iterator

from quiz.errors import Edit, Problem
from quiz.facts.lint.inspection import Inspection


def unknown_relations(seen: Inspection) -> Iterator[Problem]:
    """A relation comes after one that the deck does not have."""
    from quiz.text.closeness import nearest

    if seen.reading.is_doubtful(("relations",)):
        return
    for relation in seen.deck.relations.values():
        for name in relation.after:
            if name in seen.deck.relations:
                continue
            near = nearest(name, [other for other in seen.deck.relations if other != relation.name])
            hint = f"Did you mean “{near}”?" if near else "Name a relation that the deck has, or leave it out."
            path = ("relations", relation.name, "after")
            fix = (Edit("word", path, name, near),) if near else ()
            message = f"“{relation.name}” comes after “{name}”, but there is no such relation"
            yield seen.declared(path, "unknown-relation", message, hint, fix=fix)


def circles(seen: Inspection) -> Iterator[Problem]:
    """A relation comes after itself, if by way of others, so that neither can come first."""
    for name in seen.deck.relations:
        open_ends, before = [name], set[str]()
        while open_ends:
            relation = seen.deck.relations.get(open_ends.pop())
            earlier = set(relation.after) if relation else set()
            open_ends += earlier - before
            before |= earlier
        if name in before:
            path = ("relations", name, "after")
            yield seen.declared(path, "after-circle", f"“{name}” comes after itself", "Take one step of the circle out.")
            return


CHECKS = (unknown_relations, circles)
