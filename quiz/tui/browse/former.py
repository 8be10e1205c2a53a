"""Searches that were made before: a line each in a small file beside the collection, the last one first."""

from pathlib import Path
from typing import Final

FILE: Final = "searches.txt"
_MOST: Final = 12
"""Searches that are remembered."""
_LONGEST: Final = 1000
"""Characters of one that is remembered."""


class Former:
    """The searches made before. A file that is missing, damaged or cannot be written never stops anybody from searching."""

    def __init__(self, collection: Path | None) -> None:
        """Keep them beside the collection's file; with `None`, only as long as this object lives."""
        self._path = None if collection is None else collection.with_name(FILE)
        self._known: list[str] = []

    def searches(self) -> list[str]:
        """Return them, the last one first."""
        if self._path is not None:
            try:
                lines = self._path.read_text(encoding="utf-8").splitlines()
            except (OSError, UnicodeDecodeError):
                lines = []
            self._known = list(dict.fromkeys(line for line in lines if line.strip() and len(line) <= _LONGEST))[:_MOST]
        return self._known

    def remember(self, text: str) -> None:
        """Put a search before the others."""
        text = " ".join(text.split("\n")).strip()
        if not text or len(text) > _LONGEST:
            return
        self._known = [text, *(one for one in self.searches() if one != text)][:_MOST]
        if self._path is None:
            return
        draft = self._path.with_suffix(".new")
        try:
            draft.write_text("".join(f"{one}\n" for one in self._known), encoding="utf-8")
            draft.replace(self._path)
        except OSError:
            return
