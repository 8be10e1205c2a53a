"""What a format is, and the records that pass between a format and whoever reads or writes a file with it.

    FORMAT = Format("shouting", "Shouted facts", sniff=sniff, read=read, write=write)

is all that a package has to offer under the entry point group `quiz.formats`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

from attrs import field, frozen
from attrs.converters import optional

from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.media import Picture, Sound
from quiz.facts.rows import Table
from quiz.formats.past import Past, Practice
from quiz.memory.events import Reviewed
from quiz.text.safe import safe_line

HEAD = 64 * 1024
"""So many bytes of a file are looked at to tell its format."""


@frozen(slots=False)
class Head:
    """The beginning of a file, or a folder, of which the format is to be told."""

    path: Path
    data: bytes = b""
    """The first bytes, at most `HEAD`; nothing of a folder."""
    size: int = 0
    """Bytes of the whole file."""
    is_folder: bool = False

    @cached_property
    def text(self) -> str | None:
        """The bytes as text, whole lines only where the file goes on; `None` where they are no text."""
        from quiz.facts.encoding import UndecodableError, decode

        data = self.data
        if len(data) < self.size:
            cut = max(data.rfind(b"\n"), data.rfind(b"\r"))
            data = data[: cut + 1] if cut > 0 else data
            if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data.count(b"\0") > len(data) // 4:
                data = self.data[: len(self.data) // 4 * 4]
        try:
            return decode(data)
        except UndecodableError:
            return None

    def named(self, *endings: str) -> bool:
        """Say whether the file's name ends so. A name is a hint and never decides."""
        return self.path.suffix.casefold() in endings


@frozen(kw_only=True)
class ReadOptions:
    """What is told to a reader; what is not told it finds out."""

    deck: str | None = field(default=None, converter=optional(safe_line))
    """The id of the deck that the facts go to, whatever the file says."""
    columns: Mapping[str, str] = field(factory=dict)
    """What columns of a table hold, by their names: see `quiz.formats.columns`."""
    separator: str | None = None
    """What stands between the cells of a table; one character, but for pairs of terms and definitions."""
    row_separator: str | None = None
    """What stands between pairs of terms and definitions."""
    encoding: str | None = None
    header: bool | None = None
    """Whether the first row of a table names its columns."""
    together: bool = False
    """Whether many records may come as one (`Several`), which takes less time."""
    most: int | None = None
    """How many notes are wanted, for a look at the beginning of a file. A reader may give more, and leave out their media."""
    tick: Callable[[], None] = field(default=lambda: None)
    """To be called now and then. What it raises ends the reading."""


@frozen
class MediaFile:
    """A picture or sound, or another file that travels with a deck, on its way out of what is read."""

    size: int
    """Bytes, as far as the file that holds it says."""
    pieces: Callable[[], Iterator[bytes]] = field(eq=False, repr=False)
    """Gives its content, as often as it is called. It raises `FormatError` where that cannot be read."""


@frozen
class Opened:
    """A deck begins: everything of it but its facts. Records of this deck follow.

    The same deck may be opened again, when more is known of it; what was said last counts.
    """

    deck: Deck
    media: Mapping[str, MediaFile] = field(factory=dict)
    """The deck's pictures, sounds and other files, by the paths by which its facts name them. A reader may go on filling it until
    it has ended."""


@frozen
class Taken:
    """One record of the file, and the facts that it gave."""

    where: str
    """Its place, for people: `line 7`."""
    facts: tuple[Fact, ...]
    deck: str = ""
    """The id of an opened deck; the one opened last, unless set."""


@frozen
class Several:
    """Many records of the file at once, whose facts all have ids, by which people find them."""

    records: int
    """How many they are."""
    facts: Sequence[Fact]
    deck: str
    """The id of an opened deck."""


@frozen
class Skipped:
    """One record of the file, or a part of one, that was not taken."""

    where: str
    """Its place, for people: `line 7, capital`."""
    reason: str
    """What was wrong, and what to do about it."""

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}" if self.where else self.reason


@frozen
class Noted:
    """Something that costs no record and should be known, such as a guessed encoding."""

    text: str


Record: TypeAlias = Opened | Taken | Several | Skipped | Noted | Past | Practice
"""What a reader yields, in the order of the file."""


@frozen
class Exam:
    """A paper over the deck that is written, for formats that are one."""

    questions: int
    """How many."""
    html: Callable[[], str] = field(repr=False)
    """Returns the paper and its answer key as one page."""
    sheets: Callable[[], tuple[list[Mapping[str, Any]], Mapping[str, bytes]]] = field(repr=False)
    """Returns both as data, and the pictures in them by their names: see `quiz.study.exam_sheets`."""


@frozen
class Outgoing:
    """What is to be written."""

    deck: Deck
    reviews: Iterable[Reviewed] = ()
    """The answers to the deck's cards, in their order; only for formats that hold reviews."""
    tick: Callable[[], None] = field(default=lambda: None)
    """To be called now and then. What it raises ends the writing."""
    media: Callable[[Picture | Sound], Path | None] = field(default=lambda _: None)
    """Returns the file of one of the deck's pictures or sounds, where it is at hand."""
    files: Callable[[], Mapping[str, Path]] = field(default=dict)
    """Gives every file that travels with the deck, whatever it is, by the path by which its facts name it."""
    past: Callable[[], Iterable[Past]] = field(default=lambda: ())
    """Gives what is remembered of each of the deck's cards, new ones too, in the deck's order; as often as it is called."""
    practice: Practice | None = None
    """How the deck is studied."""
    exam: Callable[[], Exam] | None = None
    """Draws a paper over the deck; nothing where there is no collection to draw it from."""


@frozen
class Written:
    """What was written."""

    facts: int = 0
    cards: int = 0
    reviews: int = 0
    media: int = 0
    skipped: tuple[Skipped, ...] = ()
    """What the format could not hold."""


Sniff: TypeAlias = Callable[[Head], float]
"""Says how surely a file is of the format, by what is in it: from 0, it is not, to 1."""
Read: TypeAlias = Callable[[Path, ReadOptions], Iterator[Record]]
"""Reads a file. It yields what it skips and raises nothing for it; a file of which nothing can be read is a `FormatError`."""
Columns: TypeAlias = Callable[[Head, ReadOptions], Table]
"""Returns the first rows of a table, for a preview in which its columns are given their meaning."""
Write: TypeAlias = Callable[[Outgoing, Path], Written]
"""Writes a file at a path where nothing is, or, for a format that is a folder, a folder that may be there."""


def _never(_head: Head) -> float:
    return 0.0


@frozen(kw_only=True)
class Format:
    """A format of files: what it is called, and what reads and writes it."""

    name: str
    """What `--format` calls it: lower case, without spaces."""
    title: str
    """What people call it."""
    sniff: Sniff = _never
    read: Read | None = None
    write: Write | None = None
    columns: Columns | None = None
    """For tables only."""
    decks: Callable[[Head, ReadOptions], tuple[str, ...]] | None = None
    """Returns the ids of the decks that the beginning of a file names, for a format that names some."""
    extensions: tuple[str, ...] = ()
    """How its files' names end, with the dot; the first one is given to new files. A hint, where content does not decide."""
    is_folder: bool = False
    """Whether it is written as a folder of files."""
    glances: bool = False
    """Whether its reader stops where `ReadOptions.most` says, and still opens all decks."""
    has_reviews: bool = False
    """Whether it writes the review log."""
    holds: str = ""
    """What a file of it can hold, in a few words."""
    lacks: str = ""
    """What it cannot hold."""
    extra: str = ""
    """The extra of quiz that installs what it needs; empty for none."""
    moves: bool = False
    """Whether the ids of facts name one thing in all files, so that what stands in another deck now has moved there. Else each
    deck has its own."""
