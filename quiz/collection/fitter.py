"""Fitting out of process: the process is watched, and ended when it is no longer wanted."""

import subprocess
import sys
from array import array
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import perf_counter
from types import TracebackType
from typing import Final, Self, TypeAlias

from attrs import frozen

from quiz.errors import FittingCancelledError, FittingError, UsageError
from quiz.memory.fitting import Row
from quiz.memory.fsrs import Parameters, check_parameters

_PACKAGE: Final = "fsrs_rs_python"
_TICK: Final = 0.1
"""Seconds between two looks at whether the fit is still wanted."""
_SECONDS_AN_ANSWER: Final = 4e-6
"""About what one answer takes on a machine of 2025; it only guesses how far a fit is, for the crate does not tell Python."""


_PART: Final = 5_000
"""Rows that are packed at a time."""


@frozen
class Progress:
    """How far a fit is."""

    stage: str
    """`reading` or `fitting`."""
    seconds: float = 0.0
    """Since the stage began."""
    share: float | None = None
    """About which part of the stage is done, from 0 to 0.95; `None` where nobody can tell."""


Watcher: TypeAlias = Callable[[Progress], object]


def installed() -> str:
    """Return the folder in which the fitter is installed. Raises `FittingError` where it is not."""
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise FittingError(
            'Fitting takes the extra "fit", which is not installed. Install it with: pip install "factquiz[fit]" '
            "(in a copy of the source: uv sync --extra fit)."
        )
    return str(Path(spec.origin).parent.parent)


class Fitter:
    """Fits parameters in a process of its own, which starts when this is made: so it is there when the answers are.

    Leave its `with` block, and the process is ended if it still runs.
    """

    def __init__(self) -> None:
        """Start the process. Raises `FittingError` when the extra `fit` is missing or the process cannot be started."""
        self._begun = perf_counter()
        self._answers = 0
        self._said: SimpleQueue[tuple[bytes, bytes]] = SimpleQueue()
        worker = Path(__file__).with_name("fitting_worker.py")
        try:
            self._process = subprocess.Popen(  # noqa: S603 - this Python, and a file of this package
                [sys.executable, "-I", "-S", str(worker), installed()],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
        except OSError as error:
            raise FittingError(f"The process that fits could not be started: {error}. Nothing was changed; try again.") from error

    def __enter__(self) -> Self:
        """Return the fitter itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """End the process if it still runs."""
        process = self._process
        if process.poll() is None:
            process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe is not None:
                with suppress(OSError):  # what was not sent yet is wanted by nobody
                    pipe.close()

    def fit(self, rows: Sequence[Row]) -> None:
        """Begin to fit parameters to answers. Chances of luck are not looked at: draw them first."""
        self._answers = len(rows)
        Thread(target=self._talk, args=(packed(rows),), daemon=True).start()

    def parameters(self, progress: Watcher | None = None, cancelled: Callable[[], bool] | None = None) -> Parameters:
        """Wait for the parameters of FSRS-6.

        The thread that calls waits without holding Python's global lock: every other thread goes on. `progress` is told about
        ten times a second, and `cancelled` asked as often.

        Raises:
            FittingError: the process ended early, or the crate refused the answers.
            FittingCancelledError: `cancelled` said so.
        """
        while True:
            if cancelled is not None and cancelled():
                raise FittingCancelledError("The fit was stopped; the parameters are what they were.")
            if progress is not None:
                seconds = perf_counter() - self._begun
                progress(Progress("fitting", seconds, min(0.95, seconds / (_SECONDS_AN_ANSWER * self._answers + _TICK))))
            with suppress(Empty):
                return _read(self._said.get(timeout=_TICK), self._process.wait())

    def _talk(self, answers: bytes) -> None:
        try:
            said = self._process.communicate(answers)
        except (OSError, ValueError):  # the process was ended, and its pipes are gone
            said = (b"", b"")
        self._said.put(said)


def packed(rows: Sequence[Row]) -> bytes:
    """Return answers as they are sent to the process: see `quiz.collection.fitting_worker`."""
    columns = (array("i"), array("i"), array("i"))
    # In small parts: one call over millions of rows would keep every other thread waiting.
    for start in range(0, len(rows), _PART):
        for column, values in zip(columns, zip(*rows[start : start + _PART], strict=True), strict=False):
            column.extend(values)
    return len(rows).to_bytes(8, "little") + b"".join(column.tobytes() for column in columns)


def _read(said: tuple[bytes, bytes], code: int) -> Parameters:
    out, errors = (text.decode("utf-8", "replace").strip() for text in said)
    kind, _, rest = out.partition(" ")
    if kind == "parameters" and code == 0:
        try:
            return check_parameters([float(number) for number in rest.split()])
        except UsageError as error:
            raise FittingError(f"The crate fsrs found no parameters that can be used: {error}") from error
    if kind == "failed":
        raise FittingError(f"The crate fsrs could not fit these answers ({rest}). The parameters are what they were.")
    last = errors.splitlines()[-1] if errors else "it said nothing"
    raise FittingError(
        f"The process that fits ended early, with code {code} ({last}). The parameters are what they were; try again."
    )
