"""Opening a picture or sound with the system's own viewer."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from threading import Thread

_ENDS = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".mp3", ".ogg", ".oga", ".wav", ".flac", ".m4a", ".opus"})
"""Systems open a file by the end of its name: one that ends otherwise might be run rather than shown."""


def view(path: Path) -> str:
    """Open a file with the system's viewer; return at once, with what went wrong, if anything did."""
    if path.suffix.lower() not in _ENDS:
        return f"“{path.name}” is not opened: its name does not end as that of a picture or sound does"
    file = os.path.abspath(path)  # noqa: PTH100 - an absolute path cannot be taken for an option
    try:
        if sys.platform == "win32":
            os.startfile(file)  # noqa: S606 - a picture or sound, by the end of its name
            return ""
        found = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
        if found is None:
            return f"no viewer was found; the file is {file}"
        quiet = subprocess.DEVNULL
        process = subprocess.Popen([found, file], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)  # noqa: S603
    except OSError as error:
        return f"the viewer could not be started: {error.strerror or type(error).__name__}"
    # Somebody has to wait for its end, or a zombie stays.
    Thread(target=process.wait, daemon=True).start()
    return ""
