"""Editing a text piece by piece: whatever is not named stays as it is, letter by letter."""

import re

from attrs import field, frozen

_LINE_END = re.compile(r"\r\n?|\n")


@frozen
class Splices:
    """A text and the pieces of it that are replaced. Places are those of the text as it was."""

    text: str
    _found: list[tuple[int, bool, int, int, str]] = field(factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is replaced."""
        return not self._found

    @property
    def newline(self) -> str:
        """How the text ends its lines: as it ends the first one."""
        found = _LINE_END.search(self.text)
        return found[0] if found else "\n"

    def replace(self, begin: int, end: int, text: str = "") -> None:
        """Put `text` in the place of what stands from `begin` to `end`."""
        self._found.append((begin, begin != end, len(self._found), end, text))

    def insert(self, at: int, text: str) -> None:
        """Put `text` in at a place; several texts at one place stand in the order in which they were given."""
        self.replace(at, at, text)

    def line_begin(self, at: int) -> int:
        """Return where the line around a place begins."""
        return max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at)) + 1

    def line_end(self, at: int) -> int:
        """Return where the line around a place ends, before its line end."""
        found = _LINE_END.search(self.text, at)
        return found.start() if found else len(self.text)

    def next_line(self, at: int) -> int:
        """Return where the line after the one around a place begins."""
        found = _LINE_END.search(self.text, at)
        return found.end() if found else len(self.text)

    def indent(self, at: int) -> str:
        """Return the white space with which the line around a place begins."""
        begin = self.line_begin(at)
        line = self.text[begin : self.line_end(at)]
        return line[: len(line) - len(line.lstrip(" \t"))]

    def result(self) -> str:
        """Return the text with everything replaced. What is put into something that was taken out stands behind it.

        What was put at the end of a line that was taken out, line end and all, is a line in its place.
        """
        pieces, done = [], 0
        for begin, _, _, end, text in sorted(self._found):
            line_end = self.text[begin:done] if begin == end else ""
            is_line = bool(_LINE_END.fullmatch(line_end)) and text.startswith(line_end)
            pieces += [self.text[done:begin], text.removeprefix(line_end) + line_end if is_line else text]
            done = max(done, begin, end)
        return "".join((*pieces, self.text[done:]))
