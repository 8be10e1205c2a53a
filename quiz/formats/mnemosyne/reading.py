"""Mnemosyne's files as records: cards for sharing, databases of both versions, and XML of the first one."""

import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from attrs import evolve

from quiz.errors import FormatError
from quiz.facts.deck import Deck
from quiz.formats.anki.database import MAGIC, Database, with_its_log
from quiz.formats.authored import Authored
from quiz.formats.folder_media import FolderMedia
from quiz.formats.format import Format, Head, MediaFile, Noted, Opened, ReadOptions, Record, Skipped
from quiz.formats.mnemosyne import archive as shared
from quiz.formats.mnemosyne.database import NEEDED, TABLES, Notes, media_folders
from quiz.formats.mnemosyne.first import MEM, ROOTS, mem_items, xml_items
from quiz.formats.mnemosyne.items import Item, taken
from quiz.formats.mnemosyne.second import Maker
from quiz.formats.mnemosyne.words import Words
from quiz.formats.sqlite_files import has_tables
from quiz.formats.tabular import check_size, deck_id

_ZIP: Final = b"PK\x03\x04"
_TICK: Final = 500


def sniff(head: Head) -> float:
    """Return how surely a file is Mnemosyne's, by what each of its files begins with or holds."""
    data = head.data
    if data.startswith(MEM):
        return 1.0
    if data.startswith(_ZIP):
        return 0.98 if shared.CARDS.encode() in data or _holds_cards(head.path) else 0.0
    if data.startswith(MAGIC):
        return 1.0 if has_tables(head.path, TABLES) else 0.0
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return 0.97 if any(f"<{root}".encode() in data[:2000] for root in ROOTS) else 0.0
    return 0.0


def _holds_cards(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return shared.CARDS in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def read(path: Path, options: ReadOptions) -> Iterator[Record]:
    """Read a file of Mnemosyne, whichever it is."""
    with path.open("rb") as file:
        first = file.read(64)
    if first.startswith(_ZIP):
        yield from _shared(path, options)
    elif first.startswith(MAGIC):
        yield from _database(path, options)
    else:
        check_size(path)
        yield from _items(path, options, is_mem=first.startswith(MEM))


def _items(path: Path, options: ReadOptions, *, is_mem: bool) -> Iterator[Record]:
    """Read items of the first version. Their media stand beside the file."""
    deck = Deck(options.deck or deck_id(path))
    media = FolderMedia(path.parent)
    made = Authored()
    yield Opened(deck, media.files)
    found: list[Item] = []
    for one in mem_items(path) if is_mem else xml_items(path):
        options.tick()
        if isinstance(one, Skipped):
            yield one
        else:
            found.append(one)
    yield from taken(found, Words(media, {}), made, deck.id, options.tick)
    yield from media.told()
    yield Opened(evolve(deck, relations=made.relations), media.files)


def _shared(path: Path, options: ReadOptions) -> Iterator[Record]:
    """Read cards for sharing."""
    with ExitStack() as stack:
        archive = shared.Archive(path)
        stack.callback(archive.close)
        found = archive.read()
    deck = Deck(options.deck or deck_id(path), found.title, description=found.description)
    yield from found.problems
    used: dict[str, MediaFile] = {}
    files = FolderMedia(path.parent, places=())
    made = Authored()
    words = Words(files, {name: name for name in found.media})
    maker = Maker(deck.id, words, made, found.views)
    yield Opened(deck, used)
    for number, (id, fields) in enumerate(found.facts.items(), start=1):
        if not number % _TICK:
            options.tick()
        cards = found.cards.pop(id, [])
        if cards:
            yield from maker.taken(id, fields, cards, f"fact {number} ({id})")
        else:
            yield Skipped(f"fact {number} ({id})", "No card asks for it.")
    if found.cards:
        yield Skipped("cards", f"{sum(map(len, found.cards.values())):,} of them ask for facts that are not in the file.")
    used.update(found.media)
    yield from files.told()
    yield Opened(evolve(deck, relations=made.relations), used)


def _database(path: Path, options: ReadOptions) -> Iterator[Record]:
    """Read a database of the second version."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="quiz-")))
        database = Database(with_its_log(path, folder), path.name, options.tick, needed=NEEDED, program="Mnemosyne")
        stack.callback(database.close)
        deck = Deck(options.deck or deck_id(path))
        media = FolderMedia(path.parent, places=media_folders(path))
        made = Authored()
        notes = Notes(database)
        maker = Maker(deck.id, Words(media, {}), made, notes.views())
        yield Opened(deck, media.files)
        without = 0
        for count, entry in enumerate(notes.entries()):
            if not count % _TICK:
                options.tick()
            if entry.cards:
                yield from maker.taken(entry.id, entry.fields, entry.cards, f"fact {entry.number}")
            else:
                without += 1
        if without:
            yield Noted(f"There are {without:,} facts without any card; nothing asks for what stands there.")
        if database.damage:
            yield Skipped("the database", f"It is damaged ({database.damage}); what could be read of it was taken.")
            if not made.relations:
                raise FormatError(f"The database {path} is damaged, and no fact of it can be read.")
        yield from media.told()
        yield Opened(evolve(deck, relations=made.relations), media.files)


FORMATS: Final = {
    "mnemosyne": Format(
        name="mnemosyne",
        moves=True,
        title="Mnemosyne (.cards, .db, .mem, .xml)",
        sniff=sniff,
        read=read,
        extensions=(".cards", ".db", ".mem", ".xml"),
        holds="facts with their cards, tags, pictures and sounds, learning data, answers",
        lacks="",
    )
}
