"""Pictures and sounds beside a file that names them: found in its folder and nowhere else, and checked before they are taken."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from attrs import define, field

from quiz.formats.format import MediaFile, Noted, Record, Skipped
from quiz.text.safe import safe_line

LARGEST: Final = 100 * 2**20
"""Bytes of one file."""
MOST: Final = 250_000
"""Files of one folder that are looked at."""
DEEPEST: Final = 20
"""Folders inside each other."""
_PIECE: Final = 256 * 1024
_MOST_TOLD: Final = 20


@define
class FolderMedia:
    """The media of one deck or several that stand in a folder. Each is known by its path from there."""

    root: Path
    """No file outside of it is ever opened."""
    places: tuple[str, ...] = ("",)
    """Folders inside it in which a file may stand, such as `media`."""
    files: dict[str, MediaFile] = field(factory=dict)
    """What was found, by the paths by which facts name it."""
    missing: set[str] = field(factory=set)
    problems: list[Skipped] = field(factory=list)
    is_deep: bool = False
    """Whether a file that is named without its folder is looked for in all folders below."""
    _index: dict[str, Path] | None = None

    def path(self, name: str) -> str | None:
        """Return the path by which facts name a file, there or not; nothing for what can be no file beside the deck."""
        clean = safe_line(name.replace("\\", "/")).strip().removeprefix("./")
        if not clean or clean.startswith("/") or ".." in clean.split("/") or "\0" in name or ":" in clean.split("/")[0]:
            return None
        if clean in self.files or clean in self.missing:
            return clean
        found = self._found(clean)
        size = found.stat().st_size if found is not None else 0
        if found is None or size > LARGEST:
            self.missing.add(clean)
            if found is not None:
                self.problems.append(Skipped(clean, f"It has {size:,} bytes; at most {LARGEST:,} are kept."))
        else:
            self.files[clean] = MediaFile(size, lambda: pieces_of(found))
        return clean

    def _found(self, name: str) -> Path | None:
        try:
            root = self.root.resolve()
            for place in self.places:
                file = root / place / name
                if _is_inside(file, root):
                    return file
            if self.is_deep and "/" not in name:
                file = self._below().get(name.casefold(), root)
                return file if _is_inside(file, root) else None
        except (OSError, ValueError):
            pass
        return None

    def _below(self) -> dict[str, Path]:
        if self._index is None:
            self._index = {}
            for file in files_below(self.root):
                self._index.setdefault(file.name.casefold(), file)
        return self._index

    def told(self) -> Iterator[Record]:
        """Yield what is to be said of files that could not be taken."""
        yield from self.problems
        names = sorted(self.missing - {problem.where for problem in self.problems})
        if names:
            shown = ", ".join(names[:_MOST_TOLD]) + (" …" if len(names) > _MOST_TOLD else "")
            what = "1 picture or sound is" if len(names) == 1 else f"{len(names):,} pictures or sounds are"
            yield Noted(f"{what} named and not beside the file: {shown}.")


def files_below(root: Path, *endings: str) -> Iterator[Path]:
    """Yield the files in a folder and the folders in it, in order; none that are hidden, and no links. At most `MOST` of them."""
    count = 0
    waiting: list[tuple[Path, int]] = [(root, 0)]
    while waiting:
        folder, depth = waiting.pop()
        try:
            found = sorted(folder.iterdir(), key=lambda one: one.name.casefold())
        except OSError:
            continue
        folders = []
        for one in found:
            if one.name.startswith(".") or one.is_symlink():
                continue
            if one.is_dir():
                folders.append((one, depth + 1))
            elif one.is_file() and (not endings or one.suffix.casefold() in endings):
                count += 1
                if count > MOST:
                    return
                yield one
        waiting += reversed([pair for pair in folders if pair[1] <= DEEPEST])


def pieces_of(file: Path) -> Iterator[bytes]:
    """Yield the content of a file."""
    with file.open("rb") as opened:
        while piece := opened.read(_PIECE):
            yield piece


def _is_inside(file: Path, root: Path) -> bool:
    return file.is_file() and file.resolve().is_relative_to(root)
