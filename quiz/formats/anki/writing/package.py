"""Putting a package together: an archive of the collection, its media, and a note for versions of Anki that cannot read it."""

import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from quiz.formats.anki.unpacking import packing
from quiz.formats.anki.writing.content import Content
from quiz.formats.anki.writing.database import write_database
from quiz.formats.anki.writing.media import digest, pieces
from quiz.formats.anki.writing.messages import data, message, number
from quiz.formats.anki.writing.sorting import checksum

_PIECE: Final = 1024 * 1024
_OLD: Final = (
    "This package is for a newer version of Anki. Please update Anki, and import it once more. "
    "(Or have it exported for older versions.)"
)
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def write_package(
    content: Content, media: Callable[[], Mapping[str, Path]], path: Path, tick: Callable[[], None], *, is_latest: bool
) -> None:
    """Write a package: as the latest versions of Anki do it, or so that those before 2.1.50 read it too.

    The media are asked for once all notes were made.
    """
    with TemporaryDirectory(prefix="quiz-") as folder, zipfile.ZipFile(path, "w", allowZip64=True) as archive:
        database = Path(folder) / "collection"
        write_database(content, database, tick, is_latest=is_latest)
        _add(archive, "meta", [b"\x08\x03" if is_latest else b"\x08\x02"])
        _add(
            archive,
            "collection.anki21b" if is_latest else "collection.anki21",
            _read(database),
            zstd=is_latest,
            deflated=not is_latest,
        )
        _add(archive, "collection.anki2", [_placeholder()], deflated=True)
        entries: list[bytes] = []
        files = media()
        for place, (name, file) in enumerate(files.items()):
            tick()
            _add(archive, str(place), pieces(file), zstd=is_latest)
            if is_latest:
                size, sha1 = digest(file)
                entries.append(message(1, data(1, name) + number(2, size) + data(3, sha1)))
        if is_latest:
            _add(archive, "media", [b"".join(entries)], zstd=True)
        else:
            _add(archive, "media", [json.dumps({str(place): name for place, name in enumerate(files)}).encode()], deflated=True)


def _read(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while piece := opened.read(_PIECE):
            yield piece


def _add(archive: zipfile.ZipFile, name: str, content: Iterable[bytes], *, zstd: bool = False, deflated: bool = False) -> None:
    """Add a member, piece by piece."""
    member = zipfile.ZipInfo(name, _EPOCH)
    member.compress_type = zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED
    member._compresslevel = 1  # type: ignore[attr-defined]  # noqa: SLF001 - `ZipFile.open` takes it from nowhere else
    member.external_attr = 0o644 << 16
    with archive.open(member, "w", force_zip64=True) as target:
        for piece in packing(content) if zstd else content:
            target.write(piece)


@cache
def _placeholder() -> bytes:
    """Return a collection with one note, which says that Anki has to be updated."""
    model = {
        "id": 1,
        "name": "Basic",
        "flds": [{"name": "Front"}, {"name": "Back"}],
        "tmpls": [{"name": "Card 1", "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"}],
    }
    note = (1, "quiz", 1, "", f"{_OLD}\x1f", _OLD, checksum(_OLD), "")
    card = (1, 1, 1, 0, 0, -1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, "")
    with TemporaryDirectory(prefix="quiz-") as folder:
        file = Path(folder) / "old"
        write_database(Content(0, [model], [], [], [note], [card]), file, lambda: None, is_latest=False)
        return file.read_bytes()
