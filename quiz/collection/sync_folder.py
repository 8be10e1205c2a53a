"""The folder through which devices sync: where everything is in it, reading what others wrote, and writing what is ours.

    DIR/DEVICE/manifest.json      what the device has written: chains of segments, and pictures and sounds
    DIR/DEVICE/events/DIGEST      a segment: up to 4096 events of one device, named by the SHA-256 of the file
    DIR/DEVICE/versions/DIGEST    a version of a deck, named by the SHA-256 of its content, compressed by zlib
    DIR/DEVICE/media/DIGEST       a picture or sound, named by the SHA-256 of the file

A device writes into its own folder only, each file whole or not at all, and the manifest last. Nothing that is found here is
trusted: names are checked, links are not followed, sizes are limited, and whatever does not have the digest that its name says
is not used.
"""

import errno
import hashlib
import json
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from attrs import field, frozen

from quiz.collection.places import MEDIA
from quiz.collection.sync_report import Skipped
from quiz.errors import NotFoundError

EVENTS, VERSIONS = "events", "versions"
LARGEST_SEGMENT: Final = 32 * 2**20
"""Bytes of a segment's file."""
LARGEST_MANIFEST: Final = 32 * 2**20
_FORMAT = 1
_MANIFEST = "manifest.json"
_HEAD = re.compile(rb"quiz sync (\d{1,9}) ([0-9a-f]{64})\n")
_DEVICE = re.compile(r"[A-Za-z0-9_-]{1,64}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_LONGEST_NAME = 200
_PART = ".part"
_WAIT = "Wait until the program that copies the folder is done, and sync again."
_AGAIN = "Sync once more on that device, then here."


@frozen
class Segment:
    """Some events of one device that follow each other, in one file."""

    digest: str
    first: int
    last: int


@frozen
class Chain:
    """All events of one device that a device has, from the first one on."""

    device: str
    segments: tuple[Segment, ...]


@frozen
class Manifest:
    """What a device has written into its folder."""

    writer: str
    chains: tuple[Chain, ...] = ()
    heads: Mapping[str, int] = field(factory=dict)
    """How many events of each device the writer had."""
    media: tuple[tuple[str, str, str, str, int, int], ...] = ()
    """Pictures and sounds: deck, path, kind, digest, when changed, size."""
    file: str = ""


@frozen
class SyncFolder:
    """A folder through which devices sync."""

    root: Path

    @classmethod
    def at(cls, folder: Path) -> "SyncFolder":
        """Return the folder at a path. Raises `NotFoundError` where there is none: a drive may not be plugged in."""
        if not folder.is_dir():
            hint = "Plug in its drive, or make it first; quiz does not, so that a missing drive is noticed."
            raise NotFoundError(f"There is no folder {folder} to sync through. {hint}")
        return cls(folder)

    def writers(self) -> list[str]:
        """Return the names of the folders that devices may have written, in order. Raises `OSError` where it cannot be listed."""
        with os.scandir(self.root) as found:
            return sorted(entry.name for entry in found if is_device(entry.name) and entry.is_dir(follow_symlinks=False))

    def manifests(self, writer: str, skipped: list[Skipped]) -> list[Manifest]:
        """Return the manifest of a device, with copies of it that a program has made where two were written at once."""
        try:
            with os.scandir(self.root / writer) as found:
                names = sorted(
                    entry.name for entry in found if entry.name.startswith("manifest") and entry.name.endswith(".json")
                )
        except OSError as error:
            skipped.append(Skipped(writer, f"It cannot be read: {_reason(error)}", "Check the rights of the folder."))
            return []
        read = (self._manifest(writer, name, skipped) for name in sorted(names, key=lambda name: name != _MANIFEST))
        return [manifest for manifest in read if manifest is not None]

    def read(self, writer: str, kind: str, name: str, largest: int) -> bytes | Skipped:
        """Return the bytes of a file that a device wrote, or why it cannot be read."""
        place = f"{writer}/{kind}/{name}" if kind else f"{writer}/{name}"
        path = self.root / place
        try:
            for folder in (self.root / writer, path.parent):
                if not stat.S_ISDIR(os.lstat(folder).st_mode):
                    return Skipped(
                        place, "Its folder is no folder, or a link.", "Take the link away; quiz does not follow links."
                    )
            opened = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | _BINARY)
            with os.fdopen(opened, "rb") as file:
                status = os.fstat(opened)
                if not stat.S_ISREG(status.st_mode):
                    return Skipped(place, "It is no file.", "Take it out of the folder.")
                content = file.read(largest + 1)
        except FileNotFoundError:
            return Skipped(place, "It is not here yet.", _WAIT)
        except OSError as error:
            if error.errno == errno.ELOOP:
                return Skipped(place, "It is a link.", "Take the link away; quiz does not follow links.")
            return Skipped(place, f"It cannot be read: {_reason(error)}", "Check the file's rights and the disk.")
        if len(content) > largest:
            return Skipped(place, f"It is larger than {largest // 2**20} MiB.", "Take it out of the folder.")
        return content

    def segment(self, writer: str, digest: str) -> bytes | Skipped:
        """Return the bytes of a segment that has the digest of its name, or why there is none."""
        content = self.read(writer, EVENTS, digest, LARGEST_SEGMENT)
        if isinstance(content, bytes) and hashlib.sha256(content).hexdigest() != digest:
            return Skipped(
                f"{writer}/{EVENTS}/{digest}", "It is damaged, or only a part of it is here.", f"{_WAIT} Else: {_AGAIN}"
            )
        return content

    def has(self, writer: str, kind: str, name: str, size: int | None = None) -> bool:
        """Say whether a device's folder has a file, and of this size."""
        try:
            status = os.lstat(self.root / writer / kind / name)
        except OSError:
            return False
        return stat.S_ISREG(status.st_mode) and size in {None, status.st_size}

    # Writing

    def write(self, writer: str, kind: str, name: str, content: bytes) -> None:
        """Write a file into a device's own folder, whole or not at all, and safe on disk. Raises `OSError`."""
        folder = self.root / writer / kind
        for made in (self.root / writer, folder):
            if not made.is_dir() or made.is_symlink():
                made.mkdir()
                _flush_folder(made.parent)
        write_whole(folder / name, content)

    def write_manifest(self, manifest: Manifest) -> bool:
        """Write a device's manifest, if it says anything new, and say whether. Raises `OSError`."""
        content = _packed(manifest)
        if self.read(manifest.writer, "", _MANIFEST, LARGEST_MANIFEST) == content:
            return False
        self.write(manifest.writer, "", _MANIFEST, content)
        return True

    def tidy(self, manifest: Manifest) -> None:
        """Take away what is in a device's own folder and no longer in its manifest: grown segments, and half-written files."""
        wanted = {segment.digest for chain in manifest.chains for segment in chain.segments}
        own = self.root / manifest.writer
        for folder in (own, own / EVENTS, own / VERSIONS, own / MEDIA):
            with suppress(OSError):
                for path in list(folder.iterdir()):
                    left = path.name.endswith(_PART) or (
                        folder.name == EVENTS and is_digest(path.name) and path.name not in wanted
                    )
                    if left and not path.is_dir():
                        path.unlink()

    def _manifest(self, writer: str, name: str, skipped: list[Skipped]) -> Manifest | None:
        content = self.read(writer, "", name, LARGEST_MANIFEST)
        if isinstance(content, Skipped):
            skipped.append(content)
            return None
        place = f"{writer}/{name}"
        head = _HEAD.match(content)
        if head is not None and int(head[1]) > _FORMAT:
            skipped.append(Skipped(place, "A newer quiz wrote it.", "Update quiz on this device, and sync again.", damaged=False))
            return None
        body = content[head.end() :] if head else b""
        if head is None or hashlib.sha256(body).hexdigest().encode() != head[2]:
            if name == _MANIFEST or head is not None:
                skipped.append(Skipped(place, "It is damaged, or only a part of it is here.", f"{_WAIT} Else: {_AGAIN}"))
            return None
        try:
            return _unpacked(writer, place, json.loads(body))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            skipped.append(Skipped(place, "It does not say what a manifest of quiz says.", _AGAIN))
            return None


_BINARY: Final = getattr(os, "O_BINARY", 0)


def is_device(name: object) -> bool:
    """Say whether a text can be a device's id, and so the name of its folder."""
    return isinstance(name, str) and _DEVICE.fullmatch(name) is not None


def is_digest(name: object) -> bool:
    """Say whether a text is a SHA-256 in hexadecimal."""
    return isinstance(name, str) and _DIGEST.fullmatch(name) is not None


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, and safe on disk. Raises `OSError`; then what was there before is still there."""
    part = path.with_name(f"{path.name}.{os.getpid()}{_PART}")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        with suppress(OSError):
            part.unlink()
    _flush_folder(path.parent)


def _flush_folder(folder: Path) -> None:
    """Make sure that a new name in a folder is on disk. Some file systems, and Windows, have no such thing for folders."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _packed(manifest: Manifest) -> bytes:
    data = {
        "chains": [
            {"device": chain.device, "segments": [[part.digest, part.first, part.last] for part in chain.segments]}
            for chain in manifest.chains
        ],
        "heads": dict(sorted(manifest.heads.items())),
        "media": [list(medium) for medium in manifest.media],
    }
    body = json.dumps(data, separators=(",", ":")).encode()
    return b"quiz sync %d %s\n%s" % (_FORMAT, hashlib.sha256(body).hexdigest().encode(), body)


def _unpacked(writer: str, place: str, data: Mapping[str, Any]) -> Manifest:
    chains = tuple(
        Chain(_checked(chain["device"], _is_name(chain["device"])), tuple(_segments(chain["segments"])))
        for chain in data["chains"]
    )
    heads = {_checked(name, _is_name(name)): _checked(head, type(head) is int) for name, head in data["heads"].items()}
    return Manifest(writer, chains, heads, tuple(map(_medium, data["media"])), place)


def _is_name(name: object) -> bool:
    """Say whether a text can be the id of a device, which need not be a folder's name."""
    return isinstance(name, str) and 0 < len(name) <= _LONGEST_NAME and name.isprintable()


def _segments(found: Iterable[Any]) -> Iterator[Segment]:
    following = 1
    for digest, first, last in found:
        fits = is_digest(digest) and type(first) is int and type(last) is int and following == first <= last < 2**53
        yield Segment(_checked(digest, fits), first, last)
        following = last + 1


def _medium(found: Any) -> tuple[str, str, str, str, int, int]:  # noqa: ANN401 - whatever a manifest holds
    deck, path, kind, digest, at, size = found
    texts = type(deck) is str and type(path) is str and kind in {"picture", "sound"} and is_digest(digest)
    numbers = type(at) is int and abs(at) < 2**53 and type(size) is int and 0 < size < 2**53
    if texts:
        f"{deck}{path}".encode()  # raises `UnicodeEncodeError`, which is a `ValueError`, for what is no text
    _checked(found, texts and numbers)
    return deck, path, kind, digest, at, size


def _checked(value: Any, fits: bool) -> Any:  # noqa: ANN401, FBT001 - whatever was checked
    if not fits:
        message = f"{value!r} has no place here"
        raise ValueError(message)
    return value


def _reason(error: OSError) -> str:
    return f"{error.strerror or type(error).__name__}."
