"""Files beside a deck: found inside its folder only, and what is in a picture or a sound told by its first bytes."""

import os
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from attrs import frozen

LARGEST = 32 * 2**20
"""Bytes; a larger picture or sound is refused."""

_HEAD = 4096
_PICTURES = ("png", "jpg", "gif", "webp", "svg")
_SOUNDS = ("mp3", "ogg", "wav", "flac", "m4a", "opus")
TYPES: Mapping[str, tuple[str, ...]] = {"picture": _PICTURES, "sound": _SOUNDS}
"""The types of file that may be used, by the type of value."""

_SVG = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s|<\?xml[^>]*>|<!--.*?-->|<!DOCTYPE\s+svg[^>]*>)*<svg[\s>]", re.DOTALL | re.IGNORECASE)
_MP3 = re.compile(rb"ID3|\xff[\xe2\xe3\xf2\xf3\xfa\xfb][\x10-\xef]")
_M4A = frozenset({b"M4A ", b"M4B ", b"mp42", b"mp41", b"isom", b"iso2", b"dash"})


@frozen
class Unusable:
    """Why a file cannot be used."""

    code: str
    message: str
    hint: str


def within(folder: Path, named: str) -> Path | None:
    """Return the path of a name inside a folder; nothing where it leads out of it, by `..`, by being absolute, or by a link."""
    if "\0" in named or Path(named).is_absolute() or re.match(r"[A-Za-z]:[/\\]|[/\\]", named):
        return None
    file = folder / named
    # Not `Path.resolve`, which raises where links go round in a circle.
    return file if Path(os.path.realpath(file)).is_relative_to(os.path.realpath(folder)) else None


def medium(folder: Path, named: str, kind: str) -> Path | Unusable:
    """Return the file of a `picture` or `sound`, or why there is none that can be used."""
    if "\\" in named:
        return Unusable("missing-file", f"“{named}” has a backslash in it", "Write / between folders.")
    file = within(folder, named)
    if file is None:
        return Unusable("outside-folder", f"“{named}” is outside the deck's folder", f"Move the {kind} into the folder.")
    found = next((path for path in (file, folder / unicodedata.normalize("NFD", named)) if os.path.isfile(path)), None)  # noqa: PTH113
    if found is None:
        return Unusable("missing-file", f"There is no file “{named}” in the deck's folder", "Put it there, or correct its name.")
    try:
        size = found.stat().st_size
        with found.open("rb") as opened:
            head = opened.read(_HEAD)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Unusable("missing-file", f"“{named}” cannot be read: {reason}", "Check its rights.")
    if size > LARGEST:
        return Unusable("too-large", f"“{named}” is larger than {LARGEST // 2**20} MiB", "Make it smaller.")
    kinds = TYPES[kind]
    if type_of(head) not in kinds:
        message = f"“{named}” is no {kind} of a known type" + ("" if size else "; it is empty")
        return Unusable("media-type", message, f"Use one of {', '.join(kinds)}; what counts is what is in the file.")
    return found


def type_of(head: bytes) -> str | None:
    """Return the type of a picture or sound by its first bytes, whatever its name ends in."""
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if head.startswith(b"RIFF"):
        return {b"WEBP": "webp", b"WAVE": "wav"}.get(head[8:12])
    if head.startswith(b"OggS"):
        return "opus" if b"OpusHead" in head[:64] else "ogg"
    if head.startswith(b"fLaC"):
        return "flac"
    if head[4:8] == b"ftyp":
        return "m4a" if head[8:12] in _M4A else None
    if _MP3.match(head):
        return "mp3"
    return "svg" if _SVG.match(head) else None
