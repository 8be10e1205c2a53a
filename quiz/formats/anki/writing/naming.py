"""Names as Anki can have them: of media, which lie in one folder, and of tags."""

import re
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from html import unescape
from typing import Final

from quiz.formats.anki.media_names import clean, problem, renamed

_LONGEST: Final = 120
"""Bytes of a name, beyond which Anki cuts it."""
_UNFIT: Final = re.compile(r"[\[\]^]")
"""What Anki takes out of names besides what no file's name can have."""
_NO_WORD: Final = re.compile(r"[^\w-]+")
_NO_TAG: Final = re.compile(r"[\s\x00-\x1f\x7f\"\u3000]+")
_NO_LEVEL: Final = re.compile(r"[\x00-\x1f\x7f]+")


@lru_cache(maxsize=4096)
def media_name(path: str) -> str:
    """Return what a picture or sound is called in Anki: as it is, or, out of a folder, by its name and a mark of its path."""
    name = clean(path)
    if not problem(name) and len(name.encode()) <= _LONGEST and not _UNFIT.search(name) and name == path:
        return name
    stem, dot, ending = path.rpartition("/")[2].rpartition(".")
    fit = _NO_WORD.sub("-", clean(stem if dot else ending)).strip("-")[:40] or "file"
    mark = blake2b(path.encode(), digest_size=5).hexdigest()
    return f"{fit}-{mark}.{_NO_WORD.sub('', ending)[:10]}" if dot else f"{fit}-{mark}"


def fit(fields: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """Return the fields of a note with media under names that Anki leaves as they are, and what stood there for each new one.

    Anki takes signs out of the names that it finds in a package, but out of none that lead into a folder or the web.
    """
    names: dict[str, str] = {}

    def called(name: str) -> str:
        own = clean(unescape(name))
        new = media_name(own) if own.strip() else own
        if new == own or "/" in name or "\\" in name:
            return name
        names[new] = name
        return new

    found = [renamed(text, called) if "<" in text or "[" in text else text for text in fields]
    return found, names


@lru_cache(maxsize=65_536)
def tag_name(tag: str) -> str:
    """Return a tag of quiz as Anki can have it: without spaces."""
    levels = (_NO_TAG.sub("_", level) for level in clean(tag).split("::"))
    return "::".join(filter(None, levels)) or "_"


def deck_name(name: str) -> str:
    """Return a deck's name as Anki can have it."""
    levels = (_NO_LEVEL.sub(" ", clean(level)).strip() for level in name.split("::"))
    return "::".join(level or "blank" for level in levels)
