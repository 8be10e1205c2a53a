"""Wikidata's statements as facts: which of them count, when they hold, and how certain they are."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import evolve, frozen

from quiz.errors import Problem
from quiz.facts.dates import Date
from quiz.facts.fact import Fact, Status
from quiz.facts.fields import Path, spelled
from quiz.facts.relation import Relation
from quiz.facts.statements import statements
from quiz.facts.term import Term
from quiz.facts.values import Value, text_of
from quiz.facts.wikidata.entities import ITEM, Entity, Labels, table
from quiz.facts.wikidata.references import sources_of
from quiz.facts.wikidata.values import ASKED_TYPES, PLAIN_TYPES, about, date_of, entity_of, is_julian, perhaps, value_of
from quiz.text.safe import safe

JULIAN_TAG = "julian-calendar"

_TIMES = {"P580": "since", "P582": "until", "P585": "as_of"}
_CIRCUMSTANCES, _DISPUTED_BY = "P1480", "P1310"
_CIRCA = "Q5727902"
_UNCERTAIN = frozenset({"Q18122778", "Q56644435"})
"""Presumably, and probably."""
_MALFORMED = (KeyError, TypeError, ValueError, AttributeError)


class _LeftOutError(Exception):
    """A statement that makes no fact, and why."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@frozen
class Stated:
    """A statement that became a fact."""

    fact: Fact
    type: str
    """The type of its relation's values."""
    lang: str
    """The language of a text that has one."""
    preferred: bool
    path: Path
    items: tuple[str, ...]
    """The items that it names."""


class StatementReader:
    """Reads the statements of entities. What makes no fact is gathered in `left_out`."""

    def __init__(self, entities: Iterable[Entity], labels: Labels, properties: Iterable[str] | Mapping[str, str] | None) -> None:
        """Read statements of some properties, or of all."""
        self.left_out: list[Problem] = []
        self._entities = entities
        self._labels = labels
        self._asked = None if properties is None else frozenset(properties)
        self._names = properties if isinstance(properties, Mapping) else {}

    def statements(self) -> list[Stated]:
        """Return the statements that became facts, in the order of the data."""
        found: list[Stated] = []
        for entity in self._entities:
            if str(entity["id"]).startswith("P"):
                continue
            for name, claims in table(entity.get("claims")).items():
                if self._asked is None or name in self._asked:
                    found += self._of_property(entity["id"], name, claims if isinstance(claims, list) else [claims])
        return found

    def relations(self, stated: Iterable[Stated]) -> list[Relation]:
        """Return the relations of statements: of several values where nothing tells those of one subject apart."""
        facts: dict[str, list[Stated]] = {}
        for one in stated:
            facts.setdefault(one.fact.relation, []).append(one)
        return [self._relation(name, found) for name, found in facts.items()]

    def terms(self, stated: Iterable[Stated]) -> list[Term]:
        """Return the items that statements name. Those without a label are told of."""
        items = tuple(dict.fromkeys(item for one in stated for item in one.items))
        for item in items:
            if self._labels.label(item) == item:
                self._leave_out((item,), "no-label", f"Nothing says what {item} is called; its id stands for it")
        return self._labels.terms(items)

    def _relation(self, name: str, stated: list[Stated]) -> Relation:
        types = {one.type for one in stated}
        own = str(stated[0].path[1])
        label = self._labels.label(own)
        relation = Relation(name, ITEM, types.pop() if len(types) == 1 else "text", "" if label in {name, own} else label)
        subjects: dict[str, list[Fact]] = {}
        for one in stated:
            subjects.setdefault(one.fact.subject, []).append(one.fact)
        many = any(found.conflicting for facts in subjects.values() for found in statements(facts, relation))
        return evolve(relation, many=True) if many else relation

    def _of_property(self, item: str, name: str, claims: list[Any]) -> Iterator[Stated]:
        found = []
        for number, claim in enumerate(claims):
            path: Path = (item, name, number)
            try:
                found.append(self._stated(item, name, claim, path))
            except _LeftOutError as error:
                self._leave_out(path, error.code, str(error))
            except _MALFORMED as error:
                self._leave_out(path, "unreadable", f"The statement cannot be read: {error}")
        spoken = {one.lang for one in found if one.lang}
        best = max((one.fact.as_of.latest for one in found if one.preferred and one.fact.as_of), default=None)
        preferred = any(one.preferred for one in found)
        for one in found:
            if one.lang and one.lang != self._labels.lang and self._labels.lang in spoken:
                self._leave_out(one.path, "other-language", f"The text is in {one.lang}, and there is one in {self._labels.lang}")
            elif preferred and not one.preferred and not self._is_past(one.fact, best):
                self._leave_out(one.path, "outranked", "Another statement is preferred to it")
            else:
                yield one

    @staticmethod
    def _is_past(fact: Fact, best: tuple[int, int, int] | None) -> bool:
        """Say whether a fact tells when it held, so that it does not rival the preferred one, last reported on `best`."""
        return fact.until is not None or (fact.as_of is not None and best is not None and fact.as_of.latest < best)

    def _stated(self, item: str, name: str, claim: Any, path: Path) -> Stated:  # noqa: ANN401 - JSON
        if claim.get("rank") == "deprecated":
            raise _LeftOutError("deprecated", "The statement is deprecated")
        kind, raw = self._snak(claim["mainsnak"])
        value = value_of(kind, raw, self._labels.name)
        qualifiers = table(claim.get("qualifiers"))
        value, said = self._qualified(value, qualifiers, path)
        if isinstance(raw, Mapping) and kind == "time" and is_julian(raw):
            said["tags"] = {JULIAN_TAG}
        relation = self._names.get(name, name)
        sources = sources_of(claim.get("references"), self._labels.name)
        fact = Fact(self._labels.name(item), relation, value, sources=sources, **said)
        if fact.since and fact.until and fact.until.latest < fact.since.earliest:
            raise _LeftOutError("time-order", f"It holds until {fact.until}, but only since {fact.since}")
        if not text_of(str(fact.value)):
            raise _LeftOutError("no-value", "The value is empty")
        items = (item, entity_of(raw)) if kind == "wikibase-item" else (item,)
        lang = str(raw.get("language", "")) if kind == "monolingualtext" else ""
        type_name = {**PLAIN_TYPES, **ASKED_TYPES}[kind]
        return Stated(fact, type_name, lang, claim.get("rank") == "preferred", path, items)

    def _snak(self, snak: Mapping[str, Any]) -> tuple[str, Any]:
        """Return the type and the value of what a statement says. Raises `_LeftOutError` where there is none to be had."""
        if snak["snaktype"] != "value":
            told = {"novalue": "It is said to have no value", "somevalue": "The value is unknown"}
            raise _LeftOutError("no-value", told.get(snak["snaktype"], "There is no value"))
        value = snak["datavalue"]["value"]
        kind = str(snak.get("datatype") or _guessed(snak["datavalue"], value))
        if kind in PLAIN_TYPES or (kind in ASKED_TYPES and self._asked is not None):
            return kind, value
        hint = "; name its property in `properties` to take it" if kind in ASKED_TYPES else ""
        raise _LeftOutError("left-out-type", f"The value is of the type {kind}{hint}")

    def _qualified(self, value: Value, qualifiers: Mapping[str, Any], path: Path) -> tuple[Value, dict[str, Any]]:
        """Return a value as its circumstances make it, and what else qualifies the statement."""
        said: dict[str, Any] = {}
        unread: Counter[str] = Counter()
        for name, snaks in qualifiers.items():
            for snak in snaks:
                if name in _TIMES:
                    said.update(self._time(name, snak))
                elif name == _DISPUTED_BY:
                    said["status"] = Status.DISPUTED
                elif name == _CIRCUMSTANCES and snak["snaktype"] == "value":
                    circumstance = entity_of(snak["datavalue"]["value"])
                    value = about(value) if circumstance == _CIRCA else perhaps(value) if circumstance in _UNCERTAIN else value
                else:
                    unread[name] += 1
        if unread:
            self._leave_out(path, "unread-qualifier", f"The statement is taken without its qualifiers {', '.join(unread)}")
        return value, said

    def _time(self, name: str, snak: Mapping[str, Any]) -> dict[str, Date]:
        if snak["snaktype"] == "value":
            return {_TIMES[name]: date_of(snak["datavalue"]["value"])}
        if snak["snaktype"] == "somevalue" and _TIMES[name] == "until":
            raise _LeftOutError("no-value", "It ended, and when is unknown")
        return {}

    def _leave_out(self, path: Path, code: str, message: str) -> None:
        self.left_out.append(Problem(code, safe(message), where=safe(spelled(path)), severity="warning"))


def _guessed(datavalue: Mapping[str, Any], value: Any) -> str:  # noqa: ANN401 - JSON
    """Return the type of a value in a document that does not say it, as old ones do not."""
    kind = str(datavalue.get("type"))
    if kind == "wikibase-entityid":
        return "wikibase-property" if entity_of(value).startswith("P") else "wikibase-item"
    return {"globecoordinate": "globe-coordinate"}.get(kind, kind)
