"""Reports as text files."""

from pathlib import Path

from quiz.errors import UsageError
from quiz.facts.editing.replacing import replace_files


def write_text(path: Path, text: str) -> Path:
    """Write a report to a file that is not there yet, and return its path. Raises `UsageError` where that cannot be done."""
    if "\0" in str(path):
        raise UsageError("The path holds a NUL character.")
    if path.exists() or path.is_symlink():
        raise UsageError(f"{path} is there already; name another file.")
    if not path.absolute().parent.is_dir():
        raise UsageError(f"There is no folder {path.absolute().parent}.")
    replace_files({path: text.encode()})
    return path.absolute()
