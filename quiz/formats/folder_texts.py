"""The texts of a folder, or of a single file, one after the other; of all of them, so much is read as is read of one file."""

from collections.abc import Callable, Iterator
from pathlib import Path

from attrs import frozen

from quiz.errors import FormatError
from quiz.facts.encoding import UndecodableError, decode
from quiz.formats.folder_media import files_below
from quiz.formats.format import Skipped
from quiz.formats.tabular import LARGEST


@frozen
class FileText:
    """A file's text."""

    file: Path
    name: str
    """Its place in the folder, without the ending; of a single file, its name."""
    text: str


def texts_of(path: Path, *endings: str, tick: Callable[[], None]) -> Iterator[FileText | Skipped]:
    """Yield the texts of a file, or of all files in a folder that end so; those that cannot be read are skipped there.

    Raises `FormatError` where a single file cannot be read, and where all are too large together.
    """
    is_folder = path.is_dir()
    size = 0
    for file in files_below(path, *endings) if is_folder else [path]:
        tick()
        size += file.stat().st_size
        if size > LARGEST:
            raise FormatError(f"{path} is too large: at most {LARGEST // 2**20} MiB are read at once. Read parts of it.")
        name = file.relative_to(path).with_suffix("").as_posix() if is_folder else file.stem
        try:
            text = decode(file.read_bytes())
        except UndecodableError as error:
            if not is_folder:
                raise FormatError(f"{path}: {error}. {error.hint}") from None
            yield Skipped(name, f"{error}. {error.hint}")
            continue
        yield FileText(file, name, text)
