"""Names of media in other programs' files: which of them can be a file in a deck's folder on any system, and why not."""

import re
import unicodedata
from collections.abc import Callable
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
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{1,20}:", re.IGNORECASE)
_ENTITY: Final = "&"


def clean(name: str) -> str:
    """Return a name as it is compared and kept: composed (NFC)."""
    return unicodedata.normalize("NFC", name)


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
            from html import unescape

            name = unescape(name)
        found.add(clean(name))
        if match["sound"] is None and "%" in name:
            found.add(clean(unquote(name)))
    return found
