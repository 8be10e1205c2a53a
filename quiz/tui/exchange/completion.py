"""Completing the path of a file as it is typed."""

import os
from pathlib import Path
from typing import Final

MOST: Final = 400
"""So many entries of a folder are looked at."""


def matches(typed: str) -> list[str]:
    """Return the paths that begin as `typed` does, written as it is; folders end in a slash. Hidden ones need their dot."""
    if "\0" in typed:
        return []
    head, start = os.path.split(typed)
    try:
        folder = Path(head or ".").expanduser()
        with os.scandir(folder) as entries:
            found = []
            for number, entry in enumerate(entries):
                if number >= MOST:
                    break
                if entry.name.startswith(start) and (start.startswith(".") or not entry.name.startswith(".")):
                    found.append(entry.name + ("/" if entry.is_dir() else ""))
    except (OSError, RuntimeError):
        return []
    lead = typed[: len(typed) - len(start)]
    return [lead + name for name in sorted(found, key=str.casefold) if name.isprintable()]


def completed(typed: str) -> str:
    """Return a path completed as far as all matches agree."""
    found = matches(typed)
    # Letter by letter, as a shell does, not folder by folder.
    return os.path.commonprefix(found) if found else typed  # noqa: RUF071
