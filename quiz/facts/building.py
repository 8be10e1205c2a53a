"""Decks made in code: their words, their rows read as a deck's tables are, and every mistake told together."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from itertools import count
from typing import Any, TypeAlias, TypedDict, TypeVar

from attrs import evolve, field, frozen

from quiz.errors import DeckError, Problem, UsageError
from quiz.facts.checks import described
from quiz.facts.dates import Date
from quiz.facts.deck import Deck, keyed, names_a_deck
from quiz.facts.fact import Source
from quiz.facts.fields import QUALIFIERS, Places, Report
from quiz.facts.records import Placed, RecordReader, Vocabulary
from quiz.facts.relation import Relation
from quiz.facts.rows import Row, Table
from quiz.facts.settle import Names
from quiz.facts.table_records import facts_of_table
from quiz.facts.term import Term
from quiz.facts.values import TermName, Text, text_of
from quiz.text.safe import safe_line

_Named = TypeVar("_Named", Relation, Term, Source)

Cited: TypeAlias = str | Source
"""A source: itself, or its key among the deck's sources."""

_IN_ROW = re.compile(r"row\[(\d+)\]")
_IN_PYTHON = (
    (re.compile(r"in \[relations\.([^\]]+)\]"), r'in Relation("\1")'),
    (re.compile(r'\[terms\."([^"]+)"\]'), r'Term("\1")'),
    (re.compile(r"\bmany = true\b"), "many=True"),
)
"""What hints say of a deck file, and how a deck made in code has it."""


class DeckOptions(TypedDict, total=False):
    """What may be said of a deck that is made from data, beside its id and its facts. All of it may be left out."""

    title: str
    """The deck's title; its id unless given."""
    relations: Mapping[str, Relation] | Iterable[Relation]
    """Relations with their wording and type. One that the data use and nothing declares is inferred."""
    terms: Mapping[str, Term] | Iterable[Term]
    """Terms with their other names."""
    sources: Mapping[str, Source] | Iterable[Source]
    """Sources by the keys by which rows name them; without keys, by their titles."""
    source: Cited | Iterable[Cited]
    """The sources of every fact that names none."""
    lang: str
    """The language of the deck, `en` unless given."""
    as_of: Date | date | str | int | None
    """When the whole of it was so."""
    description: str
    subject_label: str
    """What subjects are called when no relation says so."""


@frozen
class Building:
    """A deck that is being made from rows."""

    id: str
    options: DeckOptions
    row: str
    """What a row is called in messages: `rows[3].capital`."""
    relations: Mapping[str, Relation] = field(factory=dict)
    sources: dict[str, Source] = field(factory=dict)
    report: Report = field(factory=lambda: Report(Places("", lambda _: None)))

    @classmethod
    def of(cls, id: str, options: DeckOptions, row: str, relations: Iterable[Relation] = ()) -> "Building":
        """Start a deck. Relations that the options declare win over those of the same name that are given here."""
        known = {relation.name: relation for relation in relations} | by_name(options.get("relations", ()))
        building = cls(id, options, row, known)
        building.sources.update(keyed(_checked(options.get("sources", ()))))
        if not isinstance(id, str) or not names_a_deck(id):
            hint = "Use letters, digits, -, _ and ., and :: between levels."
            building.report.add(("id",), "wrong-value", f"{described(id)} cannot be a deck's id", hint)
        return building

    def reader(self) -> RecordReader:
        """Return the reader of rows in this deck's words. Call it once every source is known."""
        cited = self.options.get("source", ())
        several = (cited,) if isinstance(cited, str | Source) else cited
        default = tuple((source, None) if isinstance(source, str) else self.cited(source) for source in several)
        for key, _ in default:
            if key not in self.sources:
                self.report.unknown(("source",), key, self.sources, "source")
        known = tuple((key, place) for key, place in default if key in self.sources)
        words = Vocabulary(self.relations, Names.of(by_name(self.options.get("terms", ()))), self.sources, known)
        return RecordReader(words, self.report)

    def cited(self, source: Source) -> tuple[str, str | None]:
        """Take a source into the deck and return its key and the place in it."""
        whole = evolve(source, locator=None)
        key = next((key for key, known in self.sources.items() if known == whole), None)
        if key is None:
            key = next(name for name in _free(source.name) if name not in self.sources)
            self.sources[key] = evolve(whole, key=key)
        return key, source.locator

    def facts(self, rows: Iterable[tuple[int, Mapping[str, Any]]], entry: Mapping[str, Any]) -> list[Placed]:
        """Return the facts of numbered rows, read as a deck's table with this `[[tables]]` entry."""
        found = [(number, {key: self._cell(key, cell) for key, cell in self._named(number, row)}) for number, row in rows]
        columns = tuple(dict.fromkeys(key for _, row in found for key in row))
        if not found:
            return []
        whole = frozenset(name for name, relation in self.relations.items() if relation.many or relation.value in {"list", "set"})
        listed = frozenset(key for key in columns if _relation_of(key, entry) in whole and not _is_split(key, entry))
        table = Table(
            columns, tuple(Row(number, tuple(_listed(row.get(key), key in listed) for key in columns)) for number, row in found)
        )
        return facts_of_table(table, "", entry, (), self.reader())

    def _named(self, number: int, row: Mapping[Any, Any]) -> Iterator[tuple[str, Any]]:
        """Yield what stands in a row under its names; what has none is told of."""
        for key, cell in row.items():
            if text_of(safe_line(str(key))):
                yield str(key), cell
            else:
                message = "A key is empty, or holds nothing that can be seen"
                self.report.add(("row", number), "wrong-value", message, "Give every key a name.")

    def _cell(self, key: str, found: object) -> Any:  # noqa: ANN401 - whatever the rows hold
        """Return what stands in a row as a table's cell has it; what is no value of any type is left for the reader to tell."""
        match found:
            case Text() | TermName():
                return str(found)
            case Enum():
                return self._cell(key, found.value)
            case Date() if key in QUALIFIERS:
                return found.edtf
            case Source():
                cited, place = self.cited(found)
                return [{"key": cited, "at": place} if place else cited]
            case set() | frozenset():
                return [self._item(key, item) for item in sorted(found, key=str)] or None
            case list() | tuple():
                return [self._item(key, item) for item in found] or None
            case str() if not found.strip():
                return None
            case _:
                return found

    def _item(self, key: str, found: object) -> object:
        cell = self._cell(key, found)
        return cell[0] if isinstance(found, Source) else cell

    def deck(self, facts: Iterable[Placed]) -> Deck:
        """Return the deck. Raises `DeckError` with every mistake that was found."""
        if errors := [self._told(problem) for problem in self.report.problems.errors]:
            raise DeckError(errors)
        options = {key: found for key, found in self.options.items() if key not in {"source", "sources", "relations"}}
        stated = tuple(placed.fact for placed in facts)
        try:
            return Deck(self.id, facts=stated, relations=self.relations, sources=self.sources, **options)  # type: ignore[arg-type]
        except ValueError as error:
            raise DeckError([Problem("wrong-value", str(error))]) from error

    def _told(self, problem: Problem) -> Problem:
        """Return a problem with its place and hint as Python would write them, and without the edit that would mend a file."""
        hint = problem.hint
        for in_file, in_code in _IN_PYTHON:
            hint = in_file.sub(in_code, hint)
        where = _IN_ROW.sub(rf"{self.row}[\1]", problem.where, count=1)
        return evolve(problem, file="", line=None, fix=(), where=where, hint=hint)


def _relation_of(column: str, entry: Mapping[str, Any]) -> str:
    meaning = entry.get("columns", {}).get(column, column)
    return str(meaning if isinstance(meaning, str) else meaning.get("relation", column))


def _is_split(column: str, entry: Mapping[str, Any]) -> bool:
    """Say whether the texts of a column are to be split, since the call says at what."""
    meaning = entry.get("columns", {}).get(column, column)
    return "split" in entry or (isinstance(meaning, Mapping) and "split" in meaning)


def _listed(cell: object, whole: bool) -> Any:  # noqa: ANN401, FBT001
    # A text in code is one value: only where the call says so is it split.
    return [cell] if whole and isinstance(cell, str) else cell


def by_name(found: Mapping[str, _Named] | Iterable[_Named]) -> dict[str, _Named]:
    """Return relations or terms by their names. Raises `UsageError` for what is none of them."""
    checked = _checked(found)
    return {one.name: one for one in (checked.values() if isinstance(checked, Mapping) else checked)}


def _checked(found: Mapping[str, _Named] | Iterable[_Named]) -> Mapping[str, _Named] | tuple[_Named, ...]:
    """Return relations, terms or sources as they are. Raises `UsageError` for what is none of them."""
    several = found if isinstance(found, Mapping) else tuple(found)
    for one in several.values() if isinstance(several, Mapping) else several:
        if not isinstance(one, Relation | Term | Source):
            message = f"{described(one)} stands where a Relation, a Term or a Source was expected"
            raise UsageError(message)
    return several


def _free(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name} {number}" for number in count(2))
