"""Applying the edits that mend problems: to a deck's own file, and to the files of its tables."""

import re
import tomllib
from collections.abc import Collection, Mapping

from quiz.errors import Edit
from quiz.facts.editing.table_edits import TableEdits
from quiz.facts.editing.toml_edits import TomlEdits
from quiz.facts.editing.toml_spans import Path, Span
from quiz.facts.editing.toml_text import toml_key, toml_value
from quiz.text.safe import REPLACEMENT, is_safe, safe

_STRING = re.compile(
    r"""\"{3}(?:[^"\\]++|\\[\s\S]|"(?!""))*+"{3,5}|'{3}(?:[^']++|'(?!''))*+'{3,5}|"(?:[^"\\\n]++|\\.)*+"|'[^'\n]*'"""
)
# What a terminal is told: colours, places, titles.
_SEQUENCE = re.compile("(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b\\][^\x07\x1b]*(?:\x07|\x1b\\\\)?")


class DeckMends(TomlEdits):
    """Edits of a deck's own file."""

    def apply(self, edit: Edit) -> bool:
        """Apply one edit; say whether there was anything to apply it to."""
        path = edit.path
        match edit.do:
            case "word":
                return self._word(path, edit.old, str(edit.new))
            case "clean":
                return self._clean(path)
            case "put":
                self.put(path[:-1], str(path[-1]), edit.new)
            case "item":
                return self._item(path, edit.new)
            case "table":
                pairs: Collection[tuple[str, object]] = edit.new  # type: ignore[assignment]  # as its code says
                table = {key: list(found) if isinstance(found, tuple) else found for key, found in pairs}
                self.add_table(str(path[0]), str(path[1]), table)
            case "drop":
                if path not in self._headers:
                    return False
                self.drop(path)
            case "double":
                headers = [span for found, span in self._spans.headers if found == path]
                if len(headers) != 1:
                    return False
                begin, end = headers[0]
                self._splices.replace(begin, end, f"[{self._splices.text[begin:end]}]")
        return True

    def _word(self, path: Path, old: str, new: str) -> bool:
        if path[-1] == old:
            spans = self._sections(old) if len(path) == 1 else [self._spans.keys[path]] if path in self._spans.keys else []
            for span in spans:
                self._splices.replace(*span, toml_key(new))
            return bool(spans)
        found = [(span, text) for span, text in self._strings(path) if text == old]
        for span, _ in found[:1]:
            self._splices.replace(*span, toml_value(new))
        return len(found) == 1

    def _sections(self, name: str) -> list[Span]:
        """Return where a section's name stands: first in its headers, or as a key on top of the file."""
        found = [self._spans.keys[(name,)]] if (name,) in self._spans.pairs else []
        for path, (begin, end) in self._spans.headers:
            if path[0] == name:
                brackets = re.match(r"\[+\s*", self._splices.text[begin:end])
                start = begin + (brackets.end() if brackets else 0)
                written = next(
                    (form for form in (name, f'"{name}"', f"'{name}'") if self._splices.text.startswith(form, start)), ""
                )
                found.append(Span(start, start + len(written)))
        return found

    def _strings(self, path: Path) -> list[tuple[Span, str]]:
        """Return the texts inside the value of a path, with where they stand."""
        if path not in self._spans.values:
            return []
        begin, end = self._spans.values[path]
        literals = _STRING.finditer(self._splices.text, begin, end)
        return [(Span(*literal.span()), str(tomllib.loads(f"a = {literal[0]}")["a"])) for literal in literals]

    def _clean(self, path: Path) -> bool:
        done = False
        for span, text in self._strings(path):
            if not is_safe(text):
                self._splices.replace(*span, toml_value(cleaned(text)))
                done = True
        if not done and path in self._spans.keys and isinstance(path[-1], str) and not is_safe(path[-1]):
            self._splices.replace(*self._spans.keys[path], toml_key(cleaned(path[-1])))
            done = True
        return done

    def _item(self, path: Path, item: object) -> bool:
        found: object = self.data
        for part in path:
            found = found.get(part, ()) if isinstance(found, Mapping) else ()
        several = [found] if isinstance(found, str) else found
        if not isinstance(several, list | tuple) or not isinstance(path[-1], str):
            return False
        self.put(path[:-1], path[-1], [*several, item])
        return True


def edit_table(edits: TableEdits, edit: Edit) -> bool:
    """Apply one edit to a table's file; say whether there was anything to apply it to."""
    row = next((row for row in edits.table.rows if row.line == edit.path[1]), None)
    if row is None:
        return False
    if edit.do == "drop":
        edits.drop(row.line)
        return True
    if len(edit.path) < 3 or edit.path[2] not in edits.table.columns:
        return False
    place = edits.table.columns.index(str(edit.path[2]))
    cell = row.cells[place]
    if not isinstance(cell, str):
        return False
    if edit.do == "clean":
        edits.put(row.line, {place: cleaned(cell)})
        return True
    parts = [part.strip() for part in cell.split(";")]
    if edit.do != "word" or parts.count(edit.old) != 1:
        return False
    edits.put(row.line, {place: cell.replace(edit.old, str(edit.new), 1) if len(parts) == 1 else "; ".join(
        str(edit.new) if part == edit.old else part for part in parts
    )})  # fmt: skip
    return True


def cleaned(text: str) -> str:
    """Return a text without anything that a terminal would obey, and without marks where it stood."""
    plain = _SEQUENCE.sub("", text)
    return safe("".join(sign for sign in plain if sign == REPLACEMENT or safe(sign) != REPLACEMENT))
