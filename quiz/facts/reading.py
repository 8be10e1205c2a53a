"""Reading a deck's data, as TOML or JSON holds it, into a deck; every problem reported, whatever is good kept."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path as FilePath
from typing import Any

from attrs import evolve, frozen

from quiz.errors import Edit, Problem
from quiz.facts.checks import described
from quiz.facts.deck import Deck, names_a_deck
from quiz.facts.fact import Source
from quiz.facts.fields import DECK, RELATION, SOURCE, TERM, Path, Places, Report
from quiz.facts.records import Holder, Placed, RecordReader, Vocabulary
from quiz.facts.relation import Relation
from quiz.facts.settle import Names
from quiz.facts.term import Term
from quiz.facts.values import BUILT_IN_TYPES, text_of
from quiz.text.normal import folded
from quiz.text.safe import safe_line

_OTHER_NAMES = {"number": "quantity", "integer": "quantity", "int": "quantity", "float": "quantity", "string": "text",
                "str": "text", "bool": "boolean", "array": "list"}  # fmt: skip
"""What other programs call the types of values."""

_SHORTEST_TYPO = 5
"""Letters; shorter names of types are too near to each other to tell a slip from another name."""

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
    doubtful: frozenset[Path] = frozenset()
    """Places where something was meant that could not be read."""

    def is_doubtful(self, path: Path) -> bool:
        """Say whether `path`, or something around it, could not be read."""
        return any(path[:length] in self.doubtful for length in range(1, len(path) + 1))

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that forbid using the deck."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


def read_deck(data: Mapping[str, Any], places: Places, read_table: TableReader, folder: FilePath | None = None) -> Reading:
    """Read a deck from the data of its file. Never raises for what is in it: see the problems.

    With a `folder`, the pictures and sounds that the deck names are looked for in it.
    """
    data, report = _sections(data, Report(places))
    head = _head(data, report)
    sources = _sources(data, report)
    terms = _terms(data, report)
    relations = _relations(data, report, {term.type for term in terms.values() if term.type})
    cited = head.pop("source", ())
    for key, _ in cited:
        if key not in sources and not report.is_doubtful(("sources",)):
            report.unknown(("deck", "source"), key, sources, "source")
    known = tuple((key, place) for key, place in cited if key in sources)
    reader = RecordReader(Vocabulary(relations, Names.of(terms), sources, known), report)
    readers: dict[str, Callable[[Mapping[str, Any], Path], Iterable[Placed]]] = {
        "facts": reader.facts,
        "tables": lambda table, path: read_table(table, path, reader),
    }
    facts: list[Placed] = []
    for key in data:  # in the file's order, which is that in which cards are met
        for number, entry in enumerate(_array(data, key, report) if key in readers else ()):
            path = (key, number)
            table = report.table(path, entry)
            if not report.is_doubtful(path):
                facts += readers[key](table, path)
    _double_ids(reader.holders, report)
    if folder is not None:
        from quiz.facts.media_reading import check_media

        check_media(facts, terms, folder, report)
    stated = tuple(placed.fact for placed in facts)
    head = {"id": "unnamed", **head}
    deck = Deck(**head, facts=stated, relations=relations, terms=terms, sources=sources, folder=folder)
    _contrasted(deck, report)
    return Reading(deck, tuple(report.problems.found), tuple(facts), report.places, frozenset(report.doubtful))


def _sections(data: Mapping[str, Any], report: Report) -> tuple[Mapping[str, Any], Report]:
    """Return the data with every section under its right name, and a report that still finds the lines of misspelt ones."""
    meant: dict[str, str] = {}
    for key in data:
        if key not in SECTIONS:
            near = report.unknown((key,), key, SECTIONS, "section")
            if near and near not in data:
                meant.setdefault(near, key)
    if not meant:
        return data, report
    places = report.places
    as_written = Places(places.file, lambda path: places.line((meant.get(str(path[0]), path[0]), *path[1:])))
    found = {key: data[meant.get(key, key)] for key in (*SECTIONS,) if meant.get(key, key) in data}
    return found, evolve(report, places=as_written)


def _head(data: Mapping[str, Any], report: Report) -> dict[str, Any]:
    if "deck" not in data:
        report.add(("deck",), "missing-key", "There is no [deck] section", 'Write [deck] with id = "…".')
        return {}
    table = report.table(("deck",), data["deck"])
    head = report.read(("deck",), table, DECK)
    for key in ("title", "description"):
        report.unsafe(("deck", key), head.get(key, ""))
    if "id" not in table:
        report.missing(("deck",), "id", "The deck has no id", 'Write id = "…" under [deck]; it never changes afterwards.')
    elif "id" in head and not names_a_deck(head["id"]):
        message = f"{described(head.pop('id'))} cannot be a deck's id"
        report.add(("deck", "id"), "wrong-value", message, "Use letters, digits, -, _ and ., and :: between levels.")
    return head


def _sources(data: Mapping[str, Any], report: Report) -> dict[str, Source]:
    found = {}
    for key, entry in report.table(("sources",), data.get("sources", {})).items():
        path = ("sources", key)
        if not _named(key, path, report):
            continue
        good = report.read(path, table := report.table(path, entry), SOURCE)
        if "title" not in table:
            report.missing(path, "title", f"The source “{key}” has no title", 'Write title = "…".')
        found[key] = Source(good.pop("title", key), key=key, **good)
    return found


def _terms(data: Mapping[str, Any], report: Report) -> dict[str, Term]:
    found: dict[str, Term] = {}
    owners: dict[tuple[str, str], str] = {}
    for name, entry in report.table(("terms",), data.get("terms", {})).items():
        path = ("terms", name)
        if not _named(name, path, report):
            continue
        term = Term(name, **report.read(path, report.table(path, entry), TERM))
        report.unsafe(path, name)
        found[term.name] = term
        for alias in term.names:
            owner = owners.setdefault((term.type, folded(alias)), name)
            if owner != name:
                message = f"“{alias}” names both “{owner}” and “{name}”"
                report.add((*path, "aliases"), "shared-name", message, "Keep it with one of them, or make them one term.")
    return found


def _relations(data: Mapping[str, Any], report: Report, types: set[str]) -> dict[str, Relation]:
    found = {}
    entries = report.table(("relations",), data.get("relations", {}))
    types |= {
        entry["subject"] for entry in entries.values() if isinstance(entry, Mapping) and isinstance(entry.get("subject"), str)
    }
    for name, entry in entries.items():
        path = ("relations", name)
        if not _named(name, path, report):
            continue
        good = report.read(path, report.table(path, entry), RELATION)
        for key in ("ask", "ask_back", "say", "label"):
            report.unsafe((*path, key), good.get(key, ""))
        for key in ("value", "of"):
            near = _type_named(good.get(key) or "text", types, (*path, key), report)
            if near:
                report.doubtful.add((*path, "value"))
                good[key] = near
        relation = Relation(name, **good)
        found[relation.name] = relation
    return found


def _type_named(kind: str, types: set[str], path: Path, report: Report) -> str | None:
    """Tell of a type that there is not, and return the one that was meant; one that may be a type of term is only warned of."""
    near = _meant_type(kind, types)
    if near is None:
        return None
    hint, fix = f"Did you mean “{near}”?", (Edit("word", path, kind, near),)
    if near in types:
        message = f"No term is a {kind}, and no other relation speaks of one"
        report.add(path, "unknown-type", message, hint, "warning", fix=fix)
        return None
    report.add(path, "unknown-type", f"There is no type “{kind}”", hint, fix=fix)
    return near


def _meant_type(kind: str, types: set[str]) -> str | None:
    """Return the type that was probably meant by one that nothing is of."""
    from quiz.text.closeness import nearest

    if kind in BUILT_IN_TYPES or kind in types:
        return None
    long_enough = len(kind) >= _SHORTEST_TYPO
    return _OTHER_NAMES.get(kind) or (nearest(kind, [*BUILT_IN_TYPES, *sorted(types)]) if long_enough else None)


def _named(name: str, path: Path, report: Report) -> bool:
    if text_of(safe_line(name)):
        return True
    report.add(path, "wrong-value", "A name is empty, or holds nothing that can be seen", "Write a name.")
    return False


def _array(data: Mapping[str, Any], key: str, report: Report) -> list[Any]:
    found = data.get(key, [])
    if isinstance(found, list):
        return found
    message = f"{described(found)} stands where [[{key}]] was expected"
    fix = (Edit("double", (key,)),) if isinstance(found, Mapping) else ()
    report.add((key,), "wrong-type", message, f"Write [[{key}]] with two brackets.", fix=fix)
    report.doubtful.add((key,))
    return []


def _double_ids(holders: Iterable[Holder], report: Report) -> None:
    """Tell of records with the id of a record about something else, in the same file or for the same relation."""
    first: dict[tuple[str, str], Holder] = {}
    told: set[tuple[str, Path]] = set()
    for holder in holders:
        file = holder.places.file
        for name in ((holder.id, f"in {file}"), (holder.id, f"of {holder.relation}")):
            known = first.setdefault(name, holder)
            if known.subject != holder.subject and (file, holder.record) not in told:
                told.add((file, holder.record))
                message = f"The id “{holder.id}” is that of a fact about “{known.subject}” already"
                own = evolve(report, places=holder.places)
                own.add((*holder.record, "id"), "double-id", message, "Give each fact an id of its own.")


def _contrasted(deck: Deck, report: Report) -> None:
    """Tell of relations that contrast subjects of which they say nothing."""
    from quiz.text.closeness import nearest

    for relation in deck.relations.values():
        subjects = {fact.subject for fact in deck.by_relation.get(relation.name, ())} if relation.contrast else set()
        for name in dict.fromkeys(name for pair in relation.contrast for name in pair):
            term = deck.names.term(name, relation.subject)
            if (term.name if term else name) in subjects:
                continue
            near = nearest(name, sorted(subjects))
            hint = f"Did you mean “{near}”?" if near else f"State its {relation.words}, or take the pair out."
            message = f"“{name}” is contrasted with another, but no fact says anything of its “{relation.name}”"
            fix = (Edit("word", ("relations", relation.name, "contrast"), name, near),) if near else ()
            report.add(("relations", relation.name, "contrast"), "unknown-subject", message, hint, fix=fix)
