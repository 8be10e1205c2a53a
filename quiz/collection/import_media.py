"""Keeping the pictures, sounds and other files of imported decks beside the collection, as those that come by sync.

A content is stored once, named by its digest, whatever decks call it. Files are streamed, and written before the transaction that
names them ends; where that fails, those that came are taken away again.
"""

import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Final

from quiz.collection.places import MEDIA
from quiz.errors import FormatError, StoreError
from quiz.facts.deck import Deck
from quiz.facts.media_named import media_of
from quiz.formats.format import MediaFile, Skipped

if TYPE_CHECKING:
    from quiz.store.sharing import Medium
    from quiz.store.store import Store

LARGEST: Final = 100 * 2**20
"""Bytes of one file."""
_SOUNDS: Final = frozenset(
    {".mp3", ".ogg", ".oga", ".opus", ".wav", ".flac", ".m4a", ".aac", ".spx", ".3gp", ".wma", ".amr", ".aiff", ".mka"}
)
_PIECE: Final = 256 * 1024


class KeptMedia:
    """The media of the decks of one import."""

    def __init__(self, store: "Store") -> None:
        """Keep them beside a collection. A collection in memory has no place for them."""
        self._store = store
        self._folder = None if store.path is None else store.path.absolute().parent / MEDIA
        self._new: list[Path] = []
        self._known: dict[tuple[str, str], Medium] = {}
        self.skipped: list[Skipped] = []
        """What could not be kept, and why."""

    @property
    def count(self) -> int:
        """How many there are, each name with its content once, however many decks have it."""
        return len({(medium.path, medium.digest) for medium in self._known.values()})

    def keep(self, deck: Deck, target: str, files: Mapping[str, MediaFile]) -> None:
        """Keep the files of a deck, for the deck called `target`. Raises `StoreError` where one cannot be written."""
        if self._folder is None:
            return
        found = [self._kept(self._folder, target, path, file) for path, file in {**_beside(deck), **files}.items()]
        if found:
            self._store.sharing.put_media(medium for medium in found if medium is not None)

    def _kept(self, folder: Path, target: str, path: str, file: MediaFile) -> "Medium | None":
        from quiz.store.sharing import Medium

        try:
            digest, size = self._written(folder, file)
        except FormatError as error:
            self.skipped.append(Skipped(f"media {path}", str(error)))
            return None
        except OSError as error:
            raise StoreError(f"{path} cannot be written to {folder}: {error.strerror or type(error).__name__}.") from error
        found = self._known[target, path] = Medium(target, path, kind_of(path), digest, 0, size)
        return found

    def _written(self, folder: Path, file: MediaFile) -> tuple[str, int]:
        """Write a file under the name of its content, unless that is there; return the name and the size."""
        folder.mkdir(parents=True, exist_ok=True)
        hashed, size = hashlib.sha256(), 0
        with NamedTemporaryFile(dir=folder, prefix="import-", suffix=".part", delete=False) as part:
            try:
                for piece in file.pieces():
                    size += len(piece)
                    _check(size)
                    hashed.update(piece)
                    part.write(piece)
                part.flush()
                target = folder / hashed.hexdigest()
                is_new = not target.exists()
                if is_new:
                    os.fsync(part.fileno())
            except BaseException:
                part.close()
                _take_away(Path(part.name))
                raise
        if is_new:
            Path(part.name).replace(target)
            self._new.append(target)
        else:
            _take_away(Path(part.name))
        return target.name, size

    def take_back(self) -> None:
        """Take away what came, since the import failed."""
        for file in self._new:
            _take_away(file)


@contextmanager
def keeping(store: "Store") -> Iterator[KeptMedia]:
    """Keep media as long as what happens inside goes well; else take them away again."""
    found = KeptMedia(store)
    try:
        yield found
    except BaseException:
        found.take_back()
        raise


def kind_of(path: str) -> str:
    """Return what a file is taken for by how its name ends: a sound, or a picture, whatever it may be."""
    return "sound" if Path(path).suffix.casefold() in _SOUNDS else "picture"


def _beside(deck: Deck) -> dict[str, MediaFile]:
    """Return the files in a deck's own folder that its facts name."""
    if deck.folder is None:
        return {}
    found: dict[str, MediaFile] = {}
    for value in media_of(deck):
        if value.path not in found and (file := deck.media(value)) is not None:
            found[value.path] = MediaFile(file.stat().st_size, lambda file=file: _pieces(file))  # type: ignore[misc]
    return found


def _pieces(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while piece := opened.read(_PIECE):
            yield piece


def _check(size: int) -> None:
    if size > LARGEST:
        raise FormatError(f"It has more than {LARGEST // 2**20} MiB.")


def _take_away(file: Path) -> None:
    with suppress(OSError):
        file.unlink()
