"""Writing a deck in any format: through a draft beside the file, so that the file is there whole or as it was."""

import os
import shutil
from contextlib import suppress
from os import PathLike
from pathlib import Path

from quiz.errors import UsageError
from quiz.facts.deck import Deck
from quiz.formats import registry
from quiz.formats.format import Format, Outgoing, Written


def write(deck: Deck, path: str | PathLike[str], *, format: str | None = None, force: bool = False) -> Written:
    """Write a deck to a file of any format that can be written.

    Args:
        deck: The deck.
        path: Where to write it; a folder for formats that are one.
        format: The name of the format; told by how the path ends unless given.
        force: Replace what is there.

    Raises:
        UsageError: something is there already, nothing can be written there, or the format cannot be told.
    """
    target = Path(path)
    found = format_for(target, format)
    if wrong := obstacle(target, found, force=force):
        raise UsageError(f"{wrong} Nothing was written." + (" To replace it, set force." if wrong.endswith("already.") else ""))
    return write_whole(found, Outgoing(deck), target)


def writing_formats() -> list[Format]:
    """Return every format that can be written, in the order in which they are listed."""
    return [found for found in registry.formats() if found.write is not None]


def format_for(path: Path, name: str | None) -> Format:
    """Return the format to write to a path. Raises `UsageError` where it cannot be told."""
    if name is not None:
        found = registry.named(name)
        if found.write is None:
            names = ", ".join(one.name for one in writing_formats())
            raise UsageError(f"The format “{name}” can be read and not written. Those that can: {names}.")
        return found
    ending = path.suffix.casefold()
    if known := registry.ENDINGS.get(ending):
        return registry.named(known)
    for one in writing_formats():
        if ending in one.extensions or (not ending and one.is_folder):
            return one
    names = ", ".join(one.name for one in writing_formats())
    raise UsageError(f"In which format “{path.name}” is to be written cannot be told by its name. Name one: {names}.")


def obstacle(path: Path, format: Format, *, force: bool = False) -> str:
    """Say why nothing can be written to a path; nothing where it can."""
    if "\0" in str(path):
        return "The path holds a NUL character."
    try:
        is_there, is_folder = path.exists() or path.is_symlink(), path.is_dir()
        is_empty = is_folder and not any(path.iterdir())
        parent = path.absolute().parent
        while format.is_folder and not parent.exists() and parent != parent.parent:
            parent = parent.parent
        has_parent = parent.is_dir()
    except OSError as error:
        return f"{path} cannot be used: {error.strerror or type(error).__name__}."
    if is_folder and not format.is_folder:
        return f"{path} is a folder; name a file in it."
    if is_there and not is_folder and format.is_folder and path.suffix.casefold() != ".toml":
        return f"{path} is a file, and this format is a folder; name another place."
    if is_there and not is_empty and not force:
        return f"{path} is there already."
    if not has_parent:
        return f"There is no folder {parent}."
    if not os.access(path if is_there else parent, os.W_OK):
        return f"You may not write to {path if is_there else parent}."
    return ""


def write_whole(format: Format, outgoing: Outgoing, path: Path) -> Written:
    """Write to a path through a draft beside it; a folder writes its own files whole.

    Raises `UsageError` where that cannot be done; then what was there is as it was.
    """
    if format.write is None:
        raise UsageError(f"The format “{format.name}” can be read and not written.")
    if format.is_folder:
        return format.write(outgoing, path)
    draft = path.with_name(f".{path.name[:100]}.{os.getpid()}")
    try:
        try:
            written = format.write(outgoing, draft)
            with draft.open("rb+") as file:
                os.fsync(file.fileno())
            if path.exists():
                shutil.copymode(path, draft)
            draft.replace(path)
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or type(error).__name__}. Nothing was changed.") from error
    return written
