"""Terms: unknown ones, unused ones, and those that contain themselves."""

from collections.abc import Iterator, Mapping

from quiz.errors import Edit, Problem
from quiz.facts.lint.inspection import Inspection
from quiz.facts.lint.pairs import Used, named_things

_WELL_DECLARED = 0.8
"""Where so large a share of a type's names is declared, the others were probably forgotten."""
_FEWEST_DECLARED = 5


def unknown_broader(seen: Inspection) -> Iterator[Problem]:
    """A term is said to be part of something that the deck does not name."""
    from quiz.text.closeness import nearest

    for term in seen.deck.terms.values():
        for name in term.broader:
            if seen.deck.names.term(name) is None:
                near = nearest(name, [other for other in seen.deck.terms if other != term.name])
                hint = f"Did you mean “{near}”?" if near else f'Declare [terms."{name}"], or leave it out.'
                path = ("terms", term.name, "broader")
                fix = (Edit("word", path, name, near),) if near else ()
                yield seen.declared(path, "unknown-term", f"The deck has no term “{name}”", hint, fix=fix)


def unknown_values(seen: Inspection) -> Iterator[Problem]:
    """A name is no term although the others of its type are, or is nearly that of one that is."""
    if not seen.deck.terms or seen.reading.is_doubtful(("terms",)):
        return
    declared: dict[str, list[str]] = {}
    for term in seen.deck.terms.values():
        if term.type:
            declared.setdefault(term.type, []).extend(term.names)
    for kind, used in named_things(seen).items():
        if kind in declared:
            yield from _unknown(seen, kind, used, declared[kind])


def _unknown(seen: Inspection, kind: str, used: Mapping[str, Used], declared: list[str]) -> Iterator[Problem]:
    from quiz.text.closeness import nearest

    loose = {name: use for name, use in used.items() if seen.deck.names.term(name, kind) is None}
    known = len(used) - len(loose)
    forgotten = known >= _FEWEST_DECLARED and known >= _WELL_DECLARED * len(used)
    for name, use in loose.items():
        near = _meant(seen, use, name, declared, used)
        if not near and not forgotten:
            continue
        near = near or (nearest(name, declared) if len(name) > 3 else None)
        hint = f"Did you mean “{near}”?" if near else f'Declare [terms."{name}"] with type = "{kind}".'
        message = f"The deck has no {kind} “{name}” among its terms"
        message += f", though {known} of {len(used)} are" if forgotten else ""
        yield seen.problem(use.first, "unknown-term", message, f"{hint} If it is another one, declare it too." if near else hint)


def _meant(seen: Inspection, use: Used, name: str, declared: list[str], used: Mapping[str, Used]) -> str | None:
    """Return the declared name of which this one is a slip, unless the deck shows that the two are different things."""
    from quiz.text.closeness import close
    from quiz.text.normal import bare

    for other in declared:
        if other != name and abs(len(other) - len(name)) <= 2 and bare(other) != bare(name) and close(name, other):
            term = seen.deck.names.term(other)
            owner = used.get(term.name if term else other)
            if owner is None or not use.is_apart_from(owner):
                return other
    return None


def unused(seen: Inspection) -> Iterator[Problem]:
    """A term is declared that no fact speaks of, and no other term is part of."""
    if not seen.deck.terms or seen.reading.errors or not seen.deck.facts:
        return
    from quiz.facts.values import members
    from quiz.text.closeness import close as near

    used: set[str] = set()
    for fact in seen.deck.facts:
        used.add(fact.subject)
        used.update(map(str, members(fact.value)))
    used |= {broader for term in seen.deck.terms.values() for broader in term.broader}
    used |= {known.name for name in used if (known := seen.deck.names.term(name)) is not None}
    named = named_things(seen)
    unknown = [problem.where for problem in seen.reading.problems if problem.code.startswith("unknown-")]
    doubtful = {name for where in unknown for name in where.split(".")}
    for name, term in seen.deck.terms.items():
        if name in used or name in doubtful:
            continue
        # Where a name of its type is nearly this one, one of the two is misspelt, which is told already.
        if not any(near(other, name) for other in named.get(term.type, ()) if other not in seen.deck.terms):
            yield seen.declared(
                ("terms", name), "unused-term", f"No fact speaks of “{name}”", "Delete it, or state something of it."
            )


def circles(seen: Inspection) -> Iterator[Problem]:
    """A term is part of itself, if by way of others."""
    for name in seen.deck.terms:
        open_ends, above = [name], set[str]()
        while open_ends:
            term = seen.deck.names.term(open_ends.pop())
            wider = {found.name for other in (term.broader if term else ()) if (found := seen.deck.names.term(other))}
            open_ends += wider - above
            above |= wider
        if name in above:
            path = ("terms", name, "broader")
            yield seen.declared(path, "broader-circle", f"“{name}” is part of itself", "Take one step of the circle out.")
            return


CHECKS = (unknown_broader, unknown_values, unused, circles)
