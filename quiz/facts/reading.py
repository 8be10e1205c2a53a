"""Reading a deck's data, as TOML or JSON holds it, into a deck; every problem reported, whatever is good kept."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from attrs import evolve, frozen

from quiz.errors import Problem
from quiz.facts.deck import LONGEST_ID, Deck
from quiz.facts.fact import Source
from quiz.facts.fields import DECK, RELATION, SOURCE, TERM, Path, Places, Report, described
from quiz.facts.records import Placed, RecordReader, Vocabulary
from quiz.facts.relation import Relation
from quiz.facts.settle import Names
from quiz.facts.term import Term
from quiz.facts.values import BUILT_IN_TYPES
from quiz.text.normal import folded

SECTIONS = ("deck", "sources", "terms", "relations", "facts", "tables")

TableReader = Callable[[Mapping[str, Any], Path, RecordReader], Iterable[Placed]]
"""Reads one `[[tables]]` entry; given by whoever may read files."""


@frozen
class Reading:
    """What came of reading a deck: the deck as far as it is good, the problems, and where each fact stands."""

    deck: Deck | None
    problems: tuple[Problem, ...]
    facts: tuple[Placed, ...] = ()
    places: Places = Places("", lambda _: None)  # noqa: RUF009 - frozen

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that forbid using the deck."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


def read_deck(data: Mapping[str, Any], places: Places, read_table: TableReader) -> Reading:
    """Read a deck from the data of its file. Never raises for what is in it: see the problems."""
    report = Report(places)
    for key in data:
        if key not in SECTIONS:
            report.unknown((key,), key, SECTIONS, "section")
    head = _head(data, report)
    sources = _sources(data, report)
    terms = _terms(data, report)
    relations = _relations(data, report)
    cited = head.pop("source", ())
    for key, _ in cited:
        if key not in sources:
            report.unknown(("deck", "source"), key, sources, "source")
    known = tuple((key, place) for key, place in cited if key in sources)
    reader = RecordReader(Vocabulary(relations, Names.of(terms), sources, known), report)
    facts: list[Placed] = []
    for number, record in enumerate(_array(data, "facts", report)):
        if table := report.table(("facts", number), record):
            facts += reader.facts(table, ("facts", number))
    for number, entry in enumerate(_array(data, "tables", report)):
        facts += read_table(report.table(("tables", number), entry), ("tables", number), reader)
    _double_ids(facts, report)
    stated = tuple(placed.fact for placed in facts)
    deck = Deck(**{"id": "unnamed", **head}, facts=stated, relations=relations, terms=terms, sources=sources)
    return Reading(deck, tuple(report.problems.found), tuple(facts), places)


def _head(data: Mapping[str, Any], report: Report) -> dict[str, Any]:
    if "deck" not in data:
        report.add(("deck",), "missing-key", "There is no [deck] section", 'Write [deck] with id = "…".')
        return {}
    table = report.table(("deck",), data["deck"])
    head = report.read(("deck",), table, DECK)
    for key in ("title", "description"):
        report.unsafe(("deck", key), head.get(key, ""))
    if "id" not in table:
        report.add(("deck",), "missing-key", "The deck has no id", 'Write id = "…" under [deck]; it never changes afterwards.')
    elif "id" in head and (
        any(sign in head["id"] for sign in "/\\\n") or head["id"].strip(".") == "" or len(head["id"]) > LONGEST_ID
    ):
        message = f"{described(head.pop('id'))} cannot be a deck's id"
        report.add(("deck", "id"), "wrong-value", message, "Use letters, digits, - and _; no slashes.")
    return head


def _sources(data: Mapping[str, Any], report: Report) -> dict[str, Source]:
    found = {}
    for key, entry in report.table(("sources",), data.get("sources", {})).items():
        path = ("sources", key)
        good = report.read(path, table := report.table(path, entry), SOURCE)
        if "title" not in table:
            report.add(path, "missing-key", f"The source “{key}” has no title", 'Write title = "…".')
        found[key] = Source(good.pop("title", key), key=key, **good)
    return found


def _terms(data: Mapping[str, Any], report: Report) -> dict[str, Term]:
    found: dict[str, Term] = {}
    owners: dict[tuple[str, str], str] = {}
    for name, entry in report.table(("terms",), data.get("terms", {})).items():
        path = ("terms", name)
        term = Term(name, **report.read(path, report.table(path, entry), TERM))
        report.unsafe(path, name)
        found[name] = term
        for alias in term.names:
            owner = owners.setdefault((term.type, folded(alias)), name)
            if owner != name:
                message = f"“{alias}” names both “{owner}” and “{name}”"
                report.add((*path, "aliases"), "shared-name", message, "Keep it with one of them, or make them one term.")
    return found


def _relations(data: Mapping[str, Any], report: Report) -> dict[str, Relation]:
    from quiz.text.closeness import nearest

    found = {}
    entries = report.table(("relations",), data.get("relations", {}))
    for name, entry in entries.items():
        path = ("relations", name)
        good = report.read(path, report.table(path, entry), RELATION)
        for key in ("ask", "ask_back", "say", "label"):
            report.unsafe((*path, key), good.get(key, ""))
        kind = good.get("value", "text")
        near = None if kind in BUILT_IN_TYPES else nearest(kind, BUILT_IN_TYPES)
        if near and not any(entry.get("type") == kind for entry in data.get("terms", {}).values() if isinstance(entry, Mapping)):
            report.add((*path, "value"), "unknown-type", f"There is no type “{kind}”", f"Did you mean “{near}”?")
            good.pop("value")
        found[name] = Relation(name, **good)
    return found


def _array(data: Mapping[str, Any], key: str, report: Report) -> list[Any]:
    found = data.get(key, [])
    if isinstance(found, list):
        return found
    report.add(
        (key,), "wrong-type", f"{described(found)} stands where [[{key}]] was expected", f"Write [[{key}]] with two brackets."
    )
    return []


def _double_ids(facts: list[Placed], report: Report) -> None:
    first: dict[tuple[str, str], Placed] = {}
    for placed in facts:
        fact = placed.fact
        if fact.id is None:
            continue
        known = first.setdefault((fact.id, fact.relation), placed)
        if known is not placed and known.path[:2] != placed.path[:2]:
            message = f"The id “{fact.id}” is that of another fact already"
            own = evolve(report, places=placed.places)
            own.add((*placed.path[:2], "id"), "double-id", message, "Give each fact an id of its own.")
