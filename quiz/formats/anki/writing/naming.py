"""Names as Anki can have them: of media, which lie in one folder, and of tags."""

import re
from functools import lru_cache
from hashlib import blake2b
from typing import Final

from quiz.formats.anki.media_names import clean, problem

_LONGEST: Final = 120
"""Bytes of a name, beyond which Anki cuts it."""
_UNFIT: Final = re.compile(r"[\[\]^]")
"""What Anki takes out of names besides what no file's name can have."""
_NO_WORD: Final = re.compile(r"[^\w-]+")
_NO_TAG: Final = re.compile(r"[\s\x00-\x1f\x7f\"\u3000]+")
_NO_LEVEL: Final = re.compile(r"[\x00-\x1f\x7f\"]+")


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


@lru_cache(maxsize=65_536)
def tag_name(tag: str) -> str:
    """Return a tag of quiz as Anki can have it: without spaces."""
    levels = (_NO_TAG.sub("_", level) for level in clean(tag).split("::"))
    return "::".join(filter(None, levels)) or "_"


def deck_name(name: str) -> str:
    """Return a deck's name as Anki can have it."""
    levels = (_NO_LEVEL.sub(" ", clean(level)).strip() for level in name.split("::"))
    return "::".join(level or "blank" for level in levels)
