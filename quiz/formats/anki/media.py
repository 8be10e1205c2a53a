"""The pictures and sounds of a package, or of the folder beside a collection: which there are, checked before any is taken."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from attrs import field, frozen

from quiz.errors import FormatError
from quiz.formats.anki.container import Archive
from quiz.formats.anki.limits import ALWAYS_ALLOWED, LARGEST_MAP, LARGEST_MEDIUM
from quiz.formats.anki.media_names import clean, problem, taken_as, told_apart
from quiz.formats.anki.notetypes import of_json
from quiz.formats.anki.wire import Message, WireError, fields
from quiz.formats.format import MediaFile, Noted, Skipped

_MOST_TIMES: Final = 20
"""All media together may be so many times as large as the package."""
_MOST: Final = 250_000
_PIECE: Final = 256 * 1024


@frozen
class Entry:
    """One line of a package's list of media."""

    member: str
    """The member that holds it."""
    name: str
    size: int | None = None
    sha1: bytes = b""


@frozen
class Media:
    """What there is, by name; and what cannot be taken."""

    files: Mapping[str, MediaFile] = field(factory=dict)
    problems: tuple[Skipped | Noted, ...] = ()


@frozen(eq=False)
class Listed:
    """A package's list of media."""

    entries: Sequence[Entry] = ()
    problems: tuple[Skipped | Noted, ...] = ()
    others: Mapping[str, str] = field(factory=dict)
    """Names that differ from one before them in their case only, and what these media are called instead."""


def listed(archive: Archive) -> Listed:
    """Return the list of media of a package."""
    problems: list[Skipped | Noted] = []
    entries = list(_entries(archive, problems))
    return Listed(entries, tuple(problems), _told_apart(taken_as(entry.name) for entry in entries))


def _told_apart(names: Iterable[str]) -> dict[str, str]:
    folded: dict[str, str] = {}
    return {name: told_apart(name) for name in names if folded.setdefault(name.casefold(), name) != name}


def in_package(path: Path, archive: Archive, known: Listed, wanted: Callable[[str], bool], tick: Callable[[], None]) -> Media:
    """Return the media of a package that are wanted, each looked through: what is damaged is told and left out."""
    found: dict[str, MediaFile] = {}
    problems = list(known.problems)
    left = ALWAYS_ALLOWED + _MOST_TIMES * path.stat().st_size
    unused = 0
    for entry in known.entries:
        tick()
        taken = taken_as(entry.name)
        name = known.others.get(taken, taken)
        where = f"media {entry.member}, “{_shown(clean(entry.name))}”"
        if reason := problem(name):
            problems.append(Skipped(where, f"It cannot be kept under this name: {reason}. Rename it in Anki, and export again."))
        elif name in found:
            problems.append(Skipped(where, "Another one has the same name; that one is taken."))
        elif not wanted(name):
            unused += 1
        elif entry.member not in archive:
            problems.append(Skipped(where, "The list of media names it, and the package does not hold it. Export it once more."))
        elif archive.size(entry.member) > left:
            problems.append(Skipped(where, "The media of the package unpack to more than a package of its size can hold."))
        else:
            file = _packed(path, archive, entry)
            try:
                size, is_right = _looked_through(file, entry)
            except FormatError as error:
                problems.append(Skipped(where, str(error)))
                continue
            left -= size
            problems += _told(where, entry, name, is_right=is_right)
            found[name] = file
    if unused:
        files = "file that no note shows is" if unused == 1 else "files that no note shows are"
        problems.append(Noted(f"{unused:,} media {files} left out, as Anki leaves them out."))
    return Media(found, tuple(problems))


def beside(path: Path, others: Mapping[str, str], wanted: Callable[[str], bool], tick: Callable[[], None]) -> Media:
    """Return the media in the folder beside a collection that stands by itself."""
    found: dict[str, MediaFile] = {}
    problems: list[Skipped | Noted] = []
    for file in _beside(path):
        tick()
        taken = taken_as(file.name)
        name = others.get(taken, taken)
        if not wanted(name):
            continue
        where = f"{file.parent.name}/{_shown(clean(file.name))}"
        if file.is_symlink() or not file.is_file():
            problems.append(Skipped(where, "It is a link or a folder, and no file."))
        elif reason := problem(name):
            problems.append(Skipped(where, f"It cannot be kept under this name: {reason}."))
        elif (size := file.stat().st_size) > LARGEST_MEDIUM:
            problems.append(Skipped(where, f"It has {size:,} bytes; at most {LARGEST_MEDIUM:,} are kept."))
        elif name in found:
            problems.append(Skipped(where, "Another one has the same name; that one is taken."))
        elif len(found) < _MOST:
            if name != clean(file.name):
                problems.append(_called(where, name))
            found[name] = MediaFile(size, lambda file=file: _of_file(file))  # type: ignore[misc]
    return Media(found, tuple(problems))


def others_beside(path: Path) -> Mapping[str, str]:
    """Return names in the folder beside a collection that differ from others in their case only, and what is said instead."""
    return _told_apart(taken_as(file.name) for file in _beside(path))


def _beside(path: Path) -> list[Path]:
    folder = next((one for one in (path.with_suffix(".media"), path.with_name("collection.media")) if one.is_dir()), None)
    return sorted(file for file in folder.iterdir() if not file.name.startswith(".")) if folder is not None else []


def _told(where: str, entry: Entry, name: str, *, is_right: bool) -> Iterator[Noted]:
    if not is_right:
        yield Noted(f"{where}: its content is not what the package says of it; it is taken as it is.")
    if name != clean(entry.name):
        yield _called(where, name)


def _called(where: str, name: str) -> Noted:
    return Noted(f"{where}: it is called “{_shown(name)}” here, which is a name that files can have everywhere.")


def _entries(archive: Archive, problems: list[Skipped | Noted]) -> Iterator[Entry]:
    """Yield the lines of a package's list of media, whichever way it is written."""
    if "media" not in archive:
        if any(name.isdecimal() for name in archive.names):
            problems.append(Skipped("media", "The package has no list of its media, so that nobody knows what they are called."))
        return
    try:
        content = archive.read("media", LARGEST_MAP, zstd=archive.is_latest)
    except FormatError as error:
        problems.append(Skipped("media", f"The list of media cannot be read. {error}"))
        return
    entries = list(_from_json(content) if content.lstrip()[:1] == b"{" else _from_message(content, problems))
    if len(entries) > _MOST:
        problems.append(Skipped("media", f"The package lists {len(entries):,} media; the first {_MOST:,} are taken."))
    yield from entries[:_MOST]


def _from_json(content: bytes) -> Iterator[Entry]:
    found = of_json(content)
    for member, name in found.items() if isinstance(found, dict) else ():
        if isinstance(name, str):
            yield Entry(str(member), name)


def _from_message(content: bytes, problems: list[Skipped | Noted]) -> Iterator[Entry]:
    number = -1
    try:
        for key, data in fields(content):
            if key != 1 or not isinstance(data, bytes):
                continue
            number += 1
            entry = Message(data)
            member = str(entry.number(255, number))
            size = entry.number(2) if entry.has(2) else None
            yield Entry(member, entry.text(1), size, entry.data(3))
    except WireError as error:
        problems.append(Skipped("media", f"The list of media is damaged after {number + 1:,} names: {error}."))


def _packed(path: Path, archive: Archive, entry: Entry) -> MediaFile:
    zstd = archive.is_latest

    def pieces() -> Iterator[bytes]:
        # The package may be read long after it was looked at, and is not kept open until then.
        again = Archive(path)
        try:
            yield from again.unpacked(entry.member, LARGEST_MEDIUM, zstd=zstd)
        finally:
            again.close()

    return MediaFile(entry.size if entry.size is not None else archive.size(entry.member), pieces)


def _looked_through(file: MediaFile, entry: Entry) -> tuple[int, bool]:
    """Return how many bytes a medium has, and whether it is what the package says. Raises `FormatError` where it is damaged."""
    size, digest = 0, hashlib.sha1(usedforsecurity=False)
    for piece in file.pieces():
        size += len(piece)
        digest.update(piece)
    return size, entry.size in {None, size} and entry.sha1 in {b"", digest.digest()}


def _of_file(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while piece := opened.read(_PIECE):
            yield piece


def _shown(name: str) -> str:
    from quiz.text.safe import safe_line

    shown = safe_line(name)
    return shown if len(shown) <= 80 else f"{shown[:79]}…"
