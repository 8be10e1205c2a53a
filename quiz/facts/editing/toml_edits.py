"""Editing a TOML text: single keys, items, tables and records, with every comment, blank line and habit of its author kept."""

import tomllib
from collections.abc import Callable, Hashable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from quiz.facts.editing.splices import Splices
from quiz.facts.editing.toml_spans import Path, Span, spans_of
from quiz.facts.editing.toml_text import toml_header, toml_key, toml_pair, toml_table, toml_value

_ORDER = ("deck", "sources", "terms", "relations", "facts", "tables")
"""The sections of a deck file in the order in which a new one is put in."""


class TomlEdits:
    """Edits of one TOML text. Paths are those of the text as it was."""

    def __init__(self, text: str) -> None:
        """Edit a text that `tomllib` reads."""
        self.data: Mapping[str, Any] = tomllib.loads(text)
        self._splices = Splices(text)
        self._spans = spans_of(text)
        self._headers = dict(self._spans.headers)
        self._below: dict[Path, list[Path]] = {}
        self._ends: dict[Path, int] = {}
        for path, span in (*self._spans.headers, *self._spans.pairs.items()):
            for length in (1, 2):
                self._ends[path[:length]] = max(span.end, self._ends.get(path[:length], 0))
                if len(path) >= length:
                    self._below.setdefault(path[:length], []).append(path)
        self._dropped: set[Path] = set()
        self._anchors: dict[Path, Span | None] = {}
        """What each new key stands behind."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was edited."""
        return self._splices.is_empty

    def result(self) -> str:
        """Return the edited text."""
        return self._splices.result()

    def put(self, table: Path, key: str, found: Any, after: str | None = None) -> None:  # noqa: ANN401 - whatever TOML can hold
        """Set a key of a table; a new key is written after the key `after`, which may be new too, else at the table's end."""
        path = (*table, key)
        if path in self._spans.values:
            old: Any = self.data
            for part in path:
                old = old[part]
            if isinstance(old, list) and isinstance(found, list) and not any(isinstance(item, dict | list) for item in old):
                self.put_items(path, list(map(str, old)), list(map(str, found)), lambda place: toml_value(found[place]))
            else:
                self._splices.replace(*self._spans.values[path], toml_value(found))
            return
        self.drop(path)
        anchor: Span | None = None
        if after:
            before = (*table, after)
            anchor = self._anchors[before] if before in self._anchors else self._spans.pairs.get(before)
        self._anchors[path] = self._insert(table, toml_pair(key, found), anchor)

    def _insert(self, table: Path, pair: str, anchor: Span | None = None) -> Span | None:
        """Write a pair behind what stands at `anchor`, else at the table's end. Return what it stands behind."""
        pairs = [path for path in self._below.get(table[:2], []) if path[:-1] == table and path in self._spans.pairs]
        kept = [self._spans.pairs[path] for path in pairs if path not in self._dropped]
        anchor = anchor or max(kept, key=lambda span: span.end, default=None)
        if table in self._spans.values:
            begin = self._spans.values[table].begin + 1
            self._splices.insert(anchor.end if anchor else begin, f", {pair}" if anchor else f" {pair} ")
        elif table in self._headers:
            anchor = anchor or self._headers[table]
            line = f"{self._splices.newline}{self._splices.indent(anchor.begin)}{pair}"
            self._splices.insert(self._splices.line_end(anchor.end), line)
        elif pairs:  # by dotted keys: terms.Oslo.type = "city"
            path = pairs[-1]
            span = self._spans.pairs[path]
            prefix = self._splices.text[span.begin : self._spans.keys[path].begin]
            line = f"{self._splices.newline}{self._splices.indent(span.begin)}{prefix}{pair}"
            self._splices.insert(self._splices.line_end(span.end), line)
        else:
            self._append(f"[{toml_header(*map(str, table))}]\n{pair}\n", table[0])
        return anchor

    def drop(self, path: Path) -> None:
        """Take a key or a table out, wherever and however it is written. Comments on lines of their own stay."""
        if path in self._spans.pairs:
            self._drop_pair(path)
            return
        if path in self._spans.values:
            self._drop_item(path)
            return
        below = [found for found in self._below.get(path[:2], []) if found[: len(path)] == path]
        for found in below:
            # What stands inside a value goes with it.
            if found in self._spans.pairs and not any(found[:length] in self._spans.values for length in range(1, len(found))):
                self._drop_pair(found)
            elif found in self._headers:
                self._drop_lines(self._headers[found])
        if below and path in self._headers:
            self._close_gap(self._headers[path], self._ends[path[:2]] if len(path) == 2 else self._headers[path].end)

    def _drop_pair(self, path: Path) -> None:
        self._dropped.add(path)
        span = self._spans.pairs[path]
        if any(path[:length] in self._spans.values for length in range(1, len(path))):
            self._drop_with_comma(span)
        else:
            self._drop_lines(span)

    def _drop_lines(self, span: Span) -> None:
        text = self._splices.text
        begin, end = self._splices.line_begin(span.begin), self._splices.next_line(span.end)
        inside = [at for at in self._spans.comments if span.begin < at < span.end]
        kept = [text[self._splices.line_begin(at) : self._splices.next_line(at)] for at in inside]
        self._splices.replace(begin, end, "".join(line for line in kept if line.lstrip().startswith("#")))

    def _close_gap(self, header: Span, end: int) -> None:
        """Take out the blank lines after a table that was dropped, where others stand before it."""
        text = self._splices.text
        begin = self._splices.line_begin(header.begin)
        if text[:begin].strip() and not text[:begin].endswith(("\n\n", "\n\r\n")):
            return
        at = after = self._splices.next_line(end)
        while after < len(text) and not text[after : self._splices.line_end(after)].strip():
            after = self._splices.next_line(after)
        if after > at:
            self._splices.replace(at, after)

    def _drop_with_comma(self, span: Span) -> None:
        text = self._splices.text
        comma = _comma_after(text, span.end)
        if comma is not None and not text[span.end : comma].strip():
            end = comma + 1
            end += len(text[end:]) - len(text[end:].lstrip(" \t"))
            self._splices.replace(span.begin, end)
            return
        before = len(text[: span.begin].rstrip())
        self._splices.replace(before - 1 if text[before - 1] == "," else span.begin, span.end)

    def _drop_item(self, path: Path) -> None:
        """Take an item out of an array, with its comma, and with its line where it has one of its own."""
        text, span = self._splices.text, self._spans.values[path]
        comma = _comma_after(text, span.end)
        line = self._splices.line_begin(span.begin)
        rest = self._splices.line_end(max(comma + 1 if comma is not None else 0, span.end))
        tail = text[(comma + 1) if comma is not None else span.end : rest].strip()
        between = text[span.end : comma] if comma is not None else ""
        if not text[line : span.begin].strip() and not between.strip() and (not tail or tail.startswith("#")):
            self._splices.replace(line, self._splices.next_line(rest))
        elif comma is not None and between.strip():  # a comment stands before the comma
            self._splices.replace(*span)
            self._splices.replace(comma, comma + 1)
        else:
            self._drop_with_comma(span)

    def put_items(self, path: Path, old: Sequence[Hashable], new: Sequence[Hashable], written: Callable[[int], str]) -> None:
        """Change an array from the items `old` to the items `new`; `written` writes one of the new ones, by its place."""
        for kind, begin, end, new_begin, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            both = min(end - begin, new_end - new_begin) if kind == "replace" else 0
            for place in range(both):
                self._splices.replace(*self._spans.values[*path, begin + place], written(new_begin + place))
            if kind in {"delete", "replace"}:
                for place in range(begin + both, end):
                    self._drop_item((*path, place))
            if kind in {"insert", "replace"} and new_begin + both < new_end:
                added = [written(place) for place in range(new_begin + both, new_end)]
                self._insert_items(path, begin + both - 1, added)

    def _insert_items(self, path: Path, after: int, added: list[str]) -> None:
        text = self._splices.text
        if after < 0:
            begin = self._spans.values[path].begin + 1
            is_filled = (*path, 0) in self._spans.values
            self._splices.insert(begin, ", ".join(added) + (", " if is_filled else ""))
            return
        span = self._spans.values[*path, after]
        if text[self._splices.line_begin(span.begin) : span.begin].strip():
            self._splices.insert(span.end, "".join(f", {item}" for item in added))
            return
        comma = _comma_after(text, span.end)
        if comma is None:
            self._splices.insert(span.end, ",")
        indent = self._splices.newline + self._splices.indent(span.begin)
        place = self._splices.line_end(comma + 1 if comma is not None else span.end)
        if comma is None and text[span.end : place].strip().startswith("]"):
            self._splices.insert(span.end, "".join(f"{indent}{item}," for item in added))
        else:
            self._splices.insert(place, "".join(f"{indent}{item}," for item in added))

    def rename(self, path: Path, name: str) -> bool:
        """Give a table with one header of its own another name; say whether there is such a header."""
        below = [found for found in self._below.get(path[:2], []) if found in self._headers]
        if below != [path]:
            return False
        self._splices.replace(*self._spans.keys[path], toml_key(name))
        return True

    def add_table(self, section: str, name: str, table: Mapping[str, Any]) -> None:
        """Write a new `[section.name]` after the last one of its section."""
        if (section,) in self._spans.values:
            self._insert((section,), toml_pair(name, table))
        else:
            self._append(toml_table(f"[{toml_header(section, name)}]", table), section)

    def add_record(self, record: Mapping[str, Any], beside: int | None = None, *, before: bool = False) -> None:
        """Write a new `[[facts]]` table after the record at a place, or before it; at the end without a place."""
        path: Path = ("facts",)
        count = len(self.data.get("facts", ()))
        if path in self._spans.values:
            place = (count if beside is None else beside + (0 if before else 1)) - 1
            self._insert_items(path, place, [toml_value(record)])
            return
        table = toml_table("[[facts]]", record)
        if beside is None or not count:
            self._append(table, "facts" if count else "tables")
        elif before:
            self._splices.insert(self._splices.line_begin(self._headers["facts", beside].begin), self._ended(table + "\n"))
        else:
            self._add_after(self._ends["facts", beside], table)

    def _append(self, table: str, section: str | int) -> None:
        """Write a table after its section; where there is none, after those that come before it in a deck's order."""
        sections = _ORDER[: _ORDER.index(str(section)) + 1] if section in _ORDER else _ORDER
        if section == "tables":
            self._add_after(max(self._ends.values(), default=0), table)
            return
        ends = [self._ends[name,] for name in reversed(sections) if (name,) in self._ends]
        self._add_after(ends[0] if ends else max(self._ends.values(), default=0), table)

    def _add_after(self, end: int, table: str) -> None:
        self._splices.insert(self._splices.line_end(end), self._ended("\n\n" + table.removesuffix("\n")))

    def _ended(self, text: str) -> str:
        return text.replace("\n", self._splices.newline) if self._splices.newline != "\n" else text


def _comma_after(text: str, at: int) -> int | None:
    """Return where the comma after an item stands; comments may come before it."""
    while at < len(text):
        if text[at] == ",":
            return at
        if text[at] == "#":
            end = text.find("\n", at)
            at = len(text) if end < 0 else end
        elif not text[at].isspace():
            return None
        at += 1
    return None
