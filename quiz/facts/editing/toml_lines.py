"""Where things stand in a TOML text: the line of every table, key and array element.

`tomllib` reads TOML but forgets lines. This goes over the text once more, only when there are problems to tell, and trusts that
`tomllib` has accepted it; in any other text it finds what it can.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import TypeAlias

from attrs import field, frozen

Path: TypeAlias = tuple[str | int, ...]
"""Keys and indexes from the top: `("facts", 12, "capital")`."""

_SPACE = re.compile(r"[ \t]*")
# What may stand between the elements of an array, comments among it.
_GAP = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_TO_LINE_END = re.compile(r"[^\n]*\n?")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BARE_VALUE = re.compile(r"[^,\]}#\n]*")
_STRINGS = (
    re.compile(r'"""(?:[^"\\]++|\\[\s\S]|"(?!""))*+"{3,5}'),
    re.compile(r"'''(?:[^']++|'(?!''))*+'{3,5}"),
    re.compile(r'"((?:[^"\\\n]++|\\.)*+)"'),
    re.compile(r"'([^'\n]*)'"),
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|x([0-9A-Fa-f]{2})|(.))")
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}


@frozen
class Lines:
    """The lines of a TOML text's tables, keys and array elements."""

    known: Mapping[Path, int] = field(repr=False)
    """Lines, counted from 1, by path."""

    def line(self, path: Path) -> int | None:
        """Return the line where `path` is written; that of the nearest thing around it when it is not; else nothing."""
        for length in range(len(path), 0, -1):
            found = self.known.get(path[:length])
            if found is not None:
                return found
        return None


def lines_of(text: str) -> Lines:
    """Find the lines of everything in a TOML text.

    A table is on the line of its header, an element of an array of tables on that of its own `[[header]]`, a key on the line
    where it is written, and an array's element where it begins.
    """
    scanner = _Scanner(text)
    # Nested deeper than Python follows, and than any deck is: what was found so far must do.
    with suppress(RecursionError):
        scanner.document()
    return Lines(MappingProxyType(scanner.known))


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.known: dict[Path, int] = {}
        self._ends = [match.start() for match in re.finditer("\n", text)]
        self._elements: dict[Path, int] = {}
        """How many elements each array of tables has so far."""

    def document(self) -> None:
        table: Path = ()
        while self._skip(_GAP):
            line = self._line()
            if self._take("[["):
                table = self._table(self._key(), line, is_element=True)
                self._skip(_TO_LINE_END)
            elif self._take("["):
                table = self._table(self._key(), line, is_element=False)
                self._skip(_TO_LINE_END)
            else:
                self._pair(table)
                # After a pair comes nothing but a comment. In a text that is no TOML this also makes sure that we move on.
                self._skip(_TO_LINE_END)

    def _table(self, key: tuple[str, ...], line: int, *, is_element: bool) -> Path:
        """Note a header; return its table's path, with the index of the element wherever it leads through an array of tables."""
        path: Path = ()
        for depth, part in enumerate(key, start=1):
            path = (*path, part)
            if depth < len(key):
                self.known.setdefault(path, line)
            elif is_element:
                self.known.setdefault(path, line)
                self._elements[path] = self._elements.get(path, 0) + 1
            else:
                # A header says where a table is better than the header of a table inside it, which may come first.
                self.known[path] = line
            if path in self._elements:
                path = (*path, self._elements[path] - 1)
                self.known.setdefault(path, line)
        return path

    def _pair(self, table: Path) -> None:
        """Read `key = value`."""
        line = self._line()
        path = table
        for part in self._key():
            path = (*path, part)
            self.known.setdefault(path, line)
        if self._take("="):
            self._value(path)

    def _key(self) -> tuple[str, ...]:
        """Read a key, perhaps dotted; empty when there is none."""
        parts = []
        while True:
            self._skip(_SPACE)
            found = _BARE_KEY.match(self.text, self.at)
            if found:
                parts.append(found[0])
            else:
                found = _STRINGS[2].match(self.text, self.at)
                if found:
                    parts.append(_unescaped(found[1]))
                else:
                    found = _STRINGS[3].match(self.text, self.at)
                    if not found:
                        return tuple(parts)
                    parts.append(found[1])
            self.at = found.end()
            self._skip(_SPACE)
            if not self._take("."):
                return tuple(parts)

    def _value(self, path: Path) -> None:
        self._skip(_SPACE)
        if self._take("["):
            self._array(path)
        elif self._take("{"):
            self._inline_table(path)
        else:
            found = next((match for string in _STRINGS if (match := string.match(self.text, self.at))), None)
            self.at = (found or _BARE_VALUE.match(self.text, self.at)).end()  # type: ignore[union-attr]

    def _array(self, path: Path) -> None:
        index = 0
        while self._skip(_GAP) and not self._take("]"):
            before = self.at
            element = (*path, index)
            self.known[element] = self._line()
            self._value(element)
            self._skip(_GAP)
            self._take(",")
            if self.at == before:
                return
            index += 1

    def _inline_table(self, path: Path) -> None:
        while self._skip(_GAP) and not self._take("}"):
            before = self.at
            self._pair(path)
            self._skip(_GAP)
            self._take(",")
            if self.at == before:
                return

    def _line(self) -> int:
        return bisect_right(self._ends, self.at - 1) + 1

    def _take(self, token: str) -> bool:
        """Step over `token` when it comes next, and say whether it did."""
        if self.text.startswith(token, self.at):
            self.at += len(token)
            return True
        return False

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        """Step over what `pattern`, which may be nothing, matches; say whether any text is left."""
        self.at = pattern.match(self.text, self.at).end()  # type: ignore[union-attr]
        return self.at < len(self.text)


def _unescaped(key: str) -> str:
    return _ESCAPE.sub(_character, key) if "\\" in key else key


def _character(match: re.Match[str]) -> str:
    code: str | None = match[1] or match[2] or match[3]
    if code is None:
        return _ESCAPED.get(match[4], match[4])
    return chr(int(code, 16)) if int(code, 16) <= 0x10FFFF else match[0]
