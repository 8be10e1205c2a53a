"""The pictures, sounds and other files of a deck, on their way into a package."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha1
from pathlib import Path
from typing import Final

from attrs import field, frozen

from quiz.facts.deck import Deck
from quiz.facts.media import Picture, Sound
from quiz.facts.media_named import media_of
from quiz.formats.anki.limits import LARGEST_MEDIUM
from quiz.formats.anki.writing.naming import media_name
from quiz.formats.format import Outgoing, Skipped

_AWAY: Final = "The file is not at hand, so the package goes without it. Put it into the deck's folder, and export again."


@frozen(eq=False)
class OutgoingMedia:
    """The files of a package by their names there, and those that are missing."""

    files: Mapping[str, Path] = field(factory=dict)
    skipped: tuple[Skipped, ...] = ()


def media_for(outgoing: Outgoing, named: Iterable[str]) -> OutgoingMedia:
    """Return the media of a deck: those that its facts, terms, fields and templates name, and all that it keeps."""
    deck = outgoing.deck
    files: dict[str, Path] = {}
    skipped: list[Skipped] = []
    for medium in {(type(one), one.path): one for one in media_of(deck)}.values():
        found = outgoing.media(medium) or deck.media(medium)
        if found is None:
            skipped.append(Skipped(medium.path, _AWAY))
        else:
            files[media_name(medium.path)] = found
    for path, file in outgoing.files().items():
        if media_name(path) == path:
            files.setdefault(path, file)
    for name in sorted(set(named) - files.keys()):
        if (found := _found(outgoing, deck, name)) is not None:
            files.setdefault(media_name(name), found)
    fit: dict[str, Path] = {}
    for name, file in sorted(files.items()):
        if reason := _unfit(file):
            skipped.append(Skipped(name, reason))
        else:
            fit[name] = file
    gone = [one for one in skipped if media_name(one.where) not in fit]
    return OutgoingMedia(fit, tuple(gone))


def _found(outgoing: Outgoing, deck: Deck, name: str) -> Path | None:
    media = (Picture(name), Sound(name)) if name.strip() else ()
    return next((file for one in media if (file := outgoing.media(one) or deck.media(one)) is not None), None)


def _unfit(file: Path) -> str:
    try:
        size = file.stat().st_size
    except OSError as error:
        return f"It cannot be read: {error.strerror or type(error).__name__}."
    return f"It has {size:,} bytes; Anki takes at most {LARGEST_MEDIUM:,}." if size > LARGEST_MEDIUM else ""


def pieces(file: Path) -> Iterator[bytes]:
    """Yield the content of a file in pieces."""
    with file.open("rb") as opened:
        while piece := opened.read(256 * 1024):
            yield piece


def digest(file: Path) -> tuple[int, bytes]:
    """Return the size of a file, and the sha1 of its content."""
    size, hashed = 0, sha1(usedforsecurity=False)
    for piece in pieces(file):
        size += len(piece)
        hashed.update(piece)
    return size, hashed.digest()
