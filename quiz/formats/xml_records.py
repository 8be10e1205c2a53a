"""The records of an XML file, one after the other: each element of a name, with its attributes and what stands in it.

No document type is read, so that no entity is looked up or multiplied. What stands before damage is yielded all the same.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final
from xml.parsers import expat

from attrs import define, field

from quiz.errors import FormatError
from quiz.formats.format import Skipped

DEEPEST: Final = 40
"""How many elements may stand inside each other."""
LONGEST: Final = 8 * 2**20
"""Characters of one record."""


@define
class Element:
    """An element of a file."""

    tag: str
    attributes: Mapping[str, str]
    line: int = 0
    """The line on which it begins, counted from 1; 0: not known."""
    children: "list[Element]" = field(factory=list)
    _pieces: list[str] = field(factory=list)

    @property
    def text(self) -> str:
        """The text that stands right in it."""
        return "".join(self._pieces)

    def add(self, text: str) -> None:
        """Add text to it."""
        self._pieces.append(text)

    def all(self, tag: str) -> "Iterator[Element]":
        """Yield its elements of a name."""
        return (child for child in self.children if child.tag == tag)

    def first(self, *tags: str) -> "Element | None":
        """Return the first element on a way of names from it."""
        found: Element | None = self
        for tag in tags:
            found = next(found.all(tag), None) if found is not None else None
        return found

    def said(self, *tags: str) -> str:
        """Return the text of the first element on a way of names from it, stripped; nothing where there is none."""
        found = self.first(*tags)
        return found.text.strip() if found is not None else ""


@define
class _Reading:
    """What an XML parser has told so far."""

    wanted: Collection[str]
    parser: expat.XMLParserType
    opened: list[Element] = field(factory=list)
    done: list[Element] = field(factory=list)
    depth: int = 0
    size: int = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise _StoppedError(f"more than {DEEPEST} elements stand inside each other")
        if self.opened or tag in self.wanted:
            element = Element(tag, attributes, self.parser.CurrentLineNumber)
            if self.opened:
                self.opened[-1].children.append(element)
            else:
                self.size = 0
            self.opened.append(element)
            self.count(sum(map(len, attributes.values())) + 20)

    def end(self, _tag: str) -> None:
        self.depth -= 1
        if self.opened:
            element = self.opened.pop()
            if not self.opened:
                self.done.append(element)

    def text(self, text: str) -> None:
        if self.opened:
            self.opened[-1].add(text)
            self.count(len(text))

    def count(self, size: int) -> None:
        self.size += size
        if self.size > LONGEST:
            raise _StoppedError(f"one record has more than {LONGEST:,} characters")


class _StoppedError(Exception):
    """What makes reading further pointless, in words."""


def records(pieces: Iterable[bytes], wanted: Collection[str], encoding: str | None = None) -> Iterator[Element | Skipped]:
    """Yield the elements of some names that stand in none of each other, and at its place what ends the reading early.

    Raises `FormatError` where the file has a document type, which no file of cards needs.
    """
    parser = expat.ParserCreate(encoding)
    parser.buffer_text = True
    reading = _Reading(wanted, parser)
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.text
    parser.StartDoctypeDeclHandler = _refused
    last = b""
    try:
        for last in pieces:
            parser.Parse(last, False)  # noqa: FBT003 - the parser's own signature
            yield from reading.done
            reading.done.clear()
        parser.Parse(b"", True)  # noqa: FBT003
    except expat.ExpatError as error:
        yield from reading.done
        yield Skipped(
            f"line {error.lineno}", f"Here it is no XML any more: {expat.ErrorString(error.code)}. The rest is not read."
        )
    except _StoppedError as error:
        yield from reading.done
        yield Skipped(f"line {parser.CurrentLineNumber}", f"Here {error}. The rest is not read.")
    except (LookupError, ValueError) as error:
        yield from reading.done
        yield Skipped("", f"Its encoding is not known: {error}.")
    else:
        yield from reading.done


def _refused(*_: object) -> None:
    raise FormatError("The file has a document type (<!DOCTYPE …>), which is not read; take it out.")
