"""Where things stand in a TOML text: every table, key, value and comment, as places in the text.

`tomllib` reads TOML but forgets where. This goes over the text once more, only when there are problems to tell or edits to make,
and trusts that `tomllib` has accepted it; in any other text it finds what it can.
"""

import re
from contextlib import suppress
from typing import NamedTuple, TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""Keys and indexes from the top: `("facts", 12, "capital")`."""

_SPACE = re.compile(r"[ \t]*")
# What may stand between the elements of an array, comments among it.
_GAP = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_COMMENT = re.compile(r"#[^\n]*")
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


class Span(NamedTuple):
    """A piece of a text, from one place up to another."""

    begin: int
    end: int


def spans_of(text: str) -> "Spans":
    """Find everything in a TOML text."""
    scanner = Spans(text)
    # Nested deeper than Python follows, and than any deck is: what was found so far must do.
    with suppress(RecursionError):
        scanner.document()
    return scanner


class Spans:
    """Where the tables, keys and values of a TOML text stand."""

    def __init__(self, text: str) -> None:
        """Read nothing yet; use `spans_of`."""
        self.text = text
        self.at = 0
        self.begins: dict[Path, int] = {}
        """Where each thing begins: a table with its header, an array's element where it stands."""
        self.headers: list[tuple[Path, Span]] = []
        """The headers in their order, with the index of the element where they open one."""
        self.keys: dict[Path, Span] = {}
        """The last part of each key, in headers too."""
        self.pairs: dict[Path, Span] = {}
        """Each `key = value`, by the path of its value."""
        self.values: dict[Path, Span] = {}
        """The values, array elements among them."""
        self.comments: list[int] = []
        """Where each comment begins."""
        self._elements: dict[Path, int] = {}
        """How many elements each array of tables has so far."""
        self._last_key = Span(0, 0)

    def document(self) -> None:
        """Read the whole text."""
        table: Path = ()
        while self._gap():
            begin = self.at
            if self._take("[["):
                table = self._table(self._key(), begin, is_element=True)
            elif self._take("["):
                table = self._table(self._key(), begin, is_element=False)
            else:
                self._pair(table)
            # After a header or a pair comes nothing but a comment. Where the text is no TOML, this makes sure that we move on.
            self._skip(_SPACE)
            if self.text.startswith("#", self.at):
                self.comments.append(self.at)
            self._skip(_TO_LINE_END)

    def _table(self, key: tuple[str, ...], begin: int, *, is_element: bool) -> Path:
        """Note a header; return its table's path, with the index of the element wherever it leads through an array of tables."""
        path: Path = ()
        for depth, part in enumerate(key, start=1):
            path = (*path, part)
            if depth < len(key):
                self.begins.setdefault(path, begin)
            elif is_element:
                self.begins.setdefault(path, begin)
                self._elements[path] = self._elements.get(path, 0) + 1
            else:
                # A header says where a table is better than the header of a table inside it, which may come first.
                self.begins[path] = begin
            if path in self._elements:
                path = (*path, self._elements[path] - 1)
                self.begins.setdefault(path, begin)
        self._take("]]" if is_element else "]")
        self.headers.append((path, Span(begin, self.at)))
        self.keys[path] = self._last_key
        return path

    def _pair(self, table: Path) -> None:
        """Read `key = value`."""
        begin = self.at
        path = table
        for part in self._key():
            path = (*path, part)
            self.begins.setdefault(path, begin)
        if self._take("="):
            self.keys[path] = self._last_key
            self._value(path)
            self.pairs[path] = Span(begin, self.at)

    def _key(self) -> tuple[str, ...]:
        """Read a key, perhaps dotted; empty when there is none."""
        parts = []
        while True:
            self._skip(_SPACE)
            begin = self.at
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
            self._last_key = Span(begin, self.at)
            self._skip(_SPACE)
            if not self._take("."):
                return tuple(parts)

    def _value(self, path: Path) -> None:
        self._skip(_SPACE)
        begin = self.at
        if self._take("["):
            self._array(path)
        elif self._take("{"):
            self._inline_table(path)
        else:
            found = next((match for string in _STRINGS if (match := string.match(self.text, self.at))), None)
            bare = "" if found else _BARE_VALUE.match(self.text, begin)[0]  # type: ignore[index]
            self.at = found.end() if found else begin + len(bare.rstrip())
        self.values[path] = Span(begin, self.at)

    def _array(self, path: Path) -> None:
        index = 0
        while self._gap() and not self._take("]"):
            before = self.at
            element = (*path, index)
            self.begins[element] = self.at
            self._value(element)
            self._gap()
            self._take(",")
            if self.at == before:
                return
            index += 1

    def _inline_table(self, path: Path) -> None:
        while self._gap() and not self._take("}"):
            before = self.at
            self._pair(path)
            self._gap()
            self._take(",")
            if self.at == before:
                return

    def _gap(self) -> bool:
        """Step over white space, line ends and comments; say whether any text is left."""
        begin = self.at
        left = self._skip(_GAP)
        if (place := self.text.find("#", begin, self.at)) >= 0:
            self.comments += [place + match.start() for match in _COMMENT.finditer(self.text[place : self.at])]
        return left

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
