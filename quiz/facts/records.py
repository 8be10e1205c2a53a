"""Fact records: from one row or `[[facts]]` table, with its qualifiers, to facts."""

from collections.abc import Mapping
from typing import Any

from attrs import evolve, frozen

from quiz.facts.fact import Fact, Source
from quiz.facts.fields import QUALIFIERS, Path, Places, Report, described, text
from quiz.facts.relation import Relation
from quiz.facts.settle import Names, typed
from quiz.facts.values import Value, value_of


@frozen
class Placed:
    """A fact and where it stands."""

    fact: Fact
    places: Places
    path: Path


@frozen
class Vocabulary:
    """What a deck declares, as records need it."""

    relations: Mapping[str, Relation]
    names: Names
    sources: Mapping[str, Source]
    default_sources: tuple[tuple[str, str | None], ...] = ()


def facts_of(record: Mapping[str, Any], path: Path, report: Report, words: Vocabulary) -> list[Placed]:
    """Return the facts of one `[[facts]]` table. Mistakes are reported; whatever is good is returned."""
    explicit = "relation" in record and "value" in record
    own = {"subject", "relation", "value"} if explicit else {"subject"}
    pairs = {key: found for key, found in record.items() if key not in QUALIFIERS and key not in own}
    if explicit:
        pairs[str(record["relation"])] = record["value"]
    if "subject" not in record:
        report.add(path, "missing-subject", "The fact has no subject", 'Write subject = "…": what the fact is about.')
        return []
    if not pairs:
        report.add(path, "missing-relation", "The fact states nothing", 'Write a relation and its value: capital = "Paris".')
        return []
    try:
        subject = text(record["subject"])
    except ValueError as error:
        report.add((*path, "subject"), "wrong-value", str(error), "Name what the fact is about.")
        return []
    report.unsafe((*path, "subject"), subject)
    raw = report.read(path, {key: found for key, found in record.items() if key in QUALIFIERS}, QUALIFIERS)
    qualifiers = qualified(raw, path, report, words)
    found = []
    for relation, value in pairs.items():
        where = (*path, "value" if explicit and "value" not in pairs else relation)
        found += statements_of(subject, relation, value, qualifiers, where, report, words)
    return found


def qualified(raw: Mapping[str, Any], path: Path, report: Report, words: Vocabulary) -> dict[str, Any]:
    """Return checked qualifiers as the arguments of a `Fact`: sources found by their keys, times in their order."""
    since, until = raw.get("since"), raw.get("until")
    if since and until and until.latest < since.earliest:
        report.add((*path, "until"), "time-order", f"It holds until {until}, but only since {since}", "Swap or correct them.")
    cited = raw.get("source", words.default_sources)
    for key, _ in cited:
        if key not in words.sources:
            report.unknown((*path, "source"), key, words.sources, "source")
    sources = tuple(_at(words.sources[key], place or raw.get("at")) for key, place in cited if key in words.sources)
    return {**{key: found for key, found in raw.items() if key not in {"source", "at"}}, "sources": sources}


def _at(source: Source, place: str | None) -> Source:
    return evolve(source, locator=place) if place else source


def statements_of(
    subject: str, relation: str, raw: object, qualifiers: Mapping[str, Any], path: Path, report: Report, words: Vocabulary
) -> list[Placed]:
    """Return the facts of one relation = value pair: several where the value is an array and the relation takes single ones."""
    declared = words.relations.get(relation)
    if declared is not None and not _fits(subject, declared, path, report, words):
        return []
    if not isinstance(raw, list) or (declared is not None and declared.value in {"list", "set"}):
        items: list[object] = [raw]
    else:
        items = raw
        if declared is not None and not declared.many and len(items) > 1:
            message = f"{len(items)} values stand where “{relation}” takes one"
            report.add(path, "not-many", message, f"Set many = true in [relations.{relation}], or keep one value.")
            return []
    values = (_value(item, declared, path, report, words) for item in items)
    return [Placed(Fact(subject, relation, value, **qualifiers), report.places, path) for value in values if value is not None]


def _value(raw: object, relation: Relation | None, path: Path, report: Report, words: Vocabulary) -> Value | None:
    if isinstance(raw, str):
        if not raw.strip():
            report.add(path, "wrong-value", "The value is empty", "Give the value, or delete the key.")
            return None
        report.unsafe(path, raw)
    try:
        value = value_of(raw)
        return value if relation is None else checked(value, raw, relation, words)
    except (ValueError, TypeError) as error:
        hint = f"The value of “{relation.name}” is of type {relation.value}." if relation else ""
        report.add(path, "wrong-value", str(error), hint)
        return None


def checked(value: Value, raw: object, relation: Relation, words: Vocabulary) -> Value:
    """Return a value in its relation's type. Raises `ValueError` when it is of another."""
    if relation.is_term:
        if not isinstance(raw, str):
            message = f"{described(raw)} stands where the name of a {relation.value} was expected"
            raise ValueError(message)
        other = words.names.terms.get(raw)
        if other is not None and other.type and other.type != relation.value and words.names.term(raw, relation.value) is None:
            message = f"“{raw}” is a {other.type}, and “{relation.name}” takes a {relation.value}"
            raise ValueError(message)
    if relation.value in {"quantity", "date", "text"} and isinstance(raw, bool | list):
        message = f"{described(raw)} stands where a {relation.value} was expected"
        raise ValueError(message)
    return typed(value, relation, words.names)


def _fits(subject: str, relation: Relation, path: Path, report: Report, words: Vocabulary) -> bool:
    term = words.names.terms.get(subject)
    wanted = relation.subject
    if not wanted or term is None or not term.type or term.type == wanted or words.names.term(subject, wanted) is not None:
        return True
    message = f"“{subject}” is a {term.type}, and “{relation.name}” is said of a {wanted}"
    report.add(path, "wrong-subject", message, f'Correct the subject, or the type of [terms."{subject}"].')
    return False
