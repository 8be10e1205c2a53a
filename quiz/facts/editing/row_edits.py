"""Editing the rows of a deck's table: what changed in a row is changed in its cells; what no row can say is handed back."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from attrs import field, frozen

from quiz.facts.checks import citations, remarks_text
from quiz.facts.deck import Deck
from quiz.facts.editing.record_edits import Line
from quiz.facts.editing.table_edits import TableEdits
from quiz.facts.fact import Fact
from quiz.facts.fields import QUALIFIERS, Path, Places, Report
from quiz.facts.grouping import Stated
from quiz.facts.records import RecordReader, Vocabulary
from quiz.facts.rows import Row, Table
from quiz.facts.settle import settle
from quiz.facts.table_records import bare_facts, facts_of_table, subject_column

_SPLIT = ";"


@frozen
class _Plan:
    """What one row is to hold."""

    facts: list[Stated]
    cells: dict[int, Any]
    """The cells that change, by their columns' places; all of them for a new row."""
    line: int | None = None
    """Where the row begins; nothing for a new one."""
    after: int | None = None
    """The line of the row that a new one follows."""
    others: list[Stated] = field(factory=list)
    """Facts that this row does not hold any more."""
    is_gone: bool = False


class RowEdits:
    """Edits the rows of one table, as the deck's `[[tables]]` entries, or no entry for a bare table, say they are read."""

    def __init__(self, edits: TableEdits, entries: Sequence[tuple[Path, Mapping[str, Any]]], deck: Deck, default: object) -> None:
        """Edit through `edits`, for an edited deck; `default` is what `source` under `[deck]` says, if anything."""
        self._edits = edits
        self._entries = entries
        self._deck = deck
        self._default = default
        columns = edits.table.columns
        self._subject = subject_column(edits.table) if not entries else columns.index(entries[0][1].get("subject", columns[0]))
        self._relations: dict[str, int] = {}
        self._splits: dict[int, str] = {}
        self._units: dict[int, str] = {}
        self._qualifying: dict[str, int] = {}
        for _, entry in entries or [((), {})]:
            self._read(entry, bare=not entries)
        self._cells = {row.line: row.cells for row in edits.table.rows}

    def _read(self, entry: Mapping[str, Any], *, bare: bool) -> None:
        columns = self._edits.table.columns
        named = entry.get("columns", {})
        if not bare:
            self._qualifying |= {
                key: columns.index(key) for key in QUALIFIERS if key in {*columns} - {columns[self._subject], *named}
            }
        taken = {self._subject, *self._qualifying.values()}
        if "columns" not in entry:
            named = {name: name for place, name in enumerate(columns) if place not in taken}
        for name, meaning in named.items():
            told = meaning if isinstance(meaning, Mapping) else {"relation": meaning}
            place = columns.index(name)
            self._relations.setdefault(told.get("relation", name), place)
            self._units.setdefault(place, told.get("unit", ""))
            self._splits.setdefault(place, told.get("split", entry.get("split", _SPLIT)))

    def edit(self, rows: Mapping[int, tuple[Sequence[tuple[Path, Stated]], Sequence[Line]]]) -> list[Stated]:
        """Make each row, by its line, state what it is to state; return the facts for which this table has no place."""
        plans: list[_Plan] = []
        for line, (old, new) in rows.items():
            if [stated for _, stated in old] != [stated for stated, _ in new]:
                plans += self._planned(line, old, new)
        left: list[Stated] = []
        for plan, fits in zip(plans, self._fits(plans), strict=True):
            left += plan.others
            if fits:
                self._carry_out(plan)
            elif plan.line is None:
                left += plan.facts
            else:
                old, new = rows[plan.line]
                kept, gone = self._unchanged(old, new)
                left += [stated for stated in plan.facts if stated not in kept]
                if not kept and self._says_nothing_else(plan.line, gone):
                    self._edits.drop(plan.line)
                else:
                    self._edits.put(plan.line, dict.fromkeys(gone, ""))
        return left

    def _unchanged(self, old: Sequence[tuple[Path, Stated]], new: Sequence[Line]) -> tuple[list[Stated], set[int]]:
        """Return the facts whose cells can stay as they are, and the columns that are emptied."""
        kept, gone = [], set()
        for column in dict.fromkeys(path[-1] for path, _ in old):
            was = [stated for path, stated in old if path[-1] == column]
            now = [stated for stated, origin in new if origin and origin[0][-1] == column]
            if was == now:
                kept += was
            else:
                gone.add(self._edits.table.columns.index(str(column)))
        return kept, gone

    def _planned(self, line: int, old: Sequence[tuple[Path, Stated]], new: Sequence[Line]) -> Iterator[_Plan]:
        subject = old[0][1].fact.subject
        changes = [(stated.fact.subject, _changed(was[1], stated)) for stated, was in new if was]
        meant = (subject, ()) if not changes or (subject, ()) in changes else changes[0]
        held: dict[int, list[Stated]] = {}
        beside: list[Stated] = []
        others: list[Stated] = []
        for stated, was in new:
            if was is None:
                place = self._relations.get(stated.fact.relation)
                is_free = place is not None and not held.get(place) and self._cells[line][place] in {None, ""}
                if is_free and place is not None and stated.fact.subject == meant[0] and len(new) > 1:
                    held[place] = [stated]
                else:
                    beside.append(stated)
            elif (stated.fact.subject, _changed(was[1], stated)) == meant and was[1].fact.relation == stated.fact.relation:
                held.setdefault(self._edits.table.columns.index(str(was[0][-1])), []).append(stated)
            else:
                others.append(stated)
        cells = self._changes(line, old, held, meant)
        facts = [stated for several in held.values() for stated in several]
        yield _Plan(facts, cells, line, others=others, is_gone=not facts and self._says_nothing_else(line, cells))
        yield from self._new_rows(beside, line)

    def _changes(
        self, line: int, old: Sequence[tuple[Path, Stated]], held: Mapping[int, list[Stated]], meant: tuple[str, tuple[Any, ...]]
    ) -> dict[int, Any]:
        cells: dict[int, Any] = {}
        places = dict.fromkeys([*(self._edits.table.columns.index(str(path[-1])) for path, _ in old), *held])
        for place in places:
            was = [stated.fact.value for path, stated in old if self._edits.table.columns.index(str(path[-1])) == place]
            now = held.get(place, [])
            if was != [stated.fact.value for stated in now]:
                cells[place] = self._written(now, place)
        if meant[0] != old[0][1].fact.subject:
            cells[self._subject] = meant[0]
        for key, found in meant[1]:
            if key in self._qualifying:
                cells[self._qualifying[key]] = _qualifier(found)
        return {place: found for place, found in cells.items() if found != self._cells[line][place]}

    def _says_nothing_else(self, line: int, cells: Collection[int]) -> bool:
        own = {self._subject, *self._qualifying.values(), *cells}
        return all(place in own or found in (None, "", []) for place, found in enumerate(self._cells[line]))

    def _new_rows(self, facts: Sequence[Stated], after: int) -> Iterator[_Plan]:
        plans: list[_Plan] = []
        for stated in facts:
            place = self._relations.get(stated.fact.relation)
            if place is None:
                plans.append(_Plan([], {}, after=after, others=[stated]))
                continue
            last = plans[-1] if plans else None
            before = self._relations.get(last.facts[-1].fact.relation, 0) if last and last.facts else place
            if last and last.facts and last.facts[0].goes_with(stated) and before < place:
                last.facts.append(stated)
                last.cells[place] = self._written([stated], place)
                continue
            cells: dict[int, Any] = {self._subject: stated.fact.subject, place: self._written([stated], place)}
            for key, found in stated.qualifiers.items():
                if key in self._qualifying:
                    cells[self._qualifying[key]] = _qualifier(found)
            plans.append(_Plan([stated], cells, after=after))
        yield from plans

    def _written(self, facts: Sequence[Stated], place: int) -> Any:  # noqa: ANN401 - whatever a cell can hold
        values = [part for stated in facts for part in (stated.value if isinstance(stated.value, list) else [stated.value])]
        if unit := self._units.get(place):
            values = [found.removesuffix(f" {unit}") if isinstance(found, str) else found for found in values]
        if len(values) <= 1:
            return values[0] if values else ""
        return f"{self._splits.get(place, _SPLIT)} ".join(map(str, values))

    def _fits(self, plans: Sequence[_Plan]) -> list[bool]:
        """Say of each row whether reading it gives the facts that it is to hold."""
        columns = self._edits.table.columns
        rows = []
        for number, plan in enumerate(plans):
            cells = dict.fromkeys(range(len(columns)), "") if plan.line is None else dict(enumerate(self._cells[plan.line]))
            rows.append(Row(number, tuple(map(self._edits.as_read, (cells | plan.cells).values()))))
        found: list[Counter[Fact]] = [Counter() for _ in plans]
        for number, fact in self._facts(Table(columns, tuple(rows))):
            found[number][fact] += 1
        return [found[number] == Counter(stated.fact for stated in plan.facts) for number, plan in enumerate(plans)]

    def _facts(self, table: Table) -> Iterator[tuple[int, Fact]]:
        deck = self._deck
        declared = {name: relation for name, relation in deck.relations.items() if relation.declared}
        known = tuple(citations(self._default)) if self._default is not None else ()
        reader = RecordReader(Vocabulary(declared, deck.names, deck.sources, known), Report(Places("", lambda _: None)))
        if self._entries:
            placed = [fact for path, entry in self._entries for fact in facts_of_table(table, "", entry, path, reader)]
        else:
            placed = bare_facts(Table(table.columns, table.rows), "", reader)
        # A value that its relation cannot take is no fact, so its row does not fit.
        known_relations = [found for found in placed if found.fact.relation in deck.relations]
        try:
            settled = settle([found.fact for found in known_relations], deck.relations, deck.terms).facts
        except ValueError:
            return
        for found, fact in zip(known_relations, settled, strict=True):
            yield int(found.path[1]), fact

    def _carry_out(self, plan: _Plan) -> None:
        if plan.line is None:
            if plan.facts:
                self._edits.add(plan.cells, plan.after)
        elif plan.is_gone:
            self._edits.drop(plan.line)
        else:
            self._edits.put(plan.line, plan.cells)


def _changed(old: Stated, new: Stated) -> tuple[tuple[str, Any], ...]:
    """Return the qualifiers that differ, by key, with what they are now; `None` for those that are gone."""
    keys = {**old.qualifiers, **new.qualifiers}
    return tuple((key, new.qualifiers.get(key)) for key in keys if old.qualifiers.get(key) != new.qualifiers.get(key))


def _qualifier(found: Any) -> str:  # noqa: ANN401 - whatever a file can hold
    if isinstance(found, list):
        if any(isinstance(part, list) for part in found):
            return remarks_text(found)
        return f"{_SPLIT} ".join(map(str, found))
    return "" if found is None else str(found)
