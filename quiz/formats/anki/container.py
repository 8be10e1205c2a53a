"""The archive that a package is: a zip file with limits, of which only what Anki names so is looked at."""

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from quiz.errors import FormatError
from quiz.formats.anki.limits import LARGEST_DIRECTORY, allowed
from quiz.formats.anki.unpacking import MAGIC, Readable, UnpackingError, pieces

COLLECTIONS: Final = ("collection.anki21b", "collection.anki21", "collection.anki2")
"""The databases that a package may hold, the one that counts first."""
_END: Final = b"PK\x05\x06"
_LONGEST_END: Final = 22 + 65_535 + 20
_AGAIN: Final = "Export it from Anki once more, or fetch it again."
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_NUMBER: Final = re.compile(r"\d{1,7}", re.ASCII)
_PIECE: Final = 256 * 1024
_DAMAGE: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
"""What Python's own reader raises for archives that are damaged or want what it does not do."""


class Archive:
    """An open package."""

    def __init__(self, path: Path) -> None:
        """Open it. Raises `FormatError` where it is no whole archive."""
        self.path = path
        if _directory_size(path) > LARGEST_DIRECTORY:
            raise FormatError(f"{path} lists more members than a package of Anki has.")
        try:
            self._zip = zipfile.ZipFile(path)
        except _DAMAGE as error:
            raise FormatError(f"{path} is no whole Anki package: {_told(error)}. {_AGAIN}") from None
        self._members: dict[str, zipfile.ZipInfo] = {}
        self.doubles: list[str] = []
        """Members that are there more than once; the last one counts."""
        for member in self._zip.infolist():
            if member.filename in self._members and _is_known(member.filename):
                self.doubles.append(member.filename)
            self._members[member.filename] = member

    def close(self) -> None:
        """Close the file."""
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return name in self._members

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all members, each once."""
        return tuple(self._members)

    @property
    def collection(self) -> str:
        """The name of the database that counts. Raises `FormatError` where there is none."""
        for name in COLLECTIONS:
            if name in self._members:
                return name
        raise FormatError(f"{self.path} is a zip file that holds no collection of Anki.")

    @property
    def is_latest(self) -> bool:
        """Whether it is packed as the latest Anki does: `meta` says so, or, where that is missing or empty, what is in it."""
        version = self._version()
        return version >= 3 if version is not None else self.collection == COLLECTIONS[0]

    @property
    def is_unknown(self) -> bool:
        """Whether `meta` names a version that is newer than any known here."""
        return (self._version() or 0) > 3

    def _version(self) -> int | None:
        """Return what `meta` says."""
        from quiz.formats.anki.wire import WireError, numbers

        if "meta" not in self._members:
            return None
        try:
            with self.opened("meta", 1024) as file:
                return numbers(file.read(1024)).get(1)
        except (FormatError, WireError):
            return None

    def size(self, name: str) -> int:
        """Return how many bytes a member has, as the archive says, before anything in it is unpacked."""
        return self._members[name].file_size

    @contextmanager
    def opened(self, name: str, most: int) -> Iterator["Readable"]:
        """Open a member. Raises `FormatError` where it cannot be read, while reading too, or is larger than `most` bytes."""
        member = self._members[name]
        if member.flag_bits & 0x1:
            raise FormatError(f"“{name}” is encrypted.")
        if stat.S_ISLNK(member.external_attr >> 16):
            raise FormatError(f"“{name}” is a link to another file.")
        if member.compress_type not in _METHODS:
            raise FormatError(f"“{name}” is packed in a way that Anki does not use.")
        if member.file_size > (limit := allowed(member.compress_size, most)):
            raise FormatError(f"“{name}” has {member.file_size:,} bytes; at most {limit:,} are read.")
        try:
            file = self._zip.open(member)
        except _DAMAGE as error:
            raise FormatError(f"“{name}” cannot be read: {_told(error)}.") from None
        with file:
            yield _Member(name, file)

    def unpacked(self, name: str, most: int, *, zstd: bool) -> Iterator[bytes]:
        """Yield the pieces of a member, after Zstandard's unpacking too where it has that. Raises as `opened` does."""
        with self.opened(name, most) as file:
            if not zstd:
                yield from _raw(file)
                return
            first = file.read(len(MAGIC))
            rest = _Begun(first, file)
            if first != MAGIC:
                # Some program wrote the version of the latest Anki, and packed as an earlier one.
                yield from _raw(rest)
                return
            try:
                yield from pieces(rest, allowed(self._members[name].file_size, most))
            except UnpackingError as error:
                raise FormatError(f"“{name}” cannot be read: {error}.") from None

    def read(self, name: str, most: int, *, zstd: bool) -> bytes:
        """Return a whole member. Raises as `opened` does."""
        return b"".join(self.unpacked(name, most, zstd=zstd))

    def unpack(self, name: str, most: int, target: Path, *, zstd: bool) -> None:
        """Write a member to a file. Raises as `opened` does."""
        with target.open("xb") as file:
            file.writelines(self.unpacked(name, most, zstd=zstd))


class _Member:
    """A member that is being read: whatever is wrong with it is told as what it means for the package."""

    def __init__(self, name: str, file: IO[bytes]) -> None:
        self._name, self._file = name, file

    def read(self, size: int, /) -> bytes:
        try:
            return self._file.read(size)
        except _DAMAGE as error:
            raise FormatError(f"“{self._name}” cannot be read: {_told(error)}.") from None


class _Begun:
    """A file of which the first bytes were read already."""

    def __init__(self, first: bytes, file: "Readable") -> None:
        self._first, self._file = first, file

    def read(self, size: int, /) -> bytes:
        if self._first:
            found, self._first = self._first[:size], self._first[size:]
            return found
        return self._file.read(size)


def _raw(file: "Readable") -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece


def _is_known(name: str) -> bool:
    return name in {*COLLECTIONS, "media", "meta"} or _NUMBER.fullmatch(name) is not None


def _directory_size(path: Path) -> int:
    """Return how many bytes the list of an archive's members has, as its end says; 0 where no end is found."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _LONGEST_END))
        tail = file.read()
    place = tail.rfind(_END)
    if place < 0 or len(tail) < place + 22:
        return 0
    found = int.from_bytes(tail[place + 12 : place + 16], "little")
    # Beyond four gigabytes another record tells; the list ends before it, so that it is no longer than what stands before.
    return size if found == 0xFFFF_FFFF else found


def _told(error: Exception) -> str:
    text = str(error).strip().rstrip(".")
    return text[:1].lower() + text[1:] if text else type(error).__name__
