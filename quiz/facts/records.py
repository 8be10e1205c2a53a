"""Fact records: from one row or `[[facts]]` table, with its qualifiers, to facts."""

from collections.abc import Mapping
from typing import Any

from attrs import Factory, evolve, field, frozen

from quiz.errors import Edit
from quiz.facts.checks import described, text, visible
from quiz.facts.fact import Fact, Source
from quiz.facts.fields import QUALIFIERS, TELLING, Path, Places, Report
from quiz.facts.relation import Relation
from quiz.facts.settle import Names, typed
from quiz.facts.values import Value, text_of, value_of
from quiz.text.safe import safe_line

_SENTENCES = Relation("cloze", value="cloze", declared=False)
"""What a deck need not declare."""
_SHOWN = frozenset({"note", "feedback", "front"})
"""What is shown of a fact beside its own words."""


@frozen
class Placed:
    """A fact and where it stands."""

    fact: Fact
    places: Places
    path: Path
    sound: bool = True
    """False where a qualifier could not be read, so that the fact may only seem to contradict another."""


@frozen
class Holder:
    """A statement that was given an id, whether or not it could be read."""

    id: str
    subject: str
    relation: str
    places: Places
    record: Path


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
    """Of the file that holds the records."""
    declarations: Report = field(default=Factory(lambda self: self.report, takes_self=True))
    """Of the file that declares the words."""
    holders: list[Holder] = field(factory=list)
    """All statements with ids, in their order."""

    def facts(self, record: Mapping[str, Any], path: Path) -> list[Placed]:
        """Return the facts of one `[[facts]]` table."""
        if not record:
            hint = "Write a subject, a relation and its value, or delete it."
            self.report.add(path, "missing-subject", "The fact is empty", hint)
            return []
        before = len(self.report.problems.found)
        pairs = self._pairs(record, path)
        subject = self._subject(record, path)
        raw = {key: found for key, found in record.items() if key in QUALIFIERS}
        qualifiers = self.qualified(self.report.read(path, raw, QUALIFIERS), path)
        sound = self.tells_apart(before)
        if subject is None:
            return []
        found = []
        for relation, (key, value) in pairs.items():
            found += self.statements(subject, relation, value, qualifiers, (*path, key))
        return found if sound else [evolve(placed, sound=False) for placed in found]

    def _pairs(self, record: Mapping[str, Any], path: Path) -> dict[str, tuple[str, object]]:
        """Return the values of a record by relation, each with the key where it stands."""
        own = {"subject", *QUALIFIERS}
        pairs = {key: (key, found) for key, found in record.items() if key not in own and safe_line(key)}
        stated = bool(pairs)
        if "relation" in record and self._is_named(record):
            written = pairs.pop("relation")[1]
            if "value" in record:
                pairs.pop("value")
                try:
                    pairs[text(written)] = ("value", record["value"])
                except ValueError as error:
                    self.report.add((*path, "relation"), "wrong-value", str(error), "Name the relation.")
            else:
                message = f"The fact names a relation, {described(written)}, but no value"
                self.report.missing(path, "value", message, f"Write value = …, or {described(written).strip('“”')} = ….")
        if not stated:
            hint = 'Write a relation and its value: capital = "Paris".'
            self.report.add(path, "missing-relation", "The fact states nothing", hint)
        return pairs

    def _is_named(self, record: Mapping[str, Any]) -> bool:
        """Say whether a record names its relation, and does not state something of a relation that is called “relation”."""
        relations, name = self.words.relations, record["relation"]
        if "relation" not in relations:
            return True
        return "value" in record and isinstance(name, str) and safe_line(name) in relations

    def qualified(self, raw: Mapping[str, Any], path: Path) -> dict[str, Any]:
        """Return checked qualifiers as the arguments of a `Fact`: sources found by their keys, times in their order."""
        since, until = raw.get("since"), raw.get("until")
        if since and until and until.latest < since.earliest:
            message = f"It holds until {until}, but only since {since}"
            if self._first((*path, "until")):
                self.report.add((*path, "until"), "time-order", message, "Swap or correct them.")
        known = self.words.sources
        cited = raw.get("source", self.words.default_sources)
        for key, _ in cited:
            if key not in known and not self.report.is_doubtful(("sources",)) and self._first((*path, "source", key)):
                self.report.unknown((*path, "source"), key, known, "source")
        for key in _SHOWN & raw.keys():
            texts = [raw[key]] if isinstance(raw[key], str) else [part for pair in raw[key] for part in pair]
            for found in texts:
                self.report.unsafe((*path, key), found)
        sources = tuple(_at(known[key], place or raw.get("at")) for key, place in cited if key in known)
        return {**{key: found for key, found in raw.items() if key not in {"source", "at"}}, "sources": sources}

    def tells_apart(self, before: int) -> bool:
        """Say whether no problem since the first `before` ones is with a qualifier that tells facts apart."""
        return not any(problem.where.rpartition(".")[2] in TELLING for problem in self.report.problems.found[before:])

    def _first(self, path: Path) -> bool:
        """Say whether a mistake in the qualifiers of several values is told for the first time."""
        told: Path = (self.report.places.file, *path)
        known = told in self.report.doubtful
        self.report.doubtful.add(told)
        return not known

    def statements(self, subject: str, relation: str, raw: object, qualifiers: Mapping[str, Any], path: Path) -> list[Placed]:
        """Return the facts of one relation = value pair: several for an array where the relation takes single values."""
        declared = self.words.relations.get(safe_line(relation))
        if named := qualifiers.get("id"):
            self.holders.append(Holder(named, subject, safe_line(relation), self.report.places, path[:2]))
        if declared is not None and not self._fits(subject, declared.subject, declared, "subject", path):
            return []
        items: list[object] = [raw]
        if isinstance(raw, list) and not (declared is not None and declared.value in {"list", "set"}):
            items = raw
            if not items:
                self.report.add(path, "wrong-value", "The list is empty", "Give a value, or delete the key.")
                return []
            if any(isinstance(item, list) for item in items):
                hint = "Write all values in one list, or several facts."
                self.report.add(path, "wrong-value", "A list stands inside a list", hint)
                return []
            if declared is not None and not declared.many and len(items) > 1:
                if any(self.report.is_doubtful(("relations", declared.name, key)) for key in ("many", "value")):
                    return []
                message = f"{len(items)} values stand where “{relation}” takes one"
                hint = f"Set many = true in [relations.{relation}], or keep one value."
                fix = (Edit("put", ("relations", declared.name, "many"), new=True),)
                self.report.add(path, "not-many", message, hint, fix=fix)
                return []
        values = (self._value(item, declared or _implied(relation, item, path), path) for item in items)
        places = self.report.places
        return [Placed(Fact(subject, relation, value, **qualifiers), places, path) for value in values if value is not None]

    def _subject(self, record: Mapping[str, Any], path: Path) -> str | None:
        from quiz.text.closeness import nearest

        if "subject" not in record:
            hint = 'Write subject = "…": what the fact is about.'
            near = nearest("subject", [key for key in record if key not in self.words.relations])
            if near:
                hint = f"Did you mean “subject” by “{near}”?"
            fix = (Edit("word", (*path, near), near, "subject"),) if near else ()
            self.report.add((*path, near) if near else path, "missing-subject", "The fact has no subject", hint, fix=fix)
            return None
        try:
            subject = visible(record["subject"])
        except ValueError as error:
            self.report.add((*path, "subject"), "wrong-value", str(error), "Name what the fact is about.")
            return None
        self.report.unsafe((*path, "subject"), subject)
        return subject

    def _value(self, raw: object, relation: Relation | None, path: Path) -> Value | None:
        if isinstance(raw, str):
            if not text_of(raw):
                self.report.add(path, "wrong-value", "The value is empty", "Give the value, or delete the key.")
                return None
            self.report.unsafe(path, raw)
            if relation is not None and relation.is_term and not self._fits(raw, relation.value, relation, "value", path):
                return None
        try:
            value = value_of(raw)
            return value if relation is None else checked(value, raw, relation, self.words.names)
        except (ValueError, TypeError) as error:
            if relation is None:
                hint = "Write a text, a number, a date, true or false, or a list of them."
                self.report.add(path, "wrong-value", str(error), hint)
            elif not self.report.is_doubtful(("relations", relation.name, "value")):
                hint = f"Values of “{relation.name}” are of type {relation.value}; write one, or correct that type."
                if relation is _SENTENCES:
                    hint = "Mend the marks; or call the relation something else, if this is no sentence with blanks."
                self.report.add(path, "wrong-value", str(error), hint)
            return None

    def _fits(self, name: str, wanted: str | None, relation: Relation, key: str, path: Path) -> bool:
        """Say whether a name may be a relation's subject or value; tell of it if not, where the mistake most likely is."""
        names = self.words.names
        term = names.terms.get(text_of(name))
        if not wanted or term is None or not term.type or term.type == wanted or names.term(name, wanted) is not None:
            return True
        takes = "is said of" if key == "subject" else "takes"
        message = f"“{name}” is a {term.type}, and “{relation.name}” {takes} a {wanted}"
        declared, typed_as = ("relations", relation.name, key), ("terms", term.name, "type")
        if self._misspelt(declared, wanted, self._types_of_terms(), term.type):
            return True
        if self._misspelt(typed_as, term.type, self._types_of_relations(), wanted):
            return True
        self.report.add(path, f"wrong-{key}", message, f'Correct the {key}, or the type of [terms."{term.name}"].')
        return False

    def _misspelt(self, path: Path, type_name: str, known: set[str], meant: str) -> bool:
        """Say whether a type that nothing else in the deck knows is only `meant` misspelt; tell of it once."""
        from quiz.text.closeness import nearest

        if path in self.declarations.doubtful:
            return True
        if type_name in known or nearest(type_name, sorted(known)) != meant:
            return False
        self.declarations.doubtful.add(path)
        fix = (Edit("word", path, type_name, meant),)
        message = f"Nothing else speaks of a “{type_name}”"
        self.declarations.add(path, "unknown-type", message, f"Did you mean “{meant}”?", fix=fix)
        return True

    def _types_of_terms(self) -> set[str]:
        return {term.type for term in self.words.names.terms.values() if term.type}

    def _types_of_relations(self) -> set[str]:
        relations = self.words.relations.values()
        return {name for relation in relations for name in (relation.subject, relation.value) if name}


def _implied(relation: str, raw: object, path: Path) -> Relation | None:
    """Return what `cloze` is without being declared: sentences with blanks. A column of that name may hold anything else too."""
    if safe_line(relation) != _SENTENCES.name:
        return None
    return _SENTENCES if path[0] == "facts" or (isinstance(raw, str) and "{{" in raw) else None


def checked(value: Value, raw: object, relation: Relation, names: Names) -> Value:
    """Return a value in its relation's type. Raises `ValueError` when it is of another."""
    if relation.is_term and not isinstance(raw, str):
        message = f"{described(raw)} stands where the name of a {relation.value} was expected"
        raise ValueError(message)
    if relation.value in {"quantity", "date", "text"} and isinstance(raw, bool | list):
        message = f"{described(raw)} stands where a {relation.value} was expected"
        raise ValueError(message)
    return typed(value, relation, names)


def _at(source: Source, place: str | None) -> Source:
    return evolve(source, locator=place) if place else source
