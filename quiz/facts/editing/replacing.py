"""Replacing several files at once: all of them, or none."""

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from quiz.errors import UsageError


def replace_files(contents: Mapping[Path, bytes | Path]) -> None:
    """Write files, each in one step and in the order given; whoever fails leaves all of them as they were.

    What a file is to hold is given as bytes, or as the path of a file of which it is to be a copy. Folders that are missing are
    made. Files keep their rights. Raises `UsageError` when one cannot be written.
    """
    drafts: dict[Path, Path] = {}
    former: dict[Path, bytes | None] = {}
    current = next(iter(contents), Path())
    try:
        for current, content in contents.items():
            current.parent.mkdir(parents=True, exist_ok=True)
            former[current] = current.read_bytes() if current.exists() else None
            draft = current.with_name(f".{current.name[:100]}.{os.getpid()}")
            drafts[current] = draft
            with draft.open("wb") as opened:
                if isinstance(content, Path):
                    with content.open("rb") as source:
                        shutil.copyfileobj(source, opened)
                else:
                    opened.write(content)
                opened.flush()
                os.fsync(opened.fileno())
            if former[current] is not None:
                shutil.copymode(current, draft)
        done: list[Path] = []
        try:
            for current, draft in drafts.items():
                draft.replace(current)
                done.append(current)
        except OSError:
            for file in done:
                _restore(file, former[file])
            raise
    except OSError as error:
        raise UsageError(f"{current} cannot be written: {error.strerror or type(error).__name__}") from error
    finally:
        for draft in drafts.values():
            with suppress(OSError):
                draft.unlink(missing_ok=True)


def _restore(file: Path, content: bytes | None) -> None:
    with suppress(OSError):
        if content is None:
            file.unlink(missing_ok=True)
        else:
            file.write_bytes(content)


def check_inside(file: Path, folder: Path) -> None:
    """Raise `UsageError` for a file that is, or by way of links would be, outside a folder."""
    if not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(folder)):
        raise UsageError(f"{file} leads outside the deck's folder {folder}; nothing was written.")
