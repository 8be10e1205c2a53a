"""Editing `[[facts]]` records: what changed in one is changed there; what does not fit it any more stands beside it."""

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import evolve

from quiz.facts.editing.toml_edits import TomlEdits
from quiz.facts.editing.toml_text import toml_value
from quiz.facts.fields import Path
from quiz.facts.grouping import Pair, Record, Stated, grouped, is_key, takes_several
from quiz.facts.relation import Relation

Line = tuple[Stated, tuple[Path, Stated] | None]
"""A fact of the edited deck, with where it stood and what it was, if it stood in the same record."""


class RecordEdits:
    """Edits the records of one deck file."""

    def __init__(self, edits: TomlEdits, relations: Mapping[str, Relation], declared: set[str]) -> None:
        """Edit through `edits`; `relations` are those of the edited deck, `declared` those that its file will declare."""
        self._edits = edits
        self._relations = relations
        self._declared = declared
        head = edits.data.get("deck", {})
        self._has_default = isinstance(head, Mapping) and "source" in head

    def add(self, facts: Sequence[Stated], beside: int | None = None, *, before: bool = False) -> None:
        """Write facts as new records."""
        for record in grouped(facts, self._relations, self._declared):
            self._add(record, beside, before=before)

    def _add(self, record: Record, beside: int | None, *, before: bool = False) -> None:
        data = record.data(self._declared)
        if self._has_default and "source" not in data:
            data["source"] = []
        self._edits.add_record(data, beside, before=before)

    def edit(self, number: int, old: Sequence[tuple[Path, Stated]], new: Sequence[Line]) -> None:
        """Make a record, which stated `old`, state `new`."""
        if [stated for _, stated in old] == [stated for stated, _ in new]:
            return
        if not new:
            self._edits.drop(("facts", number))
            return
        keys: dict[str, str] = {}
        for path, was in old:
            keys.setdefault(was.fact.relation, str(path[-1]))
        # In the order of the file, which for `relation = …, value = …` is not that of the keys.
        order = {relation: place for place, relation in enumerate(keys)}
        records = grouped([stated for stated, _ in new], self._relations, self._declared)
        first = old[0][1]
        kept = next((place for place, record in enumerate(records) if record.first.goes_with(first)), 0)
        fitting, rest = _split(records[kept], keys, order)
        if fitting is None:
            for record in records:
                self._add(record, number)
            self._edits.drop(("facts", number))
            return
        for record in records[:kept]:
            self._add(record, number, before=True)
        self._patch(number, old, fitting, keys)
        if rest is not None:
            self._add(rest, number)
        for record in records[kept + 1 :]:
            self._add(record, number)

    def _patch(self, number: int, old: Sequence[tuple[Path, Stated]], record: Record, keys: Mapping[str, str]) -> None:
        table: Path = ("facts", number)
        first, now = old[0][1], record.first
        if first.fact.subject != now.fact.subject:
            self._edits.put(table, "subject", now.fact.subject)
        pairs = {pair.relation: pair for pair in record.pairs}
        if "value" in keys.values() and "relation" not in keys.values() and next(iter(pairs)) not in keys:
            # relation = "…", value = …: both are other ones now.
            self._edits.put(table, "relation", record.pairs[0].relation)
            keys = {record.pairs[0].relation: "value"}
        for relation, key in keys.items():
            if relation not in pairs:
                self._edits.drop((*table, key))
        before = "subject"
        for relation, pair in pairs.items():
            key = keys.get(relation, relation)
            was = [stated for _, stated in old if stated.fact.relation == relation]
            if [stated.fact.value for stated in was] != [stated.fact.value for stated in pair.facts]:
                self._put(table, key, was, pair, before)
            before = key
        self._qualify(table, first.qualifiers, now.qualifiers)

    def _put(self, table: Path, key: str, was: Sequence[Stated], pair: Pair, before: str) -> None:
        raw = self._edits.data["facts"][table[1]].get(key)
        if isinstance(raw, list) and takes_several(self._relations.get(pair.relation)) and len(raw) == len(was):
            new = [stated.value for stated in pair.facts]
            old_keys = [stated.fact.value for stated in was]
            self._edits.put_items(
                (*table, key), old_keys, [stated.fact.value for stated in pair.facts], lambda place: toml_value(new[place])
            )
        else:
            self._edits.put(table, key, pair.data, before)

    def _qualify(self, table: Path, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        changed = [key for key in {**old, **new} if old.get(key) != new.get(key)]
        if {"source", "at"} & {*changed}:
            changed = [*(key for key in changed if key not in {"source", "at"}), "source", "at"]
            if self._has_default and "source" not in new:
                new = {**new, "source": []}
        for key in changed:
            if key in new:
                self._edits.put(table, key, new[key])
            else:
                self._edits.drop((*table, key))


def _split(record: Record, keys: Mapping[str, str], order: Mapping[str, int]) -> tuple[Record | None, Record | None]:
    """Divide a record into what can stand in the old one's place, and the rest: keys do not change their order."""
    by_name = "value" in keys.values() and "relation" not in keys.values()
    last = -1
    for place, pair in enumerate(record.pairs):
        here = order.get(pair.relation)
        out_of_order = here is not None and here < last
        new_beside_value = by_name and place > 0 and here is None
        if out_of_order or new_beside_value:
            return evolve(record, pairs=record.pairs[:place]), evolve(record, pairs=record.pairs[place:])
        last = last if here is None else here
    if by_name and record.pairs[0].relation not in keys and len(keys) > 1:
        return None, record
    if not by_name and not all(is_key(pair.relation, {}) or pair.relation in keys for pair in record.pairs):
        return None, record
    return record, None
