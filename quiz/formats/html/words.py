"""The words of one paragraph or cell while HTML is read: white space as a browser has it, in spans with styles."""

import re
from typing import Final

from quiz.text.normal import seen
from quiz.text.rich import Span, Style, merged
from quiz.text.safe import safe

_SPACES = re.compile(r"[ \t\n\r\f\xa0]+")
_UNSEEN: Final[frozenset[Style]] = frozenset({"bold", "italic", "sub", "sup"})
"""Styles that do nothing to a space."""
_ACROSS: Final[frozenset[Style]] = frozenset({"bold", "italic", "underline", "strike"})
"""Styles that go on in the next line."""
_NONE: Final[frozenset[Style]] = frozenset()

_Run = tuple[str, frozenset[Style], str]
"""Words, their styles, and the address that they lead to."""


class Words:
    """Collects words."""

    def __init__(self) -> None:
        """Start empty."""
        self._parts: list[_Run | Span | None] = []
        self._is_fresh = True
        """Whether a line begins."""

    def __bool__(self) -> bool:
        """Say whether there is anything but white space."""
        return bool(self._parts)

    def text(self, words: str, styles: frozenset[Style], href: str = "") -> None:
        """Add words. White space is one space, and none at the ends of lines."""
        if not (words.isascii() and words.isprintable()):
            words = seen(safe(words))
        shown = _SPACES.sub(" ", words)
        if shown == " ":
            if self._is_fresh:
                return
        elif not shown:
            return
        else:
            self._is_fresh = False
        self._parts.append((shown, styles, href))

    def add(self, span: Span) -> None:
        """Add a picture, a formula or what else is no mere text."""
        self._is_fresh = False
        self._parts.append(span)

    def line_break(self) -> None:
        """End a line, even an empty one."""
        if self._parts:
            self._parts.append(None)
            self._is_fresh = True

    def line(self) -> None:
        """End the line, if there is one."""
        if not self._is_fresh:
            self._parts.append(None)
            self._is_fresh = True

    def paragraph(self) -> None:
        """End the paragraph, if there is one: a blank line follows."""
        self.line()
        if self._parts and self._parts[-2:] != [None, None]:
            self._parts.append(None)

    def paragraphs(self) -> list[tuple[Span, ...]]:
        """Return the words, divided where lines are blank, and start anew."""
        parts, self._parts, self._is_fresh = self._parts, [], True
        return _laid_out(parts)

    def whole(self) -> tuple[Span, ...]:
        """Return the words without blank lines, and start anew."""
        found: list[Span] = []
        for part in self.paragraphs():
            found += (Span("\n", found[-1].styles & part[0].styles & _ACROSS), *part) if found else part
        return tuple(merged(found))


class _Line:
    """Puts runs of one style together."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self._pieces: list[str] = []
        self._styles = _NONE
        self._href = ""

    def add(self, text: str, styles: frozenset[Style], href: str) -> None:
        if href and href == text:
            # An address that leads to itself is mere words.
            styles, href = styles - {"link"}, ""
        if self._pieces and (styles != self._styles or href != self._href):
            self.end()
        self._styles, self._href = styles, href
        self._pieces.append(text)

    def end(self) -> None:
        if self._pieces:
            text = "".join(self._pieces)
            self.spans.append(Span(text, self._styles, href=self._href) if self._href else Span(text, self._styles))
            self._pieces = []


def _laid_out(parts: "list[_Run | Span | None]") -> list[tuple[Span, ...]]:
    """Return paragraphs; a space between words has those styles that are seen, and those of the words on both sides."""
    found: list[tuple[Span, ...]] = []
    line = _Line()
    before: frozenset[Style] | None = None
    """The styles of what stands before, if anything does in this paragraph."""
    space: tuple[frozenset[Style], str] | None = None
    breaks = 0
    for part in parts:
        if part is None:
            breaks, space = breaks + 1, None
            continue
        core, styles, href = ("", part.styles, part.href) if isinstance(part, Span) else part
        tail = core.endswith(" ")
        if core.startswith(" "):
            space = space or (styles, href)
            core = core.strip(" ")
            if not core:
                continue
        elif tail:
            core = core[:-1]
        if before is not None and breaks > 1:
            line.end()
            found.append(tuple(line.spans))
            line, before = _Line(), None
        elif before is not None and breaks:
            line.add("\n", before & styles & _ACROSS, "")
        elif before is not None and space is not None:
            line.add(" ", space[0] - ((_UNSEEN - before) | (_UNSEEN - styles)), space[1])
        if isinstance(part, Span):
            line.end()
            line.spans.append(part)
        else:
            line.add(core, styles, href)
        before, breaks, space = styles, 0, (styles, href) if tail else None
    line.end()
    return [*found, tuple(line.spans)] if line.spans else found
