"""The pictures and sounds that come within Moodle XML, on their way to the decks."""

import binascii
import hashlib
import re
import tempfile
import weakref
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import IO, Final

from quiz.formats.format import MediaFile
from quiz.text.safe import safe_line

PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp", ".avif", ".tif", ".tiff"})
SOUNDS: Final = frozenset({".mp3", ".ogg", ".oga", ".opus", ".wav", ".flac", ".m4a", ".aac", ".spx", ".3gp", ".wma"})
MOST: Final = 20_000
"""Files of one import."""
LARGEST_SUM: Final = 512 * 2**20
"""Bytes of all of them."""
_PIECE: Final = 256 * 1024
_UNFIT = re.compile(r"[\\/:*?\"<>|%#()\[\]\x00-\x1f]")


class UnfitError(ValueError):
    """A file that is not taken; its text says why."""


class Files:
    """Keeps the contents of files beside memory, each once, under names that are safe and each a file's own."""

    def __init__(self) -> None:
        self.media: dict[str, MediaFile] = {}
        """The files by the paths by which facts name them."""
        self.recent: dict[str, MediaFile] = {}
        """Those that were taken since this was cleared."""
        self.names: dict[str, str] = {}
        """Their paths by what the file calls them."""
        self._content: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed when these files are no longer wanted
        self._closing = weakref.finalize(self, self._content.close)
        self._known: dict[str, str] = {}
        self._size = 0

    def begin(self) -> None:
        """Forget which files were taken lately: a new question begins."""
        self.recent, self.names = {}, {}

    def add(self, name: str, encoded: str) -> str:
        """Take a file that is written in Base64; return its path. Raises `UnfitError` where it cannot be taken."""
        path = self.names[name] = self._taken(name.rpartition("/")[2], encoded)
        return path

    def _taken(self, name: str, encoded: str) -> str:
        path = _safe(name)
        if PurePosixPath(path).suffix.casefold() not in PICTURES | SOUNDS:
            raise UnfitError("it is neither a picture nor a sound that quiz knows")
        try:
            content = binascii.a2b_base64("".join(encoded.split()), strict_mode=True)
        except ValueError:
            raise UnfitError("what stands there is no Base64") from None
        if not content:
            raise UnfitError("it is empty")
        digest = hashlib.sha256(content).hexdigest()
        known = self._known.get(f"{path}\x1f{digest}")
        if known:
            self.recent[known] = self.media[known]
            return known
        if len(self.media) >= MOST or self._size + len(content) > LARGEST_SUM:
            raise UnfitError(f"at most {MOST:,} files and {LARGEST_SUM // 2**20} MiB of them come along")
        if path in self.media:
            path = str(PurePosixPath(path).with_stem(f"{PurePosixPath(path).stem}-{digest[:8]}"))
        self.recent[path] = self.media[path] = MediaFile(len(content), partial(self._pieces, self._size, len(content)))
        self._known[f"{path}\x1f{digest}"] = self._known[f"{_safe(name)}\x1f{digest}"] = path
        self._content.seek(self._size)
        self._content.write(content)
        self._size += len(content)
        return path

    def _pieces(self, start: int, size: int) -> Iterator[bytes]:
        while size > 0:
            self._content.seek(start)
            piece = self._content.read(min(size, _PIECE))
            if not piece:
                return
            start, size = start + len(piece), size - len(piece)
            yield piece


def _safe(name: str) -> str:
    """Return a name that is one on every system and leads nowhere."""
    found = _UNFIT.sub("_", safe_line(name)).strip(" .") or "file"
    suffix = PurePosixPath(found).suffix[:10]
    stem = found[: len(found) - len(PurePosixPath(found).suffix)][:80].strip(" .") or "file"
    reserved = re.fullmatch(r"(?:con|prn|aux|nul|com\d|lpt\d)", stem, re.IGNORECASE)
    return f"{'_' if reserved else ''}{stem}{suffix}"
