"""Reading a file of any format: all of it at once, or record by record."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import Final

from attrs import evolve, field, frozen

from quiz.errors import FormatError, UsageError
from quiz.facts.clozes import Cloze
from quiz.facts.collecting import no_collecting
from quiz.facts.deck import Deck, names_a_deck
from quiz.facts.fact import Fact
from quiz.facts.settle import typed
from quiz.facts.values import RichText, Text
from quiz.formats import registry
from quiz.formats.format import Format, MediaFile, Noted, Opened, ReadOptions, Record, Several, Skipped, Taken
from quiz.formats.past import Past, Practice, checked
from quiz.formats.past_packing import Pasts
from quiz.formats.sniffing import head_of, sniff
from quiz.text.safe import safe_line

MOST_FACTS: Final = 2_000_000
"""A file with more facts is refused."""
MOST_DECKS: Final = 5_000
"""A file with more decks is refused, unless all are to become one."""
MOST_ANSWERS: Final = 20_000_000
"""A file with more answers is refused."""
_SETTLED: Final[Mapping[str, type]] = {"text": Text, "rich": RichText, "cloze": Cloze}
"""Types of values that are settled as they are."""
_LONGEST_SIGN: Final = 50
_NO_SEPARATORS: Final = frozenset('\r\n"\0')
PAIRS: Final = "quizlet"
"""The format of pairs that any signs divide."""
_SIGNED: Final = "obsidian"
"""The format of notes in which any signs stand within cards."""
MOST_SKIPPED: Final = 10_000
"""So many skipped records are told one by one; the others are only counted."""


@frozen
class Contents:
    """What a file holds, and what of it was skipped."""

    path: Path
    format: Format
    decks: tuple[Deck, ...]
    taken: int
    """Records that gave facts."""
    opened: tuple[str, ...]
    """The ids of all decks that it names, those without facts too."""
    skipped: tuple[Skipped, ...] = ()
    """Records, or parts of them, that were not taken; the first `MOST_SKIPPED`."""
    skipped_count: int = 0
    """How many there are in all."""
    notes: tuple[str, ...] = ()
    """What costs no record and should be known."""
    rivals: tuple[Format, ...] = ()
    """Other formats that the file may be of as well."""
    past: Pasts = field(factory=Pasts, eq=False)
    """What the file remembers of cards: see `quiz.formats.past`."""
    practice: tuple[Practice, ...] = ()
    """How its decks were studied, where the file tells."""
    media: Mapping[str, Mapping[str, MediaFile]] = field(factory=dict, repr=False)
    """The files that come with each deck, by the deck's id and by the paths by which its facts name them."""

    @property
    def deck(self) -> Deck:
        """The deck of a file that holds one. Raises `UsageError` where it holds several."""
        if len(self.decks) == 1:
            return self.decks[0]
        names = ", ".join(deck.id for deck in self.decks)
        raise UsageError(f"{self.path} holds {len(self.decks)} decks: {names}. See `decks`.")

    @property
    def facts(self) -> int:
        """How many facts it holds."""
        return sum(len(deck.facts) for deck in self.decks)


def read(
    path: str | PathLike[str],
    *,
    format: str | None = None,
    deck: str | None = None,
    columns: Mapping[str, str] | None = None,
    separator: str | None = None,
    row_separator: str | None = None,
    encoding: str | None = None,
    header: bool | None = None,
    tick: Callable[[], None] = lambda: None,
) -> Contents:
    """Read a file of any format that quiz knows.

    Args:
        path: A file, or a folder for formats that are one.
        format: The name of its format; told by what is in it unless given.
        deck: The id of the deck that it becomes, whatever the file says.
        columns: What the columns of a table hold, by their names: see `quiz.formats.columns`.
        separator: What stands between the cells of a table.
        row_separator: What stands between pairs of terms and definitions, where it is not the end of a line.
        encoding: The encoding of a text, by a name that Python knows.
        header: Whether the first row of a table names its columns.
        tick: Called now and then. What it raises ends the reading.

    Raises:
        FormatError: nothing can be read, with the reason.
        UsageError: there is no such format, or no such column.
    """
    options = ReadOptions(
        deck=deck, columns=columns or {}, separator=separator, row_separator=row_separator, encoding=encoding, header=header,
        tick=tick,
    )  # fmt: skip
    return read_with(Path(path), format, options)


def read_with(path: Path, format: str | None, options: ReadOptions) -> Contents:
    """Read a file as `read` does."""
    found, rivals = chosen(path, format, options)
    contents = gathered(stream(path, found, evolve(options, together=True)), path, found)
    return evolve(contents, rivals=rivals)


def chosen(path: Path, format: str | None, options: ReadOptions) -> tuple[Format, tuple[Format, ...]]:
    """Return the format to read a file with, and others that it may be of. Raises as `read` does."""
    found, rivals = _chosen(path, format, options)
    separator = options.separator
    most = 1 if found.name not in {PAIRS, _SIGNED} else _LONGEST_SIGN
    if separator is not None and found.name != PAIRS and (not 0 < len(separator) <= most or _NO_SEPARATORS & set(separator)):
        raise UsageError(f"“{safe_line(separator)}” cannot stand between cells; name one character, or tab.")
    return found, rivals


def _chosen(path: Path, format: str | None, options: ReadOptions) -> tuple[Format, tuple[Format, ...]]:
    if options.deck is not None and not names_a_deck(options.deck):
        name = safe_line(options.deck)
        raise UsageError(f"“{name}” cannot be a deck's id; use letters, digits, - and _, with :: between levels.")
    if format is None and (options.row_separator is not None or len(options.separator or "") > 1):
        # Only there rows are divided by anything else than lines, or cells by several characters.
        return registry.named(_SIGNED if options.row_separator is None and _is_of(path, _SIGNED) else PAIRS), ()
    if format is None:
        try:
            sniffed = sniff(path)
        except FormatError:
            if options.separator is None and options.encoding is None:
                raise
            # Whoever tells what stands between cells, or how a text is encoded, means a table.
            return registry.named("csv"), ()
        return sniffed.format, sniffed.rivals
    found = registry.named(format)
    if found.read is None:
        raise UsageError(f"The format “{format}” can be written and not read.")
    head_of(path)
    return found, ()


def _is_of(path: Path, name: str) -> bool:
    """Say whether a file is likeliest to be of a format."""
    try:
        return sniff(path).format.name == name
    except FormatError:
        return False


def stream(path: Path, format: Format, options: ReadOptions) -> Iterator[Record]:
    """Yield the records of a file as they are read. Raises `FormatError` where it cannot be read."""
    if format.read is None:
        raise UsageError(f"The format “{format.name}” can be written and not read.")
    with readable(path):
        yield from format.read(path, options)


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Let what the system says while a file is read be told as errors for people: `FormatError`."""
    try:
        yield
    except OSError as error:
        raise FormatError(f"{path} cannot be read: {error.strerror or type(error).__name__}.") from error
    except (MemoryError, RecursionError) as error:
        raise FormatError(f"{path} cannot be read: it takes more than this machine has, or is nested too deeply.") from error


@frozen
class _Open:
    """A deck that is being read."""

    head: Deck
    media: Mapping[str, MediaFile] = field(factory=dict)
    facts: list[Fact] = field(factory=list)
    places: list[str | None] = field(factory=list)
    """Where each of the facts stands; nothing for those that are found by their ids."""


def gathered(records: Iterable[Record], path: Path, format: Format) -> Contents:
    """Put records together. Raises `FormatError` where not one of them was taken."""
    found = _Gathering(path)
    with no_collecting():
        for record in records:
            found.add(record)
        decks = []
        for opened in found.decks.values():
            deck, unfit = _settled(opened)
            for one in unfit:
                found.add(one)
            if deck.facts:
                decks.append(deck)
    if not decks:
        raise FormatError(_nothing(path, format, found.skipped, found.skipped_count))
    return Contents(
        path, format, tuple(decks), found.taken, tuple(found.decks), tuple(found.skipped), found.skipped_count,
        tuple(found.notes), past=found.past, practice=tuple(found.practice),
        media={id: opened.media for id, opened in found.decks.items() if opened.media},
    )  # fmt: skip


class _Gathering:
    """What has come of a file so far."""

    def __init__(self, path: Path) -> None:
        self.decks: dict[str, _Open] = {}
        self.skipped: list[Skipped] = []
        self.notes: list[str] = []
        self.past = Pasts()
        self.practice: list[Practice] = []
        self.taken = self.skipped_count = 0
        self._path = path
        self._facts = 0
        self._last = ""

    def add(self, record: Record) -> None:
        """Add the next record."""
        match record:
            case Taken(where, facts, deck):
                into = self.decks[deck or self._last]
                known = into.head.relations
                # What has an id is found by that, and nothing is amiss with what no relation speaks of yet: its place takes
                # memory only.
                places = [None if fact.id and fact.relation not in known else where for fact in facts]
                self._take(into, facts, places)
            case Several(records, facts, deck):
                self._take(self.decks[deck], facts, [None] * len(facts), records)
            case Skipped():
                self.skipped_count += 1
                if len(self.skipped) < MOST_SKIPPED:
                    self.skipped.append(record)
            case Opened(deck, media):
                self._last = deck.id
                self._open(deck, media)
            case Noted(text):
                self.notes.append(text)
            case Past():
                self._remember(record)
            case Practice():
                self.practice.append(record)

    def _remember(self, record: Past) -> None:
        past, wrong = checked(record)
        self.past.add(past)
        if self.past.answers > MOST_ANSWERS:
            raise FormatError(f"{self._path} holds more than {MOST_ANSWERS:,} answers. Split it into several files.")
        if wrong:
            reason = f"What is remembered of the card is not taken as a whole: {'; '.join(wrong)}."
            self.add(Skipped(past.where or f"{past.fact}, {past.kind}", reason))

    def _open(self, deck: Deck, media: Mapping[str, MediaFile]) -> None:
        known = self.decks.get(deck.id)
        if known is None and len(self.decks) >= MOST_DECKS:
            raise FormatError(f"{self._path} holds more than {MOST_DECKS:,} decks. Name one for all of it, or split it.")
        if known is not None:
            deck = evolve(deck, relations={**known.head.relations, **deck.relations})
        self.decks[deck.id] = _Open(deck, media) if known is None else evolve(known, head=deck, media=media)

    def _take(self, into: _Open, facts: Sequence[Fact], places: list[str | None], records: int = 1) -> None:
        into.facts.extend(facts)
        into.places.extend(places)
        self.taken += records
        self._facts += len(facts)
        if self._facts > MOST_FACTS:
            raise FormatError(f"{self._path} holds more than {MOST_FACTS:,} facts. Split it into several files.")


def _settled(opened: _Open) -> tuple[Deck, list[Skipped]]:
    """Return the deck with its facts; those that its relations cannot hold are left out and told."""
    if _are_settled(opened):
        return opened.head.of_settled(opened.facts), []
    try:
        return evolve(opened.head, facts=opened.facts), []
    except ValueError:
        pass
    head, kept, unfit = opened.head, [], []
    for fact, where in zip(opened.facts, opened.places, strict=True):
        relation = head.relations.get(fact.relation)
        try:
            if relation is not None:
                typed(fact.value, relation, head.names)
        except (TypeError, ValueError) as error:
            unfit.append(Skipped(where or f"{fact.id}", f"{fact.subject} – {fact.relation}: {error}"))
        else:
            kept.append(fact)
    return evolve(head, facts=kept), unfit


def _are_settled(opened: _Open) -> bool:
    """Say whether every fact is of a declared relation and has a value of its type, with nothing to be found by another name."""
    head = opened.head
    if head.terms:
        return False
    types = {name: _SETTLED[relation.value] for name, relation in head.relations.items() if relation.value in _SETTLED}
    return all(types.get(fact.relation) is type(fact.value) and not fact.sources for fact in opened.facts)


def _nothing(path: Path, format: Format, skipped: list[Skipped], count: int) -> str:
    if not skipped:
        return f"{path} was read as {format.title}, and holds no facts."
    more = f" {count - 1:,} more were skipped." if count > 1 else ""
    return f"{path} was read as {format.title}, and nothing in it could be taken. {skipped[0]}{more}"
