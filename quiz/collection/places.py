"""Where things are on this machine: the collection's folder and the decks that ship with quiz."""

import os
from pathlib import Path

FILE = "collection.quiz"
"""The collection's file in its folder."""
HOME_VARIABLE = "QUIZ_HOME"
BUNDLED = "bundled:"
"""Marks a deck that follows the one that ships with quiz, wherever this quiz is installed."""

IMPORTED = "imported:"
"""Marks a deck that came from another program's file, which it does not follow; the file's name comes after it."""


MEDIA = "media"
"""The folder of the pictures and sounds that came by sync, or from another program's file, beside the collection."""
LEAST_SLICED = 600
"""Facts from which a deck is kept in slices too. A smaller one is read whole as quickly."""


def home(chosen: str | os.PathLike[str] | None = None) -> Path:
    """Return the folder of the collection: the chosen one, else `QUIZ_HOME`, else the platform's folder for user data."""
    if chosen:
        return Path(chosen).expanduser()
    if named := os.environ.get(HOME_VARIABLE):
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("quiz", appauthor=False)


def bundled_decks() -> dict[str, Path]:
    """Return the folders of the decks that ship with quiz, by deck id: inside the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "bundled", package.parent / "decks"):
        if folder.is_dir():
            return {found.name: found for found in sorted(folder.iterdir()) if (found / "deck.toml").is_file()}
    return {}


def followed(path: str) -> Path | None:
    """Return the file or folder that a deck's path means.

    `None` for a bundled deck that no longer ships, and for one that was imported and follows nothing.
    """
    if path.startswith(IMPORTED):
        return None
    if path.startswith(BUNDLED):
        return bundled_decks().get(path.removeprefix(BUNDLED))
    return Path(path)
