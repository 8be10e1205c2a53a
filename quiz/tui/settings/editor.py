"""The settings file in the learner's own editor."""

import os
import shlex
import subprocess
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

if TYPE_CHECKING:
    from pathlib import Path

    from quiz.tui.app import QuizApp


def edit_file(app: "QuizApp") -> None:
    """Leave the terminal to `$VISUAL` or `$EDITOR` with the settings file, then take in what was written; mistakes are told."""
    path = app.settings_file
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if path is None:
        app.tell("These settings are in no file.", failed=True)
    elif not command:
        app.tell(f"Set EDITOR to your editor's name, or open the file yourself: {path}", failed=True)
    else:
        _edit(app, path, command)


def _edit(app: "QuizApp", path: "Path", command: str) -> None:
    try:
        # The learner's own choice, as every program takes it that opens an editor.
        words = [*shlex.split(command), str(path)]
        path.parent.mkdir(parents=True, exist_ok=True)
        with app.suspend():
            done = subprocess.run(words, check=False)  # noqa: S603
    except SuspendNotSupported:
        app.tell(f"No editor can be opened here. The file is {path}", failed=True)
        return
    except (OSError, ValueError) as error:
        app.tell(f"The editor “{command}” could not be started: {error}", failed=True)
        return
    if done.returncode:
        app.tell(f"The editor “{command}” ended with an error ({done.returncode}).", failed=True)
    app.read_settings_again()
    if app.file_problems:
        app.action_problems()
