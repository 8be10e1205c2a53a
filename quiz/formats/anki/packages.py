"""Anki's packages and collections: `.apkg`, `.colpkg`, and a collection's own database, of every version."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from quiz.errors import FormatError
from quiz.formats.anki.container import COLLECTIONS, Archive
from quiz.formats.anki.database import MAGIC, Database, with_its_log
from quiz.formats.anki.limits import LARGEST_COLLECTION
from quiz.formats.anki.uniform import Uniform
from quiz.formats.format import Format, Head, Noted, Outgoing, ReadOptions, Record, Skipped, Written
from quiz.formats.meanwhile import Meanwhile
from quiz.formats.sqlite_files import has_tables

_ZIP: Final = b"PK\x03\x04"
_POINTER: Final = b"version https://git-lfs"
_TABLES: Final = frozenset({"col", "notes", "cards", "revlog"})
_WHOLE: Final = re.compile(r"\.colpkg$|^collection\.apkg$|^backup-.*\.apkg$", re.IGNORECASE)
"""What Anki calls packages of a whole collection, of which it takes all media; nothing inside tells them from others."""


def sniff(head: Head) -> float:
    """Return how surely a file is Anki's: an archive with a collection in it, or a collection's database."""
    if head.data.startswith(_ZIP):
        names = [name.encode() for name in COLLECTIONS]
        if any(name in head.data for name in names):
            return 1.0
        try:
            archive = Archive(head.path)
        except (FormatError, OSError):
            return 0.0
        found = any(name in archive for name in COLLECTIONS)
        archive.close()
        return 1.0 if found else 0.0
    if not head.data.startswith(MAGIC):
        return 0.0
    return 1.0 if has_tables(head.path, _TABLES) or all(f"CREATE TABLE {name}".encode() in head.data for name in _TABLES) else 0.0


def read(path: Path, options: ReadOptions) -> Iterator[Record]:
    """Read the notes, media and history of a package or collection."""
    with path.open("rb") as file:
        first = file.read(len(_POINTER))
    if first == _POINTER:
        raise FormatError(f"{path} is a pointer of Git LFS, not the package itself; fetch it with: git lfs pull")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="quiz-")))
        archive, unpacking = None, None
        if first.startswith(MAGIC):
            place, name = with_its_log(path, folder), path.name
        elif first.startswith(_ZIP):
            archive, place = Archive(path), folder / "collection"
            stack.callback(archive.close)
            yield from _told(archive)
            name = archive.collection
            is_packed = archive.is_latest and name == COLLECTIONS[0]
            unpacking = Meanwhile(partial(archive.unpack, name, LARGEST_COLLECTION, place, zstd=is_packed))
            stack.callback(unpacking.wait)
        else:
            raise FormatError(f"{path} is no package of Anki: it is neither a zip file nor a database.")
        # Whoever writes a package need not load what reads one, and who reads one does it while the package is unpacked.
        from quiz.formats.anki import media
        from quiz.formats.anki.collection import Collection

        if unpacking is not None:
            unpacking.result()
        database = Database(place, name, options.tick)
        stack.callback(database.close)
        uniform = stack.enter_context(Uniform.looked_for(place, name))
        known = media.listed(archive) if archive is not None else media.Listed(others=media.others_beside(path))
        is_package = archive is not None and not _WHOLE.search(path.name)
        collection = Collection(database, path, options, uniform, known.others, is_package=is_package)
        yield from collection.records()
        if options.most is not None:
            found = media.Media()
        elif archive is not None:
            found = media.in_package(path, archive, known, collection.takes_medium, options.tick)
        else:
            found = media.beside(path, known.others, collection.takes_medium, options.tick)
        yield from found.problems
        yield from collection.closed(found.files)


def _told(archive: Archive) -> Iterator[Record]:
    for name in sorted(set(archive.doubles)):
        yield Skipped(f"“{name}”", "It is in the package more than once; the last one is taken.")
    if archive.is_unknown:
        yield Noted("The package is of a version of Anki that is newer than this quiz knows. What could be read was taken.")


def _write(outgoing: Outgoing, path: Path) -> Written:
    from quiz.formats.anki.writing.writing import write_latest

    return write_latest(outgoing, path)


def _write_legacy(outgoing: Outgoing, path: Path) -> Written:
    from quiz.formats.anki.writing.writing import write_legacy

    return write_legacy(outgoing, path)


FORMATS: Final = {
    "anki": Format(
        name="anki",
        moves=True,
        title="Anki package",
        sniff=sniff,
        read=read,
        write=_write,
        extensions=(".apkg", ".colpkg", ".anki2", ".anki21", ".anki21b"),
        glances=True,
        holds="notes, note types, decks, tags, pictures and sounds, the review log, due days",
        lacks="nothing; what Anki has no place for rides in a hidden field",
    ),
    "anki-legacy": Format(
        name="anki-legacy",
        moves=True,
        title="Anki package for versions before 2.1.50",
        write=_write_legacy,
        extensions=(".apkg",),
        holds="what an Anki package holds",
        lacks="nothing; what Anki has no place for rides in a hidden field",
    ),
}
