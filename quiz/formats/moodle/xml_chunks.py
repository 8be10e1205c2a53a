"""The questions of a Moodle XML file as pieces of text, one after the other, so that a broken one costs only itself.

The file is read as a stream, and is never in memory as a whole. Nothing of it is expanded: entities of its own are refused.
"""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from attrs import frozen

from quiz.errors import FormatError
from quiz.facts.encoding import UndecodableError, decoded

LARGEST: Final = 256 * 2**20
"""Bytes of a file."""
LARGEST_QUESTION: Final = 20 * 2**20
"""Characters of one question with its pictures."""
_PIECE: Final = 2**20
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_QUESTION: Final = r"<question(?=[\s>/])|</question\s*>|<!ENTITY\b"
_OPENERS: Final = {"-->": "<!--", "]]>": r"<!\[CDATA\["}
_LONGEST_TOKEN: Final = 64
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_ENDS: Final = {"<!--": "-->", "<![cdata[": "]]>"}


@frozen
class Chunk:
    """One question as it is written."""

    line: int
    """The line in which it begins, counted from 1."""
    text: str
    is_whole: bool = True
    """Whether it ends. The last one of a file that was cut does not."""
    is_huge: bool = False
    """Whether it is larger than anything that is read; then its text is not there."""


def encoding_of(path: Path) -> tuple[str, str]:
    """Return the encoding of a file, and what should be known of it. Raises `FormatError` where it is no text."""
    with path.open("rb") as file:
        head = file.read(_PIECE)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name, ""
    if b"\0" in head[:4]:
        return ("utf-16-be" if head[:1] == b"\0" else "utf-16-le"), ""
    told = _DECLARED.match(head.lstrip())
    name = _known(told[1].decode()) if told else "utf-8"
    if name != "utf-8" or _is_utf8(head):
        return name, ""
    try:
        found = decoded(head)
    except UndecodableError as error:
        raise FormatError(f"{path}: {error}. {error.hint}") from None
    return (
        found.encoding,
        f"The file is not UTF-8, as XML is unless it says otherwise; its encoding was guessed: {found.encoding}.",
    )


def encoding_named(name: str) -> str:
    """Return Python's name of an encoding of texts. Raises `FormatError` where there is none."""
    try:
        found = codecs.lookup(name).name
        "".encode(found)
    except (LookupError, ValueError):
        raise FormatError(f"There is no encoding “{name}”; name one such as utf-8 or cp1252.") from None
    return found


def _known(name: str) -> str:
    """Return Python's name of a text encoding; UTF-8 for any that it does not know."""
    try:
        found = codecs.lookup(name)
        "".encode(found.name)
    except (LookupError, ValueError):
        return "utf-8"
    return found.name


def _is_utf8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def chunks(path: Path, encoding: str) -> Iterator[Chunk]:
    """Yield the questions of a file. Raises `FormatError` for a file that is too large, or that declares entities."""
    size = path.stat().st_size
    if size > LARGEST:
        raise FormatError(
            f"{path} is too large: {size / 2**20:,.0f} MiB, and at most {LARGEST // 2**20} MiB are read. Split it into several."
        )
    yield from _Scanner(path, encoding).chunks()


class _Scanner:
    """Looks for the beginnings and ends of questions in a stream of text."""

    def __init__(self, path: Path, encoding: str) -> None:
        self._path = path
        self._pieces = _pieces(path, encoding)
        self._text = ""
        """What was read and is not done with."""
        self._at = 0
        """Where in it to look on."""
        self._begun = -1
        """Where in it the open question begins; -1 where none is open."""
        self._line, self._counted = 1, 0
        """A line, and the place in the text where it is."""
        self._start = 0
        """The line in which the open question begins."""
        self._is_huge = False
        """Whether some of the open question has been dropped."""
        self._token = _token(*_OPENERS)
        self._gone: set[str] = set()
        """The ends of comments and sections that are not heeded any more."""

    def chunks(self) -> Iterator[Chunk]:
        while True:
            token = self._token.search(self._text, self._at)
            if token is None or token.end() > len(self._text) - _LONGEST_TOKEN:
                # A token may be half read.
                self._at = max(self._at, (token.start() if token else len(self._text)) - _LONGEST_TOKEN)
                if self._more() >= 0:
                    continue
            if token is None:
                break
            yield from self._met(token)
        if self._begun >= 0:
            yield self._chunk(len(self._text), is_whole=False)

    def _met(self, token: re.Match[str]) -> Iterator[Chunk]:
        found = token[0].casefold()
        self._at = token.end()
        if found in _ENDS:
            self._skip_to(_ENDS[found])
        elif found == "<!entity":
            if self._begun < 0:
                raise FormatError(
                    f"{self._path} declares entities of its own (<!ENTITY …>), which may name other files or grow without end. "
                    "Moodle never writes any, and nothing of the file is read; take the declarations out."
                )
        elif found.startswith("</"):
            if self._begun >= 0:
                yield self._chunk(token.end())
                self._begun = -1
        else:
            if self._begun >= 0:
                # A question never holds another one: the first one has lost its end.
                yield self._chunk(token.start(), is_whole=False)
            self._begin(token.start())

    def _begin(self, place: int) -> None:
        self._begun = place
        self._line += self._text.count("\n", self._counted, place)
        self._counted = place
        self._start = self._line

    def _skip_to(self, end: str) -> None:
        """Go on behind an end; where it is too far away, behind what it should end."""
        looked = self._at
        while (place := self._text.find(end, looked)) < 0:
            looked = max(looked, len(self._text) - len(end) + 1)
            if len(self._text) - self._at > LARGEST_QUESTION or (dropped := self._more()) < 0:
                # It is nowhere near: what would need it says nothing from here on.
                self._gone.add(end)
                self._token = _token(*(one for one in _OPENERS if one not in self._gone))
                return
            looked = max(self._at, looked - dropped)
        self._at = place + len(end)

    def _chunk(self, end: int, *, is_whole: bool = True) -> Chunk:
        is_huge, self._is_huge = self._is_huge, False
        return Chunk(self._start, "" if is_huge else self._text[self._begun : end], is_whole, is_huge)

    def _more(self) -> int:
        """Read on. Return how much of the text was done with and dropped, and -1 where there is no more to read."""
        # As much as half of what is held, so that holding much does not mean copying it for each little piece.
        pieces = [piece for _, piece in zip(range(1 + len(self._text) // (2 * _PIECE)), self._pieces, strict=False)]
        if not pieces:
            return -1
        done = self._at
        if self._begun >= 0:
            if len(self._text) - self._begun > LARGEST_QUESTION:
                self._is_huge = True
            else:
                done = self._begun
        self._line += self._text.count("\n", self._counted, done)
        self._text = "".join((self._text[done:], *pieces))
        self._counted = 0
        self._at -= done
        if self._begun >= 0:
            self._begun = max(self._begun - done, 0)
        return done


def _token(*ends: str) -> re.Pattern[str]:
    """Return what finds the next sign that means something, with what opens each of the parts that have such an end."""
    return re.compile("|".join((_QUESTION, *(_OPENERS[end] for end in ends))), re.IGNORECASE)


def _pieces(path: Path, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield decoder.decode(piece)
    yield decoder.decode(b"", final=True)
