"""Playing a sound with the system's player: in a process of its own, without a shell, and never longer than its card."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from threading import Thread

_SOUND = "QUIZ_SOUND"
_POWERSHELL = f"(New-Object System.Media.SoundPlayer $env:{_SOUND}).PlaySync()"
_PLAYERS: Mapping[str, tuple[str, ...]] = {
    # Files that are lists of other files, or that name addresses, are not followed.
    "mpv": ("--no-config", "--no-video", "--no-terminal", "--load-scripts=no", "--ytdl=no", "--load-unsafe-playlists=no", "--"),
    "ffplay": ("-nodisp", "-autoexit", "-loglevel", "quiet", "-protocol_whitelist", "file", "-i"),
    "afplay": (),
    "pw-play": ("--",),
    "paplay": ("--",),
    "aplay": ("-q", "--"),
}
"""Players and what stands before the file; those that play every type first."""
_TYPES: Mapping[str, frozenset[str]] = {
    "pw-play": frozenset({".wav", ".flac", ".ogg", ".opus"}),
    "paplay": frozenset({".wav", ".flac", ".ogg"}),
    "aplay": frozenset({".wav"}),
    "powershell": frozenset({".wav"}),
}
"""What those can play that do not play everything, by the ends of names."""

NO_PLAYER = "no player for it was found; install mpv or ffmpeg"


def command(path: Path) -> list[str] | None:
    """Return the command that plays a file: arguments, none of which a shell reads. Nothing where no player is there."""
    file = os.path.abspath(path)  # noqa: PTH100 - an absolute path cannot be taken for an option
    kind = path.suffix.lower()
    for name, arguments in _PLAYERS.items():
        if kind in _TYPES.get(name, {kind}) and (found := shutil.which(name)):
            return [found, *arguments, file]
    if sys.platform == "win32" and kind in _TYPES["powershell"] and (found := shutil.which("powershell")):
        return [found, "-NoProfile", "-NonInteractive", "-Command", _POWERSHELL]
    return None


class Player:
    """Plays one sound at a time."""

    def __init__(self) -> None:
        """Start silent."""
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def playing(self) -> bool:
        """Whether a sound is heard."""
        return self._process is not None and self._process.poll() is None

    def play(self, path: Path) -> str:
        """Play a file from its beginning instead of what is heard now; return at once, with what went wrong, if anything did."""
        self.stop()
        found = command(path)
        if found is None:
            return NO_PLAYER
        quiet = subprocess.DEVNULL
        try:
            self._process = subprocess.Popen(  # noqa: S603 - a player found on the path, and an absolute path of a file
                found,
                stdin=quiet,
                stdout=quiet,
                stderr=quiet,
                env={**os.environ, _SOUND: os.path.abspath(path)},  # noqa: PTH100 - as in `command`
                start_new_session=True,
            )
        except OSError as error:
            return f"the player could not be started: {error.strerror or type(error).__name__}"
        return ""

    def stop(self) -> None:
        """Be silent."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.poll() is None:
            process.kill()
            # Somebody has to wait for its end, or a zombie stays; the screen does not.
            Thread(target=process.wait, daemon=True).start()
