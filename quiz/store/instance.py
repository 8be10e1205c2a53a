"""Telling a collection's file from its copies, so that no two of them write under one device id.

At its first write, every process notes a new random number, the *instance*, in the file and in a small note beside it
(`collection.quiz.instance`), with where the file is. A file that was restored from a backup, or copied, alone or with its
note, no longer agrees with the note that lies beside it: before it writes anything it takes a new device id. Taking one without
need, such as after a move to another disk, does no harm. What this cannot see, such as a whole disk that was rolled back, is seen
when devices sync: see `quiz.store.streams`.
"""

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from quiz.store.connection import Database

SUFFIX = ".instance"
"""What the note's name adds to that of the collection."""
_KEY = "instance"
_LARGEST_NOTE = 64 * 1024


class Instance:
    """What one process knows of the file that it has open."""

    __slots__ = ("_latest", "_path", "_seen")

    def __init__(self, path: "Path | None") -> None:
        """Watch over the collection at `path`; `None` stands for one in memory, of which there are no copies."""
        self._path = path
        self._latest = ""
        self._seen: set[str] = set()

    def is_ours(self, database: "Database") -> bool:
        """Say whether the file is the one that its device id was given to, and note that this process writes to it.

        To be called inside the transaction that writes.
        """
        if self._path is None:
            return True
        noted = database.value("SELECT value FROM meta WHERE key = ?", (_KEY,))
        if noted is not None and noted == self._latest:
            return True
        # Another process wrote meanwhile, or the transaction in which this one left its number was taken back.
        ours = noted in self._seen or _agrees(_note(self._path), noted, _place(self._path))
        if ours and self._latest and noted is not None and noted not in self._seen:
            self._latest = str(noted)
        else:
            self._latest = os.urandom(16).hex()
            database.run(
                "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (_KEY, self._latest),
            )
            # Without a note, or with one whose transaction fails, the next process only takes a device id without need.
            with suppress(OSError):
                _write(self._path, self._latest)
        self._seen |= {self._latest, *([noted] if noted is not None else [])}
        return ours


def _agrees(note: "dict[str, Any] | None", noted: object, place: list[object]) -> bool:
    if note is None:
        return noted is None  # a file that was never written to by a quiz that leaves notes
    return note.get("instance") == noted and note.get("place") == place


def _place(path: "Path") -> list[object]:
    return [os.path.realpath(path), path.stat().st_ino]


def _beside(path: "Path") -> "Path":
    return path.with_name(path.name + SUFFIX)


def _note(path: "Path") -> "dict[str, Any] | None":
    """Return what the note says; nothing that a file's number could agree with where it is damaged."""
    try:
        with _beside(path).open("rb") as file:
            found = json.loads(file.read(_LARGEST_NOTE))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(path: "Path", instance: str) -> None:
    beside = _beside(path)
    part = beside.with_name(f"{beside.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump({"instance": instance, "place": _place(path)}, file)
        part.replace(beside)
    finally:
        with suppress(OSError):
            part.unlink()
