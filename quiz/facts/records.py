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
    """The deck's own sources for facts that name none: their keys, and the place in them."""


@frozen
class RecordReader:
    """Reads records in the words of one deck. Mistakes are reported; whatever is good is returned."""

    words: Vocabulary
    report: Report

    def facts(self, record: Mapping[str, Any], path: Path) -> list[Placed]:
        """Return the facts of one `[[facts]]` table."""
        explicit = "relation" in record and "value" in record
        own = {"subject", "relation", "value"} if explicit else {"subject"}
        pairs = {key: found for key, found in record.items() if key not in QUALIFIERS and key not in own}
        if explicit:
            pairs[str(record["relation"])] = record["value"]
        subject = self._subject(record, path)
        if not pairs:
            hint = 'Write a relation and its value: capital = "Paris".'
            self.report.add(path, "missing-relation", "The fact states nothing", hint)
        if subject is None or not pairs:
            return []
        raw = {key: found for key, found in record.items() if key in QUALIFIERS}
        qualifiers = self.qualified(self.report.read(path, raw, QUALIFIERS), path)
        found = []
        for relation, value in pairs.items():
            key = "value" if explicit and relation == record["relation"] else relation
            found += self.statements(subject, relation, value, qualifiers, (*path, key))
        return found

    def qualified(self, raw: Mapping[str, Any], path: Path) -> dict[str, Any]:
        """Return checked qualifiers as the arguments of a `Fact`: sources found by their keys, times in their order."""
        since, until = raw.get("since"), raw.get("until")
        if since and until and until.latest < since.earliest:
            message = f"It holds until {until}, but only since {since}"
            self.report.add((*path, "until"), "time-order", message, "Swap or correct them.")
        known = self.words.sources
        cited = raw.get("source", self.words.default_sources)
        for key, _ in cited:
            if key not in known:
                self.report.unknown((*path, "source"), key, known, "source")
        sources = tuple(_at(known[key], place or raw.get("at")) for key, place in cited if key in known)
        return {**{key: found for key, found in raw.items() if key not in {"source", "at"}}, "sources": sources}

    def statements(self, subject: str, relation: str, raw: object, qualifiers: Mapping[str, Any], path: Path) -> list[Placed]:
        """Return the facts of one relation = value pair: several for an array where the relation takes single values."""
        declared = self.words.relations.get(relation)
        if declared is not None and not self._fits(subject, declared, path):
            return []
        items: list[object] = [raw]
        if isinstance(raw, list) and not (declared is not None and declared.value in {"list", "set"}):
            items = raw
            if declared is not None and not declared.many and len(items) > 1:
                message = f"{len(items)} values stand where “{relation}” takes one"
                self.report.add(path, "not-many", message, f"Set many = true in [relations.{relation}], or keep one value.")
                return []
        values = (self._value(item, declared, path) for item in items)
        places = self.report.places
        return [Placed(Fact(subject, relation, value, **qualifiers), places, path) for value in values if value is not None]

    def _subject(self, record: Mapping[str, Any], path: Path) -> str | None:
        if "subject" not in record:
            hint = 'Write subject = "…": what the fact is about.'
            self.report.add(path, "missing-subject", "The fact has no subject", hint)
            return None
        try:
            subject = text(record["subject"])
        except ValueError as error:
            self.report.add((*path, "subject"), "wrong-value", str(error), "Name what the fact is about.")
            return None
        self.report.unsafe((*path, "subject"), subject)
        return subject

    def _value(self, raw: object, relation: Relation | None, path: Path) -> Value | None:
        if isinstance(raw, str):
            if not raw.strip():
                self.report.add(path, "wrong-value", "The value is empty", "Give the value, or delete the key.")
                return None
            self.report.unsafe(path, raw)
        try:
            value = value_of(raw)
            return value if relation is None else checked(value, raw, relation, self.words.names)
        except (ValueError, TypeError) as error:
            hint = f"The value of “{relation.name}” is of type {relation.value}." if relation else ""
            self.report.add(path, "wrong-value", str(error), hint)
            return None

    def _fits(self, subject: str, relation: Relation, path: Path) -> bool:
        names = self.words.names
        term, wanted = names.terms.get(subject), relation.subject
        if not wanted or term is None or not term.type or term.type == wanted or names.term(subject, wanted) is not None:
            return True
        message = f"“{subject}” is a {term.type}, and “{relation.name}” is said of a {wanted}"
        self.report.add(path, "wrong-subject", message, f'Correct the subject, or the type of [terms."{subject}"].')
        return False


def checked(value: Value, raw: object, relation: Relation, names: Names) -> Value:
    """Return a value in its relation's type. Raises `ValueError` when it is of another."""
    if relation.is_term:
        if not isinstance(raw, str):
            message = f"{described(raw)} stands where the name of a {relation.value} was expected"
            raise ValueError(message)
        other = names.terms.get(raw)
        if other is not None and other.type and other.type != relation.value and names.term(raw, relation.value) is None:
            message = f"“{raw}” is a {other.type}, and “{relation.name}” takes a {relation.value}"
            raise ValueError(message)
    if relation.value in {"quantity", "date", "text"} and isinstance(raw, bool | list):
        message = f"{described(raw)} stands where a {relation.value} was expected"
        raise ValueError(message)
    return typed(value, relation, names)


def _at(source: Source, place: str | None) -> Source:
    return evolve(source, locator=place) if place else source
