"""Facts that disagree, or that say the same thing twice."""

from collections.abc import Iterator

from quiz.errors import Edit, Problem
from quiz.facts.fact import Fact
from quiz.facts.fields import Path
from quiz.facts.lint.inspection import Inspection
from quiz.facts.statements import statements

_Record = tuple[str, Path]


def conflicts(seen: Inspection) -> Iterator[Problem]:
    """Two facts give one subject different values, and nothing tells them apart; or their sources contradict each other."""
    facts = seen.deck.facts
    for name, by_subject in seen.repeated.items():
        relation = seen.deck.relations[name]
        if relation.many or seen.is_doubtful(name, "many", "value"):
            continue
        for owner, numbers in by_subject.items():
            sound = [number for number in numbers if seen.is_sound(number)]
            places = {id(facts[number]): number for number in sound}
            found = [s.fact for s in statements((facts[number] for number in sound), relation, seen.deck.as_of) if s.conflicting]
            if found:
                yield _conflict(seen, owner, name, found, places[id(found[-1])])


def _conflict(seen: Inspection, owner: str, name: str, found: list[Fact], number: int) -> Problem:
    said: dict[str, list[str]] = {}
    for fact in found:
        said.setdefault(str(fact.value), []).extend(source.title for source in fact.sources)
    cited = [frozenset(titles) for titles in said.values()]
    contradict = all(cited) and len(frozenset().union(*cited)) == sum(map(len, cited))
    if contradict:
        values = " but ".join(f"“{value}” in {' and '.join(dict.fromkeys(titles))}" for value, titles in said.items())
        message = f"The sources contradict each other: “{owner}” has {values} for “{name}”; it is not asked"
        hint = "Find out which of them is right and keep that one, or give each its according_to, as_of or status."
        return seen.problem(number, "contradiction", message, hint, "error")
    values = " and ".join(f"“{value}”" for value in said)
    message = f"“{owner}” has {values} for “{name}”, which takes one value; it is not asked"
    hint = f"Keep one, say when or according to whom each holds, or set many = true in [relations.{name}]."
    return seen.problem(number, "conflict", message, hint, "error")


def doubles(seen: Inspection) -> Iterator[Problem]:
    """The same is stated twice. A row of a table is a double only as a whole: further rows repeat what they add nothing to."""
    first = _doubles(seen)
    if not first:
        return
    placed = seen.reading.facts
    records: dict[_Record, list[int]] = {}
    doubtful = {(placed[number].places.file, placed[number].path[:2]) for number in first}
    for number, found in enumerate(placed):
        if (record := (found.places.file, found.path[:2])) in doubtful:
            records.setdefault(record, []).append(number)
    for (file, path), numbers in records.items():
        whole = [number for number in numbers if number in first]
        elsewhere = all(placed[first[n]].places.file != file or placed[first[n]].path[:2] != path for n in whole)
        if len(whole) == len(numbers) and elsewhere:
            message = (
                f"“{placed[numbers[0]].fact.subject}” is told the same thing a second time, {_again(seen, first[numbers[0]])}"
            )
            fix = (Edit("drop", path),) if _says_no_more(seen, first, numbers) else ()
            found = placed[numbers[0]]
            yield found.places.problem(path, "double-fact", message, "Delete one of the two.", "warning", fix=fix)
        elif path[0] != "row":
            for number in whole:
                fact = placed[number].fact
                message = f"“{fact.subject} – {fact.relation}: {fact.value}” is stated twice, {_again(seen, first[number])}"
                yield seen.problem(number, "double-fact", message, "Delete one of the two.")


def _doubles(seen: Inspection) -> dict[int, int]:
    """Return the facts that say no more than an earlier one, each with the number of that."""
    found: dict[int, int] = {}
    for by_subject in seen.repeated.values():
        for numbers in by_subject.values():
            first: dict[object, int] = {}
            for number in numbers:
                other = first.setdefault(_stated(seen.deck.facts[number]), number)
                if other != number and seen.is_sound(number):
                    found[number] = other
    return found


def _stated(fact: Fact) -> object:
    return fact.value, fact.since, fact.until, fact.as_of, fact.status, fact.according_to, fact.sources


def _says_no_more(seen: Inspection, first: dict[int, int], numbers: list[int]) -> bool:
    """Say whether nothing is lost with these facts: neither an id nor a tag."""
    facts = seen.deck.facts
    return all(not facts[n].id and facts[n].tags <= facts[first[n]].tags for n in numbers)


def _again(seen: Inspection, number: int) -> str:
    placed = seen.reading.facts[number]
    line = placed.places.line(placed.path)
    return f"after line {line}" if line else "after another fact"


CHECKS = (conflicts, doubles)
