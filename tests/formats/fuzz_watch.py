"""What is watched while a file is read that may mean harm: where is written, what is started, how long it takes."""

import os
import resource
import signal
import sys
import types
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType
from typing import Any, Final

import quiz

LONGEST: Final = 10
"""Seconds that a file may take."""
MOST: Final = 300
"""MiB that memory may grow by."""
PACKAGE: Final = Path(quiz.__file__).parent
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_NEVER: Final = frozenset(
    {
        "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "subprocess.Popen", "socket.connect",
        "socket.getaddrinfo", "socket.bind", "urllib.Request", "pickle.find_class", "ctypes.dlopen", "os.symlink", "os.link",
        "os.chown", "os.setxattr", "shutil.unpack_archive", "sqlite3.enable_load_extension", "sqlite3.load_extension",
        "code.__new__", "webbrowser.open", "builtins.input",
    }
)  # fmt: skip
_CHANGING: Final = frozenset({"os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.truncate", "os.utime", "shutil.rmtree"})
_FAR: Final = ("/etc/", "/proc/", "/sys/", "/root/.ssh", "/home/")


class HarmError(AssertionError):
    """A file did what none may do."""


class TooLongError(HarmError):
    """A file took too long."""


class _Watch:
    """What is allowed while something is watched."""

    def __init__(self) -> None:
        self.allowed: tuple[str, ...] | None = None
        self.harm: list[str] = []

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.allowed is None or (event not in _NEVER and event not in _CHANGING and event not in {"open", "sqlite3.connect"}):
            return
        if event == "open":
            path, _, flags = arguments
            is_bad = self._is_elsewhere(path) if isinstance(flags, int) and flags & _WRITING else self._is_far(path)
        elif event == "sqlite3.connect":
            is_bad = "mode=ro" not in str(arguments[0]) and str(arguments[0]) != ":memory:" and self._is_elsewhere(arguments[0])
        elif event in _CHANGING:
            # What is named within an open folder is told by that folder, which was checked itself.
            is_relative = any(isinstance(one, int) and one >= 0 for one in arguments[1:]) and event not in {
                "os.mkdir",
                "os.truncate",
            }
            is_bad = not is_relative and any(
                self._is_elsewhere(one) for one in arguments[:2] if isinstance(one, str | bytes | os.PathLike)
            )
        else:
            is_bad = True
        if is_bad:
            self.harm.append(f"{event} {arguments!r}"[:500])

    def _is_elsewhere(self, path: object) -> bool:
        if isinstance(path, int):
            return False
        name = os.path.realpath(os.fsdecode(path)) if isinstance(path, str | bytes | os.PathLike) else str(path)
        return not name.startswith(self.allowed or ()) and name != os.devnull and "__pycache__" not in name

    def _is_far(self, path: object) -> bool:
        return isinstance(path, str) and path.startswith(_FAR) and not path.endswith(("/mime.types", "/localtime", "/timezone"))


_watch: Final = _Watch()
_is_hooked: list[bool] = []


@contextmanager
def watched(*folders: Path, seconds: float = LONGEST) -> Iterator[None]:
    """Let nothing be written but in some folders, nothing started, and nothing take long or much memory. Raises `HarmError`.

    Time is that of the processor, so that a busy machine is no fault of a file.
    """
    if not _is_hooked:
        sys.addaudithook(_watch)
        _is_hooked.append(True)
    _watch.harm.clear()
    _watch.allowed = tuple(os.path.realpath(folder) for folder in folders)
    before = _peak()
    timed = hasattr(signal, "setitimer")
    if timed:
        was = signal.signal(signal.SIGPROF, _too_long)
        signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        _watch.allowed = None
        if timed:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, was)
    if _watch.harm:
        raise HarmError("; ".join(_watch.harm))
    if (grown := _peak() - before) > MOST:
        raise HarmError(f"memory grew by {grown} MiB")


def _too_long(*_: object) -> None:
    raise TooLongError("it took too long")


def _peak() -> int:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // 1024 if sys.platform != "darwin" else most // 2**20


class Reached:
    """The lines of quiz that were reached, where Python can tell them quickly (3.12 and later)."""

    def __init__(self) -> None:
        """Begin to look."""
        self.lines: set[tuple[str, int]] = set()
        self._new = 0
        self._monitoring: Any = getattr(sys, "monitoring", None)
        if self._monitoring is not None:
            self._monitoring.use_tool_id(self._monitoring.COVERAGE_ID, "quiz")
            self._monitoring.register_callback(self._monitoring.COVERAGE_ID, self._monitoring.events.LINE, self._line)
            self._monitoring.set_events(self._monitoring.COVERAGE_ID, self._monitoring.events.LINE)

    def close(self) -> None:
        """Look no longer."""
        if self._monitoring is not None:
            self._monitoring.set_events(self._monitoring.COVERAGE_ID, 0)
            self._monitoring.free_tool_id(self._monitoring.COVERAGE_ID)
            self._monitoring.restart_events()

    def _line(self, code: CodeType, line: int) -> Any:  # noqa: ANN401 - what the interpreter wants
        if code.co_filename.startswith(str(PACKAGE)):
            self.lines.add((code.co_filename, line))
            self._new += 1
        return self._monitoring.DISABLE

    def new(self) -> int:
        """Return how many lines were reached for the first time since this was asked last."""
        found, self._new = self._new, 0
        return found

    def share(self, *paths: Path) -> dict[str, tuple[int, int, list[int]]]:
        """Return for modules how many lines inside functions were reached, how many there are, and those that were not."""
        found = {}
        for path in paths:
            there = {line for code in _codes(compile(path.read_text("utf-8"), str(path), "exec")) for line in _lines(code)}
            reached = {line for file, line in self.lines if file == str(path)} & there
            found[str(path.relative_to(PACKAGE))] = (len(reached), len(there), sorted(there - reached))
        return found


def _codes(code: CodeType) -> Iterator[CodeType]:
    """Yield the functions in a module, those of classes too; not what runs when it is imported."""
    for one in code.co_consts:
        if isinstance(one, types.CodeType):
            if one.co_flags & 0x2 and not one.co_name.startswith("<generic"):
                yield one
            yield from _codes(one)


def _lines(code: CodeType) -> set[int]:
    return {line for _, _, line in code.co_lines() if line and line != code.co_firstlineno}
