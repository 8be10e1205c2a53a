"""Lint: what loads but will not make good cards. Each finding has a code that `docs/reference/checks.md` explains."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property

from attrs import frozen

from quiz.errors import Problem, Severity
from quiz.facts.deck import Deck
from quiz.facts.fact import Status
from quiz.facts.fields import QUALIFIERS, TELLING, Path
from quiz.facts.loading import DeckPath, examine
from quiz.facts.reading import Reading
from quiz.facts.relation import fill, placeholders
from quiz.facts.statements import statements
from quiz.text.normal import bare, folded

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_SHORTEST_REVEALED = 3
"""Characters; a shorter answer that stands in its question is mostly chance."""


@frozen(slots=False)
class _Subject:
    """A deck being checked, and where its facts stand."""

    deck: Deck
    reading: Reading
    bare: bool

    def problem(self, fact: int, code: str, message: str, hint: str, severity: Severity = "warning") -> Problem:
        """Return a problem at the place of one fact, by its number."""
        placed = self.reading.facts[fact]
        return placed.places.problem(placed.path, code, message, hint, severity)

    @cached_property
    def misspelt(self) -> frozenset[tuple[str, Path]]:
        """The records, by file and place, in which a relation that nobody declared looks like a misspelt qualifier."""
        from quiz.text.closeness import nearest

        loose = {relation.name for relation in self.deck.relations.values() if not relation.declared}
        known = [name for name in self.deck.relations if name not in loose]
        named = {name for name in loose if nearest(name, [*known, *QUALIFIERS]) in TELLING and not self.bare}
        return frozenset((p.places.file, p.path[:2]) for p in self.reading.facts if p.fact.relation in named)

    def is_sound(self, number: int) -> bool:
        """Say whether all the qualifiers of a fact could be read."""
        placed = self.reading.facts[number]
        return placed.sound and (placed.places.file, placed.path[:2]) not in self.misspelt

    def declared(self, path: Path, code: str, message: str, hint: str, severity: Severity = "warning") -> Problem:
        """Return a problem at a place of the deck's own file."""
        return self.reading.places.problem(path, code, message, hint, severity)


def check(path: DeckPath) -> tuple[Problem, ...]:
    """Return everything wrong with the deck at `path`, errors and warnings, in the order of their places. Raises nothing."""
    reading = examine(path)
    found = [*reading.problems, *lint(reading)]
    return tuple(sorted(found, key=lambda problem: (problem.file, problem.line or 0)))


def lint(reading: Reading) -> Iterator[Problem]:
    """Yield what is wrong with a deck that was read, beyond what kept it from being read."""
    if reading.deck is None:
        return
    deck = reading.deck
    subject = _Subject(deck, reading, bare=not any(relation.declared for relation in deck.relations.values()))
    for find in _CHECKS:
        yield from find(subject)


def conflicts(subject: _Subject) -> Iterator[Problem]:
    """Two facts give one subject different values, and nothing tells them apart."""
    places = {id(fact): number for number, fact in enumerate(subject.deck.facts)}
    for name, facts in subject.deck.by_relation.items():
        relation = subject.deck.relations[name]
        groups: dict[str, list[int]] = {}
        if relation.many or any(subject.reading.is_doubtful(("relations", name, key)) for key in ("many", "value")):
            continue
        for fact in facts:
            if subject.is_sound(number := places[id(fact)]):
                groups.setdefault(fact.subject, []).append(number)
        for owner, numbers in groups.items():
            if len(numbers) < 2:
                continue
            found = [s for s in statements((subject.deck.facts[number] for number in numbers), relation) if s.conflicting]
            if found:
                values = " and ".join(f"“{value}”" for value in dict.fromkeys(str(s.fact.value) for s in found))
                message = f"“{owner}” has {values} for “{name}”, which takes one value; it is not asked"
                hint = f"Keep one, say when or according to whom each holds, or set many = true in [relations.{name}]."
                yield subject.problem(places[id(found[-1].fact)], "conflict", message, hint, "error")


def undeclared(subject: _Subject) -> Iterator[Problem]:
    """A relation is used without being declared, perhaps because its name is misspelt."""
    from quiz.text.closeness import nearest

    if (subject.bare and not subject.deck.relations) or subject.reading.is_doubtful(("relations",)):
        return
    known = [relation.name for relation in subject.deck.relations.values() if relation.declared]
    if not known and not _has_deck_file(subject):
        return
    first = {fact.relation: number for number, fact in reversed(list(enumerate(subject.deck.facts)))}
    for relation in subject.deck.relations.values():
        if relation.declared or relation.name not in first:
            continue
        near = nearest(relation.name, [*known, *QUALIFIERS])
        hint = f"Did you mean “{near}”?" if near else f"Declare it under [relations.{relation.name}] to word its questions."
        message = f"The relation “{relation.name}” is not declared; it has default wording"
        yield subject.problem(first[relation.name], "undeclared-relation", message, hint)


def nameless_claims(subject: _Subject) -> Iterator[Problem]:
    """A claim does not say whose it is. In a table it is told once, since it is mended once."""
    told: set[str] = set()
    for number, fact in enumerate(subject.deck.facts):
        if fact.status is not Status.STATED and not fact.according_to and subject.is_sound(number):
            placed = subject.reading.facts[number]
            if placed.path[0] == "row":
                if placed.places.file in told:
                    continue
                told.add(placed.places.file)
            message = f"“{fact.subject} – {fact.relation}” is {fact.status}, but not by whom"
            yield subject.problem(number, "nameless-claim", message, 'Write according_to = "…".')


def ambiguous_wordings(subject: _Subject) -> Iterator[Problem]:
    """A question leaves out what it asks about, or two relations ask in the same words."""
    worded: dict[str, str] = {}
    for relation in subject.deck.relations.values():
        subjects = {fact.subject for fact in subject.deck.by_relation.get(relation.name, ())}
        values = {fact.value.key for fact in subject.deck.by_relation.get(relation.name, ())}
        for key, name, several in (("ask", "subject", subjects), ("ask_back", "value", values)):
            wording = getattr(relation, key)
            if not wording:
                continue
            path = ("relations", relation.name, key)
            if name not in placeholders(wording) and len(several) > 1:
                message = f"“{wording}” is the same question for {len(several)} different {name}s"
                yield subject.declared(path, "ambiguous-wording", message, f"Use {{{name}}} in it.", "error")
            other = worded.setdefault(f"{name} {folded(wording)}", relation.name)
            if other != relation.name:
                message = f"“{relation.name}” asks in the same words as “{other}”"
                yield subject.declared(path, "ambiguous-wording", message, "Word one of them differently.")


def revealed_answers(subject: _Subject) -> Iterator[Problem]:
    """A question holds its own answer."""
    for number, fact in enumerate(subject.deck.facts):
        relation = subject.deck.relations[fact.relation]
        answer = str(fact.value)
        if relation.ask is None or len(answer) < _SHORTEST_REVEALED or "forward" not in relation.asked:
            continue
        if folded(answer) in folded(fill(relation.ask, subject="")):
            message = f"The question “{fill(relation.ask, subject=fact.subject)}” holds its answer “{answer}”"
            yield subject.problem(number, "revealed-answer", message, f"Reword ask in [relations.{relation.name}].")


def doubled_names(subject: _Subject) -> Iterator[Problem]:
    """Two names of the same type differ only in case, accents, spaces or punctuation."""
    if subject.bare:
        return
    first: dict[tuple[str, str], str] = {}
    for number, fact in enumerate(subject.deck.facts):
        relation = subject.deck.relations[fact.relation]
        for name, type_name in (
            (fact.subject, relation.subject),
            (str(fact.value), relation.value if relation.is_term else None),
        ):
            if not type_name or name in subject.deck.terms:
                continue
            other = first.setdefault((type_name, bare(name)), name)
            if other != name:
                message = f"“{name}” and “{other}” look like the same {type_name}"
                hint = f'Write one of them everywhere, or give [terms."{other}"] the alias "{name}".'
                yield subject.problem(number, "doubled-name", message, hint)


def ill_fitting(subject: _Subject) -> Iterator[Problem]:
    """Something is said of the deck or a relation that does not go with the rest: a unit of no quantity, no such language."""
    for path, lang in _languages(subject.deck):
        if not _LANGUAGE.fullmatch(lang):
            message = f"“{lang}” is not a language; expected a tag such as en, de or pt-BR"
            yield subject.declared(path, "wrong-language", message, "Write the language's tag (BCP 47).", "error")
    for relation in subject.deck.relations.values():
        path = ("relations", relation.name)
        if relation.unit and relation.value != "quantity" and not subject.reading.is_doubtful((*path, "value")):
            message = f"A {relation.value} has no unit"
            yield subject.declared((*path, "unit"), "misplaced-key", message, 'Set value = "quantity", or delete it.', "error")
        if relation.say and "value" not in placeholders(relation.say):
            message = f"“{relation.say}” does not say the value"
            yield subject.declared((*path, "say"), "silent-wording", message, "Put {value} where it belongs.", "error")


def unknown_terms(subject: _Subject) -> Iterator[Problem]:
    """A term is said to be part of something that the deck does not name."""
    from quiz.text.closeness import nearest

    for term in subject.deck.terms.values():
        for name in term.broader:
            if subject.deck.names.term(name) is None:
                near = nearest(name, list(subject.deck.terms))
                hint = f"Did you mean “{near}”?" if near else f'Declare [terms."{name}"], or leave it out.'
                yield subject.declared(("terms", term.name, "broader"), "unknown-term", f"The deck has no term “{name}”", hint)


def _languages(deck: Deck) -> Iterator[tuple[Path, str]]:
    yield ("deck", "lang"), deck.lang
    for relation in deck.relations.values():
        if relation.lang:
            yield ("relations", relation.name, "lang"), relation.lang


_CHECKS: tuple[Callable[[_Subject], Iterator[Problem]], ...] = (
    conflicts,
    undeclared,
    nameless_claims,
    ambiguous_wordings,
    revealed_answers,
    doubled_names,
    ill_fitting,
    unknown_terms,
)


def _has_deck_file(subject: _Subject) -> bool:
    return subject.reading.places.file.endswith(".toml")
