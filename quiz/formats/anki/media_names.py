"""Names of media in other programs' files: which of them can be a file in a deck's folder on any system, and why not."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b
from html import escape, unescape
from typing import Final
from urllib.parse import unquote

LONGEST: Final = 200
"""Bytes of a name in UTF-8: what every file system and Anki's own server take."""
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_UNFIT = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]')
_MEDIA = re.compile(
    r"\[sound:(?P<sound>[^\]\r\n]{1,1000})\]"
    r"|<(?:img|audio|video|source|embed|object|input)\b[^>]{0,500}?\b(?:src|data)\s*=\s*"
    r"(?:\"(?P<double>[^\">]{1,1000})\"|'(?P<single>[^'>]{1,1000})'|(?P<bare>[^\s>\"']{1,1000}))",
    re.IGNORECASE,
)
CUT: Final = 120
"""Bytes of a name, beyond which Anki cuts it."""
_USUAL: Final = re.compile(r"[A-Za-z0-9_(][A-Za-z0-9 _(),;'&%+=#@!~-]{4,80}\.[A-Za-z0-9]{1,10}")
"""Names that are fit for every system as they are; none of the names of devices is so long."""
_REMOVED: Final = re.compile(r'[\x00-\x1f\x7f-\x9f\[\]<>:"/?*^\\|\u202a-\u202e\u2066-\u2069]')
_DEVICE: Final = re.compile(r"^(con|prn|aux|nul|com[1-9]|lpt[1-9])(\.|$)", re.IGNORECASE)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{1,20}:", re.IGNORECASE)
_ENTITY: Final = "&"


def clean(name: str) -> str:
    """Return a name as it is compared and kept: composed (NFC)."""
    return unicodedata.normalize("NFC", name)


def taken_as(name: str) -> str:
    """Return what Anki calls a medium of a package: signs that no file's name can have everywhere are gone, and it is cut.

    A name that leads to another folder, or that is nothing but dots, stays: Anki takes no such file.
    """
    if name.isascii() and _USUAL.fullmatch(name):
        return name
    found = clean(name)
    if "/" in found or "\\" in found or not found.strip(". "):
        return found
    found = _REMOVED.sub("", found).replace("\xa0", " ")
    found = "".join(sign for sign in found if sign.isascii() or unicodedata.category(sign) != "Cn")
    found = _DEVICE.sub(lambda match: f"{match[1]}_{match[2]}", found)
    found = _ended(found)
    if len(found.encode("utf-8", "replace")) <= CUT:
        return found
    stem, dot, ending = found.rpartition(".")
    if not dot:
        stem, ending = ending, ""
    ending = _begun(ending, 10)
    stem = _begun(stem, CUT - len(ending.encode()) - 2)
    return _ended(f"{stem}.{ending}" if ending else stem)


def _ended(name: str) -> str:
    return f"{name}_" if name.endswith((" ", ".")) else name


def _begun(text: str, most: int) -> str:
    return text.encode("utf-8", "replace")[:most].decode("utf-8", "ignore")


def problem(name: str) -> str:
    """Say why a name can be no file beside a deck; nothing where it can."""
    if not name or not name.strip(". "):
        return "it is empty, or only dots"
    if _UNFIT.search(name):
        return "it leads to another folder, or holds signs that no file's name can have everywhere"
    if _RESERVED.fullmatch(name):
        return "Windows keeps that name for a device"
    if len(name.encode("utf-8", "replace")) > LONGEST:
        return f"it is longer than {LONGEST} bytes"
    if name[-1] in ". ":
        return "it ends with a dot or a space, which Windows does not allow"
    return ""


def renamed(text: str, called: Callable[[str], str]) -> str:
    """Return the HTML of a field with other names for its media, which come as they stand there, with entities and all."""

    def change(match: re.Match[str]) -> str:
        start, end = match.span(str(match.lastgroup))
        return text[match.start() : start] + called(text[start:end]) + text[end : match.end()]

    return _MEDIA.sub(change, text)


def named_in(text: str) -> set[str]:
    """Return the names of media that the HTML of a field shows or plays; addresses in the net are none."""
    found = set()
    for match in _MEDIA.finditer(text):
        name = match["sound"] or match["double"] or match["single"] or match["bare"]
        if match["sound"] is None and _ADDRESS.match(name):
            continue
        if _ENTITY in name:
            name = unescape(name)
        found.add(clean(name))
        if match["sound"] is None and "%" in name:
            found.add(clean(unquote(name)))
    return found


def as_taken(fields: Sequence[str], others: Mapping[str, str]) -> list[str]:
    """Return the fields of a note with the names of media as Anki takes them; some of these have `others` here."""

    def called(name: str) -> str:
        own = unescape(name) if _ENTITY in name else name
        taken = taken_as(own)
        new = others.get(taken, taken)
        if new == clean(own) or not new:
            return name
        return escape(new) if own != name else new

    return [renamed(text, called) if "<" in text or "[" in text else text for text in fields]


def told_apart(name: str) -> str:
    """Return another name for a medium, whose own one is that of another one on many systems."""
    stem, dot, ending = name.rpartition(".")
    mark = blake2b(name.encode("utf-8", "replace"), digest_size=5).hexdigest()
    return f"{_begun(stem, 90)}-{mark}.{ending}" if dot else f"{_begun(ending, 90)}-{mark}"
